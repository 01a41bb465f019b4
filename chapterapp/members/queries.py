from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from chapterapp.accounts.models import User
from chapterapp.chapters.models import Chapter, Membership
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Missing
from chapterapp.members.models import Consent, ConsentKind, Member

KEPT = timedelta(days=30)  # how long a deletion can be taken back


def list_members(chapter: Chapter) -> Sequence[Member]:
    """Everybody, active or not, by name, with their accounts."""
    return _by_name(_members(chapter))


def list_deleted(chapter: Chapter) -> Sequence[Member]:
    """Those whose deletion can still be taken back."""
    deleted = _members(chapter).where(Member.deleted_at > now() - KEPT)
    return _by_name(deleted.execution_options(include_deleted=True))


def find_member(chapter: Chapter, ref: str) -> Member | None:
    return db.session.scalars(_members(chapter).where(Member.ref == ref)).one_or_none()


def get_member(chapter: Chapter, ref: str) -> Member:
    """Raises Missing."""
    if (member := find_member(chapter, ref)) is None:
        raise Missing
    return member


def get_deleted(chapter: Chapter, ref: str) -> Member:
    """One whose deletion can still be taken back. Raises Missing."""
    if (member := next((member for member in list_deleted(chapter) if member.ref == ref), None)) is None:
        raise Missing
    return member


def find_member_by_email(chapter: Chapter, email: str) -> Member | None:
    if not email:
        return None
    return db.session.scalars(_members(chapter).where(Member.email == email.strip().lower())).one_or_none()


def find_own_member(chapter: Chapter, user: User) -> Member | None:
    """The person who logs in with this account."""
    own = _members(chapter).join(Member.membership).where(Membership.user_id == user.id)
    return db.session.scalars(own).one_or_none()


def consents_of(member: Member) -> Mapping[ConsentKind, Consent]:
    given = select(Consent).where(Consent.chapter_id == member.chapter_id, Consent.member_id == member.id)
    return {consent.kind: consent for consent in db.session.scalars(given)}


def _members(chapter: Chapter) -> Select[Member]:
    account = joinedload(Member.membership).joinedload(Membership.user)
    return select(Member).where(Member.chapter_id == chapter.id).options(account)


def _by_name(members: Select[Member]) -> Sequence[Member]:
    # Here and not in SQL: the two databases sort É and å differently.
    return sorted(db.session.scalars(members), key=lambda member: (member.display_name.casefold(), member.id))
