"""What the tests of people share: St. Louis, its people, and what is written down of them."""

from typing import Any

from cast import COORDINATOR
from factories import make_member
from flask import Flask
from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.accounts.queries import find_user_by_email
from chapterapp.audit.models import Entry
from chapterapp.chapters.models import Chapter, Membership, Role
from chapterapp.chapters.queries import get_chapter
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.members.models import Member
from chapterapp.members.queries import find_member_by_email


def enter(slug: str = "st-louis") -> Chapter:
    chapter = get_chapter(slug)
    enter_chapter(chapter.id)
    return chapter


def coordinator() -> User:
    return user_of(COORDINATOR)


def user_of(email: str) -> User:
    user = find_user_by_email(email)
    assert user
    return user


def person(chapter: Chapter, email: str) -> Member:
    member = find_member_by_email(chapter, email)
    assert member
    return member


def add(app: Flask, **values: Any) -> str:
    """A person of St. Louis; returns the reference."""
    with app.app_context():
        ref = make_member(enter(), **values).ref
        db.session.commit()
        return ref


def ref_of(app: Flask, email: str, slug: str = "st-louis") -> str:
    with app.app_context():
        return person(enter(slug), email).ref


def state(app: Flask, ref: str) -> dict[str, Any]:
    """The columns of a person, deleted or not."""
    with app.app_context(), across_chapters("test"):
        found = select(Member).where(Member.ref == ref).execution_options(include_deleted=True)
        member = db.session.scalars(found).one()
        return {column.key: getattr(member, column.key) for column in Member.__table__.columns}


def actions(app: Flask) -> list[tuple[str, list[str]]]:
    """What was written down in St. Louis, in order."""
    with app.app_context(), across_chapters("test"):
        entries = db.session.scalars(select(Entry).where(Entry.chapter_id == 1).order_by(Entry.id))
        return [(entry.action, entry.fields) for entry in entries]


def join_lyon(app: Flask, email: str) -> None:
    """Give an account of St. Louis a role in Lyon too."""
    with app.app_context(), across_chapters("test"):
        db.session.add(Membership(chapter_id=get_chapter("lyon").id, user_id=user_of(email).id, role=Role.MEMBER))
        db.session.commit()
