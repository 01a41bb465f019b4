"""Who said beforehand whether they come."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chapterapp.accounts.models import User
from chapterapp.database import Model
from chapterapp.meetings.models import Meeting
from chapterapp.members.models import Member


class RsvpAnswer(StrEnum):
    GOING = "going"
    MAYBE = "maybe"
    NO = "no"


class Rsvp(Model):
    """The latest answer of one member to one meeting. `guests` whom they bring: only of those who come."""

    __tablename__ = "rsvps"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "member_id"], [Member.chapter_id, Member.id], ondelete="CASCADE"),
        UniqueConstraint("meeting_id", "member_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    meeting_id: Mapped[int] = mapped_column()
    member_id: Mapped[int] = mapped_column(index=True)
    answer: Mapped[RsvpAnswer]
    guests: Mapped[int] = mapped_column(default=0)
    answered_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
