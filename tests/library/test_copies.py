"""A case of the library and its copies: adopted once, compared field by field, stopped everywhere at once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from cast import COORDINATOR, EDITOR, FOREIGN, MEETING, MEMBER
from client import Client
from factories import make_case
from flask import Flask
from library.room import adopt, case_of, enter, open_library, stock, user_of
from sqlalchemy import func, select

from chapterapp.audit.models import Entry
from chapterapp.cases import services as cases
from chapterapp.cases.history_models import RuleName
from chapterapp.cases.models import Addressee, Answer, Case, CaseStatus, CaseUpdate, Outcome, SampleLetter, Subject
from chapterapp.cases.part_services import add_part, edit_part, remove_part
from chapterapp.cases.queries import addressees_of, decisions_of_case, letters_of, subjects_of
from chapterapp.cases.rule_services import decide_rule
from chapterapp.chapters.queries import get_chapter
from chapterapp.database import across_chapters, db
from chapterapp.errors import Missing, Refused
from chapterapp.library.queries import list_changed
from chapterapp.library.services import answer_changes

Visit = Callable[[str | None], Client]
PAGE = "/c/st-louis/cases/deniz"
CHANGES = f"{PAGE}/library-changes"


def edit(**values: Any) -> None:
    """The editor changes the library's case."""
    case = case_of("library")
    cases.edit_case(case, values, case.version, user_of(EDITOR))


def edit_own(**values: Any) -> None:
    case = case_of("st-louis")
    cases.edit_case(case, values, case.version, user_of(COORDINATOR))


def changes() -> dict[str, tuple[object, object, bool]]:
    """What st-louis has to answer: the copy's value, the library's, and whether the chapter had changed it."""
    found = list_changed(enter())
    return {one.key: (one.mine, one.now, one.is_own) for changed in found for one in changed.differences}


def answer(*keys: str) -> None:
    case = case_of("st-louis")
    (changed,) = list_changed(enter())
    answer_changes(enter(), case, keys, changed.origin.revision, user_of(COORDINATOR))


def one_part(slug: str, table: type[Any]) -> Any:
    case = case_of(slug)
    return db.session.scalars(select(table).where(table.chapter_id == case.chapter_id, table.case_id == case.id)).one()


@pytest.fixture
def adopted(app: Flask) -> None:
    with app.app_context():
        adopt(stock())
        db.session.commit()


def test_a_member_reads_and_a_coordinator_adopts(app: Flask, visit: Visit) -> None:
    with app.app_context():
        stock()
        db.session.commit()
    member, coordinator = visit(MEMBER), visit(COORDINATOR)
    assert "Deniz" in member.get("/c/st-louis/library").text
    page = member.get("/c/st-louis/library/deniz").text
    assert "I write to you." in page and "Adopt this case" not in page
    assert member.post("/c/st-louis/library/deniz/adopt").status_code == 403
    for _ in range(2):
        answer = coordinator.post("/c/st-louis/library/deniz/adopt")
        assert answer.status_code == 303 and answer.location.endswith(PAGE)
    with app.app_context():
        chapter, copy = enter(), case_of("st-louis")
        mine = select(func.count()).select_from(Case).where(Case.chapter_id == chapter.id)
        assert db.session.scalar(mine) == 2  # and the one of the cast
        for rows in (subjects_of, addressees_of, letters_of):
            assert len(rows(chapter, [copy])[copy.id]) == 1
    assert "Adopted" in member.get("/c/st-louis/library").text
    assert "1 chapter has adopted it." in coordinator.get(PAGE).text


def test_a_copy_that_was_deleted_is_taken_back(app: Flask, adopted: None) -> None:
    with app.app_context():
        copy = case_of("st-louis")
        cases.delete_case(copy, user_of(COORDINATOR))
        origin = case_of("library")
        assert adopt(origin).id == copy.id and copy.deleted_at is None


@pytest.mark.parametrize("status", [CaseStatus.STOP_ACTION, CaseStatus.CLOSED])
def test_a_case_for_which_nobody_writes_is_not_adopted(app: Flask, visit: Visit, status: CaseStatus) -> None:
    with app.app_context():
        stock().status = status
        db.session.commit()
    client = visit(COORDINATOR)
    assert "Adopt this case" not in client.get("/c/st-louis/library/deniz").text
    assert client.post("/c/st-louis/library/deniz/adopt").status_code == 409


def test_a_case_without_anybody_can_be_adopted(app: Flask) -> None:
    with app.app_context():
        origin = make_case(open_library(), slug="deniz", title="Deniz", published_at=db.func.now())
        db.session.refresh(origin)
        assert adopt(origin).title == "Deniz"


def test_what_the_library_changes_waits_until_the_chapter_takes_it(app: Flask, adopted: None) -> None:
    with app.app_context():
        assert changes() == {}
        edit(deadline_on=date(2026, 12, 24), summary="New.")
        edit(name_amnesty=Answer.YES)
        assert changes() == {
            "case.deadline_on": (None, "2026-12-24", False),
            "case.summary": ("", "New.", False),
            "case.name_amnesty": ("not_stated", "yes", False),
        }
        before = case_of("st-louis").revision
        answer("case.deadline_on", "case.summary", "case.name_amnesty")
        copy = case_of("st-louis")
        assert (copy.deadline_on, copy.summary, copy.name_amnesty) == (date(2026, 12, 24), "New.", Answer.YES)
        assert copy.name_amnesty is Answer.YES and copy.revision > before
        assert changes() == {} and copy.origin_revision == case_of("library").revision


def test_what_moves_no_shared_word_is_no_change(app: Flask, adopted: None) -> None:
    with app.app_context():
        cases.verify_case(case_of("library"), "UTC", user_of(EDITOR))
        edit(local_notes="The editors' own.", story="For the library's page.")
        assert changes() == {}


def test_what_is_kept_back_is_asked_again_only_when_the_library_moves_again(app: Flask, adopted: None) -> None:
    with app.app_context():
        edit(summary="New.", line="A line")
        answer("case.line")
        assert changes() == {}
        edit(line="Another line")
        assert set(changes()) == {"case.line"}
        answer()
        edit(summary="Newer.")
        assert changes() == {"case.summary": ("", "Newer.", True)}  # it was kept, so it is the chapter's own by now
        answer("case.summary")
        assert (case_of("st-louis").summary, case_of("st-louis").line) == ("Newer.", "A line")


def test_what_the_chapter_wrote_itself_is_not_ticked(app: Flask, visit: Visit, adopted: None) -> None:
    with app.app_context():
        edit(summary="Theirs.", line="Their line")
        edit_own(summary="Ours.")
        assert changes()["case.summary"] == ("Ours.", "Theirs.", True)
        db.session.commit()
    client = visit(COORDINATOR)
    page = client.get(CHANGES).text
    assert "You changed this yourself" in page and "Ours." in page and "Theirs." in page
    ticks = [box for box in page.split("<input")[1:] if 'name="take"' in box.split(">")[0]]
    assert sorted(("checked" in box.split(">")[0], "case.line" in box) for box in ticks) == [
        (False, False),
        (True, True),
    ]
    assert "Take over all" not in client.get(PAGE).text  # nothing of the chapter's own goes in one click there
    assert "Changed in the library" in client.get("/c/st-louis/cases").text
    assert client.post(CHANGES, {"take": "case.line", "revision": "1"}).status_code == 409
    revision = page.split('name="revision" value="')[1].split('"')[0]
    assert client.post(CHANGES, {"take": "case.line", "revision": revision}).status_code == 303
    with app.app_context():
        copy = case_of("st-louis")
        assert (copy.summary, copy.line) == ("Ours.", "Their line") and changes() == {}


def test_one_click_takes_all(app: Flask, visit: Visit, adopted: None) -> None:
    with app.app_context():
        edit(summary="Theirs.")
        cases.verify_case(case_of("library"), "UTC", user_of(EDITOR))
        revision = case_of("library").revision
        db.session.commit()
    client = visit(COORDINATOR)
    assert "Take over all" in client.get(PAGE).text
    assert client.post(CHANGES, {"all": "1", "revision": str(revision)}).status_code == 303
    with app.app_context():
        copy = case_of("st-louis")
        assert copy.summary == "Theirs." and copy.verified_on == case_of("library").verified_on
    assert "Changed in the library" not in client.get(PAGE).text
    assert "Your copy says what the library says" in client.get(CHANGES).text


def test_parts_are_compared_field_by_field(app: Flask, visit: Visit, adopted: None) -> None:
    with app.app_context():
        editor, library = user_of(EDITOR), case_of("library")
        target = one_part("library", Addressee)
        edit_part(library, target, {"holder": "The next Minister", "salutation": "Dear Sir"}, target.version, editor)
        letter = one_part("library", SampleLetter)
        add_part(library, SampleLetter, {"language": "tr", "body": "Size yazıyorum."}, editor)
        remove_part(library, letter, editor)
        add_part(library, CaseUpdate, {"happened_on": "2026-11", "text": "The trial begins."}, editor)
        edit_part(
            case_of("st-louis"), one_part("st-louis", Addressee), {"salutation": "Excellency"}, 1, user_of(COORDINATOR)
        )
        found = changes()
        assert {key.split(".")[0] for key in found} == {"addressees", "letters", "updates"} and len(found) == 5
        assert found[f"addressees.{target.ref}.salutation"] == ("Excellency", "Dear Sir", True)
        db.session.commit()
    page = visit(COORDINATOR).get(CHANGES).text
    for words in ("New in the library", "No longer in the library", "Size yazıyorum.", "The next Minister"):
        assert words in page, words
    with app.app_context():
        answer(*(key for key, value in changes().items() if not value[2]))
        mine = one_part("st-louis", Addressee)
        assert (mine.holder, mine.salutation) == ("The next Minister", "Excellency")
        assert one_part("st-louis", SampleLetter).language == "tr"
        assert one_part("st-louis", CaseUpdate).text == "The trial begins."
        assert changes() == {}


def test_a_part_that_the_chapter_removed_comes_back_only_when_asked_for(app: Flask, adopted: None) -> None:
    with app.app_context():
        remove_part(case_of("st-louis"), one_part("st-louis", SampleLetter), user_of(COORDINATOR))
        assert changes() == {}
        letter = one_part("library", SampleLetter)
        edit_part(case_of("library"), letter, {"body": "Other words."}, letter.version, user_of(EDITOR))
        ((key, (mine, _now, is_own)),) = changes().items()
        assert mine is None and is_own
        answer(key)
        assert one_part("st-louis", SampleLetter).body == "Other words." and changes() == {}


def test_the_only_person_can_be_replaced_but_not_taken_out_alone(app: Flask, adopted: None) -> None:
    with app.app_context():
        library, editor = case_of("library"), user_of(EDITOR)
        old = one_part("library", Subject)
        add_part(library, Subject, {"display_name": "Both of them"}, editor)
        remove_part(library, old, editor)
        gone, new = sorted(changes(), key=lambda key: key != f"subjects.{old.ref}")
        with pytest.raises(Refused):
            answer(gone)
        db.session.rollback()
    with app.app_context():
        adopt_again = case_of("st-louis")
        assert adopt_again.title == "Deniz"


def test_a_stop_in_the_library_stops_every_copy_at_once(app: Flask, visit: Visit, adopted: None) -> None:
    with app.app_context():
        adopt(case_of("library"), "lyon", FOREIGN)
        db.session.commit()
    client, other = visit(COORDINATOR), visit(FOREIGN)
    put_on_table(client)
    packet = client.post(f"/c/st-louis/meetings/{MEETING}/packets").location
    assert "Stop action" not in client.get(packet).text
    assert visit(EDITOR).post("/c/library/cases/deniz/stop", {"reason": "He is free."}).status_code == 303
    for someone, slug in ((client, "st-louis"), (other, "lyon")):
        page = someone.get(f"/c/{slug}/cases/deniz").text
        assert "Stop action: do not write for Deniz." in page and "He is free." in page
        assert "Changed in the library" not in page
    assert "Take page" in client.get(packet).text
    with app.app_context(), across_chapters("test"):
        stops = db.session.scalars(select(Entry.chapter_id).where(Entry.action == "stop_case")).all()
        assert sorted(stops) == sorted(get_chapter(slug).id for slug in ("st-louis", "lyon", "library"))


def put_on_table(client: Client) -> None:
    rows = {"rows-0-slug": "a-case", "rows-0-order": "1", "rows-1-slug": "deniz", "rows-1-order": "2"}
    assert client.post(f"/c/st-louis/meetings/{MEETING}/cases", rows).status_code == 303


def test_paper_says_whether_the_library_changed_before_or_after_it_was_printed(
    app: Flask, visit: Visit, adopted: None
) -> None:
    client = visit(COORDINATOR)
    put_on_table(client)
    with app.app_context():
        edit(summary="New.")
        db.session.commit()
    before = "Deniz: changed in the library since you adopted it."
    after = "Deniz: changed in the library since you printed."
    packet = client.post(f"/c/st-louis/meetings/{MEETING}/packets").location
    for path in (packet, f"/c/st-louis/meetings/{MEETING}"):
        assert before in client.get(path).text
    with app.app_context():
        edit(line="A line")
        db.session.commit()
    for path in (packet, f"/c/st-louis/meetings/{MEETING}"):
        assert after in client.get(path).text
    assert "Changed in the library" in client.get("/c/st-louis/").text
    with app.app_context():
        answer()
        db.session.commit()
    page = client.get(packet).text
    assert before not in page and after not in page and "something changed since" not in page


def test_a_stopped_copy_is_active_again_when_the_library_says_so(app: Flask, visit: Visit, adopted: None) -> None:
    with app.app_context():
        cases.stop_case(case_of("library"), "x", user_of(EDITOR))
        db.session.commit()
    refused = visit(COORDINATOR).post(f"{PAGE}/reopen")
    assert refused.status_code == 409 and "The library has stopped this case." in refused.text
    with app.app_context():
        cases.reopen_case(case_of("library"), user_of(EDITOR))
        assert case_of("st-louis").status is CaseStatus.STOP_ACTION
        assert set(changes()) == {"case.state"} and not changes()["case.state"][2]
        answer("case.state")
        copy = case_of("st-louis")
        assert copy.status is CaseStatus.ACTIVE and copy.status_reason == "" and changes() == {}


def test_a_stop_reaches_deleted_and_held_copies_and_leaves_an_end_that_a_chapter_told(
    app: Flask, adopted: None
) -> None:
    with app.app_context():
        adopt(case_of("library"), "lyon", FOREIGN)
        mine = case_of("lyon")
        end = {"outcome": Outcome.RELEASED, "outcome_on": "2026", "status_reason": ""}
        cases.close_case(mine, end, mine.version, user_of(FOREIGN))
        other = case_of("st-louis")
        cases.hold_case(other, "Wait.", user_of(COORDINATOR))
        cases.delete_case(other, user_of(COORDINATOR))
        cases.stop_case(case_of("library"), "x", user_of(EDITOR))
        assert (mine.status, other.status) == (CaseStatus.CLOSED, CaseStatus.STOP_ACTION)


def test_another_end_or_a_hold_is_a_difference_to_accept(app: Flask, adopted: None) -> None:
    with app.app_context():
        edit_own(is_public=False, name_amnesty=Answer.YES)
        edit_own(is_public=True)
        case = case_of("library")
        end = {"outcome": Outcome.RELEASED, "outcome_on": "2026-11", "status_reason": ""}
        cases.close_case(case, end, case.version, user_of(EDITOR))
        assert case_of("st-louis").status is CaseStatus.ACTIVE
        answer("case.state")
        copy = case_of("st-louis")
        assert (copy.status, copy.outcome, copy.outcome_on) == (CaseStatus.CLOSED, Outcome.RELEASED, "2026-11")
        assert not copy.is_public  # it was ticked for what the case was before


def test_what_the_library_takes_out_of_sight_stays_with_the_chapter(app: Flask, visit: Visit, adopted: None) -> None:
    with app.app_context():
        edit(summary="New.")
        case_of("library").published_at = None
        db.session.commit()
    client = visit(COORDINATOR)
    assert "The library does not show it any more." in client.get(PAGE).text
    assert client.get(CHANGES).status_code == 404
    with app.app_context(), pytest.raises(Missing):
        answer_changes(enter(), case_of("st-louis"), None, 1, user_of(COORDINATOR))
    with app.app_context():
        cases.stop_case(case_of("library"), "x", user_of(EDITOR))
        assert case_of("st-louis").status is CaseStatus.STOP_ACTION


def test_the_case_of_another_chapter_is_in_no_library(app: Flask, visit: Visit, adopted: None) -> None:
    for path in ("/c/st-louis/library/a-case", "/c/lyon/library/deniz", "/c/lyon/cases/deniz/library-changes"):
        assert visit(COORDINATOR).get(path).status_code == 404
    assert visit(COORDINATOR).post("/c/st-louis/library/a-case/adopt").status_code == 404


def test_what_the_library_decided_of_a_rule_is_not_said_to_stand_in_the_source(app: Flask) -> None:
    with app.app_context():
        origin = stock()
        decide_rule(origin, RuleName.ENCLOSURES, "no", "Parcels were opened.", origin.version, user_of(EDITOR))
        copy = adopt(origin)
        (decision,) = decisions_of_case(copy)
        assert (copy.enclosures, decision.stated, decision.decided_by_id) == (Answer.NO, "not_stated", None)
        enter("library")
        decide_rule(origin, RuleName.RELIGIOUS_CONTENT, "no", "He asked for it.", origin.version, user_of(EDITOR))
        enter()
        answer("case.religious_content")
        assert [one.rule for one in decisions_of_case(copy)] == [RuleName.ENCLOSURES, RuleName.RELIGIOUS_CONTENT]
