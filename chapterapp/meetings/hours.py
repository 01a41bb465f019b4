"""When a meeting is: its instants, whether it is tonight, and what the clock shows at each point of the agenda."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from chapterapp.clock import instant, now, today, wall_time
from chapterapp.meetings.models import Meeting, MeetingStatus

BEFORE = timedelta(hours=3)


def instants(meets_on: date, starts: time, ends: time, time_zone: str) -> tuple[datetime, datetime]:
    """The instants of start and end. An end before the start is after midnight."""
    ends_on = meets_on + timedelta(days=1) if ends < starts else meets_on
    return instant(datetime.combine(meets_on, starts), time_zone), instant(datetime.combine(ends_on, ends), time_zone)


def is_tonight(meeting: Meeting, at: datetime) -> bool:
    """From three hours before the start to noon of the next day, by the clock on the wall there."""
    noon = instant(datetime.combine(meeting.meets_on + timedelta(days=1), time(12)), meeting.time_zone)
    return meeting.starts_at - BEFORE <= at < noon


def is_door_open(meeting: Meeting) -> bool:
    """On its day, and to noon of the next one: when those who run it write down who came and what was written."""
    return meeting.meets_on == today(meeting.time_zone) or is_tonight(meeting, now())


def has_come(meeting: Meeting) -> bool:
    """Whether its day is there or past: before that nobody can have come."""
    return meeting.meets_on <= today(meeting.time_zone)


def clock_times(meeting: Meeting, minutes: Iterable[int]) -> Iterator[time]:
    """What the clock shows when each of these begins, one after the other from the start of the meeting."""
    at = meeting.starts_at
    for length in minutes:
        yield wall_time(at, meeting.time_zone).time()
        at += timedelta(minutes=length)


class MeetingState(StrEnum):
    """What a page says of a meeting: its status, and how near it is."""

    CANCELLED = "cancelled"
    HELD = "held"
    TONIGHT = "tonight"
    LAST_NIGHT = "last_night"  # still open, on the morning after
    OVER = "over"  # nobody has said yet whether it was held
    PLANNED = "planned"


def state_of(meeting: Meeting) -> MeetingState:
    if meeting.status is not MeetingStatus.SCHEDULED:
        return MeetingState(meeting.status.value)
    at, day = now(), today(meeting.time_zone)
    if is_tonight(meeting, at):
        return MeetingState.LAST_NIGHT if day > meeting.meets_on and at > meeting.ends_at else MeetingState.TONIGHT
    return MeetingState.OVER if at > meeting.ends_at else MeetingState.PLANNED


def days_until(meeting: Meeting) -> int:
    """0: today."""
    return (meeting.meets_on - today(meeting.time_zone)).days
