"""What stands in the demo: a meeting tonight whatever day it is, cases of every kind, a year behind."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from click.testing import Result
from client import Client
from conftest import SERVER
from flask import Flask
from sqlalchemy import select

from chapterapp.cases import rules
from chapterapp.cases.history_models import RuleDecision
from chapterapp.cases.models import Addressee, Answer, Case, CaseStatus, SampleLetter, SenderDetails, Subject
from chapterapp.chapters.queries import get_chapter
from chapterapp.chapters.rules import names_amnesty
from chapterapp.database import across_chapters, db
from chapterapp.demo.calendar import Plan, nth_weekday, plan_lyon, plan_st_louis
from chapterapp.demo.cases import LYON, ST_LOUIS
from chapterapp.demo.people import LYON as LYON_PEOPLE
from chapterapp.demo.people import ST_LOUIS as ST_LOUIS_PEOPLE
from chapterapp.demo.releases import RELEASES
from chapterapp.meetings.models import FeaturedCase, Meeting, MeetingKind, MeetingStatus

Run = Callable[..., Result]
Visit = Callable[[str | None], Client]
CHICAGO = ZoneInfo("America/Chicago")
pytestmark = pytest.mark.skipif(bool(SERVER), reason="what the demo tells knows no database: once is enough")
TABLED = [*ST_LOUIS[:7], *LYON]
# A fourth Tuesday, the day after, a second Tuesday, a fourth Tuesday in December, the day of the write-a-thon, both
# days on which the clocks change there, the last day of a February.
DATES = ("2026-11-24", "2026-11-25", "2026-12-08", "2026-12-22", "2026-12-12", "2026-11-01", "2027-03-14", "2028-02-29")
DAYS = [date.fromisoformat(day) for day in DATES]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_there_is_a_meeting_today_and_one_only(day: date) -> None:
    (tonight,) = [plan for plan in plan_st_louis(day) if plan.meets_on == day]
    assert tonight.kind is MeetingKind.LETTER_WRITING and tonight.starts == time(19)
    assert ("extra" in tonight.title) == (str(day) != "2026-11-24")


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_year_has_fourth_tuesdays_second_tuesdays_and_a_write_a_thon(day: date) -> None:
    plans = [plan for plan in plan_st_louis(day) if plan.meets_on != day]
    evenings = of_kind(plans, MeetingKind.LETTER_WRITING)
    assert all(plan.meets_on == nth_weekday(plan.meets_on.year, plan.meets_on.month, 1, 4) for plan in evenings)
    assert not [plan for plan in evenings if plan.meets_on.month == 12]
    assert len([plan for plan in evenings if plan.meets_on < day]) >= 10
    assert len([plan for plan in evenings if plan.meets_on > day]) >= 2
    business = of_kind(plans, MeetingKind.BUSINESS)
    assert all(plan.meets_on == nth_weekday(plan.meets_on.year, plan.meets_on.month, 1, 2) for plan in business)
    long_days = of_kind(plans, MeetingKind.WRITE_A_THON)
    assert long_days and all(plan.letter_goal == 200 and plan.meets_on.month == 12 for plan in long_days)
    assert [plan.meets_on > day for plan in plans if plan.cancel_reason] == [True]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_lyon_has_met_and_meets_again(day: date) -> None:
    dates = [plan.meets_on for plan in plan_lyon(day)]
    assert len([past for past in dates if past < day]) == 3 and len([coming for coming in dates if coming > day]) == 2


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 24, 23, 30, tzinfo=CHICAGO),  # the next day already in UTC and in Lyon
        datetime(2026, 11, 1, 0, 30, tzinfo=CHICAGO),  # before the clocks go back at night
        datetime(2027, 3, 14, 12, 0, tzinfo=CHICAGO),  # after they went forward
    ],
    ids=str,
)
def test_tonight_is_tonight_on_the_wall_in_st_louis(app: Flask, empty: object, flask_demo: Run, now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        flask_demo()
    with app.app_context(), across_chapters("a test"):
        meeting = db.session.scalars(select(Meeting).where(Meeting.slug == now.date().isoformat())).one()
        assert meeting.starts_at == datetime.combine(now.date(), time(19), CHICAGO)
        assert meeting.status is MeetingStatus.SCHEDULED
        held = select(Meeting).where(Meeting.starts_at < meeting.starts_at - timedelta(days=1))
        assert {past.status for past in db.session.scalars(held)} == {MeetingStatus.HELD}


def test_the_chapters_have_their_slugs_and_say_that_they_are_a_demo(app: Flask, empty: object, flask_demo: Run) -> None:
    flask_demo()
    with app.app_context():
        assert get_chapter("st-louis").is_public and not get_chapter("lyon").is_public
        assert get_chapter("st-louis").is_demo and get_chapter("lyon").is_demo


def test_every_case_on_a_table_has_what_paper_needs_and_one_a_place_with_rules_and_a_decision(
    app: Flask, empty: object, flask_demo: Run
) -> None:
    flask_demo()
    with app.app_context(), across_chapters("a test of both chapters"):
        for case in db.session.scalars(select(Case).where(Case.status != CaseStatus.CLOSED)):
            assert case.country and case.recommended_actions and "Invented for the demo." in case.summary
            for needed in (Subject, Addressee, SampleLetter):
                assert db.session.scalars(select(needed).where(needed.case_id == case.id)).first(), (case.title, needed)
        held = db.session.scalars(select(Subject).where(Subject.facility_id.is_not(None))).one()
        case = db.session.get_one(Case, held.case_id)
        ((_place, lines),) = rules.places_of(case, [held])
        assert lines[0] == "Write your full name on letters to the prison" and not rules.contradictions(case, [held])
        decision = db.session.scalars(select(RuleDecision)).one()
        assert decision.case_id == case.id and decision.reason


def test_four_real_releases_are_told_on_no_table_and_without_counts(
    app: Flask, empty: object, flask_demo: Run, visit: Visit
) -> None:
    flask_demo()
    real = {release.case["title"] for release in RELEASES}
    with app.app_context(), across_chapters("a test"):
        cases = db.session.scalars(select(Case).where(Case.title.in_(real))).all()
        assert len(cases) == len(real) == 4
        assert not db.session.scalars(select(FeaturedCase).where(FeaturedCase.case_id.in_([c.id for c in cases]))).all()
    page = visit(None).get("/p/st-louis/releases").text
    for words in (*real, "Free July 3, 2012", "July 4", "August 13, 2018", "Nine years, of a sentence of life."):
        assert words in page, words
    free, waiting = page.split("No end yet")
    assert "Ana Lucía" not in page and "Yonas Tesfay" in waiting and "Trần Minh Đức" in waiting
    assert free.count("<article") == 4 and "letters" not in free.split("</header>")[-1].lower()


def test_each_fact_of_a_release_has_its_source() -> None:
    for release in RELEASES:
        assert release.updates and all(source for _, _, source in release.updates)
        assert release.case["outcome_on"] in {on for on, _, _ in release.updates}


def test_no_text_of_a_careful_case_names_who_sends_it() -> None:
    careful = [story for story in TABLED if story.case.get("name_amnesty") is not Answer.YES]
    assert len(careful) == 4
    for story in careful:
        for text in (
            *texts_of(story.case),
            *texts_of(*story.subjects, *story.addressees),
            *(b for _, b in story.letters),
        ):
            for word in ("urgent action", "prisoner of conscience", "Letter Writers"):
                assert word.lower() not in text.lower()
            assert not names_amnesty(text)


def test_nobody_is_called_a_prisoner_of_conscience_who_is_not_held() -> None:
    for story in (*ST_LOUIS, *LYON):
        for subject in story.subjects:
            assert subject.get("held_since") or not subject.get("is_prisoner_of_conscience")


def test_letters_have_the_length_of_a_page() -> None:
    for story in TABLED:
        for language, body in story.letters:
            assert 120 <= len(body.split()) <= 260, (story.case["title"], language, len(body.split()))


def test_the_cases_differ_in_what_paper_has_to_show() -> None:
    def kinds(field: str, default: object) -> set[object]:
        return {story.case.get(field, default) for story in TABLED}

    assert kinds("name_amnesty", Answer.NOT_STATED) == set(Answer)
    assert kinds("sender_details", SenderDetails.NOT_STATED) == set(SenderDetails)
    assert len(kinds("write_to_prisoner", None)) == 5  # four, and nothing said
    days = [story.act_within for story in ST_LOUIS[:6]]
    assert None in days and any(day is not None and day < 0 for day in days)
    assert any(day is not None and 0 < day <= 7 for day in days)
    lengths = [len(story.case.get("background", "").split()) for story in TABLED]
    assert min(lengths) == 0 and 380 <= max(lengths) <= 420


def test_people_of_every_consent_and_of_none() -> None:
    assert 16 <= len(ST_LOUIS_PEOPLE) <= 20 and LYON_PEOPLE
    assert {len(person.consents) for person in ST_LOUIS_PEOPLE} == {0, 1, 2, 3}


def of_kind(plans: list[Plan], kind: MeetingKind) -> list[Plan]:
    return [plan for plan in plans if plan.kind is kind]


def texts_of(*rows: object) -> list[str]:
    return [str(value) for row in rows for value in dict(row).values()]  # type: ignore[call-overload] # mappings
