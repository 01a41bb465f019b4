"""The pages of meetings: what stands on them, and who sees it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine
from cast import COORDINATOR, FOREIGN, HOST, MEETING, MEMBER
from client import Client
from factories import make_case, make_meeting, saved
from flask import Flask
from meetings.room import enter
from queries import count_queries

from chapterapp.cases.models import CaseStatus
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.meetings.models import AgendaItem, FeaturedCase
from chapterapp.meetings.queries import get_meeting, list_featured
from chapterapp.packets.models import Packet, PacketState
from chapterapp.packets.queries import sources_of

HOME = "/c/st-louis/meetings"
SHOW = f"{HOME}/{MEETING}"
Visit = Callable[[str | None], Client]


@pytest.fixture(autouse=True)
def _a_friday_before_the_meeting() -> Iterator[None]:
    with time_machine.travel("2026-11-20T18:00Z"):
        yield


def test_the_page_says_what_when_where_and_the_cases_in_order(app: Flask, visit: Visit) -> None:
    with app.app_context():
        chapter = enter()
        meeting = get_meeting(chapter, MEETING)
        meeting.title, meeting.venue, meeting.access_notes = "Letter writing", "Coffee house", "Ramp at the side"
        case = make_case(chapter, country="EG", deadline_on=date(2026, 11, 22))
        place = {"chapter_id": chapter.id, "meeting_id": meeting.id}
        saved(FeaturedCase(**place, case_id=case.id, position=0, presenter="Tom"))
        db.session.commit()
    page = visit(MEMBER).get(SHOW).text
    what = [
        "<h1>Letter writing</h1>",
        "In 4 days",
        "Tuesday, November 24, 7:00–8:30\u202fpm",
        "Coffee house",
        "Ramp at",
    ]
    table = ["Samira Haddad", "Egypt", "Tom presents", "Ends Nov 22, before the meeting", "Case of kingfisher"]
    for words in (*what, *table, "7:00\u202fpm"):
        assert words in page
    assert page.index("Samira Haddad") < page.index("Case of kingfisher")


def test_a_deadline_after_the_day_is_named_and_a_stop_is_loud(app: Flask, visit: Visit) -> None:
    with app.app_context():
        case = list_featured(get_meeting(enter(), MEETING))[0].case
        case.deadline_on = date(2026, 12, 2)
        db.session.commit()
    client = visit(MEMBER)
    assert "Before Dec 2" in client.get(SHOW).text
    with app.app_context():
        list_featured(get_meeting(enter(), MEETING))[0].case.status = CaseStatus.STOP_ACTION
        db.session.commit()
    assert "Stop action" in client.get(SHOW).text


@pytest.mark.parametrize(
    ("at", "chip"),
    [
        ("2026-10-01T18:00Z", "Planned"),
        ("2026-11-23T18:00Z", "Tomorrow"),
        ("2026-11-24T18:00Z", "Today"),
        ("2026-11-24T23:00Z", "Tonight"),
        ("2026-11-25T14:00Z", "Last night"),
        ("2026-11-25T18:00Z", "Was it held?"),
    ],
)
def test_the_state_follows_the_clock(visit: Visit, at: str, chip: str) -> None:
    with time_machine.travel(at):
        assert f"</svg>{chip}</span>" in visit(MEMBER).get(SHOW).text


def test_dates_and_hours_follow_the_chapters_locale(app: Flask, visit: Visit) -> None:
    with app.app_context():
        enter().locale = "fr"
        db.session.commit()
    assert "mardi 24 novembre, 19:00–20:30" in visit(MEMBER).get(SHOW).text


def test_who_may_not_plan_sees_no_button_for_it(visit: Visit) -> None:
    for persona in (MEMBER, HOST):
        client = visit(persona)
        for page in (HOME, SHOW):
            assert not any(words in client.get(page).text for words in ("Plan ", "Edit", "Cancel", "Delete", "Change"))
        assert client.get(f"{SHOW}/edit").status_code == 403


def test_a_foreign_meeting_is_not_there(visit: Visit) -> None:
    client = visit(FOREIGN)
    assert client.get(SHOW).status_code == client.get(f"{HOME}/2026-01-01").status_code == 404


def test_meetings_without_cases_lead_to_choosing_them(app: Flask, visit: Visit) -> None:
    with app.app_context():
        make_meeting(enter())
        db.session.commit()
    assert "Choose cases" in visit(COORDINATOR).get(f"{HOME}/2026-12-22").text
    assert "Choose cases" not in visit(MEMBER).get(f"{HOME}/2026-12-22").text


def test_earlier_meetings_are_on_a_page_of_their_own(app: Flask, visit: Visit) -> None:
    with app.app_context():
        chapter = enter()
        for n in range(41):
            make_meeting(chapter, slug=f"m{n}", title=f"The {n}th", meets_on=date(2026, 11, 1) - timedelta(days=n))
        db.session.commit()
    client = visit(MEMBER)
    assert "The 39th" in client.get(HOME).text and "The 40th" not in client.get(HOME).text
    assert "The 40th" in client.get(f"{HOME}?page=2").text
    for odd in ("0", "-1", "x", "9" * 30):
        assert client.get(f"{HOME}?page={odd}").status_code == 200


@pytest.mark.parametrize("page", [HOME, SHOW])
def test_a_page_asks_as_often_for_fifty_rows_as_for_one(app: Flask, visit: Visit, page: str) -> None:
    client = visit(COORDINATOR)
    with count_queries(app) as few:
        client.get(page)
    with app.app_context():
        chapter = enter()
        meeting = get_meeting(chapter, MEETING)
        place = {"chapter_id": chapter.id, "meeting_id": meeting.id}
        for n in range(50):
            make_meeting(chapter, slug=f"m{n}", meets_on=date(2026, 11, 1) + timedelta(days=n))
            case = make_case(chapter, slug=f"c{n}")
            saved(FeaturedCase(**place, case_id=case.id, position=n))
            saved(AgendaItem(**place, position=n, minutes=1, title="Tea"))
        db.session.commit()
    with count_queries(app) as many:
        client.get(page)
    assert len(few) == len(many)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": PacketState.QUEUED}, "The packet is being made"),
        ({"state": PacketState.RENDERING, "progress": 9}, "9 pages so far"),
        ({"state": PacketState.READY, "pages": 14}, "Packet ready"),
        ({"state": PacketState.READY, "pages": 14, "sources": {"meeting": 0}}, "Changed since it was made"),
        ({"state": PacketState.FAILED, "error": "The photo cannot be read."}, "The photo cannot be read."),
    ],
)
def test_the_packets_state_stands_on_the_page_of_who_may_print(
    app: Flask, visit: Visit, values: dict[str, object], words: str
) -> None:
    assert "Make the packet" in visit(HOST).get(SHOW).text
    with app.app_context():
        chapter = enter()
        meeting = get_meeting(chapter, MEETING)
        cases = [row.case for row in list_featured(meeting)]
        given = {"sources": sources_of(chapter, meeting, cases), "ready_at": now(), **values}
        place = {"chapter_id": chapter.id, "meeting_id": meeting.id, "paper_size": chapter.paper_size}
        saved(Packet(**place, fingerprint="x", file_name="x.pdf", requested_at=now(), **given))
        db.session.commit()
    assert words in visit(HOST).get(SHOW).text
    assert words not in visit(MEMBER).get(SHOW).text
