"""Dates of which only a year or a month may be known, kept as "2024", "2024-03" or "2024-03-11": they sort as text."""

import re
from datetime import date, datetime

from babel.dates import format_date, format_skeleton

SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def is_partial_date(value: str) -> bool:
    found = SHAPE.fullmatch(value)
    if found is None:
        return False
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def format_partial(value: str, locale: str) -> str:
    """In words of the locale; what is no partial date comes back as it is."""
    if not is_partial_date(value):
        return value
    year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    if day:
        return format_date(date(year, month, day), format="long", locale=locale)
    if month:
        return format_skeleton("yMMMM", datetime(year, month, 1), locale=locale)  # noqa: DTZ001 only its month is written
    return str(year)
