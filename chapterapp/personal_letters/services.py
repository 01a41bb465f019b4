"""Asking for letters. Making them is the worker's business (tasks)."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Refused
from chapterapp.jobs.services import enqueue
from chapterapp.meetings.models import Meeting
from chapterapp.packets import making, storage
from chapterapp.personal_letters.models import LetterOrder, LetterPrint
from chapterapp.personal_letters.queries import KEPT, KEPT_AT_HOME

MOST = 2000  # letters of one file


def request_letters(
    chapter: Chapter,
    meeting: Meeting,
    writers: Sequence[str],
    cases: Sequence[str],
    actor: User,
    *,
    sorted_by: LetterOrder = LetterOrder.WRITER,
    with_addresses: bool = True,
    chosen: Mapping[str, str] = MappingProxyType({}),
) -> LetterPrint:
    """A row that the worker will make a file of: a letter of each of these members (references) for each of these cases
    (slugs), the usual one or, by slug, the sample that was `chosen`. Raises Refused where nothing is to be printed, or
    too much."""
    if not writers:
        raise Refused(_("Choose at least one writer."), "writers")
    if not cases:
        raise Refused(_("Choose at least one case."), "cases")
    if (total := len(writers) * len(cases)) > MOST:
        raise Refused(_("These are %(total)s letters. At most %(most)s go into one file.", total=total, most=MOST))
    made = LetterPrint(
        meeting_id=meeting.id,
        writers=list(writers),
        cases=list(cases),
        sorted_by=sorted_by,
        with_addresses=with_addresses,
        chosen={slug: ref for slug, ref in chosen.items() if slug in cases},
    )
    return _enqueue(chapter, made, meeting.meets_on, actor, size=total // 100)


def request_at_home(chapter: Chapter, case: Case, day: date, actor: User) -> LetterPrint:
    """The brief of the case and a letter with one's own name."""
    return _enqueue(chapter, LetterPrint(case_id=case.id, cases=[case.slug]), day, actor)


def cancel_letters(made: LetterPrint, actor: User) -> None:
    making.cancel(made, actor, "cancel_letters", f"letter print {made.id}")


def _enqueue(chapter: Chapter, made: LetterPrint, day: date, actor: User, size: int = 0) -> LetterPrint:
    forget_old_letters(chapter)
    made.chapter_id, made.requested_at, made.requested_by_id = chapter.id, now(), actor.id
    made.file_name = f"letters-{day.isoformat()}.pdf"
    db.session.add(made)
    db.session.flush()
    enqueue("personal_letters.print", made.id, size=size)
    record(chapter.id, actor.id, "request_letters", f"letter print {made.id}")
    return made


def forget_old_letters(chapter: Chapter) -> None:
    """Files and rows whose time is over: addresses do not lie about."""
    old = select(LetterPrint).where(LetterPrint.chapter_id == chapter.id, _is_old()).order_by(LetterPrint.id)
    for made in db.session.scalars(old):
        storage.remove(made.ref)
        db.session.delete(made)


def _is_old() -> ColumnElement[bool]:
    at_home = LetterPrint.case_id.is_not(None) & (LetterPrint.requested_at < now() - KEPT_AT_HOME)
    return at_home | (LetterPrint.requested_at < now() - KEPT)
