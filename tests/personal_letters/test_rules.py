"""Random letters of random writers against the rules of their case: on their contents, and read back from files."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packets.reading import File
from packets.taken_out import take_out
from personal_letters.random_writers import (
    broken,
    broken_on_page,
    invent_letter,
    invent_writer,
)

from chapterapp.cases import sample_letters
from chapterapp.cases.models import SenderDetails
from chapterapp.cases.rules import Signed, Writer
from chapterapp.cases.ruling import facilities, printing, readings, writers
from chapterapp.personal_letters import gathering
from chapterapp.personal_letters.contents import Letter, Run
from chapterapp.personal_letters.rendering import print_run

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="rules and paper know no database: once is enough"
)
CASES, WRITERS = 13, 10  # in the finished file


@pytest.fixture(scope="module")
def room(whole_app: Flask) -> Iterator[None]:
    with whole_app.test_request_context():
        yield


@settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False))
def test_no_letter_breaks_a_rule_of_its_case(room: None, random: Random) -> None:
    world, writer, offer = invent_letter(random)
    for one in (writer, invent_writer(random), invent_writer(random)):
        assert broken(world, one, offer) == []


def test_of_random_letters_enough_are_printed_of_every_kind(room: None) -> None:
    made = [invent_letter(Random(seed)) for seed in range(400)]
    printed = [world.case for world, _, offer in made if offer.letter]
    assert len(printed) > 25
    assert {case.sender_details for case in printed} == set(SenderDetails)
    assert {case.name_amnesty == "yes" for case in printed} == {True, False}


def everything(case: Any, writer: Writer, chapter: Any, *, abroad: bool) -> Signed:
    return Signed((writer.name, *writer.address), (), writer.name)


# Each rule, and what is left of it when it is taken out.
TAKEN_OUT: list[tuple[Callable[..., Any], Any]] = [
    (readings.sender_reading, lambda case: "full"),
    (readings.may_write_to, lambda case, role: True),
    (readings.is_neutral, lambda case: False),
    (writers.writer_block, everything),
    (writers.gives_us_away, lambda case, chapter, texts: False),
    (writers.initials, lambda name: name),
    (writers.may_be_written_in, lambda case, language: True),
    (writers._town, lambda home: home.lines[-1:]),
    (writers._code_at_its_place, lambda home: home.lines[-1] if home.lines else ""),
    (writers._place_words, lambda reading: []),
    (facilities.contradictions, lambda case, subjects: []),
    (printing.reason_not_printed, lambda case, day, chapter: ""),
    (printing.reason_left_out, lambda *parts: ""),
    (printing.has_neutral_sender, lambda case, chapter: True),
    (gathering.reason_off, lambda parts, place: ""),
    (sample_letters.recipient_of, lambda letter, case, addressees: addressees[-1] if addressees else None),
    (sample_letters.locale_of, lambda language, locale: locale),
]


@pytest.mark.parametrize(("rule", "instead"), TAKEN_OUT, ids=[rule.__name__ for rule, _ in TAKEN_OUT])
def test_each_rule_taken_out_is_noticed(
    room: None, monkeypatch: pytest.MonkeyPatch, rule: Callable[..., Any], instead: Any
) -> None:
    """The control: without the rule one of the same random letters breaks one."""
    assert take_out(monkeypatch, rule, instead)
    assert any(broken(*invent_letter(Random(seed))) for seed in range(1500))


def finished(wanted: int) -> list[tuple[Any, Writer, str]]:
    """So many random cases, each with several writers, as one file: the world, the writer, the text of the page."""
    made, seed = [], 0
    while len(made) < wanted:
        world, writer, offer = invent_letter(Random(seed))
        seed += 1
        if offer.letter:
            random = Random(seed)
            made.append((world, offer, [writer, *(invent_writer(random) for _ in range(WRITERS - 1))]))
    cases = tuple(replace(offer.letter, case_id=n) for n, (_, offer, _w) in enumerate(made) if offer.letter)
    letters = [
        (world, one, Letter(n, n * WRITERS + w, gathering.sign(offer, one, world.chapter)))
        for n, (world, offer, people) in enumerate(made)
        for w, one in enumerate(people)
    ]
    names = tuple(one.name for _, _, people in made for one in people)
    run = Run("Letters", "en-US", "letter", cases, names, tuple(letter for _, _, letter in letters))
    printed = print_run(run)
    texts = File(printed.data).texts()
    starts = [sum(printed.pages[:n]) for n in range(len(printed.pages) + 1)]
    pages = [" ".join(texts[at:to]) for at, to in zip(starts, starts[1:], strict=False)]
    return [(world, one, page) for (world, one, _), page in zip(letters, pages, strict=True)]


def test_no_letter_of_a_finished_file_breaks_a_rule(room: None) -> None:
    found = finished(CASES)
    assert len(found) == CASES * WRITERS
    assert [wrong for world, writer, page in found for wrong in broken_on_page(world, writer, page)] == []


def test_without_the_rule_a_finished_file_breaks_it(room: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the one above."""
    assert take_out(monkeypatch, writers.writer_block, everything)
    found = [wrong.split(":")[0] for one in finished(4) for wrong in broken_on_page(*one)]
    assert {"a street", "it names us", "a name or a town where only initials may stand"} & set(found)
