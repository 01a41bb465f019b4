"""What the tests of letters share: the tally of the cast's meeting, typed and read back."""

import re
from typing import Any

from client import Client
from flask import Flask
from lxml import html
from sqlalchemy import select
from werkzeug.test import TestResponse

from chapterapp.attendance.models import Attendance
from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import across_chapters, db
from chapterapp.letters.models import LetterEntry
from chapterapp.meetings.models import FeaturedCase, Meeting
from chapterapp.members.models import Member

MEETING = "/c/st-louis/meetings/2026-11-24"
TALLY = f"{MEETING}/tally"
LETTER, POSTCARD, CARD, PETITION, EMAIL = (
    f"{kind}:a-case" for kind in ("appeal_letter", "appeal_postcard", "solidarity_card", "petition_signature", "email")
)
NUMBERS = iter(range(10**6))


def add_sheet(client: Client, counts: dict[str, Any], key: str = "", **more: str) -> TestResponse:
    """Type numbers into the tally and send it; each with a key of its own unless it is given."""
    sent = {name: str(number) for name, number in counts.items()}
    return client.post(TALLY, {"key": key or f"key of page {next(NUMBERS)}", "writer": "", **sent, **more})


def saved(client: Client, name: str = LETTER) -> str:
    """What stands before the field of the tally: "8 +", or nothing."""
    tree = html.fromstring(client.get(TALLY).text)
    (words,) = tree.xpath(f"//input[@name='{name}']/preceding-sibling::span")
    return str(words.text_content()).strip()


def last_sheet(client: Client) -> str:
    (ref,) = html.fromstring(client.get(TALLY).text).xpath("//form//input[@name='sheet']/@value")
    return str(ref)


def figure(client: Client, path: str, name: str) -> int | None:
    """A number that a page carries as data-NAME; None where it says that there is none yet."""
    found = re.search(rf'data-{name}="(\d+)"', client.get(path).text)
    return int(found[1]) if found else None


def add_case(app: Flask, slug: str, **values: Any) -> None:
    """One more case on the table of the meeting."""
    with app.app_context(), across_chapters("a test adds a case"):
        chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
        meeting = db.session.scalars(select(Meeting).where(Meeting.chapter_id == chapter.id)).one()
        case = Case(chapter_id=chapter.id, slug=slug, country="EG", **({"title": f"Case {slug}"} | values))
        db.session.add(case)
        db.session.flush()
        own = {"chapter_id": chapter.id, "meeting_id": meeting.id, "case_id": case.id}
        db.session.add(FeaturedCase(**own, position=9))
        db.session.commit()


def mark_here(app: Flask, name: str) -> str:
    """Somebody of St. Louis who is here, by reference."""
    with app.app_context(), across_chapters("a test marks somebody as here"):
        meeting = db.session.scalars(select(Meeting).where(Meeting.chapter_id == 1)).one()
        member = db.session.scalars(select(Member).where(Member.chapter_id == 1, Member.display_name == name)).first()
        if member is None:
            member = Member(chapter_id=1, display_name=name)
            db.session.add(member)
            db.session.flush()
        own = {"chapter_id": 1, "meeting_id": meeting.id, "member_id": member.id}
        db.session.add(Attendance(**own, recorded_at=now()))
        db.session.commit()
        return member.ref


def entries(app: Flask) -> list[tuple[int, int]]:
    """All that was ever written down: how many, and whether it tells."""
    with app.app_context(), across_chapters("a test looks"):
        return [(one.count, one.tells) for one in db.session.scalars(select(LetterEntry).order_by(LetterEntry.id))]
