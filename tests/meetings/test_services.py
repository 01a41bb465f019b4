"""Meetings are planned, changed, cancelled, held, deleted and taken back; every change is counted and written down."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from factories import make_case, make_meeting
from flask import Flask
from meetings.room import WANTED, coordinator, enter
from sqlalchemy import select

from chapterapp.audit.models import Entry
from chapterapp.cases.models import CaseStatus
from chapterapp.chapters.models import Chapter
from chapterapp.database import db
from chapterapp.errors import Missing, Refused, Stale
from chapterapp.meetings import services
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.meetings.queries import get_deleted_meeting, get_meeting, list_agenda, list_featured


def plan(chapter: Chapter, **values: object) -> Meeting:
    return services.schedule_meeting(chapter, {**WANTED, **values}, coordinator())


@pytest.mark.parametrize(
    ("meets_on", "starts_at"),
    [
        (date(2026, 10, 27), datetime(2026, 10, 28, 0, tzinfo=UTC)),  # summer time
        (date(2026, 11, 3), datetime(2026, 11, 4, 1, tzinfo=UTC)),  # the clocks were set back on November 1
        (date(2027, 3, 13), datetime(2027, 3, 14, 1, tzinfo=UTC)),
        (date(2027, 3, 14), datetime(2027, 3, 15, 0, tzinfo=UTC)),  # and forward in that night
    ],
)
def test_a_meeting_at_seven_stays_at_seven_over_the_change_of_clocks(
    app: Flask, meets_on: date, starts_at: datetime
) -> None:
    with app.app_context():
        meeting = plan(enter(), meets_on=meets_on)
        assert (meeting.starts, meeting.starts_at, meeting.time_zone) == (time(19), starts_at, "America/Chicago")


def test_moved_over_the_change_of_clocks_it_still_begins_at_seven(app: Flask) -> None:
    with app.app_context():
        meeting = plan(enter(), meets_on=date(2026, 10, 27))
        services.edit_meeting(meeting, {"meets_on": date(2026, 11, 3)}, meeting.version, coordinator())
        assert meeting.starts_at == datetime(2026, 11, 4, 1, tzinfo=UTC)
        assert meeting.ends_at - meeting.starts_at == timedelta(minutes=90)


def test_an_end_before_the_start_is_after_midnight(app: Flask) -> None:
    with app.app_context():
        meeting = plan(enter(), starts=time(22), ends=time(1, 30))
        assert meeting.ends_at - meeting.starts_at == timedelta(hours=3, minutes=30)


@pytest.mark.parametrize(
    "wrong", [{"meets_on": date(1, 1, 1)}, {"meets_on": date(9999, 12, 31)}, {"ends": time(19)}, {"ends": time(18, 59)}]
)
def test_hours_that_cannot_be_are_refused(app: Flask, wrong: dict[str, object]) -> None:
    with app.app_context():
        chapter = enter()
        with pytest.raises(Refused):
            plan(chapter, **wrong)


def test_a_slug_is_minted_from_the_date_and_never_used_again(app: Flask) -> None:
    with app.app_context():
        chapter, actor = enter(), coordinator()
        first, second = plan(chapter), plan(chapter)
        assert (first.slug, second.slug) == ("2026-12-22", "2026-12-22-2")
        services.delete_meeting(first, actor)
        services.edit_meeting(second, {"meets_on": date(2027, 1, 26)}, second.version, actor)
        assert second.slug == "2026-12-22-2"
        assert plan(chapter).slug == "2026-12-22-3"


def test_two_chapters_have_the_same_slug_each_for_itself(app: Flask) -> None:
    with app.app_context():
        assert plan(enter()).slug == plan(enter("lyon")).slug == "2026-12-22"


def test_of_two_editors_the_second_is_told(app: Flask) -> None:
    with app.app_context():
        meeting, actor = plan(enter()), coordinator()
        seen = meeting.version
        services.edit_meeting(meeting, {"venue": "The hall"}, seen, actor)
        with pytest.raises(Stale):
            services.edit_meeting(meeting, {"venue": "The park"}, seen, actor)
        with pytest.raises(Stale):
            services.set_agenda(meeting, [services.AgendaRow(10, "Tea")], actor, seen)
        with pytest.raises(Stale):
            services.feature_cases(meeting, [services.CaseRow("a-case")], actor, seen)
        assert meeting.venue == "The hall"


def test_every_change_is_counted_and_written_down_without_values(app: Flask) -> None:
    with app.app_context(), time_machine.travel(datetime(2026, 12, 23, 2, tzinfo=UTC), tick=False):
        chapter, actor = enter(), coordinator()
        meeting = plan(chapter)
        steps = [
            lambda: services.edit_meeting(meeting, {"venue": "The hall"}, meeting.version, actor),
            lambda: services.set_agenda(meeting, [services.AgendaRow(10, "Tea")], actor),
            lambda: services.feature_cases(meeting, [services.CaseRow("a-case")], actor),
            lambda: services.cancel_meeting(meeting, "No heating", actor),
            lambda: services.take_back_cancel(meeting, actor),
            lambda: services.mark_held(meeting, actor),
            lambda: services.take_back_held(meeting, actor),
            lambda: services.delete_meeting(meeting, actor),
            lambda: services.restore_meeting(meeting, actor),
        ]
        for expected, step in enumerate(steps, meeting.version + 1):
            step()
            step() if step is not steps[0] else None  # a second click changes nothing
            assert meeting.version == expected
        entries = db.session.scalars(select(Entry).where(Entry.chapter_id == chapter.id).order_by(Entry.id)).all()
        assert [entry.action for entry in entries] == [
            "schedule_meeting", "edit_meeting", "set_agenda", "feature_cases", "cancel_meeting", "take_back_cancel",
            "mark_held", "take_back_held", "delete_meeting", "restore_meeting",
        ]  # fmt: skip
        assert {entry.target for entry in entries} == {f"meeting {meeting.id}"}
        assert {entry.user_id for entry in entries} == {actor.id}
        assert entries[1].fields == ["venue"]
        assert "heating" not in str([entry.fields for entry in entries])


def test_a_cancelled_meeting_cannot_be_held_and_a_held_one_not_cancelled(app: Flask) -> None:
    with app.app_context(), time_machine.travel(datetime(2026, 12, 23, 2, tzinfo=UTC), tick=False):
        meeting, actor = plan(enter()), coordinator()
        services.cancel_meeting(meeting, "No heating", actor)
        assert (meeting.status, meeting.cancel_reason) == (MeetingStatus.CANCELLED, "No heating")
        with pytest.raises(Refused):
            services.mark_held(meeting, actor)
        services.take_back_cancel(meeting, actor)
        assert (meeting.status, meeting.cancel_reason) == (MeetingStatus.SCHEDULED, "")
        services.mark_held(meeting, actor)
        with pytest.raises(Refused):
            services.cancel_meeting(meeting, "No heating", actor)


def test_a_meeting_that_has_not_begun_was_not_held(app: Flask) -> None:
    with app.app_context(), time_machine.travel(datetime(2026, 12, 22, 12, tzinfo=UTC), tick=False):
        meeting = plan(enter())
        with pytest.raises(Refused):
            services.mark_held(meeting, coordinator())


def test_a_deleted_meeting_can_be_taken_back_for_thirty_days_with_all_it_had(app: Flask) -> None:
    with app.app_context(), time_machine.travel(datetime(2026, 12, 1, tzinfo=UTC), tick=False) as clock:
        chapter, actor = enter(), coordinator()
        meeting = make_meeting(chapter, [make_case(chapter)], slug="gone")
        services.delete_meeting(meeting, actor)
        with pytest.raises(Missing):
            get_meeting(chapter, "gone")
        clock.shift(timedelta(days=29))
        services.restore_meeting(get_deleted_meeting(chapter, "gone"), actor)
        assert get_meeting(chapter, "gone") is meeting
        assert len(list_featured(meeting)) == len(list_agenda(meeting)) == 1
        services.delete_meeting(meeting, actor)
        clock.shift(timedelta(days=31))
        with pytest.raises(Missing):
            get_deleted_meeting(chapter, "gone")


def test_cases_stand_on_the_table_in_the_order_given(app: Flask) -> None:
    with app.app_context():
        chapter, actor = enter(), coordinator()
        make_case(chapter, slug="b", title="B")
        meeting = plan(chapter)
        rows = [services.CaseRow("b", "Tom", 5, "Bring the photo"), services.CaseRow("a-case")]
        services.feature_cases(meeting, rows, actor)
        assert [row.case.slug for row in list_featured(meeting)] == ["b", "a-case"]
        services.feature_cases(meeting, [services.CaseRow("a-case"), *rows], actor)
        assert [(row.case.slug, row.presenter, row.goal, row.note) for row in list_featured(meeting)] == [
            ("a-case", "", None, ""),
            ("b", "Tom", 5, "Bring the photo"),
        ]
        services.feature_cases(meeting, rows[:1], actor)
        assert [row.case.slug for row in list_featured(meeting)] == ["b"]


def test_a_case_of_another_chapter_is_missing_from_this_table(app: Flask) -> None:
    with app.app_context():
        make_case(enter("lyon"), slug="theirs")
        meeting, actor = plan(enter()), coordinator()
        for slug in ("theirs", "no-such-case"):
            with pytest.raises(Missing):
                services.feature_cases(meeting, [services.CaseRow(slug)], actor)


def test_a_stopped_case_stays_on_the_table_but_is_not_newly_put_there(app: Flask) -> None:
    with app.app_context():
        chapter, actor = enter(), coordinator()
        case, rows = make_case(chapter, slug="b", title="B"), [services.CaseRow("b")]
        meeting, other = plan(chapter), plan(chapter)
        services.feature_cases(meeting, rows, actor)
        case.status = CaseStatus.STOP_ACTION
        services.feature_cases(meeting, [services.CaseRow("a-case"), *rows], actor)
        with pytest.raises(Refused, match="B is not active"):
            services.feature_cases(other, rows, actor)


def test_the_agenda_has_clock_times_also_in_the_night_when_clocks_change(app: Flask) -> None:
    with app.app_context():
        chapter, actor = enter(), coordinator()
        meeting = plan(chapter)
        services.set_agenda(meeting, [services.AgendaRow(10, "Tea", "Ruth"), services.AgendaRow(60, "Writing")], actor)
        assert [(line.at, line.title) for line in list_agenda(meeting)] == [
            (time(19), "Tea"),
            (time(19, 10), "Writing"),
        ]
        vigil = plan(chapter, meets_on=date(2026, 11, 1), starts=time(0, 30), ends=time(4))
        services.set_agenda(vigil, [services.AgendaRow(120, "Candles"), services.AgendaRow(30, "Names")], actor)
        assert [line.at for line in list_agenda(vigil)] == [time(0, 30), time(1, 30)]  # 2:00 became 1:00 again
