"""Migrations on both databases: up, down and up again with data; head equals the models; no child row is lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from cast import make_cast
from conftest import SERVER, WORKER
from flask import Flask
from flask_migrate import downgrade, upgrade

from chapterapp import create_app
from chapterapp.database import db


@pytest.fixture
def empty_app(tmp_path: Path) -> Iterator[Flask]:
    """An application whose database holds nothing, not even tables."""
    url = f"sqlite:///{tmp_path}/empty.db"
    if SERVER:
        name = f"empty_{WORKER}"
        with psycopg.connect(SERVER.replace("+psycopg", "") + "postgres", autocommit=True) as server:
            server.execute(f"drop database if exists {name} with (force)")  # type: ignore[arg-type] # a name of ours
            server.execute(f"create database {name}")  # type: ignore[arg-type]
        url = SERVER + name
    app = create_app(INSTANCE=tmp_path, SECRET_KEY="x", SQLALCHEMY_DATABASE_URI=url, JOBS_IMMEDIATE=True)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def count_rows() -> dict[str, int]:
    with db.engine.connect() as connection:
        return {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in db.metadata.sorted_tables
        }


def test_head_equals_the_models(empty_app: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_up_twice_changes_nothing(empty_app: Flask) -> None:
    upgrade()
    make_cast()
    before = count_rows()
    upgrade()
    assert count_rows() == before


def test_up_down_up_with_data(empty_app: Flask) -> None:
    upgrade()
    make_cast()
    db.session.remove()
    downgrade(revision="base")
    with db.engine.connect() as connection:
        assert set(sa.inspect(connection).get_table_names()) <= {"alembic_version"}
    upgrade()
    make_cast()
    assert count_rows()["chapters"] == 2


SCRATCH = '''
"""Rebuild a parent table."""
import sqlalchemy as sa
from alembic import op

revision = "scratch"
down_revision = {head!r}
branch_labels = None
depends_on = None


def how() -> str:
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"


def upgrade() -> None:
    with op.batch_alter_table("meetings", recreate=how()) as table:
        table.add_column(sa.Column("scratch", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("meetings", recreate=how()) as table:
        table.drop_column("scratch")
'''


def test_rebuilding_a_parent_table_keeps_every_child_row(empty_app: Flask, tmp_path: Path) -> None:
    copy = tmp_path / "migrations"
    shutil.copytree(empty_app.extensions["migrate"].directory, copy)
    upgrade(directory=str(copy))
    make_cast()
    db.session.remove()
    before = count_rows()
    assert before["featured_cases"] > 0
    with db.engine.connect() as connection:
        head = MigrationContext.configure(connection).get_current_revision()
    (copy / "versions" / "scratch.py").write_text(SCRATCH.format(head=head))
    upgrade(directory=str(copy))
    assert count_rows() == before
    downgrade(directory=str(copy), revision="-1")
    assert count_rows() == before


def test_the_same_rebuild_with_foreign_keys_on_would_have_lost_them(empty_app: Flask) -> None:
    """The control: what env.py guards against is real on SQLite."""
    if SERVER:
        pytest.skip("PostgreSQL does not rebuild tables")
    upgrade()
    make_cast()
    db.session.remove()
    with db.engine.begin() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("meetings", recreate="always") as table:
            table.add_column(sa.Column("scratch", sa.String(), nullable=True))
    with db.engine.connect() as connection:
        assert connection.execute(sa.text("select count(*) from featured_cases")).scalar_one() == 0


def test_the_sums_of_the_years_are_made_from_the_entries_that_are_there(empty_app: Flask) -> None:
    upgrade(revision="0007")
    day = "2026-11-24"
    with db.engine.begin() as connection:
        for statement in (
            "insert into chapters (id, slug, name, group_number, country, time_zone, locale, paper_size,"
            " return_address, neutral_sender, venue, access_notes, is_public, is_demo, created_at, version) values"
            f" (1, 'c', 'C', '', 'US', 'UTC', 'en', 'letter', '', '', '', '', false, false, '{day}', 1)",
            "insert into cases (id, chapter_id, slug, revision, title, line, kind, ua_number, index_number, country,"
            " region, issues, source_url, summary, background, recommended_actions, talking_points,"
            " topics_to_avoid, write_to_prisoner, name_amnesty, sender_details, religious_content, enclosures,"
            " languages, status, status_reason, outcome_on, version) values (1, 1, 'x', 1, 'X', '', 'own', '', '',"
            " 'EG', '', '', '', '', '', '', '', '', 'no', 'no', 'full', 'no', 'no', '', 'active', '', '', 1)",
            "insert into letter_sheets (id, chapter_id, kind, written_on, recorded_at, reason, ref)"
            f" values (1, 1, 'home', '{day}', '{day}', '', 'r')",
            *(
                "insert into letter_entries (chapter_id, sheet_id, case_id, kind, written_on, count, tells)"
                f" values (1, 1, 1, 'appeal_letter', '{written_on}', {count}, 1)"
                for written_on, count in ((day, 3), (day, 4), ("2025-01-02", 5))
            ),
        ):
            connection.exec_driver_sql(statement)
    upgrade()
    with db.engine.connect() as connection:
        sums = sa.table("letter_sums", sa.column("year"), sa.column("count"), sa.column("tells"))
        rows = connection.execute(sa.select(sums.c.year, sums.c.count, sums.c.tells).order_by(sums.c.year)).all()
    assert [tuple(row) for row in rows] == [(2025, 5, 1), (2026, 7, 2)]
