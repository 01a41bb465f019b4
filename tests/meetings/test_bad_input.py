"""Whatever is sent to a form of meetings: a clear sentence, what was typed is kept, nothing is written."""

from collections.abc import Callable
from html import escape

import pytest
from cast import COORDINATOR, MEETING
from client import Client
from flask import Flask
from meetings.room import FIELDS, enter
from sqlalchemy import func, select

from chapterapp.audit.models import Entry
from chapterapp.database import db
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.queries import get_meeting

HOME = "/c/st-louis/meetings"
SHOW = f"{HOME}/{MEETING}"
Visit = Callable[[str | None], Client]
EDIT = {**FIELDS, "version": "1"}
AGENDA = {"version": "1", "rows-0-title": "Tea", "rows-0-minutes": "10", "rows-0-leader": "Ruth"}
TABLE = {"version": "1", "rows-0-slug": "a-case", "rows-0-order": "1", "rows-0-presenter": "Tom"}
PRINTED = "There is a character in here that cannot be printed."

WHOLE = [
    ({"title": "é" * 81}, "This is longer than 80 characters."),
    ({"venue": "x" * 201}, "This is longer than 200 characters."),
    ({"notes": "x" * 30_000}, "This is longer than 2000 characters."),
    ({"meets_on": "soon"}, "A date is a day, a month and a year"),
    ({"meets_on": "2026-02-30"}, "A date is a day, a month and a year"),
    ({"meets_on": "9999-12-31"}, "The year is from 2000 to 2100."),
    ({"meets_on": ""}, "This is needed."),
    ({"starts": "evening"}, "A time has hours and minutes"),
    ({"ends": "18:00"}, "From this start to this end it is 23 hours."),
    ({"ends": "19:00"}, "From this start to this end it is 0 hours."),
    ({"kind": "party"}, "Choose one from the list."),
    ({"letter_goal": "many"}, "This takes a whole number."),
    ({"letter_goal": "0"}, "This is a number from 1 to 9999."),
    ({"title": "a\0b"}, PRINTED),
    ({"access_notes": "a\u202eb"}, PRINTED),
]
AGENDAS = [
    ({"rows-0-title": "x" * 121}, "This is longer than 120 characters."),
    ({"rows-0-minutes": "some"}, "This takes a whole number."),
    ({"rows-0-minutes": "601"}, "This is a number from 1 to 600."),
    ({"rows-0-minutes": "9" * 40}, "This is a number from 1 to 600."),
    ({"rows-0-minutes": ""}, "How many minutes does it take?"),
    ({"rows-0-title": ""}, "What happens in these minutes?"),
    ({"rows-0-leader": "a\0b"}, PRINTED),
]
TABLES = [
    ({"rows-0-order": "first"}, "This takes a whole number."),
    ({"rows-0-order": "-1"}, "This is a number from 1 to 999."),
    ({"rows-0-presenter": "x" * 81}, "This is longer than 80 characters."),
    ({"rows-0-note": "x" * 201}, "This is longer than 200 characters."),
    ({"rows-0-presenter": "a\0b"}, PRINTED),
]
CASES = [
    *((f"{HOME}/create", FIELDS, wrong, words) for wrong, words in WHOLE),
    *((f"{SHOW}/plan-next", FIELDS, wrong, words) for wrong, words in WHOLE[-2:]),
    *((f"{SHOW}/edit", EDIT, wrong, words) for wrong, words in WHOLE),
    *((f"{SHOW}/agenda", AGENDA, wrong, words) for wrong, words in AGENDAS),
    *((f"{SHOW}/cases", TABLE, wrong, words) for wrong, words in TABLES),
    (f"{SHOW}/cancel", {}, {"reason": ""}, "This is needed."),
    (f"{SHOW}/cancel", {}, {"reason": "x" * 301}, "This is longer than 300 characters."),
    (f"{SHOW}/cancel", {}, {"reason": "a\0b"}, PRINTED),
]


def written(app: Flask) -> tuple[int | None, int | None, int]:
    with app.app_context():
        chapter = enter()
        return (
            db.session.scalar(select(func.count()).select_from(Entry).where(Entry.chapter_id == chapter.id)),
            db.session.scalar(select(func.count()).select_from(Meeting).where(Meeting.chapter_id == chapter.id)),
            get_meeting(chapter, MEETING).version,
        )


@pytest.mark.parametrize(("path", "fields", "wrong", "words"), CASES)
def test_a_wrong_answer_gets_a_sentence_and_keeps_what_was_typed(
    app: Flask, visit: Visit, path: str, fields: dict[str, str], wrong: dict[str, str], words: str
) -> None:
    client = visit(COORDINATOR)
    before = written(app)
    answer = client.post(path, {**fields, **wrong})
    assert answer.status_code == 422
    assert words in answer.text
    for name, value in wrong.items():
        assert name.endswith("kind") or escape(value) in answer.text
    assert written(app) == before


@pytest.mark.parametrize("path", [f"{HOME}/create", f"{SHOW}/plan-next", f"{SHOW}/edit", f"{SHOW}/cancel"])
def test_a_form_sent_with_nothing_says_what_is_needed(app: Flask, visit: Visit, path: str) -> None:
    client = visit(COORDINATOR)
    before = written(app)
    answer = client.post(path, {})
    assert answer.status_code == 422 and "This is needed." in answer.text
    assert written(app) == before


@pytest.mark.parametrize("path", [f"{SHOW}/agenda", f"{SHOW}/cases"])
@pytest.mark.parametrize("version", ["", "x", "0", "-1", "²", "9" * 40])
def test_a_list_sent_without_its_version_empties_nothing(app: Flask, visit: Visit, path: str, version: str) -> None:
    client = visit(COORDINATOR)
    before = written(app)
    answer = client.post(path, {"version": version})
    assert answer.status_code == 409 and "it takes the place of what is saved now" in answer.text
    assert written(app) == before


def test_emoji_and_writing_from_the_right_are_kept_as_they_are(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    title, venue = "📮 Cards <b>&</b>", "بيت القهوة"
    answer = client.post(f"{HOME}/create", {**FIELDS, "title": title, "venue": venue})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "📮 Cards &lt;b&gt;&amp;&lt;/b&gt;" in page and venue in page
    rows = {"version": "1", "rows-0-title": "☕ שלום", "rows-0-minutes": "10"}
    assert client.post(f"{SHOW}/agenda", rows).status_code == 303
    assert "☕ שלום" in client.get(SHOW).text
    client.post(f"{SHOW}/cancel", {"reason": "❄ لا تدفئة"})
    assert "❄ لا تدفئة" in client.get(SHOW).text
