"""200 random cases as finished files, read back: text, links, alternative texts, metadata, outline, names of files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from random import Random
from typing import Any

import pikepdf
import pypdfium2
import pytest
from conftest import SERVER
from flask import Flask
from packets.random_cases import CHAPTER, MAILING_NAME, MOTHERS_STREET, NUMBER, PRISON_STREET, World, draw_face, invent
from packets.rule_oracle import names_us, packet_of, writes_to_person
from packets.taken_out import take_out

from chapterapp.cases import rules
from chapterapp.cases.ruling import readings
from chapterapp.packets.contents import NOTHING, CaseContents
from chapterapp.packets.gathering import describe
from chapterapp.packets.options import Run, Version
from chapterapp.packets.rendering import render

CASES, IN_ONE = 200, 20  # a packet takes up to twenty
IN_VERSIONS = 10  # of them, again as another version
LARGE = Run(Version.PARTICIPANT, large=True, language="es")
TEXTS = ("/Alt", "/ActualText", "/Contents", "/URI", "/Title", "/E", "/T", "/TU")


@dataclass
class Printed:
    """A finished file: all cases neutral or none; the text of each page; every other text of the file."""

    worlds: list[World]
    pages: list[str]
    about: list[str]

    starts: list[int]  # of each case, and of what comes after them

    def pages_of(self, number: int) -> str:
        """Of a case, counted from 1: its brief, background and letter."""
        return "\n".join(self.pages[self.starts[number - 1] - 1 : self.starts[number] - 1])


def print_cases(worlds: list[World], run: Run = Run()) -> Printed:  # noqa: B008 it is frozen
    cases = tuple(contents_of(world) if n % 4 == 0 else shortened(contents_of(world)) for n, world in enumerate(worlds))
    first = worlds[0]
    title = rules.packet_title([one.case for one in worlds], first.chapter, "Letter writing", "November 24, 2026")
    pdf = render(replace(packet_of(first, cases), title=title, runs=(run,)))
    briefs = [row["first"] for row in pdf.page_map if row["key"] == "brief"]
    last = max(row["last"] for row in pdf.page_map if row["key"] == "letter")
    document = pypdfium2.PdfDocument(pdf.data)
    pages = [page.get_textpage().get_text_range() for page in document]
    outline = [item.get_title() for item in document.get_toc()]
    return Printed(worlds, pages, [*outline, *texts_about(pdf.data)], [*briefs, last + 1])


def shortened(case: CaseContents) -> CaseContents:
    """Without its second page, which takes a third of the time."""
    return replace(case, background=NOTHING, speak_of=NOTHING, leave_out=NOTHING, facts=case.facts[:5])


def contents_of(world: World) -> CaseContents:
    return describe(world.parts, world.chapter, world.meeting, [world.case] if world.sort_out()[1] else [], ["es"])


def texts_about(data: bytes) -> Iterator[str]:
    """What stands in a file beside its pages."""
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        yield from (str(value) for value in pdf.docinfo.values())
        yield pdf.Root.Metadata.read_bytes().decode()
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary):
                yield from (str(one[key]) for key in TEXTS if isinstance(one.get(key), pikepdf.String))


def choose(*, neutral: bool, wanted: int, first: int = 0) -> Iterator[World]:
    """So many random cases that are printed."""
    found, seed = 0, first
    while found < wanted:
        world = invent(Random(seed))
        seed += 1
        if (world.case.name_amnesty != "yes") is neutral and world.sort_out()[0]:
            found += 1
            yield world


@pytest.fixture(scope="module")
def room(whole_app: Flask) -> Iterator[None]:
    if SERVER:
        pytest.skip("no database has a part in it: once is enough")
    with whole_app.test_request_context():
        draw_face()
        yield


@pytest.fixture(scope="module")
def files(room: None) -> list[Printed]:
    neutral, open_ = (list(choose(neutral=kind, wanted=CASES // 2)) for kind in (True, False))
    usual = [print_cases(some[at : at + IN_ONE]) for some in (neutral, open_) for at in range(0, CASES // 2, IN_ONE)]
    return [*usual, *(print_cases(some[: IN_VERSIONS // 2], LARGE) for some in (neutral, open_))]


def each(files: list[Printed]) -> Iterator[tuple[World, str]]:
    for file in files:
        for number, world in enumerate(file.worlds, 1):
            yield world, file.pages_of(number)


def test_every_case_stands_in_its_file(files: list[Printed]) -> None:
    pages = [text for _, text in each(files)]
    assert len(pages) == CASES + IN_VERSIONS
    assert all("Ask only for this" in text and "One way to say it" in text for text in pages)
    assert any("Le escribo." in text for text in pages[CASES:])
    assert not any("Le escribo." in text for text in pages[:CASES])


def test_nothing_of_a_neutral_case_names_us(files: list[Printed]) -> None:
    neutral = [file for file in files if file.worlds[0].case.name_amnesty != "yes"]
    assert [text for _, text in each(neutral) if names_us(text)] == []
    assert [text for file in neutral for text in file.about if names_us(text)] == []


def test_the_search_finds_us_where_we_may_stand(files: list[Printed]) -> None:
    """The control of the one above."""
    open_ = [file for file in files if file.worlds[0].case.name_amnesty == "yes"]
    assert all(CHAPTER in text for _, text in each(open_))
    assert all(any(names_us(text) for text in file.about) for file in open_)


def test_addresses_stand_where_one_may_write(files: list[Printed]) -> None:
    wrong = []
    for world, text in each(files):
        case = world.case
        family = case.write_to_prisoner in ("yes", "via_family") and case.correspondents != "listed"
        if PRISON_STREET in text and not writes_to_person(case):
            wrong.append((case.write_to_prisoner, "the person"))
        if MOTHERS_STREET in text and not family:
            wrong.append((case.write_to_prisoner, "the family"))
        if (MAILING_NAME in text or NUMBER in text) and PRISON_STREET not in text:
            wrong.append((case.write_to_prisoner, "the envelope"))
    assert wrong == []
    assert any(PRISON_STREET in text for _, text in each(files)) and any(
        MOTHERS_STREET in text for _, text in each(files)
    )


def test_letters_ask_for_no_more_of_the_writer_than_the_rule(files: list[Printed]) -> None:
    for world, text in each(files):
        details = world.case.sender_details
        assert ("Your street" in text) is (details == "full"), details
        assert ("Your name" in text) is (details != "initials_and_postcode"), details


def test_without_the_rule_a_finished_file_names_us(room: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: two cases printed as if their source allowed it."""
    worlds = list(choose(neutral=True, wanted=2))
    instead: Any = lambda case: False  # noqa: E731
    assert take_out(monkeypatch, readings.is_neutral, instead)
    file = print_cases(worlds)
    assert all(names_us(text) for _, text in each([file]))
    assert any(map(names_us, file.about))
