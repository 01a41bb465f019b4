"""Who did what, when. Append-only; ids and field names, never values."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Optional

from sqlalchemy import ForeignKey, event
from sqlalchemy.orm import Mapped, ORMExecuteState, mapped_column, relationship

from chapterapp.database import Model, db

if TYPE_CHECKING:
    from chapterapp.accounts.models import User


class Entry(Model):
    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int | None] = mapped_column(ForeignKey("chapters.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]
    action: Mapped[str]
    target: Mapped[str]
    fields: Mapped[list[str]]
    user: Mapped[Optional["User"]] = relationship("User", viewonly=True)


class Unchangeable(RuntimeError):
    """Somebody tried to change or delete what was done."""


def _refuse(*_: Any) -> None:
    raise Unchangeable("Entries are appended, never changed or deleted.")


def _refuse_statement(state: ORMExecuteState) -> None:
    if (state.is_update or state.is_delete) and state.bind_mapper is not None and state.bind_mapper.class_ is Entry:
        _refuse()


event.listen(Entry, "before_update", _refuse)
event.listen(Entry, "before_delete", _refuse)
event.listen(db.session, "do_orm_execute", _refuse_statement)
