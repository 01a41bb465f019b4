"""Large print measured in the finished file, and paper that says nothing by colour."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
from flask import Flask
from markupsafe import Markup
from packets.letters_beside import with_spanish
from packets.reading import File, problems
from packets.sheet_contents import CODES, EVENING, NEUTRAL, OPEN, whole_packet
from packets.test_paper import FORBIDDEN, PRINT
from PIL import ImageChops

from chapterapp.packets import rendering
from chapterapp.packets.contents import DatedLine
from chapterapp.packets.options import TITLES, Run
from chapterapp.pdf.press import press

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)

MM = 72 / 25.4
FOOTER = {"letter": 23 * MM, "a4": 25 * MM}  # from the lower edge


@dataclass
class Seen:
    """A page as it is measured, without the footer: pdfplumber is slow, so once."""

    sizes: set[float]
    footer: set[float]
    faces: set[str]
    left: float
    right: float  # of the page's width
    lines: int
    text: str
    is_written_on: bool


def see(page: pdfplumber.page.Page, paper: str) -> Seen:
    lowest = float(page.height) - FOOTER[paper]
    chars = [char for char in page.chars if char["bottom"] <= lowest]
    text = page.crop((0, 0, page.width, lowest)).extract_text()
    return Seen(
        {round(char["size"], 2) for char in chars},
        {round(char["size"], 2) for char in page.chars if char["bottom"] > lowest},
        {char["fontname"].rpartition("-")[2] for char in page.chars},
        min(float(char["x0"]) for char in page.chars),
        float(page.width) - max(float(char["x1"]) for char in page.chars),
        len(text.splitlines()),
        " ".join(text.split()),
        len(page.edges) > 8,
    )


@pytest.fixture(scope="module", params=["letter", "a4"])
def large(whole_app: Flask, request: pytest.FixtureRequest) -> Iterator[tuple[File, list[Seen]]]:
    """Every section, of a case with its letter in two languages; on A4 those whose breaks depend on what they say."""
    keys = TITLES if request.param == "letter" else ("cover", "ten-minutes", "cases", "petition", "back")
    contents = whole_packet(
        cases=(with_spanish(OPEN),),
        paper=request.param,
        runs=(Run(large=True, language="es"),),
        copies=tuple((key, 1) for key in keys),
    )
    with whole_app.app_context():
        file = File(rendering.render(contents).data)
    with pdfplumber.open(BytesIO(file.data)) as pdf:
        yield file, [see(page, request.param) for page in pdf.pages]
    press.rest(0)


def test_nothing_is_set_smaller_than_18_points_but_the_footer_of_13(large: tuple[File, list[Seen]]) -> None:
    _, pages = large
    for page in pages:
        assert min(page.sizes) >= 18, page.text
        assert page.footer <= {13} or min(page.footer) >= 18, "blank letters reach lower and have no footer"


def test_large_print_is_upright_and_inside_the_margins(large: tuple[File, list[Seen]]) -> None:
    _, pages = large
    assert not any("Italic" in page.faces for page in pages)
    assert min(page.left for page in pages) > 19.9 * MM
    assert min(page.right for page in pages) > 19 * MM


def test_large_print_has_whole_tags_and_every_section(large: tuple[File, list[Seen]]) -> None:
    file, _ = large
    assert problems(file) == []
    titles = [title.partition(":")[0] for depth, title, _ in file.outline() if depth == 0]
    every = [str(title) if key != "cases" else "1. Maribel Tábora Ixmal" for key, title in TITLES.items()]
    assert titles == (every if len(titles) > 5 else [every[at] for at in (0, 3, 4, 7, 10)])


def test_of_large_print_no_page_holds_a_few_lines_only(large: tuple[File, list[Seen]]) -> None:
    _, pages = large
    assert [page.text for page in pages if page.lines < 5 and not page.is_written_on] == []


def test_addresses_and_boxes_of_large_print_stay_whole(large: tuple[File, list[Seen]]) -> None:
    _, pages = large
    for first, last in (("Write to direct Lic.", "Dear Minister,"), ("To her Maribel", "Dear Maribel,"),
                        ("Do not ✕ Write your street", "anything but paper to the prison")):  # fmt: skip
        assert any(first in page.text and last in page.text.partition(first)[2] for page in pages), first


def test_a_neutral_case_names_nobody_in_large_print(whole_app: Flask) -> None:
    keys = ("cases", "blank", "petition", "poster")
    contents = whole_packet(
        cases=(NEUTRAL,), copies=tuple((key, 1) for key in keys), title="Letters", runs=(Run(large=True),)
    )
    with whole_app.app_context():
        file = File(rendering.render(contents).data)
    assert not FORBIDDEN.search(" ".join(file.texts()))
    assert not any("St. Louis ·" in text for text in file.texts())
    assert not [element for element in file.elements if "/Alt" in element], "no code either"


def test_a_sheet_without_an_address_says_where_its_code_is_typed_in(whole_app: Flask) -> None:
    bare = replace(CODES, tally=replace(CODES.tally, address=""), typed_at="")
    contents = whole_packet(
        cases=(), copies=(("tally", 1),), evening=replace(EVENING, codes=bare), runs=(Run(large=True),)
    )
    with whole_app.app_context():
        assert "Meetings, Code of a sheet B3T H8Q" in File(rendering.render(contents).data).text(1)


def test_no_style_of_paper_has_a_colour() -> None:
    """Black, white, nothing between: what a shape or a word does not say, no colour says."""
    files = [*PRINT.rglob("*.css"), *PRINT.rglob("*.html")]
    assert len(files) > 30
    for file in files:
        text = re.sub(r"&#?\w+;", "", file.read_text())
        assert set(re.findall(r"#(?:[0-9a-f]{3}){1,2}\b", text)) <= {"#000", "#fff"}, file.name
        assert not re.search(r"\b(rgb|hsl|color-mix|opacity|red|green|blue|gr[ae]y)\b\s*[(;:]", text), file.name


def test_a_page_drawn_in_colour_is_its_own_greyscale(whole_app: Flask, large: tuple[File, list[Seen]]) -> None:
    """In both prints; a portrait may have colours of its own, but here is grey."""
    keys = (("cover", 1), ("host", 1), ("cases", 1), ("poster", 1))
    with whole_app.app_context():
        normal = rendering.render(whole_packet(cases=(OPEN,), copies=keys)).data
    for data in (normal, large[0].data):
        with pypdfium2.PdfDocument(data) as pdf:
            for page in pdf:
                picture = page.render(scale=0.25).to_pil().convert("RGB")
                grey = picture.convert("L").convert("RGB")
                assert ImageChops.difference(picture, grey).getbbox() is None


def test_the_last_rows_of_what_happened_stand_together(whole_app: Flask) -> None:
    """No page has two lines on it."""
    event = DatedLine("August 9, 2025", "Freed.")
    with whole_app.app_context():
        for number in (6, 7, 8):  # one row, or two, would stand alone
            case = replace(OPEN, dates=(event,) * number, background=Markup(""))
            contents = whole_packet(cases=(case,), runs=(Run(large=True),), copies=(("cases", 1),))
            with pdfplumber.open(BytesIO(rendering.render(contents).data)) as pdf:
                assert min(see(page, "letter").lines for page in pdf.pages) > 3, number
