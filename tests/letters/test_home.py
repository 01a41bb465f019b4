"""Letters at home: three taps, one's own and nobody else's."""

from collections.abc import Callable

import pytest
from cast import COORDINATOR, HOST, MEMBER
from client import Client
from flask import Flask
from letters.room import entries, figure
from lxml import html
from sqlalchemy import select
from werkzeug.test import TestResponse

from chapterapp.cases.models import Addressee, AddresseeRole, Case, CaseStatus, WriteToPrisoner
from chapterapp.database import across_chapters, db

Visit = Callable[[str | None], Client]
LETTERS, CASE = "/c/st-louis/letters", "/c/st-louis/letters/a-case"
pytestmark = pytest.mark.usefixtures("tonight")


def log(client: Client, kind: str = "appeal_letter", key: str = "the key of a page", **data: str) -> TestResponse:
    given = {"key": key, "kind": kind, "count": "1", "written_on": "2026-11-24", "writer": ""}
    return client.post(CASE, given | data)


def test_three_taps_from_the_letters_page(app: Flask, visit: Visit) -> None:
    member = visit(MEMBER)
    page = html.fromstring(member.get(LETTERS).text)
    assert CASE in page.xpath("//a/@href")
    form = html.fromstring(member.get(CASE).text).xpath("//main//form")[0]
    values = dict(form.form_values()) | {"kind": "appeal_letter", "csrf_token": member.find_token()}
    assert member.post(CASE, values).status_code == 303
    assert figure(member, LETTERS, "own") == 1
    assert (figure(member, LETTERS, "year"), figure(member, LETTERS, "mailed")) == (1, 1)


def test_the_page_shows_the_letter_and_whom_it_goes_to(app: Flask, visit: Visit) -> None:
    page = visit(MEMBER).get(CASE).text
    assert "The Minister" in page and "I write to you." in page


def test_the_address_of_a_prisoner_shows_only_where_one_may_write(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("a test changes an addressee"):
        case = db.session.scalars(select(Case).where(Case.chapter_id == 1)).one()
        one = db.session.scalars(select(Addressee).where(Addressee.case_id == case.id)).one()
        one.role, case.write_to_prisoner = AddresseeRole.PRISONER, WriteToPrisoner.NOT_STATED
        db.session.commit()
    assert "The Minister" not in visit(MEMBER).get(CASE).text


def test_the_same_letter_sent_twice_counts_once(app: Flask, visit: Visit) -> None:
    member = visit(MEMBER)
    for _again in range(3):
        assert log(member).status_code == 303
    assert entries(app) == [(1, 1)]
    log(member, key="another page")
    assert figure(member, LETTERS, "own") == 2


def test_a_member_sees_their_own_and_never_anothers(app: Flask, visit: Visit) -> None:
    member, host = visit(MEMBER), visit(HOST)
    log(member)
    assert figure(host, LETTERS, "own") is None
    (sheet,) = html.fromstring(member.get(LETTERS).text).xpath("//input[@name='sheet']/@value")
    assert sheet not in host.get(LETTERS).text
    assert host.post(f"{LETTERS}/undo", {"sheet": sheet}).status_code == 404
    assert figure(member, LETTERS, "own") == 1


def test_it_can_be_taken_back_with_what_was_mailed(app: Flask, visit: Visit) -> None:
    member = visit(MEMBER)
    log(member)
    (sheet,) = html.fromstring(member.get(LETTERS).text).xpath("//input[@name='sheet']/@value")
    for _again in range(2):
        assert member.post(f"{LETTERS}/undo", {"sheet": sheet}).status_code == 303
    assert figure(member, LETTERS, "own") is None
    assert figure(member, LETTERS, "year") is None


def test_a_coordinator_logs_for_others_and_a_member_cannot(app: Flask, visit: Visit) -> None:
    coordinator, member = visit(COORDINATOR), visit(MEMBER)
    options = html.fromstring(coordinator.get(CASE).text).xpath("//select[@name='writer']/option")
    refs = {option.text: option.get("value") for option in options}
    log(coordinator, writer=refs["member of kingfisher"])
    assert figure(member, LETTERS, "own") == 1
    assert log(member, key="another page", writer=refs["Guest of kingfisher"]).status_code == 422
    log(coordinator, key="one more page", writer="nobody")
    assert figure(coordinator, LETTERS, "year") == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"kind": "poem"}, "Choose what you wrote."),
        ({"count": "0"}, "From 1 to 500."),
        ({"written_on": "2026-11-25"}, "That day is still to come."),
        ({"written_on": ""}, "This is needed."),
    ],
)
def test_what_cannot_be_is_said(app: Flask, visit: Visit, wrong: dict[str, str], words: str) -> None:
    refused = log(visit(MEMBER), **wrong)
    assert refused.status_code == 422
    assert words in refused.text
    assert entries(app) == []


def test_nobody_writes_for_a_stopped_case(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("a test stops a case"):
        db.session.scalars(select(Case).where(Case.chapter_id == 1)).one().status = CaseStatus.STOP_ACTION
        db.session.commit()
    member = visit(MEMBER)
    assert CASE not in member.get(LETTERS).text
    assert log(member).status_code == 422
    assert entries(app) == []


def test_an_e_mail_is_written_and_not_mailed(app: Flask, visit: Visit) -> None:
    member = visit(MEMBER)
    log(member, "email")
    assert (figure(member, LETTERS, "year"), figure(member, LETTERS, "mailed")) == (1, 0)
