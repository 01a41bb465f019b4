"""A link that makes an account, or gives an existing one a role: one use, seven days."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapterapp.chapters.models import Chapter, Role
from chapterapp.database import Model, Referenced
from chapterapp.members.models import Member


class Invitation(Referenced, Model):
    """The link holds the token, this row its hash: it can be copied or printed once, when it is made."""

    __tablename__ = "invitations"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "member_id"], [Member.chapter_id, Member.id], ondelete="CASCADE"),
        UniqueConstraint("chapter_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    member_id: Mapped[int | None] = mapped_column()
    token_hash: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    chapter: Mapped[Chapter] = relationship(foreign_keys=[chapter_id])
    member: Mapped[Member | None] = relationship(foreign_keys=[member_id])
