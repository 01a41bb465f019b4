"""Which meeting is tonight, which is next, and what stands in the lists."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from factories import make_case, make_meeting
from flask import Flask
from meetings.room import coordinator, enter

from chapterapp.database import db
from chapterapp.meetings import queries, services
from chapterapp.meetings.models import Meeting, MeetingKind, MeetingStatus

EVENING = datetime(2026, 11, 25, 1, tzinfo=UTC)  # November 24, 7 pm in St. Louis


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(-3.01, False), (-3, True), (0, True), (5, True), (16.99, True), (17, False)],
)
def test_tonight_is_from_three_hours_before_to_noon_of_the_next_day(app: Flask, hours: float, expected: bool) -> None:
    with app.app_context(), time_machine.travel(EVENING + timedelta(hours=hours), tick=False):
        chapter = enter()
        meeting = queries.get_meeting(chapter, "2026-11-24")
        assert queries.is_tonight(meeting, EVENING + timedelta(hours=hours)) is expected
        assert queries.find_meeting_tonight(chapter) is (meeting if expected else None)


def test_noon_is_by_the_clock_on_the_wall_when_clocks_change_in_that_night(app: Flask) -> None:
    with app.app_context():
        meeting = make_meeting(enter(), meets_on=date(2026, 10, 31), starts=time(19))
        assert queries.is_tonight(meeting, datetime(2026, 11, 1, 17, 59, tzinfo=UTC))
        assert not queries.is_tonight(meeting, datetime(2026, 11, 1, 18, tzinfo=UTC))


def test_a_meeting_from_the_first_minute_of_a_long_day_is_found_until_noon(app: Flask) -> None:
    with app.app_context():
        chapter = enter()
        meeting = make_meeting(chapter, meets_on=date(2026, 11, 1), starts=time(0), ends=time(6))
        with time_machine.travel(datetime(2026, 11, 2, 17, 59, tzinfo=UTC), tick=False):
            assert queries.find_meeting_tonight(chapter) is meeting


def test_a_cancelled_meeting_is_neither_tonight_nor_next(app: Flask) -> None:
    with app.app_context(), time_machine.travel(EVENING, tick=False):
        chapter = enter()
        later = make_meeting(chapter)
        services.cancel_meeting(queries.get_meeting(chapter, "2026-11-24"), "No heating", coordinator())
        assert queries.find_meeting_tonight(chapter) is None
        assert queries.find_next_meeting(chapter) is later


def test_the_next_meeting_is_tonights_until_its_day_is_over(app: Flask) -> None:
    with app.app_context():
        chapter = enter()
        later = make_meeting(chapter)
        for hours, expected in ((-100, "2026-11-24"), (0, "2026-11-24"), (4.9, "2026-11-24"), (5, later.slug)):
            with time_machine.travel(EVENING + timedelta(hours=hours), tick=False):
                found = queries.find_next_meeting(chapter)
                assert found and found.slug == expected


def test_every_meeting_is_either_upcoming_or_past(app: Flask) -> None:
    with app.app_context(), time_machine.travel(EVENING, tick=False):
        chapter = enter()
        for n, day in enumerate((date(2026, 11, 23), date(2026, 10, 27), date(2026, 11, 25), date(2026, 12, 22))):
            make_meeting(chapter, slug=f"m{n}", meets_on=day)
        assert [meeting.slug for meeting in queries.list_upcoming(chapter)] == ["2026-11-24", "m2", "m3"]
        assert [meeting.slug for meeting in queries.list_past(chapter)] == ["m0", "m1"]


def test_past_meetings_come_a_page_at_a_time_newest_first(app: Flask) -> None:
    with app.app_context(), time_machine.travel(EVENING, tick=False):
        chapter = enter()
        for n in range(queries.PAST_PAGE + 1):
            make_meeting(chapter, slug=f"m{n}", meets_on=date(2026, 11, 1) - timedelta(days=n))
        assert [meeting.slug for meeting in queries.list_past(chapter)][::39] == ["m0", "m39"]
        assert [meeting.slug for meeting in queries.list_past(chapter, 2)] == ["m40"]


def test_the_last_of_a_kind_is_not_a_cancelled_one(app: Flask) -> None:
    with app.app_context():
        chapter = enter()
        vigil = make_meeting(chapter, slug="a", kind=MeetingKind.VIGIL)
        make_meeting(
            chapter, slug="b", kind=MeetingKind.VIGIL, meets_on=date(2027, 1, 5), status=MeetingStatus.CANCELLED
        )
        assert queries.find_last_of_kind(chapter, MeetingKind.VIGIL) is vigil
        assert queries.find_last_of_kind(chapter, MeetingKind.STALL) is None


def test_a_deleted_case_leaves_the_table_and_comes_back_with_its_restoring(app: Flask) -> None:
    with app.app_context():
        chapter = enter()
        case = make_case(chapter)
        meeting = make_meeting(chapter, [case])
        case.deleted_at = EVENING
        db.session.flush()
        assert queries.list_featured(meeting) == []
        case.deleted_at = None
        db.session.flush()
        assert [row.case for row in queries.list_featured(meeting)] == [case]


def test_another_chapters_meetings_stand_in_no_list(app: Flask) -> None:
    with app.app_context(), time_machine.travel(EVENING, tick=False):
        make_meeting(enter("lyon"), slug="theirs")
        chapter = enter()
        seen: list[Meeting] = [*queries.list_upcoming(chapter), *queries.list_past(chapter)]
        assert [meeting.slug for meeting in seen] == ["2026-11-24"]
