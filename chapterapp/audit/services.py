from collections.abc import Iterable

from sqlalchemy import insert

from chapterapp.audit.models import Entry
from chapterapp.clock import now
from chapterapp.database import db

ENTRY = insert(Entry.metadata.tables[Entry.__tablename__])


def record(chapter_id: int | None, user_id: int | None, action: str, target: str, fields: Iterable[str] = ()) -> None:
    """Write down that `user_id` did `action` to `target` ("case 7"), touching `fields`. Names only, never values."""
    entry = {"chapter_id": chapter_id, "user_id": user_id, "action": action, "target": target}
    db.session.flush()  # what is told of stands before it
    db.session.execute(ENTRY, entry | {"fields": sorted(fields), "at": now()})
