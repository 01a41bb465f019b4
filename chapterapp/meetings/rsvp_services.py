"""Whether somebody comes: said, said otherwise and taken back."""

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, or_, select, update

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db, insert_if_new
from chapterapp.errors import Missing, Refused
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.rsvp_models import Rsvp, RsvpAnswer
from chapterapp.meetings.rsvp_rules import why_no_answers
from chapterapp.members.models import Member

MOST_GUESTS = 9
KEPT = timedelta(days=30)  # after its meeting: so long it may be printed once more


def record_rsvp(meeting: Meeting, member: Member, answer: RsvpAnswer, guests: int, actor: User) -> None:
    """Keep what the member said; of two answers the later one. Only who comes brings guests.

    Raises Missing for a member of another chapter, Refused for one who left, for more guests than MOST_GUESTS and for
    a meeting that takes no answers.
    """
    _check(meeting, member)
    if not member.is_active:
        raise Refused(_("%(name)s does not belong to the chapter any more.", name=member.display_name))
    if not 0 <= guests <= MOST_GUESTS:
        raise Refused(_("This is a number from %(least)s to %(most)s.", least=0, most=MOST_GUESTS), "guests")
    said = {"answer": answer, "guests": guests if answer is RsvpAnswer.GOING else 0}
    told: dict[str, Any] = {**said, "answered_at": now(), "recorded_by_id": actor.id}
    is_new = insert_if_new(Rsvp, chapter_id=meeting.chapter_id, meeting_id=meeting.id, member_id=member.id, **told)
    changed = (
        update(Rsvp)
        .where(*_mine(meeting, member), or_(Rsvp.answer != said["answer"], Rsvp.guests != said["guests"]))
        .values(told)
        .returning(Rsvp.id)
    )
    if is_new or db.session.execute(changed, execution_options={"synchronize_session": False}).all():
        _record(meeting, member, actor, "record_rsvp")


def undo_rsvp(meeting: Meeting, member: Member, actor: User) -> None:
    """It was somebody else who called. Done twice it is done once. Raises as record_rsvp."""
    _check(meeting, member)
    gone = db.session.execute(delete(Rsvp).where(*_mine(meeting, member)).returning(Rsvp.id)).all()
    if gone:
        _record(meeting, member, actor, "undo_rsvp")


def forget_rsvps(meeting: Meeting) -> None:
    """What was said was said of another day."""
    db.session.execute(delete(Rsvp).where(Rsvp.chapter_id == meeting.chapter_id, Rsvp.meeting_id == meeting.id))


def forget_old_rsvps(chapter: Chapter) -> None:
    """Who meant to come is nobody's business any more when it is over."""
    over = select(Meeting.id).where(Meeting.chapter_id == chapter.id, Meeting.ends_at < now() - KEPT)
    db.session.execute(
        delete(Rsvp).where(Rsvp.chapter_id == chapter.id, Rsvp.meeting_id.in_(over)),
        execution_options={"synchronize_session": False},
    )


def _check(meeting: Meeting, member: Member) -> None:
    if member.chapter_id != meeting.chapter_id:
        raise Missing
    if closed := why_no_answers(meeting):
        raise Refused(closed)


def _mine(meeting: Meeting, member: Member) -> tuple[ColumnElement[bool], ...]:
    return Rsvp.chapter_id == meeting.chapter_id, Rsvp.meeting_id == meeting.id, Rsvp.member_id == member.id


def _record(meeting: Meeting, member: Member, actor: User, action: str) -> None:
    record(meeting.chapter_id, actor.id, action, f"meeting {meeting.id}", [f"member {member.id}"])
