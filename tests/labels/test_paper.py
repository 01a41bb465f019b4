"""Sheets and envelopes read back: where things stand, to a fifth of a millimetre, and that nothing is over an edge."""

import io
import os
from collections.abc import Iterator
from functools import cache

import pdfplumber
import pytest
from flask import Flask
from labels.samples import LONG, numbered, piece, printing
from packets.reading import File, problems

from chapterapp.labels.calibration import print_test_sheet
from chapterapp.labels.rendering import LABEL, Printed, print_envelopes, print_labels
from chapterapp.labels.stocks import ENVELOPES, INSET, LABELS, Box
from chapterapp.pdf.blocks import PT, Sheets
from chapterapp.pdf.press import press

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)
NEAR = 0.2  # mm
ASCENT, DESCENT = 1.069, -0.293  # of Noto, in sizes of the letters
STOCKS = {**LABELS, **ENVELOPES}


@pytest.fixture(autouse=True)
def context(whole_app: Flask) -> Iterator[None]:
    with whole_app.app_context():
        yield


def letters(data: bytes) -> Iterator[tuple[int, str, Box]]:
    """Every letter of a file: its page from 0, the letter, and its rectangle in mm. Up and down it is worked out from
    the base line, since what pdfplumber calls a letter's top is its bottom and the size."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            for one in page.chars:
                base, size = float(page.height) - one["matrix"][5], one["size"]
                room = one["x0"], base - ASCENT * size, one["x1"] - one["x0"], (ASCENT - DESCENT) * size
                yield number, one["text"], Box(*(side / PT for side in room))


def is_inside(one: Box, room: Box) -> bool:
    """Its advance stands between left and right, its middle between top and bottom."""
    middle = one.top + one.height / 2
    across = room.left - 0.01 <= one.left and one.left + one.width <= room.left + room.width + 0.01
    return across and room.top <= middle <= room.top + room.height


@pytest.mark.parametrize("key", LABELS)
def test_every_label_of_a_sheet_stands_where_the_data_sheet_says(key: str) -> None:
    stock = LABELS[key]
    printed = print_labels(numbered(stock.labels + 2), stock, 2, (1.0, -0.5))
    assert (printed.pages, printed.labels, printed.shrunk, printed.refused) == (2, stock.labels + 2, [], [])
    firsts = [(page, box) for page, letter, box in letters(printed.data) if letter == "H"]
    assert len(firsts) == stock.labels + 2
    for n, (page, box) in enumerate(firsts, 2):
        assert page == n // stock.labels
        label = stock.box(n % stock.labels)
        assert box.left - INSET - 1.0 == pytest.approx(label.left, abs=NEAR)
        assert box.top + box.height / 2 + 0.5 == pytest.approx(label.top + label.height / 2, abs=NEAR)
    assert [tuple(map(float, page.mediabox[2:])) for page in File(printed.data).pdf.pages] == [
        pytest.approx((PT * stock.sheet[0], PT * stock.sheet[1]), abs=0.1)
    ] * 2


@pytest.mark.parametrize("key", LABELS)
def test_from_every_start_the_first_label_stands_on_the_first_free_place(key: str) -> None:
    stock = LABELS[key]
    for start in range(stock.labels):
        ((page, _letter, box),) = letters(print_labels(numbered(1)._replace(pieces=(H,)), stock, start).data)
        label = stock.box(start)
        assert page == 0
        assert box.left - INSET == pytest.approx(label.left, abs=NEAR)
        assert box.top + box.height / 2 == pytest.approx(label.top + label.height / 2, abs=NEAR)


H = numbered(1).pieces[0]._replace(lines=("H",))


@cache
def printed_long(key: str) -> Printed:
    pieces = printing(*(piece(name) for name in LONG))
    return print_labels(pieces, LABELS[key]) if key in LABELS else print_envelopes(pieces, ENVELOPES[key])


@pytest.mark.parametrize("key", STOCKS)
def test_the_longest_addresses_stay_within_their_room_or_are_refused_by_name(key: str) -> None:
    printed, stock = printed_long(key), STOCKS[key]
    refused = [line.split(":")[0] for line in printed.refused]
    kept = [name for name in LONG if name not in refused]
    assert "short" in kept
    assert {"a thousand lines", "one endless word"} & set(refused) >= {"a thousand lines"}
    assert printed.labels == len(kept)
    assert set(printed.shrunk) <= set(kept)
    for page, letter, box in letters(printed.data):
        if key in LABELS:
            rooms = [LABELS[key].box(place) for place in range(LABELS[key].labels)]
        else:
            rooms = [ENVELOPES[key].address, ENVELOPES[key].sender]
        assert any(is_inside(box, room) for room in rooms), (page, letter, box)
    assert stock.sheet


def test_a_label_of_six_lines_is_set_smaller_and_said_to_be() -> None:
    lines = tuple(f"H{n}" for n in range(6))
    six, five = H._replace(name="six", lines=lines), H._replace(name="five", lines=lines[:5])
    printed = print_labels(printing(five, six), LABELS["avery-5160"])
    assert (printed.shrunk, printed.refused) == (["six"], [])
    with pdfplumber.open(io.BytesIO(printed.data)) as pdf:
        sizes = [round(one["size"], 1) for one in pdf.pages[0].chars if one["text"] == "H"]
    assert sizes == [10.0] * 5 + [8.5] * 6
    assert [size for size, _leading in LABEL.sizes] == [10, 8.5]


def test_letters_that_no_font_here_has_are_refused_not_printed_as_boxes() -> None:
    nobody = H._replace(name="nobody's script", lines=("\U0001fbfa\U000e0fff", "H"))
    printed = print_labels(printing(nobody, H), LABELS["avery-5160"])
    assert printed.refused == ["nobody's script: This machine has no letters for its script."]
    assert printed.labels == 1


@pytest.mark.parametrize("key", ["avery-5163", "envelope-10"])
def test_the_file_is_tagged_whole_and_says_the_same_as_the_pieces(key: str) -> None:
    printed = printed_long(key)
    file = File(printed.data)
    assert problems(file) == []
    refused = [line.split(":")[0] for line in printed.refused]
    text = "".join("".join(file.texts()).split())
    for name in LONG:
        if name not in (*refused, "Burmese", "seven with Burmese", "Arabic", "Persian", "Devanagari"):
            for line in piece(name).lines:  # letters of other scripts are read back in the order of their glyphs
                assert "".join(line.split()) in text, name
    assert len([one for one in file.elements if one.S == "/P"]) == printed.labels * (1 if key in LABELS else 2)
    assert str(file.pdf.docinfo["/Title"]) == "Labels"


def test_a_thousand_labels_hold_ten_blocks_and_a_thousand_paragraphs() -> None:
    pieces = [H._replace(name=f"n{n}", lines=(f"H{n}", "Street"), copies=100) for n in range(10)]
    printed = print_labels(printing(*pieces), LABELS["avery-5160"])
    assert (printed.pages, printed.labels) == (34, 1000)
    file = File(printed.data)
    forms = {form.objgen for page in file.pdf.pages for form in page.obj.Resources.XObject.values()}
    assert len(forms) == 10
    assert len([one for one in file.elements if one.S == "/P"]) == 1000
    assert len(printed.data) < 100_000


def test_no_outline_of_a_label_is_printed() -> None:
    with pdfplumber.open(io.BytesIO(printed_long("avery-5160").data)) as pdf:
        assert not any(page.lines or page.rects or page.curves for page in pdf.pages)


def test_a_file_that_was_laid_out_otherwise_is_not_taken() -> None:
    made = press.render("<!doctype html><html lang=en><title>T</title><body><p id=b0>One</p><p id=end></p>")
    assert Sheets().take(made.data, 1)[0].height > 0
    with pytest.raises(ValueError, match="one page"):
        Sheets().take(made.data, 2)


@pytest.mark.parametrize("key", STOCKS)
def test_the_test_sheet_is_one_page_of_the_stocks_size_and_says_how_to_measure(key: str) -> None:
    file = File(print_test_sheet(STOCKS[key], "en").data)
    assert len(file.pdf.pages) == 1
    assert "actual size" in file.text(1)
    assert "mm" in file.text(1)
    assert problems(file) == []
    size = [float(side) for side in file.pdf.pages[0].mediabox[2:]]
    assert size == pytest.approx([PT * side for side in STOCKS[key].sheet], abs=0.1)
