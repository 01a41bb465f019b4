"""What a job tells of itself while it runs."""

import time
from collections.abc import Callable
from enum import StrEnum

from sqlalchemy import update

from chapterapp.database import Model, across_chapters, db
from chapterapp.errors import Cancelled

TELL_EVERY = 0.5  # seconds between two reports


def reporter(table: type[Model], row_id: int, running: StrEnum, column: str = "progress") -> Callable[[int], None]:
    """Writes what is done so far (pages, labels) into the row's `column`, in transactions of its own. What it gives
    raises Cancelled once the row's state is no longer `running`."""
    columns, last = table.metadata.tables[table.__tablename__].c, time.monotonic()
    wanted = update(table).where(columns.id == row_id, columns.state == running).returning(columns.id)

    def report(done: int) -> None:
        nonlocal last
        if time.monotonic() - last < TELL_EVERY:
            return
        last = time.monotonic()
        with across_chapters("a job carries only the number of its row"):
            found = db.session.execute(wanted.values({column: done})).first()
        db.session.commit()
        if found is None:
            raise Cancelled

    return report
