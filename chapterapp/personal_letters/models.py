"""Letters with their writers' names, asked for a meeting or by one member for themselves."""

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


class LetterState(StrEnum):
    QUEUED = "queued"
    RENDERING = "rendering"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"


class LetterOrder(StrEnum):
    WRITER = "writer"
    CASE = "case"


class LetterPrint(Referenced, Model):
    """One file of letters: of a meeting, for `writers` (references of members) and `cases` (slugs); or of one case,
    with its brief, for the account that asked for it and for nobody else. No name and no address is kept here: the
    worker reads them. `chosen` is which sample letter (a reference) by the slug of its case, `instead` says in
    sentences for which cases another one was printed. `printed` says of each case ("case_id") how many letters are in
    the file."""

    __tablename__ = "letter_prints"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        UniqueConstraint("chapter_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    meeting_id: Mapped[int | None] = mapped_column(index=True)
    case_id: Mapped[int | None] = mapped_column(index=True)
    writers: Mapped[list[str]] = mapped_column(default=list)
    cases: Mapped[list[str]] = mapped_column(default=list)
    chosen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sorted_by: Mapped[LetterOrder] = mapped_column(default=LetterOrder.WRITER)
    with_addresses: Mapped[bool] = mapped_column(default=True)
    state: Mapped[LetterState] = mapped_column(default=LetterState.QUEUED)
    file_name: Mapped[str]
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
    progress: Mapped[int] = mapped_column(default=0)  # pages laid out one by one so far
    letters: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)
    printed: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    left_out: Mapped[list[str]] = mapped_column(default=list)
    instead: Mapped[list[str]] = mapped_column(default=list)
    ready_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")
    meeting: Mapped[Meeting | None] = relationship(foreign_keys=[meeting_id])
    case: Mapped[Case | None] = relationship(foreign_keys=[case_id])
    requested_by: Mapped[User | None] = relationship(foreign_keys=[requested_by_id])

    @property
    def is_under_way(self) -> bool:
        return self.state in (LetterState.QUEUED, LetterState.RENDERING)
