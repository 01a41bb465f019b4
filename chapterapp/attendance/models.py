"""Who came: those with a name, and those without."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapterapp.accounts.models import User
from chapterapp.database import Model, Referenced
from chapterapp.meetings.models import Meeting
from chapterapp.members.models import Member


class Via(StrEnum):
    """How it came to be known."""

    DOOR = "door"
    SELF = "self"
    PAPER = "paper"  # typed from the sign-in sheet


class Attendance(Model):
    __tablename__ = "attendances"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "member_id"], [Member.chapter_id, Member.id], ondelete="CASCADE"),
        UniqueConstraint("meeting_id", "member_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    meeting_id: Mapped[int] = mapped_column()
    member_id: Mapped[int] = mapped_column(index=True)
    is_first_time: Mapped[bool] = mapped_column(default=False)
    via: Mapped[Via] = mapped_column(default=Via.DOOR)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
    member: Mapped[Member] = relationship(foreign_keys=[member_id])


class NamelessAttendance(Referenced, Model):
    """One person more in the room, who gave no name."""

    __tablename__ = "nameless_attendances"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    meeting_id: Mapped[int] = mapped_column(index=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
