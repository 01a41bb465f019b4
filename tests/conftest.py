import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import guard
import psycopg
import pytest
import time_machine
from cast import PASSWORD, make_cast
from client import Client
from flask import Flask
from sqlalchemy import event

from chapterapp import create_app
from chapterapp.database import db
from chapterapp.pdf.press import press

SERVER = os.environ.get("TEST_DATABASE_URL", "")  # of a PostgreSQL server, with a slash at the end; empty means SQLite
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def whole_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application of this test process, with the cast in its database and a copy of it beside."""
    folder = tmp_path_factory.mktemp("instance")
    app = create_app(
        INSTANCE=folder,
        SECRET_KEY="for tests",
        SQLALCHEMY_DATABASE_URI=_new_database() if SERVER else f"sqlite:///{folder}/test.db",
        JOBS_IMMEDIATE=True,
        TESTING=True,
        PROPAGATE_EXCEPTIONS=False,
    )
    with app.app_context():
        db.create_all()
        make_cast()
        if not SERVER:
            with db.engine.connect() as connection:
                raw = connection.connection.dbapi_connection
                assert raw is not None
                raw.execute("pragma wal_checkpoint(truncate)")
        db.engine.dispose()
        if not SERVER:
            event.listen(db.engine, "connect", _turn_around)
    if not SERVER:
        shutil.copy(folder / "test.db", folder / "template.db")
    guard.install()
    yield app
    press.rest(0)
    with app.app_context():
        db.engine.dispose()


def _turn_around(dbapi: Any, record: Any) -> None:
    """Rows nobody ordered come last first: PostgreSQL may give them in any order, SQLite never would."""
    dbapi.execute("PRAGMA reverse_unordered_selects=ON")


def _new_database() -> str:
    name = f"test_{WORKER}"
    with psycopg.connect(SERVER.replace("+psycopg", "") + "postgres", autocommit=True) as server:
        server.execute(f"drop database if exists {name} with (force)")  # type: ignore[arg-type] # a name of ours
        server.execute(f"create database {name}")  # type: ignore[arg-type]
    return SERVER + name


@pytest.fixture
def app(whole_app: Flask) -> Iterator[Flask]:
    """The application with the cast as it was at first."""
    for folder in ("files", "packets"):
        for file in Path(whole_app.config["INSTANCE"], folder).iterdir():
            file.unlink()
    with whole_app.app_context():
        if SERVER:
            _restore_postgresql()
        else:
            db.engine.dispose()
            folder = Path(whole_app.config["INSTANCE"])
            for ending in ("-wal", "-shm"):
                (folder / f"test.db{ending}").unlink(missing_ok=True)
            shutil.copyfile(folder / "template.db", folder / "test.db")
    yield whole_app


def _restore_postgresql() -> None:
    with db.engine.begin() as connection:  # 5 ms; TRUNCATE takes 15, a database from a template 27 to 50
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(table.delete())
        for table in db.metadata.sorted_tables:
            connection.exec_driver_sql(f"alter sequence {table.name}_id_seq restart")
    make_cast()


@pytest.fixture
def tonight() -> Iterator[None]:
    """A quarter past seven in the evening of the cast's meeting in St. Louis."""
    with time_machine.travel(datetime(2026, 11, 25, 1, 15, tzinfo=UTC)):
        yield


@pytest.fixture
def visit(app: Flask) -> Callable[[str | None], Client]:
    """A client, logged in as one of the cast (None: a stranger)."""

    def as_persona(email: str | None) -> Client:
        client = Client(app)
        if email:
            assert client.log_in(email, PASSWORD).status_code == 303
        return client

    return as_persona
