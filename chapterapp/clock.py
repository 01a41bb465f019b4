"""The only reader of the time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today(time_zone: str) -> date:
    """The date on the wall there."""
    return now().astimezone(ZoneInfo(time_zone)).date()


def instant(wall: datetime, time_zone: str) -> datetime:
    """The instant of a wall time (naive) in a zone. In the hour that clocks repeat, the first one."""
    return wall.replace(tzinfo=ZoneInfo(time_zone)).astimezone(UTC)


def wall_time(at: datetime, time_zone: str) -> datetime:
    """What the clock on the wall shows there at this instant (aware)."""
    return at.astimezone(ZoneInfo(time_zone))
