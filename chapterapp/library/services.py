"""Between the library and the chapters: published, adopted, changed, offered. Each chapter's rows stay its own."""

from collections.abc import Collection, Mapping, Set
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import inspect, select

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.cases.models import Case, CaseStatus, Subject
from chapterapp.cases.queries import is_stopped_in_library, subjects_of
from chapterapp.cases.rule_services import copy_decisions
from chapterapp.cases.services import create_case, edit_case, restore_case
from chapterapp.chapters.models import Chapter
from chapterapp.chapters.queries import find_library
from chapterapp.chapters.services import create_chapter
from chapterapp.clock import now
from chapterapp.database import across_chapters, db, lock_table
from chapterapp.errors import Missing, Refused
from chapterapp.library.comparing import Difference, in_terms_of_library
from chapterapp.library.linking import unanswered
from chapterapp.library.models import Offer, OfferState
from chapterapp.library.parts import add_told, connect, link_copies, take_parts
from chapterapp.library.queries import differences, find_copy, find_latest_offer, find_origin, parts_of
from chapterapp.library.sharing import PARTS, RULES, Content, Part, real_values, said_by, shared

OVER = (CaseStatus.STOP_ACTION, CaseStatus.CLOSED)


def open_library(values: Mapping[str, Any], actor: User) -> Chapter:
    """The one library of the site, in the fields of a chapter. Raises Refused if there is one."""
    lock_table(Chapter)
    if find_library():
        raise Refused(_("This site has its library."))
    return create_chapter({**values, "is_library": True}, actor.id)


def publish_case(case: Case, actor: User) -> None:
    """From now on every chapter sees it, and every change of it. Done twice it is done once."""
    if case.published_at is None:
        case.published_at = now()
        db.session.flush()
        record(case.chapter_id, actor.id, "publish_case", f"case {case.id}", ["published_at"])


def withdraw_case(case: Case, actor: User) -> None:
    """A draft again. Copies stay with their chapters, and a stop still reaches them."""
    if case.published_at is not None:
        case.published_at = None
        db.session.flush()
        record(case.chapter_id, actor.id, "withdraw_case", f"case {case.id}", ["published_at"])


def adopt_case(chapter: Chapter, origin: Case, actor: User) -> Case:
    """The chapter's own copy. Adopted twice it is adopted once; one that was deleted is taken back.

    Raises Missing for a draft, Refused for a case for which nobody writes any more.
    """
    _lock(origin)
    if copy := find_copy(chapter, origin):
        if copy.deleted_at is not None:
            restore_case(copy, actor)
        return copy
    if origin.published_at is None or origin.deleted_at is not None:
        raise Missing
    if origin.status in OVER:
        raise Refused(_("Nobody writes for this case any more, so it cannot be adopted."))
    parts = parts_of([origin])[origin.id]
    content = said_by(origin, parts)
    state = real_values(Case, content["case"].pop("state"))
    copy, rows = _create(chapter, content, actor, {**state, "verified_on": origin.verified_on})
    own = {ref: row.ref for ref, row in rows.items()}
    copy.origin_id = origin.id
    copy_decisions(origin, copy, RULES)
    link_copies(chapter, copy, parts, rows, own, actor)
    _remember(copy, origin, said_by(origin, parts), own, rows.keys())
    record(chapter.id, actor.id, "adopt_case", f"case {copy.id}")
    return copy


def _lock(origin: Case) -> None:
    """A stop that comes meanwhile waits, and then finds the copy; one that came before is seen."""
    with across_chapters("a chapter reads a case of the library as it stands"):
        # Columns only: PostgreSQL locks no outer join.
        db.session.refresh(origin, inspect(Case).column_attrs.keys(), with_for_update=True)


def _create(chapter: Chapter, content: Content, actor: User, more: Mapping[str, Any]) -> tuple[Case, dict[str, Part]]:
    """A case of a content, and its parts by the references that they have there."""
    (first, *others) = content["subjects"].items() or [("", {})]
    values = {**real_values(Case, content["case"]), **more}
    case = create_case(chapter, values, actor, subject=real_values(Subject, first[1]))
    subject = subjects_of(chapter, [case])[case.id][0]
    rows: dict[str, Part] = {first[0]: subject}
    connect(chapter, case, subject, first[1], actor)
    for kind in PARTS:
        for ref, plain in others if kind == "subjects" else content[kind].items():
            rows[ref] = add_told(chapter, case, kind, plain, actor)
    return case, rows


def _remember(copy: Case, origin: Case, said: Content, own: Mapping[str, str], fresh: Set[str] = frozenset()) -> None:
    """What the library says now is answered; but of parts that are new here (`fresh`) not what the chapter's own
    places and offices say otherwise."""
    answered = said
    if fresh:
        mine = in_terms_of_library(said_by(copy, parts_of([copy])[copy.id]), own)
        answered = unanswered(said, mine, fresh)
    copy.origin_revision = origin.revision - (answered != said)
    copy.origin_said = {**answered, "own": dict(own)}
    db.session.flush()


def answer_changes(
    chapter: Chapter, case: Case, taken: Collection[str] | None, seen_revision: int, actor: User
) -> list[str]:
    """Take over the differences of these keys (None: all of them) and keep back the others until the library moves
    again. Returns the names of the fields taken.

    Raises Missing if the library shows its case no longer, Refused if it has changed since `seen_revision`.
    """
    if (origin := find_origin(case)) is None:
        raise Missing
    _lock(origin)
    db.session.refresh(case, inspect(Case).column_attrs.keys(), with_for_update=True)
    if origin.revision != seen_revision:
        raise Refused(_("The library has changed this case once more. Look at the differences again."))
    parts = parts_of([case, origin])
    now_said = said_by(origin, parts[origin.id])
    found = differences(case.origin_said, said_by(case, parts[case.id]), now_said)
    chosen = [one for one in found if taken is None or one.key in taken]
    own = dict((case.origin_said or {}).get("own", {}))
    _take_fields(case, chosen, actor)
    copy_decisions(origin, case, {one.name for one in chosen if one.kind == "case"})
    new = take_parts(chapter, case, chosen, parts[case.id], own, actor)
    link_copies(chapter, case, parts[origin.id], new, own, actor)
    if len(chosen) == len(found):
        _take_check(case, origin)
    fresh = new.keys() | {one.ref for one in chosen if one.name == "facility"}
    _remember(case, origin, now_said, own, fresh)
    names = [one.key for one in chosen]
    record(chapter.id, actor.id, "accept_changes", f"case {case.id}", [one.name or one.kind for one in chosen])
    return names


def _take_check(case: Case, origin: Case) -> None:
    """Who says just what the library says is as well checked against the source."""
    if origin.verified_on and (case.verified_on is None or case.verified_on < origin.verified_on):
        case.verified_on, case.verified_by_id = origin.verified_on, None


def _take_fields(case: Case, chosen: Collection[Difference], actor: User) -> None:
    """What may not be shown to the world any longer is not: the tick was given to what the case said before."""
    plain: dict[str, Any] = {one.name: one.now for one in chosen if one.kind == "case"}
    plain |= plain.pop("state", None) or {}
    if plain.get("status") == CaseStatus.ACTIVE and is_stopped_in_library(case):
        raise Refused(_("The library has stopped this case."))
    values = real_values(Case, plain)
    if values and case.is_public and {"status", "name_amnesty"} & values.keys():
        values["is_public"] = False
    if values:
        edit_case(case, values, case.version, actor)


def offer_case(case: Case, actor: User) -> Offer:
    """Hand a copy of the texts to the library's editors. Raises Refused where that makes no sense."""
    if find_library() is None:
        raise Refused(_("This site has no library yet."))
    if case.origin_id is not None:
        raise Refused(_("This case came from the library."))
    if case.status is not CaseStatus.ACTIVE:
        raise Refused(_("Only an active case is offered."))
    db.session.refresh(case, ["revision"], with_for_update=True)
    offered = find_latest_offer(case)
    if offered and offered.state is OfferState.OPEN:
        raise Refused(_("This case is offered already, and waits for an editor."))
    content = shared(case, parts_of([case])[case.id])
    offer = Offer(chapter_id=case.chapter_id, case_id=case.id, content=content, offered_at=now())
    db.session.add(offer)
    db.session.flush()
    record(case.chapter_id, actor.id, "offer_case", f"case {case.id}")
    return offer


def accept_offer(library: Chapter, offer: Offer, actor: User) -> Case:
    """A draft in the library. The chapter's case becomes its first copy, so that changes and stops reach it.

    Raises Missing if somebody answered meanwhile.
    """
    _answer(offer, OfferState.ACCEPTED)
    case, rows = _create(library, offer.content, actor, {})
    with across_chapters("the case that was offered is tied to its place in the library"):
        wanted = select(Case).where(Case.chapter_id == offer.chapter_id, Case.id == offer.case_id)
        copy = db.session.scalars(wanted.with_for_update(), execution_options={"include_deleted": True}).one()
        if copy.origin_id is None:
            copy.origin_id = case.id
            _remember(copy, case, said_by(case, parts_of([case])[case.id]), {row.ref: ref for ref, row in rows.items()})
        record(offer.chapter_id, None, "accept_offer", f"case {copy.id}")
    return case


def decline_offer(offer: Offer, reason: str, actor: User) -> None:
    """Raises Missing if somebody answered meanwhile."""
    _answer(offer, OfferState.DECLINED)
    offer.reason = reason
    db.session.flush()
    record(offer.chapter_id, None, "decline_offer", f"case {offer.case_id}")


def _answer(offer: Offer, state: OfferState) -> None:
    with across_chapters("an editor answers a chapter"):
        db.session.refresh(offer, ["state"], with_for_update=True)
    if offer.state is not OfferState.OPEN:
        raise Missing
    offer.state, offer.answered_at = state, now()
    db.session.flush()
