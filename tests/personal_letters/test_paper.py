"""Personal letters on paper: the same to the eye as letters laid out one by one, and whole for a screen reader."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from packets.plain import differences, lay_out_plainly
from packets.reading import File, problems
from personal_letters.sample import CASES, WORDS, WRITERS, case, run, told

from chapterapp.pdf.press import RenderFailed
from chapterapp.personal_letters.contents import Run
from chapterapp.personal_letters.rendering import print_run, style_sheet, whole_html, wholes_of

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)
NAMES = tuple(WRITERS)


@pytest.fixture(scope="module")
def here(whole_app: Flask) -> Iterator[Flask]:
    with whole_app.app_context():
        yield whole_app


@pytest.fixture(scope="module")
def some(here: Flask) -> tuple[Run, bytes, tuple[int, ...]]:
    """Five cases, one of two pages, one in Spanish, one in Arabic, one with the writer's name in its text; a writer
    with a full address, one with an address too long for its place, one without anything."""
    chosen = run(names=(NAMES[0], NAMES[3], NAMES[4]))
    made = print_run(chosen)
    return chosen, made.data, made.pages


def plain(chosen: Run) -> bytes:
    return lay_out_plainly(whole_html(chosen, wholes_of(chosen, chosen.letters)), style_sheet(chosen.paper), {})


def test_letters_look_and_read_like_letters_laid_out_one_by_one(some: tuple[Run, bytes, tuple[int, ...]]) -> None:
    chosen, data, pages = some
    assert pages == (1, 2, 1, 1, 1) * 3
    assert differences(plain(chosen), data) == []


def test_one_other_word_is_seen(here: Flask) -> None:
    """The control of the one above."""
    short = run(CASES[2:3], NAMES[:2])
    other = replace(short, cases=(replace(short.cases[0], date="23 de diciembre de 2026"),))
    assert differences(plain(other), print_run(short).data)


def test_the_file_is_whole(some: tuple[Run, bytes, tuple[int, ...]], tmp_path: Path) -> None:
    file = File(some[1])
    assert problems(file) == []
    path = tmp_path / "letters.pdf"
    path.write_bytes(some[1])
    check = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert check.returncode == 0, check.stderr
    pdfua = pytest.importorskip("pdfua")
    assert [f"{one.rule_id} {one.message}" for one in pdfua.validate(str(path)).findings] == []


def test_each_letter_has_an_entry_of_the_outline_under_its_writer(some: tuple[Run, bytes, tuple[int, ...]]) -> None:
    chosen, data, pages = some
    found = list(File(data).outline())
    assert [title for depth, title, _ in found if depth == 0] == list(chosen.writers)
    assert [title for depth, title, _ in found if depth == 1] == [one.name for one in chosen.cases] * 3
    starts = [1 + sum(pages[:n]) for n in range(len(pages))]
    assert [page for depth, _, page in found if depth == 1] == starts


def test_or_under_its_case(here: Flask) -> None:
    found = list(File(print_run(run(CASES[2:], NAMES[:2], by_case=True)).data).outline())
    assert [title for depth, title, _ in found if depth == 0] == [one.name for one in CASES[2:]]
    assert [title for depth, title, _ in found if depth == 1] == list(NAMES[:2]) * 3


def test_each_part_says_its_language(some: tuple[Run, bytes, tuple[int, ...]]) -> None:
    file = File(some[1])
    languages = {str(element.Lang) for element in file.elements if "/Lang" in element}
    assert {"es", "ar"} <= languages <= {"en-US", "es", "ar"}


def test_what_is_written_by_hand_has_a_line_and_a_name_in_the_text_is_filled_in(
    some: tuple[Run, bytes, tuple[int, ...]],
) -> None:
    texts = File(some[1]).texts()
    assert all("a nurse" not in text and "{" not in text and "[" not in text for text in texts)
    assert "My name is Ann O’Lee." in texts[5]
    assert texts[12].startswith("Your name Your street Your town and country December 22")
    assert texts[6].startswith("Dora <b>Long</b> xxx")
    assert "Salutation" in texts[5]


@pytest.mark.parametrize("words", ["\ue000 is no letter.", "{{writer}} \ue000"])
def test_letters_that_would_show_boxes_are_refused_in_words(here: Flask, words: str) -> None:
    """Shared or laid out by itself."""
    with pytest.raises(RenderFailed, match="U\\+E000"):
        print_run(run((case(8, paragraphs=told("", words)),), NAMES[:1]))


def test_a_letter_a_little_too_long_is_set_smaller_and_stays_on_its_page(here: Flask) -> None:
    long = case(7, paragraphs=told("Maribel", *WORDS, *WORDS[:3]))
    assert long.is_small and long.pages == 1
    made = print_run(run((long,), NAMES[:1]))
    assert made.pages == (1,)
    assert print_run(replace(run((long,), NAMES[:1]), paper="a4")).pages == (1,)
