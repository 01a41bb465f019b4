from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from chapterapp.audit.models import Entry
from chapterapp.database import db

if TYPE_CHECKING:
    from chapterapp.chapters.models import Chapter

PAGE = 50


def list_entries(chapter: "Chapter", before: int | None = None) -> Sequence[Entry]:
    """What was done in the chapter, newest first: the PAGE entries that come before the one of that number."""
    entries = select(Entry).where(Entry.chapter_id == chapter.id).options(joinedload(Entry.user))
    if before is not None:
        entries = entries.where(Entry.id < before)
    return db.session.scalars(entries.order_by(Entry.id.desc()).limit(PAGE)).all()
