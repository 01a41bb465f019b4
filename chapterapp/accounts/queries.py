from datetime import timedelta
from hashlib import sha256

from sqlalchemy import select

from chapterapp.accounts.models import KeptForm, LoginSession, PasswordReset, User
from chapterapp.clock import now
from chapterapp.database import db

KEPT_LIFE = timedelta(hours=1)


def hash_token(token: str) -> str:
    """What is kept of a token that somebody else holds."""
    return sha256(token.encode()).hexdigest()


def find_user_by_email(email: str) -> User | None:
    return db.session.scalars(select(User).where(User.email == email.strip().lower())).one_or_none()


def find_session(token: str) -> LoginSession | None:
    """The session of a token, live or ended."""
    return db.session.scalars(select(LoginSession).where(LoginSession.token_hash == hash_token(token))).one_or_none()


def find_reset(token: str) -> PasswordReset | None:
    return db.session.scalars(
        select(PasswordReset).where(PasswordReset.token_hash == hash_token(token), PasswordReset.expires_at > now())
    ).one_or_none()


def find_kept_form(user: User) -> KeptForm | None:
    return db.session.scalars(
        select(KeptForm).where(KeptForm.user_id == user.id, KeptForm.kept_at > now() - KEPT_LIFE)
    ).one_or_none()


def has_users() -> bool:
    """False on an installation that nobody has set up yet."""
    return db.session.scalars(select(User.id).limit(1)).first() is not None
