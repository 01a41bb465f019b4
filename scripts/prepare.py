"""Make an installation ready to start: a copy of the database aside, migrations, the demo or the set-up code."""

import logging
import os
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade

from chapterapp import create_app
from chapterapp.accounts.queries import has_users
from chapterapp.database import db


def find_revisions(app: Flask) -> tuple[str | None, str | None]:
    """Where the database stands, and where the code is."""
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current, ScriptDirectory(app.extensions["migrate"].directory).get_current_head()


def copy_aside(instance: Path) -> None:
    """A copy of the database as it is before it is migrated."""
    if db.engine.dialect.name != "sqlite":
        print("The PostgreSQL database is migrated without a copy: keep your own (pg_dump).")
        return
    folder = instance / "backups"
    folder.mkdir(exist_ok=True)
    target = folder / f"chapterapp-{datetime.now(UTC):%Y%m%d-%H%M%S}.db"
    with sqlite3.connect(str(db.engine.url.database)) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
    print(f"The database was copied to {target} before it is changed.")


def main() -> None:
    logging.getLogger("alembic").setLevel(logging.WARNING)
    app = create_app()
    with app.app_context():
        current, head = find_revisions(app)
        if current != head:
            if current is not None:
                copy_aside(app.config["INSTANCE"])
            upgrade()
        empty = not has_users()
        db.session.remove()
    runner = app.test_cli_runner()
    if empty:
        answer = runner.invoke(args=["demo", "--if-empty"] if os.environ.get("DEMO") != "0" else ["setup-code"])
        if answer.exit_code:
            sys.exit(answer.output or str(answer.exception))
        if os.environ.get("DEMO") == "0":  # the demo's accounts are told when it answers
            print(answer.output, end="")


if __name__ == "__main__":
    main()
