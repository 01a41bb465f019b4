"""Accounts: log in and out, passwords, what was kept for somebody whose session had ended."""

import secrets
from datetime import timedelta
from math import ceil
from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from sqlalchemy import delete, or_, update
from werkzeug.datastructures import MultiDict

from chapterapp.accounts import throttle
from chapterapp.accounts.models import KeptForm, LoginSession, PasswordReset, ResetRequest, User
from chapterapp.accounts.queries import (
    KEPT_LIFE,
    find_kept_form,
    find_reset,
    find_session,
    find_user_by_email,
    hash_token,
)
from chapterapp.audit.services import record
from chapterapp.clock import now
from chapterapp.database import db, release
from chapterapp.errors import Missing, Refused

hasher = PasswordHasher()


def hash_of_nobody(hasher: PasswordHasher) -> str:
    """No password's. It is checked where there is no account, at the price of a real one, so that the time does not
    tell."""
    price = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${price}${'A' * ceil(hasher.salt_len * 8 / 6)}${'A' * ceil(hasher.hash_len * 8 / 6)}"


NOBODY = hash_of_nobody(hasher)
LONG, SHORT = timedelta(days=30), timedelta(hours=12)
RESET_LIFE = timedelta(hours=1)
NO_MATCH = lazy("That e-mail and password do not go together. Try again, or ask for a new password.")


class LoggedIn(NamedTuple):
    user: User
    token: str


def log_in(email: str, password: str, *, short: bool = False) -> LoggedIn:
    """Check the password and start a session of 30 days, or of 12 hours. Raises Refused as check_password does."""
    user = check_password(email, password)
    return LoggedIn(user, start_session(user, SHORT if short else LONG))


def check_password(email: str, password: str) -> User:
    """Whose account it is, found out outside of any transaction: call it before anything is written.

    Raises Refused; a failure is counted, so the caller commits either way.
    """
    throttle.check("log-in", email)
    user = find_user_by_email(email)
    known = user.password_hash if user else NOBODY
    release()
    right = is_right(password, known)
    user = find_user_by_email(email)
    if not right or user is None or user.password_hash != known:
        throttle.count_failure("log-in", email)
        raise Refused(str(NO_MATCH))
    throttle.forget("log-in", email)
    return user


def is_right(password: str, known_hash: str) -> bool:
    try:
        return hasher.verify(known_hash, password)
    except VerificationError:
        return False


def hash_password(password: str) -> str:
    """Takes about a tenth of a second: call it before the transaction writes."""
    release()
    return hasher.hash(password)


def start_session(user: User, life: timedelta = LONG) -> str:
    """A fresh token; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    db.session.execute(
        delete(LoginSession).where(LoginSession.user_id == user.id, LoginSession.expires_at < now() - LONG)
    )
    db.session.add(
        LoginSession(token_hash=hash_token(token), user_id=user.id, started_at=now(), expires_at=now() + life)
    )
    db.session.flush()
    record(None, user.id, "log_in", f"user {user.id}")
    return token


def log_out(token: str) -> None:
    """End one session. Its row stays for a while, to know whose form arrives late."""
    db.session.execute(
        update(LoginSession).where(LoginSession.token_hash == hash_token(token)).values(expires_at=now())
    )


def log_out_everywhere(user: User) -> None:
    db.session.execute(
        update(LoginSession)
        .where(LoginSession.user_id == user.id, LoginSession.expires_at > now())
        .values(expires_at=now())
    )
    record(None, user.id, "log_out_everywhere", f"user {user.id}")


def create_user(email: str, name: str, password_hash: str, *, is_site_admin: bool = False) -> User:
    """Raises Refused if the address has an account."""
    if find_user_by_email(email):
        raise Refused(_("This e-mail and password cannot be used here. Log in if you have an account."), "email")
    user = User(
        email=email.strip().lower(),
        name=name.strip(),
        password_hash=password_hash,
        is_site_admin=is_site_admin,
        created_at=now(),
    )
    db.session.add(user)
    db.session.flush()
    record(None, user.id, "create_user", f"user {user.id}")
    return user


def change_password(user: User, old: str, new: str) -> str:
    """End all sessions but a new one, whose token is returned. Raises Refused if the old password is wrong."""
    throttle.check("change-password", user.email)
    release()
    right, new_hash = is_right(old, user.password_hash), hasher.hash(new)
    if not right:
        throttle.count_failure("change-password", user.email)
        raise Refused(_("This is not your password now."), "old_password")
    set_password(user.id, new_hash)
    return start_session(user)


def set_password(user_id: int, new_hash: str) -> None:
    user = db.session.get_one(User, user_id)
    user.password_hash = new_hash
    db.session.execute(delete(PasswordReset).where(PasswordReset.user_id == user_id))
    db.session.execute(delete(ResetRequest).where(ResetRequest.user_id == user_id))
    db.session.flush()
    record(None, user_id, "set_password", f"user {user_id}", ["password_hash"])
    log_out_everywhere(user)


def ask_for_reset(email: str) -> None:
    """Remember that this account needs a new password. Says nothing of whether there is one."""
    user = find_user_by_email(email)
    if user:
        db.session.execute(delete(ResetRequest).where(ResetRequest.user_id == user.id))
        db.session.add(ResetRequest(user_id=user.id, asked_at=now()))
        db.session.flush()


def make_reset_token(user: User, actor_id: int | None) -> str:
    """The secret part of a one-time link, good for an hour. Older links of this account end."""
    token = secrets.token_urlsafe(32)
    db.session.execute(delete(PasswordReset).where(PasswordReset.user_id == user.id))
    db.session.add(PasswordReset(token_hash=hash_token(token), user_id=user.id, expires_at=now() + RESET_LIFE))
    db.session.flush()
    record(None, actor_id, "make_reset_link", f"user {user.id}")
    return token


def reset_password(token: str, new: str) -> None:
    """Raises Missing if the link was used or is older than an hour."""
    if find_reset(token) is None:
        raise Missing
    new_hash = hash_password(new)
    reset = find_reset(token)
    if reset is None:
        raise Missing
    set_password(reset.user_id, new_hash)


def keep_form(token: str | None, path: str, form: MultiDict[str, str]) -> bool:
    """Keep what was sent with a session that has ended, for its owner alone. Passwords are not kept.

    Returns whether there is an owner.
    """
    ended = find_session(token) if token else None
    if ended is None:
        return False
    left_out = ("csrf_token", "submit")
    fields = [
        word
        for name, value in form.items(multi=True)
        if name not in left_out and "password" not in name
        for word in (name, value)
    ]
    old = or_(KeptForm.user_id == ended.user_id, KeptForm.kept_at < now() - KEPT_LIFE)
    db.session.execute(delete(KeptForm).where(old))
    db.session.add(KeptForm(user_id=ended.user_id, path=path, fields=fields, kept_at=now()))
    db.session.flush()
    return True


def forget_kept_form(user: User) -> None:
    if kept := find_kept_form(user):
        db.session.delete(kept)
        db.session.flush()
