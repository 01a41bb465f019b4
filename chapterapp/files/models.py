"""Stored uploads: re-encoded, under random names, outside the database."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chapterapp.database import Model, Referenced


class StoredFile(Referenced, Model):
    __tablename__ = "stored_files"
    __table_args__ = (UniqueConstraint("chapter_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id", ondelete="CASCADE"))
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    stored_at: Mapped[datetime]
