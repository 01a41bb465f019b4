"""Several versions of a packet in one file: the branches, the numbers, what each holds, and what they share."""

import os
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from flask import Flask
from packets.letters_beside import with_spanish, without_spanish
from packets.reading import File, problems
from packets.sample_contents import LEFT_OUT, letter
from packets.sheet_contents import NEUTRAL, OPEN, whole_packet

from chapterapp.packets import rendering
from chapterapp.packets.changes import changed_sections, render_changes
from chapterapp.packets.contents import NOTHING, PacketContents
from chapterapp.packets.counting import takes_in, takes_of
from chapterapp.packets.options import Run, Version

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)

THEIRS = Version.PARTICIPANT
KEYS = (("cover", 1), ("host", 1), ("cases", 1), ("tally", 1))
RUNS = (Run(THEIRS, copies=3), Run(THEIRS, large=True), Run(THEIRS, language="es"))
SHORT = {"background": NOTHING, "dates": (), "speak_of": NOTHING, "leave_out": NOTHING, "facts": ()}
CASES = (replace(with_spanish(OPEN), case_id=11, **SHORT), replace(without_spanish(NEUTRAL), case_id=12, **SHORT))
JOB = whole_packet(cases=CASES, copies=KEYS, runs=RUNS, left_out=LEFT_OUT)
TITLES = ["3 for those who come", "1 for those who come, large print", "1 for those who come, letters in Spanish"]


@pytest.fixture(scope="module")
def store(whole_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty one."""
    folder, before = tmp_path_factory.mktemp("runs"), whole_app.config["INSTANCE"]
    whole_app.config["INSTANCE"] = folder
    with whole_app.app_context():
        yield folder / "sections"
    whole_app.config["INSTANCE"] = before


@pytest.fixture(scope="module")
def guessed(store: Path) -> int:
    """How many sheets were foretold before anything was laid out."""
    takes = takes_of(JOB)
    assert takes.is_guess
    return takes.pages


@pytest.fixture(scope="module")
def printed(guessed: int) -> rendering.Printed:
    return rendering.render(JOB)


@pytest.fixture(scope="module")
def file(printed: rendering.Printed) -> File:
    return File(printed.data)


@pytest.fixture(scope="module")
def texts(file: File) -> list[str]:
    return file.texts()


def bundles(file: File) -> list[tuple[int, int]]:
    """First and last page in the file of each copy, from the outline."""
    starts = [page for _, title, page in file.outline() if title == "Cover"]
    return list(zip(starts, [start - 1 for start in [*starts[1:], len(file.pdf.pages) + 1]], strict=True))


def test_one_job_is_one_file_with_a_branch_for_each_version(file: File) -> None:
    assert problems(file) == []
    outline = list(file.outline())
    assert [title for depth, title, _ in outline if depth == 0] == TITLES
    copies = [title for depth, title, _ in outline if title.startswith("Copy")]
    assert copies == ["Copy 1", "Copy 2", "Copy 3"]
    sections = ["Cover", "1. Maribel Tábora Ixmal", "2. Timofei Lozinin"]
    assert [title for depth, title, _ in outline if depth == 1 and not title.startswith("Copy")] == sections * 2
    assert [title for depth, title, _ in outline if depth == 2 and title[0] != "S"] == sections * 3


def test_each_copy_is_numbered_for_itself_and_its_cover_leads_to_its_own_pages(file: File, texts: list[str]) -> None:
    runs = bundles(file)
    assert len(runs) == 5
    for first, last in runs:
        for number in range(first, last + 1):
            assert f"Page {number - first + 1} of {last - first + 1}" in texts[number - 1]
        links = [link.Dest[0].objgen for link in file.pdf.pages[first - 1].obj.Annots]
        inside = {file.pdf.pages[number - 1].obj.objgen for number in range(first, last + 1)}
        assert links and set(links) <= inside


def test_the_versions_hold_what_they_should(file: File, texts: list[str]) -> None:
    texts = [" ".join(texts[first - 1 : last]) for first, last in bundles(file)]
    assert texts[0] == texts[1] == texts[2] != texts[3]
    for text in texts:
        assert "Maribel Tábora Ixmal" in text and "Ask only for this" in text
        assert not any(words in text for words in ("Before you unlock", "What we wrote", "Host, first", "Left out"))
    assert ["Read the left, copy the right" in text for text in texts] == [False] * 4 + [True]
    assert ["There is no letter in Spanish" in text for text in texts] == [False] * 4 + [True]
    assert ["Le ruego que disponga" in text for text in texts] == [False] * 4 + [True]


def test_what_the_versions_share_is_laid_out_once_and_stands_once_in_the_file(
    store: Path, printed: rendering.Printed
) -> None:
    """Cover, two briefs and two letters, the same again in large print, and two letters in Spanish."""
    assert len(list(store.glob("*.pdf"))) == 5 + 5 + 2
    once = rendering.render(replace(JOB, runs=tuple(replace(run, copies=1) for run in RUNS)))
    assert len(printed.data) < 1.25 * len(once.data)
    assert printed.pages == once.pages + 2 * 5


def test_what_is_foretold_is_what_is_printed(printed: rendering.Printed, file: File, guessed: int) -> None:
    takes = takes_of(JOB)
    assert not takes.is_guess
    assert takes.pages == printed.pages == len(file.pdf.pages)
    assert printed.pages <= guessed < 2 * printed.pages, "a guess is on the side of paper enough"
    assert takes == takes_in(printed.page_map, both_sides=False)
    assert [(one.title, one.copies) for one in takes.bundles] == list(zip(TITLES, (3, 1, 1), strict=True))
    assert takes.copies == 5
    assert takes.sheets == (printed.pages + 1) // 2


def test_on_both_sides_each_copy_begins_on_a_sheet_of_its_own(printed: rendering.Printed) -> None:
    made = rendering.render(replace(JOB, both_sides=True))
    file = File(made.data)
    assert problems(file) == []
    assert all(first % 2 for first, _ in bundles(file))
    assert len(file.pdf.pages) == made.pages == 2 * takes_of(replace(JOB, both_sides=True)).sheets
    assert [file.text(number)[-11:] for number in (5, 6)] == ["Page 5 of 5", ""]


def test_for_each_table_there_are_the_pages_of_its_case_alone(store: Path) -> None:
    keys = (("cover", 1), ("cases", 1), ("blank", 2), ("tally", 1))
    made = rendering.render(replace(JOB, copies=keys, runs=(Run(Version.TABLE, copies=2),)))
    file = File(made.data)
    assert problems(file) == []
    tables = [(title, page) for depth, title, page in file.outline() if depth == 1]
    assert [title for title, _ in tables] == ["Table 1: Maribel Tábora Ixmal", "Table 2: Timofei Lozinin"]
    assert [title for depth, title, _ in file.outline() if depth == 2] == ["Copy 1", "Copy 2"] * 2
    texts = file.texts()
    first, second = texts[: tables[1][1] - 1], texts[tables[1][1] - 1 :]
    assert "Page 1 of 4" in first[0] and "Case 2" in second[0] and "Page 1 of 4" in second[0]
    assert not any("Timofei" in text for text in first) and not any("Maribel" in text[:30] for text in second)
    assert not any("St. Louis ·" in text for text in second), "the table of a neutral case names nobody"


def test_a_changed_letter_is_replaced_in_each_copy_that_holds_it(printed: rendering.Printed) -> None:
    edited = replace(JOB, cases=(replace(CASES[0], letter=letter("x", closing="Yours,")), CASES[1]))
    changes = changed_sections(printed.page_map, edited)
    assert [(change.title, change.first) for change in changes] == [
        (f"{TITLES[0]}: Sample letter", 3), (f"{TITLES[1]}: Sample letter", 6),
    ]  # fmt: skip
    made = render_changes(edited, printed.page_map)
    file = File(made.data)
    assert problems(file) == []
    assert [title for depth, title, _ in file.outline() if depth == 0] == TITLES[:2]
    texts = file.texts()
    assert [("Changed pages" in text, "Page 3 of 5" in text) for text in texts[:6]] == [
        (True, False),
        (False, True),
    ] * 3
    assert changed_sections(made.page_map, edited) == []


def one_run(run: Run) -> PacketContents:
    return replace(JOB, runs=(run,))


def test_a_single_copy_of_a_single_version_has_no_branch(store: Path) -> None:
    made = rendering.render(one_run(RUNS[2]))
    assert next(iter(File(made.data).outline()))[:2] == (0, "Cover")
    assert "branch" not in made.page_map[0]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_two_languages_stand_in_two_columns_line_for_line(store: Path, paper: str) -> None:
    file = File(rendering.render(replace(one_run(RUNS[2]), paper=paper, cases=CASES[:1], copies=(("cases", 1),))).data)
    page = next(number for number, text in enumerate(file.texts(), 1) if "Read the left" in text)
    with pdfplumber.open(BytesIO(file.data)) as pdf:
        found = pdf.pages[page - 1]
        middle, words = float(found.width) / 2, found.extract_words()
        rule = [line["x0"] for line in found.edges if line["orientation"] == "v" and line["height"] > 9]
    inside = [x for x in rule if 100 < x < middle * 2 - 100]
    assert inside and all(abs(x - middle) < 8 for x in inside)
    where = {word["text"]: word for word in words}
    for left, right in (("Dear", "Estimado"), ("bus", "Soy"), ("Respectfully,", "Atentamente,")):
        assert where[left]["x1"] < middle - 15 < middle + 15 < where[right]["x0"]
    tops = {name: min(word["top"] for word in words if word["text"] == name) for name in ("Dear", "Estimado")}
    assert abs(tops["Dear"] - tops["Estimado"]) < 1
    assert {str(element.Lang) for element in file.elements if "/Lang" in element} >= {"es"}
