from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from chapterapp.accounts.queries import hash_token
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.errors import Missing
from chapterapp.invitations.models import Invitation


def get_invitation(token: str) -> Invitation:
    """The open invitation that a link stands for; enters its chapter. Raises Missing for a used, old or unknown one."""
    with across_chapters("a link is all that its bearer has"):
        chosen = select(Invitation).where(
            Invitation.token_hash == hash_token(token), Invitation.used_at.is_(None), Invitation.expires_at > now()
        )
        found = db.session.scalars(chosen.options(joinedload(Invitation.chapter))).one_or_none()
    if found is None:
        raise Missing
    enter_chapter(found.chapter_id)
    return found


def list_open(chapter: Chapter) -> Sequence[Invitation]:
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.chapter_id == chapter.id, Invitation.used_at.is_(None), Invitation.expires_at > now())
        .options(joinedload(Invitation.member))
        .order_by(Invitation.expires_at)
    ).all()


def get_open(chapter: Chapter, ref: str) -> Invitation:
    """Raises Missing."""
    if (found := next((one for one in list_open(chapter) if one.ref == ref), None)) is None:
        raise Missing
    return found
