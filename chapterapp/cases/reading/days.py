"""Days in any common form, in English, German, Spanish and French. A day without a year is none."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from babel import Locale

LANGUAGES = ("en", "de", "es", "fr")
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/-])")
ISO = re.compile(r"(?<![\d/-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")


class Day(NamedTuple):
    """`on` is None where there is no such day, or where day and month can be told apart by nothing."""

    on: date | None
    words: str
    start: int
    is_open: bool = False
    wrong_weekday: bool = False


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {"sept": 9, "sep": 9, "setiembre": 9, "jänner": 1}
    for language in LANGUAGES:
        for shape in ("wide", "abbreviated"):
            for form in ("format", "stand-alone"):
                for number, name in Locale(language).months[form][shape].items():
                    names.setdefault(name.casefold().rstrip("."), number)
    return names


@cache
def _weekdays() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in LANGUAGES:
        for number, name in Locale(language).days["format"]["wide"].items():
            names.setdefault(name.casefold(), number)
    return names


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str]]:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    weekday = rf"(?:(?P<weekday>{'|'.join(_weekdays())})\s*,?\s+(?:den\s+|the\s+)?)?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    year = r"(?P<year>\d{4})(?!\d)"
    day_first = (
        rf"(?<![\w/]){weekday}{day}[\s-]+(?:of\s+|de\s+)?(?P<month>{months})\.?(?:\s*,\s*|[\s-]+)(?:del?\s+)?{year}"
    )
    month_first = rf"(?<![\w/]){weekday}(?P<month>{months})\.?\s+{day}\s*,?\s+{year}"
    return re.compile(day_first, re.IGNORECASE), re.compile(month_first, re.IGNORECASE)


def find_days(text: str) -> list[Day]:
    """In the order in which they stand."""
    days = [_from_words(match) for pattern in _written() for match in pattern.finditer(text)]
    days += [_made(match, match[1], match[2], match[3]) for match in ISO.finditer(text)]
    days += [_from_numbers(match) for match in NUMERIC.finditer(text)]
    return sorted(days, key=lambda day: day.start)


def find_day(text: str) -> Day | None:
    return next(iter(find_days(text)), None)


def _made(match: re.Match[str], year: str, month: int | str, day: str) -> Day:
    full = int(year) if len(year) == 4 else _century(int(year))
    try:
        return Day(date(full, int(month), int(day)), match[0], match.start())
    except ValueError:
        return Day(None, match[0], match.start())


def _century(year: int) -> int:
    """Urgent actions began in 1973."""
    return year + (1900 if year >= 73 else 2000)


def _from_words(match: re.Match[str]) -> Day:
    day = _made(match, match["year"], _months()[match["month"].casefold()], match["day"])
    if not (match["weekday"] and day.on):
        return day
    return day._replace(wrong_weekday=_weekdays()[match["weekday"].casefold()] != day.on.weekday())


def _from_numbers(match: re.Match[str]) -> Day:
    """With points the day stands first; with strokes it depends on the country, so both numbers may be the month."""
    first, point, second, year = match.groups()
    if point == "." or int(first) > 12 or first == second:
        return _made(match, year, second, first)
    if int(second) > 12:
        return _made(match, year, first, second)
    return Day(None, match[0], match.start(), is_open=True)
