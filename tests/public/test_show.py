"""What the world sees of a chapter: little, without a cookie, and only if the chapter wants it."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from cast import COORDINATOR, STRANGER
from client import Client
from factories import make_meeting
from flask import Flask
from sqlalchemy import select

from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db
from chapterapp.meetings.models import Meeting, MeetingKind, MeetingStatus

Visit = Callable[[str | None], Client]
SECRETS = ("Guest of", "member of", "Case of", "notes kingfisher", "return_address", "neutral_sender")


@pytest.fixture(autouse=True)
def evening_before() -> object:
    with time_machine.travel("2026-11-23T12:00Z"):
        yield


def publish(app: Flask, status: MeetingStatus = MeetingStatus.SCHEDULED) -> None:
    with app.app_context(), across_chapters("test"):
        db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one().is_public = True
        db.session.scalars(select(Meeting).where(Meeting.chapter_id == 1)).one().status = status
        db.session.commit()


def test_a_chapter_is_hidden_until_it_wants_to_be_seen(app: Flask, visit: Visit) -> None:
    client = visit(STRANGER)
    hidden, absent = client.get("/p/st-louis"), client.get("/p/nowhere")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.data == absent.data
    publish(app)
    assert client.get("/p/st-louis").status_code == 200


@pytest.mark.parametrize("persona", [STRANGER, COORDINATOR])
@pytest.mark.parametrize("path", ["/p/st-louis", "/p/st-louis/releases", "/healthz", "/readyz", "/p/nowhere"])
def test_it_sets_no_cookie_and_varies_by_none(app: Flask, visit: Visit, persona: str | None, path: str) -> None:
    publish(app)
    answer = visit(persona).get(path)
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_caches_may_keep_it_for_a_minute_and_ask_again(app: Flask, visit: Visit) -> None:
    publish(app)
    answer = visit(STRANGER).get("/p/st-louis")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    again = visit(STRANGER).get("/p/st-louis", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_it_shows_the_next_meeting_and_nothing_that_is_not_meant_for_the_world(app: Flask, visit: Visit) -> None:
    publish(app)
    page = visit(COORDINATOR).get("/p/st-louis").text.replace("access_notes kingfisher", "")
    assert "Tuesday, November 24" in page
    assert "venue kingfisher" in page
    assert not [word for word in SECRETS if word in page]


def add_meeting(app: Flask, day: int, **values: object) -> None:
    with app.app_context(), across_chapters("test"):
        chapter = db.session.get_one(Chapter, 1)
        make_meeting(chapter, slug=f"2026-12-{day:02}", meets_on=date(2026, 12, day), **values)
        db.session.commit()


def test_a_cancelled_meeting_says_so_and_the_one_after_it_is_the_next(app: Flask, visit: Visit) -> None:
    publish(app, MeetingStatus.CANCELLED)
    page = visit(STRANGER).get("/p/st-louis").text
    assert "Tuesday, November 24 is cancelled." in page and "No date is set yet." in page
    add_meeting(app, 22)
    page = visit(STRANGER).get("/p/st-louis").text
    assert "Tuesday, November 24 is cancelled." in page and "Tuesday, December 22" in page


def test_a_business_meeting_is_not_for_the_world(app: Flask, visit: Visit) -> None:
    publish(app, MeetingStatus.CANCELLED)
    add_meeting(app, 8, kind=MeetingKind.BUSINESS, title="Budget and keys")
    add_meeting(app, 15, kind=MeetingKind.BUSINESS, title="Keys again", status=MeetingStatus.CANCELLED)
    add_meeting(app, 22)
    for path in ("/p/st-louis", "/p/st-louis/releases"):
        page = visit(STRANGER).get(path).text
        assert "Tuesday, December 22" in page
        assert "Budget" not in page and "December 8" not in page and "December 15" not in page


def test_a_meeting_that_was_held_already_invites_nobody(app: Flask, visit: Visit) -> None:
    publish(app, MeetingStatus.HELD)
    assert "No date is set yet." in visit(STRANGER).get("/p/st-louis").text
