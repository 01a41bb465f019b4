"""What the tests of the door share: its address, and who is here."""

from typing import Any

from client import Client
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from chapterapp.attendance.models import Attendance, NamelessAttendance
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db
from chapterapp.members.models import Member

MEETING = "/c/st-louis/meetings/2026-11-24"
DOOR = f"{MEETING}/door"
KEY = "the key of a page"


def ref_of(app: Flask, name: str) -> str:
    with app.app_context(), across_chapters("a test looks for a person"):
        return db.session.scalars(select(Member.ref).where(Member.display_name.startswith(name))).first() or ""


def add_people(app: Flask, *names: str) -> list[str]:
    """People of St. Louis by reference."""
    with app.app_context(), across_chapters("a test adds people"):
        chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
        people = [Member(chapter_id=chapter.id, display_name=name) for name in names]
        db.session.add_all(people)
        db.session.commit()
        return [member.ref for member in people]


def count(app: Flask, table: type[Attendance | NamelessAttendance | Member] = Attendance) -> int:
    with app.app_context(), across_chapters("a test counts"):
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def tap(client: Client, what: str, key: str = KEY, **data: Any) -> TestResponse:
    return client.post(f"{DOOR}/{what}", {"key": key, **data})


def ask(client: Client, what: str, key: str = KEY, **data: Any) -> Any:
    """As the script of the page does: the new state comes back."""
    answer = client.post(f"{DOOR}/{what}", {"key": key, **data}, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    return answer.json
