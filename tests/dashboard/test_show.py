"""The chapter's home: the one next step, what needs somebody, what is coming."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from cast import COORDINATOR, FOREIGN, HOST, MEMBER
from client import Client
from factories import make_case
from flask import Flask
from queries import count_queries
from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.chapters.models import Chapter, Membership, Role
from chapterapp.database import across_chapters, db
from chapterapp.meetings.models import Meeting

Visit = Callable[[str | None], Client]
HOME = "/c/st-louis/"


@pytest.fixture(autouse=True)
def evening_before() -> object:
    with time_machine.travel("2026-11-23T12:00Z"):
        yield


def forget(app: Flask, *tables: type) -> None:
    with app.app_context(), across_chapters("test"):
        for table in tables:
            for row in db.session.scalars(select(table).where(table.chapter_id == 1)):  # type: ignore[attr-defined] # tenant tables have it
                db.session.delete(row)
        db.session.commit()


def test_an_empty_chapter_is_led_from_case_to_meeting_to_packet(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert "Print the packet" in client.get(HOME).text
    forget(app, Meeting)
    assert "Plan the first meeting" in client.get(HOME).text
    forget(app, Case)
    assert "Enter the first case" in client.get(HOME).text


@pytest.mark.parametrize("persona", [MEMBER, HOST])
def test_only_the_coordinator_is_led(app: Flask, visit: Visit, persona: str) -> None:
    forget(app, Meeting, Case)
    page = visit(persona).get(HOME).text
    assert "Next step" not in page
    assert "Chapter settings" not in page


def test_stops_come_first_then_deadlines_then_checks_and_five_at_most(app: Flask, visit: Visit) -> None:
    visit(COORDINATOR).post("/c/st-louis/meetings/2026-11-24/packets")
    with app.app_context(), across_chapters("test"):
        chapter = db.session.get_one(Chapter, 1)
        make_case(chapter, slug="p", title="Passed", deadline_on=date(2026, 11, 1))
        make_case(chapter, slug="s", title="Stopped", status=CaseStatus.STOP_ACTION)
        for n in range(6):
            make_case(chapter, slug=f"d{n}", title=f"Due {n}", deadline_on=date(2026, 11, 25 + n % 3))
        db.session.commit()
    page = visit(COORDINATOR).get(HOME).text
    assert page.index("Stopped") < page.index("Due 0")
    assert "Passed" not in page
    assert page.count("Write before") == 4


def test_who_belongs_to_two_chapters_chooses_and_can_change(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("test"):
        user = db.session.scalars(select(User).where(User.email == FOREIGN)).one()
        db.session.add(Membership(chapter_id=1, user_id=user.id, role=Role.MEMBER))
        db.session.commit()
    client = visit(FOREIGN)
    for page in ("/", "/account"):
        text = client.get(page).text
        assert 'href="/c/lyon/"' in text
        assert 'href="/c/st-louis/"' in text


def test_it_asks_the_database_as_often_for_fifty_cases_as_for_one(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    with count_queries(app) as few:
        client.get(HOME)
    with app.app_context(), across_chapters("test"):
        for n in range(50):
            make_case(db.session.get_one(Chapter, 1), slug=f"n{n}", deadline_on=date(2026, 11, 25))
        db.session.commit()
    with count_queries(app) as many:
        client.get(HOME)
    assert len(few) == len(many)


def test_the_counts_that_are_missing_are_the_next_step_of_the_days_after(app: Flask, visit: Visit) -> None:
    client, words = visit(COORDINATOR), "Type in the counts of"
    client.post("/c/st-louis/meetings/2026-11-24/packets")
    with time_machine.travel("2026-11-26T18:00Z"):
        assert words in client.get(HOME).text
        assert words not in visit(MEMBER).get(HOME).text
        sheet = {"key": "the key of a page", "writer": "", "appeal_letter:a-case": "8"}
        client.post("/c/st-louis/meetings/2026-11-24/tally", sheet)
        page = client.get(HOME).text
        assert words not in page
        assert "8 letters" in page
    with time_machine.travel("2026-12-20T18:00Z"):
        assert words not in client.get(HOME).text


def test_who_cannot_check_a_case_is_not_asked_to(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("test"):
        make_case(db.session.get_one(Chapter, 1), slug="p", title="Passed", deadline_on=date(2026, 11, 1))
        db.session.commit()
    coordinator = visit(COORDINATOR)
    coordinator.post("/c/st-louis/meetings/2026-11-24/packets")
    assert "Check needed" in coordinator.get(HOME).text
    assert "Check needed" not in visit(MEMBER).get(HOME).text
