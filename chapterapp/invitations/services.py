"""Invitations: a link that makes an account, or gives one that exists a role in a chapter."""

import secrets
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import update

from chapterapp.accounts.models import User
from chapterapp.accounts.queries import find_user_by_email, hash_token
from chapterapp.accounts.services import check_password, create_user, hash_password
from chapterapp.audit.services import record
from chapterapp.chapters.models import Chapter, Membership, Role
from chapterapp.chapters.queries import find_membership
from chapterapp.chapters.services import change_role
from chapterapp.clock import now
from chapterapp.database import db, enter_chapter
from chapterapp.errors import Missing, Refused
from chapterapp.invitations.models import Invitation
from chapterapp.invitations.queries import find_by_token
from chapterapp.members.models import Member
from chapterapp.members.services import join_chapter

LIFE = timedelta(days=7)
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # it is also typed from paper: nothing here looks like another
RANK = list(Role)


def invite(chapter: Chapter, role: Role, actor: User, member: Member | None = None) -> tuple[Invitation, str]:
    """Make a link for a member, or for nobody in particular. Returns the secret part of it, which is not kept.

    Older links of the same member end. Raises Refused for a member who has an account or no longer comes.
    """
    if member and (member.membership_id or not member.is_active):
        raise Refused(_("%(name)s has an account here, or no longer comes.", name=member.display_name))
    if member:
        _end_links_of(chapter, member)
    token = "-".join("".join(secrets.choice(ALPHABET) for _n in range(5)) for _group in range(5))
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


def _end_links_of(chapter: Chapter, member: Member) -> None:
    db.session.execute(
        update(Invitation)
        .where(Invitation.chapter_id == chapter.id, Invitation.member_id == member.id, Invitation.expires_at > now())
        .values(expires_at=now())
    )


def revoke_invitation(invitation: Invitation, actor: User) -> None:
    """Its link ends now."""
    invitation.expires_at = now()
    db.session.flush()
    record(invitation.chapter_id, actor.id, "revoke_invitation", f"invitation {invitation.id}", ["expires_at"])


def accept_as_guest(token: str, name: str, email: str, password: str) -> User:
    """Accept with a new account, or with the one that has this e-mail if the password is its own.

    Raises Missing for a link that does not work, and Refused in the words of the log-in, whose failures it counts:
    the caller commits then.
    """
    if find_by_token(token) is None:
        raise Missing
    if find_user_by_email(email):
        user = check_password(email, password)
    else:
        user = create_user(email, name, hash_password(password))
    accept_invitation(token, user)
    return user


def accept_invitation(token: str, user: User) -> Membership:
    """Use the link up and give the account its role; who belongs to the chapter already is only ever raised.

    Raises Missing for a link that does not work, Refused for who has that role already.
    """
    if (invitation := find_by_token(token)) is None:
        raise Missing
    enter_chapter(invitation.chapter_id)
    chapter = invitation.chapter
    membership = find_membership(chapter, user)
    if membership and RANK.index(membership.role) >= RANK.index(invitation.role):
        raise Refused(_("You belong to this chapter already."))
    _use_up(invitation)
    if membership:
        change_role(chapter, membership, invitation.role, user)
    else:
        membership = join_chapter(chapter, user, invitation.role, user.id, invitation.member)
    record(chapter.id, user.id, "accept_invitation", f"invitation {invitation.id}")
    return membership


def _use_up(invitation: Invitation) -> None:
    """Of two who open one link at once, the second finds it used. Raises Missing."""
    mine = (Invitation.chapter_id == invitation.chapter_id, Invitation.id == invitation.id)
    used = update(Invitation).where(*mine, Invitation.used_at.is_(None)).values(used_at=now())
    if db.session.execute(used.returning(Invitation.id)).first() is None:
        raise Missing
