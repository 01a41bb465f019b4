"""Random cases against everything that is printed or shown of them. Each rule taken out is noticed."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packets.random_cases import CHAPTER, FACE, draw_face, invent
from packets.rule_oracle import broken
from packets.taken_out import take_out

from chapterapp.cases.ruling import facilities, naming, origins, places, printing, readings, words, world
from chapterapp.files import storage


@pytest.fixture(scope="module")
def printing_room(whole_app: Flask) -> Iterator[None]:
    """The words of the application, and a face for the portraits; no database."""
    with whole_app.test_request_context():
        draw_face()
        yield
        storage.path_of(FACE).unlink(missing_ok=True)


@settings(max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False))
def test_no_case_breaks_a_rule(printing_room: None, random: Random) -> None:
    assert broken(invent(random)) == []


def test_of_random_cases_enough_are_printed(printing_room: None) -> None:
    worlds = [invent(Random(seed)) for seed in range(300)]
    printed = [one for one in worlds if one.sort_out()[0]]
    assert len(printed) > 40
    assert 10 < sum(one.case.name_amnesty != "yes" for one in printed) < len(printed) - 10
    assert any(one.sort_out()[1] for one in printed)


STREET = ["Your name", "Your street", "Your town and country"]
# Each rule, and what is left of it when it is taken out.
TAKEN_OUT: list[tuple[Callable[..., Any], Any]] = [
    (readings.is_neutral, lambda case: False),
    (readings.is_open_to_all, lambda case: True),
    (readings.may_write_to, lambda case, role: True),
    (readings.sender_reading, lambda case: "full"),
    (readings.may_be_religious, lambda case: True),
    (readings.may_enclose, lambda case: True),
    (readings.languages_of, lambda case: ""),
    (readings.asks_of, lambda case: [*case.recommended_actions.splitlines(), "Send money."]),
    (readings.may_show_portrait, lambda subject: bool(subject and subject.portrait)),
    (naming.names_us, lambda text, words=(): False),
    (naming.own_words, lambda case, chapter: []),
    (naming.folded, lambda text: text.casefold()),
    (naming.texts_that_name, lambda *parts: []),
    (facilities.contradictions, lambda case, subjects: []),
    (facilities.are_apart, lambda ours, theirs: False),
    (facilities.facility_lines, lambda case, subjects: []),
    (printing.needs_check, lambda case, day: False),
    (printing.needs_verifying, lambda case, day, chapter: False),
    (printing.reason_not_printed, lambda case, day, chapter: ""),
    (printing.reason_left_out, lambda *parts: ""),
    (printing.has_neutral_sender, lambda case, chapter: True),
    (origins.standing, lambda case, decisions: {}),
    (origins.goes_against, lambda rule, stated, value: False),
    (origins.not_stated, lambda case: []),
    (origins.closing_line, lambda case, chapter, decisions=(): "All of this stands in the source."),
    (origins.decider, lambda case, chapter, one: origins.Decided(one.decided_by.name if one.decided_by else "", "")),
    (words.sender_lines, lambda case: STREET),
    (words.sender_do, lambda case: "Give your full address"),
    (places.sender_name, lambda case, place, chapter: CHAPTER),
    (places.sender_block, lambda case, place, chapter: [CHAPTER, *chapter.return_address.splitlines()]),
    (places.number_on, lambda case, place: case.ua_number or case.index_number),
    (places.may_stand_on, lambda case, place, chapter, day: True),
    (places.qr_target, lambda case, chapter, address, day: address),
    (places.packet_title, lambda cases, chapter, meeting, day: f"{CHAPTER}, {day}"),
    (places.packet_file_name, lambda cases, chapter, day: f"{CHAPTER}.pdf"),
    (world.may_be_public, lambda case: ""),
    (world.lack_for_world, lambda case: None),
    (world.is_shown, lambda case: True),
]


@pytest.mark.parametrize(("rule", "instead"), TAKEN_OUT, ids=[rule.__name__ for rule, _ in TAKEN_OUT])
def test_each_rule_taken_out_is_noticed(
    printing_room: None, monkeypatch: pytest.MonkeyPatch, rule: Callable[..., Any], instead: Any
) -> None:
    """The control: without the rule one of the same random cases breaks."""
    assert take_out(monkeypatch, rule, instead)
    assert any(broken(invent(Random(seed))) for seed in range(800))
