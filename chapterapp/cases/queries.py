from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import case as when
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from chapterapp.cases.models import Addressee, Case, CaseDocument, CaseStatus, CaseUpdate, SampleLetter, Subject
from chapterapp.cases.reading.numbers import find_numbers
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Missing

UNDO = timedelta(days=30)
Part = TypeVar("Part", Subject, Addressee, SampleLetter, CaseUpdate)
OnePart = TypeVar("OnePart", bound=Subject | Addressee | SampleLetter | CaseUpdate)


def get_case(chapter: Chapter, slug: str) -> Case:
    """Raises Missing."""
    found = db.session.scalars(select(Case).where(Case.chapter_id == chapter.id, Case.slug == slug)).one_or_none()
    if found is None:
        raise Missing
    return found


def get_deleted_case(chapter: Chapter, slug: str) -> Case:
    """One that can still be taken back. Raises Missing."""
    found = next((case for case in list_deleted(chapter) if case.slug == slug), None)
    if found is None:
        raise Missing
    return found


def list_cases(chapter: Chapter) -> Sequence[Case]:
    """Active ones first, the nearest deadline first, then by name."""
    order = when({status: place for place, status in enumerate(CaseStatus)}, value=Case.status)
    return db.session.scalars(
        select(Case)
        .where(Case.chapter_id == chapter.id)
        .order_by(order, Case.deadline_on.is_(None), Case.deadline_on, Case.title, Case.id)
    ).all()


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


def documents_of(case: Case) -> Sequence[CaseDocument]:
    """The papers of a case, the latest first."""
    return db.session.scalars(
        select(CaseDocument)
        .where(CaseDocument.chapter_id == case.chapter_id, CaseDocument.case_id == case.id)
        .order_by(CaseDocument.id.desc())
    ).all()


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
    return _by_case(
        chapter, cases, Subject, order=(Subject.position, Subject.id), options=(joinedload(Subject.portrait),)
    )


def addressees_of(chapter: Chapter, cases: Sequence[Case]) -> dict[int, list[Addressee]]:
    """Each with the embassy or mission that its letters go in the care of."""
    order, options = (Addressee.position, Addressee.id), (joinedload(Addressee.care_of),)
    return _by_case(chapter, cases, Addressee, order=order, options=options)


def letters_of(chapter: Chapter, cases: Sequence[Case]) -> dict[int, list[SampleLetter]]:
    return _by_case(chapter, cases, SampleLetter, order=(SampleLetter.position, SampleLetter.id))


def updates_of(chapter: Chapter, cases: Sequence[Case]) -> dict[int, list[CaseUpdate]]:
    """What happened, the earliest first."""
    return _by_case(chapter, cases, CaseUpdate, order=(CaseUpdate.happened_on, CaseUpdate.id))


def _by_case(
    chapter: Chapter, cases: Sequence[Case], part: type[Part], *, order: tuple[Any, ...], options: tuple[Any, ...] = ()
) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {case.id: [] for case in cases}
    chosen = select(part).where(part.chapter_id == chapter.id, part.case_id.in_(found)).order_by(*order)
    for row in db.session.scalars(chosen.options(*options)):
        found[row.case_id].append(row)
    return found


def get_part(case: Case, part: type[OnePart], ref: str) -> OnePart:
    """A subject, addressee, letter or update of this case. Raises Missing."""
    wanted = select(part).where(part.chapter_id == case.chapter_id, part.case_id == case.id, part.ref == ref)
    found: OnePart | None = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise Missing
    return found
