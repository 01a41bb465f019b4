"""Cases: entered, changed, checked, held, stopped, closed, deleted and taken back."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.cases.models import Addressee, Case, CaseStatus, SampleLetter, Subject
from chapterapp.cases.office_queries import followers_of
from chapterapp.cases.office_rules import values_from
from chapterapp.cases.queries import is_slug_taken
from chapterapp.cases.rules import lack_for_world
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now, today
from chapterapp.database import db
from chapterapp.editing import apply_changes
from chapterapp.errors import Refused
from chapterapp.slugs import first_free, slugify


def create_case(
    chapter: Chapter,
    values: Mapping[str, Any],
    actor: User,
    *,
    subject: Mapping[str, Any] | None = None,
    addressee: Mapping[str, Any] | None = None,
    letter: Mapping[str, Any] | None = None,
) -> Case:
    """A new case, with its first subject (called like the case unless it says otherwise), addressee and letter.

    Its slug is minted from its title once; a title without Latin letters gets "case". Raises Refused if it is to be
    shown to the world and may not be.
    """
    wanted = slugify(values["title"]) or "case"
    slug = first_free(wanted, lambda taken: is_slug_taken(chapter, taken))
    case = Case(chapter_id=chapter.id, slug=slug, changed_by_id=actor.id, **values)
    db.session.add(case)
    db.session.flush()
    _check_shown(case)
    own = {"chapter_id": chapter.id, "case_id": case.id}
    db.session.add(Subject(**own, **{"display_name": case.title, **(subject or {})}))
    if addressee:
        db.session.add(Addressee(**own, **addressee))
    if letter:
        db.session.add(SampleLetter(**own, **letter))
    db.session.flush()
    record(chapter.id, actor.id, "create_case", f"case {case.id}", values)
    return case


def create_past_case(chapter: Chapter, values: Mapping[str, Any], actor: User, subject: Mapping[str, Any]) -> Case:
    """One that ended before the chapter kept its cases here; `subject` says since when somebody was held, and why."""
    return create_case(chapter, {**values, "status": CaseStatus.CLOSED}, actor, subject=subject)


def edit_case(case: Case, values: Mapping[str, Any], version: int, actor: User) -> None:
    """Change its fields. Raises Stale if somebody changed them since `version`, Refused if the world may not see it."""
    if changed := apply_changes(case, values, version):
        _check_shown(case)
        touch(case, actor, "edit_case", changed)


def _check_shown(case: Case) -> None:
    """Raises Refused where a case that is ticked for the world may not be shown, with the field that says so."""
    if not case.is_public:
        return
    if lack := lack_for_world(case):
        raise Refused(lack.words, lack.field)


def touch(case: Case, actor: User, action: str, fields: Iterable[str] = ()) -> None:
    """Something of the case changed: count it, so that packets know, and write down who did it."""
    case.revision += 1
    case.changed_by_id = actor.id
    db.session.flush()
    record(case.chapter_id, actor.id, action, f"case {case.id}", fields)


def verify_case(case: Case, time_zone: str, actor: User) -> None:
    """Somebody compared it with its source today."""
    case.verified_on, case.verified_by_id = today(time_zone), actor.id
    touch(case, actor, "verify_case", ["verified_on"])


def hold_case(case: Case, reason: str, actor: User) -> None:
    _set_status(case, CaseStatus.ON_HOLD, reason, actor, "hold_case")


def stop_case(case: Case, reason: str, actor: User) -> None:
    """Stop action: nobody writes any more, and no paper carries it."""
    _set_status(case, CaseStatus.STOP_ACTION, reason, actor, "stop_case")


def reopen_case(case: Case, actor: User) -> None:
    """Active again, after a hold, a stop or an end that did not last."""
    if case.status is CaseStatus.ACTIVE:
        raise Refused(_("This case is active already."))
    case.outcome, case.outcome_on = None, ""
    for addressee, office in followers_of(case):  # while it was closed it was not told of new holders
        for name, value in values_from(office).items():
            setattr(addressee, name, value)
    _set_status(case, CaseStatus.ACTIVE, "", actor, "reopen_case")


def close_case(case: Case, values: Mapping[str, Any], version: int, actor: User) -> None:
    """It ended, or what is said of its end is put right; the world sees it only if `values` say so now.

    Raises Stale if somebody changed it since `version`, Refused if the world may not see it.
    """
    told = {"is_public": False, **values, "status": CaseStatus.CLOSED}
    if changed := apply_changes(case, told, version):
        _check_shown(case)
        touch(case, actor, "close_case", changed)


def _set_status(case: Case, status: CaseStatus, reason: str, actor: User, action: str) -> None:
    """With another status the tick for the world is gone: it was given to what the case was before."""
    db.session.refresh(case, with_for_update=True)  # or a tick that came meanwhile would stay
    case.status, case.status_reason, case.is_public = status, reason, False
    case.version += 1
    touch(case, actor, action, ["status", "status_reason", "is_public"])


def delete_case(case: Case, actor: User) -> None:
    """Out of sight; for 30 days it can be taken back."""
    case.deleted_at = now()
    touch(case, actor, "delete_case", ["deleted_at"])


def restore_case(case: Case, actor: User) -> None:
    case.deleted_at = None
    touch(case, actor, "restore_case", ["deleted_at"])
