"""Dates, hours and countries in the words of a locale."""

import re
from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_date_format, get_time_format

from chapterapp.clock import now, wall_time

# The year of a date's pattern, at its end or its beginning, with what ties it to the rest: ", y", " 'de' y", "y年"
YEAR = re.compile(r",?\s*('[^']*'\s*)?y+$|^y+\S?\s*")
NEAR = 300  # days; further off, the year is written


def is_near(value: date) -> bool:
    return abs((value - now().date()).days) < NEAR


def day(value: date, locale: str) -> str:
    """Tuesday, November 24; with the year when it is not near."""
    full = get_date_format("full", locale=locale).pattern  # a skeleton would give the short names in many languages
    return format_date(value, YEAR.sub("", full) if is_near(value) else full, locale=locale)


def whole_day(value: date, locale: str) -> str:
    """Tuesday, November 24, 2026."""
    return format_date(value, "full", locale=locale)


def short_day(value: date, locale: str) -> str:
    """Nov 24; with the year when it is not near."""
    return format_skeleton("MMMd" if is_near(value) else "yMMMd", _noon(value), locale=locale)


def short_weekday(value: date, locale: str) -> str:
    """Fri, Feb 26."""
    return format_skeleton("MMMEd", _noon(value), locale=locale)


def long_weekday(value: date, locale: str) -> str:
    """Fri, February 26, 2027."""
    return format_skeleton("yMMMMEd", _noon(value), locale=locale)


def full_day(value: date, locale: str) -> str:
    """November 24, 2026."""
    return format_date(value, format="long", locale=locale)


def clock(value: time, locale: str) -> str:
    """7:00 pm, or 19:00."""
    return _clock(value.hour, value.minute, locale)


@lru_cache(maxsize=4096)  # there are 1,440 minutes; a door list writes a hundred of them, and Babel takes its time
def _clock(hour: int, minute: int, locale: str) -> str:
    return format_time(time(hour, minute), format="short", locale=locale).replace("AM", "am").replace("PM", "pm")


def hours(starts: time, ends: time, locale: str) -> str:
    """7:00–8:30 pm, or 19:00–20:30."""
    skeleton = "hm" if "a" in get_time_format("short", locale=locale).pattern else "Hm"
    near = date(2001, 1, 1)
    words = format_interval(datetime.combine(near, starts), datetime.combine(near, ends), skeleton, locale=locale)
    return words.replace("\u2009–\u2009", "–").replace("AM", "am").replace("PM", "pm")


def moment(value: datetime, time_zone: str, locale: str) -> str:
    """An instant as date and hour on the wall of a zone."""
    wall = wall_time(value, time_zone)
    return f"{short_day(wall.date(), locale)}, {clock(wall.time(), locale)}"


def country(code: str, locale: str) -> str:
    """The country's name; what is no code comes back as it is."""
    return str(Locale.parse(locale).territories.get(code, code))


def language(code: str, locale: str) -> str:
    """Its name; what is no code comes back as it is."""
    return str(Locale.parse(locale).languages.get(code.replace("_", "-").split("-")[0], code))


def _noon(value: date) -> datetime:
    return datetime.combine(value, time(12))  # naive on purpose: only its date is written
