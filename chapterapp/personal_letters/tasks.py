"""What the worker does for letters: gather, lay out, store, and tell how it went."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _

from chapterapp.cases.rules import Writer
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now, today
from chapterapp.database import db, release
from chapterapp.errors import Refused
from chapterapp.jobs.progress import reporter
from chapterapp.jobs.registry import task
from chapterapp.members.queries import find_own_member, list_members
from chapterapp.packets import making, storage
from chapterapp.packets.contents import PacketContents
from chapterapp.packets.gathering import with_parts
from chapterapp.personal_letters.contents import Run
from chapterapp.personal_letters.gathering import (
    Place,
    choose,
    gather_run,
    list_offers,
    place_of,
    say_instead,
    writer_of,
)
from chapterapp.personal_letters.home import gather_home, print_home
from chapterapp.personal_letters.models import LetterPrint, LetterState
from chapterapp.personal_letters.rendering import print_run

Progress = Callable[[int], None]


class Work(NamedTuple):
    """What is printed; at home a brief with it."""

    run: Run
    brief: PacketContents | None = None
    instead: Sequence[str] = ()

    def printed(self) -> list[dict[str, Any]]:
        """How many letters of each case."""
        many = Counter(self.run.cases[letter.case].case_id for letter in self.run.letters)
        return [{"case_id": case_id, "letters": count} for case_id, count in many.items()]


def fail_letters(print_id: int, why: str) -> None:
    """The job was given up for a reason that its row does not know yet."""
    made = making.enter(LetterPrint, print_id)
    storage.remove(made.ref)
    if making.was_cancelled(made):
        return
    made.state = LetterState.FAILED
    made.error = _("Something broke on our side (%(why)s). Try again.", why=why)
    db.session.flush()


@task("personal_letters.print", fail=fail_letters)
def make_letters(print_id: int) -> None:
    made = making.enter(LetterPrint, print_id)
    if making.was_cancelled(made):
        return
    made.state, made.progress = LetterState.RENDERING, 0
    work, pages, error = None, 0, ""
    try:
        work = _gather(made)
        made.left_out, made.instead, made.printed = list(work.run.left_out), list(work.instead), work.printed()
    except Refused as no:
        error = str(no)
    db.session.commit()
    ref = made.ref
    release()
    if work and not work.run.letters:
        error = _("Nothing was left to print: see why below.")
    if work and not error:
        pages, error = _print(ref, work, reporter(LetterPrint, print_id, LetterState.RENDERING))
    _finish(making.enter(LetterPrint, print_id), len(work.run.letters) if work else 0, pages, error)


def _gather(made: LetterPrint) -> Work:
    chapter = db.session.get_one(Chapter, made.chapter_id)
    if made.meeting:
        place = place_of(chapter, made.meeting)
        offers = [offer for offer in list_offers(chapter, made.meeting) if offer.case.slug in made.cases]
        members = [member for member in list_members(chapter) if member.ref in made.writers and member.is_active]
        writers = [writer_of(member, with_address=made.with_addresses) for member in members]
        run = gather_run(place, choose(offers, made.chosen), writers, made.sorted_by)
        return Work(run, instead=say_instead(offers, made.chosen, chapter))
    if made.case is None or made.case.deleted_at or made.requested_by is None:
        raise Refused(_("This case is no longer there."))
    member = find_own_member(chapter, made.requested_by)
    writer = writer_of(member, with_address=True) if member else Writer(made.requested_by.name)
    here = Place(chapter, today(chapter.time_zone), {})
    brief, run = gather_home(with_parts(chapter, [made.case])[0], here, writer)
    return Work(run, brief)


def _print(ref: str, work: Work, progress: Progress) -> tuple[int, str]:
    """How many pages the stored file has, or why there is none."""
    brief, run = work.brief, work.run
    printed, error = making.make(ref, lambda: print_home(brief, run) if brief else print_run(run, progress))
    return sum(printed.pages) if printed else 0, error


def _finish(made: LetterPrint, letters: int, pages: int, error: str) -> None:
    if making.is_over(made):
        return
    made.state = LetterState.FAILED if error else LetterState.READY
    made.letters, made.pages, made.error, made.ready_at = 0 if error else letters, pages, error, now()
    db.session.flush()
