"""Offices kept once: proposed on the cases of their country, followed by addressees, known to old packets."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from cast import COORDINATOR, FOREIGN, MEMBER
from client import Client
from factories import make_addressee, make_case, make_office
from flask import Flask
from queries import count_queries
from sqlalchemy import select
from werkzeug.test import TestResponse

from chapterapp.cases.models import Addressee, AddresseeRole, Case, CaseStatus
from chapterapp.cases.office_models import MailStop, Office, OfficeKind, Route
from chapterapp.cases.office_rules import lines_of, postage_country, stamp_note
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db

Visit = Callable[[str | None], Client]
OFFICES, CASE, MEETING = "/c/st-louis/offices", "/c/st-louis/cases/a-case", "/c/st-louis/meetings/2026-11-24"
EMBASSY = {
    "kind": "embassy",
    "of_country": "EG",
    "name": "Embassy of Egypt",
    "holder": "Old Envoy",
    "salutation": "Your Excellency,",
    "address_lines": "2 Invented Street NW\nWashington, DC 20000",
    "address_country": "US",
    "verified_on": "2026-11-01",
}

ENDED = {"outcome": "released", "outcome_on": "2026", "status_reason": "", "version": "1"}


def rows(app: Flask, table: Any, *columns: str, chapter: int = 1) -> list[tuple[Any, ...]]:
    with app.app_context(), across_chapters("a test reads rows"):
        found = db.session.scalars(select(table).where(table.chapter_id == chapter).order_by(table.id)).all()
        return [tuple(getattr(row, name) for name in columns) for row in found]


def keep(client: Client, **values: str) -> str:
    """A new office of the list; its reference."""
    before = listed(client)
    assert client.post(f"{OFFICES}/new", {**EMBASSY, **values}).status_code == 303
    (new,) = listed(client) - before
    return new


def listed(client: Client) -> set[str]:
    return set(re.findall(rf"{OFFICES}/([\w-]{{12}})/edit", client.get(OFFICES).text))


def change(client: Client, ref: str, what: str = "edit", **values: str) -> TestResponse:
    version = re.findall(r'name="version"[^>]*value="(\d+)"', client.get(f"{OFFICES}/{ref}/{what}").text)[0]
    sent = {**EMBASSY, "version": version, **values}
    return client.post(f"{OFFICES}/{ref}/{what}", sent)


def on_case(client: Client, app: Flask) -> str:
    """Egypt's embassy on the case of St. Louis, and nothing of it in the list beside."""
    with app.app_context(), across_chapters("a test clears the list"):
        db.session.delete(db.session.scalars(select(Office).where(Office.chapter_id == 1)).one())
        db.session.commit()
    ref = keep(client)
    assert client.post(f"{CASE}/offices", {"listed": ref}).status_code == 303
    return ref


def test_an_embassy_is_entered_once_and_proposed_on_every_case_of_its_country(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    with app.app_context(), across_chapters("a test adds cases"):
        chapter = db.session.get_one(Chapter, 1)
        make_case(chapter, slug="of-egypt")
        make_case(chapter, slug="of-iran", country="IR")
        db.session.commit()
    for slug, proposed in (("a-case", True), ("of-egypt", True), ("of-iran", False)):
        page = client.get(f"/c/st-louis/cases/{slug}").text
        assert ("Add the embassy" in page) is proposed
        assert "Add the embassy" not in visit(MEMBER).get(f"/c/st-louis/cases/{slug}").text
    assert "Embassy of Egypt" in client.get("/c/st-louis/cases/of-iran/addressees/new").text, "others by a longer way"


def test_one_click_adds_it_with_all_its_words_and_a_second_adds_no_other(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    ref = on_case(client, app)
    assert "Add the embassy" not in client.get(CASE).text
    again = client.post(f"{CASE}/offices", {"listed": ref})
    assert again.status_code == 409 and "is on this case already" in again.text
    columns = ("role", "holder", "office", "address_lines", "country", "salutation", "verified_on", "position")
    lines = "2 Invented Street NW\nWashington, DC 20000"
    embassy = (AddresseeRole.DIPLOMAT, "Old Envoy", "Embassy of Egypt", lines, "US", "Your Excellency,")
    assert rows(app, Addressee, *columns)[1:] == [(*embassy, date(2026, 11, 1), 2)]


def test_an_office_that_is_entered_from_a_case_is_on_it_at_once(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert client.post(f"{OFFICES}/new?case=a-case", {**EMBASSY, "kind": "ministry"}).location.endswith("/a-case")
    assert rows(app, Addressee, "role", "holder")[1] == (AddresseeRole.TARGET, "Old Envoy")


def test_a_new_holder_stands_on_every_open_case_and_on_no_closed_one(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    ref = on_case(client, app)
    with app.app_context(), across_chapters("a test adds cases"):
        chapter = db.session.get_one(Chapter, 1)
        for slug, status in (
            ("held", CaseStatus.ON_HOLD),
            ("stopped", CaseStatus.STOP_ACTION),
            ("ended", CaseStatus.ACTIVE),
        ):
            make_case(chapter, slug=slug, status=status)
        db.session.commit()
    for slug in ("held", "stopped", "ended"):
        client.post(f"/c/st-louis/cases/{slug}/offices", {"listed": ref})
    client.post("/c/st-louis/cases/ended/close", ENDED)
    before = dict(rows(app, Case, "slug", "revision"))
    assert change(client, ref, "holder", holder="New Envoy", salutation="Madam Ambassador,").status_code == 303
    names = [row for row in rows(app, Addressee, "holder", "salutation") if "Envoy" in row[0]]
    assert names == [("New Envoy", "Madam Ambassador,")] * 3 + [("Old Envoy", "Your Excellency,")]
    grown = {slug for slug, revision in rows(app, Case, "slug", "revision") if revision > before[slug]}
    assert grown == {"a-case", "held", "stopped"}
    client.post("/c/st-louis/cases/ended/reopen")
    assert rows(app, Addressee, "holder")[-1] == ("New Envoy",), "once it is open again it knows her too"


def test_the_old_ambassador_is_named_with_every_packet_that_names_him(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    ref = on_case(client, app)
    packet = client.post(f"{MEETING}/packets").location
    for page in (MEETING, packet):
        assert "old ambassador" not in client.get(page).text
    change(client, ref, holder="Short Envoy")
    change(client, ref, holder="New Envoy")
    for page in (MEETING, packet):
        text = client.get(page).text
        assert "The packet of Nov 24 names the old ambassador: Old Envoy." in text
        assert "Embassy of Egypt: now it is New Envoy." in text and "Short Envoy" not in text
    assert "Changed since it was made" in client.get(MEETING).text
    new = client.post(f"{MEETING}/packets").location
    for page in (MEETING, new):
        assert "old ambassador" not in client.get(page).text
    assert "names the old ambassador: Old Envoy" in client.get(packet).text, "the old paper names him still"


def test_a_new_holder_of_an_address_typed_by_hand_marks_the_packet_too(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    client.post(f"{MEETING}/packets")
    (ref, version, holder), *_ = rows(app, Addressee, "ref", "version", "holder")
    sent = {"role": "target", "holder": "Her Successor", "address_lines": "1 Street", "version": str(version)}
    assert client.post(f"{CASE}/addressees/{ref}/edit", sent).status_code == 303
    assert f"The packet of Nov 24 names the old holder of an office: {holder}." in client.get(MEETING).text


def test_a_checked_address_makes_no_paper_old(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    ref = on_case(client, app)
    before = rows(app, Case, "revision")
    assert change(client, ref, verified_on="2026-11-20").status_code == 303
    assert rows(app, Addressee, "verified_on")[1] == (date(2026, 11, 20),)
    assert rows(app, Case, "revision") == before
    change(client, ref, phone="555 0100")
    assert rows(app, Case, "revision") > before


def test_an_address_in_its_care_changes_the_cases_that_go_that_way(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    ref, ((addressee, version),) = keep(client), rows(app, Addressee, "ref", "version")
    edit = f"{CASE}/addressees/{addressee}/edit"
    sent = {"role": "target", "holder": "The Minister", "route": "care_of", "version": str(version)}
    refused = client.post(edit, sent)
    assert refused.status_code == 422 and "This is needed for the way you chose." in refused.text
    assert client.post(edit, {**sent, "care_of_ref": ref}).status_code == 303
    assert "c/o Embassy of Egypt" in client.get(CASE).text and "By the embassy. Inland stamp" in client.get(CASE).text
    before = rows(app, Case, "revision")
    change(client, ref, address_lines="3 Other Street")
    assert rows(app, Case, "revision") > before


def test_an_addressee_that_was_typed_may_follow_an_office_and_leave_it(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    ref, ((addressee,),) = keep(client), rows(app, Addressee, "ref")
    follow, edit = f"{CASE}/addressees/{addressee}/office", f"{CASE}/addressees/{addressee}/edit"
    assert "Take its words" in client.get(edit).text
    client.post(follow, {"listed": ref})
    assert rows(app, Addressee, "holder", "role") == [("Old Envoy", AddresseeRole.TARGET)]
    page = client.get(edit).text
    assert 'name="holder"' not in page and "Edit the office" in page
    client.post(follow, {"listed": ""})
    assert rows(app, Addressee, "holder", "office_id") == [("Old Envoy", None)]
    assert 'name="holder"' in client.get(edit).text


def test_an_office_in_use_says_by_whom_and_stays(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    ref = on_case(client, app)
    page = client.get(f"{OFFICES}/{ref}/edit").text
    assert "These cases use it:" in page and "Delete the office" not in page
    refused = client.post(f"{OFFICES}/{ref}/delete")
    assert refused.status_code == 409 and "Case of kingfisher" in refused.text
    client.post(f"{CASE}/delete")
    assert client.post(f"{OFFICES}/{ref}/delete").status_code == 303
    assert rows(app, Office, "ref") == []
    client.post(f"{CASE}/restore")
    assert rows(app, Addressee, "holder", "office_id")[1] == ("Old Envoy", None)


def test_the_second_of_two_editors_of_an_office_is_told_of_the_first(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    ref = keep(client)
    assert change(client, ref, holder="Theirs").status_code == 303
    clash = client.post(f"{OFFICES}/{ref}/edit", {**EMBASSY, "holder": "Mine", "version": "1"})
    assert clash.status_code == 409
    assert "Theirs" in clash.text and "Mine" in clash.text


@pytest.mark.parametrize("name", ["of_country", "name", "address_lines", "address_country"])
def test_what_an_office_needs_is_asked_for_and_nothing_is_lost(visit: Visit, name: str) -> None:
    answer = visit(COORDINATOR).post(f"{OFFICES}/new", {**EMBASSY, name: ""})
    assert answer.status_code == 422
    assert "Old Envoy" in answer.text and "This is needed." in answer.text


def test_another_chapters_office_is_on_no_case_of_ours(app: Flask, visit: Visit) -> None:
    ((ref,),) = rows(app, Office, "ref")
    client = visit(FOREIGN)
    ((addressee,),) = rows(app, Addressee, "ref", chapter=2)
    for address in ("offices", f"addressees/{addressee}/office"):
        assert client.post(f"/c/lyon/cases/a-case/{address}", {"listed": ref}).status_code == 404
    sent = {"role": "target", "address_lines": "1 Rue", "route": "care_of", "care_of_ref": ref}
    assert client.post("/c/lyon/cases/a-case/addressees/new", sent).status_code == 422


def test_a_country_without_mail_stands_on_the_list_once(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    given = {"country": "EG", "since": "2026-03-01", "source": "The post's list"}
    assert client.post(f"{OFFICES}/no-mail", given).status_code == 303
    again = client.post(f"{OFFICES}/no-mail", given)
    assert again.status_code == 422 and "on the list already" in again.text
    assert "No mail goes there now" not in client.get(CASE).text, "the address names no country: it is at home"
    with app.app_context(), across_chapters("a test changes an addressee"):
        db.session.scalars(select(Addressee).where(Addressee.chapter_id == 1)).one().country = "EG"
        db.session.commit()
    assert "No mail goes there now" in client.get(CASE).text
    ref = next(ref for ref, country in rows(app, MailStop, "ref", "country") if country == "EG")
    assert client.post(f"{OFFICES}/no-mail/{ref}/remove").status_code == 303
    assert "No mail goes there now" not in client.get(CASE).text


AT_HOME, ABROAD = Office(name="Embassy", address_lines="2 Street\nWashington", address_country="US"), "EG"


@pytest.mark.parametrize(
    ("values", "country", "note"),
    [
        ({"country": ABROAD}, "EG", "Stamp for Egypt"),
        ({"country": "US"}, "US", "Inland stamp"),
        ({"country": ""}, "US", "Inland stamp"),
        ({"country": ABROAD, "route": Route.CARE_OF, "care_of": AT_HOME}, "US", "By the embassy. Inland stamp"),
        ({"country": ABROAD, "route": Route.SECTION}, "", "By the section. No stamp"),
        (
            {"country": ABROAD, "route": Route.SECTION, "batch_by": date(2027, 1, 5)},
            "",
            "By the section until Jan 5. No stamp",
        ),
        ({"country": ABROAD, "route": Route.MAIL_VENDOR}, "", "By the mail service. No stamp"),
        (
            {"country": ABROAD, "route": Route.WEB_FORM, "web_form": "https://x.example"},
            "",
            "On the web: https://x.example",
        ),
    ],
)
def test_postage_follows_the_address_of_the_route(app: Flask, values: dict[str, Any], country: str, note: str) -> None:
    one = Addressee(**{"route": Route.DIRECT, **values})
    with app.test_request_context():
        assert postage_country(one, "US") == country
        assert stamp_note(one, "US", "en_US") == note


def test_the_envelope_in_the_care_of_an_embassy_leads_there(app: Flask) -> None:
    given = {"holder": "The Minister", "office": "", "attention": "Attn. X", "address_lines": "Cairo", "country": "EG"}
    with app.test_request_context():
        assert lines_of(Addressee(**given, route=Route.DIRECT)) == (["The Minister", "Attn. X", "Cairo"], "EG")
        there = (["The Minister", "Attn. X", "c/o Embassy", "2 Street", "Washington"], "US")
        assert lines_of(Addressee(**given, route=Route.CARE_OF, care_of=AT_HOME)) == there


def test_the_list_asks_the_database_as_often_for_thirty_offices_as_for_one(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    with count_queries(app) as few:
        client.get(OFFICES)
    with app.app_context(), across_chapters("a test adds offices"):
        chapter = db.session.get_one(Chapter, 1)
        case = make_case(chapter, slug="busy")
        for n in range(30):
            office = make_office(chapter, name=f"Office {n}", kind=OfficeKind.OTHER)
            make_addressee(case, office_id=office.id)
        db.session.commit()
    with count_queries(app) as many:
        page = client.get(OFFICES).text
    assert "On 1 case." in page
    assert len(few) == len(many)
