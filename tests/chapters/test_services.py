"""Chapters are made with a slug of their own, and never lose their last coordinator."""

from typing import Any

import pytest
from cast import COORDINATOR, HOST
from flask import Flask
from sqlalchemy import select

from chapterapp.accounts.models import LoginSession
from chapterapp.accounts.queries import find_user_by_email
from chapterapp.accounts.services import start_session
from chapterapp.audit.models import Entry
from chapterapp.chapters import services
from chapterapp.chapters.models import Chapter, Membership, PaperSize, Role
from chapterapp.chapters.queries import find_membership, get_chapter
from chapterapp.clock import now
from chapterapp.database import db, enter_chapter
from chapterapp.errors import Refused, Stale

WANTED: dict[str, Any] = {
    "name": "Amnesty St. Louis", "country": "US", "time_zone": "America/Chicago", "paper_size": PaperSize.LETTER,
}  # fmt: skip


def enter_st_louis() -> Chapter:
    chapter = get_chapter("st-louis")
    enter_chapter(chapter.id)
    return chapter


def membership_of(chapter: Chapter, email: str) -> Membership:
    user = find_user_by_email(email)
    assert user
    membership = find_membership(chapter, user)
    assert membership
    return membership


def test_a_new_chapter_gets_a_free_slug_and_a_neutral_sender(app: Flask) -> None:
    with app.app_context():
        chapter = services.create_chapter(WANTED, None)
        assert (chapter.slug, chapter.neutral_sender) == ("st-louis-2", "St. Louis letter writers")


def test_a_sender_that_names_amnesty_is_refused(app: Flask) -> None:
    with app.app_context(), pytest.raises(Refused) as refusal:
        services.create_chapter({**WANTED, "neutral_sender": "Amnesty friends"}, None)
    assert refusal.value.field == "neutral_sender"


def test_renaming_a_chapter_keeps_its_slug_and_records_the_fields_alone(app: Flask) -> None:
    with app.app_context():
        chapter = enter_st_louis()
        coordinator = membership_of(chapter, COORDINATOR).user
        services.change_settings(chapter, {"name": "Gateway", "country": "US"}, chapter.version, coordinator)
        entry = db.session.scalars(select(Entry).where(Entry.chapter_id == chapter.id)).one()
        assert (chapter.slug, chapter.version) == ("st-louis", 2)
        assert (entry.action, entry.fields) == ("change_settings", ["name"])


def test_the_second_of_two_editors_is_told(app: Flask) -> None:
    with app.app_context():
        chapter = enter_st_louis()
        coordinator = membership_of(chapter, COORDINATOR).user
        services.change_settings(chapter, {"name": "Gateway"}, 1, coordinator)
        with pytest.raises(Stale):
            services.change_settings(chapter, {"name": "Arch"}, 1, coordinator)
        assert chapter.name == "Gateway"


def test_a_new_role_ends_every_session(app: Flask) -> None:
    with app.app_context():
        chapter = enter_st_louis()
        membership = membership_of(chapter, HOST)
        start_session(membership.user)
        services.change_role(chapter, membership, Role.MEMBER, membership_of(chapter, COORDINATOR).user)
        live = select(LoginSession).where(LoginSession.user_id == membership.user_id, LoginSession.expires_at > now())
        assert membership.role is Role.MEMBER
        assert not db.session.scalars(live).all()


def test_the_last_coordinator_keeps_the_role_and_stays(app: Flask) -> None:
    with app.app_context():
        chapter = enter_st_louis()
        last = membership_of(chapter, COORDINATOR)
        with pytest.raises(Refused):
            services.change_role(chapter, last, Role.HOST, last.user)
        with pytest.raises(Refused):
            services.end_membership(chapter, last, last.user)


def test_one_of_two_coordinators_may_step_down(app: Flask) -> None:
    with app.app_context():
        chapter = enter_st_louis()
        first, second = membership_of(chapter, COORDINATOR), membership_of(chapter, HOST)
        services.change_role(chapter, second, Role.COORDINATOR, first.user)
        services.change_role(chapter, first, Role.MEMBER, second.user)
        assert first.role is Role.MEMBER
