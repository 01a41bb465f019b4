"""Who may do what: the table of access_table.py, asked of the application."""

from collections.abc import Callable

import pytest
from access_table import ABSENT, GONE, LEAVES, LOG_IN, OK, PERSONAS, STATIC, TABLE, WEAK
from addresses import Address, addresses, send
from cast import COORDINATOR, FOREIGN
from client import TOKEN, Client
from conftest import SERVER
from flask import Flask

from chapterapp import access

Visit = Callable[[str | None], Client]


def answer_of(client: Client, address: Address) -> tuple[str, int]:
    """In the words of the table. A rule that refuses, an empty form or a thing that is not there are all "ok": the
    visitor got past the door."""
    answer = send(client, address)
    to_log_in = answer.status_code == 303 and "/log-in" in answer.location
    if to_log_in and (address.endpoint not in LEAVES or not client.is_somebody):
        return LOG_IN, 303
    assert answer.status_code < 500, address
    return {403: WEAK, 404: GONE}.get(answer.status_code, OK), answer.status_code


@pytest.mark.parametrize("persona", (FOREIGN, COORDINATOR) if SERVER else PERSONAS)  # roles know no database
def test_every_route_answers_each_persona_as_the_table_says(
    app: Flask, visit: Visit, tonight: None, persona: str | None
) -> None:
    wrong, asked = [], 0
    for address in addresses(app, "st-louis"):
        client = visit(persona)
        got, status = answer_of(client, address)
        want = TABLE[address.endpoint][persona]
        absent = address.endpoint in ABSENT and want == OK and status == 404
        asked += 1
        if got != want and not absent:
            wrong.append((address.method, address.path, f"wanted {want}", f"got {status}"))
    assert wrong == []
    assert asked > 90


def test_the_table_names_every_route_and_no_other(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} - STATIC == set(TABLE)


def test_every_route_declares_its_access(app: Flask) -> None:
    assert [row for row in access.list_access(app) if row["access"] is None] == []


def test_a_view_without_a_declared_access_keeps_the_application_from_starting(app: Flask) -> None:
    open_app = Flask("open", static_folder=None)
    open_app.add_url_rule("/open", "open", lambda: "open")
    with pytest.raises(RuntimeError, match="open"):
        access.check_declared(open_app)


def test_a_hook_refuses_an_undeclared_view_all_the_same(app: Flask, visit: Visit) -> None:
    real = app.view_functions["site.healthz"]
    app.view_functions["site.healthz"] = lambda: "open"
    try:
        assert visit(None).get("/healthz").status_code == 403
    finally:
        app.view_functions["site.healthz"] = real


def test_taking_a_guard_out_is_seen_by_the_table(app: Flask, visit: Visit) -> None:
    """The control: without its decorator the settings page would open to everybody, and the table would fail."""
    real = app.view_functions["chapters.settings"]
    app.view_functions["chapters.settings"] = access.public(lambda chapter_slug: "open")
    try:
        assert visit(FOREIGN).get("/c/st-louis/settings").status_code == 200
    finally:
        app.view_functions["chapters.settings"] = real


def test_foreign_and_absent_answer_the_same_bytes(app: Flask, visit: Visit) -> None:
    client = visit(FOREIGN)
    for address in addresses(app, "st-louis"):
        if address.method == "GET" and address.path.startswith("/c/st-louis"):
            foreign = client.get(address.path)
            absent = client.get(address.path.replace("/c/st-louis", "/c/nowhere"))
            assert (foreign.status_code, absent.status_code) == (404, 404)
            assert TOKEN.sub("", foreign.text) == TOKEN.sub("", absent.text), address
