"""Changing what two people may have open at once."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect

from chapterapp.database import Versioned, db
from chapterapp.errors import Stale


def apply_changes(row: Versioned, values: Mapping[str, Any], seen_version: int) -> list[str]:
    """Set what differs and count one change. Returns the names of the fields that changed, in the order given.

    Raises Stale if somebody saved the row since `seen_version` was read.
    """
    # Two at once: the second waits here, and then sees the first. Columns only: PostgreSQL locks no outer join.
    db.session.refresh(row, inspect(type(row)).column_attrs.keys(), with_for_update=True)
    if row.version != seen_version:
        raise Stale(row)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.version += 1
        db.session.flush()
    return changed
