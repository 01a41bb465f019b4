"""Check before you print: each fault, its sentence, and the page that mends it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from cast import COORDINATOR, HOST
from client import Client
from factories import make_addressee, make_letter, make_office
from flask import Flask
from lxml import html
from sqlalchemy import select

from chapterapp.cases.models import (
    Addressee,
    AddresseeRole,
    Answer,
    Case,
    CaseStatus,
    CaseUpdate,
    SampleLetter,
    Subject,
    WriteToPrisoner,
)
from chapterapp.cases.office_models import MailStop, Office, Route
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import across_chapters, db
from chapterapp.files.models import StoredFile

Visit = Callable[[str | None], Client]
MEETING = "/c/st-louis/meetings/2026-11-24"
CHECKS = f"{MEETING}/packets/checks"
CASE = "/c/st-louis/cases/a-case"
OLD = date(2025, 11, 1)
Make = Callable[[Case], str]


def first(table: Any) -> Any:
    of = table.id if table is Chapter else table.chapter_id
    return db.session.scalars(select(table).where(of == 1).order_by(table.id)).first()


def change(table: Any, **values: Any) -> Make:
    """A fault by other values of a row; "{ref}" in an address stands for that row."""

    def make(case: Case) -> str:
        row = first(table)
        for name, value in values.items():
            setattr(row, name, value)
        return getattr(row, "ref", "")

    return make


def portrait(case: Case) -> str:
    own = {"chapter_id": 1, "media_type": "image/jpeg", "width": 1, "height": 1, "size": 1}
    file, subject = StoredFile(**own, stored_at=now()), first(Subject)
    db.session.add(file)
    db.session.flush()
    subject.portrait_id, subject.portrait_permission = file.id, ""
    return str(subject.ref)


def no_mail(case: Case) -> str:
    first(MailStop).country = first(Addressee).country = "IR"
    return str(first(Addressee).ref)


def follow(**values: Any) -> Make:
    """An embassy of the list on the case."""

    def make(case: Case) -> str:
        office = make_office(first(Chapter), **values)
        words = {name: getattr(office, name) for name in ("salutation", "verified_on")}
        make_addressee(case, role=AddresseeRole.DIPLOMAT, office_id=office.id, **words)
        return office.ref

    return make


def family_letter(case: Case) -> str:
    case.write_to_prisoner = WriteToPrisoner.VIA_FAMILY
    family = make_addressee(case, role=AddresseeRole.FAMILY, salutation="")
    make_letter(case, addressee_id=family.id, body="{salutation}\n\nWe think of you.")
    return family.ref


def told_update(case: Case) -> str:
    case.name_amnesty = Answer.NO
    own = {"chapter_id": 1, "case_id": case.id, "recorded_at": now()}
    update = CaseUpdate(**own, happened_on="2026", text="Amnesty wrote.")
    db.session.add(update)
    db.session.flush()
    return update.ref


def amnesty_letter(case: Case) -> str:
    case.name_amnesty = Answer.NO
    first(SampleLetter).body = "I write to you for Amnesty."
    return str(first(SampleLetter).ref)


FAULTS: dict[str, tuple[Make, str, str]] = {
    "on hold": (change(Case, status=CaseStatus.ON_HOLD), "On hold.", CASE),
    "past its deadline": (change(Case, deadline_on=OLD), "Its deadline has passed", CASE),
    "nothing to ask": (change(Case, recommended_actions=""), "still needs what to ask", f"{CASE}/edit"),
    "no address": (change(Addressee, address_lines=""), "still needs an addressee", f"{CASE}/addressees/new"),
    "no letter": (change(SampleLetter, body=""), "still needs a letter", f"{CASE}/letters/new"),
    "unverified": (change(Case, verified_on=OLD), "checked it against its source for too long", CASE),
    "no sender": (change(Case, name_amnesty=Answer.NO), "has no neutral sender yet", "/c/st-louis/settings"),
    "named in the case": (
        change(Case, name_amnesty=Answer.NO, summary="Amnesty says so."),
        "It may not name Amnesty, but the summary does.",
        f"{CASE}/edit",
    ),
    "named in the letter": (amnesty_letter, "but the sample letter does.", f"{CASE}/letters/{{ref}}/edit"),
    "named in the timeline": (told_update, "but the timeline does.", f"{CASE}/updates/{{ref}}/edit"),
    "no salutation": (change(Addressee, salutation=""), "has no salutation.", f"{CASE}/addressees/{{ref}}/edit"),
    "no salutation for a letter": (family_letter, "has no salutation.", f"{CASE}/addressees/{{ref}}/edit"),
    "an office without salutation": (
        follow(salutation="", verified_on=date(2026, 11, 1)),
        "has no salutation.",
        "/c/st-louis/offices/{ref}/edit",
    ),
    "an old address": (
        change(Addressee, verified_on=OLD),
        "Nobody has checked the address of",
        f"{CASE}/addressees/{{ref}}/edit",
    ),
    "an office never checked": (follow(), "Nobody has checked the address of", "/c/st-louis/offices/{ref}/edit"),
    "no mail": (no_mail, "No mail goes to Iran now", f"{CASE}/addressees/{{ref}}/edit"),
    "no permission": (portrait, "Nobody has allowed the portrait", f"{CASE}/subjects/{{ref}}/portrait"),
    "unknown placeholder": (
        change(SampleLetter, body="Dear {name}, I write."),
        "A placeholder is left in the letter: {name}",
        f"{CASE}/letters/{{ref}}/edit",
    ),
    "placeholder of others": (
        change(SampleLetter, body="I write for TODO."),
        "left in the letter: TODO",
        f"{CASE}/letters/{{ref}}/edit",
    ),
    "too long": (
        change(SampleLetter, body="I write. " * 450),
        "The letter is longer than a page.",
        f"{CASE}/letters/{{ref}}/edit",
    ),
}  # fmt: skip


def sound(app: Flask, make: Make | None = None) -> str:
    """The case of St. Louis without a fault, then with the one that `make` makes."""
    with app.app_context(), across_chapters("a test changes rows"):
        case = first(Case)
        case.name_amnesty, case.verified_on = Answer.YES, date(2026, 11, 1)
        if make:
            first(Chapter).neutral_sender = "" if make is FAULTS["no sender"][0] else "Writers of St. Louis"
        ref = make(case) if make else ""
        db.session.commit()
    return ref


def listed(client: Client) -> list[tuple[str, str]]:
    """Sentence and link of each."""
    rows = html.fromstring(client.get(CHECKS).text).xpath("//main//li")
    return [(row.xpath("string(.//*[contains(@class, 'small')])"), row.xpath(".//a/@href")[0]) for row in rows]


@pytest.fixture(autouse=True)
def days_before() -> Iterator[None]:
    """The meeting is planned still: that is when its page counts what is to be mended."""
    with time_machine.travel(datetime(2026, 11, 20, 18, tzinfo=UTC)):
        yield


def test_of_a_sound_case_nothing_is_said(app: Flask, visit: Visit) -> None:
    sound(app)
    client = visit(COORDINATOR)
    assert listed(client) == []
    assert "Nothing is wrong with the cases of this meeting" in client.get(CHECKS).text


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_said_with_the_page_that_mends_it(app: Flask, visit: Visit, fault: str) -> None:
    make, words, where = FAULTS[fault]
    ref, client = sound(app, make), visit(COORDINATOR)
    found = listed(client)
    assert [link for said, link in found if words in said] == [where.replace("{ref}", ref)], found
    assert len(found) == 1
    assert client.get(found[0][1]).status_code == 200


def test_the_meetings_page_leads_there_who_can_mend_them(app: Flask, visit: Visit) -> None:
    assert CHECKS in visit(COORDINATOR).get(MEETING).text
    assert CHECKS not in visit(HOST).get(MEETING).text


@pytest.mark.parametrize("route", [Route.CARE_OF, Route.SECTION])
def test_no_mail_to_the_country_is_no_fault_where_the_letter_goes_another_way(
    app: Flask, visit: Visit, route: Route
) -> None:
    def make(case: Case) -> str:
        no_mail(case)
        one = first(Addressee)
        one.route, one.care_of_id = route, first(Office).id if route is Route.CARE_OF else None
        return ""

    sound(app, make)
    assert listed(visit(COORDINATOR)) == []
