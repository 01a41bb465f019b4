"""Whatever is typed: a clear sentence, what was typed is kept, nothing is written."""

from collections.abc import Callable

import pytest
from cast import COORDINATOR
from client import Client
from flask import Flask
from members.room import actions, add, ref_of, state

Visit = Callable[[str | None], Client]
PEOPLE = "/c/st-louis/members"
GOOD = {"display_name": "Joan", "status": "member", "version": "1"}
BAD = [
    ("display_name", "", "This is needed."),
    ("display_name", "x" * 101, "This is longer than 100 characters."),
    ("display_name", "Jo\x00an", "There is a character in here that cannot be printed."),
    ("display_name", "Jo\u202ean", "There is a character in here that cannot be printed."),
    ("email", "joan", "An e-mail address has an @"),
    ("email", f"{'x' * 250}@example.org", "This is longer than 254 characters."),
    ("status", "king", "Choose one from the list."),
    ("joined_on", "yesterday", "A date is a day, a month and a year"),
    ("notes", "x" * 2001, "This is longer than 2000 characters."),
    ("postal_address", "x" * 501, "This is longer than 500 characters."),
    ("phone", "1" * 51, "This is longer than 50 characters."),
    ("mailing_name", "x" * 101, "This is longer than 100 characters."),
]


@pytest.mark.parametrize(("name", "value", "sentence"), BAD)
def test_a_person_is_not_saved_from_bad_input(app: Flask, visit: Visit, name: str, value: str, sentence: str) -> None:
    ref = add(app, display_name="Before")
    client = visit(COORDINATOR)
    for page in (f"{PEOPLE}/new", f"{PEOPLE}/{ref}/edit"):
        answer = client.post(page, {**GOOD, name: value})
        assert answer.status_code == 422 and sentence in answer.text
        if name not in ("status", "joined_on") and value.isprintable():
            assert value in answer.text
    assert state(app, ref)["display_name"] == "Before"
    assert not [action for action, _fields in actions(app) if action.endswith("_member")]


def test_nothing_at_all_is_answered_at_the_name(visit: Visit) -> None:
    answer = visit(COORDINATOR).post(f"{PEOPLE}/new")
    assert answer.status_code == 422 and "This is needed." in answer.text


@pytest.mark.parametrize("name", ["🕊 Joan", "سميرة حداد", "ျမန်မာ", "<b>Joan</b>"])
def test_every_script_is_kept_as_it_was_typed_and_never_runs(visit: Visit, name: str) -> None:
    client = visit(COORDINATOR)
    answer = client.post(f"{PEOPLE}/new", {**GOOD, "display_name": name})
    page = client.get(answer.location).text
    assert "<b>Joan" not in page
    assert name.replace("<", "&lt;").replace(">", "&gt;") in page


def test_a_tick_without_how_is_asked_for_it(app: Flask, visit: Visit) -> None:
    ref = add(app)
    answer = visit(COORDINATOR).post(f"{PEOPLE}/{ref}/consents", {"meetings": "y", "credit_how": "by phone"})
    assert answer.status_code == 422 and "Say how:" in answer.text and 'value="by phone"' in answer.text
    too_long = visit(COORDINATOR).post(f"{PEOPLE}/{ref}/consents", {"meetings": "y", "meetings_how": "x" * 201})
    assert too_long.status_code == 422 and "longer than 200" in too_long.text
    assert not [action for action, _fields in actions(app) if action == "change_consents"]


@pytest.mark.parametrize("role", ["", "king", "coordinator\x00"])
def test_a_role_that_is_none_is_refused(app: Flask, visit: Visit, role: str) -> None:
    ref = ref_of(app, "host@st-louis.example")
    answer = visit(COORDINATOR).post(f"{PEOPLE}/{ref}/role", {"role": role})
    assert answer.status_code == 422 and "Choose one from the list." in answer.text
