"""The sheets of the evening, printed and read back: what stands on each, where, and what a neutral case may not say."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pdfplumber
import pytest
from flask import Flask
from packets.reading import File, problems
from packets.sample_contents import CASES, letter, packet
from packets.sheet_contents import EVENING, FULL, NEUTRAL, OPEN, whole_packet, with_sheets
from packets.test_paper import FORBIDDEN

from chapterapp.letters.kinds import HEADS, TALLIED
from chapterapp.packets import rendering
from chapterapp.packets.changes import changed_sections, render_changes
from chapterapp.packets.contents import PacketContents
from chapterapp.packets.counting import list_sections
from chapterapp.packets.options import TITLES
from chapterapp.packets.sections import sections_of
from chapterapp.pdf.press import press

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)

MM = 72 / 25.4
OURS, THEIRS = ("host", "sign-in", "tally", "postage"), ("blank", "petition", "poster")
Print = Callable[..., File]
PAPERS = pytest.mark.parametrize("paper", ["letter", "a4"])


@pytest.fixture(scope="module")
def print_sheets(whole_app: Flask) -> Iterator[Print]:
    """Sections of the sample packet by their keys."""
    kept: dict[PacketContents, File] = {}

    def printed(*keys: str, **changes: object) -> File:
        given = {"cases": (OPEN, NEUTRAL), "copies": tuple((key, 1) for key in keys)}
        contents = whole_packet(**(given | changes))
        if contents not in kept:
            with whole_app.app_context():
                kept[contents] = File(rendering.render(contents).data)
        return kept[contents]

    yield printed
    press.rest(0)


def lines_of(file: File, page: int) -> tuple[list[float], list[dict[str, float]]]:
    """Heights in mm of the horizontal lines of a page from the top, each once, and its upright rectangles."""
    with pdfplumber.open(BytesIO(file.data)) as pdf:
        found = pdf.pages[page - 1]
        edges = sorted({round(edge["top"] / MM, 2) for edge in found.edges if edge["orientation"] == "h"})
        return edges, found.rects


@PAPERS
def test_every_section_is_one_page_but_for_sign_in_and_cases(print_sheets: Print, paper: str) -> None:
    file = print_sheets(*TITLES, paper=paper)
    tops = [title for depth, title, _ in file.outline() if depth == 0]
    pages = [page for depth, _, page in file.outline() if depth == 0]
    two = {"Sign-in sheet": 2, "1. Maribel Tábora Ixmal": 3, "2. Timofei Lozinin": 3}
    for title, (first, following) in zip(tops, pairwise([*pages, len(file.pdf.pages) + 1]), strict=True):
        assert following - first == two.get(title, 1), title
    assert [title.partition(":")[0] for title in tops] == [
        "Cover", "Host checklist", "Sign-in sheet", "A letter in ten minutes", "1. Maribel Tábora Ixmal",
        "2. Timofei Lozinin", "Blank letter page", "Blank letter page", "Tally sheet", "Petition", "Petition",
        "Table poster", "Table poster", "Postage and donations", "Back page",
    ]  # fmt: skip


@PAPERS
def test_the_tags_are_whole(print_sheets: Print, paper: str) -> None:
    assert problems(print_sheets(*TITLES, paper=paper)) == []


@PAPERS
def test_no_ink_in_the_outer_6_mm(print_sheets: Print, paper: str) -> None:
    with pdfplumber.open(BytesIO(print_sheets(*TITLES, paper=paper).data)) as pdf:
        for page in pdf.pages:
            ink = [*page.chars, *page.rects, *page.lines, *page.images, *page.curves]
            assert min(float(one["x0"]) for one in ink) > 6 * MM
            assert max(float(one["x1"]) for one in ink) < float(page.width) - 6 * MM
            assert min(float(one["top"]) for one in ink) > 6 * MM
            assert max(float(one["bottom"]) for one in ink) < float(page.height) - 6 * MM


@PAPERS
@pytest.mark.parametrize("kind", ["sign-in", "tally", "postage"])
def test_the_code_stands_top_right_in_a_frame_of_62_by_20_mm(print_sheets: Print, kind: str, paper: str) -> None:
    code = {"sign-in": "7KM 4RX", "tally": "B3T H8Q", "postage": "9TD 2HV"}[kind]
    file = print_sheets(kind, paper=paper)
    with pdfplumber.open(BytesIO(file.data)) as pdf:
        page = pdf.pages[0]
        right, top = float(page.width) - 20 * MM, 18 * MM + 37.5
        frame = (right - 62 * MM, top, right, top + 20 * MM)
        drawn = [[rect["x0"], rect["top"], rect["x1"], rect["bottom"]] for rect in page.rects]
        assert any(rect == pytest.approx(frame, abs=0.5) for rect in drawn)
        letters = [char for char in page.chars if round(char["size"], 1) == 17 and "Bold" in char["fontname"]]
        assert "".join(char["text"] for char in letters) == code
        assert all(frame[0] < char["x0"] and char["x1"] < frame[2] - 20 * MM for char in letters)
        assert all(frame[1] < char["top"] and char["bottom"] < frame[3] for char in letters)
        assert "letters.stlouis.example/s" in page.crop(frame).extract_text()
    assert [str(element.Alt) for element in file.elements if "/Alt" in element] == [f"Code {code}"]


def test_where_no_phone_can_reach_us_the_code_stays_without_a_qr(print_sheets: Print) -> None:
    codes = EVENING.codes
    assert codes
    bare = replace(
        codes, **{name: replace(getattr(codes, name), address="") for name in ("sign_in", "tally", "postage")}
    )
    file = print_sheets("tally", evening=replace(EVENING, codes=replace(bare, typed_at="")))
    assert "B3T H8Q" in file.text(1)
    assert "Meetings, Code of a sheet" in file.text(1)
    assert not [element for element in file.elements if "/Alt" in element]


def test_codes_stand_on_our_own_sheets_only(print_sheets: Print) -> None:
    file = print_sheets(*TITLES)
    starts = [(page, title) for depth, title, page in file.outline() if depth == 0]
    for number, text in enumerate(file.texts(), 1):
        title = [title for page, title in starts if page <= number][-1]
        has_code = any(code in text for code in ("7KM", "B3T", "9TD"))
        assert has_code == (title in {str(TITLES[key]) for key in OURS}), title


def test_what_leaves_the_house_or_hangs_in_it_has_no_footer_and_no_name_of_ours(print_sheets: Print) -> None:
    for page in print_sheets(*THEIRS).texts():
        assert "Page " not in page
        assert "St. Louis" not in page
        assert "January 26, 2027" not in page
        assert "@" not in page


def test_a_neutral_case_names_nobody_and_has_no_qr(print_sheets: Print) -> None:
    file = print_sheets(*THEIRS, cases=(NEUTRAL,), title="Letter writing")
    assert not FORBIDDEN.search(" ".join(file.texts()))
    assert not [element for element in file.elements if "/Alt" in element]


def test_an_open_case_of_a_chapter_that_shows_itself_has_its_qr(print_sheets: Print) -> None:
    """The control of the test above: the figures are found where they may stand."""
    file = print_sheets("poster", cases=(OPEN,))
    assert [str(element.Alt) for element in file.elements if "/Alt" in element][-1] == "This case on the web"


@PAPERS
def test_the_blank_letter_has_20_or_21_lines_of_9_26_mm_and_the_sender_as_the_rules_allow(
    print_sheets: Print, paper: str
) -> None:
    for case, count in ((OPEN, {"letter": 20, "a4": 21}[paper]), (FULL, {"letter": 19, "a4": 21}[paper])):
        file = print_sheets("blank", cases=(case,), paper=paper)
        edges, _ = lines_of(file, 1)
        lines = edges[-count:]
        assert all(abs(below - above - 9.26) < 0.03 for above, below in pairwise(lines))
        assert lines[0] - edges[-count - 1] > 12
        assert all(line in file.text(1) for line in case.sheets.sender)
        assert "Your street" in file.text(1) or case is OPEN
    assert len(print_sheets("blank", cases=(FULL,), paper=paper).pdf.pages) == 1


def test_a_salutation_says_its_language_and_stands_right_where_it_is_read_so(print_sheets: Print) -> None:
    file = print_sheets("blank", cases=(FULL,))
    assert {str(element.Lang) for element in file.elements if "/Lang" in element} == {"fa"}
    with pdfplumber.open(BytesIO(file.data)) as pdf:
        greeting = [char for char in pdf.pages[0].chars if "Naskh" in char["fontname"]]
        assert max(char["x1"] for char in greeting) > float(pdf.pages[0].width) - 21 * MM


@PAPERS
def test_a_petition_has_18_or_20_numbered_rows_of_9_26_mm_fewer_under_a_long_text(
    print_sheets: Print, paper: str
) -> None:
    file = print_sheets("petition", cases=(OPEN,), paper=paper)
    rows = {"letter": 18, "a4": 20}[paper]
    assert file.text(1).endswith(f"{rows - 1} {rows}")
    edges, _ = lines_of(file, 1)
    inner = [edge for edge in edges if sum(abs(edge - other - 9.26) < 0.03 for other in edges)]
    assert len(inner) >= rows - 2
    long = replace(OPEN, ask=tuple(f"Let her see her own lawyer and her doctor, number {n} of many." for n in range(9)))
    file = print_sheets("petition", cases=(long,), paper=paper)
    assert len(file.pdf.pages) == 1
    assert not file.text(1).endswith(f" {rows}")
    assert "We, who sign below, ask you: Let her see" in file.text(1)


@pytest.mark.parametrize(
    "name", ["Li", "Parvaneh Sahelgard", "Maribel Tábora Ixmal", "A Name " * 5, "A long name " * 12]
)
def test_a_poster_is_one_page_whatever_the_name(print_sheets: Print, name: str) -> None:
    case = replace(OPEN, name=name.strip())
    assert len(print_sheets("poster", cases=(case,)).pdf.pages) == 1


def test_a_sentence_too_long_for_a_poster_is_cut_after_20_words(print_sheets: Print) -> None:
    case = replace(OPEN, line=" ".join(f"w{n}" for n in range(30)))
    text = print_sheets("poster", cases=(case,)).text(1)
    assert "w19…" in text
    assert "w20" not in text


def test_the_tally_sheet_has_the_order_and_the_words_of_the_screen(print_sheets: Print) -> None:
    with pdfplumber.open(BytesIO(print_sheets("tally").data)) as pdf:
        heads = [char for char in pdf.pages[0].chars if abs(char["size"] - 8.5) < 0.1 and "Bold" in char["fontname"]]
        words = "".join(char["text"] for char in sorted(heads, key=lambda char: char["x0"]))
    assert words.replace(" ", "") == "".join(str(HEADS[kind]) for kind in TALLIED).replace(" ", "")


def test_seven_cases_and_the_sum_stand_on_one_tally_sheet_beside_the_code(print_sheets: Print) -> None:
    cases = tuple(with_sheets(case) for case in (*CASES, CASES[0]))
    for paper in ("letter", "a4"):
        file = print_sheets("tally", cases=cases, paper=paper)
        assert len(file.pdf.pages) == 1
        assert "Counted by" in file.text(1)


def test_a_host_checklist_says_how_many_of_what_and_why(print_sheets: Print) -> None:
    text = print_sheets("host").text(1)
    assert "28 Blank letter pages 7 writers × 3, and a third spare" in text
    assert "type it in tomorrow: code B3T H8Q" in text


def test_the_back_page_tells_of_releases_and_meetings_or_of_what_there_is(print_sheets: Print) -> None:
    text = print_sheets("back").text(1)
    assert text.index("Oriol Banyeres") < text.index("nobody can say which one opened a door") < text.index("Feb 23")
    only_meetings = print_sheets("back", evening=replace(EVENING, releases=()))
    assert "They came free" not in only_meetings.text(1)
    assert "Next meetings" in only_meetings.text(1)
    assert sections_of(whole_packet(evening=replace(EVENING, releases=(), meetings=()), copies=(("back", 1),))) == []


@PAPERS
def test_the_back_page_is_one_page_however_long_its_stories_and_places(print_sheets: Print, paper: str) -> None:
    for words in (5, 20, 37, 80):
        story = " ".join(["release"] * words)
        releases = tuple(replace(EVENING.releases[0], name=f"Somebody Else {n}", story=story) for n in range(4))
        meetings = tuple(replace(one, where=one.where * 2) for one in EVENING.meetings)
        file = print_sheets("back", evening=replace(EVENING, releases=releases, meetings=meetings), paper=paper)
        assert len(file.pdf.pages) == 1
        assert ("Somebody Else 3" in file.text(1)) == (words < 30), words


def test_copies_of_what_belongs_together_lie_together() -> None:
    contents = whole_packet(cases=(OPEN, NEUTRAL), copies=(("cover", 1), ("cases", 2), ("blank", 3)))
    assert [section.name for section in sections_of(contents)] == [
        "cover", "brief-1", "letter-1", "brief-1", "letter-1", "brief-2", "letter-2", "brief-2", "letter-2",
        *["blank-1"] * 3, *["blank-2"] * 3,
    ]  # fmt: skip


def test_pages_are_counted_from_the_file_and_guessed_for_what_is_not_in_it(whole_app: Flask) -> None:
    contents = whole_packet(cases=(OPEN, NEUTRAL), copies=(("cover", 1), ("cases", 2)))
    with whole_app.app_context():
        page_map = rendering.render(contents).page_map
    counted = {one.key: one for one in list_sections(page_map, contents.copies, 2)}
    assert (counted["cases"].pages, counted["cases"].is_guess) == (6, False)
    assert (counted["blank"].pages, counted["blank"].copies, counted["blank"].is_guess) == (2, 0, False)
    assert counted["sign-in"].is_guess


def test_a_case_without_sheets_of_its_own_is_printed_all_the_same(print_sheets: Print) -> None:
    """Contents that say nothing of sender, salutation or public page: nothing breaks."""
    case = replace(packet().cases[0], letter=letter("x"))
    assert len(print_sheets(*THEIRS, cases=(case,)).pdf.pages) == 3


def test_each_copy_of_a_changed_page_is_replaced_in_its_own_place(whole_app: Flask) -> None:
    one, two = replace(OPEN, case_id=11), replace(NEUTRAL, case_id=12)
    printed = whole_packet(cases=(one, two), copies=(("cover", 1), ("cases", 2)))
    edited = replace(printed, cases=(replace(one, letter=letter("x", closing="Yours,")), two))
    with whole_app.app_context():
        page_map = rendering.render(printed).page_map
        changes = changed_sections(page_map, edited)
        made = render_changes(edited, page_map)
    assert [(change.title, change.first) for change in changes] == [("Sample letter", 4), ("Sample letter", 7)]
    assert ["Page 4 of" in text or "Page 7 of" in text for text in File(made.data).texts()] == [False, True, True]
    assert [(row["key"], row["copy"], row["first"]) for row in made.page_map if row["key"] == "letter"][:2] == [
        ("letter", 1, 4), ("letter", 2, 7),
    ]  # fmt: skip
