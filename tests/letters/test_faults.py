"""What fresh eyes found: each was wrong once."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from attendance.room import DOOR
from cast import COORDINATOR, HOST, MEMBER
from client import Client
from conftest import SERVER
from flask import Flask
from letters.room import LETTER, MEETING, TALLY, add_sheet, entries, figure, last_sheet, mark_here, saved
from letters.test_home import LETTERS, log
from letters.test_mail import MAIL, mail
from letters.test_tally import correct
from lxml import html
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from chapterapp.accounts.models import User
from chapterapp.attendance.queries import count_here
from chapterapp.attendance.services import set_nameless
from chapterapp.cases.models import Answer, Case, CaseStatus, Outcome
from chapterapp.cases.rules import is_shown
from chapterapp.cases.services import edit_case, reopen_case, stop_case
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import across_chapters, db
from chapterapp.errors import Missing, Stale
from chapterapp.letters.models import ActionKind
from chapterapp.letters.queries import totals_of_meeting
from chapterapp.letters.services import save_sheet
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.meetings.queries import get_meeting
from chapterapp.members.models import Member

Visit = Callable[[str | None], Client]
tonight = pytest.mark.usefixtures("tonight")
LATER = datetime(2026, 12, 20, 20, tzinfo=UTC)


def set_case(app: Flask, **values: Any) -> None:
    with app.app_context(), across_chapters("a test changes the case"):
        case = db.session.scalars(select(Case).where(Case.chapter_id == 1)).one()
        for name, value in values.items():
            setattr(case, name, value)
        db.session.commit()


def test_a_host_does_not_see_later_who_came(app: Flask, visit: Visit) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 1, 15, tzinfo=UTC)):
        mark_here(app, "Joan Pryor")
        assert "Joan Pryor" in visit(HOST).get(MEETING).text
    with time_machine.travel(LATER):
        assert "Joan Pryor" not in visit(HOST).get(MEETING).text
        assert "Joan Pryor" in visit(COORDINATOR).get(MEETING).text


@tonight
def test_a_sheet_that_was_corrected_leaves_no_rest_that_nobody_counted(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    add_sheet(client, {LETTER: 5})
    correct(client, seen=5, number=8)
    assert client.post(f"{TALLY}/undo", {"sheet": last_sheet(client)}).status_code == 409
    assert saved(client) == "8 +"


@tonight
def test_a_sheet_whose_writer_was_undone_keeps_its_numbers(app: Flask, visit: Visit) -> None:
    ref, host = mark_here(app, "Joan Pryor"), visit(HOST)
    visit(COORDINATOR).post(f"{DOOR}/undo", {"member": ref, "key": "another key"})
    refused = add_sheet(host, {LETTER: 7}, writer=ref)
    assert refused.status_code == 422
    assert html.fromstring(refused.text).xpath(f"//input[@name='{LETTER}']/@value") == ["7"]


@tonight
def test_what_was_logged_for_others_can_be_taken_back(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    log(client, writer="nobody", count="50")
    (sheet,) = html.fromstring(client.get(LETTERS).text).xpath("//input[@name='sheet']/@value")
    client.post(f"{LETTERS}/undo", {"sheet": sheet})
    assert figure(client, LETTERS, "year") is None


@tonight
def test_a_number_typed_from_the_sheet_does_not_overwrite_the_door(app: Flask, visit: Visit) -> None:
    client, host = visit(COORDINATOR), visit(HOST)
    for n in range(3):
        host.post(f"{DOOR}/nameless", {"key": f"plus number {n}"})
    assert client.post(f"{MEETING}/names/nameless", {"seen": "0", "count": "0"}).status_code == 409
    assert figure(client, MEETING, "heads") == 3
    client.post(f"{MEETING}/names/nameless", {"seen": "3", "count": "5"})
    assert figure(client, MEETING, "heads") == 5


@tonight
def test_who_was_ticked_and_then_taken_off_the_list_still_stands_among_the_ticks(app: Flask, visit: Visit) -> None:
    client, ref = visit(COORDINATOR), mark_here(app, "member of kingfisher")
    client.post(f"{MEETING}/ticks", {"before": "", "tick": f"{ref}:a-case"})
    client.post(f"{MEETING}/names/undo", {"member": ref})
    page = client.get(f"{MEETING}/ticks").text
    assert f"{ref}:a-case" in page and "not marked as here" in page


@tonight
@pytest.mark.parametrize("what", ["cancel", "delete"])
def test_what_was_counted_is_neither_cancelled_nor_deleted(app: Flask, visit: Visit, what: str) -> None:
    client = visit(COORDINATOR)
    add_sheet(client, {LETTER: 5})
    assert client.post(f"{MEETING}/{what}", {"reason": "a slip"}).status_code == 409
    assert figure(client, MEETING, "written") == 5


@tonight
@pytest.mark.parametrize("status", [CaseStatus.CLOSED, CaseStatus.ON_HOLD])
def test_nobody_writes_at_home_for_a_case_that_is_not_active(app: Flask, visit: Visit, status: CaseStatus) -> None:
    set_case(app, status=status)
    assert log(visit(MEMBER)).status_code == 422
    assert entries(app) == []


@tonight
def test_a_day_of_another_age_is_refused(app: Flask, visit: Visit) -> None:
    refused = log(visit(MEMBER), written_on="0026-11-24")
    assert refused.status_code == 422
    assert "The year is 2000 or later." in refused.text


@tonight
def test_a_stopped_case_is_not_proposed_for_the_post_and_can_still_be_corrected(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    add_sheet(client, {LETTER: 5})
    set_case(app, status=CaseStatus.STOP_ACTION)
    page = client.get(MAIL).text
    assert html.fromstring(page).xpath(f"//input[@name='{LETTER}']/@value") == [""]
    assert "Stop action" in page
    assert "Undo that sheet" in client.get(TALLY).text


def test_mailed_and_written_are_each_said_of_their_own_year(app: Flask, visit: Visit) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 1, 15, tzinfo=UTC)):
        add_sheet(visit(COORDINATOR), {LETTER: 5})
    with time_machine.travel(datetime(2027, 1, 3, 20, tzinfo=UTC)):
        client = visit(COORDINATOR)
        mail(client, mailed_on="2027-01-02", **{LETTER: "5"})
        log(client, "email", "another page", written_on="2027-01-02")
        assert "5 were mailed in this year." in client.get(LETTERS).text


@tonight
def test_ones_own_list_says_the_correction(app: Flask, visit: Visit) -> None:
    ref = mark_here(app, "member of kingfisher")
    client, member = visit(COORDINATOR), visit(MEMBER)
    add_sheet(client, {LETTER: 5}, writer=ref)
    path = f"{TALLY}/correct?case=a-case&kind=appeal_letter&by={ref}"
    client.post(path, {"key": "the key of a page", "seen": "5", "number": "2", "reason": ""})
    assert figure(member, LETTERS, "own") == 2
    assert "-3 letters" in member.get(LETTERS).text


@tonight
def test_who_comes_again_after_years_is_not_made_two_people(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("a test adds somebody who left"):
        db.session.add(Member(chapter_id=1, display_name="Old Friend", deactivated_at=now()))
        db.session.commit()
    visit(COORDINATOR).post(f"{MEETING}/names", {"key": "the key of a page", "name": "Old Friend"})
    with app.app_context(), across_chapters("a test looks"):
        assert len(db.session.scalars(select(Member).where(Member.display_name == "Old Friend")).all()) == 1


def test_an_evening_typed_in_before_its_end_can_be_marked_as_held(app: Flask, visit: Visit) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 1, 15, tzinfo=UTC)):
        add_sheet(visit(COORDINATOR), {LETTER: 5})
    with time_machine.travel(datetime(2026, 11, 26, 20, tzinfo=UTC)):
        client = visit(COORDINATOR)
        assert "Mark as held" in client.get(MEETING).text
        mail(client, mailed_on="2026-11-26", **{LETTER: "5"})
        with app.app_context(), across_chapters("a test looks"):
            held = db.session.scalars(select(Meeting.status).where(Meeting.chapter_id == 1)).one()
        assert held is MeetingStatus.HELD


class Things:
    def __init__(self) -> None:
        self.chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
        self.meeting = db.session.scalars(select(Meeting).where(Meeting.chapter_id == self.chapter.id)).one()
        self.case = db.session.scalars(select(Case).where(Case.chapter_id == self.chapter.id)).one()
        self.actor = db.session.scalars(select(User).where(User.email == COORDINATOR)).one()


def interleave(app: Flask, first: Callable[[Things], Iterator[None]], second: Callable[[Things], Any]) -> None:
    """The first reads its rows; the second runs whole; the first goes on, as READ COMMITTED lets it."""
    if not SERVER:
        pytest.skip("SQLite lets one write at a time")
    read, done = threading.Event(), threading.Event()

    def one() -> None:
        with app.app_context(), across_chapters("a test runs two at once"):
            try:
                steps = first(Things())
                next(steps)
                read.set()
                done.wait(5)
                list(steps)
                db.session.commit()
            except Exception:
                db.session.rollback()
            finally:
                db.session.remove()

    def other() -> None:
        read.wait(5)
        with app.app_context(), across_chapters("a test runs two at once"):
            second(Things())
            db.session.commit()
            db.session.remove()
        done.set()

    threads = [threading.Thread(target=one), threading.Thread(target=other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)


@tonight
def test_a_tick_for_the_world_does_not_outlive_a_reopening_at_the_same_time(app: Flask) -> None:
    ended = {"status": CaseStatus.CLOSED, "outcome": Outcome.RELEASED, "outcome_on": "2026", "story": "x"}
    set_case(app, **ended, name_amnesty=Answer.YES)

    def reopen(things: Things) -> Iterator[None]:
        yield
        reopen_case(things.case, things.actor)

    interleave(app, reopen, lambda t: edit_case(t.case, {"is_public": True}, t.case.version, t.actor))
    with app.app_context(), across_chapters("a test looks"):
        assert not is_shown(Things().case)


@tonight
def test_a_sheet_for_a_case_that_is_stopped_at_the_same_time_is_not_taken(app: Flask) -> None:
    def save(things: Things) -> Iterator[None]:
        yield
        save_sheet(things.meeting, None, {(things.case, ActionKind.APPEAL_LETTER): 5}, things.actor)

    interleave(app, save, lambda things: stop_case(things.case, "stop", things.actor))
    with app.app_context(), across_chapters("a test looks"):
        assert totals_of_meeting(Things().meeting).of_kinds() == 0


@tonight
def test_two_who_set_the_number_without_a_name_do_not_double_it(app: Flask) -> None:
    def run() -> None:
        with app.app_context(), across_chapters("a test runs two at once"):
            things = Things()
            gate.wait()
            try:
                set_nameless(things.meeting, 0, 40, things.actor)
                db.session.commit()
            except Stale:
                db.session.rollback()
            finally:
                db.session.remove()

    if not SERVER:
        pytest.skip("SQLite lets one write at a time")
    gate = threading.Barrier(2)
    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context(), across_chapters("a test looks"):
        assert count_here(Things().meeting).nameless == 40


@tonight
def test_a_meeting_that_was_deleted_meanwhile_takes_no_sheet(app: Flask) -> None:
    with app.app_context(), across_chapters("a test deletes a meeting under somebody's hands"):
        things = Things()
        gone = update(Meeting).where(Meeting.id == things.meeting.id).values(deleted_at=now())
        db.session.execute(gone, execution_options={"synchronize_session": False})
        with pytest.raises(Missing):
            save_sheet(things.meeting, None, {(things.case, ActionKind.APPEAL_LETTER): 5}, things.actor)
        db.session.rollback()


@tonight
def test_nobody_cancels_a_meeting_while_somebody_is_checked_in(app: Flask) -> None:
    """A check-in holds the meeting, and lets other check-ins do the same."""
    if not SERVER:
        pytest.skip("SQLite lets one write at a time")
    with app.app_context(), across_chapters("a test holds a meeting"):
        chapter = Things().chapter
        get_meeting(chapter, "2026-11-24", keep=True)
        with db.engine.connect() as other:
            wanted = select(Meeting.id).where(Meeting.chapter_id == chapter.id)
            other.execute(wanted.with_for_update(nowait=True, read=True, key_share=True))
            with pytest.raises(OperationalError, match="could not obtain lock"):
                other.execute(wanted.with_for_update(nowait=True))
        db.session.rollback()
