"""Who came, written down."""

from flask_babel import gettext as _

from chapterapp.accounts.models import User
from chapterapp.attendance.models import Attendance
from chapterapp.attendance.queries import find_attendance, has_come_before
from chapterapp.audit.services import record
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Missing, Refused
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.members.models import Member


def record_attendance(meeting: Meeting, member: Member, actor: User) -> Attendance:
    """Write down that the member came. Done twice it counts once: the second time the first row comes back.

    Raises Missing for a member of another chapter, Refused for a cancelled meeting.
    """
    if member.chapter_id != meeting.chapter_id:
        raise Missing
    if meeting.status is MeetingStatus.CANCELLED:
        raise Refused(_("This meeting is cancelled: nobody can have come."))
    db.session.refresh(member, with_for_update=True)  # of two devices at once the second waits here
    if found := find_attendance(meeting, member):
        return found
    attendance = Attendance(
        chapter_id=meeting.chapter_id,
        meeting_id=meeting.id,
        member_id=member.id,
        is_first_time=not has_come_before(meeting, member),
        recorded_at=now(),
        recorded_by_id=actor.id,
    )
    db.session.add(attendance)
    db.session.flush()
    record(meeting.chapter_id, actor.id, "record_attendance", f"meeting {meeting.id}", [f"member {member.id}"])
    return attendance
