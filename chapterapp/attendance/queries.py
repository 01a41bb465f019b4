from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select, true

from chapterapp.attendance.models import Attendance, NamelessAttendance
from chapterapp.attendance.naming import plain
from chapterapp.database import db, prepare
from chapterapp.errors import Missing
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.meetings.rsvp_models import Rsvp, RsvpAnswer
from chapterapp.members.models import Member

LOOKED_AT = 3
PERSON = prepare(select(Member).where(Member.chapter_id == bindparam("chapter_id"), Member.ref == bindparam("ref")))
ATTENDANCE = prepare(
    select(Attendance).where(
        Attendance.meeting_id == bindparam("meeting_id"), Attendance.member_id == bindparam("member_id")
    )
)
HEADS = prepare(
    select(
        *(
            select(func.count(heads.id)).where(heads.meeting_id == bindparam("meeting_id")).scalar_subquery()
            for heads in (Attendance, NamelessAttendance)
        )
    )
)
# To be asked within another statement: whether `comer` came to no meeting that began before `begins`.
IS_FIRST_TIME = ~(
    select(Attendance.id)
    .join(Meeting, Attendance.meeting_id == Meeting.id)
    .where(
        Attendance.member_id == bindparam("comer"),
        Meeting.starts_at < bindparam("begins"),
        Meeting.deleted_at.is_(None),
    )
    .exists()
)


class HeadCount(NamedTuple):
    names: int
    nameless: int

    @property
    def all(self) -> int:
        return self.names + self.nameless


class Regulars(NamedTuple):
    """How many came to one of the last three held meetings, and how many of them have not said whether they come."""

    all: int
    silent: int


class DoorRow(NamedTuple):
    """One person on the list at the door: the name and nothing else of them. `since`: here since then."""

    id: int
    ref: str
    name: str
    is_expected: bool
    since: datetime | None
    is_first_time: bool


class Present(NamedTuple):
    """Somebody who came. `ref` is empty for one who was deleted since: they count, without a name."""

    id: int
    ref: str
    name: str
    is_first_time: bool


def list_expected(meeting: Meeting) -> list[Member]:
    """Who said they come, perhaps or surely, and who said nothing and came to one of the last three held meetings
    before this one; those who are still active, alphabetically."""
    members = db.session.scalars(
        select(Member).where(
            Member.chapter_id == meeting.chapter_id,
            Member.deactivated_at.is_(None),
            _is_expected(meeting),
        )
    )
    return sorted(members, key=lambda member: (plain(member.display_name), member.id))


def count_expected(meeting: Meeting) -> int:
    expected = select(func.count(Member.id)).where(
        Member.chapter_id == meeting.chapter_id, Member.deactivated_at.is_(None), _is_expected(meeting)
    )
    return db.session.scalar(expected) or 0


def count_regulars(meeting: Meeting) -> Regulars:
    is_silent = Member.id.not_in(_said(meeting, *RsvpAnswer))
    counted = select(func.count(Member.id), func.coalesce(func.sum(case((is_silent, 1), else_=0)), 0)).where(
        Member.chapter_id == meeting.chapter_id, Member.deactivated_at.is_(None), Member.id.in_(_came_lately(meeting))
    )
    return Regulars(*db.session.execute(counted).one())


def _is_expected(meeting: Meeting) -> ColumnElement[bool]:
    """The one rule of all lists: what somebody said goes before what they used to do."""
    comes = Member.id.in_(_said(meeting, RsvpAnswer.GOING, RsvpAnswer.MAYBE))
    return or_(comes, and_(Member.id.in_(_came_lately(meeting)), Member.id.not_in(_said(meeting, RsvpAnswer.NO))))


def _said(meeting: Meeting, *answers: RsvpAnswer) -> Select[int]:
    return select(Rsvp.member_id).where(
        Rsvp.chapter_id == meeting.chapter_id, Rsvp.meeting_id == meeting.id, Rsvp.answer.in_(answers)
    )


def _came_lately(meeting: Meeting) -> Select[int]:
    last = (
        select(Meeting.id)
        .where(
            Meeting.chapter_id == meeting.chapter_id,
            Meeting.status == MeetingStatus.HELD,
            Meeting.starts_at < meeting.starts_at,
        )
        .order_by(Meeting.starts_at.desc())
        .limit(LOOKED_AT)
    )
    return select(Attendance.member_id).where(
        Attendance.chapter_id == meeting.chapter_id, Attendance.meeting_id.in_(last)
    )


def list_door(meeting: Meeting, *, with_former: bool = False) -> list[DoorRow]:
    """All active members, and whoever is here: the expected first, each part alphabetical. `with_former`: those who no
    longer come, too, so that one who comes again does not become two people."""
    here = and_(Attendance.member_id == Member.id, Attendance.meeting_id == meeting.id)
    rows = db.session.execute(
        select(
            Member.id,
            Member.ref,
            Member.display_name,
            _is_expected(meeting),
            Attendance.recorded_at,
            func.coalesce(Attendance.is_first_time, False),
        )
        .outerjoin(Attendance, here)
        .where(
            Member.chapter_id == meeting.chapter_id,
            true() if with_former else Member.deactivated_at.is_(None) | Attendance.id.is_not(None),
        )
    )
    people = [DoorRow(*row) for row in rows]
    return sorted(people, key=lambda row: (not row.is_expected, plain(row.name), row.id))


def list_here(meeting: Meeting) -> dict[str, tuple[datetime, str]]:
    """Who is here by reference: since when, and the name."""
    here = (
        select(Member.ref, Attendance.recorded_at, Member.display_name)
        .join(Attendance, Attendance.member_id == Member.id)
        .where(Member.chapter_id == meeting.chapter_id, Attendance.meeting_id == meeting.id)
    )
    return {row.ref: (row.recorded_at, row.display_name) for row in db.session.execute(here)}


def list_present(meeting: Meeting) -> list[Present]:
    """Those who came and can still be named, alphabetically."""
    rows = db.session.execute(
        select(Member.id, Member.ref, Member.display_name, Attendance.is_first_time)
        .join(Attendance, Attendance.member_id == Member.id)
        .where(Member.chapter_id == meeting.chapter_id, Attendance.meeting_id == meeting.id)
    )
    return sorted((Present(*row) for row in rows), key=lambda one: (plain(one.name), one.id))


def count_here(meeting: Meeting) -> HeadCount:
    """Deleted people count on."""
    return HeadCount(*db.session.execute(HEADS, {"meeting_id": meeting.id}).one())


def get_person(meeting: Meeting, ref: str) -> Member:
    """Somebody of the meeting's chapter, without their account. Raises Missing."""
    member = db.session.scalars(PERSON, {"chapter_id": meeting.chapter_id, "ref": ref}).one_or_none()
    if member is None:
        raise Missing
    return member


def find_attendance(meeting: Meeting, member: Member) -> Attendance | None:
    return db.session.scalars(ATTENDANCE, {"meeting_id": meeting.id, "member_id": member.id}).one_or_none()


def list_nameless(meeting: Meeting) -> Sequence[NamelessAttendance]:
    """Those without a name, the latest first."""
    return db.session.scalars(
        select(NamelessAttendance)
        .where(NamelessAttendance.chapter_id == meeting.chapter_id, NamelessAttendance.meeting_id == meeting.id)
        .order_by(NamelessAttendance.id.desc())
    ).all()
