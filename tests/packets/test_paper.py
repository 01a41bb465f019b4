"""A packet printed and read back: pages, words, tags, fonts, footers, and what a neutral case may not say."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from flask import Flask
from markupsafe import Markup
from packets.reading import File, content_of, problems
from packets.sample_contents import (
    AGENDA,
    CASES,
    EXPECTED,
    LEFT_OUT,
    MARIBEL,
    MORE_STORY,
    STORY,
    TIMOFEI,
    addressees,
    html,
    letter,
    packet,
)
from pikepdf import ObjectStreamMode

from chapterapp.config import ROOT
from chapterapp.packets import rendering
from chapterapp.packets.contents import CaseContents, Deadline, PacketContents
from chapterapp.packets.sign_in import plan_sign_in
from chapterapp.pdf.press import press

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)

Print = Callable[[PacketContents], File]
FACES = {
    "Noto-Serif", "Noto-Serif-Bold", "Noto-Serif-Italic", "Noto-Sans", "Noto-Sans-Bold", "Noto-Sans-Italic",
    "Noto-Sans-Myanmar", "Noto-Naskh-Arabic", "Marks",
}  # fmt: skip
FORBIDDEN = re.compile(r"amnesty|prisoner of conscience|urgent action|\bUA\b|EUR 46", re.IGNORECASE)
PRINT = ROOT / "templates" / "packets" / "print"


@pytest.fixture(scope="module")
def print_packet(whole_app: Flask) -> Iterator[Print]:
    kept: dict[PacketContents, File] = {}

    def printed(contents: PacketContents) -> File:
        if contents not in kept:
            with whole_app.app_context():
                kept[contents] = File(rendering.render(contents).data)
        return kept[contents]

    yield printed
    press.rest(0)


@pytest.fixture
def whole(print_packet: Print) -> File:
    return print_packet(packet())


def one_case(print_packet: Print, case: CaseContents, **changes: object) -> File:
    return print_packet(packet(cases=(case,), **changes))


def size_of(file: File) -> list[int]:
    return [round(float(value)) for value in file.pdf.pages[0].mediabox[2:]]


@pytest.mark.parametrize("contents", [packet(), packet(paper="a4", demo=True, left_out=LEFT_OUT)], ids=["letter", "a4"])
def test_every_mark_figure_link_and_header_is_in_the_tags(print_packet: Print, contents: PacketContents) -> None:
    assert problems(print_packet(contents)) == []


def test_the_file_says_that_it_is_accessible_and_in_which_language(whole: File) -> None:
    root = whole.pdf.Root
    xmp = root.Metadata.read_bytes().decode()
    assert re.search(r'pdfuaid:part(="1"|>1<)', xmp)
    assert "Packet for January 26, 2027" in xmp
    assert str(root.Lang) == "en-US"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert all(str(page.obj.Tabs) == "/S" for page in whole.pdf.pages)


def test_words_in_another_language_say_which(whole: File) -> None:
    assert {str(element.Lang) for element in whole.elements if "/Lang" in element} == {"my", "fa", "ar", "es", "ru"}


def test_the_outline_lists_cover_sign_in_sheet_cases_and_tally(whole: File) -> None:
    outline = list(whole.outline())
    assert [title for depth, title, _ in outline if depth == 0] == [
        "Cover", "Sign-in sheet", *(f"{n}. {case.name}" for n, case in enumerate(CASES, 1)), "Tally sheet",
    ]  # fmt: skip
    for _, title, page in outline:
        words = {"Cover": "cases tonight", "Sign-in sheet": "Are you here?", "Tally sheet": "What we wrote",
                 "Background": "What happened", "Sample letter": "One way to say it"}  # fmt: skip
        assert words.get(title, title.partition(". ")[2]) in whole.text(page)


def test_fonts_are_embedded_and_are_ours(whole: File) -> None:
    assert whole.fonts() == FACES


def test_qpdf_finds_nothing_to_complain_about(whole: File, tmp_path: Path) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed")
    (tmp_path / "packet.pdf").write_bytes(whole.data)
    check = subprocess.run(["qpdf", "--check", tmp_path / "packet.pdf"], capture_output=True, text=True)
    assert check.returncode == 0, check.stderr


def test_each_page_has_its_number_and_sender_as_a_footer_artifact(whole: File) -> None:
    pages = len(whole.pdf.pages)
    for number, page in enumerate(whole.pdf.pages, 1):
        assert [value for kind, value in content_of(page.obj) if kind == "artifact"].count("/Footer") == 2
        text = whole.text(number)
        assert f"Page {number} of {pages}" in text
        assert ("Amnesty St. Louis · January 26, 2027" in text) != ("The Tuesday Letter Writers · January" in text)


def test_footers_stand_where_the_look_says_and_no_ink_goes_outside(whole: File) -> None:
    with pdfplumber.open(BytesIO(whole.data)) as pdf:
        for page in pdf.pages:
            inner = 6 / 25.4 * 72
            assert all(inner < float(c["x0"]) and float(c["x1"]) < page.width - inner for c in page.chars)
            lowest = max(float(char["bottom"]) for char in page.chars)
            assert 10 < (float(page.height) - lowest) / 72 * 25.4 < 15


def test_page_numbers_on_the_cover_are_those_of_the_cases(whole: File) -> None:
    starts = {title: page for depth, title, page in whole.outline() if depth == 0}
    goals = {str(link.Contents) for link in whole.pdf.pages[0].obj.Annots}
    assert goals == {f"{n}. {case.name}" for n, case in enumerate(CASES, 1)}
    with pdfplumber.open(BytesIO(whole.data)) as pdf:
        right = pdf.pages[0].crop((540, 150, 600, 600)).extract_text().split()
    assert [int(word) for word in right if word.isdigit()] == [starts[f"{n}. {c.name}"] for n, c in enumerate(CASES, 1)]


@pytest.mark.parametrize(("paper", "size"), [("letter", [612, 792]), ("a4", [595, 842])])
def test_both_papers_have_their_size_and_a_cover_of_one_page(print_packet: Print, paper: str, size: list[int]) -> None:
    file = print_packet(packet(paper=paper, cases=(*CASES, CASES[2])))
    assert size_of(file) == size
    assert {title: page for _, title, page in file.outline()}["Sign-in sheet"] == 2
    assert "Address, stamp, count, put away" in file.text(1)


def test_many_cases_break_the_list_between_cases(print_packet: Print) -> None:
    file = print_packet(packet(cases=(CASES * 3)[:16]))
    first, second = (set(re.findall(r"(\d+) (?=Khin|Parv|Mari|Timo|Lữ|Yusra)", file.text(n))) for n in (1, 2))
    assert first | second == {str(n) for n in range(1, 17)}
    assert not first & second
    assert "Check in, tea" in file.text(2)
    tally = [text for text in file.texts() if "Tally sheet" in text]
    assert len(tally) == 3
    assert "All cases" not in tally[0]
    assert "All cases" in tally[-1]


def test_thirteen_cases_are_one_list_with_the_agenda_behind(print_packet: Print) -> None:
    file = print_packet(packet(cases=(CASES * 3)[:13]))
    assert {title: page for _, title, page in file.outline()}["Sign-in sheet"] == 3
    assert "Address, stamp, count, put away" in file.text(2)


def test_ten_cases_leave_the_agenda_to_a_page_of_its_own(print_packet: Print) -> None:
    file = print_packet(packet(cases=(CASES * 2)[:10]))
    assert "Check in, tea" not in file.text(1)
    assert "Check in, tea" in file.text(2)


def test_left_out_cases_are_named_with_the_reason(print_packet: Print) -> None:
    file = print_packet(packet(left_out=LEFT_OUT))
    assert "Left out: Oriol Banyeres. The source asked to stop writing on January 20." in file.text(1)


def test_a_packet_without_cases_or_agenda_still_has_its_sheets(print_packet: Print) -> None:
    file = print_packet(packet(cases=(), agenda=(), expected=(), host_first="", left_out=LEFT_OUT))
    assert [title for _, title, _ in file.outline()] == ["Cover", "Sign-in sheet", "Tally sheet"]


def test_the_demo_says_so_on_each_page(print_packet: Print, whole: File) -> None:
    file = print_packet(packet(paper="a4", demo=True, left_out=LEFT_OUT))
    assert all("Demo · " in text for text in file.texts())
    assert "the people and the open cases in this packet are invented" in file.text(1)
    assert not any("Demo" in text for text in whole.texts())


def pages_of(file: File, case: str) -> list[int]:
    starts = [(title, page) for depth, title, page in file.outline() if depth == 0]
    at = next(i for i, (title, _) in enumerate(starts) if title.endswith(case))
    return list(range(starts[at][1], starts[at + 1][1]))


def test_the_pages_of_a_neutral_case_name_nobody(whole: File) -> None:
    """Text, footer, links, alternative texts: of the neutral case's pages none names us; of another's some do."""

    def said(case: CaseContents) -> list[str]:
        pages = pages_of(whole, case.name)
        references = {whole.pdf.pages[page - 1].obj.objgen for page in pages}
        words = [whole.text(page) for page in pages]
        for page in pages:
            for link in whole.pdf.pages[page - 1].obj.get("/Annots", []):
                words.append(str(link.Contents) + str(link.get("/A", "")))
        words += [str(e.Alt) for e in whole.elements if "/Alt" in e and e.Pg.objgen in references]
        return [found.group() for text in words for found in FORBIDDEN.finditer(text)]

    named = {case.name: said(case) for case in CASES}
    assert named[TIMOFEI.name] == []
    assert all(named[case.name] for case in CASES if not case.neutral)


def test_a_neutral_title_leaves_no_name_in_the_metadata(print_packet: Print) -> None:
    file = one_case(print_packet, TIMOFEI, title="Packet for January 26, 2027")
    about = file.pdf.Root.Metadata.read_bytes().decode() + str(dict(file.reader.metadata or {}))
    about += "".join(title for _, title, _ in file.outline())
    assert not FORBIDDEN.search(about)


def test_a_neutral_case_keeps_its_links_to_itself(print_packet: Print) -> None:
    body = Markup('<p>See <a href="https://amnesty.example/">the page</a>.</p>')
    open_case = one_case(print_packet, replace(TIMOFEI, neutral=False, background=body))
    neutral = one_case(print_packet, replace(TIMOFEI, background=body))
    assert b"amnesty.example" in unpacked(open_case)
    assert b"amnesty.example" not in unpacked(neutral)


def unpacked(file: File) -> bytes:
    out = BytesIO()
    file.pdf.save(out, compress_streams=False, object_stream_mode=ObjectStreamMode.disable)
    return out.getvalue()


def test_markup_in_a_text_field_is_printed_as_it_was_typed(print_packet: Print) -> None:
    evil = '<img src="http://127.0.0.1/x"><script>x</script>"\'</style>'
    case = replace(MARIBEL, name=evil, line=evil, ask=(evil,), rules_note=evil, do=(evil,),
                   addressees=addressees(evil, evil, evil, "es"))  # fmt: skip
    file = one_case(print_packet, case, chapter=evil, meeting=evil, expected=(evil,), title=evil)
    text = " ".join(file.texts())
    assert text.count("<script>") > 10
    assert problems(file) == []


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_background_of_420_words_fits_its_page(print_packet: Print, paper: str) -> None:
    case = replace(MARIBEL, background=html(*STORY, *MORE_STORY))
    assert 400 <= len(case.background.striptags().split()) <= 430
    assert len(pages_of(one_case(print_packet, case, paper=paper), case.name)) == 3


def test_a_longer_background_runs_on_with_five_lines_at_least(print_packet: Print) -> None:
    for words in range(405, 560, 31):
        text = " ".join(f"{' '.join(['word'] * 9)} end." for _ in range(words // 10))
        file = one_case(print_packet, replace(MARIBEL, background=html(*STORY, text, "A last line.")))
        _, *story, _ = pages_of(file, MARIBEL.name)
        with pdfplumber.open(BytesIO(file.data)) as pdf:
            lines = len(pdf.pages[story[-1] - 1].extract_text_lines()) - 1  # without the footer
        assert len(story) == 1 or lines >= 5, (words, lines)


def test_a_case_without_background_is_brief_and_letter(print_packet: Print) -> None:
    case = replace(MARIBEL, background=Markup(""), dates=(), speak_of=Markup(""), leave_out=Markup(""))
    assert len(pages_of(one_case(print_packet, case), case.name)) == 2


def test_a_full_brief_shrinks_its_spaces_before_its_addresses_move(print_packet: Print) -> None:
    """Longer and longer leads: the addressees stay on the first page while they can, then stand on the second."""
    places = []
    for words in range(40, 200, 20):
        case = replace(MARIBEL, lead=html("eight " * words))
        file = one_case(print_packet, case)
        brief, second, *more = pages_of(file, case.name)
        places.append("Tegucigalpa" in file.text(brief))
        assert places[-1] or ("Tegucigalpa" in file.text(second) and "What happened" in file.text(second))
        assert len(more) <= 2
    assert places[:3] == [True] * 3
    assert places == sorted(places, reverse=True)
    assert not places[-1]


def test_a_fourth_addressee_goes_to_the_second_page(print_packet: Print) -> None:
    case = replace(MARIBEL, addressees=(*MARIBEL.addressees, *TIMOFEI.addressees))
    file = one_case(print_packet, case)
    brief, second, _ = pages_of(file, case.name)
    assert "HONDURAS" in file.text(brief)
    assert "Moscow" in file.text(second)


def test_too_many_rules_run_on_below_in_full_width(print_packet: Print) -> None:
    case = replace(MARIBEL, do=tuple(f"Do {n}" for n in range(1, 10)), do_not=tuple(f"Never {n}" for n in range(1, 9)))
    text = " ".join(one_case(print_packet, case).texts())
    assert all(f"✓ Do {n}" in text for n in range(1, 10))
    assert all(f"✕ Never {n}" in text for n in range(1, 9))


def test_a_deadline_that_passed_says_check_first(print_packet: Print) -> None:
    file = one_case(print_packet, replace(MARIBEL, deadline=Deadline.PASSED))
    assert "Check first: deadline passed" in file.text(pages_of(file, MARIBEL.name)[0])
    assert "Act before Fri, February" not in " ".join(file.texts())


def test_own_words_are_underlined_and_lose_their_brackets(whole: File) -> None:
    text = whole.text(pages_of(whole, MARIBEL.name)[-1])
    assert "I am a bus driver in St. Louis, and" in text
    assert "[" not in text


@pytest.mark.parametrize(("times", "pages"), [(1, 1), (2, 1), (4, 2)])
def test_a_longer_letter_gets_smaller_then_runs_on_without_notes(print_packet: Print, times: int, pages: int) -> None:
    body = letter("Maribel").paragraphs * times
    file = one_case(print_packet, replace(MARIBEL, letter=letter("Maribel", paragraphs=body)))
    start = next(page for _, title, page in file.outline() if title == "Sample letter")
    end = next(page for _, title, page in file.outline() if title == "Tally sheet")
    assert end - start == pages
    assert "Your name" in file.text(end - 1)


def test_expected_names_stand_in_order_before_the_blank_rows(whole: File) -> None:
    text = whole.text(2)
    assert [text.index(name) for name in EXPECTED] == sorted(text.index(name) for name in EXPECTED)
    assert "shreds it by February 26, 2027" in text


def test_no_expected_names_by_choice(print_packet: Print) -> None:
    text = " ".join(print_packet(packet(expected=())).texts())
    assert "Expected tonight" not in text
    assert not any(name in text for name in EXPECTED)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_twenty_blank_rows_remain_whoever_is_expected(paper: str) -> None:
    for expected in range(120):
        sides = plan_sign_in(expected, paper)
        assert sum(side.blank for side in sides) >= 20
        assert sum(side.names for side in sides) == expected
        numbers = [n for side in sides for n in range(side.first_blank, side.first_blank + side.blank)]
        assert numbers == list(range(1, len(numbers) + 1))
    usual = [(side.names, side.blank) for side in plan_sign_in(8, paper)]
    assert usual == ([(8, 7), (0, 21)] if paper == "letter" else [(8, 8), (0, 23)])


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_each_side_of_the_sign_in_sheet_fits_its_page(print_packet: Print, paper: str) -> None:
    for expected in (0, 1, 12, 15, 17, 30):
        names = tuple(f"Somebody {n}" for n in range(expected))
        file = print_packet(packet(cases=CASES[:1], expected=names, paper=paper))
        starts = {title: page for _, title, page in file.outline()}
        assert starts[f"1. {CASES[0].name}"] - starts["Sign-in sheet"] == len(plan_sign_in(expected, paper))


@pytest.mark.parametrize("cases", [1, 8, 9])
def test_ticks_per_case_become_one_column_when_there_are_many(print_packet: Print, cases: int) -> None:
    file = print_packet(packet(cases=(CASES * 2)[:cases], agenda=AGENDA))
    sheet = file.text({title: page for _, title, page in file.outline()}["Sign-in sheet"])
    assert ("Wrote for cases" in sheet) == (cases > 8)


def test_print_css_uses_block_float_and_table_only() -> None:
    files = [*PRINT.glob("*.css"), *PRINT.glob("*.html")]
    assert len(files) > 10
    assert not [file.name for file in files if re.search(r"\b(flex|grid)\b", file.read_text())]


def test_empty_rows_are_drawn_not_built(whole: File) -> None:
    assert sum(str(element.S) in ("/TD", "/TH") for element in whole.elements) < 120
