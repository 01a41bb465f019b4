"""What the tests of meetings start from: the chapter of the cast, its coordinator, the values of a meeting."""

from datetime import date, time
from typing import Any

from cast import COORDINATOR

from chapterapp.accounts.models import User
from chapterapp.accounts.queries import find_user_by_email
from chapterapp.chapters.models import Chapter
from chapterapp.chapters.queries import get_chapter
from chapterapp.database import enter_chapter

WANTED: dict[str, Any] = {
    "title": "Letter writing",
    "meets_on": date(2026, 12, 22),
    "starts": time(19),
    "ends": time(20, 30),
}


def enter(slug: str = "st-louis") -> Chapter:
    chapter = get_chapter(slug)
    enter_chapter(chapter.id)
    return chapter


def coordinator() -> User:
    user = find_user_by_email(COORDINATOR)
    assert user
    return user


# The same as a form sends it.
FIELDS = {
    "kind": "letter_writing",
    "title": "Letter writing",
    "meets_on": "2026-12-22",
    "starts": "19:00",
    "ends": "20:30",
}
