from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from chapterapp.accounts.models import ResetRequest, User
from chapterapp.chapters.models import Chapter, Membership, Role
from chapterapp.database import across_chapters, db, prepare
from chapterapp.errors import Missing

CHAPTER_AND_ROLE = prepare(
    select(Chapter, Membership.role)
    .join(Membership, Membership.chapter_id == Chapter.id)
    .where(Chapter.slug == bindparam("slug"), Membership.user_id == bindparam("user_id"))
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


def find_chapter_and_role(slug: str, user: User) -> ChapterAndRole | None:
    """The chapter and what the user is in it; None alike for a foreign chapter and one that does not exist."""
    row = db.session.execute(CHAPTER_AND_ROLE, {"slug": slug, "user_id": user.id}).one_or_none()
    return ChapterAndRole(*row) if row else None


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
