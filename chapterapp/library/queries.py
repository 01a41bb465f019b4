"""The library as chapters see it, and what its cases have become in all of them: numbers, never a row of another."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import Bundle, aliased, joinedload

from chapterapp.cases.copies import PORTRAIT, STATE
from chapterapp.cases.models import Addressee, Case, CaseStatus, CaseUpdate, Facility, SampleLetter, Subject
from chapterapp.cases.office_models import Office
from chapterapp.cases.queries import matches
from chapterapp.chapters.models import Chapter
from chapterapp.chapters.queries import find_library
from chapterapp.database import across_chapters, db, prepare
from chapterapp.errors import Missing
from chapterapp.files.models import StoredFile
from chapterapp.letters.models import LetterSum
from chapterapp.library.comparing import Difference, compare, in_terms_of_library
from chapterapp.library.models import Offer, OfferState
from chapterapp.library.sharing import (
    FIELDS,
    OFFICE,
    PARTS,
    PLACE,
    RULES,
    TEXTS,
    WAY,
    Content,
    Parts,
    allowed,
    said_by,
)

PAGE = 50
ENOUGH = 3  # chapters that have counted: with fewer, one could take its own number off and see another's
ORIGIN = aliased(Case)
LISTED = (Case.id, Case.slug, Case.title, Case.line, Case.country, Case.status, Case.outcome, Case.deadline_on,
          Case.verified_on, Case.published_at)  # fmt: skip


def _along(kind: str, rows: Select[Any]) -> Select[Any]:
    """With what the parts refer to, as columns under the names of the relationships; all empty where there is none."""
    if kind == "subjects":
        pictures = (StoredFile.chapter_id == Subject.chapter_id) & (StoredFile.id == Subject.portrait_id)
        places = (Facility.chapter_id == Subject.chapter_id) & (Facility.id == Subject.facility_id)
        rows = rows.add_columns(
            *(getattr(Subject, name) for name in PORTRAIT.values()),
            Bundle("portrait", StoredFile.ref),
            Bundle("facility", *(getattr(Facility, name) for name in PLACE)),
        )
        return rows.select_from(Subject).outerjoin(StoredFile, pictures).outerjoin(Facility, places)
    if kind == "addressees":
        offices = (Office.chapter_id == Addressee.chapter_id) & (Office.id == Addressee.care_of_id)
        rows = rows.add_columns(
            *(getattr(Addressee, name) for name in WAY), Bundle("care_of", *(getattr(Office, name) for name in OFFICE))
        )
        return rows.select_from(Addressee).outerjoin(Office, offices)
    return rows


CASES: BindParameter[Any] = bindparam("cases", expanding=True)
READ = prepare(
    select(*(getattr(Case, name) for name in ("id", "slug", "revision", *TEXTS, *RULES, *STATE))).where(
        Case.id.in_(CASES)
    )
)
READ_PARTS = {
    kind: prepare(
        _along(kind, select(*(getattr(table, name) for name in ("case_id", "ref", *FIELDS[kind]))))
        .where(table.case_id.in_(CASES))
        .order_by(table.id)
    )
    for kind, table in PARTS.items()
}
SHOWN = Case.id == bindparam("origin_id"), Case.published_at.is_not(None)
SHOWN_ORIGIN = prepare(select(Case).where(*SHOWN))
GLANCE = prepare(select(Case.id, Case.slug, Case.revision).where(*SHOWN))
MOVED = prepare(
    select(Case.id, ORIGIN.id, Case.origin_said)
    .join(ORIGIN, ORIGIN.id == Case.origin_id)
    .where(
        Case.chapter_id == bindparam("chapter_id"),
        ORIGIN.published_at.is_not(None),
        ORIGIN.revision > Case.origin_revision,
    )
    .order_by(Case.title, Case.id)
)
ONE_MOVED = MOVED.where(Case.id == bindparam("case_id"))
COPIES = (
    select(Case.deleted_at, func.sum(LetterSum.count), func.sum(LetterSum.tells))
    .outerjoin(LetterSum, (LetterSum.chapter_id == Case.chapter_id) & (LetterSum.case_id == Case.id))
    .where(Case.origin_id == bindparam("origin_id"))
    .group_by(Case.id, Case.deleted_at)
    .execution_options(include_deleted=True)
)


class Shelf(NamedTuple):
    """One page of the library's list; its rows have the columns of LISTED."""

    rows: Sequence[Any]
    has_more: bool


class Counts(NamedTuple):
    """Over all chapters. `letters` is None while too few have counted for one of them to stay unseen in the sum."""

    chapters: int
    letters: int | None


class Changed(NamedTuple):
    """A copy of which the library says something else by now; both cases as rows of READ. `now`: what it says."""

    case: Any
    origin: Any
    now: Content
    differences: list[Difference]


def list_shelf(library: Chapter, words: str = "", page: int = 1, *, drafts: bool = False) -> Shelf:
    """Active cases first, the newest first; `words` as in the search of a chapter's cases. Drafts are for editors."""
    rows = select(*LISTED).where(matches(library, words))
    if not drafts:
        rows = rows.where(Case.published_at.is_not(None))
    order = (Case.status != CaseStatus.ACTIVE, Case.published_at.is_not(None), Case.published_at.desc(), Case.id.desc())
    with across_chapters("what the library has published is there for every chapter"):
        found = db.session.execute(rows.order_by(*order).offset((page - 1) * PAGE).limit(PAGE + 1)).all()
    return Shelf(found[:PAGE], len(found) > PAGE)


def get_published(slug: str) -> Case:
    """A case of the library that every chapter may see. Raises Missing."""
    library = find_library()
    found = None
    if library:
        wanted = select(Case).where(Case.chapter_id == library.id, Case.slug == slug, Case.published_at.is_not(None))
        with across_chapters("what the library has published is there for every chapter"):
            found = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise Missing
    return found


def find_origin(case: Case) -> Case | None:
    """The library's case behind a copy, as long as the library shows it."""
    if case.origin_id is None:
        return None
    with across_chapters("a copy is compared with its origin"):
        return db.session.scalars(SHOWN_ORIGIN, {"origin_id": case.origin_id}).one_or_none()


def find_copy(chapter: Chapter, origin: Case) -> Case | None:
    """The chapter's copy of a case of the library, a deleted one too."""
    wanted = select(Case).where(Case.chapter_id == chapter.id, Case.origin_id == origin.id)
    return db.session.scalars(wanted, execution_options={"include_deleted": True}).one_or_none()


def adopted_among(chapter: Chapter, origins: Collection[int]) -> set[int]:
    """Which of these the chapter has adopted."""
    mine = select(Case.origin_id).where(Case.chapter_id == chapter.id, Case.origin_id.in_(origins))
    return {number for number in db.session.scalars(mine) if number is not None}


def parts_of(cases: Sequence[Case]) -> dict[int, Parts]:
    """All that belongs to cases of the library, of the chapter, or of both, by the case's number."""
    found = {case.id: Parts([], [], [], []) for case in cases}
    with across_chapters("a case and its origin are read together"):
        in_order: list[tuple[str, Any, list[Any]]] = [
            ("subjects", Subject, [joinedload(Subject.portrait), joinedload(Subject.facility)]),
            ("addressees", Addressee, [joinedload(Addressee.care_of)]),
            ("letters", SampleLetter, []),
        ]
        for kind, table, along in in_order:
            chosen = select(table).where(table.case_id.in_(found)).order_by(table.position, table.id).options(*along)
            for row in db.session.scalars(chosen):
                getattr(found[row.case_id], kind).append(row)
        happened = select(CaseUpdate).where(CaseUpdate.case_id.in_(found))
        for update in db.session.scalars(happened.order_by(CaseUpdate.happened_on, CaseUpdate.id)):
            found[update.case_id].updates.append(update)
    return found


def contents_of(numbers: Collection[int]) -> dict[int, tuple[Any, Content]]:
    """Cases of the library and copies by their numbers: a row of READ, and what it says. Read by columns alone, since
    pages of many cases ask."""
    asked = {"cases": list(numbers)}
    with across_chapters("a case and its origin are read together"):
        rows = db.session.execute(READ, asked).all()
        parts = {row.id: Parts([], [], [], []) for row in rows}
        for kind, own in READ_PARTS.items():
            for row in db.session.execute(own, asked):
                getattr(parts[row.case_id], kind).append(row)
    return {row.id: (row, said_by(row, parts[row.id])) for row in rows}


def list_changed(chapter: Chapter, only: Case | None = None) -> list[Changed]:
    """Copies of which the library says something that the chapter has not answered, in a fixed number of queries.

    The revisions are compared first; what moved them may be nothing that is shared.
    """
    with across_chapters("copies are compared with their origins"):
        if only is None:
            pairs = db.session.execute(MOVED, {"chapter_id": chapter.id}).all()
        else:
            pairs = db.session.execute(ONE_MOVED, {"chapter_id": chapter.id, "case_id": only.id}).all()
    if not pairs:
        return []
    contents = contents_of([number for row in pairs for number in row[:2]])
    found = []
    for copy, origin, said in pairs:
        (case, mine), (theirs, now) = contents[copy], contents[origin]
        if differing := differences(said, mine, now):
            found.append(Changed(case, theirs, now, differing))
    return found


def revisions_of(origins: Collection[int]) -> dict[int, int]:
    """The revisions of cases of the library, by their numbers."""
    if not origins:
        return {}
    with across_chapters("paper remembers which revision of the library it was printed after"):
        rows = db.session.execute(select(Case.id, Case.revision).where(Case.id.in_(origins))).all()
    return {row.id: row.revision for row in rows}


def differences(said: dict[str, Any] | None, mine: Content, now: Content) -> list[Difference]:
    """`said`: what a copy remembers of its origin (`origin_said`)."""
    before = said or {}
    return compare(before, in_terms_of_library(mine, before.get("own", {})), allowed(now))


def count_copies(origins: Collection[int]) -> dict[int, int]:
    """How many chapters have adopted each of these."""
    copies = select(Case.origin_id, func.count(Case.id)).where(Case.origin_id.in_(origins)).group_by(Case.origin_id)
    with across_chapters("how many chapters have adopted a case is a number"):
        return {row[0]: row[1] for row in db.session.execute(copies) if row[0] is not None}


def count_over_chapters(origin: Any) -> Counts:
    """Of one case of the library, or its row. A deleted copy is adopted no longer, but its letters count on."""
    with across_chapters("what all chapters wrote for a case is a sum"):
        rows = db.session.execute(COPIES, {"origin_id": origin.id}).all()
    told = [row[1] for row in rows if (row[2] or 0) > 0]
    return Counts(sum(row[0] is None for row in rows), sum(told) if len(told) >= ENOUGH else None)


def list_offers() -> Sequence[Offer]:
    """Those that wait for an editor, the oldest first, each with its chapter."""
    waiting = select(Offer).where(Offer.state == OfferState.OPEN).options(joinedload(Offer.chapter)).order_by(Offer.id)
    with across_chapters("the editors of the library see what chapters offer"):
        return db.session.scalars(waiting).all()


def count_offers() -> int:
    with across_chapters("the editors of the library see how many offers wait"):
        return db.session.scalars(select(func.count(Offer.id)).where(Offer.state == OfferState.OPEN)).one()


def get_offer(ref: str) -> Offer:
    """One that waits. Raises Missing."""
    wanted = select(Offer).where(Offer.ref == ref, Offer.state == OfferState.OPEN).options(joinedload(Offer.chapter))
    with across_chapters("the editors of the library see what chapters offer"):
        found = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise Missing
    return found


def find_latest_offer(case: Case) -> Offer | None:
    offers = select(Offer).where(Offer.chapter_id == case.chapter_id, Offer.case_id == case.id)
    return db.session.scalars(offers.order_by(Offer.id.desc()).limit(1)).one_or_none()


class OnCase(NamedTuple):
    """What a case's page says of the library. `origin`: a row of GLANCE, of a copy whose origin is shown there."""

    origin: Any = None
    changed: Changed | None = None
    counts: Counts | None = None
    offer: Offer | None = None
    exists: bool = False


def look_at(chapter: Chapter, case: Case) -> OnCase:
    if chapter.is_library:
        return OnCase(counts=count_over_chapters(case))
    if case.origin_id is None:
        return OnCase(offer=find_latest_offer(case), exists=find_library() is not None)
    with across_chapters("a copy is compared with its origin"):
        origin = db.session.execute(GLANCE, {"origin_id": case.origin_id}).one_or_none()
    if origin is None:
        return OnCase()
    changed = list_changed(chapter, case) if origin.revision > (case.origin_revision or 0) else []
    return OnCase(origin, next(iter(changed), None), count_over_chapters(origin))
