"""Where labels lie, against the makers' data sheets typed anew; what is wrong with measures of one's own."""

import dataclasses

import pytest

from chapterapp.labels.stocks import A4, ENVELOPES, INCH, LABELS, LETTER, Stock, faults, places, sheets_needed

# As the data sheets say it: sheet, columns × rows, width and height of a label, margins left and top, pitch; in mm.
SHEETS = {
    "avery-5160": (LETTER, 3, 10, 66.675, 25.4, 4.7625, 12.7, 69.85, 25.4),
    "avery-5161": (LETTER, 2, 10, 101.6, 25.4, 3.96875, 12.7, 106.3625, 25.4),
    "avery-5163": (LETTER, 2, 5, 101.6, 50.8, 3.96875, 12.7, 106.3625, 50.8),
    "avery-l7160": (A4, 3, 7, 63.5, 38.1, 7.25, 15.15, 66.0, 38.1),
    "avery-l7163": (A4, 2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
}
OWN = Stock("own", "Own", (210.0, 297.0), 2, 5, 5.0, 10.0, 100.0, 55.0, 98.0, 54.0)


def test_every_stock_is_here() -> None:
    assert set(SHEETS) == set(LABELS)
    assert {stock.sheet for stock in ENVELOPES.values()} == {
        (9.5 * INCH, 4.125 * INCH), (220.0, 110.0), (162.0, 114.0), (229.0, 162.0),
    }  # fmt: skip


@pytest.mark.parametrize("key", SHEETS)
def test_every_label_lies_where_the_data_sheet_says_from_every_start(key: str) -> None:
    sheet, columns, rows, width, height, left, top, across, down = SHEETS[key]
    stock = LABELS[key]
    assert stock.sheet == pytest.approx(sheet)
    for start in range(columns * rows):
        for n, (page, box) in enumerate(places(stock, start, 2 * columns * rows, 1.5, -0.5), start):
            row, column = divmod(n % (columns * rows), columns)
            assert page == n // (columns * rows)
            here = (left + column * across + 1.5, top + row * down - 0.5, width, height)
            assert box == pytest.approx(here, abs=0.01)


@pytest.mark.parametrize("key", SHEETS)
def test_the_margins_are_equal_so_a_sheet_may_go_in_either_way_round(key: str) -> None:
    stock = LABELS[key]
    last = stock.box(stock.labels - 1)
    assert stock.sheet[0] - last.left - last.width == pytest.approx(stock.left, abs=0.06)
    assert stock.sheet[1] - last.top - last.height == pytest.approx(stock.top, abs=0.06)
    assert faults(stock) == {}


@pytest.mark.parametrize(
    ("start", "count", "sheets"), [(0, 30, 1), (0, 31, 2), (29, 1, 1), (29, 2, 2), (3, 0, 0), (0, 1000, 34)]
)
def test_the_sheets_needed_count_the_labels_gone(start: int, count: int, sheets: int) -> None:
    assert sheets_needed(LABELS["avery-5160"], start, count) == sheets
    assert len({page for page, _box in places(LABELS["avery-5160"], start, count)}) == sheets


@pytest.mark.parametrize("key", ENVELOPES)
def test_an_envelope_leaves_the_post_its_room(key: str) -> None:
    stock = ENVELOPES[key]
    width, height = stock.sheet
    box = stock.address
    assert box.top >= 40  # for stamps
    assert width - box.left - box.width >= 15
    assert height - box.top - box.height >= 15.9  # for the code of the sorting machine
    assert width - box.left <= 140
    assert stock.sender.top + stock.sender.height <= 40
    assert stock.sender.left + stock.sender.width <= width - 74


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"across": 90.0}, "across", "The columns overlap"),
        ({"down": 50.0}, "down", "The rows overlap"),
        ({"left": 20.0}, "left", "8.0 mm to the right of the sheet"),
        ({"top": 30.0}, "top", "7.0 mm below the sheet"),
        ({"width": 10.0}, "width", "at least 20 mm wide"),
        ({"height": 5.0}, "height", "at least 8 mm high"),
    ],
)
def test_measures_that_cannot_be_say_which_one_and_by_how_much(
    change: dict[str, float], field: str, words: str
) -> None:
    assert faults(OWN) == {}
    assert words in faults(dataclasses.replace(OWN, **change))[field]
