"""What was said of a case and must not be lost: rules that somebody decided, deadlines that moved. Rows are appended,
never changed."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapterapp.accounts.models import User
from chapterapp.cases.models import Case
from chapterapp.database import Model


class RuleName(StrEnum):
    """The columns of a case that are rules."""

    NAME_AMNESTY = "name_amnesty"
    WRITE_TO_PRISONER = "write_to_prisoner"
    CORRESPONDENTS = "correspondents"
    SENDER_DETAILS = "sender_details"
    RELIGIOUS_CONTENT = "religious_content"
    ENCLOSURES = "enclosures"
    LANGUAGES = "languages"


class RuleDecision(Model):
    """Of a rule the latest counts. `value` is what the case's column holds since; `stated` is what its source says.
    Where the two are the same the source has the last word again."""

    __tablename__ = "rule_decisions"
    __table_args__ = (ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    case_id: Mapped[int] = mapped_column(index=True)
    rule: Mapped[RuleName]
    value: Mapped[str]
    stated: Mapped[str]
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])


class DeadlineChange(Model):
    """A deadline that was extended, brought forward or taken away (`new` is None). `source` is the paper that said so;
    empty: somebody typed it."""

    __tablename__ = "deadline_changes"
    __table_args__ = (ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    case_id: Mapped[int] = mapped_column(index=True)
    old: Mapped[date]
    new: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
    changed_by: Mapped[User | None] = relationship(foreign_keys=[changed_by_id])
