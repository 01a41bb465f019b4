"""What a case refers to comes along and is compared: the place with its rules, the offices, the way letters go."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from cast import COORDINATOR, EDITOR, FOREIGN
from client import Client
from factories import make_addressee, make_case, make_facility, make_office, make_subject
from flask import Flask
from library.room import adopt, case_of, enter, open_library, user_of
from library.test_copies import CHANGES, PAGE, answer, changes, one_part
from sqlalchemy import select

from chapterapp.cases import rules
from chapterapp.cases.facility_services import edit_facility
from chapterapp.cases.models import Addressee, AddresseeRole, Answer, Case, Facility, Subject
from chapterapp.cases.office_models import Office, OfficeKind, Route
from chapterapp.cases.office_services import edit_office
from chapterapp.cases.part_services import edit_part
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.library.services import accept_offer, answer_changes, offer_case

Visit = Callable[[str | None], Client]
RULES = {"full_name_required": Answer.YES, "paper_rules": "Plain paper.", "letters_are_read": True}


def published(slug: str = "deniz", place: Facility | None = None, **values: Any) -> Case:
    """In the library, where the session is: a case of one person and one addressee."""
    case = make_case(enter("library"), slug=slug, title=slug, published_at=now())
    make_subject(case, facility_id=place.id if place else None)
    make_addressee(case, **values)
    return case


def places(slug: str = "st-louis") -> list[Facility]:
    chapter = enter(slug)
    return list(db.session.scalars(select(Facility).where(Facility.chapter_id == chapter.id).order_by(Facility.id)))


def offices(slug: str = "st-louis") -> list[Office]:
    chapter = enter(slug)
    wanted = select(Office).where(Office.chapter_id == chapter.id, Office.of_country == "TR")
    return list(db.session.scalars(wanted.order_by(Office.id)))


def place_of(slug: str) -> Facility:
    subject = one_part(slug, Subject)
    db.session.expire(subject, ["facility"])
    assert subject.facility
    place: Facility = subject.facility
    return place


def edit_place(slug: str, email: str, **values: Any) -> None:
    place = place_of(slug)
    edit_facility(place, values, place.version, user_of(email))


@pytest.fixture
def held(app: Flask) -> None:
    """Adopted with a place and its rules."""
    with app.app_context():
        library = open_library()
        adopt(published(place=make_facility(library, **RULES, note="For the editors alone.")))
        db.session.commit()


def test_a_case_is_adopted_with_the_rules_of_the_place_somebody_is_held_in(
    app: Flask, visit: Visit, held: None
) -> None:
    with app.app_context():
        place = place_of("st-louis")
        assert (place.chapter_id, place.name) == (enter().id, "Qanater Prison")
        assert (place.full_name_required, place.paper_rules, place.letters_are_read) == (
            Answer.YES, "Plain paper.", True,
        )  # fmt: skip
        assert place.note == "" and changes() == {}
    page = visit(COORDINATOR).get(PAGE).text
    assert "Qanater Prison" in page
    assert "Qanater Prison" in visit(COORDINATOR).get("/c/st-louis/facilities").text


def test_a_rule_of_the_place_is_accepted_for_everybody_held_there_or_kept_back(
    app: Flask, visit: Visit, held: None
) -> None:
    with app.app_context():
        enter("library")
        adopt(published("other", place_of("library")))
        db.session.commit()
        assert [place.name for place in places()].count("Qanater Prison") == 1
        edit_place("library", EDITOR, number_required=Answer.YES, paper_rules="Lined paper.", note="x")
        key = f"subjects.{one_part('library', Subject).ref}.facility."
        found = changes()
        assert len(found) == 4 and {name: value for name, value in found.items() if name.startswith(key)} == {
            f"{key}number_required": ("not_stated", "yes", False),
            f"{key}paper_rules": ("Plain paper.", "Lined paper.", False),
        }
        db.session.commit()
    page = visit(COORDINATOR).get(CHANGES).text
    assert "Must the envelope have the prisoner" in page and "counts for everybody who is held there" in page
    with app.app_context():
        revision = case_of("st-louis", "other").revision
        theirs, copy = case_of("library"), case_of("st-louis")
        answer_changes(enter(), copy, [f"{key}number_required"], theirs.revision, user_of(COORDINATOR))
        place = place_of("st-louis")
        assert (place.number_required, place.paper_rules) == (Answer.YES, "Plain paper.")
        assert [name.rsplit(".", 1)[1] for name in changes()] == [
            "paper_rules"
        ]  # of the other: that it was kept back here
        assert case_of("st-louis", "other").revision == revision + 1  # the paper of the others there is old too
        (against,) = rules.contradictions(allowing(case_of("st-louis")), [one_part("st-louis", Subject)])
        assert "wants a prisoner number" in against.words


def allowing(case: Case) -> Case:
    case.write_to_prisoner = type(case.write_to_prisoner).YES
    return case


def test_a_place_that_the_chapter_knows_is_filled_in_and_what_it_says_otherwise_is_asked(
    app: Flask, visit: Visit
) -> None:
    with app.app_context():
        make_facility(enter(), name="qanater  Prison", paper_rules="No paper clips.", note="Ours.")
        library = open_library()
        adopt(published(place=make_facility(library, **RULES)))
        place = place_of("st-louis")
        assert (place.paper_rules, place.full_name_required, place.note) == ("No paper clips.", Answer.YES, "Ours.")
        own = {key.rsplit(".", 1)[1]: value for key, value in changes().items()}
        assert own == {
            "name": ("qanater  Prison", "Qanater Prison", True),
            "paper_rules": ("No paper clips.", "Plain paper.", True),
        }
        db.session.commit()
    assert "Take over all" not in visit(COORDINATOR).get(PAGE).text  # nothing of the chapter's own goes in one click
    with app.app_context():
        answer()
        assert changes() == {} and place_of("st-louis").paper_rules == "No paper clips."


def test_somebody_who_was_moved_is_moved_and_the_place_itself_stays_as_it_is(app: Flask, held: None) -> None:
    with app.app_context():
        other = make_facility(enter("library"), name="Tora Prison", languages="Arabic")
        subject = one_part("library", Subject)
        edit_part(case_of("library"), subject, {"facility_id": other.id}, subject.version, user_of(EDITOR))
        db.session.expire(subject, ["facility"])
        ((key, (mine, now_, is_own)),) = changes().items()
        assert key.endswith(".facility") and (mine["name"], now_["name"], is_own) == (
            "Qanater Prison", "Tora Prison", False,
        )  # fmt: skip
        revision = case_of("st-louis").revision
        answer(key)
        assert place_of("st-louis").languages == "Arabic" and case_of("st-louis").revision > revision
        assert {"Qanater Prison", "Tora Prison"} <= {place.name for place in places()} and changes() == {}
        subject = one_part("library", Subject)
        edit_part(case_of("library"), subject, {"facility_id": None}, subject.version, user_of(EDITOR))
        db.session.expire(subject, ["facility"])
        answer(*changes())
        assert one_part("st-louis", Subject).facility_id is None and changes() == {}


def test_a_copy_that_was_made_before_places_went_along_is_offered_them(app: Flask, held: None) -> None:
    with app.app_context():
        copy, subject = case_of("st-louis"), one_part("st-louis", Subject)
        subject.facility_id = None
        said = dict(copy.origin_said or {})
        said["subjects"] = {ref: {"display_name": "deniz"} for ref in said["subjects"]}
        said["addressees"] = {
            ref: {name: value for name, value in values.items() if name != "way"}
            for ref, values in said["addressees"].items()
        }
        copy.origin_said = said
        edit_place("library", EDITOR, source="The family.")
        (key,) = changes()
        answer(key)
        assert place_of("st-louis").full_name_required is Answer.YES


@pytest.fixture
def routed(app: Flask) -> None:
    """Adopted with an embassy that it follows, and a target whose letters go in the care of a mission."""
    with app.app_context():
        library = open_library()
        embassy = make_office(library, of_country="TR")
        mission = make_office(library, of_country="TR", kind=OfficeKind.UN_MISSION, name="Mission of Egypt", holder="")
        case = published(route=Route.CARE_OF, care_of_id=mission.id)
        words = {"holder": "Jane Doe", "office": embassy.name, "address_lines": embassy.address_lines, "country": "US"}
        follows = {"role": AddresseeRole.DIPLOMAT, "office_id": embassy.id, "salutation": embassy.salutation}
        make_addressee(case, position=2, **words, **follows)
        adopt(case)
        db.session.commit()


def addressees(slug: str = "st-louis", title: str = "deniz") -> list[Addressee]:
    case = case_of(slug, title)
    own = select(Addressee).where(Addressee.chapter_id == case.chapter_id, Addressee.case_id == case.id)
    return list(db.session.scalars(own.order_by(Addressee.position)))


def test_a_case_is_adopted_with_its_offices_and_the_way_of_its_letters(app: Flask, routed: None) -> None:
    with app.app_context():
        target, diplomat = addressees()
        mission, embassy = sorted(offices(), key=lambda one: one.kind != OfficeKind.UN_MISSION)
        assert (target.route, target.care_of_id, diplomat.office_id) == (Route.CARE_OF, mission.id, embassy.id)
        assert (diplomat.holder, embassy.address_lines.splitlines()[0]) == ("Jane Doe", "2 Invented Street NW")
        assert changes() == {}
        adopt(case_of("library"), "lyon", FOREIGN)
        assert len(offices("lyon")) == 2
    with app.app_context():
        enter("library")
        adopt(published("other", route=Route.CARE_OF, care_of_id=offices("library")[1].id))
        assert len(offices()) == 2  # kept once


def test_a_new_holder_and_another_way_in_the_library_are_changes_to_accept(app: Flask, routed: None) -> None:
    with app.app_context():
        embassy, mission = offices("library")
        edit_office(embassy, {"holder": "John Roe"}, embassy.version, user_of(EDITOR))
        edit_office(mission, {"address_lines": "3 Invented Place"}, mission.version, user_of(EDITOR))
        target, diplomat = addressees("library")
        assert set(changes()) == {f"addressees.{target.ref}.way", f"addressees.{diplomat.ref}.holder"}
        answer(*changes())
        assert [one.holder for one in offices()] == ["", "John Roe"] or [one.holder for one in offices()] == [
            "John Roe", "",
        ]  # fmt: skip
        assert addressees()[1].holder == "John Roe" and "3 Invented Place" in {one.address_lines for one in offices()}
        assert changes() == {}
        target = addressees("library")[0]
        way = {"route": Route.SECTION, "batch_by": date(2027, 1, 5), "care_of_id": None}
        edit_part(case_of("library"), target, way, target.version, user_of(EDITOR))
        db.session.expire(target, ["care_of"])
        answer(*changes())
        mine = addressees()[0]
        assert (mine.route, mine.batch_by, mine.care_of_id) == (Route.SECTION, date(2027, 1, 5), None)


def test_an_embassy_of_the_chapter_is_used_and_its_other_words_are_asked_about_where_it_is_the_same(
    app: Flask,
) -> None:
    with app.app_context():
        mine = make_office(enter(), of_country="TR", holder="An older name")
        make_office(enter("lyon"), of_country="TR", address_country="FR", address_lines="1 rue Inventée")
        library = open_library()
        embassy = make_office(library, of_country="TR")
        case = published(office_id=embassy.id, holder="Jane Doe", country="US", office=embassy.name)
        copy = adopt(case)
        (follower,) = addressees()
        assert (follower.office_id, follower.holder, len(offices())) == (mine.id, "An older name", 1)
        assert ("An older name", "Jane Doe", True) in changes().values() and copy.origin_id == case.id
        adopt(case, "lyon", FOREIGN)
        (theirs,) = addressees("lyon")
        assert theirs.country == "FR" and theirs.address_lines == "1 rue Inventée"
        own = case_of("lyon")
        assert own.origin_revision == case.revision  # another embassy is no other word on the same one


def test_an_offer_takes_the_place_and_the_way_along_and_no_note(app: Flask) -> None:
    with app.app_context():
        open_library()
        chapter = enter()
        place = make_facility(chapter, **RULES, note="Ours.")
        case = make_case(chapter, slug="own", title="Own")
        make_subject(case, facility_id=place.id)
        make_addressee(case, route=Route.SECTION)
        offer = offer_case(case, user_of(COORDINATOR))
        assert "portrait" not in next(iter(offer.content["subjects"].values()))
        library = enter("library")
        accept_offer(library, offer, user_of(EDITOR))
        (taken,) = places("library")
        assert (taken.paper_rules, taken.note) == ("Plain paper.", "")
        assert addressees("library", "own")[0].route is Route.SECTION
        assert changes() == {}
