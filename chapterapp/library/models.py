"""What a chapter offers to the library. The library itself is a chapter, and its cases are cases (`origin_id` of a
copy leads there)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter
from chapterapp.database import Model, Referenced


class OfferState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Offer(Referenced, Model):
    """`content` is what `sharing.shared` made of the case when it was offered: the editors see this and no more."""

    __tablename__ = "library_offers"
    __table_args__ = (ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    case_id: Mapped[int] = mapped_column(index=True)
    state: Mapped[OfferState] = mapped_column(default=OfferState.OPEN, index=True)
    content: Mapped[dict[str, Any]]
    offered_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")  # why it was declined, for the chapter to read
    chapter: Mapped[Chapter] = relationship(foreign_keys=[chapter_id])
