"""The settings of a chapter: changed by its coordinator, by two at once, and never into something unprintable."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from cast import COORDINATOR, FOREIGN, HOST
from client import Client
from flask import Flask

from chapterapp.chapters.queries import get_chapter
from chapterapp.database import db

Visit = Callable[[str | None], Client]
PAGE = "/c/st-louis/settings"
GOOD = {
    "name": "Gateway chapter",
    "group_number": "23",
    "country": "US",
    "time_zone": "America/Denver",
    "locale": "en_GB",
    "paper_size": "a4",
    "return_address": "P.O. Box 1142\nSt. Louis",
    "neutral_sender": "Gateway letter writers",
    "venue": "Coffee house",
    "access_notes": "Ramp at the side",
    "is_public": "y",
    "version": "1",
}


def saved(app: Flask) -> dict[str, Any]:
    with app.app_context():
        chapter = get_chapter("st-louis")
        return {column.key: getattr(chapter, column.key) for column in type(chapter).__table__.columns}


def test_what_is_saved_stands_in_the_form_again(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert client.post(PAGE, GOOD).status_code == 303
    page = client.get(PAGE).text
    assert 'value="Gateway chapter"' in page and "P.O. Box 1142" in page
    assert re.search(r'<option selected value="America/Denver">Denver</option>', page)
    assert (saved(app)["slug"], saved(app)["is_public"], saved(app)["version"]) == ("st-louis", True, 2)


def test_of_two_who_change_the_settings_the_second_chooses(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    client.post(PAGE, GOOD)
    second = client.post(PAGE, {**GOOD, "venue": "Library"})
    assert (
        second.status_code == 409 and "Somebody changed the settings" in second.text and "Coffee house" in second.text
    )
    assert client.post(PAGE, {**GOOD, "venue": "Library", "version": "2"}).status_code == 303
    assert saved(app)["venue"] == "Library"


BAD = [
    ("name", "", "This is needed."),
    ("name", "x" * 81, "longer than 80 characters"),
    ("name", "Gate\x00way", "cannot be printed"),
    ("country", "", "This is needed."),
    ("country", "XX", "Choose one from the list."),
    ("time_zone", "Mars/Olympus", "Choose one from the list."),
    ("time_zone", "../../etc/passwd", "Choose one from the list."),
    ("locale", "tlh", "Choose one from the list."),
    ("paper_size", "papyrus", "Choose one from the list."),
    ("return_address", "x" * 401, "longer than 400 characters"),
    ("neutral_sender", "", "This is needed."),
    ("neutral_sender", "Friends of AMNESTY", "leave that word out"),
    ("venue", "x" * 161, "longer than 160 characters"),
    ("venue", "ab\u202ecd", "cannot be printed"),
    ("access_notes", "x" * 201, "longer than 200 characters"),
    ("group_number", "1" * 21, "longer than 20 characters"),
]


@pytest.mark.parametrize(("name", "value", "sentence"), BAD)
def test_bad_input_is_answered_at_its_field_and_changes_nothing(
    app: Flask, visit: Visit, name: str, value: str, sentence: str
) -> None:
    before = saved(app)
    answer = visit(COORDINATOR).post(PAGE, {**GOOD, name: value})
    assert answer.status_code == 422 and sentence in answer.text
    assert name == "venue" or "Coffee house" in answer.text
    assert saved(app) == before


def test_nothing_at_all_changes_nothing(app: Flask, visit: Visit) -> None:
    before = saved(app)
    assert visit(COORDINATOR).post(PAGE).status_code == 422
    assert saved(app) == before


def test_an_older_name_of_a_zone_stays_on_offer(app: Flask, visit: Visit) -> None:
    with app.app_context():
        get_chapter("st-louis").time_zone = "US/Central"
        db.session.commit()
    assert 'selected value="US/Central"' in visit(COORDINATOR).get(PAGE).text


def test_only_coordinators_of_the_chapter_see_its_settings(visit: Visit) -> None:
    assert visit(HOST).get(PAGE).status_code == 403
    assert visit(FOREIGN).get(PAGE).status_code == 404
    assert visit(FOREIGN).post(PAGE, GOOD).status_code == 404
