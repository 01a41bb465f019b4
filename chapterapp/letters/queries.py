from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, select
from sqlalchemy.orm import joinedload

from chapterapp.accounts.models import User
from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter
from chapterapp.database import db, prepare
from chapterapp.errors import Missing
from chapterapp.letters.kinds import MAILED
from chapterapp.letters.models import (
    ActionKind,
    LetterEntry,
    LetterSheet,
    LetterSum,
    MailedLetters,
    Mailing,
    SheetKind,
    WriterTick,
)
from chapterapp.letters.totals import Totals as Totals
from chapterapp.meetings.models import Meeting
from chapterapp.members.models import Member

LATEST = 20


class Pile(NamedTuple):
    """What one writer (None: the whole table) wrote of one kind for one case at a meeting."""

    case_id: int
    kind: ActionKind
    member_id: int | None
    number: int
    tells: int


class SavedSheet(NamedTuple):
    sheet: LetterSheet
    number: int


class HomeEntry(NamedTuple):
    """One line of what somebody wrote: at home (then it can be taken back) or at a meeting."""

    ref: str
    case: Case
    kind: ActionKind
    number: int
    written_on: date
    is_at_home: bool


# The sums of one meeting, case or member name no chapter: theirs is its, and without it the index alone is read.


def totals_of_meeting(meeting: Meeting) -> Totals:
    return _sum(LetterEntry.meeting_id == meeting.id)


SUMS = select(LetterSum.case_id, LetterSum.kind, LetterSum.count, LetterSum.tells)
SUMS_OF_CASE = prepare(
    SUMS.where(LetterSum.chapter_id == bindparam("chapter_id"), LetterSum.case_id == bindparam("case_id"))
)
CELLS = select(MailedLetters.case_id, MailedLetters.kind, func.sum(MailedLetters.count), literal(1)).group_by(
    MailedLetters.case_id, MailedLetters.kind
)
MAILED_OF_CASE = prepare(CELLS.where(MailedLetters.case_id == bindparam("case_id")))


def _in_cells(statement: Select[Any, Any, int, int], asked: dict[str, int] | None = None) -> Totals:
    """`statement`: case, kind, count, and how many of the rows behind it tell of a count."""
    return Totals.of((row[0], row[1], row[2], row[3]) for row in db.session.execute(statement, asked))


def totals_of_case(case: Case) -> Totals:
    return _in_cells(SUMS_OF_CASE, {"chapter_id": case.chapter_id, "case_id": case.id})


def totals_of_year(chapter: Chapter, year: int) -> Totals:
    return _sum_years(LetterSum.chapter_id == chapter.id, LetterSum.year == year)


def _sum_years(*where: ColumnElement[bool]) -> Totals:
    return _in_cells(SUMS.where(*where))


def totals_of_member(chapter: Chapter, member: Member) -> Totals:
    """By name on a sheet, and the items of whole tables that their ticks claim."""
    own = select(LetterEntry.case_id, LetterEntry.kind, func.sum(LetterEntry.count), func.sum(LetterEntry.tells)).where(
        LetterEntry.member_id == member.id
    )
    ticked = select(WriterTick.case_id, WriterTick.kind, func.count(), func.count()).where(
        WriterTick.chapter_id == chapter.id, WriterTick.member_id == member.id, WriterTick.kind.is_not(None)
    )
    rows: list[Any] = list(db.session.execute(own.group_by(LetterEntry.case_id, LetterEntry.kind)))
    rows += db.session.execute(ticked.group_by(WriterTick.case_id, WriterTick.kind))
    return Totals.of((row[0], row[1], row[2], row[3]) for row in rows)


def _sum(*where: ColumnElement[bool]) -> Totals:
    cells = select(
        LetterEntry.case_id, LetterEntry.kind, func.sum(LetterEntry.count), func.sum(LetterEntry.tells)
    ).where(*where)
    rows = db.session.execute(cells.group_by(LetterEntry.case_id, LetterEntry.kind))
    return Totals.of((row[0], row[1], row[2], row[3]) for row in rows)


def mailed_of_meeting(meeting: Meeting) -> Totals:
    return _mailed(MailedLetters.meeting_id == meeting.id)


def mailed_of_case(case: Case) -> Totals:
    return _in_cells(MAILED_OF_CASE, {"case_id": case.id})


def mailed_of_year(chapter: Chapter, year: int) -> Totals:
    mailed_on = MailedLetters.mailed_on.between(date(year, 1, 1), date(year, 12, 31))
    return _mailed(MailedLetters.chapter_id == chapter.id, mailed_on)


def _mailed(*where: ColumnElement[bool]) -> Totals:
    return _in_cells(CELLS.where(*where))


def left_to_mail(written: Totals, mailed: Totals) -> Totals:
    """What goes by mail and has not left yet."""
    by_mail = {cell: count for cell, count in written.counts.items() if cell[1] in MAILED}
    return Totals(by_mail, written.told).without(mailed)


def list_piles(meeting: Meeting) -> list[Pile]:
    """Everything counted at the meeting, by writer."""
    cell = (LetterEntry.case_id, LetterEntry.kind, LetterEntry.member_id)
    piles = (
        select(*cell, func.sum(LetterEntry.count), func.sum(LetterEntry.tells))
        .where(LetterEntry.chapter_id == meeting.chapter_id, LetterEntry.meeting_id == meeting.id)
        .group_by(*cell)
    )
    return [Pile(*row) for row in db.session.execute(piles)]


def entries_of(sheet: LetterSheet) -> Sequence[LetterEntry]:
    return db.session.scalars(
        select(LetterEntry)
        .where(LetterEntry.chapter_id == sheet.chapter_id, LetterEntry.sheet_id == sheet.id)
        .order_by(LetterEntry.id)
    ).all()


def get_sheet(chapter: Chapter, ref: str) -> LetterSheet:
    """Raises Missing."""
    found = select(LetterSheet).where(LetterSheet.chapter_id == chapter.id, LetterSheet.ref == ref)
    if (sheet := db.session.scalars(found).one_or_none()) is None:
        raise Missing
    return sheet


def is_undone(sheet: LetterSheet) -> bool:
    undone = select(LetterSheet.id).where(
        LetterSheet.chapter_id == sheet.chapter_id, LetterSheet.reverses_id == sheet.id
    )
    return db.session.scalars(undone).first() is not None


def find_last_sheet(meeting: Meeting) -> SavedSheet | None:
    """The latest one of the tally that was not taken back."""
    mine = LetterSheet.chapter_id == meeting.chapter_id, LetterSheet.meeting_id == meeting.id
    undone = select(LetterSheet.reverses_id).where(*mine, LetterSheet.reverses_id.is_not(None))
    last = (
        select(LetterSheet)
        .where(*mine, LetterSheet.kind == SheetKind.TALLY, LetterSheet.id.not_in(undone))
        .order_by(LetterSheet.id.desc())
        .limit(1)
        .options(joinedload(LetterSheet.recorded_by))
    )
    sheet = db.session.scalars(last).first()
    return SavedSheet(sheet, sum(entry.count for entry in entries_of(sheet))) if sheet else None


def list_ticks(meeting: Meeting) -> Sequence[WriterTick]:
    """In the order in which they were typed."""
    return db.session.scalars(
        select(WriterTick)
        .where(WriterTick.chapter_id == meeting.chapter_id, WriterTick.meeting_id == meeting.id)
        .order_by(WriterTick.id)
    ).all()


def list_mailings(meeting: Meeting) -> list[tuple[Mailing, int]]:
    """The batches that left, the latest first, each with how many."""
    number = (
        select(func.sum(MailedLetters.count))
        .where(MailedLetters.chapter_id == meeting.chapter_id, MailedLetters.mailing_id == Mailing.id)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Mailing, number)
        .where(Mailing.chapter_id == meeting.chapter_id, Mailing.meeting_id == meeting.id)
        .order_by(Mailing.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def get_mailing(meeting: Meeting, ref: str) -> Mailing:
    """Raises Missing."""
    found = select(Mailing).where(
        Mailing.chapter_id == meeting.chapter_id, Mailing.meeting_id == meeting.id, Mailing.ref == ref
    )
    if (mailing := db.session.scalars(found).one_or_none()) is None:
        raise Missing
    return mailing


def list_own(chapter: Chapter, member: Member) -> list[HomeEntry]:
    """The latest that stand under their name, without what was taken back. The sheets lead to the entries, so that it
    costs the same after many years."""
    mine = LetterSheet.chapter_id == chapter.id, LetterSheet.member_id == member.id
    kinds = [SheetKind.HOME, SheetKind.TALLY, SheetKind.CORRECTION]
    undone = select(LetterSheet.reverses_id).where(*mine, LetterSheet.reverses_id.is_not(None))
    rows = db.session.execute(
        select(LetterSheet.ref, Case, LetterEntry.kind, LetterEntry.count, LetterEntry.written_on, LetterSheet.kind)
        .join(LetterEntry, LetterEntry.sheet_id == LetterSheet.id)
        .join(Case, LetterEntry.case_id == Case.id)
        .where(*mine, LetterSheet.kind.in_(kinds), LetterSheet.id.not_in(undone))
        .order_by(LetterSheet.id.desc())
        .limit(LATEST)
    )
    return [HomeEntry(*row[:5], row[5] is SheetKind.HOME) for row in rows]


def list_logged(chapter: Chapter, user: User, member: Member | None) -> list[tuple[HomeEntry, str]]:
    """What somebody logged at home for others lately and can take back, each with the writer's name if there is one."""
    ours = LetterSheet.chapter_id == chapter.id
    undone = select(LetterSheet.reverses_id).where(ours, LetterSheet.kind == SheetKind.UNDO)
    rows = db.session.execute(
        select(LetterSheet.ref, Case, LetterEntry.kind, LetterEntry.count, LetterEntry.written_on, Member.display_name)
        .join(LetterEntry, LetterEntry.sheet_id == LetterSheet.id)
        .join(Case, LetterEntry.case_id == Case.id)
        .outerjoin(Member, Member.id == LetterSheet.member_id)
        .where(
            ours,
            LetterSheet.kind == SheetKind.HOME,
            LetterSheet.recorded_by_id == user.id,
            LetterSheet.member_id.is_distinct_from(member.id if member else None),
            LetterSheet.id.not_in(undone),
        )
        .order_by(LetterSheet.id.desc())
        .limit(LATEST)
    )
    return [(HomeEntry(*row[:5], True), row[5] or "") for row in rows]


def has_counts(meeting: Meeting) -> bool:
    counted = select(LetterSheet.id).where(
        LetterSheet.chapter_id == meeting.chapter_id, LetterSheet.meeting_id == meeting.id
    )
    return db.session.scalars(counted.limit(1)).first() is not None


def list_years(chapter: Chapter) -> list[int]:
    """Those of which anything is counted, the latest first."""
    years = select(LetterSum.year).where(LetterSum.chapter_id == chapter.id).distinct()
    return sorted(db.session.scalars(years), reverse=True)


def cases_by_id(chapter: Chapter, ids: Iterable[int]) -> dict[int, Case]:
    """Deleted ones too: their letters count on."""
    wanted = select(Case).where(Case.chapter_id == chapter.id, Case.id.in_(set(ids)))
    return {case.id: case for case in db.session.scalars(wanted, execution_options={"include_deleted": True})}
