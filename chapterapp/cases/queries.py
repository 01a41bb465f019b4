from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy import case as when
from sqlalchemy.orm import joinedload, undefer

from chapterapp.cases.history_models import DeadlineChange, RuleDecision
from chapterapp.cases.models import (
    Addressee,
    Case,
    CaseDocument,
    CaseStatus,
    CaseUpdate,
    Facility,
    SampleLetter,
    Subject,
)
from chapterapp.cases.reading.numbers import find_numbers
from chapterapp.cases.searching import countries_called, read_words
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import across_chapters, db, prepare
from chapterapp.errors import Missing

UNDO = timedelta(days=30)
READ_ALONG: dict[type, Sequence[Any]] = {
    Subject: (Subject.portrait, Subject.facility),
    Addressee: (Addressee.care_of,),
    RuleDecision: (RuleDecision.decided_by,),
}
Part = TypeVar("Part", Subject, Addressee, SampleLetter, CaseUpdate, RuleDecision)
OnePart = TypeVar("OnePart", bound=Subject | Addressee | SampleLetter | CaseUpdate)


BY_SLUG = prepare(select(Case).where(Case.chapter_id == bindparam("chapter_id"), Case.slug == bindparam("slug")))


def get_case(chapter: Chapter, slug: str) -> Case:
    """Raises Missing."""
    found = db.session.scalars(BY_SLUG, {"chapter_id": chapter.id, "slug": slug}).one_or_none()
    if found is None:
        raise Missing
    return found


def get_deleted_case(chapter: Chapter, slug: str) -> Case:
    """One that can still be taken back. Raises Missing."""
    found = next((case for case in list_deleted(chapter) if case.slug == slug), None)
    if found is None:
        raise Missing
    return found


# Active ones first, the nearest deadline first, then by name.
IN_ORDER: tuple[Any, ...] = (
    when({status: place for place, status in enumerate(CaseStatus)}, value=Case.status),
    Case.deadline_on.is_(None),
    Case.deadline_on,
    Case.title,
    Case.id,
)


def list_cases(chapter: Chapter) -> Sequence[Case]:
    """All of them, in their order."""
    return db.session.scalars(select(Case).where(Case.chapter_id == chapter.id).order_by(*IN_ORDER)).all()


PAGE, FARTHEST = 50, 10_000
# Numbers first, then the rows of one page: SQLite would carry all columns of all cases through its sorter.
LISTED = prepare(select(Case.id, func.count().over()).order_by(*IN_ORDER).limit(PAGE))
SHOWN = prepare(
    select(Case).where(Case.chapter_id == bindparam("chapter_id"), Case.id.in_(bindparam("cases", expanding=True)))
)


class Found(NamedTuple):
    """One page of what a search found, and how many it found in all."""

    cases: Sequence[Case]
    total: int
    page: int
    pages: int


def search_cases(chapter: Chapter, words: str = "", page: int = 1, *, status: CaseStatus | None = None) -> Found:
    """The cases that all these words are found in, in their order; without words all of them. A page that is not there
    is the nearest that is."""
    wanted = and_(matches(chapter, words), *([Case.status == status] if status else []))
    listed = LISTED.where(wanted)
    page = min(max(page, 1), FARTHEST)
    rows = db.session.execute(listed.offset(PAGE * (page - 1))).all()
    if not rows and page > 1:
        total = db.session.scalars(select(func.count()).select_from(Case).where(wanted)).one()
        page = max(1, -(-total // PAGE))
        rows = db.session.execute(listed.offset(PAGE * (page - 1))).all()
    total = rows[0][1] if rows else 0
    asked = {"chapter_id": chapter.id, "cases": [number for number, _total in rows]}
    cases = {case.id: case for case in db.session.scalars(SHOWN, asked)}
    return Found([cases[number] for number, _total in rows], total, page, max(1, -(-total // PAGE)))


def matches(chapter: Chapter, words: str) -> ColumnElement[bool]:
    """What a select of this chapter's cases asks for, so that all these words are found: each in the name, in any
    script, with or without accents, or in the country, a place, a number."""
    own, sought = Case.chapter_id == chapter.id, read_words(words)
    if words.strip() and not any(sought):
        return and_(own, Case.id == 0)  # signs alone are found nowhere
    numbers = [Case.search_text.contains(f" {number} ", autoescape=True) for number in sought.numbers]
    return and_(own, *numbers, *(_holds(word, chapter.locale) for word in sought.words))


def _holds(word: str, locale: str) -> ColumnElement[bool]:
    in_text = Case.search_text.contains(word, autoescape=True)
    codes = countries_called(word, locale)
    return or_(in_text, Case.country.in_(codes)) if codes else in_text


def list_deleted(chapter: Chapter) -> Sequence[Case]:
    """Those deleted in the last 30 days, the latest first."""
    return db.session.scalars(
        select(Case)
        .where(Case.chapter_id == chapter.id, Case.deleted_at > now() - UNDO)
        .order_by(Case.deleted_at.desc()),
        execution_options={"include_deleted": True},
    ).all()


def is_slug_taken(chapter: Chapter, slug: str) -> bool:
    """By any case that ever was, deleted ones too."""
    taken = select(Case.id).where(Case.chapter_id == chapter.id, Case.slug == slug)
    return db.session.scalars(taken, execution_options={"include_deleted": True}).first() is not None


def find_case_by_number(chapter: Chapter, number: str) -> Case | None:
    """The case that a paper of this number belongs to, however the number was typed there."""
    if not (wanted := spell_number(number)):
        return None
    by_paper = select(CaseDocument.case_id).where(CaseDocument.chapter_id == chapter.id, CaseDocument.number == wanted)
    if (known := db.session.scalars(by_paper.limit(1)).first()) is not None:
        return db.session.scalars(select(Case).where(Case.chapter_id == chapter.id, Case.id == known)).one_or_none()
    typed = select(Case.id, Case.ua_number).where(Case.chapter_id == chapter.id, Case.ua_number != "")
    same = (row.id for row in db.session.execute(typed) if spell_number(row.ua_number) == wanted)
    if (known := next(same, None)) is None:
        return None
    return db.session.scalars(select(Case).where(Case.chapter_id == chapter.id, Case.id == known)).one()


def spell_number(words: str) -> str:
    """ "THIRD UA 060/2016" is UA 60/16; empty for what holds no number."""
    found = find_numbers(words)
    return found[0].value if found else ""


def list_copies(origin: Case) -> Sequence[Case]:
    """The copies of a case of the library in all chapters, deleted ones too, with what they last heard from it."""
    copies = select(Case).where(Case.origin_id == origin.id).order_by(Case.id).options(undefer(Case.origin_said))
    with across_chapters("a stop in the library stops every copy"):
        return db.session.scalars(copies, execution_options={"include_deleted": True}).all()


def is_stopped_in_library(case: Case) -> bool:
    """Whether a copy's origin is; a stop or an end of one there waits until this transaction is over."""
    if case.origin_id is None:
        return False
    status = select(Case.status).where(Case.id == case.origin_id).with_for_update(read=True)
    with across_chapters("a copy asks how its origin stands"):
        return db.session.scalars(status).first() is CaseStatus.STOP_ACTION


DOCUMENTS = prepare(
    select(CaseDocument)
    .where(CaseDocument.chapter_id == bindparam("chapter_id"), CaseDocument.case_id == bindparam("case_id"))
    .order_by(CaseDocument.id.desc())
)
DEADLINES = prepare(
    select(DeadlineChange)
    .where(DeadlineChange.chapter_id == bindparam("chapter_id"), DeadlineChange.case_id == bindparam("case_id"))
    .order_by(DeadlineChange.id.desc())
    .options(joinedload(DeadlineChange.changed_by))
)


def documents_of(case: Case) -> Sequence[CaseDocument]:
    """The papers of a case, the latest first."""
    return db.session.scalars(DOCUMENTS, {"chapter_id": case.chapter_id, "case_id": case.id}).all()


def get_document(case: Case, ref: str) -> CaseDocument:
    """Raises Missing."""
    wanted = select(CaseDocument).where(
        CaseDocument.chapter_id == case.chapter_id, CaseDocument.case_id == case.id, CaseDocument.ref == ref
    )
    if (found := db.session.scalars(wanted).one_or_none()) is None:
        raise Missing
    return found


def subjects_of(chapter: Chapter, cases: Sequence[Case]) -> dict[int, list[Subject]]:
    """The subjects of many cases in one query, by the case's id, in their order."""
    return _by_case(chapter, cases, Subject)


def addressees_of(chapter: Chapter, cases: Sequence[Case]) -> dict[int, list[Addressee]]:
    """Each with the embassy or mission that its letters go in the care of."""
    return _by_case(chapter, cases, Addressee)


def letters_of(chapter: Chapter, cases: Sequence[Case]) -> dict[int, list[SampleLetter]]:
    return _by_case(chapter, cases, SampleLetter)


def updates_of(chapter: Chapter, cases: Sequence[Case]) -> dict[int, list[CaseUpdate]]:
    """What happened, the earliest first. A year comes before its months and a month before its days; what has no date
    stands where it was written down."""
    found = _by_case(chapter, cases, CaseUpdate)
    for updates in found.values():
        updates.sort(key=lambda one: (one.happened_on or f"{one.recorded_at:%Y-%m-%d}", one.id))
    return found


def find_told_end(case: Case) -> CaseUpdate | None:
    """What the timeline says of its end, written down when it was closed last."""
    ends = select(CaseUpdate).where(
        CaseUpdate.chapter_id == case.chapter_id, CaseUpdate.case_id == case.id, CaseUpdate.outcome.is_not(None)
    )
    return db.session.scalars(ends.order_by(CaseUpdate.id.desc()).limit(1)).first()


def decisions_of(chapter: Chapter, cases: Sequence[Case]) -> dict[int, list[RuleDecision]]:
    """What was decided of their rules, in the order it was decided, each with who did."""
    return _by_case(chapter, cases, RuleDecision)


def decisions_of_case(case: Case) -> Sequence[RuleDecision]:
    """In the order they were made, each with who made it."""
    asked = {"chapter_id": case.chapter_id, "cases": [case.id]}
    return db.session.scalars(_of_cases(RuleDecision), asked).all()


def deadline_changes_of(case: Case) -> Sequence[DeadlineChange]:
    """The latest first, each with who made it."""
    return db.session.scalars(DEADLINES, {"chapter_id": case.chapter_id, "case_id": case.id}).all()


def list_facilities(chapter: Chapter) -> Sequence[Facility]:
    return db.session.scalars(
        select(Facility).where(Facility.chapter_id == chapter.id).order_by(Facility.name, Facility.id)
    ).all()


def get_facility(chapter: Chapter, ref: str) -> Facility:
    """Raises Missing."""
    wanted = select(Facility).where(Facility.chapter_id == chapter.id, Facility.ref == ref)
    if (found := db.session.scalars(wanted).one_or_none()) is None:
        raise Missing
    return found


def cases_at(facility: Facility) -> Sequence[Case]:
    """Those of people who are held there, by name."""
    held = select(Subject.case_id).where(Subject.chapter_id == facility.chapter_id, Subject.facility_id == facility.id)
    return db.session.scalars(
        select(Case).where(Case.chapter_id == facility.chapter_id, Case.id.in_(held)).order_by(Case.title, Case.id)
    ).all()


def _by_case(chapter: Chapter, cases: Sequence[Case], part: type[Part]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {case.id: [] for case in cases}
    for row in db.session.scalars(_of_cases(part), {"chapter_id": chapter.id, "cases": list(found)}):
        found[row.case_id].append(row)
    return found


@cache
def _of_cases(part: type[Part]) -> Select[Part]:
    order = (part.position, part.id) if hasattr(part, "position") else (part.id,)
    own = part.chapter_id == bindparam("chapter_id"), part.case_id.in_(bindparam("cases", expanding=True))
    together = [joinedload(row) for row in READ_ALONG.get(part, ())]
    return prepare(select(part).where(*own).order_by(*order).options(*together))


def get_part(case: Case, part: type[OnePart], ref: str) -> OnePart:
    """A subject, addressee, letter or update of this case. Raises Missing."""
    wanted = select(part).where(part.chapter_id == case.chapter_id, part.case_id == case.id, part.ref == ref)
    found: OnePart | None = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise Missing
    return found
