"""Letters: a sheet added, taken back, corrected; what was written at home; who wrote for whom."""

from collections.abc import Collection, Mapping
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import delete

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now, today
from chapterapp.database import add_up, db
from chapterapp.errors import Missing, Refused, Stale
from chapterapp.letters.kinds import MAILED
from chapterapp.letters.models import (
    ActionKind,
    Channel,
    LetterEntry,
    LetterSheet,
    LetterSum,
    MailedLetters,
    Mailing,
    SheetKind,
    WriterTick,
)
from chapterapp.letters.queries import (
    entries_of,
    is_undone,
    list_piles,
    list_ticks,
    mailed_of_meeting,
    totals_of_meeting,
)
from chapterapp.letters.reconciling import claim
from chapterapp.letters.totals import Cell
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.meetings.services import hold_if_over
from chapterapp.members.models import Member
from chapterapp.receipts.services import forget_old

FIRST_YEAR = 2000


def save_sheet(
    meeting: Meeting, member: Member | None, counts: Mapping[tuple[Case, ActionKind], int], actor: User
) -> LetterSheet:
    """Add what stands on one sheet: by one writer, or (None) by the whole table. A 0 says that none were written.

    Raises Refused for a stopped case and for a cancelled meeting, Missing for a writer or a case of another chapter.
    """
    lock_meeting(meeting)
    if meeting.deleted_at is not None:
        raise Missing
    if meeting.status is MeetingStatus.CANCELLED:
        raise Refused(_("This meeting is cancelled: nothing can have been written there."))
    for case in sorted({case for case, _kind in counts}, key=lambda case: case.id):
        if _status_now(case) is CaseStatus.STOP_ACTION:
            raise Refused(_("Stop action: nobody writes for %(name)s any more.", name=case.title))
    sheet = _add_sheet(meeting.chapter_id, SheetKind.TALLY, meeting.meets_on, actor, meeting, member)
    _add_entries(sheet, {(case.id, kind): count for (case, kind), count in counts.items()})
    reconcile(meeting)
    hold_if_over(meeting, actor)
    forget_old(meeting.chapter_id)
    record(sheet.chapter_id, actor.id, "save_sheet", f"meeting {meeting.id}", [f"sheet {sheet.id}"])
    return sheet


def log_at_home(
    chapter: Chapter, case: Case, member: Member | None, kind: ActionKind, count: int, on: date, actor: User
) -> LetterSheet:
    """Letters written and mailed at home. Raises Refused for a case that nobody writes for now, and for a day that
    cannot be."""
    if case.chapter_id != chapter.id:
        raise Missing
    refuse_day(on, today(chapter.time_zone), "written_on")
    if _status_now(case) is not CaseStatus.ACTIVE:
        raise Refused(_("Nobody writes for %(name)s now.", name=case.title))
    sheet = _add_sheet(chapter.id, SheetKind.HOME, on, actor, None, member)
    _add_entries(sheet, {(case.id, kind): count})
    if kind in MAILED:
        own = {"chapter_id": chapter.id, "mailed_on": on}
        mailing = Mailing(**own, sheet_id=sheet.id, channel=Channel.WRITER, recorded_at=now(), recorded_by_id=actor.id)
        db.session.add(mailing)
        db.session.flush()
        db.session.add(MailedLetters(**own, mailing_id=mailing.id, case_id=case.id, kind=kind, count=count))
        db.session.flush()
    record(chapter.id, actor.id, "log_letters", f"case {case.id}", [f"sheet {sheet.id}"])
    return sheet


def undo_sheet(sheet: LetterSheet, meeting: Meeting | None, actor: User) -> None:
    """Take a whole sheet back by entries that reverse it. Done twice it is done once.

    Raises Refused where a correction or a mailing rests on it.
    """
    if sheet.meeting_id != (meeting.id if meeting else None) or sheet.kind not in (SheetKind.TALLY, SheetKind.HOME):
        raise Missing
    if meeting:
        lock_meeting(meeting)
    db.session.refresh(sheet, with_for_update=True)
    if is_undone(sheet):
        return
    undo = LetterSheet(
        chapter_id=sheet.chapter_id,
        meeting_id=sheet.meeting_id,
        member_id=sheet.member_id,
        kind=SheetKind.UNDO,
        written_on=sheet.written_on,
        recorded_at=now(),
        recorded_by_id=actor.id,
        reverses_id=sheet.id,
    )
    db.session.add(undo)
    db.session.flush()
    _add_entries(undo, {(entry.case_id, entry.kind): -entry.count for entry in entries_of(sheet)}, tells=-1)
    if meeting:
        _check(meeting)
        reconcile(meeting)
    else:
        db.session.execute(delete(Mailing).where(Mailing.chapter_id == sheet.chapter_id, Mailing.sheet_id == sheet.id))
    record(sheet.chapter_id, actor.id, "undo_sheet", f"sheet {sheet.id}")


def correct_count(
    meeting: Meeting, cell: Cell, member: Member | None, seen: int, number: int, reason: str, actor: User
) -> None:
    """Make a saved number another one, by an entry of the difference.

    Raises Stale with the pile as it is now if its number is not the one that was `seen`, Missing if there is none.
    """
    lock_meeting(meeting)
    case_id, kind = cell
    piles = list_piles(meeting)
    pile = next((pile for pile in piles if pile[:3] == (case_id, kind, member.id if member else None)), None)
    if pile is None or pile.tells <= 0:
        raise Missing
    if pile.number != seen:
        raise Stale(pile)
    if number == seen:
        return
    sheet = _add_sheet(meeting.chapter_id, SheetKind.CORRECTION, meeting.meets_on, actor, meeting, member, reason)
    _add_entries(sheet, {cell: number - seen}, tells=0)
    _check(meeting)
    reconcile(meeting)
    record(meeting.chapter_id, actor.id, "correct_count", f"meeting {meeting.id}", [f"sheet {sheet.id}"])


def set_ticks(
    meeting: Meeting,
    added: Collection[tuple[Member, Case]],
    removed: Collection[tuple[Member, Case]],
    actor: User,
) -> None:
    """Who wrote for whom, as ticked on the sign-in sheet. What others ticked meanwhile stays."""
    lock_meeting(meeting)
    there = {(tick.member_id, tick.case_id): tick for tick in list_ticks(meeting)}
    changed = []
    for member, case in removed:
        if tick := there.get((member.id, case.id)):
            db.session.delete(tick)
            changed.append(f"member {member.id}")
    for member, case in added:
        if (member.id, case.id) not in there:
            own = {"chapter_id": meeting.chapter_id, "meeting_id": meeting.id}
            who = {"member_id": member.id, "case_id": case.id}
            db.session.add(WriterTick(**own, **who, recorded_at=now(), recorded_by_id=actor.id))
            changed.append(f"member {member.id}")
    db.session.flush()
    if changed:
        reconcile(meeting)
        record(meeting.chapter_id, actor.id, "set_ticks", f"meeting {meeting.id}", set(changed))


def reconcile(meeting: Meeting) -> None:
    """Give each tick its item of the table's counts anew."""
    if ticks := list_ticks(meeting):
        claimed = claim(list_piles(meeting), [(tick.member_id, tick.case_id) for tick in ticks])
        for tick in ticks:
            tick.kind = claimed[tick.member_id, tick.case_id]
        db.session.flush()


def refuse_day(on: date, today: date, field: str) -> None:
    """Raises Refused for a day that is still to come, or of another age."""
    if on > today:
        raise Refused(_("That day is still to come."), field)
    if on.year < FIRST_YEAR:
        raise Refused(_("The year is %(first)s or later.", first=FIRST_YEAR), field)


def lock_meeting(meeting: Meeting) -> None:
    """Of two who count at once the second waits here."""
    db.session.refresh(meeting, with_for_update=True)


def _status_now(case: Case) -> CaseStatus:
    """As it is saved, and so until the commit: who stops the case waits."""
    db.session.refresh(case, ["status"], with_for_update={"read": True})
    return case.status


def _check(meeting: Meeting) -> None:
    """No number below 0, none that nobody counted, and none below what has left by mail."""
    db.session.flush()
    if any(pile.number < 0 or (pile.number and pile.tells <= 0) for pile in list_piles(meeting)):
        raise Refused(_("A number of this sheet was corrected since. Correct it again instead."))
    written, mailed = totals_of_meeting(meeting), mailed_of_meeting(meeting)
    if any(written.counts.get(cell, 0) < count for cell, count in mailed.counts.items()):
        raise Refused(_("More than that is marked as mailed. Take the mailing back first."))


def _add_sheet(
    chapter_id: int,
    kind: SheetKind,
    on: date,
    actor: User,
    meeting: Meeting | None,
    member: Member | None,
    reason: str = "",
) -> LetterSheet:
    if member and member.chapter_id != chapter_id:
        raise Missing
    sheet = LetterSheet(
        chapter_id=chapter_id,
        meeting_id=meeting.id if meeting else None,
        member_id=member.id if member else None,
        kind=kind,
        written_on=on,
        recorded_at=now(),
        recorded_by_id=actor.id,
        reason=reason,
    )
    db.session.add(sheet)
    db.session.flush()
    return sheet


def _add_entries(sheet: LetterSheet, counts: Mapping[Cell, int], tells: int = 1) -> None:
    own = {"chapter_id": sheet.chapter_id, "sheet_id": sheet.id, "written_on": sheet.written_on, "tells": tells}
    where = {"meeting_id": sheet.meeting_id, "member_id": sheet.member_id}
    for (case_id, kind), count in counts.items():
        db.session.add(LetterEntry(**own, **where, case_id=case_id, kind=kind, count=count))
    db.session.flush()
    year = {"chapter_id": sheet.chapter_id, "year": sheet.written_on.year, "tells": tells}
    rows = [
        {**year, "case_id": case_id, "kind": kind, "count": counts[case_id, kind]} for case_id, kind in sorted(counts)
    ]
    add_up(LetterSum, ["case_id", "year", "kind"], ["count", "tells"], rows)
