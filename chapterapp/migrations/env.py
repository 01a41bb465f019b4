"""Alembic's environment: one transaction a run, foreign keys off on SQLite while tables are rebuilt."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from alembic import context
from alembic.autogenerate.api import AutogenContext

import chapterapp
from chapterapp.database import UtcDateTime, db

for feature in iter_modules(chapterapp.__path__, "chapterapp."):
    if feature.ispkg and find_spec(f"{feature.name}.models"):
        import_module(f"{feature.name}.models")


def render_item(kind: str, item: object, _: AutogenContext) -> str | bool:
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def include_name(name: str | None, kind: str, parents: object) -> bool:
    """The queue's tables on PostgreSQL are huey's own."""
    return not (kind == "table" and name and name.startswith("huey_"))


with db.engine.connect() as connection:
    on_sqlite = connection.dialect.name == "sqlite"
    raw = connection.connection.dbapi_connection
    if on_sqlite:
        # On the raw connection: after our own BEGIN the pragma does nothing, and batch mode, which rebuilds a table by
        # dropping it, would silently delete every child row.
        raw.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
        render_item=render_item,
        include_name=include_name,
    )
    with context.begin_transaction():
        context.run_migrations()
        if on_sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"rows without their parent after the migration: {broken[:5]}")
    connection.commit()
    if on_sqlite:
        raw.execute("PRAGMA foreign_keys=ON")
