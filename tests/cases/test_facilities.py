"""Places where people are held: kept once, and no letter is printed that one of them and the case forbid each other."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from cast import COORDINATOR, FOREIGN
from client import Client
from factories import make_addressee, make_facility
from flask import Flask
from packets.test_overrides import print_packet
from sqlalchemy import select

from chapterapp.cases.models import AddresseeRole, Answer, Case, Facility, SenderDetails, Subject, WriteToPrisoner
from chapterapp.cases.ruling.facilities import are_apart
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db

Visit = Callable[[str | None], Client]
FACILITIES = "/c/st-louis/facilities"
CHECKS = "/c/st-louis/meetings/2026-11-24/packets/checks"
NEW = {
    "name": "Qanater Prison",
    "country": "EG",
    "full_name_required": "yes",
    "return_address_required": "not_stated",
    "number_required": "no",
    "languages": "Arabic",
    "letters_are_read": "y",
    "checked_on": "2026-11-01",
}


def the(app: Flask, table: Any, chapter: int = 1) -> Any:
    with app.app_context(), across_chapters("a test looks"):
        return db.session.scalars(select(table).where(table.chapter_id == chapter).order_by(table.id.desc())).first()


def arrange(app: Flask, facility: dict[str, Any], case: dict[str, Any] | None = None, **subject: Any) -> None:
    """A case that writes to a person who is held there."""
    with app.app_context(), across_chapters("a test arranges a case"):
        of = db.session.scalars(select(Case).where(Case.chapter_id == 1)).one()
        place = db.session.scalars(select(Facility).where(Facility.chapter_id == 1)).one()
        person = db.session.scalars(select(Subject).where(Subject.chapter_id == 1)).one()
        make_addressee(of, role=AddresseeRole.PRISONER, address_lines="Cell 9, Qanater")
        given = {"write_to_prisoner": WriteToPrisoner.YES, "name_amnesty": Answer.YES, "languages": ""} | (case or {})
        for row, values in ((of, given), (place, {"languages": "", "name": "Qanater"} | facility), (person, subject)):
            for name, value in values.items():
                setattr(row, name, value)
        of.revision += 1
        db.session.commit()


def test_a_facility_is_entered_once_listed_and_changed(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert client.post(f"{FACILITIES}/new", NEW).status_code == 303
    place = the(app, Facility)
    assert (place.full_name_required, place.checked_on, place.letters_are_read) == (Answer.YES, date(2026, 11, 1), True)
    assert "Qanater Prison" in client.get(FACILITIES).text
    changed = client.post(f"{FACILITIES}/{place.ref}", {**NEW, "name": "Qanater", "version": "1"})
    assert changed.status_code == 303 and the(app, Facility).name == "Qanater"
    assert client.post(f"{FACILITIES}/{place.ref}", {**NEW, "version": "1"}).status_code == 409


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("country", "XX"), ("checked_on", "soon"), ("number_required", "?")]
)
def test_a_wrong_answer_gets_a_sentence(visit: Visit, field: str, value: str) -> None:
    assert visit(COORDINATOR).post(f"{FACILITIES}/new", {**NEW, field: value}).status_code == 422


def test_a_change_is_told_to_packets_of_its_cases(app: Flask, visit: Visit) -> None:
    client, place, before = visit(COORDINATOR), the(app, Facility), the(app, Case).revision
    client.post(f"{FACILITIES}/{place.ref}", {**NEW, "version": str(place.version)})
    assert the(app, Case).revision == before + 1


@pytest.mark.parametrize(
    ("facility", "case", "subject", "words"),
    [
        (
            {"full_name_required": Answer.YES},
            {"sender_details": SenderDetails.INITIALS_AND_POSTCODE},
            {},
            "Qanater wants the sender's full name, and this case says: initials and postcode.",
        ),
        (
            {"return_address_required": Answer.YES},
            {"sender_details": SenderDetails.NOT_STATED},
            {},
            "Qanater wants the sender's full address, and this case says: name and town, no street.",
        ),
        ({"number_required": Answer.YES}, {}, {"prisoner_number": ""}, "Qanater wants a prisoner number, and none is"),
        (
            {"languages": "Arabic"},
            {"languages": "English"},
            {},
            "Qanater lets through letters in Arabic, and this case",
        ),
    ],
)
def test_where_two_rules_contradict_printing_stops_and_says_which(
    app: Flask, visit: Visit, facility: dict[str, Any], case: dict[str, Any], subject: dict[str, Any], words: str
) -> None:
    arrange(app, facility, case, **subject)
    client = visit(COORDINATOR)
    text = print_packet(client).replace("’", "'")
    assert words in text and "I write to you" not in text
    page = client.get(CHECKS).text
    assert f"{FACILITIES}/{the(app, Facility).ref}" in page
    assert "/cases/a-case/rules/" in page or "/subjects/" in page
    with app.app_context(), across_chapters("the case is mended"):
        db.session.scalars(select(Case).where(Case.chapter_id == 1)).one().write_to_prisoner = WriteToPrisoner.NO
        db.session.commit()
    assert "I write to you" in print_packet(client), "nobody writes there, so that the place has no say"


def test_where_they_agree_paper_says_what_the_place_asks(app: Flask, visit: Visit) -> None:
    asks = {"number_required": Answer.YES, "letters_are_read": True, "paper_rules": "Plain paper only."}
    arrange(app, asks, prisoner_number="ZX-4477")
    text = print_packet(visit(COORDINATOR))
    assert "Copy the prisoner number onto the envelope" in text and "To the prison: Plain paper only." in text
    assert "Remember that letters are read there" in text and "Cell 9, Qanater" in text


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        ("Spanish", "English", True),
        ("Spanish or English", "english", False),
        ("Write in Spanish if you can; English is read", "Spanish only", False),
        ("", "English", False),
        ("Castilian of the hills", "Spanish", True),
        ("Français", "français, arabe", False),
    ],
)
def test_languages_are_compared_by_name(ours: str, theirs: str, apart: bool) -> None:
    assert are_apart(ours, theirs) is apart


def test_a_person_is_held_in_a_facility_of_the_chapter_and_in_no_other(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("a test makes a place of each chapter"):
        own = make_facility(db.session.get_one(Chapter, 1), name="Own prison").id
        foreign = make_facility(db.session.get_one(Chapter, 2), name="Foreign prison").id
        db.session.commit()
    client, person = visit(COORDINATOR), the(app, Subject)
    page = f"/c/st-louis/cases/a-case/subjects/{person.ref}/edit"
    assert "Own prison" in client.get(page).text and "Foreign prison" not in client.get(page).text
    form = {"display_name": "Samira", "kind": "person", "version": "1"}
    for nonsense in (str(foreign), "x", "🕊️", "9" * 40):
        assert client.post(page, {**form, "facility_id": nonsense}).status_code == 422
    assert client.post(page, {**form, "facility_id": str(own)}).status_code == 303
    assert the(app, Subject).facility_id == own
    assert client.post(page, {**form, "facility_id": "", "version": "2"}).status_code == 303
    assert the(app, Subject).facility_id is None


def test_anothers_facility_is_missing(app: Flask, visit: Visit) -> None:
    assert visit(FOREIGN).get(f"/c/lyon/facilities/{the(app, Facility).ref}").status_code == 404
