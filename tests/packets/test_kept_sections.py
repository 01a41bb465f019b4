"""Sections that were laid out before: who may be served by them, and that they may go at any time."""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from packets.reading import File
from packets.sample_contents import CASES, MARIBEL, PHOTO, TIMOFEI, packet

from chapterapp.config import ROOT
from chapterapp.packets import rendering, section_store

PDF = ROOT / "chapterapp" / "pdf"
pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)

ONE = packet(cases=(MARIBEL,))
FEW = packet(cases=CASES[2:4])


@pytest.fixture
def kept(whole_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty store."""
    monkeypatch.setitem(whole_app.config, "INSTANCE", tmp_path)
    with whole_app.app_context():
        yield tmp_path / "sections"


def test_the_same_again_lays_out_nothing_and_makes_the_same_file(kept: Path) -> None:
    seen: list[int] = []
    made = rendering.render(ONE, seen.append)
    assert seen[-1] == made.pages == 7
    assert len(list(kept.iterdir())) == 5
    again: list[int] = []
    assert rendering.render(ONE, again.append) == made
    assert again == []


def test_one_edited_case_lays_out_its_brief_alone(kept: Path) -> None:
    rendering.render(FEW)
    before = set(kept.iterdir())
    rendering.render(replace(FEW, cases=(replace(MARIBEL, background=MARIBEL.lead), TIMOFEI)))
    assert len(set(kept.iterdir()) - before) == 1


def test_a_kept_section_serves_another_chapter_only_where_every_word_is_the_same(kept: Path) -> None:
    rendering.render(ONE)
    before = set(kept.iterdir())
    other = rendering.render(
        replace(ONE, chapter="Amnesty Leeds", title="Amnesty Leeds", group="", expected=("Zadie",))
    )
    assert len(set(kept.iterdir()) - before) == 3, "cover, sign-in sheet and tally; brief and letter are the same"
    text = " ".join(File(other.data).texts())
    assert "St. Louis" not in text.replace("St. Louis, Missouri", "").replace("bus driver in St. Louis", "")
    assert "Amnesty Leeds · January 26, 2027" in text


def test_another_picture_is_another_section(kept: Path) -> None:
    assert MARIBEL.portrait
    rendering.render(ONE)
    before = set(kept.iterdir())
    other = replace(MARIBEL, portrait=replace(MARIBEL.portrait, data=PHOTO + b"\x00"))
    rendering.render(replace(ONE, cases=(other,)))
    assert len(set(kept.iterdir()) - before) == 1


def test_the_store_may_be_damaged_or_deleted_at_any_time(kept: Path) -> None:
    made = rendering.render(ONE)
    for file in kept.iterdir():
        file.write_bytes(file.read_bytes()[:500])
    assert rendering.render(ONE).pages == made.pages
    section_store.clear()
    assert list(kept.iterdir()) == []
    kept.rmdir()
    assert rendering.render(ONE).data == made.data


def test_the_store_is_bounded_and_forgets_the_least_used_first(
    whole_app: Flask, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(whole_app.config, "SECTIONS_MEGABYTES", 0.0035)
    now = time.time()
    for age, key in enumerate(("new", "old", "older", "oldest")):
        section_store.keep(key, b"x" * 1000, 1)
        os.utime(kept / f"{key}.pdf", (now - 9 - age, now - 9 - age))
    assert section_store.find("oldest")
    section_store.trim()
    assert {file.stem for file in kept.iterdir()} == {"new", "old", "oldest"}
    os.utime(kept / "new.pdf", (1e9, 1e9))
    section_store.trim()
    assert {file.stem for file in kept.iterdir()} == {"old", "oldest"}, "not used for two months"


def test_a_section_that_cannot_be_kept_is_printed_all_the_same(kept: Path) -> None:
    kept.write_text("a file where the folder should be")
    assert rendering.render(ONE).pages == 7
    assert kept.read_text().startswith("a file")


def test_the_page_map_says_which_pages_are_whose(kept: Path) -> None:
    made = rendering.render(replace(FEW, cases=(replace(MARIBEL, case_id=11), replace(TIMOFEI, case_id=12))))
    rows = [(row["key"], row["case_id"], row["first"], row["last"]) for row in made.page_map]
    assert rows == [
        ("cover", None, 1, 1), ("sign-in", None, 2, 3), ("brief", 11, 4, 5), ("letter", 11, 6, 6), ("brief", 12, 7, 8),
        ("letter", 12, 9, 9), ("tally", None, 10, 10),
    ]  # fmt: skip


def test_what_lays_out_a_section_decides_its_key() -> None:
    """All that the child takes from pdf/ but what only puts files together."""
    taken = re.findall(r"^from chapterapp\.pdf(?:\.(\w+))? import (.+)$", (PDF / "child.py").read_text(), re.MULTILINE)
    names = {name for module, found in taken for name in ([module] if module else found.split(", "))}
    assert {"faces", "quicker", "tags"} <= names
    assert {f"pdf/{name}.py" for name in names - {"compose", "letters", "parts"}} <= set(section_store.ENGINE)
