"""Plain typed factories: a row with sensible values, flushed, never committed."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, TypeVar

from chapterapp.cases.history_models import DeadlineChange, RuleDecision, RuleName
from chapterapp.cases.models import (
    Addressee,
    Answer,
    Case,
    CaseDocument,
    DocumentKind,
    Facility,
    SampleLetter,
    Subject,
)
from chapterapp.cases.office_models import Office
from chapterapp.chapters.models import Chapter
from chapterapp.clock import instant, now
from chapterapp.database import Model, db
from chapterapp.labels.models import LabelOffset, LabelStock
from chapterapp.meetings.models import AgendaItem, FeaturedCase, Meeting
from chapterapp.meetings.rsvp_models import Rsvp, RsvpAnswer
from chapterapp.members.models import Member

Row = TypeVar("Row", bound=Model)
CHECKED = max(date(2026, 11, 1), now().date())  # before the meetings of the tests, and not long ago either way


def saved(row: Row) -> Row:
    db.session.add(row)
    db.session.flush()
    return row


def make_member(chapter: Chapter, **values: Any) -> Member:
    return saved(Member(chapter_id=chapter.id, **{"display_name": "Joan Pryor", **values}))


def make_case(chapter: Chapter, **values: Any) -> Case:
    """One that was checked against its source, so that it is printed."""
    given: dict[str, Any] = {"slug": "samira", "title": "Samira Haddad", "country": "EG", "verified_on": CHECKED}
    given["recommended_actions"] = "Release her."
    return saved(Case(chapter_id=chapter.id, **(given | values)))


def make_subject(case: Case, **values: Any) -> Subject:
    return saved(Subject(chapter_id=case.chapter_id, case_id=case.id, **({"display_name": case.title} | values)))


def make_document(case: Case, **values: Any) -> CaseDocument:
    given = {"kind": DocumentKind.FIRST, "text": "Its text.", "recorded_at": now()}
    return saved(CaseDocument(chapter_id=case.chapter_id, case_id=case.id, **(given | values)))


def make_facility(chapter: Chapter, **values: Any) -> Facility:
    return saved(Facility(chapter_id=chapter.id, **({"name": "Qanater Prison", "country": "EG"} | values)))


def make_decision(case: Case, rule: RuleName = RuleName.ENCLOSURES, **values: Any) -> RuleDecision:
    """The case's column is set with it."""
    given: dict[str, Any] = {"value": "no", "stated": Answer.NOT_STATED.value, "reason": "To be safe.", **values}
    setattr(case, rule.value, type(getattr(case, rule.value))(given["value"]))
    return saved(RuleDecision(chapter_id=case.chapter_id, case_id=case.id, rule=rule, decided_at=now(), **given))


def make_deadline_change(case: Case, **values: Any) -> DeadlineChange:
    given = {"old": date(2026, 10, 1), "source": "Second UA 60/16", "changed_at": now()} | values
    return saved(DeadlineChange(chapter_id=case.chapter_id, case_id=case.id, **given))


def make_addressee(case: Case, **values: Any) -> Addressee:
    given = {"holder": "The Minister", "address_lines": "1 Invented Street\nCairo", "salutation": "Dear Minister"}
    return saved(Addressee(chapter_id=case.chapter_id, case_id=case.id, **(given | values)))


def make_office(chapter: Chapter, **values: Any) -> Office:
    given = {"name": "Embassy of Egypt", "of_country": "EG", "holder": "Jane Doe", "salutation": "Your Excellency,"}
    stands = {"address_lines": "2 Invented Street NW\nWashington, DC 20000", "address_country": "US"}
    return saved(Office(chapter_id=chapter.id, **(given | stands | values)))


def make_letter(case: Case, **values: Any) -> SampleLetter:
    return saved(SampleLetter(chapter_id=case.chapter_id, case_id=case.id, **({"body": "I write to you."} | values)))


def make_label_stock(chapter: Chapter, **values: Any) -> LabelStock:
    """A sheet of two by five labels, with a printer that is out on it."""
    given = {"name": "Own labels", "sheet_width": 210.0, "sheet_height": 297.0, "columns": 2, "rows": 5}
    measures = {"left": 5.0, "top": 10.0, "across": 100.0, "down": 55.0, "width": 98.0, "height": 54.0}
    stock = saved(LabelStock(chapter_id=chapter.id, **(given | measures | values)))
    own = {"chapter_id": chapter.id, "stock": f"own-{stock.ref}", "printer": "In the hall", "saved_at": now()}
    saved(LabelOffset(**own, x=1.5, y=-0.5))
    return stock


def make_meeting(chapter: Chapter, cases: Sequence[Case] = (), **values: Any) -> Meeting:
    given = {"slug": "2026-12-22", "title": "Letter writing", "meets_on": date(2026, 12, 22), "starts": time(19)}
    filled: dict[str, Any] = {"ends": time(20, 30), "time_zone": chapter.time_zone} | given | values
    day, zone = filled["meets_on"], filled["time_zone"]
    filled["starts_at"] = instant(datetime.combine(day, filled["starts"]), zone)
    filled["ends_at"] = instant(datetime.combine(day, filled["ends"]), zone)
    meeting = saved(Meeting(chapter_id=chapter.id, **filled))
    own = {"chapter_id": chapter.id, "meeting_id": meeting.id}
    saved(AgendaItem(**own, position=1, minutes=10, title="Welcome"))
    for position, case in enumerate(cases, 1):
        saved(FeaturedCase(**own, case_id=case.id, position=position))
    return meeting


def make_rsvp(meeting: Meeting, member: Member, answer: RsvpAnswer = RsvpAnswer.GOING, guests: int = 0) -> Rsvp:
    own = {"chapter_id": meeting.chapter_id, "meeting_id": meeting.id, "member_id": member.id}
    return saved(Rsvp(**own, answer=answer, guests=guests, answered_at=now()))
