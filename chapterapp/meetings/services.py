"""Meetings: planned, changed, cancelled, held, deleted and taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.editing import apply_changes
from chapterapp.errors import Refused
from chapterapp.meetings.hours import BEFORE, instants
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.meetings.queries import is_slug_taken
from chapterapp.meetings.recurrence import AgendaRow as AgendaRow
from chapterapp.meetings.recurrence import CaseRow as CaseRow
from chapterapp.meetings.rsvp_services import forget_rsvps
from chapterapp.meetings.table import feature_cases as feature_cases
from chapterapp.meetings.table import set_agenda as set_agenda
from chapterapp.slugs import first_free

LONGEST_HOURS = 18


def schedule_meeting(
    chapter: Chapter,
    values: Mapping[str, Any],
    actor: User,
    *,
    agenda: Sequence[AgendaRow] = (),
    cases: Sequence[CaseRow] = (),
) -> Meeting:
    """A new meeting of the fields given: title, meets_on, starts and ends at least. It stays in the chapter's zone of
    today, and its slug is minted from its date once.

    Raises Refused for hours that cannot be, Missing for a case that is not the chapter's.
    """
    hours = _check_hours(values, chapter.time_zone)
    slug = first_free(values["meets_on"].isoformat(), lambda wanted: is_slug_taken(chapter, wanted))
    meeting = Meeting(chapter_id=chapter.id, slug=slug, time_zone=chapter.time_zone, **hours, **values)
    db.session.add(meeting)
    db.session.flush()
    record(chapter.id, actor.id, "schedule_meeting", f"meeting {meeting.id}", values)
    set_agenda(meeting, agenda, actor)
    feature_cases(meeting, cases, actor)
    return meeting


def edit_meeting(meeting: Meeting, values: Mapping[str, Any], version: int, actor: User) -> None:
    """Change its fields; on another day nobody has said yet whether they come. Raises Stale if somebody changed the
    meeting since `version`, Refused for impossible hours."""
    now_kept = {name: getattr(meeting, name) for name in ("meets_on", "starts", "ends")}
    hours = _check_hours({**now_kept, **values}, meeting.time_zone)
    if changed := apply_changes(meeting, {**values, **hours}, version):
        _record(meeting, actor, "edit_meeting", changed)
        if "meets_on" in changed:
            forget_rsvps(meeting)


def _check_hours(values: Mapping[str, Any], time_zone: str) -> dict[str, Any]:
    if not 2000 <= values["meets_on"].year <= 2100:
        raise Refused(_("The year is from 2000 to 2100."), "meets_on")
    starts_at, ends_at = instants(values["meets_on"], values["starts"], values["ends"], time_zone)
    hours = (ends_at - starts_at).total_seconds() / 3600
    if not 0 < hours <= LONGEST_HOURS:
        raise Refused(
            _("From this start to this end it is %(hours)d hours. Most are %(most)d.", hours=hours, most=LONGEST_HOURS),
            "ends",
        )
    return {"starts_at": starts_at, "ends_at": ends_at}


def cancel_meeting(meeting: Meeting, reason: str, actor: User) -> None:
    """It does not take place; it stays, marked as cancelled. Raises Refused for one that was held."""
    lock(meeting)
    if meeting.status is MeetingStatus.HELD:
        raise Refused(_("This meeting was held. It cannot be cancelled any more."))
    if meeting.status is MeetingStatus.SCHEDULED:
        _set(meeting, actor, "cancel_meeting", status=MeetingStatus.CANCELLED, cancel_reason=reason)


def take_back_cancel(meeting: Meeting, actor: User) -> None:
    """It takes place after all."""
    lock(meeting)
    if meeting.status is MeetingStatus.CANCELLED:
        _set(meeting, actor, "take_back_cancel", status=MeetingStatus.SCHEDULED, cancel_reason="")


def mark_held(meeting: Meeting, actor: User) -> None:
    """It took place. Raises Refused for a cancelled one and before it can have begun."""
    lock(meeting)
    if meeting.status is MeetingStatus.CANCELLED:
        raise Refused(_("This meeting is cancelled. Take that back before you mark it as held."))
    if now() < meeting.starts_at - BEFORE:
        raise Refused(_("This meeting has not begun yet."))
    if meeting.status is MeetingStatus.SCHEDULED:
        _set(meeting, actor, "mark_held", status=MeetingStatus.HELD)


def take_back_held(meeting: Meeting, actor: User) -> None:
    """It was marked as held too early, or by a slip."""
    lock(meeting)
    if meeting.status is MeetingStatus.HELD:
        _set(meeting, actor, "take_back_held", status=MeetingStatus.SCHEDULED)


def delete_meeting(meeting: Meeting, actor: User) -> None:
    """Out of sight; for 30 days it can be restored."""
    lock(meeting)
    if meeting.deleted_at is None:
        _set(meeting, actor, "delete_meeting", deleted_at=now())


def restore_meeting(meeting: Meeting, actor: User) -> None:
    """Bring back a deleted one, with its cases, agenda and packets as they were."""
    lock(meeting)
    if meeting.deleted_at is not None:
        _set(meeting, actor, "restore_meeting", deleted_at=None)


def lock(meeting: Meeting) -> None:
    """Of two who change it at once the second waits here, and then sees what the first did."""
    db.session.refresh(meeting, with_for_update=True)


def hold_if_over(meeting: Meeting, actor: User) -> None:
    """What was counted, typed in or mailed after its end was held; nobody has to say so."""
    if meeting.status is MeetingStatus.SCHEDULED and now() > meeting.ends_at:
        mark_held(meeting, actor)


def _set(meeting: Meeting, actor: User, action: str, **values: Any) -> None:
    _record(meeting, actor, action, apply_changes(meeting, values, meeting.version))


def _record(meeting: Meeting, actor: User, action: str, fields: Sequence[str] = ()) -> None:
    record(meeting.chapter_id, actor.id, action, f"meeting {meeting.id}", fields)
