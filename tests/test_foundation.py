"""The rules that hold everywhere: how a transaction begins, what a GET may do, what never leaves a chapter."""

import pytest
from flask import Flask
from guard import Leak
from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError, InternalError, OperationalError

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.clock import now
from chapterapp.database import across_chapters, db, enter_chapter, prepare, release
from chapterapp.meetings.models import FeaturedCase, Meeting
from chapterapp.members.models import Member


def test_a_get_cannot_write(app: Flask) -> None:
    with app.test_request_context("/", method="GET"):
        db.session.add(User(email="x@y.example", name="x", password_hash="x", created_at=now()))
        with pytest.raises((OperationalError, InternalError)):
            db.session.flush()
        db.session.rollback()


def test_a_post_can_write(app: Flask) -> None:
    with app.test_request_context("/", method="POST"):
        db.session.add(User(email="x@y.example", name="x", password_hash="x", created_at=now()))
        db.session.flush()
        db.session.rollback()


def test_release_refuses_what_was_flushed(app: Flask) -> None:
    with app.app_context():
        record(None, None, "look", "user 1")
        with pytest.raises(RuntimeError):
            release()
        db.session.rollback()
        release()


def test_both_databases_refuse_a_row_that_crosses_chapters(app: Flask) -> None:
    with app.app_context(), across_chapters("test"):
        meeting = db.session.scalars(select(Meeting).where(Meeting.chapter_id == 1)).first()
        assert meeting
        foreign = FeaturedCase(chapter_id=1, meeting_id=meeting.id, case_id=2, position=9)
        db.session.add(foreign)
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_the_guard_catches_a_query_without_its_chapter(app: Flask) -> None:
    with app.app_context():
        enter_chapter(1)
        for _twice in range(2):  # known by then
            with pytest.raises(Leak, match="not tied to a chapter: members"):
                db.session.scalars(select(Member.display_name)).all()


def test_the_guard_catches_another_chapters_number(app: Flask) -> None:
    with app.app_context():
        enter_chapter(1)
        assert db.session.scalars(select(Member.display_name).where(Member.chapter_id == 1)).all()
        with pytest.raises(Leak, match="chapter 2 asked for in 1"):  # the same statement but for its number
            db.session.scalars(select(Member.display_name).where(Member.chapter_id == 2)).all()


def test_the_guard_catches_another_chapters_number_in_a_prepared_statement(app: Flask) -> None:
    with app.app_context():
        enter_chapter(1)
        of_chapter = prepare(select(Member.display_name).where(Member.chapter_id == bindparam("chapter_id")))
        assert db.session.scalars(of_chapter, {"chapter_id": 1}).all()
        with pytest.raises(Leak, match="chapter 2 asked for in 1"):
            db.session.scalars(of_chapter, {"chapter_id": 2}).all()


def test_a_prepared_statement_leaves_out_what_was_deleted(app: Flask) -> None:
    with app.app_context():
        enter_chapter(1)
        of_chapter = prepare(select(Member).where(Member.chapter_id == bindparam("chapter_id")))
        member, *others = db.session.scalars(of_chapter, {"chapter_id": 1}).all()
        member.deleted_at = now()
        db.session.flush()
        assert db.session.scalars(of_chapter, {"chapter_id": 1}).all() == others


def test_the_guard_catches_a_foreign_row_behind_an_or(app: Flask) -> None:
    with app.app_context():
        enter_chapter(1)
        leaky = select(Member).where((Member.chapter_id == 1) | (Member.display_name != ""))
        with pytest.raises(Leak, match="of chapter 2 loaded in 1"):
            db.session.scalars(leaky).all()


def test_the_guard_lets_a_chapters_own_rows_pass(app: Flask) -> None:
    with app.app_context():
        enter_chapter(1)
        assert db.session.scalars(select(Member).where(Member.chapter_id == 1)).all()
