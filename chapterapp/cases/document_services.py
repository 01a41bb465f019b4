"""Papers of a case: a new case from one, or a further one for a case that is known."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from chapterapp.accounts.models import User
from chapterapp.cases.models import Addressee, Case, CaseDocument, CaseStatus, DocumentKind, SampleLetter, Subject
from chapterapp.cases.part_services import add_part
from chapterapp.cases.queries import find_case_by_number
from chapterapp.cases.rule_services import note_differences, state_rules
from chapterapp.cases.services import create_case, keep_deadline, stop_case, touch
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now, today
from chapterapp.database import db, lock_table
from chapterapp.errors import Refused


def keep_case(
    chapter: Chapter,
    values: Mapping[str, Any],
    subjects: Sequence[Mapping[str, Any]],
    addressees: Sequence[Mapping[str, Any]],
    letter: str,
    document: Mapping[str, Any],
    stated: Mapping[str, Any],
    actor: User,
) -> Case:
    """A new case as somebody accepted it, with its paper. It counts as checked against its source today.

    `stated` are the rules as the paper states them: where `values` say otherwise, `actor` decided so.

    Raises Refused if a case with this number is kept already.
    """
    lock_table(CaseDocument)
    if known := find_case_by_number(chapter, document["number"]):
        raise Refused(_("%(name)s has this number already.", name=known.title), "ua_number")
    first, *others = subjects or [{}]
    case = create_case(chapter, values, actor, subject=first, is_checked=True)
    note_differences(case, stated, _("So entered when %(paper)s was read.", paper=_name_of(document)), actor)
    for one in others:
        add_part(case, Subject, one, actor)
    for one in addressees:
        add_part(case, Addressee, one, actor)
    if letter:
        add_part(case, SampleLetter, {"language": "en", "body": letter}, actor)
    _add_document(case, document, actor)
    if document["kind"] is DocumentKind.STOP:
        stop_case(case, document["title"], actor)
    return case


def add_document(
    chapter: Chapter,
    case: Case,
    changes: Mapping[str, Any],
    addressees: Sequence[Mapping[str, Any]],
    document: Mapping[str, Any],
    stated: Mapping[str, Any],
    actor: User,
) -> None:
    """A further paper: what was chosen of it is taken over, a stop stops. What the chapter wrote itself stays.

    `stated` are the rules that it states, chosen or not.
    """
    db.session.refresh(case, with_for_update=True)
    before = case.deadline_on
    state_rules(case, stated, changes, _name_of(document), actor)
    for name, value in changes.items():
        setattr(case, name, value)
    if changes:
        case.version += 1
        touch(case, actor, "edit_case", changes)
    if case.deadline_on != before:
        keep_deadline(case, before, _name_of(document), actor)
    for one in addressees:
        add_part(case, Addressee, one, actor)
    _add_document(case, document, actor)
    if document["kind"] is DocumentKind.STOP and case.status is not CaseStatus.STOP_ACTION:
        stop_case(case, document["title"], actor)
    elif document["kind"] is not DocumentKind.STOP:
        case.verified_on, case.verified_by_id = today(chapter.time_zone), actor.id
        db.session.flush()


def _name_of(document: Mapping[str, Any]) -> str:
    """ "Third UA 60/16"; of a paper without a number its title."""
    return " ".join(filter(None, [document["issue"].capitalize(), document["number"]])) or document["title"]


def _add_document(case: Case, values: Mapping[str, Any], actor: User) -> None:
    own = {"chapter_id": case.chapter_id, "case_id": case.id}
    db.session.add(CaseDocument(**own, **values, recorded_at=now(), recorded_by_id=actor.id))
    db.session.flush()
    touch(case, actor, "add_document")
