from collections.abc import Iterable

from chapterapp.audit.models import Entry
from chapterapp.clock import now
from chapterapp.database import db


def record(chapter_id: int | None, user_id: int | None, action: str, target: str, fields: Iterable[str] = ()) -> None:
    """Write down that `user_id` did `action` to `target` ("case 7"), touching `fields`. Names only, never values."""
    db.session.add(
        Entry(chapter_id=chapter_id, user_id=user_id, action=action, target=target, fields=sorted(fields), at=now())
    )
    db.session.flush()
