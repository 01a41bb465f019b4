"""Chapters: made, set up, and who has which role in them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from chapterapp.accounts.models import User
from chapterapp.accounts.services import log_out_everywhere
from chapterapp.audit.services import record
from chapterapp.chapters.models import Chapter, Membership, Role
from chapterapp.chapters.queries import count_coordinators, find_chapter
from chapterapp.chapters.rules import names_amnesty, propose_neutral_sender, propose_slug
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.editing import apply_changes
from chapterapp.errors import Refused
from chapterapp.slugs import first_free


def create_chapter(values: Mapping[str, Any], actor_id: int | None) -> Chapter:
    """A new chapter of the fields given: name, country, time_zone and paper_size at least.

    Its slug is minted from the name and never changes. Without a neutral sender it gets one from its name.
    """
    given = {**values, "neutral_sender": values.get("neutral_sender") or propose_neutral_sender(values["name"])}
    _check_neutral(given)
    slug = first_free(propose_slug(values["name"]), lambda wanted: find_chapter(wanted) is not None)
    chapter = Chapter(slug=slug, created_at=now(), **given)
    db.session.add(chapter)
    db.session.flush()
    record(chapter.id, actor_id, "create_chapter", f"chapter {chapter.id}", given)
    return chapter


def change_settings(chapter: Chapter, values: Mapping[str, Any], seen_version: int, actor: User) -> None:
    """Raises Stale if somebody changed them meanwhile, Refused for a sender that is not neutral."""
    _check_neutral(values)
    if changed := apply_changes(chapter, values, seen_version):
        record(chapter.id, actor.id, "change_settings", f"chapter {chapter.id}", changed)


def _check_neutral(values: Mapping[str, Any]) -> None:
    if names_amnesty(values.get("neutral_sender", "")):
        raise Refused(_("This name stands where Amnesty may not be named: leave that word out."), "neutral_sender")


def add_membership(chapter: Chapter, user: User, role: Role, actor_id: int | None) -> Membership:
    """Give an account a role in the chapter. Its person is linked by members.services.join_chapter."""
    membership = Membership(chapter_id=chapter.id, user_id=user.id, role=role)
    db.session.add(membership)
    db.session.flush()
    record(chapter.id, actor_id, "add_membership", f"membership {membership.id}", ["role"])
    return membership


def change_role(chapter: Chapter, membership: Membership, role: Role, actor: User) -> None:
    """Give an account another role; all its devices are logged out. Raises Refused for the last coordinator."""
    if role == membership.role:
        return
    keep_a_coordinator(chapter, membership)
    membership.role = role
    db.session.flush()
    record(chapter.id, actor.id, "change_role", f"membership {membership.id}", ["role"])
    log_out_everywhere(membership.user)


def end_membership(chapter: Chapter, membership: Membership, actor: User) -> None:
    """Take an account out of the chapter and log it out everywhere. Raises Refused for the last coordinator."""
    keep_a_coordinator(chapter, membership)
    user, target = membership.user, f"membership {membership.id}"
    db.session.delete(membership)
    db.session.flush()
    record(chapter.id, actor.id, "end_membership", target)
    log_out_everywhere(user)


def keep_a_coordinator(chapter: Chapter, leaving: Membership) -> None:
    """Raises Refused if this is the last one."""
    if leaving.role is Role.COORDINATOR and count_coordinators(chapter) == 1:
        raise Refused(_("A chapter needs a coordinator. Make somebody else one first."), "role")
