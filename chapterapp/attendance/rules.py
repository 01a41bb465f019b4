"""When the door stands open, and for whom."""

from flask_babel import gettext as _

from chapterapp import dates
from chapterapp.meetings.hours import has_come, is_door_open
from chapterapp.meetings.models import Meeting, MeetingStatus


def why_closed(meeting: Meeting, *, any_day: bool, locale: str) -> str:
    """In words why nobody's coming can be written down now; empty when it can.

    Who runs the evening sees its names until the next noon. `any_day`: a coordinator types a sheet in weeks later.
    """
    if meeting.status is MeetingStatus.CANCELLED:
        return _("This meeting is cancelled: nobody can have come.")
    if not has_come(meeting):
        return _("The door opens on the day of the meeting, %(day)s.", day=dates.day(meeting.meets_on, locale))
    if not any_day and not is_door_open(meeting):
        return _("The door closed at noon of the day after. A coordinator can still write down who came.")
    return ""
