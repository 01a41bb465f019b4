"""Places where people are held: entered once in a chapter, changed for all cases at once."""

from collections.abc import Mapping
from typing import Any

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.cases.models import Facility
from chapterapp.cases.queries import cases_at
from chapterapp.cases.services import touch
from chapterapp.chapters.models import Chapter
from chapterapp.database import db
from chapterapp.editing import apply_changes


def create_facility(chapter: Chapter, values: Mapping[str, Any], actor: User) -> Facility:
    facility = Facility(chapter_id=chapter.id, **values)
    db.session.add(facility)
    db.session.flush()
    record(chapter.id, actor.id, "create_facility", f"facility {facility.id}", values)
    return facility


def edit_facility(facility: Facility, values: Mapping[str, Any], version: int, actor: User) -> None:
    """The cases of those who are held there count a change, so that packets know. Raises Stale."""
    if changed := apply_changes(facility, values, version):
        record(facility.chapter_id, actor.id, "edit_facility", f"facility {facility.id}", changed)
        for case in cases_at(facility):
            touch(case, actor, "edit_facility", changed)
