"""What left: taken to the post in one batch, by the writers, or handed over."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.clock import now, today
from chapterapp.database import db
from chapterapp.errors import Refused
from chapterapp.letters.models import Channel, MailedLetters, Mailing
from chapterapp.letters.queries import left_to_mail, mailed_of_meeting, totals_of_meeting
from chapterapp.letters.services import lock_meeting, refuse_day
from chapterapp.letters.totals import Cell
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.services import hold_if_over


def mark_mailed(
    meeting: Meeting,
    counts: Mapping[Cell, int],
    channel: Channel,
    on: date,
    postage: int | None,
    note: str,
    actor: User,
) -> Mailing:
    """A batch left. `postage` in the smallest coin. Raises Refused for more than was written and has not left yet,
    and for a day that cannot be."""
    refuse_day(on, today(meeting.time_zone), "mailed_on")
    lock_meeting(meeting)
    counts = {cell: count for cell, count in counts.items() if count}
    if not counts:
        raise Refused(_("Type how many left."))
    left = left_to_mail(totals_of_meeting(meeting), mailed_of_meeting(meeting))
    if any(count > left.counts.get(cell, 0) for cell, count in counts.items()):
        raise Refused(_("That is more than was counted and has not left yet."))
    own = {"chapter_id": meeting.chapter_id, "meeting_id": meeting.id, "mailed_on": on}
    mailing = Mailing(**own, channel=channel, postage=postage, note=note, recorded_at=now(), recorded_by_id=actor.id)
    db.session.add(mailing)
    db.session.flush()
    for (case_id, kind), count in counts.items():
        db.session.add(MailedLetters(**own, mailing_id=mailing.id, case_id=case_id, kind=kind, count=count))
    db.session.flush()
    hold_if_over(meeting, actor)
    record(meeting.chapter_id, actor.id, "mark_mailed", f"meeting {meeting.id}", [f"mailing {mailing.id}"])
    return mailing


def undo_mailing(meeting: Meeting, mailing: Mailing, actor: User) -> None:
    """They have not left after all."""
    lock_meeting(meeting)
    db.session.delete(mailing)
    db.session.flush()
    record(meeting.chapter_id, actor.id, "undo_mailing", f"meeting {meeting.id}", [f"mailing {mailing.id}"])
