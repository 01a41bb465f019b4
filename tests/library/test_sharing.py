"""What leaves a chapter and what does not: offers, notes, counts; and that every column was decided."""

import io
import json
from collections.abc import Callable
from datetime import date

import pytest
from cast import CANARY, COORDINATOR, EDITOR, FOREIGN, HOST, MEETING, MEMBER
from client import Client
from factories import make_case, make_meeting
from flask import Flask
from library.room import adopt, case_of, enter, make_offer, make_published, open_library, stock, user_of
from PIL import Image
from pypdf import PdfReader
from queries import count_queries
from sqlalchemy import select

from chapterapp.cases import services as cases
from chapterapp.cases.copies import STATE
from chapterapp.cases.models import Case, CaseStatus, Facility, Subject
from chapterapp.cases.office_models import Office
from chapterapp.cases.part_services import set_portrait
from chapterapp.cases.queries import subjects_of
from chapterapp.chapters.models import Chapter, Membership, PaperSize, Role
from chapterapp.chapters.services import create_chapter
from chapterapp.database import Model, across_chapters, db, enter_chapter
from chapterapp.files.services import draw_anew
from chapterapp.files.storage import path_of
from chapterapp.letters.models import ActionKind
from chapterapp.letters.services import save_sheet
from chapterapp.library import sharing
from chapterapp.library.models import Offer, OfferState
from chapterapp.library.queries import count_over_chapters, list_changed, parts_of

Visit = Callable[[str | None], Client]
NOTE = "heronword"


@pytest.mark.parametrize("kind", ["case", *sharing.PARTS])
def test_of_every_column_it_was_said_whether_it_is_shared(kind: str) -> None:
    """A new column is named in library/sharing.py: with the texts that go along, or with what stays."""
    table = Case if kind == "case" else sharing.PARTS[kind]
    given = {*sharing.TEXTS, *sharing.RULES, *STATE} if kind == "case" else set(sharing.FIELDS[kind])
    stays = sharing.LOCAL[kind] | (set() if kind == "case" else sharing.ROW) | sharing.TOLD_IN_FULL.get(kind, set())
    assert not given & stays
    columns = set(table.__table__.c.keys())
    assert given <= columns and columns <= given | stays


@pytest.mark.parametrize(
    ("kind", "table", "given"), [("places", Facility, sharing.PLACE), ("offices", Office, sharing.OFFICE)]
)
def test_of_every_column_of_a_place_or_an_office_too(kind: str, table: type[Model], given: tuple[str, ...]) -> None:
    stays = sharing.LOCAL[kind] | {"id", "chapter_id", "ref", "version"}
    assert set(table.__table__.c.keys()) == set(given) | stays and not set(given) & stays


def test_the_notes_of_a_chapter_leave_it_on_no_way(app: Flask, visit: Visit, tonight: None) -> None:
    with app.app_context():
        origin = stock()
        copy = adopt(origin)
        own = case_of("st-louis", "a-case")
        for case in (copy, own):
            cases.edit_case(case, {"local_notes": NOTE, "name_amnesty": "yes"}, case.version, user_of(COORDINATOR))
        enter().is_public = True
        own.is_public, own.story = True, "A story."
        make_offer()
        offer = db.session.scalars(select(Offer).where(Offer.chapter_id == enter().id)).one()
        assert NOTE not in json.dumps(offer.content)
        ref = offer.ref
        db.session.commit()
    coordinator = visit(COORDINATOR)
    for path in ("/c/st-louis/cases/deniz", "/c/st-louis/cases/a-case", "/c/st-louis/cases/a-case/edit"):
        assert NOTE in coordinator.get(path).text
    assert NOTE in visit(MEMBER).get("/c/st-louis/cases/deniz").text
    editor = visit(EDITOR)
    for path in ("library", "cases/deniz", "offers", f"offers/{ref}"):
        answer = editor.get(f"/c/library/{path}")
        assert answer.status_code == 200 and NOTE not in answer.text, path
    editor.post(f"/c/library/offers/{ref}/accept")
    for path in ("library", "library/deniz", "cases"):
        assert NOTE not in visit(FOREIGN).get(f"/c/lyon/{path}").text
    for path in ("/p/st-louis", "/p/st-louis/releases"):
        assert NOTE not in visit(None).get(path).text
    asked = coordinator.post(f"/c/st-louis/meetings/{MEETING}/packets").location
    pages = PdfReader(io.BytesIO(coordinator.get(f"{asked}/download").data)).pages
    assert pages and all(NOTE not in page.extract_text() for page in pages)
    with app.app_context(), across_chapters("test"):
        held = [case.chapter_id for case in db.session.scalars(select(Case)) if NOTE in case.local_notes]
        assert set(held) == {enter().id}


def test_an_editor_sees_of_a_chapter_only_the_texts_it_offered(app: Flask, visit: Visit) -> None:
    with app.app_context():
        open_library()
        ref = make_offer().ref
        db.session.commit()
    page = visit(EDITOR).get(f"/c/library/offers/{ref}").text
    assert f"summary {CANARY['st-louis']}" in page  # what was offered
    for kept in ("status_reason", "story", "local_notes", "portrait_permission", "Guest of"):
        assert f"{kept} {CANARY['st-louis']}" not in page
    assert CANARY["lyon"] not in page


def test_an_offer_is_accepted_as_a_draft_and_the_chapters_case_hears_of_it(app: Flask, visit: Visit) -> None:
    with app.app_context():
        open_library()
        db.session.commit()
    client, editor = visit(COORDINATOR), visit(EDITOR)
    assert "Offer this case to the library…" in client.get("/c/st-louis/cases/a-case").text
    assert client.get("/c/st-louis/cases/a-case/offer").status_code == 200
    assert client.post("/c/st-louis/cases/a-case/offer").status_code == 303
    assert client.post("/c/st-louis/cases/a-case/offer").status_code == 409
    assert "Offered to the library on" in client.get("/c/st-louis/cases/a-case").text
    assert "1 case is offered" in editor.get("/c/library/library").text
    ref = editor.get("/c/library/offers").text.split("/c/library/offers/")[1][:12]
    taken = editor.post(f"/c/library/offers/{ref}/accept")
    assert taken.status_code == 303 and editor.get(f"/c/library/offers/{ref}").status_code == 404
    assert editor.post(f"/c/library/offers/{ref}/accept").status_code == 404
    assert "A draft: no chapter sees it." in editor.get(taken.location).text
    slug = taken.location.rsplit("/", 1)[1]
    editor.post(f"/c/library/cases/{slug}/publish")
    assert "Adopted from the library" in client.get("/c/st-louis/cases/a-case").text
    with app.app_context():
        assert list_changed(enter()) == []
    editor.post(f"/c/library/cases/{slug}/stop", {"reason": "x"})
    with app.app_context():
        assert case_of("st-louis", "a-case").status is CaseStatus.STOP_ACTION


def test_a_declined_offer_says_why_and_can_be_made_again(app: Flask, visit: Visit) -> None:
    with app.app_context():
        open_library()
        ref = make_offer().ref
        db.session.commit()
    client, editor = visit(COORDINATOR), visit(EDITOR)
    empty = editor.post(f"/c/library/offers/{ref}/decline", {"reason": " "})
    assert empty.status_code == 422
    assert editor.post(f"/c/library/offers/{ref}/decline", {"reason": "No address."}).status_code == 303
    page = client.get("/c/st-louis/cases/a-case").text
    assert "The library did not take this case." in page and "No address." in page
    assert client.post("/c/st-louis/cases/a-case/offer").status_code == 303
    with app.app_context(), across_chapters("test"):
        states = {offer.state for offer in db.session.scalars(select(Offer))}
        assert states == {OfferState.DECLINED, OfferState.OPEN}


def test_an_adopted_case_is_not_offered_and_nothing_without_a_library(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert client.post("/c/st-louis/cases/a-case/offer").status_code == 409
    assert "Offer this case" not in client.get("/c/st-louis/cases/a-case").text
    assert "This site has no library yet." in client.get("/c/st-louis/library").text
    with app.app_context():
        adopt(stock())
        db.session.commit()
    assert client.post("/c/st-louis/cases/deniz/offer").status_code == 409


def test_a_portrait_goes_along_with_the_words_of_its_permission_or_not_at_all(app: Flask) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 80), "grey").save(drawn, "JPEG")
    with app.app_context():
        library = open_library()
        for slug, permission in (("deniz", "family, by e-mail"), ("other", "")):
            case = make_published(library, slug=slug)
            words = {"portrait_alt": "A face", "portrait_credit": "", "portrait_permission": permission}
            set_portrait(
                case, subjects_of(library, [case])[case.id][0], draw_anew(drawn.getvalue()), words, user_of(EDITOR)
            )
        mine = []
        for slug in ("deniz", "other"):
            copy = adopt(case_of("library", slug))
            (subject,) = subjects_of(enter(), [copy])[copy.id]
            mine.append(subject)
        assert mine[0].portrait and mine[0].portrait_permission == "family, by e-mail"
        assert path_of(mine[0].portrait.ref).exists() and mine[0].portrait.chapter_id == enter().id
        assert mine[1].portrait is None
        db.session.rollback()


def found_chapter(number: int) -> tuple[Chapter, str]:
    """A further chapter with a coordinator of the cast."""
    chapter = create_chapter(
        {"name": f"Town {number}", "country": "US", "time_zone": "UTC", "paper_size": PaperSize.A4}, None
    )
    enter_chapter(chapter.id)
    db.session.add(Membership(chapter_id=chapter.id, user_id=user_of(HOST).id, role=Role.COORDINATOR))
    db.session.flush()
    return chapter, chapter.slug


def test_letters_are_summed_when_three_chapters_have_counted(app: Flask, visit: Visit) -> None:
    with app.app_context():
        origin = stock()
        towns = [(enter(), "st-louis"), (enter("lyon"), "lyon"), found_chapter(1)]
        for number, (chapter, slug) in enumerate(towns, 1):
            copy = adopt(origin, slug)
            meeting = make_meeting(chapter, cases=[copy], slug="2026-01-02", meets_on=date(2026, 1, 2))
            save_sheet(meeting, None, {(copy, ActionKind.APPEAL_LETTER): number * 10}, user_of(COORDINATOR))
            counts = count_over_chapters(origin)
            assert counts == (number, 60 if number == 3 else None)
        cases.delete_case(case_of("lyon"), user_of(FOREIGN))
        assert count_over_chapters(origin) == (2, 60)
        db.session.commit()
    for someone, path in ((EDITOR, "/c/library/cases/deniz"), (COORDINATOR, "/c/st-louis/cases/deniz")):
        page = visit(someone).get(path).text
        assert "2 chapters have adopted it." in page and "Together: 60 letters" in page
        assert "Lyon" not in page and "Town" not in page
    assert "2 chapters" in visit(EDITOR).get("/c/library/library").text


def test_the_list_is_paged_and_its_cost_is_flat(app: Flask, visit: Visit) -> None:
    with app.app_context():
        library = open_library()
        make_published(library)
        db.session.commit()
    client, asked = visit(COORDINATOR), []
    for more in (0, 60):
        with app.app_context():
            enter_chapter(case_of("library").chapter_id)
            for number in range(more):
                make_case(enter("library"), slug=f"c-{number}", title=f"Case {number}", published_at=db.func.now())
            db.session.commit()
        with count_queries(app) as sent:
            page = client.get("/c/st-louis/library").text
        asked.append(len(sent))
    assert asked[0] == asked[1] and page.count('class="row-line"') == 50 and "page=2" in page
    assert client.get("/c/st-louis/library?page=2").text.count('class="row-line"') == 11
    for odd in ("page=99999999999999999999", "page=x", "page=-1", "q=%25", "q=" + "x" * 3000):
        assert client.get(f"/c/st-louis/library?{odd}").status_code == 200


def test_the_list_of_cases_costs_the_same_however_many_changed(app: Flask, visit: Visit) -> None:
    with app.app_context():
        library = open_library()
        for number in range(6):
            make_published(library, slug=f"c-{number}", title=f"Case {number}")
        db.session.commit()
    client, asked = visit(COORDINATOR), []
    for several in (range(1), range(1, 6)):
        for number in several:
            with app.app_context():
                origin = case_of("library", f"c-{number}")
                adopt(origin)
                enter("library")
                cases.edit_case(origin, {"summary": "New."}, origin.version, user_of(EDITOR))
                db.session.commit()
        with count_queries(app) as sent:
            page = client.get("/c/st-louis/cases").text
        asked.append(len(sent))
    assert asked[0] == asked[1] and page.count("Changed in the library") == 6


def test_what_is_shared_says_nothing_of_how_a_chapters_case_stands(app: Flask) -> None:
    with app.app_context():
        case = case_of("st-louis", "a-case")
        content = sharing.shared(case, parts_of([case])[case.id])
        assert not set(content["case"]) & {*STATE, "state", *sharing.LOCAL["case"]}
        assert [set(values) for values in content["subjects"].values()] == [{*sharing.FIELDS["subjects"], "facility"}]
        assert isinstance(next(iter(parts_of([case])[case.id].subjects)), Subject)
