"""The people of a chapter, with or without an account. One person, one row."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapterapp.chapters.models import Chapter, Membership
from chapterapp.database import Deletable, Model, Referenced, Versioned


class MemberStatus(StrEnum):
    MEMBER = "member"
    GUEST = "guest"


class ConsentKind(StrEnum):
    MEETINGS = "meetings"  # hear of meetings
    RELEASES = "releases"  # be told when someone is freed
    CREDIT = "credit"  # be named


LIVE_ADDRESS = text("email <> '' AND deleted_at IS NULL")


class Member(Referenced, Deletable, Versioned, Model):
    __tablename__ = "members"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "membership_id"], [Membership.chapter_id, Membership.id]),
        UniqueConstraint("chapter_id", "id"),
        UniqueConstraint("membership_id"),
        Index(None, "chapter_id", "email", unique=True, sqlite_where=LIVE_ADDRESS, postgresql_where=LIVE_ADDRESS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    membership_id: Mapped[int | None] = mapped_column()
    display_name: Mapped[str]
    mailing_name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    postal_address: Mapped[str] = mapped_column(default="")
    status: Mapped[MemberStatus] = mapped_column(default=MemberStatus.MEMBER)
    joined_on: Mapped[date | None]
    notes: Mapped[str] = mapped_column(default="")
    deactivated_at: Mapped[datetime | None]
    membership: Mapped[Membership | None] = relationship(foreign_keys=[membership_id])

    @property
    def is_active(self) -> bool:
        return self.deactivated_at is None


class Consent(Model):
    """What somebody agreed to, when and how they said so. Withdrawn: the row goes."""

    __tablename__ = "consents"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "member_id"], [Member.chapter_id, Member.id], ondelete="CASCADE"),
        UniqueConstraint("member_id", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    member_id: Mapped[int] = mapped_column()
    kind: Mapped[ConsentKind]
    given_at: Mapped[datetime]
    how: Mapped[str]
