"""Invitations: a link made by a coordinator, shown once, that gives somebody a role in the chapter."""

import secrets
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import update

from chapterapp.accounts.models import User
from chapterapp.accounts.queries import hash_token
from chapterapp.audit.services import record
from chapterapp.chapters.models import Chapter, Role
from chapterapp.chapters.queries import find_membership
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Missing, Refused
from chapterapp.invitations.models import Invitation
from chapterapp.members.models import Member
from chapterapp.members.services import join_chapter

LIFE = timedelta(days=7)


def invite(chapter: Chapter, role: Role, actor: User, member: Member | None = None) -> tuple[Invitation, str]:
    """The invitation and the secret part of its link, which is kept nowhere."""
    token = secrets.token_urlsafe(24)
    invitation = Invitation(
        chapter_id=chapter.id,
        member_id=member.id if member else None,
        token_hash=hash_token(token),
        role=role,
        made_at=now(),
        expires_at=now() + LIFE,
    )
    db.session.add(invitation)
    db.session.flush()
    record(chapter.id, actor.id, "make_invitation", f"invitation {invitation.id}", ["role"])
    return invitation, token


def accept_invitation(invitation: Invitation, user: User) -> None:
    """Use it: of two who open the same link at once, the second finds it used (Missing).

    Raises Refused for somebody who belongs to the chapter already.
    """
    if find_membership(invitation.chapter, user):
        raise Refused(_("You belong to this chapter already."))
    used = (
        update(Invitation)
        .where(
            Invitation.chapter_id == invitation.chapter_id, Invitation.id == invitation.id, Invitation.used_at.is_(None)
        )
        .values(used_at=now())
    )
    if db.session.execute(used.returning(Invitation.id)).first() is None:
        raise Missing
    join_chapter(invitation.chapter, user, invitation.role, user.id, invitation.member)
    record(invitation.chapter_id, user.id, "accept_invitation", f"invitation {invitation.id}")


def revoke_invitation(invitation: Invitation, actor: User) -> None:
    invitation.used_at = now()
    db.session.flush()
    record(invitation.chapter_id, actor.id, "revoke_invitation", f"invitation {invitation.id}")
