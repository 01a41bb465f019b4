"""Who came, written down and taken back."""

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy import delete

from chapterapp.accounts.models import User
from chapterapp.attendance.models import Attendance, NamelessAttendance, Via
from chapterapp.attendance.queries import IS_FIRST_TIME, find_attendance, list_nameless
from chapterapp.audit.services import record
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db, insert_if_new
from chapterapp.errors import Missing, Refused, Stale
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.meetings.services import lock
from chapterapp.members.models import ConsentKind, Member, MemberStatus
from chapterapp.members.queries import find_member_by_email
from chapterapp.members.services import add_member, set_consents


def record_attendance(meeting: Meeting, member: Member, actor: User, via: Via = Via.DOOR) -> bool:
    """Write down that the member came. Whether it was new: done twice, or by two devices at once, it counts once.

    Raises Missing for a member of another chapter, Refused for a cancelled meeting.
    """
    if member.chapter_id != meeting.chapter_id:
        raise Missing
    _refuse_cancelled(meeting)
    is_new = insert_if_new(
        Attendance,
        ("is_first_time", IS_FIRST_TIME),
        comer=member.id,
        begins=meeting.starts_at,
        chapter_id=meeting.chapter_id,
        meeting_id=meeting.id,
        member_id=member.id,
        via=via,
        recorded_at=now(),
        recorded_by_id=actor.id,
    )
    if is_new:
        _record(meeting, actor, "record_attendance", [f"member {member.id}"])
    return is_new


def undo_attendance(meeting: Meeting, member: Member, actor: User) -> None:
    """They were marked by mistake. Done twice it is done once."""
    if attendance := find_attendance(meeting, member):
        db.session.delete(attendance)
        db.session.flush()
        _record(meeting, actor, "undo_attendance", [f"member {member.id}"])


def add_nameless(meeting: Meeting, actor: User) -> NamelessAttendance:
    """One more in the room, without a name. Raises Refused for a cancelled meeting."""
    _refuse_cancelled(meeting)
    one = NamelessAttendance(
        chapter_id=meeting.chapter_id, meeting_id=meeting.id, recorded_at=now(), recorded_by_id=actor.id
    )
    db.session.add(one)
    db.session.flush()
    _record(meeting, actor, "add_nameless")
    return one


def undo_nameless(meeting: Meeting, ref: str, actor: User) -> None:
    """Take one without a name away again; which of them does not matter to the count, but only once each."""
    wanted = NamelessAttendance.meeting_id == meeting.id, NamelessAttendance.ref == ref
    gone = db.session.execute(delete(NamelessAttendance).where(*wanted).returning(NamelessAttendance.id)).all()
    if gone:
        _record(meeting, actor, "undo_nameless")


def set_nameless(meeting: Meeting, seen: int, count: int, actor: User) -> None:
    """So many without a name as the sheet says.

    Raises Stale if there are others by now than were `seen`, Refused for a cancelled meeting.
    """
    lock(meeting)
    there = list_nameless(meeting)
    if len(there) != seen:
        raise Stale(meeting)
    for one in there[: max(0, len(there) - count)]:
        undo_nameless(meeting, one.ref, actor)
    for _n in range(count - len(there)):
        add_nameless(meeting, actor)


def add_walk_in(
    chapter: Chapter, meeting: Meeting, name: str, email: str, said: Mapping[ConsentKind, str], actor: User, via: Via
) -> Member:
    """Somebody new: a guest with what they agreed to and how they said so, and here.

    Raises Refused if somebody has this e-mail already; it does not say who.
    """
    _refuse_cancelled(meeting)
    if find_member_by_email(chapter, email):
        raise Refused(
            _("Somebody of the chapter has this e-mail. Find their name on the list, or leave it out here."), "email"
        )
    guest = add_member(chapter, {"display_name": name, "email": email, "status": MemberStatus.GUEST}, actor)
    if said:
        set_consents(guest, said, actor)
    record_attendance(meeting, guest, actor, via)
    return guest


def _refuse_cancelled(meeting: Meeting) -> None:
    if meeting.status is MeetingStatus.CANCELLED:
        raise Refused(_("This meeting is cancelled: nobody can have come."))


def _record(meeting: Meeting, actor: User, action: str, fields: list[str] | None = None) -> None:
    record(meeting.chapter_id, actor.id, action, f"meeting {meeting.id}", fields or [])
