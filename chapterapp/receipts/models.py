"""Which posts were taken: a key each, so that one that is sent again counts once."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chapterapp.database import Model


class Receipt(Model):
    __tablename__ = "receipts"
    __table_args__ = (UniqueConstraint("chapter_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id", ondelete="CASCADE"))
    key: Mapped[str]
    digest: Mapped[str]  # of what was sent
    at: Mapped[datetime] = mapped_column(index=True)
