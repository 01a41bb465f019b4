"""Set-up of an empty installation: behind a one-time code that only who started it can read."""

import hmac
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from chapterapp.accounts import throttle
from chapterapp.accounts.models import User
from chapterapp.accounts.queries import has_users
from chapterapp.accounts.services import create_user
from chapterapp.chapters.models import Chapter, Role
from chapterapp.chapters.services import create_chapter
from chapterapp.database import db, enter_chapter, lock_table
from chapterapp.errors import Refused
from chapterapp.members.services import join_chapter

WRONG_CODE = lazy("This is not the code in the terminal.")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another


def set_up_code(instance: Path) -> str:
    """The code of this installation, made once and kept in the instance folder until the set-up."""
    file = instance / "set-up-code"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as new:
        code = "-".join("".join(secrets.choice(LETTERS) for _n in range(4)) for _m in range(3))
        new.write(code)
    return code


def is_code(instance: Path, given: str) -> bool:
    return hmac.compare_digest(set_up_code(instance).encode(), given.strip().upper().encode())


def check_code(instance: Path, given: str) -> None:
    """Raises Refused for a wrong code, and after too many."""
    throttle.check("set-up", "installation")
    if not is_code(instance, given):
        throttle.count_failure("set-up", "installation")
        raise Refused(str(WRONG_CODE))


def set_up(chapter: Mapping[str, Any], person: Mapping[str, str]) -> tuple[Chapter, User]:
    """The first chapter, and its coordinator, who is the site admin too. `person`: name, email, password_hash.

    Raises Refused if somebody was quicker.
    """
    lock_table(User)
    if has_users():
        raise Refused(_("Somebody has set this up already. Log in, or ask them for an invitation."))
    user = create_user(person["email"], person["name"], person["password_hash"], is_site_admin=True)
    made = create_chapter(chapter, user.id)
    enter_chapter(made.id)
    join_chapter(made, user, Role.COORDINATOR, user.id)
    db.session.flush()
    return made, user


def forget_code(instance: Path) -> None:
    (instance / "set-up-code").unlink(missing_ok=True)
