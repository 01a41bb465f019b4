"""Counting what a page asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from chapterapp.database import db


@contextmanager
def count_queries(app: Flask) -> Iterator[list[str]]:
    """The statements that are sent meanwhile; their number is what a list must not change."""
    with app.app_context():
        engine = db.engine
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
