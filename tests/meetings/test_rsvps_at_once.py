"""Two answers of one member at one moment leave one row, and one that meets a cancellation is refused."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import time_machine
from cast import MEETING
from flask import Flask
from meetings.room import coordinator, enter
from sqlalchemy import select

from chapterapp.database import db
from chapterapp.errors import Refused
from chapterapp.meetings.queries import get_meeting
from chapterapp.meetings.rsvp_models import Rsvp, RsvpAnswer
from chapterapp.meetings.rsvp_services import record_rsvp
from chapterapp.meetings.services import cancel_meeting
from chapterapp.members.queries import find_member_by_email

BEFORE = time_machine.travel(datetime(2026, 11, 20, 18, tzinfo=UTC))


def at_once(app: Flask, *acts: Callable[[], object]) -> list[Refused]:
    """Each in a transaction of its own, all begun together. What they raised."""
    gate, raised = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            gate.wait()
            try:
                act()
                db.session.commit()
            except Refused as no:
                raised.append(no)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return raised


def answer(guests: int) -> None:
    chapter = enter()
    member = find_member_by_email(chapter, "member@st-louis.example")
    assert member
    record_rsvp(get_meeting(chapter, MEETING, keep=True), member, RsvpAnswer.GOING, guests, coordinator())


def cancel() -> None:
    cancel_meeting(get_meeting(enter(), MEETING), "Snow", coordinator())


def guests_of_those_who_come(app: Flask) -> list[int]:
    with app.app_context():
        chapter = enter()
        come = select(Rsvp.guests).where(Rsvp.chapter_id == chapter.id, Rsvp.answer == RsvpAnswer.GOING)
        return list(db.session.scalars(come))


@BEFORE
def test_eight_answers_at_once_leave_one_row(app: Flask) -> None:
    assert at_once(app, *(lambda guests=guests: answer(guests) for guests in range(8))) == []  # type: ignore[misc]
    (guests,) = guests_of_those_who_come(app)
    assert guests in range(8)


@BEFORE
def test_an_answer_and_a_cancellation_at_once_wait_for_each_other(app: Flask) -> None:
    refused = at_once(app, cancel, lambda: answer(1))
    assert len(guests_of_those_who_come(app)) + len(refused) == 1
