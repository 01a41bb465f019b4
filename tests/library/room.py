"""What the tests of the library start from: a library with its editor, and a case that it shows."""

from typing import Any

from cast import COORDINATOR, EDITOR
from factories import make_addressee, make_case, make_letter, make_subject
from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.accounts.queries import find_user_by_email
from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter, Role
from chapterapp.chapters.queries import get_chapter
from chapterapp.clock import now
from chapterapp.database import db, enter_chapter
from chapterapp.library import services
from chapterapp.library.models import Offer
from chapterapp.members.services import join_chapter

PLACE = {"country": "US", "time_zone": "America/Chicago", "paper_size": "letter"}


def user_of(email: str) -> User:
    user = find_user_by_email(email)
    assert user
    return user


def enter(slug: str = "st-louis") -> Chapter:
    chapter = get_chapter(slug)
    enter_chapter(chapter.id)
    return chapter


def open_library() -> Chapter:
    """With its editor."""
    library = services.open_library({"name": "Library", **PLACE}, user_of(EDITOR))
    enter_chapter(library.id)
    join_chapter(library, user_of(EDITOR), Role.EDITOR, None)
    return library


def make_published(library: Chapter, **values: Any) -> Case:
    """Entered in the library: call it there."""
    case = make_case(library, **({"slug": "deniz", "title": "Deniz", "published_at": now()} | values))
    make_subject(case)
    make_addressee(case)
    make_letter(case)
    return case


def stock() -> Case:
    """A library with one case, adopted by nobody; the session is in the library then."""
    return make_published(open_library())


def adopt(origin: Case, slug: str = "st-louis", email: str = COORDINATOR) -> Case:
    """By a chapter, in which the session is then."""
    return services.adopt_case(enter(slug), origin, user_of(email))


def case_of(slug: str, title: str = "deniz") -> Case:
    return db.session.scalars(select(Case).where(Case.chapter_id == enter(slug).id, Case.slug == title)).one()


def make_offer(slug: str = "st-louis") -> Offer:
    return services.offer_case(case_of(slug, "a-case"), user_of(COORDINATOR))
