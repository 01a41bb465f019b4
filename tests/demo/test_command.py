"""`flask demo`: fills an empty database once, touches no other, and goes without a trace."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from cast import COORDINATOR, EDITOR, FOREIGN, MEMBER
from click.testing import Result
from factories import make_case, make_meeting
from flask import Flask
from sqlalchemy import event, select

from chapterapp.accounts.models import User
from chapterapp.accounts.services import log_in
from chapterapp.chapters.models import Chapter, Membership, PaperSize, Role
from chapterapp.clock import now
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.errors import Refused
from chapterapp.jobs.models import Job, JobState
from chapterapp.meetings.models import Meeting
from chapterapp.packets.models import Packet
from chapterapp.packets.storage import store

Run = Callable[..., Result]


def snapshot(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select().order_by(table.c.id))]
            for table in db.metadata.sorted_tables
        }


def files_of(instance: Path) -> set[Path]:
    return {*(instance / "files").iterdir(), *(instance / "packets").iterdir(), *instance.glob("demo-password")}


def test_the_demo_is_made_once_and_the_second_run_changes_nothing(app: Flask, empty: Path, flask_demo: Run) -> None:
    first = flask_demo()
    assert first.exit_code == 0 and "The demo is made." in first.output
    before, files = snapshot(app), files_of(empty)
    second = flask_demo()
    assert second.exit_code == 0 and "Nothing was changed." in second.output
    assert snapshot(app) == before and files_of(empty) == files
    assert first.output.splitlines()[1:] == second.output.splitlines()[1:]


def test_everybody_printed_can_log_in_with_the_password_kept_for_the_owner_alone(
    app: Flask, empty: Path, flask_demo: Run
) -> None:
    output = flask_demo().output
    kept = empty / "demo-password"
    password = kept.read_text().strip()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len(password) >= 12 and password in output
    for email in (COORDINATOR, "host@st-louis.example", MEMBER, FOREIGN, EDITOR, "admin@chapterapp.example"):
        assert email in output
        with app.app_context():
            assert log_in(email, password).user.email == email


def test_if_empty_says_nothing_where_there_is_anything(app: Flask, empty: Path, flask_demo: Run) -> None:
    with app.app_context():
        add_chapter("Amnesty Real Town")
        db.session.commit()
    before = snapshot(app)
    result = flask_demo("--if-empty")
    assert (result.exit_code, result.output) == (0, "")
    assert snapshot(app) == before and not files_of(empty)


def test_if_empty_fills_an_empty_database(empty: Path, flask_demo: Run) -> None:
    assert "The demo is made." in flask_demo("--if-empty").output


def test_a_database_with_another_chapter_is_refused(app: Flask, empty: Path, flask_demo: Run) -> None:
    with app.app_context():
        add_chapter("Amnesty Real Town")
        db.session.commit()
    before = snapshot(app)
    result = flask_demo()
    assert result.exit_code == 1 and "This one holds the chapter Amnesty Real Town." in result.output
    assert snapshot(app) == before and not files_of(empty)


@pytest.mark.parametrize("email", ["somebody@example.org", COORDINATOR])
def test_a_database_with_an_account_of_others_is_refused(app: Flask, empty: Path, flask_demo: Run, email: str) -> None:
    with app.app_context():
        add_user(email)
        db.session.commit()
    before = snapshot(app)
    result = flask_demo()
    assert result.exit_code == 1 and "This one holds accounts of others." in result.output
    assert snapshot(app) == before and not files_of(empty)


def test_a_commit_that_fails_leaves_no_row_and_no_file(app: Flask, empty: Path, flask_demo: Run) -> None:
    def fail(_: object) -> None:
        raise OSError("No space left on device")

    event.listen(db.session, "before_commit", fail)
    try:
        assert isinstance(flask_demo().exception, OSError)
    finally:
        event.remove(db.session, "before_commit", fail)
    assert not any(snapshot(app).values()) and not files_of(empty)


def test_remove_leaves_nothing_of_the_demo_and_everything_else(app: Flask, empty: Path, flask_demo: Run) -> None:
    flask_demo()
    demo_rows, demo_files = snapshot(app), files_of(empty)
    with app.app_context():
        real = add_chapter("Amnesty Real Town")
        enter_chapter(real.id)
        db.session.add(Membership(chapter_id=real.id, user_id=add_user("me@example.org").id, role=Role.COORDINATOR))
        print_packet(make_meeting(real, cases=[make_case(real)]), "of-the-real-chapter")
        db.session.commit()
    rows = {table: [row for row in rows if row not in demo_rows[table]] for table, rows in snapshot(app).items()}
    files = files_of(empty) - demo_files
    with app.app_context(), across_chapters("the demo is used"):
        evening = db.session.scalars(select(Meeting).where(Meeting.title == "Write-a-thon")).all()[0]
        print_packet(evening, "of-the-demo")
        db.session.commit()
        log_in(MEMBER, (empty / "demo-password").read_text().strip())
        db.session.commit()
        with pytest.raises(Refused):
            log_in(COORDINATOR, "not the password")  # which is counted under its name
        db.session.commit()
    before = snapshot(app)
    assert (len(before["cases"]), len(before["jobs"]), len(before["throttles"])) == (20, 2, 1)

    result = flask_demo("--remove")
    assert result.exit_code == 0 and "The demo is gone." in result.output
    assert snapshot(app) == rows and files_of(empty) == files
    assert len(rows["packets"]) == len(rows["jobs"]) == len(files) == 1
    assert "There is no demo here." in flask_demo("--remove").output


def test_an_account_of_the_demo_with_a_role_elsewhere_stays(app: Flask, empty: Path, flask_demo: Run) -> None:
    flask_demo()
    with app.app_context(), across_chapters("a test of two chapters"):
        user = find_user(COORDINATOR)
        db.session.add(Membership(chapter_id=add_chapter("Real").id, user_id=user.id, role=Role.COORDINATOR))
        db.session.commit()
    assert f"{COORDINATOR} has a role in another chapter and stays." in flask_demo("--remove").output
    rows = snapshot(app)
    assert [row[1] for row in rows["users"]] == [COORDINATOR] and len(rows["memberships"]) == 1


def print_packet(meeting: Meeting, ref: str) -> None:
    made = {"fingerprint": "", "sources": {}, "file_name": "packet.pdf", "requested_at": now()}
    packet = Packet(chapter_id=meeting.chapter_id, meeting_id=meeting.id, ref=ref, paper_size=PaperSize.A4, **made)
    db.session.add(packet)
    db.session.flush()
    db.session.add(Job(name="packets.render", target_id=packet.id, state=JobState.DONE, queued_at=now()))
    store(ref, b"%PDF")


def find_user(email: str) -> User:
    return db.session.scalars(select(User).where(User.email == email)).one()


def add_chapter(name: str) -> Chapter:
    chapter = Chapter(
        slug="real", name=name, country="US", time_zone="America/Chicago", paper_size=PaperSize.LETTER, created_at=now()
    )
    db.session.add(chapter)
    db.session.flush()
    return chapter


def add_user(email: str) -> User:
    user = User(email=email, name="Somebody", password_hash="none", created_at=now())
    db.session.add(user)
    db.session.flush()
    return user
