from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import func, select

from chapterapp.accounts.models import User
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Missing
from chapterapp.meetings.models import Meeting
from chapterapp.members.models import Member
from chapterapp.personal_letters.models import LetterPrint, LetterState

KEPT = timedelta(days=7)  # a file of a meeting, with everybody's addresses
KEPT_AT_HOME = timedelta(days=1)


def get_letter_print(chapter: Chapter, ref: str) -> LetterPrint:
    """One of a meeting. Raises Missing, also when its time is over or somebody whose name is on it was deleted."""
    found = _find(chapter, ref)
    if found is None or found.meeting_id is None or found.requested_at < now() - KEPT or _lacks_writers(found):
        raise Missing
    return found


def get_own_print(chapter: Chapter, ref: str, user: User) -> LetterPrint:
    """One that this account asked for at home. Raises Missing."""
    found = _find(chapter, ref)
    is_own = found is not None and found.case_id is not None and found.requested_by_id == user.id
    if found is None or not is_own or found.requested_at < now() - KEPT_AT_HOME:
        raise Missing
    return found


def _find(chapter: Chapter, ref: str) -> LetterPrint | None:
    return db.session.scalars(
        select(LetterPrint).where(LetterPrint.chapter_id == chapter.id, LetterPrint.ref == ref)
    ).one_or_none()


def _lacks_writers(made: LetterPrint) -> bool:
    there = select(func.count(Member.id)).where(
        Member.chapter_id == made.chapter_id, Member.ref.in_(made.writers), Member.deleted_at.is_(None)
    )
    return (db.session.scalar(there) or 0) < len(made.writers)


def list_prints(meeting: Meeting) -> Sequence[LetterPrint]:
    """Those of a meeting that are kept still, the latest first."""
    return db.session.scalars(
        select(LetterPrint)
        .where(
            LetterPrint.chapter_id == meeting.chapter_id,
            LetterPrint.meeting_id == meeting.id,
            LetterPrint.requested_at >= now() - KEPT,
        )
        .order_by(LetterPrint.id.desc())
    ).all()


def list_stopped(chapter: Chapter, prints: Iterable[LetterPrint]) -> dict[int, list[Case]]:
    """Of each of these files, by its number, the cases in it that were stopped after it was asked for: it is handed out
    no more."""
    held = {row["case_id"] for one in prints for row in one.printed}
    if not held:
        return {}
    stopped = select(Case).where(
        Case.chapter_id == chapter.id, Case.id.in_(held), Case.status == CaseStatus.STOP_ACTION
    )
    cases = db.session.scalars(stopped.order_by(Case.id), execution_options={"include_deleted": True}).all()
    return {
        one.id: mine
        for one in prints
        if (mine := [case for case in cases if _holds(one, case) and not _is_known(one, case)])
    }


def count_files_holding(chapter: Chapter, cases: Iterable[Case]) -> Counter[int]:
    """Of each stopped case among these, by its number, how many kept files of letters hold it."""
    stopped = [case for case in cases if case.status is CaseStatus.STOP_ACTION]
    if not stopped:
        return Counter()
    kept = select(LetterPrint).where(
        LetterPrint.chapter_id == chapter.id,
        LetterPrint.meeting_id.is_not(None),
        LetterPrint.requested_at >= now() - KEPT,
    )
    made = db.session.scalars(kept.order_by(LetterPrint.id)).all()
    return Counter(case.id for one in made for case in stopped if _holds(one, case) and not _is_known(one, case))


def _holds(made: LetterPrint, case: Case) -> bool:
    return made.state is LetterState.READY and any(row["case_id"] == case.id for row in made.printed)


def _is_known(made: LetterPrint, case: Case) -> bool:
    """Whether it was asked for after the stop: somebody decided to print the case all the same."""
    return case.status_at is not None and made.requested_at > case.status_at
