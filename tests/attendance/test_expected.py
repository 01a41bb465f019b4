"""Who is expected: those who came to one of the last three meetings that were held."""

from datetime import UTC, date, datetime, timedelta

import pytest
from cast import COORDINATOR
from factories import make_meeting, make_member, make_rsvp
from flask import Flask
from sqlalchemy import func, select

from chapterapp.accounts.models import User
from chapterapp.accounts.queries import find_user_by_email
from chapterapp.attendance.models import Attendance
from chapterapp.attendance.queries import (
    Regulars,
    count_expected,
    count_regulars,
    find_attendance,
    list_door,
    list_expected,
)
from chapterapp.attendance.services import record_attendance
from chapterapp.chapters.models import Chapter
from chapterapp.chapters.queries import get_chapter
from chapterapp.database import db, enter_chapter
from chapterapp.errors import Missing, Refused
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.meetings.rsvp_models import RsvpAnswer


def enter(slug: str = "st-louis") -> Chapter:
    chapter = get_chapter(slug)
    enter_chapter(chapter.id)
    return chapter


def coordinator() -> User:
    user = find_user_by_email(COORDINATOR)
    assert user
    return user


def hold(chapter: Chapter, weeks_ago: int, *names: str) -> Meeting:
    day = date(2026, 11, 24) - timedelta(weeks=weeks_ago)
    meeting = make_meeting(chapter, slug=f"held-{weeks_ago}", meets_on=day, status=MeetingStatus.HELD)
    for name in names:
        record_attendance(meeting, make_member(chapter, display_name=name), coordinator())
    return meeting


def test_who_came_to_one_of_the_last_three_is_expected_in_the_order_of_names(app: Flask) -> None:
    with app.app_context():
        chapter = enter()
        for weeks, names in enumerate((["walter", "Zoë"], ["Émile"], ["Delia"], ["Too Long Ago"]), 1):
            hold(chapter, weeks, *names)
        skipped = make_meeting(chapter, slug="not-held", meets_on=date(2026, 11, 23))
        record_attendance(skipped, make_member(chapter, display_name="At One Not Held"), coordinator())
        meeting = make_meeting(chapter, slug="next", meets_on=date(2026, 11, 24))
        assert [member.display_name for member in list_expected(meeting)] == ["Delia", "Émile", "walter", "Zoë"]


def test_who_came_twice_is_expected_once(app: Flask) -> None:
    with app.app_context():
        chapter = enter()
        first, second = hold(chapter, 1, "Joan"), hold(chapter, 2)
        joan = list_expected(make_meeting(chapter, slug="next"))[0]
        record_attendance(second, joan, coordinator())
        assert list_expected(make_meeting(chapter, slug="next-2")) == [joan]
        assert first.id != second.id


def test_who_left_or_was_deleted_is_not_expected(app: Flask) -> None:
    with app.app_context():
        chapter = enter()
        hold(chapter, 1, "Gone", "Deleted", "Here")
        meeting = make_meeting(chapter, slug="next")
        deleted, gone, here = list_expected(meeting)
        gone.deactivated_at = deleted.deleted_at = datetime(2026, 11, 20, tzinfo=UTC)
        db.session.flush()
        assert list_expected(meeting) == [here]


def test_what_somebody_said_goes_before_what_they_used_to_do(app: Flask) -> None:
    with app.app_context():
        chapter = enter()
        names = [f"{used} {said}" for used in ("Regular", "Rare") for said in ("going", "maybe", "no", "silent")]
        hold(chapter, 1, *names[:4])
        meeting, other = make_meeting(chapter, slug="next"), make_meeting(chapter, slug="other")
        regulars = list_expected(meeting)
        for member in [*regulars, *(make_member(chapter, display_name=name) for name in names[4:])]:
            if (said := member.display_name.split()[-1]) in list(RsvpAnswer):
                make_rsvp(meeting, member, RsvpAnswer(said), guests=2 if said == "going" else 0)
                make_rsvp(other, member, RsvpAnswer.NO)
        comes = ["Rare going", "Rare maybe", "Regular going", "Regular maybe", "Regular silent"]
        assert [member.display_name for member in list_expected(meeting)] == comes
        assert [row.name for row in list_door(meeting) if row.is_expected] == comes
        assert count_expected(meeting) == 5
        assert count_regulars(meeting) == Regulars(4, 1)
        assert [member.display_name for member in list_expected(other)] == ["Regular silent"]


def test_a_later_meeting_says_nothing_of_an_earlier_one(app: Flask) -> None:
    with app.app_context():
        chapter = enter()
        hold(chapter, 1, "Joan")
        assert list_expected(make_meeting(chapter, slug="earlier", meets_on=date(2026, 11, 1))) == []


def test_coming_is_counted_once_and_only_the_first_time_is_the_first(app: Flask) -> None:
    with app.app_context():
        chapter, actor = enter(), coordinator()
        joan = make_member(chapter)
        first, second = hold(chapter, 2), hold(chapter, 1)
        assert record_attendance(first, joan, actor)
        assert not record_attendance(first, joan, actor)
        assert record_attendance(second, joan, actor)
        came = [find_attendance(meeting, joan) for meeting in (first, second)]
        assert [one.is_first_time for one in came if one] == [True, False]
        count = select(func.count()).select_from(Attendance).where(Attendance.chapter_id == chapter.id)
        assert db.session.scalar(count) == 2


def test_nobody_comes_from_another_chapter_or_to_a_cancelled_meeting(app: Flask) -> None:
    with app.app_context():
        foreign = make_member(enter("lyon"))
        chapter, actor = enter(), coordinator()
        with pytest.raises(Missing):
            record_attendance(hold(chapter, 1), foreign, actor)
        cancelled = make_meeting(chapter, status=MeetingStatus.CANCELLED)
        with pytest.raises(Refused):
            record_attendance(cancelled, make_member(chapter), actor)
