"""Until when a meeting takes answers, and what they add up to."""

from collections.abc import Iterable
from typing import NamedTuple

from flask_babel import gettext as _

from chapterapp.clock import now
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.meetings.rsvp_models import RsvpAnswer


class RsvpCounts(NamedTuple):
    """People by their answer. `guests` come with those who come."""

    going: int = 0
    guests: int = 0
    maybe: int = 0
    no: int = 0

    @property
    def answers(self) -> int:
        return self.going + self.maybe + self.no


def count_answers(answers: Iterable[tuple[RsvpAnswer, int]]) -> RsvpCounts:
    """From pairs of answer and guests."""
    said = list(answers)
    of = {answer: sum(one is answer for one, _guests in said) for answer in RsvpAnswer}
    guests = sum(guests for answer, guests in said if answer is RsvpAnswer.GOING)
    return RsvpCounts(of[RsvpAnswer.GOING], guests, of[RsvpAnswer.MAYBE], of[RsvpAnswer.NO])


def why_no_answers(meeting: Meeting) -> str:
    """In words why nobody can say any more whether they come; empty while they can."""
    if meeting.status is MeetingStatus.CANCELLED:
        return _("This meeting is cancelled: nobody comes.")
    if meeting.status is MeetingStatus.HELD:
        return _("This meeting was held: it is known who came.")
    if now() >= meeting.starts_at:
        return _("This meeting has begun. Who is here is written down at the door.")
    return ""
