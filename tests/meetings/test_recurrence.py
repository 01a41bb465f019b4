"""The next meeting is proposed on the same n-th weekday a month on."""

from datetime import date, time, timedelta
from itertools import islice

import pytest
from factories import make_case, make_meeting, saved
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from chapterapp.cases.models import CaseStatus
from chapterapp.chapters.queries import get_chapter
from chapterapp.clock import today
from chapterapp.database import enter_chapter
from chapterapp.meetings.models import AgendaItem, MeetingKind
from chapterapp.meetings.recurrence import nth_weekdays_after, propose_meeting, propose_next

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "later"),
    [
        ("2026-11-24", "2026-12-22"),  # the fourth Tuesday
        ("2026-12-22", "2027-01-26"),  # over the end of the year
        ("2027-01-26", "2027-02-23"),
        ("2026-09-29", "2026-10-27"),  # the fifth Tuesday: then the last one, here the fourth
        ("2026-10-01", "2026-11-05"),
        ("2027-12-31", "2028-01-28"),
    ],
)
def test_the_next_one_is_on_the_same_weekday_of_the_month(day: str, later: str) -> None:
    assert next(nth_weekdays_after(date.fromisoformat(day))).isoformat() == later


@given(DAYS)
def test_every_month_to_come_has_one_on_this_weekday(day: date) -> None:
    for ahead, later in enumerate(islice(nth_weekdays_after(day), 14), 1):
        assert later.weekday() == day.weekday()
        assert later.year * 12 + later.month == day.year * 12 + day.month + ahead


@given(DAYS)
def test_the_nth_stays_the_nth_and_a_fifth_becomes_the_last(day: date) -> None:
    nth = (day.day - 1) // 7
    for later in islice(nth_weekdays_after(day), 14):
        is_last = (later + timedelta(days=7)).month != later.month
        assert (later.day - 1) // 7 == nth or (nth == 4 and is_last)


def test_the_proposal_keeps_hours_venue_goal_agenda_and_the_cases_still_active(app: Flask) -> None:
    with app.app_context():
        chapter = get_chapter("st-louis")
        enter_chapter(chapter.id)
        cases = [make_case(chapter, slug=f"case-{n}", title=f"Case {n}") for n in (1, 2, 3)]
        cases[1].status = CaseStatus.STOP_ACTION
        meeting = make_meeting(
            chapter, cases, kind=MeetingKind.WRITE_A_THON, meets_on=date(2099, 11, 24), venue="The hall", letter_goal=40
        )
        values, agenda, on_table = propose_next(chapter, meeting)
        assert values["meets_on"] == date(2099, 12, 22)
        assert (values["starts"], values["ends"], values["venue"]) == (time(19), time(20, 30), "The hall")
        assert (values["kind"], values["letter_goal"]) == (MeetingKind.WRITE_A_THON, 40)
        assert [(row.minutes, row.title) for row in agenda] == [(10, "Welcome")]
        assert [row.slug for row in on_table] == ["case-1", "case-3"]


def test_a_month_that_has_one_already_is_passed_over(app: Flask) -> None:
    with app.app_context():
        chapter = get_chapter("st-louis")
        enter_chapter(chapter.id)
        meeting = make_meeting(chapter, slug="a", meets_on=date(2099, 11, 24))
        make_meeting(chapter, slug="b", meets_on=date(2099, 12, 22))
        assert propose_next(chapter, meeting).values["meets_on"] == date(2100, 1, 26)


def test_after_a_meeting_long_ago_the_proposal_is_still_to_come(app: Flask) -> None:
    with app.app_context():
        chapter = get_chapter("st-louis")
        enter_chapter(chapter.id)
        meeting = make_meeting(chapter, slug="a", kind=MeetingKind.VIGIL, meets_on=date(2019, 1, 22))
        proposed = propose_next(chapter, meeting).values["meets_on"]
        assert today(chapter.time_zone) < proposed <= today(chapter.time_zone) + timedelta(days=36)


def test_few_active_cases_are_all_put_on_the_table_of_a_new_meeting(app: Flask) -> None:
    with app.app_context():
        chapter = get_chapter("st-louis")
        enter_chapter(chapter.id)
        for n in range(6):
            make_case(chapter, slug=f"case-{n}", title=f"Case {n}")
        assert len(propose_meeting(chapter).cases) == 7
        make_case(chapter, slug="one-more")
        assert [row.slug for row in propose_meeting(chapter).cases] == ["a-case"]  # those of the last meeting


def test_an_agenda_item_keeps_who_leads_it(app: Flask) -> None:
    with app.app_context():
        chapter = get_chapter("st-louis")
        enter_chapter(chapter.id)
        meeting = make_meeting(chapter, slug="a", meets_on=date(2099, 11, 24))
        own = {"chapter_id": chapter.id, "meeting_id": meeting.id}
        saved(AgendaItem(**own, position=2, minutes=60, title="Writing", leader="Ruth"))
        assert propose_next(chapter, meeting).agenda[1] == (60, "Writing", "Ruth")
