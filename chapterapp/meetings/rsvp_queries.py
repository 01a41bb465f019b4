from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import and_, bindparam, or_, select

from chapterapp.accounts.models import User
from chapterapp.chapters.models import Membership
from chapterapp.database import db, prepare
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.rsvp_models import Rsvp, RsvpAnswer
from chapterapp.meetings.rsvp_rules import RsvpCounts, count_answers
from chapterapp.members.models import Member

# All active members, each with their answer or none.
LINES = (
    select(Member.ref, Member.display_name, Membership.user_id, Rsvp.answer, Rsvp.guests)
    .outerjoin(Membership, and_(Membership.chapter_id == Member.chapter_id, Membership.id == Member.membership_id))
    .outerjoin(
        Rsvp,
        and_(
            Rsvp.chapter_id == Member.chapter_id,
            Rsvp.member_id == Member.id,
            Rsvp.meeting_id == bindparam("meeting_id"),
        ),
    )
    .where(Member.chapter_id == bindparam("chapter_id"), Member.deactivated_at.is_(None))
)
ALL = prepare(LINES)
ANSWERED = prepare(LINES.where(or_(Rsvp.id.is_not(None), Membership.user_id == bindparam("user_id"))))
RSVP = prepare(select(Rsvp).where(Rsvp.meeting_id == bindparam("meeting_id"), Rsvp.member_id == bindparam("member_id")))


class RsvpLine(NamedTuple):
    """An active member: the name and nothing else of them, and what they said. `user_id`: whose account it is."""

    ref: str
    name: str
    user_id: int | None
    answer: RsvpAnswer | None
    guests: int | None


class Rsvps(NamedTuple):
    """What was said of one meeting, by name. `own`: the line of whoever looks, if they are a member."""

    own: RsvpLine | None
    lines: Sequence[RsvpLine]

    @property
    def counts(self) -> RsvpCounts:
        return count_answers((line.answer, line.guests or 0) for line in self.lines if line.answer)

    @property
    def answered(self) -> list[RsvpLine]:
        return [line for line in self.lines if line.answer]

    def of(self, answer: RsvpAnswer | None) -> list[RsvpLine]:
        """Those who said so; None: those who said nothing yet."""
        return [line for line in self.lines if line.answer == answer]


def see_rsvps(meeting: Meeting, user: User) -> Rsvps:
    """Those who answered, in one statement with the one who looks."""
    rows = db.session.execute(ANSWERED, {**_of(meeting), "user_id": user.id})
    lines = _by_name([RsvpLine(*row) for row in rows])
    own = next((line for line in lines if line.user_id == user.id), None)
    return Rsvps(own, [line for line in lines if line.answer])


def list_rsvps(meeting: Meeting) -> Rsvps:
    """All active members, those who have not answered too."""
    return Rsvps(None, _by_name([RsvpLine(*row) for row in db.session.execute(ALL, _of(meeting))]))


def count_rsvps(meeting: Meeting) -> RsvpCounts:
    return list_rsvps(meeting).counts


def find_rsvp(meeting: Meeting, member: Member) -> Rsvp | None:
    return db.session.scalars(RSVP, {"meeting_id": meeting.id, "member_id": member.id}).one_or_none()


def _of(meeting: Meeting) -> dict[str, int]:
    return {"chapter_id": meeting.chapter_id, "meeting_id": meeting.id}


def _by_name(lines: list[RsvpLine]) -> list[RsvpLine]:
    # Here and not in SQL: the two databases sort É and å differently.
    return sorted(lines, key=lambda line: (line.name.casefold(), line.ref))
