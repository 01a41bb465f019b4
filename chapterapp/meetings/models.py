"""Meetings: what, when, where, what is on the agenda and which cases are on the table."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter
from chapterapp.database import Deletable, Model, Versioned


class MeetingKind(StrEnum):
    LETTER_WRITING = "letter_writing"
    BUSINESS = "business"
    WRITE_A_THON = "write_a_thon"
    STALL = "stall"
    VIGIL = "vigil"
    OTHER = "other"


class MeetingStatus(StrEnum):
    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    HELD = "held"


class Meeting(Deletable, Versioned, Model):
    """Wall time and zone are what was agreed; `starts_at` and `ends_at` are their instants, kept for sorting."""

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("chapter_id", "id"), UniqueConstraint("chapter_id", "slug"))

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    slug: Mapped[str]
    kind: Mapped[MeetingKind] = mapped_column(default=MeetingKind.LETTER_WRITING)
    title: Mapped[str]
    meets_on: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    time_zone: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    venue: Mapped[str] = mapped_column(default="")
    access_notes: Mapped[str] = mapped_column(default="")
    letter_goal: Mapped[int | None]
    notes: Mapped[str] = mapped_column(default="")
    status: Mapped[MeetingStatus] = mapped_column(default=MeetingStatus.SCHEDULED)
    cancel_reason: Mapped[str] = mapped_column(default="")


class AgendaItem(Model):
    __tablename__ = "agenda_items"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    meeting_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int]
    minutes: Mapped[int]
    title: Mapped[str]
    leader: Mapped[str] = mapped_column(default="")


class FeaturedCase(Model):
    """A case on the table of one meeting."""

    __tablename__ = "featured_cases"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        UniqueConstraint("meeting_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    meeting_id: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int]
    presenter: Mapped[str] = mapped_column(default="")
    goal: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    case: Mapped[Case] = relationship(foreign_keys=[case_id])
