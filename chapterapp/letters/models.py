"""What was written, for whom, by whom where it is known; and what became of it.

A sheet is what somebody typed at once. Its entries are never changed: a sheet that is taken back, or a number that is
corrected, adds entries that reverse. So every total is a plain sum.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapterapp.accounts.models import User
from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter
from chapterapp.database import Model, Referenced
from chapterapp.meetings.models import Meeting
from chapterapp.members.models import Member


class ActionKind(StrEnum):
    APPEAL_LETTER = "appeal_letter"
    APPEAL_POSTCARD = "appeal_postcard"
    SOLIDARITY_CARD = "solidarity_card"
    PETITION_SIGNATURE = "petition_signature"
    EMAIL = "email"
    SOLIDARITY_LETTER = "solidarity_letter"
    EMBASSY_COPY = "embassy_copy"
    FAX = "fax"
    PHONE_CALL = "phone_call"
    SOCIAL_POST = "social_post"
    PHOTO = "photo"


class SheetKind(StrEnum):
    TALLY = "tally"
    HOME = "home"
    CORRECTION = "correction"
    UNDO = "undo"


class LetterSheet(Referenced, Model):
    """What somebody typed at once: of a meeting or of letters written at home, by one writer or by the whole table."""

    __tablename__ = "letter_sheets"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "member_id"], [Member.chapter_id, Member.id]),
        ForeignKeyConstraint(["chapter_id", "reverses_id"], ["letter_sheets.chapter_id", "letter_sheets.id"]),
        UniqueConstraint("chapter_id", "id"),
        UniqueConstraint("reverses_id"),  # a sheet is taken back once
        Index(None, "chapter_id", "kind", "recorded_by_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    meeting_id: Mapped[int | None] = mapped_column(index=True)
    member_id: Mapped[int | None] = mapped_column(index=True)
    kind: Mapped[SheetKind]
    written_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
    reverses_id: Mapped[int | None] = mapped_column()
    reason: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[User | None] = relationship(foreign_keys=[recorded_by_id])


class LetterEntry(Model):
    """So many of one kind for one case. `tells` says whether it is a count (1), takes one back (-1) or corrects (0):
    where the sum of `tells` is 0 nobody has counted yet, and where it is more, a total of 0 means none."""

    __tablename__ = "letter_entries"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "sheet_id"], [LetterSheet.chapter_id, LetterSheet.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "member_id"], [Member.chapter_id, Member.id]),
        # Each holds all that its sums need, so that they are read from the index alone.
        Index(None, "meeting_id", "case_id", "kind", "count", "tells"),
        Index(None, "case_id"),
        Index(None, "member_id", "case_id", "kind", "count", "tells"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    sheet_id: Mapped[int] = mapped_column(index=True)
    case_id: Mapped[int] = mapped_column()
    meeting_id: Mapped[int | None] = mapped_column()
    member_id: Mapped[int | None] = mapped_column()
    kind: Mapped[ActionKind]
    written_on: Mapped[date]
    count: Mapped[int]
    tells: Mapped[int] = mapped_column(default=1)


class LetterSum(Model):
    """The entries of a year by case and kind, added up as they are written, so that a page of the year costs the same
    after five of them."""

    __tablename__ = "letter_sums"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        UniqueConstraint("case_id", "year", "kind"),
        Index(None, "chapter_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    case_id: Mapped[int] = mapped_column()
    year: Mapped[int]
    kind: Mapped[ActionKind]
    count: Mapped[int]
    tells: Mapped[int]


class WriterTick(Model):
    """A box on the sign-in sheet: this person wrote for this case. `kind`: the one item of the table's count that is
    theirs; None where no count has an item left for them, or their own sheet says it already."""

    __tablename__ = "writer_ticks"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "member_id"], [Member.chapter_id, Member.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        UniqueConstraint("meeting_id", "member_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    meeting_id: Mapped[int] = mapped_column()
    member_id: Mapped[int] = mapped_column(index=True)
    case_id: Mapped[int] = mapped_column(index=True)
    kind: Mapped[ActionKind | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))


class Channel(StrEnum):
    """Who took them to the post."""

    US = "us"
    WRITER = "writer"
    HANDED_OVER = "handed_over"  # to an embassy, the section, a visitor


class Mailing(Referenced, Model):
    """A batch that left: of a meeting, or of a sheet that was written and mailed at home."""

    __tablename__ = "mailings"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "sheet_id"], [LetterSheet.chapter_id, LetterSheet.id], ondelete="CASCADE"),
        UniqueConstraint("chapter_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    meeting_id: Mapped[int | None] = mapped_column(index=True)
    sheet_id: Mapped[int | None] = mapped_column(index=True)
    channel: Mapped[Channel]
    mailed_on: Mapped[date]
    postage: Mapped[int | None]  # in the smallest coin of the chapter's currency
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))


class MailedLetters(Model):
    """So many of one kind for one case in a mailing."""

    __tablename__ = "mailed_letters"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "mailing_id"], [Mailing.chapter_id, Mailing.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "meeting_id"], [Meeting.chapter_id, Meeting.id], ondelete="CASCADE"),
        Index(None, "meeting_id", "case_id", "kind", "count"),
        Index(None, "case_id", "kind", "count"),
        Index(None, "chapter_id", "mailed_on", "case_id", "kind", "count"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    mailing_id: Mapped[int] = mapped_column(index=True)
    case_id: Mapped[int] = mapped_column()
    meeting_id: Mapped[int | None] = mapped_column()
    kind: Mapped[ActionKind]
    mailed_on: Mapped[date]
    count: Mapped[int]
