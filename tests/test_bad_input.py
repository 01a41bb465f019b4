"""Every form of every page is given nonsense: a clear sentence and what was typed, or a clean answer; never a 500."""

import os
from collections.abc import Callable

import pytest
from cast import ADMIN, COORDINATOR, HOST
from client import Client
from crawl import Form, forms_of, walk
from flask import Flask
from lxml import html

SERVER = bool(os.environ.get("TEST_DATABASE_URL"))
STARTS = {COORDINATOR: "/c/st-louis/", HOST: "/c/st-louis/", ADMIN: "/site", None: "/log-in"}
LEAVE_ALONE = ("/log-out", "/log-out-everywhere")  # they take no input, and end the walk
NONSENSE = {
    "nothing": "",
    "only spaces": "   ",
    "far too long": "x" * 30_000,
    "a NUL": "a\0b",
    "emoji": "🕊️✉️" * 3,
    "right to left": "سميرة حداد",
    "an override of the reading direction": "abc\u202edef",
    "markup": "<script>alert(1)</script>{{ 7*7 }}",
    "a number for words": "-99999999999999999999",
    "a number that no float holds": "9" * 400,
}


# A server is asked what a database may take amiss; what our own code answers, SQLite has seen.
ASKED = ("far too long", "a NUL", "a number for words") if SERVER else tuple(NONSENSE)
WALKED: dict[str | None, list[Form]] = {}  # by persona


def forms_from(client: Client, persona: str | None) -> list[Form]:
    """Every test begins with the same SQLite file, references and all; on a server each has new ones."""
    if SERVER or persona not in WALKED:
        WALKED[persona] = all_forms(client, STARTS[persona])
    return WALKED[persona]


def all_forms(client: Client, start: str) -> list[Form]:
    forms = {}
    for address, answer in walk(client, start):
        if answer.mimetype == "text/html":
            for form in forms_of(address, answer):
                forms.setdefault((form.action, tuple(sorted(form.values))), form)
    return [form for form in forms.values() if form.action not in LEAVE_ALONE]


@pytest.mark.parametrize("persona", STARTS)
@pytest.mark.parametrize("kind", ASKED)
def test_no_form_breaks(app: Flask, visit: Callable[[str | None], Client], persona: str | None, kind: str) -> None:
    client = visit(persona)
    forms = forms_from(client, persona)
    assert forms
    for form in forms:
        client.token = ""
        sent = {**form.values, **dict.fromkeys(form.typed, NONSENSE[kind])}
        sent.pop("csrf_token", None)
        answer = client.post(form.action, sent)
        assert answer.status_code in (200, 303, 307, 400, 404, 409, 413, 422), (form, answer.status_code)
        if answer.status_code == 422:
            keeps_what_was_typed(answer.text, form, NONSENSE[kind])


def keeps_what_was_typed(page: str, form: Form, nonsense: str) -> None:
    """A refused form says why and holds what was typed; passwords are typed again."""
    tree = html.fromstring(page)
    assert tree.xpath("//*[@role='alert'] | //*[contains(@class, 'error')]"), form
    for name in form.typed:
        for control in tree.xpath(f"//form//*[@name='{name}' and not(@type='password')]"):
            held = (control.text or "").removeprefix("\n") if control.tag == "textarea" else control.get("value") or ""
            assert held.strip() == nonsense.replace("\0", "�").strip() or held.strip() == nonsense.strip(), (form, name)


@pytest.mark.parametrize("persona", [COORDINATOR, HOST])
def test_a_body_over_the_limit_says_how_to_go_back(
    app: Flask, visit: Callable[[str | None], Client], persona: str
) -> None:
    client = visit(persona)
    answer = client.post("/account/password", {"old_password": "x" * 300_000})
    assert answer.status_code == 413
    assert "Go back" in answer.text
