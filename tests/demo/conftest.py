from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from chapterapp.database import db

Run = Callable[..., Result]


@pytest.fixture
def empty(app: Flask) -> Iterator[Path]:
    """The application with nothing in its database; the instance folder."""
    with app.app_context(), db.engine.begin() as connection:
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(table.delete())
    instance = Path(app.config["INSTANCE"])
    yield instance
    for file in [*instance.glob("demo-password"), *(instance / "files").iterdir(), *(instance / "packets").iterdir()]:
        file.rmdir() if file.is_dir() else file.unlink()


@pytest.fixture
def flask_demo(app: Flask) -> Run:
    """Runs the command as a person on the server does."""

    def run(*options: str) -> Result:
        return app.test_cli_runner().invoke(args=["demo", *options])

    return run
