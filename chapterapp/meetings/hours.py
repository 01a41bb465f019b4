"""When a meeting is: its instants, whether it is tonight, and what the clock shows at each point of the agenda."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from chapterapp.clock import instant, wall_time
from chapterapp.meetings.models import Meeting

BEFORE = timedelta(hours=3)


def instants(meets_on: date, starts: time, ends: time, time_zone: str) -> tuple[datetime, datetime]:
    """The instants of start and end. An end before the start is after midnight."""
    ends_on = meets_on + timedelta(days=1) if ends < starts else meets_on
    return instant(datetime.combine(meets_on, starts), time_zone), instant(datetime.combine(ends_on, ends), time_zone)


def is_tonight(meeting: Meeting, at: datetime) -> bool:
    """From three hours before the start to noon of the next day, by the clock on the wall there."""
    noon = instant(datetime.combine(meeting.meets_on + timedelta(days=1), time(12)), meeting.time_zone)
    return meeting.starts_at - BEFORE <= at < noon


def clock_times(meeting: Meeting, minutes: Iterable[int]) -> Iterator[time]:
    """What the clock shows when each of these begins, one after the other from the start of the meeting."""
    at = meeting.starts_at
    for length in minutes:
        yield wall_time(at, meeting.time_zone).time()
        at += timedelta(minutes=length)
