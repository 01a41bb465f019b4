import unicodedata

from sqlalchemy import select

from chapterapp.attendance.models import Attendance
from chapterapp.database import db
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.members.models import Member

LOOKED_AT = 3


def list_expected(meeting: Meeting) -> list[Member]:
    """Who came to one of the last three held meetings before this one and is still active, alphabetically."""
    last = db.session.scalars(
        select(Meeting.id)
        .where(
            Meeting.chapter_id == meeting.chapter_id,
            Meeting.status == MeetingStatus.HELD,
            Meeting.starts_at < meeting.starts_at,
        )
        .order_by(Meeting.starts_at.desc())
        .limit(LOOKED_AT)
    ).all()
    came = select(Attendance.member_id).where(
        Attendance.chapter_id == meeting.chapter_id, Attendance.meeting_id.in_(last)
    )
    members = db.session.scalars(
        select(Member).where(
            Member.chapter_id == meeting.chapter_id, Member.deactivated_at.is_(None), Member.id.in_(came)
        )
    )
    return sorted(members, key=lambda member: (_sort_key(member.display_name), member.id))


def _sort_key(name: str) -> str:
    """Small letters without their marks, so that both databases have one order and Émile stands with Emil."""
    return unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode() or name.casefold()


def find_attendance(meeting: Meeting, member: Member) -> Attendance | None:
    return db.session.scalars(
        select(Attendance).where(Attendance.meeting_id == meeting.id, Attendance.member_id == member.id)
    ).one_or_none()


def has_come_before(meeting: Meeting, member: Member) -> bool:
    """Whether the member came to an earlier meeting."""
    earlier = (
        select(Attendance.id)
        .join(Meeting, Attendance.meeting_id == Meeting.id)
        .where(Attendance.member_id == member.id, Meeting.starts_at < meeting.starts_at)
    )
    return db.session.scalars(earlier.limit(1)).first() is not None
