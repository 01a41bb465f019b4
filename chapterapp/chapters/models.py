"""The chapter: the tenant, and what an account may do in it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapterapp.accounts.models import User
from chapterapp.database import Model, Versioned


class Role(StrEnum):
    MEMBER = "member"
    HOST = "host"
    COORDINATOR = "coordinator"
    EDITOR = "editor"  # of the library, and of nothing else


class Permission(StrEnum):
    SEE = "see"
    RUN_MEETINGS = "run_meetings"
    MAKE_PACKETS = "make_packets"
    EDIT_CASES = "edit_cases"
    PLAN_MEETINGS = "plan_meetings"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_CHAPTER = "manage_chapter"


ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.MEMBER: frozenset({Permission.SEE}),
    Role.HOST: frozenset({Permission.SEE, Permission.RUN_MEETINGS, Permission.MAKE_PACKETS}),
    Role.COORDINATOR: frozenset(Permission),
    Role.EDITOR: frozenset({Permission.SEE, Permission.EDIT_CASES}),
}


class PaperSize(StrEnum):
    LETTER = "letter"
    A4 = "a4"


class Chapter(Versioned, Model):
    __tablename__ = "chapters"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    group_number: Mapped[str] = mapped_column(default="")
    country: Mapped[str]
    time_zone: Mapped[str]
    locale: Mapped[str] = mapped_column(default="en")
    paper_size: Mapped[PaperSize]
    return_address: Mapped[str] = mapped_column(default="")
    neutral_sender: Mapped[str] = mapped_column(default="")
    venue: Mapped[str] = mapped_column(default="")
    access_notes: Mapped[str] = mapped_column(default="")
    verify_within_days: Mapped[int] = mapped_column(default=365)  # then a case is checked against its source again
    keep_files_days: Mapped[int] = mapped_column(default=30)  # then superseded files of packets are deleted
    is_public: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    is_library: Mapped[bool] = mapped_column(default=False)  # one a site: it keeps cases for all, and nothing else
    created_at: Mapped[datetime]


class Membership(Model):
    """An account's role in one chapter. The person at the meetings is a Member, with or without an account."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("chapter_id", "user_id"), UniqueConstraint("chapter_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"), index=True)
    role: Mapped[Role]
    user: Mapped[User] = relationship()
