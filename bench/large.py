"""The large demo for a measurement, on either database: made when it is first wanted, kept until the run ends."""

import atexit
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import psycopg
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import delete, insert, select

from bench import line
from bench.pages import token_of
from bench.servers import ROOT
from chapterapp import create_app
from chapterapp.accounts.services import create_user, hash_password
from chapterapp.attendance.models import Attendance, Via
from chapterapp.chapters.models import Chapter, Membership, Role
from chapterapp.chapters.queries import get_chapter
from chapterapp.clock import now
from chapterapp.database import count_rows_anew, db, enter_chapter
from chapterapp.demo.large import make_large
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.queries import find_next_meeting
from chapterapp.members.models import Member
from scripts.postgres import server

sys.path.append(str(ROOT / "tests"))  # as pytest does: devices and servers are the same there

from devices import Device  # noqa: E402
from journeys.server import Server, find_port  # noqa: E402

DATABASES = ("SQLite", "PostgreSQL")
MANY, FEW = 100_000, 1_000
PASSWORD = "correct horse battery"
COORDINATOR, MEMBER = "coordinator@large.example", "member@large.example"
OPEN = ExitStack()
atexit.register(OPEN.close)
Result = tuple[float, str]


class Large(NamedTuple):
    """`evening`: the address of tonight's meeting. `took`: seconds that making it took."""

    app: Flask
    instance: Path
    url: str
    evening: str
    took: float


def on_both(name: str, unit: str, goal: float, better: str = "lower") -> Callable[[Callable[[str], Result]], None]:
    def register(measure: Callable[[str], Result]) -> None:
        for database in DATABASES:
            line(f"evening: {name}, {database}", unit, goal, better)(partial(measure, database))

    return register


@cache
def postgres() -> str:
    return OPEN.enter_context(server())


@cache
def large(database: str, entries: int = MANY) -> Large:
    folder = Path(OPEN.enter_context(tempfile.TemporaryDirectory(prefix="chapterapp-bench-")))
    url = f"sqlite:///{folder}/chapterapp.db" if database == "SQLite" else new_database(f"large_{entries}")
    app = create_app(INSTANCE=folder, SECRET_KEY="for the bench", SQLALCHEMY_DATABASE_URI=url)
    with app.app_context():
        upgrade()
        db.session.remove()
        began = time.monotonic()
        chapter = make_large(PASSWORD, entries)
        db.session.commit()
        took = time.monotonic() - began
        evening = f"/c/{chapter.slug}/meetings/{tonight(chapter).slug}"
        give_account(chapter)
        count_rows_anew()
        db.session.commit()
    OPEN.callback(dispose, app)
    return Large(app, folder, url, evening, took)


def new_database(name: str) -> str:
    with psycopg.connect(postgres().replace("+psycopg", "") + "postgres", autocommit=True) as connection:
        connection.execute(f"create database {name}")  # type: ignore[arg-type] # a name of ours
    return postgres() + name


def dispose(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


def tonight(chapter: Chapter) -> Meeting:
    meeting = find_next_meeting(chapter)
    assert meeting
    return meeting


def give_account(chapter: Chapter) -> None:
    """To the second of the people, as a plain member."""
    user = create_user(MEMBER, "Somebody", hash_password(PASSWORD))
    membership = Membership(chapter_id=chapter.id, user_id=user.id, role=Role.MEMBER)
    db.session.add(membership)
    db.session.flush()
    people = db.session.scalars(select(Member).where(Member.chapter_id == chapter.id).order_by(Member.id).limit(2))
    people.all()[1].membership_id = membership.id
    db.session.flush()


def client_of(here: Large, email: str) -> FlaskClient:
    client = here.app.test_client()
    form = {"csrf_token": token_of(client.get("/log-in").text), "email": email, "password": PASSWORD}
    assert client.post("/log-in", data=form).status_code == 303
    return client


@contextmanager
def in_chapter(here: Large) -> Iterator[Chapter]:
    """To write there past all pages; commits."""
    with here.app.app_context():
        chapter = get_chapter("large")
        enter_chapter(chapter.id)
        yield chapter
        db.session.commit()


def set_here(here: Large, all_of_them: bool) -> list[str]:
    """Everybody is here tonight, or nobody: the references of the people."""
    with in_chapter(here) as chapter:
        at = {"chapter_id": chapter.id, "meeting_id": tonight(chapter).id}
        gone = delete(Attendance).where(Attendance.chapter_id == chapter.id, Attendance.meeting_id == at["meeting_id"])
        db.session.execute(gone)
        people = db.session.execute(select(Member.id, Member.ref).where(Member.chapter_id == chapter.id)).all()
        rows = [{**at, "member_id": one.id, "via": Via.DOOR, "recorded_at": now()} for one in people]
        if all_of_them:
            db.session.execute(insert(Attendance), rows)
    return [one.ref for one in people]


@contextmanager
def more_people(here: Large, number: int) -> Iterator[None]:
    with in_chapter(here) as chapter:
        rows = [{"chapter_id": chapter.id, "display_name": f"Person {n:03}"} for n in range(number)]
        db.session.execute(insert(Member), rows)
    yield
    set_here(here, False)
    with in_chapter(here) as chapter:
        db.session.execute(delete(Member).where(Member.chapter_id == chapter.id, Member.display_name.like("Person %")))


@contextmanager
def served(here: Large) -> Iterator[tuple[Server, Device]]:
    """The shipped web server on this database, and a device of the coordinator."""
    address = "" if here.url.startswith("sqlite") else here.url.replace("+psycopg", "")
    shipped = Server(here.instance, find_port(), address)
    (here.instance / "demo-password").write_text(PASSWORD)
    try:
        shipped.start_processes("web")
        with Device(shipped.url) as device:
            device.log_in(COORDINATOR, PASSWORD)
            yield shipped, device
    finally:
        shipped.stop()
