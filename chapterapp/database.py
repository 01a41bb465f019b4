"""The database: a typed base, one session, and how a transaction begins."""

from __future__ import annotations

import enum
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from flask import Flask, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Enum,
    Executable,
    MetaData,
    TypeDecorator,
    event,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    mapped_column,
    registry,
    with_loader_criteria,
)

Statement = TypeVar("Statement", bound=Executable)
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: stored in UTC, read back aware. SQLite forgets the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


NAMES = {
    "pk": "pk_%(table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
}
WORDS = Enum(
    enum.StrEnum, native_enum=False, length=30, create_constraint=False, values_callable=lambda c: [x.value for x in c]
)


class Base(DeclarativeBase):
    # On a registry, not as type_annotation_map: Flask-SQLAlchemy copies this body, SQLAlchemy refuses the two together.
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: UtcDateTime,
            enum.StrEnum: WORDS,
            dict[str, Any]: JSON,
            list[str]: JSON,
            list[dict[str, Any]]: JSON,
        },
    )


# Not expired on commit: a redirect that reads a slug after the commit would begin a second write transaction.
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def new_ref() -> str:
    """Twelve random letters for a URL: they tell nothing and cannot be guessed."""
    return secrets.token_urlsafe(9)


class Referenced:
    """Named in URLs by a random reference, not by its number."""

    ref: Mapped[str] = mapped_column(unique=True, default=new_ref)


class Deletable:
    """Can be taken back for 30 days. Rows with a date here are left out of every query that does not ask for them."""

    deleted_at: Mapped[datetime | None] = mapped_column(default=None)


class Versioned:
    """Counts its changes, so that a second editor is told of the first and a packet knows what it was printed from."""

    version: Mapped[int] = mapped_column(default=1)


def begin(connection: Connection) -> None:
    """Begin for reading on GET and HEAD, for writing everywhere else: POST, CLI, worker, migrations, tests."""
    reading = has_request_context() and request.method in READING
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA query_only={int(reading)}")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
    elif reading:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def _connect(dbapi: Any, record: Any) -> None:
    dbapi.isolation_level = None
    for pragma in (
        "busy_timeout=10000",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        dbapi.execute(f"PRAGMA {pragma}")


def init_app(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _connect)
        event.listen(db.engine, "begin", begin)


NOT_DELETED = with_loader_criteria(Deletable, lambda model: model.deleted_at.is_(None), include_aliases=True)


def prepare(statement: Statement) -> Statement:
    """A SELECT that every request or every tap asks: built once, with a bindparam() for each value. To build one anew
    takes longer than to run it."""
    return statement.options(NOT_DELETED).execution_options(prepared=True)


def _flushed(session: Session, *_: Any) -> None:
    session.info["written"] = True


def _clean(session: Session, *_: Any) -> None:
    session.info.pop("written", None)


def _executing(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info["written"] = True
    elif (
        state.is_select
        and not state.is_column_load
        and not state.is_relationship_load
        and not state.execution_options.get("include_deleted", False)
        and not state.execution_options.get("prepared", False)
    ):
        state.statement = state.statement.options(NOT_DELETED)


event.listen(db.session, "after_flush", _flushed)
event.listen(db.session, "do_orm_execute", _executing)
event.listen(db.session, "after_commit", _clean)
event.listen(db.session, "after_rollback", _clean)


def release() -> None:
    """Give the lock back before slow work (argon2, Pillow, PDF). Raises RuntimeError if anything written is waiting."""
    session = db.session()
    if session.new or session.dirty or session.deleted or session.info.get("written"):
        raise RuntimeError("release() with unsaved changes")
    session.rollback()


def insert_if_new(table: type[Model], computed: tuple[str, ColumnElement[Any]] | None = None, **values: Any) -> bool:
    """Insert a row unless one with its unique key is there: whether it was new. Of two at once the second waits.

    `computed`: a column and the prepared expression that fills it, whose bindparam()s are in `values`.
    """
    statement = _insert_if_new(db.session.get_bind().dialect.name, table, computed)
    return db.session.execute(statement, values).first() is not None


@cache
def _insert_if_new(dialect: str, table: type[Model], computed: tuple[str, ColumnElement[Any]] | None) -> Executable:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    rows = table.metadata.tables[table.__tablename__]
    new = insert(rows).values(dict([computed] if computed else ()))
    # The key is asked for, since psycopg does not tell how many rows went in.
    return new.on_conflict_do_nothing().returning(*rows.primary_key)


def add_up(table: type[Model], keys: Sequence[str], sums: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Add each row's `sums` to the row with the same `keys`, which is made where there is none. The rows come in one
    order everywhere, or two transactions wait for each other."""
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    new = insert(table).values(rows)
    added = {name: getattr(table, name) + new.excluded[name] for name in sums}
    db.session.execute(new.on_conflict_do_update(index_elements=keys, set_=added))


def lock_table(table: type[Model]) -> None:
    """Let nobody else write this table until the commit. SQLite does so from the beginning of every write."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text(f"lock table {table.__tablename__} in share row exclusive mode"))


def count_rows_anew() -> None:
    """After many rows at once: PostgreSQL plans by what it counted last, and would take the wrong indexes for a minute.
    SQLite plans by the indexes alone."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("analyze"))


def enter_chapter(chapter_id: int) -> None:
    """Say whose rows this session may load from now on; the test suite's guard refuses all others."""
    db.session().info["chapter"] = chapter_id


@contextmanager
def across_chapters(reason: str) -> Iterator[None]:
    """The one way to read tenant rows without a chapter; the reason is for the reader."""
    session = db.session()
    before = session.info.get("across")
    session.info["across"] = reason
    try:
        yield
    finally:
        session.info["across"] = before
