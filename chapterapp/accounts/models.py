"""Who logs in. An account is global; what it may do in a chapter is a Membership (chapters)."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chapterapp.database import Model


class User(Model):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    is_site_admin: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class LoginSession(Model):
    """One device that is logged in. The cookie holds the token; here is its hash: no row, no session."""

    __tablename__ = "login_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class PasswordReset(Model):
    """A one-time link to a new password, kept as its hash."""

    __tablename__ = "password_resets"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]


class ResetRequest(Model):
    """Somebody asked for a new password. Their coordinator sees it and passes a link on."""

    __tablename__ = "reset_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"), unique=True)
    asked_at: Mapped[datetime]


class Throttle(Model):
    """How often something failed for one key (a purpose and an account, hashed) since `since`."""

    __tablename__ = "throttles"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    failures: Mapped[int]
    since: Mapped[datetime]


class KeptForm(Model):
    """What somebody sent after their session had ended, kept until they are logged in again (one each, one hour)."""

    __tablename__ = "kept_forms"
    __table_args__ = (UniqueConstraint("user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"))
    path: Mapped[str]
    fields: Mapped[list[str]]  # name, value, name, value …: a form may repeat a name
    kept_at: Mapped[datetime]
