"""What a job tells of itself while it runs."""

import time
from collections.abc import Callable
from enum import StrEnum

from sqlalchemy import update

from chapterapp.database import Model, across_chapters, db
from chapterapp.errors import Cancelled

TELL_EVERY = 0.5  # seconds between two reports


def reporter(table: type[Model], row_id: int, running: StrEnum) -> Callable[[int], None]:
    """Writes the pages laid out so far into the row's `progress`, in transactions of its own. What it gives raises
    Cancelled once the row's state is no longer `running`."""
    columns, last = table.metadata.tables[table.__tablename__].c, time.monotonic()
    wanted = update(table).where(columns.id == row_id, columns.state == running).returning(columns.id)

    def report(pages: int) -> None:
        nonlocal last
        if time.monotonic() - last < TELL_EVERY:
            return
        last = time.monotonic()
        with across_chapters("a job carries only the number of its row"):
            found = db.session.execute(wanted.values(progress=pages)).first()
        db.session.commit()
        if found is None:
            raise Cancelled

    return report
