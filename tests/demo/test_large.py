"""`flask demo --large`, with fewer entries than it ships with: the numbers, and that they agree with each other."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from chapterapp.accounts.services import log_in
from chapterapp.attendance.queries import count_here
from chapterapp.cases.queries import list_cases
from chapterapp.chapters.models import Chapter
from chapterapp.chapters.queries import get_chapter
from chapterapp.clock import today
from chapterapp.database import db, enter_chapter
from chapterapp.demo import large
from chapterapp.letters.models import LetterEntry, LetterSheet
from chapterapp.letters.queries import (
    left_to_mail,
    list_own,
    list_piles,
    list_years,
    mailed_of_case,
    mailed_of_meeting,
    totals_of_case,
    totals_of_meeting,
    totals_of_year,
)
from chapterapp.letters.totals import Cell
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.meetings.queries import find_next_meeting, list_featured
from chapterapp.members.queries import find_member_by_email, list_members

Run = Callable[..., Result]
FEW = 1500
EMAIL = "coordinator@large.example"


@pytest.fixture
def made(app: Flask, empty: Path, flask_demo: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chapter]:
    monkeypatch.setattr(large.make_large, "__defaults__", (FEW,))
    result = flask_demo("--large")
    assert result.exit_code == 0, result.output
    assert EMAIL in result.output and "st-louis" not in result.output
    with app.app_context():
        chapter = get_chapter("large")
        enter_chapter(chapter.id)
        yield chapter


def meetings_of(chapter: Chapter) -> list[Meeting]:
    return list(db.session.scalars(select(Meeting).where(Meeting.chapter_id == chapter.id).order_by(Meeting.meets_on)))


def test_a_hundred_people_twenty_cases_and_five_years(made: Chapter, empty: Path) -> None:
    *past, tonight = meetings_of(made)
    assert tonight == find_next_meeting(made) and tonight.meets_on == today(made.time_zone)
    assert len(past) >= 59 and {meeting.status for meeting in past} == {MeetingStatus.HELD}
    assert len({member.display_name for member in list_members(made)}) == 100
    assert len(list_featured(tonight)) == len(list_cases(made)) == 20
    assert {len(list_featured(meeting)) for meeting in past} == {6}
    assert (count_here(tonight), {count_here(meeting) for meeting in past}) == ((100, 0), {(40, 0)})
    assert made.is_demo and not made.is_public
    assert log_in(EMAIL, (empty / "demo-password").read_text().strip()).user.email == EMAIL


def test_every_sum_is_the_sum_of_its_entries(made: Chapter) -> None:
    rows = db.session.scalars(select(LetterEntry).where(LetterEntry.chapter_id == made.id)).all()
    assert len(rows) == FEW and {row.tells for row in rows} == {1} and min(row.count for row in rows) == 0
    all_of_it = sum(row.count for row in rows)
    assert sum(totals_of_case(case).of_case(case.id) for case in list_cases(made)) == all_of_it
    assert sum(totals_of_meeting(meeting).of_kinds() for meeting in meetings_of(made)) == all_of_it
    assert sum(totals_of_year(made, year).of_kinds() for year in list_years(made)) == all_of_it


def test_entries_stand_on_sheets_of_people_who_were_there(made: Chapter) -> None:
    sheet = select(LetterSheet.meeting_id, LetterSheet.member_id, LetterSheet.written_on, LetterSheet.id)
    sheets = {row.id: row[:3] for row in db.session.execute(sheet.where(LetterSheet.chapter_id == made.id))}
    rows = db.session.scalars(select(LetterEntry).where(LetterEntry.chapter_id == made.id)).all()
    assert len({(row.sheet_id, row.case_id, row.kind) for row in rows}) == FEW  # a cell once on a sheet
    assert all(sheets[row.sheet_id] == (row.meeting_id, row.member_id, row.written_on) for row in rows)
    assert {row.sheet_id for row in rows} == set(sheets)
    nobodys = sum(row.member_id is None for row in rows)
    assert FEW / 3 < nobodys < FEW * 2 / 3
    coordinator = find_member_by_email(made, EMAIL)
    assert coordinator and len(list_own(made, coordinator)) == 20


def test_no_number_is_negative_and_no_more_left_than_was_written(made: Chapter) -> None:
    for meeting in meetings_of(made):
        written, mailed = totals_of_meeting(meeting), mailed_of_meeting(meeting)
        assert min(pile.number for pile in list_piles(meeting)) >= 0
        assert left_to_mail(written, mailed).counts == (
            {} if meeting.status is MeetingStatus.HELD else left_to_mail(written, type(written)()).counts
        )
    for case in list_cases(made):
        assert not_more(mailed_of_case(case).counts, totals_of_case(case).counts)


def not_more(mailed: dict[Cell, int], written: dict[Cell, int]) -> bool:
    return bool(mailed) and all(count <= written[cell] for cell, count in mailed.items())


def test_it_is_made_once_and_removed_without_a_trace(app: Flask, made: Chapter, empty: Path, flask_demo: Run) -> None:
    db.session.rollback()
    for options in (["--large"], []):
        assert "Nothing was changed." in flask_demo(*options).output
    assert "The demo is gone." in flask_demo("--remove").output
    with db.engine.connect() as connection:
        tables = db.metadata.sorted_tables
        left = [table.name for table in tables if connection.scalar(select(func.count()).select_from(table))]
    assert left == [] and not (empty / "demo-password").exists()


def test_it_is_refused_where_there_is_another_chapter(app: Flask, flask_demo: Run) -> None:
    result = flask_demo("--large")
    assert result.exit_code == 1 and "The demo needs a database of its own." in result.output
