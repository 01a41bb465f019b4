"""Scans and documents of a case: letters that came, the paper an action was read from, photos of a stall."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapterapp.accounts.models import User
from chapterapp.cases.models import Case
from chapterapp.database import Model, Referenced, Versioned
from chapterapp.files.models import StoredFile


class FileKind(StrEnum):
    LETTER = "letter"
    DOCUMENT = "document"
    PHOTO = "photo"


class CaseFile(Referenced, Versioned, Model):
    """A scan or document of a case. The uploaded bytes are never kept: files.services draws pictures and PDFs anew."""

    __tablename__ = "case_files"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "file_id"], [StoredFile.chapter_id, StoredFile.id]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    case_id: Mapped[int] = mapped_column(index=True)
    file_id: Mapped[int] = mapped_column()
    title: Mapped[str]
    kind: Mapped[FileKind]
    for_members: Mapped[bool] = mapped_column(default=False)  # else for those who may edit cases, and nobody more
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id])
    uploaded_by: Mapped[User | None] = relationship(foreign_keys=[uploaded_by_id])
