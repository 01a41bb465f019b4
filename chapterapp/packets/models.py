"""The printed bundle of one meeting: what was asked for, how far it is, and what it was printed from."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapterapp.accounts.models import User
from chapterapp.cases.models import Case
from chapterapp.chapters.models import PaperSize
from chapterapp.database import Model, Referenced
from chapterapp.meetings.models import Meeting


class PacketState(StrEnum):
    QUEUED = "queued"
    RENDERING = "rendering"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"


class PrintOverride(Model):
    """A case that is printed for one meeting although something speaks against it. `against` is what did then: what
    comes later (a stop after a deadline) is not covered by it."""

    __tablename__ = "print_overrides"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        UniqueConstraint("meeting_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    meeting_id: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(index=True)
    against: Mapped[str]
    reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
    made_by: Mapped[User | None] = relationship(foreign_keys=[made_by_id])


class Packet(Referenced, Model):
    """`fingerprint` is the hash of everything printed and of how it looks: the same again is the stored file. `sources`
    are the revisions of meeting, chapter and cases it was made from: a page can tell cheaply that something changed
    since. `page_map` says which pages each section takes, in their order: key, case_id or None, title, first, last,
    digest.
    `replacing` is the page map of a paper whose changed pages these are, and then the page map is that of the paper
    with them in it; empty: a whole packet. `withdrawn`: the stopped cases ("case 7") whose pages somebody took out of
    what was printed. `removed_at`: since when its superseded file is deleted; the row still says what is on
    paper."""

    __tablename__ = "packets"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
        UniqueConstraint("chapter_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    meeting_id: Mapped[int] = mapped_column(index=True)
    state: Mapped[PacketState] = mapped_column(default=PacketState.QUEUED)
    paper_size: Mapped[PaperSize]
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)  # options.PacketOptions, without the paper
    fingerprint: Mapped[str]
    sources: Mapped[dict[str, Any]]
    left_out: Mapped[list[str]] = mapped_column(default=list)
    file_name: Mapped[str]
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
    progress: Mapped[int] = mapped_column(default=0)  # pages laid out so far
    expected_pages: Mapped[int] = mapped_column(default=0)  # about so many; 0: not known yet
    pages: Mapped[int | None]
    ready_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")
    page_map: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    withdrawn: Mapped[list[str]] = mapped_column(default=list)
    replacing: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    meeting: Mapped[Meeting] = relationship(foreign_keys=[meeting_id])

    @property
    def is_under_way(self) -> bool:
        return self.state in (PacketState.QUEUED, PacketState.RENDERING)
