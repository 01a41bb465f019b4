"""How any file is made, of a packet, labels or letters: its row is locked, somebody may cancel it, and it ends ready or
failed, for a reason in words."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.errors import Cancelled
from chapterapp.packets import storage
from chapterapp.pdf.press import RenderFailed


class Made(Protocol):
    """The row of a file; the states of each kind are an enumeration of its own, with the same words."""

    id: Any
    chapter_id: Any
    ref: Any
    state: Any

    @property
    def is_under_way(self) -> bool: ...


class Printed(Protocol):
    @property
    def data(self) -> bytes: ...


Row = TypeVar("Row", bound=Made)
Paper = TypeVar("Paper", bound=Printed)


def enter(table: type[Row], row_id: int) -> Row:
    """Locked, so that nobody cancels it between the look and the commit."""
    with across_chapters("a job carries only the number of its row"):
        made = db.session.get_one(table, row_id, with_for_update={"of": table}, populate_existing=True)
    enter_chapter(made.chapter_id)
    return made


def was_cancelled(made: Made) -> bool:
    """Nothing of it stays then, not even what a worker left that was killed between its file and its last word."""
    if made.state == "cancelled":
        storage.remove(made.ref)
    return bool(made.state == "cancelled")


def is_over(made: Made) -> bool:
    """Whether it has ended meanwhile: cancelled, given up, or made by the worker who took it up after this one."""
    return was_cancelled(made) or made.state != "rendering"


def make(ref: str, work: Callable[[], Paper]) -> tuple[Paper | None, str]:
    """What `work` printed, with its file stored if it has any; or why there is none; of a cancelled one no reason."""
    try:
        printed = work()
        if printed.data:
            storage.store(ref, printed.data)
    except Cancelled:
        return None, ""
    except RenderFailed as failed:
        return None, str(failed)
    except OSError as failed:
        return None, storage.say_not_stored(failed)
    return printed, ""


def cancel(made: Made, actor: User, action: str, target: str) -> None:
    """Stop making it: the worker hears of it within a second. Of one that is ready or failed nothing changes. The audit
    says `action` of `target` ("packet 7")."""
    db.session.refresh(made, with_for_update=True)  # the worker may be finishing it
    if made.is_under_way:
        made.state = type(made.state)("cancelled")
        db.session.flush()
        record(made.chapter_id, actor.id, action, target)
