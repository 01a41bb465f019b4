from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload

from chapterapp.accounts.queries import hash_token
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import across_chapters, db
from chapterapp.errors import Missing
from chapterapp.invitations.models import Invitation
from chapterapp.members.models import Member


def list_open(chapter: Chapter) -> Sequence[Invitation]:
    """Those whose link still works, the last to end first."""
    mine = _open().where(Invitation.chapter_id == chapter.id).order_by(Invitation.expires_at.desc(), Invitation.id)
    return db.session.scalars(mine).all()


def get_open(chapter: Chapter, ref: str) -> Invitation:
    """Raises Missing."""
    mine = _open().where(Invitation.chapter_id == chapter.id, Invitation.ref == ref)
    if (invitation := db.session.scalars(mine).one_or_none()) is None:
        raise Missing
    return invitation


def find_by_token(token: str) -> Invitation | None:
    """What the holder of a link is invited to. None alike for one used, expired, revoked and never made."""
    with across_chapters("whoever holds the link belongs to no chapter yet; the link says which one it is"):
        link = _open().where(Invitation.token_hash == hash_token(token.lower()))
        return db.session.scalars(link.options(joinedload(Invitation.chapter))).one_or_none()


def _open() -> Select[Invitation]:
    """Not used, not ended, and for nobody who left or has an account by now."""
    who = and_(Member.chapter_id == Invitation.chapter_id, Member.id == Invitation.member_id)
    return (
        select(Invitation)
        .outerjoin(Member, who)
        .where(
            Invitation.used_at.is_(None), Invitation.expires_at > now(), or_(Invitation.member_id.is_(None), _waits())
        )
        .options(joinedload(Invitation.member))
    )


def _waits() -> ColumnElement[bool]:
    return and_(Member.id.is_not(None), Member.deactivated_at.is_(None), Member.membership_id.is_(None))
