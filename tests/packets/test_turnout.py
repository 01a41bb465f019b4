"""For how many an evening is laid out when some have said whether they come."""

import pytest
from cast import COORDINATOR, MEETING
from conftest import SERVER
from factories import make_meeting, make_member, make_rsvp
from flask import Flask
from meetings.room import coordinator, enter

from chapterapp.attendance.queries import Regulars
from chapterapp.attendance.services import record_attendance
from chapterapp.chapters.models import PaperSize
from chapterapp.meetings.models import MeetingStatus
from chapterapp.meetings.queries import get_meeting
from chapterapp.meetings.rsvp_models import RsvpAnswer
from chapterapp.meetings.rsvp_rules import RsvpCounts
from chapterapp.packets.gathering import gather_host
from chapterapp.packets.quantities import Turnout

USUAL, GUESS = Turnout(12, 3, 3), Turnout()
pure = pytest.mark.skipif(bool(SERVER), reason="arithmetic knows no database: once is enough")


@pure
@pytest.mark.parametrize(
    ("before", "said", "regulars", "writers", "sentence"),
    [
        # Seven come with two guests; of twelve who came lately four are silent, so a third of the usual twelve.
        (USUAL, (7, 2, 0, 1), (12, 4), 13, "13 people are expected: 7 said they come, with 2 guests; 1 cannot; "
         "4 came lately and have not answered, which usually makes 4."),
        # Many came once, few come each time: eight silent of sixteen make half of the usual.
        (USUAL, (3, 0, 2, 3), (16, 8), 11, "11 people are expected: 3 said they come; 2 said maybe; 3 cannot; "
         "8 came lately and have not answered, which usually makes 6."),
        # One answer moves one share, and no more.
        (USUAL, (1, 0, 0, 0), (12, 11), 12, "12 people are expected: 1 said they come; "
         "11 came lately and have not answered, which usually makes 11."),
        (USUAL, (0, 0, 0, 1), (12, 11), 11, "11 people are expected: 1 cannot; "
         "11 came lately and have not answered, which usually makes 11."),
        # Half of those who come give no name: the one silent regular stands for two.
        (Turnout(4, 3, 1), (1, 1, 0, 0), (2, 1), 4, "4 people are expected: 1 said they come, with 1 guest; "
         "1 came lately and has not answered, which usually makes 2."),
        (USUAL, (9, 0, 0, 3), (12, 0), 9, "9 people are expected: 9 said they come; 3 cannot."),
        (USUAL, (0, 0, 0, 12), (12, 0), 0, "0 people are expected: 12 cannot."),
        # Nobody who came lately has a name here: there is no share to take.
        (USUAL, (2, 0, 0, 0), (0, 0), 12, "12 people are expected: 2 said they come; "
         "10 more, as many as usually come."),
        (USUAL, (14, 0, 0, 0), (0, 0), 14, "14 people are expected: 14 said they come."),
        # A chapter that has not met yet.
        (GUESS, (2, 0, 0, 0), (0, 0), 6,
         "6 people are expected: 2 said they come; 4 more are a guess, for nothing was counted yet."),
        (GUESS, (7, 2, 1, 0), (0, 0), 10, "10 people are expected: 7 said they come, with 2 guests; 1 said maybe."),
    ],
)  # fmt: skip
def test_the_turnout_with_answers(
    app: Flask, before: Turnout, said: tuple[int, ...], regulars: tuple[int, int], writers: int, sentence: str
) -> None:
    with app.test_request_context():
        turnout = before.with_answers(RsvpCounts(*said), Regulars(*regulars))
        assert (turnout.writers, turnout.sentence) == (writers, sentence)
        assert (turnout.letters_each, turnout.evenings) == (before.letters_each, before.evenings)


@pure
@pytest.mark.parametrize("before", [USUAL, GUESS, Turnout(8, 2, 1)])
def test_without_answers_it_is_the_usual_one_to_the_letter(app: Flask, before: Turnout) -> None:
    with app.test_request_context():
        after = before.with_answers(RsvpCounts(), Regulars(12, 12))
        assert after == before and after.sentence == before.sentence


@pure
def test_each_regular_who_says_they_come_moves_the_number_by_less_than_one(app: Flask) -> None:
    """All regulars silent is the usual turnout; each answer takes one share out of it and one person in."""
    numbers = [USUAL.with_answers(RsvpCounts(n), Regulars(16, 16 - n)).writers for n in range(17)]
    assert (numbers[0], numbers[16]) == (12, 16)
    assert all(0 <= after - before <= 1 for before, after in zip(numbers, numbers[1:], strict=False))


def test_the_hosts_sheet_says_who_answered(app: Flask) -> None:
    with app.app_context():
        chapter, user = enter(), coordinator()
        assert user.email == COORDINATOR
        meeting = get_meeting(chapter, MEETING)
        before = make_meeting(
            chapter, slug="before", meets_on=meeting.meets_on.replace(day=1), status=MeetingStatus.HELD
        )
        people = [make_member(chapter, display_name=f"Somebody {n}") for n in range(4)]
        for member in people:
            record_attendance(before, member, user)
        make_rsvp(meeting, people[0], guests=2)
        make_rsvp(meeting, people[1], RsvpAnswer.MAYBE)
        host = gather_host(chapter, meeting, PaperSize.LETTER)
        assert host.expected == (
            "6 people are expected: 1 said they come, with 2 guests; 1 said maybe; 1 cannot; "
            "2 came lately and have not answered, which usually makes 2."
        )
        assert {line.what: line.how_many for line in host.groups[1].lines}["Pens, black or blue"] == "8"
