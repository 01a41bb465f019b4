from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import joinedload

from chapterapp.accounts.models import LoginSession, ResetRequest, User
from chapterapp.accounts.queries import hash_token
from chapterapp.chapters.models import Chapter, Membership, Role
from chapterapp.clock import now
from chapterapp.database import across_chapters, db, prepare
from chapterapp.errors import Missing

CHAPTER_ID = select(Chapter.id).where(Chapter.slug == bindparam("slug")).scalar_subquery()
VISITOR = prepare(
    select(User, Chapter, Membership.role)
    .join(LoginSession, LoginSession.user_id == User.id)
    .outerjoin(Membership, and_(Membership.user_id == User.id, Membership.chapter_id == CHAPTER_ID))
    .outerjoin(Chapter, Chapter.id == Membership.chapter_id)
    .where(LoginSession.token_hash == bindparam("token_hash"), LoginSession.expires_at > bindparam("at"))
)


class ChapterAndRole(NamedTuple):
    chapter: Chapter
    role: Role


def find_chapter(slug: str) -> Chapter | None:
    return db.session.scalars(select(Chapter).where(Chapter.slug == slug)).one_or_none()


def get_chapter(slug: str) -> Chapter:
    """Raises Missing."""
    if (chapter := find_chapter(slug)) is None:
        raise Missing
    return chapter


def find_library() -> Chapter | None:
    return db.session.scalars(select(Chapter).where(Chapter.is_library)).one_or_none()


def find_visitor(token: str, slug: str) -> tuple[User | None, ChapterAndRole | None]:
    """Whose live session this is, and what they are in the chapter of the slug: None alike for a foreign chapter and
    one that does not exist. Every page asks, so both are one question."""
    asked = {"token_hash": hash_token(token), "at": now(), "slug": slug}
    row = db.session.execute(VISITOR, asked).one_or_none()
    if row is None:
        return None, None
    user, chapter, role = row
    return user, ChapterAndRole(chapter, role) if role else None


def list_chapters_of(user: User) -> Sequence[ChapterAndRole]:
    rows = db.session.execute(
        select(Chapter, Membership.role)
        .join(Membership, Membership.chapter_id == Chapter.id)
        .where(Membership.user_id == user.id)
        .order_by(Chapter.name)
    )
    return [ChapterAndRole(*row) for row in rows]


def list_chapters() -> Sequence[Chapter]:
    return db.session.scalars(select(Chapter).order_by(Chapter.name)).all()


def list_memberships(chapter: Chapter) -> Sequence[Membership]:
    return db.session.scalars(
        select(Membership).where(Membership.chapter_id == chapter.id).options(joinedload(Membership.user))
    ).all()


def find_membership(chapter: Chapter, user: User) -> Membership | None:
    return db.session.scalars(
        select(Membership).where(Membership.chapter_id == chapter.id, Membership.user_id == user.id)
    ).one_or_none()


def count_coordinators(chapter: Chapter) -> int:
    """Their rows are locked: of two coordinators who leave at once, the second counts after the first."""
    coordinators = select(Membership.id).where(Membership.chapter_id == chapter.id, Membership.role == Role.COORDINATOR)
    return len(db.session.scalars(coordinators.with_for_update()).all())


def list_reset_requests(chapter: Chapter) -> Mapping[int, datetime]:
    """Who in the chapter asked for a new password, by the account's number, and when."""
    asked = (
        select(ResetRequest.user_id, ResetRequest.asked_at)
        .join(Membership, Membership.user_id == ResetRequest.user_id)
        .where(Membership.chapter_id == chapter.id)
    )
    return {row.user_id: row.asked_at for row in db.session.execute(asked)}


def belongs_only_to(chapter: Chapter, user: User) -> bool:
    """Whether this chapter alone answers for the account: no other chapter, no site admin."""
    with across_chapters("whose account it is decides who may hand out its password link"):
        others = select(Membership.id).where(Membership.user_id == user.id, Membership.chapter_id != chapter.id)
        return not user.is_site_admin and db.session.scalars(others.limit(1)).first() is None
