"""What templates may call: may this visitor do that, and how dates are written here."""

import re
from datetime import date, datetime, time

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_date_format, get_time_format
from flask import Flask, g
from flask_babel import get_locale
from flask_login import current_user

from chapterapp.chapters.models import ROLE_PERMISSIONS, Permission
from chapterapp.clock import now, wall_time
from chapterapp.markdown import to_html
from chapterapp.partial_dates import format_partial

# The year of a date's pattern, at its end or its beginning, with what ties it to the rest: ", y", " 'de' y", "y年"
YEAR = re.compile(r",?\s*('[^']*'\s*)?y+$|^y+\S?\s*")


def can(permission: str) -> bool:
    """Whether the role of this visitor in this chapter has the permission."""
    role = g.get("role")
    return role is not None and Permission(permission) in ROLE_PERMISSIONS[role]


def locale() -> str:
    chapter = g.get("chapter")
    return chapter.locale if chapter else str(get_locale() or "en")


def day(value: date) -> str:
    """Tuesday, November 24; with the year when it is not near."""
    near = abs((value - now().date()).days) < 300
    full = get_date_format("full", locale=locale()).pattern  # a skeleton would give the short names in many languages
    return format_date(value, YEAR.sub("", full) if near else full, locale=locale())


def short_day(value: date) -> str:
    """Nov 24; with the year when it is not near."""
    skeleton = "MMMd" if abs((value - now().date()).days) < 300 else "yMMMd"
    return format_skeleton(skeleton, _noon(value), locale=locale())


def full_day(value: date) -> str:
    return format_date(value, format="long", locale=locale())


def clock(value: time) -> str:
    """7:00 pm, or 19:00."""
    return format_time(value, format="short", locale=locale()).replace("AM", "am").replace("PM", "pm")


def hours(starts: time, ends: time) -> str:
    """7:00–8:30 pm, or 19:00–20:30."""
    skeleton = "hm" if "a" in get_time_format("short", locale=locale()).pattern else "Hm"
    near = date(2001, 1, 1)
    words = format_interval(datetime.combine(near, starts), datetime.combine(near, ends), skeleton, locale=locale())
    return words.replace("\u2009–\u2009", "–").replace("AM", "am").replace("PM", "pm")


def country(code: str) -> str:
    """The country's name in the chapter's language; what is no code comes back as it is."""
    return str(Locale.parse(locale()).territories.get(code, code))


def moment(value: datetime, time_zone: str) -> str:
    """An instant as date and hour on the wall of the chapter."""
    wall = wall_time(value, time_zone)
    return f"{short_day(wall.date())}, {clock(wall.time())}"


def partial(value: str) -> str:
    """2024, March 2024 or March 11, 2024."""
    return format_partial(value, locale())


def _noon(value: date) -> datetime:
    return datetime.combine(value, time(12))  # naive on purpose: only its date is written


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(can=can, current_user=current_user, hours=hours)
    app.jinja_env.filters.update(
        day=day,
        short_day=short_day,
        full_day=full_day,
        clock=clock,
        moment=moment,
        partial=partial,
        country=country,
        markdown=to_html,
    )
