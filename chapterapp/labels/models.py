"""Sheets of labels that were asked for; a chapter's own stocks; how far its printers are out."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapterapp.accounts.models import User
from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter
from chapterapp.database import Model, Referenced
from chapterapp.meetings.models import Meeting


class LabelState(StrEnum):
    QUEUED = "queued"
    RENDERING = "rendering"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"


class LabelKind(StrEnum):
    ADDRESSES = "addresses"
    RETURNS = "returns"
    ENVELOPES = "envelopes"
    TEST = "test"


class LabelStock(Referenced, Model):
    """A sheet of labels by its own measures, in millimetres; see stocks.Stock."""

    __tablename__ = "label_stocks"
    __table_args__ = (UniqueConstraint("chapter_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    name: Mapped[str]
    sheet_width: Mapped[float]
    sheet_height: Mapped[float]
    columns: Mapped[int]
    rows: Mapped[int]
    left: Mapped[float]
    top: Mapped[float]
    across: Mapped[float]
    down: Mapped[float]
    width: Mapped[float]
    height: Mapped[float]


class LabelOffset(Model):
    """How far one printer is out on one stock: what it prints is moved so many millimetres to the right and down."""

    __tablename__ = "label_offsets"
    __table_args__ = (UniqueConstraint("chapter_id", "stock", "printer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    stock: Mapped[str]
    printer: Mapped[str]
    x: Mapped[float]
    y: Mapped[float]
    saved_at: Mapped[datetime]


class LabelSheet(Referenced, Model):
    """One file of labels or envelopes for a meeting or a case. `counts` are how many of each, by the reference of the
    addressee or, of return labels, the slug of the case. No address is kept here: the worker reads them."""

    __tablename__ = "label_sheets"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        UniqueConstraint("chapter_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    meeting_id: Mapped[int | None] = mapped_column(index=True)
    case_id: Mapped[int | None] = mapped_column(index=True)
    kind: Mapped[LabelKind]
    stock: Mapped[str]
    start: Mapped[int] = mapped_column(default=0)  # labels gone from the first sheet
    offset_x: Mapped[float] = mapped_column(default=0.0)
    offset_y: Mapped[float] = mapped_column(default=0.0)
    counts: Mapped[dict[str, Any]]
    state: Mapped[LabelState] = mapped_column(default=LabelState.QUEUED)
    file_name: Mapped[str]
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
    labels: Mapped[int] = mapped_column(default=0)  # in the file; while it is made, those placed so far
    pages: Mapped[int] = mapped_column(default=0)
    shrunk: Mapped[list[str]] = mapped_column(default=list)
    refused: Mapped[list[str]] = mapped_column(default=list)
    ready_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")
    meeting: Mapped[Meeting | None] = relationship(foreign_keys=[meeting_id])
    case: Mapped[Case | None] = relationship(foreign_keys=[case_id])

    @property
    def is_under_way(self) -> bool:
        return self.state in (LabelState.QUEUED, LabelState.RENDERING)
