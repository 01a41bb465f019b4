"""The people of a chapter: added, changed, taken out and taken back; what they agreed to; their accounts."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from chapterapp.accounts.models import User
from chapterapp.accounts.services import make_reset_token
from chapterapp.audit.services import record
from chapterapp.chapters.models import Chapter, Membership, Role
from chapterapp.chapters.queries import belongs_only_to
from chapterapp.chapters.services import add_membership, end_membership, keep_a_coordinator
from chapterapp.clock import now, today
from chapterapp.database import db
from chapterapp.editing import apply_changes
from chapterapp.errors import Missing, Refused
from chapterapp.members.models import Consent, ConsentKind, Member
from chapterapp.members.queries import consents_of, find_member_by_email


def add_member(chapter: Chapter, values: Mapping[str, Any], actor: User) -> Member:
    """Raises Refused if somebody in the chapter has this e-mail already."""
    _refuse_twin(chapter, values.get("email", ""))
    member = Member(chapter_id=chapter.id, **values)
    db.session.add(member)
    db.session.flush()
    _record(member, actor.id, "add_member", [name for name, value in values.items() if value])
    return member


def change_member(chapter: Chapter, member: Member, values: Mapping[str, Any], seen_version: int, actor: User) -> None:
    """Raises Stale if somebody changed them meanwhile, Refused if somebody else has this e-mail already."""
    _refuse_twin(chapter, values.get("email", ""), member)
    if changed := apply_changes(member, values, seen_version):
        _record(member, actor.id, "change_member", changed)


def _refuse_twin(chapter: Chapter, email: str, member: Member | None = None) -> None:
    twin = find_member_by_email(chapter, email)
    if twin is not None and twin is not member:
        raise Refused(_("%(name)s has this e-mail. One person stands here once.", name=twin.display_name), "email")


def deactivate_member(chapter: Chapter, member: Member, actor: User) -> None:
    """They stay on the list, folded away, and their account leaves the chapter. Raises Refused for the last
    coordinator."""
    _end_account(chapter, member, actor)
    member.deactivated_at = now()
    db.session.flush()
    _record(member, actor.id, "deactivate_member")


def activate_member(member: Member, actor: User) -> None:
    """Take them up again. An account needs a new invitation."""
    member.deactivated_at = None
    db.session.flush()
    _record(member, actor.id, "activate_member")


def delete_member(chapter: Chapter, member: Member, actor: User) -> None:
    """Can be taken back for 30 days; the account leaves at once. Raises Refused for the last coordinator."""
    _end_account(chapter, member, actor)
    member.deleted_at = now()
    db.session.flush()
    _record(member, actor.id, "delete_member")


def restore_member(chapter: Chapter, member: Member, actor: User) -> None:
    """Raises Refused if somebody else has their e-mail by now."""
    _refuse_twin(chapter, member.email, member)
    member.deleted_at = None
    db.session.flush()
    _record(member, actor.id, "restore_member")


def _end_account(chapter: Chapter, member: Member, actor: User) -> None:
    if (membership := member.membership) is None:
        return
    keep_a_coordinator(chapter, membership)
    member.membership = None
    db.session.flush()
    end_membership(chapter, membership, actor)


def set_consents(member: Member, given: Mapping[ConsentKind, str], actor: User) -> None:
    """Keep, for each kind agreed to, how they said so. A kind that is not there is withdrawn."""
    before = consents_of(member)
    changed = [kind.value for kind in ConsentKind if (before[kind].how if kind in before else None) != given.get(kind)]
    for kind, how in given.items():
        if kind in before:
            before[kind].how = how
        else:
            new = Consent(chapter_id=member.chapter_id, member_id=member.id, kind=kind, given_at=now(), how=how)
            db.session.add(new)
    for kind in before.keys() - given.keys():
        db.session.delete(before[kind])
    db.session.flush()
    if changed:
        _record(member, actor.id, "change_consents", changed)


def join_chapter(
    chapter: Chapter, user: User, role: Role, actor_id: int | None, member: Member | None = None
) -> Membership:
    """Give an account a role and link it to its person: the one given, else the one with its e-mail, else a new one."""
    membership = add_membership(chapter, user, role, actor_id)
    twin = find_member_by_email(chapter, user.email)
    if member is None and (twin is None or twin.membership_id is None):
        member = twin
    if member is None:
        email = "" if twin else user.email
        member = Member(chapter_id=chapter.id, display_name=user.name, email=email, joined_on=today(chapter.time_zone))
        db.session.add(member)
    member.membership = membership
    member.deactivated_at = None
    db.session.flush()
    _record(member, actor_id, "link_member", ["membership_id"])
    return membership


def make_password_link(chapter: Chapter, member: Member, actor: User) -> str:
    """The secret part of a one-time link to a new password, for the coordinator to pass on.

    Raises Refused for an account that belongs elsewhere too: with it, another chapter could be taken over.
    """
    if member.membership is None:
        raise Missing
    if not belongs_only_to(chapter, member.membership.user):
        raise Refused(_("This account belongs elsewhere too, so the site admin makes its link."))
    token = make_reset_token(member.membership.user, actor.id)
    _record(member, actor.id, "make_password_link")
    return token


def _record(member: Member, actor_id: int | None, action: str, fields: list[str] | None = None) -> None:
    record(member.chapter_id, actor_id, action, f"member {member.id}", fields or [])
