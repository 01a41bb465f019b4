"""Cases: entered, changed, checked, held, stopped, closed, deleted and taken back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.cases.copies import note_state
from chapterapp.cases.endings import line_of
from chapterapp.cases.history_models import DeadlineChange, RuleName
from chapterapp.cases.models import (
    Addressee,
    Case,
    CaseDocument,
    CaseStatus,
    Outcome,
    SampleLetter,
    Subject,
    UpdateKind,
)
from chapterapp.cases.office_queries import followers_of
from chapterapp.cases.office_rules import values_from
from chapterapp.cases.queries import is_slug_taken, is_stopped_in_library, list_copies
from chapterapp.cases.rules import goes_against, lack_for_world
from chapterapp.cases.searching import text_of
from chapterapp.cases.timeline import correct_end, keep_end, tell, tell_end
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now, today
from chapterapp.database import across_chapters, db
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
    is_checked: bool = False,
) -> Case:
    """A new case, with its first subject (called like the case unless it says otherwise), addressee and letter.
    `is_checked`: somebody compared it with its source today.

    Its slug is minted from its title once; a title without Latin letters gets "case". Raises Refused if it is to be
    shown to the world and may not be.
    """
    wanted = slugify(values["title"]) or "case"
    slug = first_free(wanted, lambda taken: is_slug_taken(chapter, taken))
    case = Case(chapter_id=chapter.id, slug=slug, changed_by_id=actor.id, **values)
    if is_checked:
        case.verified_on, case.verified_by_id = today(chapter.time_zone), actor.id
    db.session.add(case)
    db.session.flush()
    check_shown(case)
    own = {"chapter_id": chapter.id, "case_id": case.id}
    db.session.add(Subject(**own, **{"display_name": case.title, **(subject or {})}))
    if addressee:
        db.session.add(Addressee(**own, **addressee))
    if letter:
        db.session.add(SampleLetter(**own, **letter))
    refold(case)
    db.session.flush()
    record(chapter.id, actor.id, "create_case", f"case {case.id}", values)
    return case


def create_past_case(chapter: Chapter, values: Mapping[str, Any], actor: User, subject: Mapping[str, Any]) -> Case:
    """One that ended before the chapter kept its cases here; `subject` says since when somebody was held, and why."""
    case = create_case(chapter, {**values, "status": CaseStatus.CLOSED}, actor, subject=subject)
    tell_end(case)
    return case


def edit_case(case: Case, values: Mapping[str, Any], version: int, actor: User) -> None:
    """Change its fields. Raises Stale if somebody changed them since `version`; Refused if the world may not see it, or
    if a rule would allow what the source forbids: that is decided, with a reason (rule_services)."""
    before = {name: getattr(case, name) for name in values}
    if changed := apply_changes(case, values, version):
        check_shown(case)
        for rule in RuleName:
            if rule.value in changed and goes_against(rule, before[rule.value], values[rule.value]):
                raise Refused(
                    _("The source forbids it, it says here. Decide otherwise on the case's page."), rule.value
                )
        if "deadline_on" in changed:
            keep_deadline(case, before["deadline_on"], "", actor)
        touch(case, actor, "edit_case", changed)


def keep_deadline(case: Case, old: date | None, source: str, actor: User) -> None:
    """Write down that the deadline was another one; `source` is the paper that moved it, empty if somebody typed it."""
    if old is not None:
        own = {"chapter_id": case.chapter_id, "case_id": case.id, "changed_at": now(), "changed_by_id": actor.id}
        db.session.add(DeadlineChange(**own, old=old, new=case.deadline_on, source=source))
        db.session.flush()


def check_shown(case: Case) -> None:
    """Raises Refused where a case that is ticked for the world may not be shown, with the field that says so."""
    if not case.is_public:
        return
    if lack := lack_for_world(case):
        raise Refused(lack.words, lack.field)


def touch(case: Case, actor: User, action: str, fields: Iterable[str] = ()) -> None:
    """Something of the case changed: count it, so that packets know, and write down who did it."""
    case.revision += 1
    case.changed_by_id = actor.id
    refold(case)
    db.session.flush()
    record(case.chapter_id, actor.id, action, f"case {case.id}", fields)


def refold(case: Case) -> None:
    """What it is found by, from what it and its parts say now. Whatever changes them ends here, by touch or create."""
    people = select(Subject.display_name, Subject.own_script_name, Subject.held_at).where(
        Subject.chapter_id == case.chapter_id, Subject.case_id == case.id
    )
    papers = select(CaseDocument.number, CaseDocument.index_number).where(
        CaseDocument.chapter_id == case.chapter_id, CaseDocument.case_id == case.id
    )
    texts = [case.title, case.line, case.region, case.issues]
    texts += [word for row in db.session.execute(people) for word in row]
    numbers = [case.ua_number, case.index_number]
    numbers += [word for row in db.session.execute(papers) for word in row]
    case.search_text = text_of((text or "" for text in texts), (number or "" for number in numbers))


def verify_case(case: Case, time_zone: str, actor: User) -> None:
    """Somebody compared it with its source today."""
    case.verified_on, case.verified_by_id = today(time_zone), actor.id
    touch(case, actor, "verify_case", ["verified_on"])


def hold_case(case: Case, reason: str, actor: User) -> None:
    _set_status(case, CaseStatus.ON_HOLD, reason, actor, "hold_case")


def stop_case(case: Case, reason: str, actor: User) -> None:
    """Stop action: nobody writes any more, and no paper carries it; of a case of the library, in every chapter at once.

    A copy that is closed stays closed: nobody writes for it, and its end is the chapter's to tell.
    """
    _set_status(case, CaseStatus.STOP_ACTION, reason, actor, "stop_case")
    with across_chapters("a stop in the library stops every copy at once"):
        for copy in list_copies(case):
            db.session.refresh(copy, ["status"], with_for_update=True)
            if copy.status not in (CaseStatus.STOP_ACTION, CaseStatus.CLOSED):
                _set_status(copy, CaseStatus.STOP_ACTION, reason, actor, "stop_case")
                note_state(copy, case)
        db.session.flush()


def reopen_case(case: Case, actor: User) -> None:
    """Active again, after a hold, a stop or an end that did not last, which the timeline keeps."""
    db.session.refresh(case, with_for_update=True)  # of two at once the second sees what the first did
    if case.status is CaseStatus.ACTIVE:
        raise Refused(_("This case is active already."))
    if is_stopped_in_library(case):
        raise Refused(_("The library has stopped this case. It can be active again when the library says so."))
    if case.status is CaseStatus.CLOSED:
        keep_end(case)
        tell(case, UpdateKind.OTHER, _("The case was taken up again."))
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
    was_closed, before, before_on = case.status is CaseStatus.CLOSED, case.outcome, case.outcome_on
    if told.get("outcome") is Outcome.REARRESTED and before is not Outcome.REARRESTED:
        raise Refused(_("An arrest is no end. If somebody was free, say on the page of the case: arrested again."),
                      "outcome")  # fmt: skip
    if changed := apply_changes(case, told, version):
        check_shown(case)
        if was_closed:
            correct_end(case, before, before_on)
        else:
            tell_end(case)
        touch(case, actor, "close_case", changed)


def rearrest_case(case: Case, values: Mapping[str, Any], version: int, actor: User) -> None:
    """Somebody who was free was arrested again (`happened_on`, `text`, `source`): the case is open once more, wants to
    be checked, and the world no longer reads of a release. The timeline keeps both.

    Raises Stale if somebody changed it since `version`, Refused if it is open.
    """
    if case.status is not CaseStatus.CLOSED:
        raise Refused(_("This case is open already. Write the arrest into its timeline."))
    keep_end(case)
    again = {"status": CaseStatus.ACTIVE, "status_reason": "", "outcome": None, "outcome_on": "", "is_public": False}
    changed = apply_changes(case, {**again, "verified_on": None, "verified_by_id": None}, version)
    text = values["text"] or line_of(Outcome.REARRESTED)
    tell(case, UpdateKind.ARREST, text, values["happened_on"], values["source"], Outcome.REARRESTED)
    touch(case, actor, "rearrest_case", changed)


def _set_status(case: Case, status: CaseStatus, reason: str, actor: User, action: str) -> None:
    """With another status the tick for the world is gone: it was given to what the case was before."""
    db.session.refresh(case, with_for_update=True)  # or a tick that came meanwhile would stay
    case.status, case.status_reason, case.status_at, case.is_public = status, reason, now(), False
    case.version += 1
    touch(case, actor, action, ["status", "status_reason", "is_public"])


def delete_case(case: Case, actor: User) -> None:
    """Out of sight; for 30 days it can be taken back."""
    case.deleted_at = now()
    touch(case, actor, "delete_case", ["deleted_at"])


def restore_case(case: Case, actor: User) -> None:
    case.deleted_at = None
    touch(case, actor, "restore_case", ["deleted_at"])
