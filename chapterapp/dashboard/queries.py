from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from chapterapp import dates
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.cases.rules import needs_check, needs_verifying
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.letters.queries import totals_of_meeting
from chapterapp.meetings.models import Meeting, MeetingKind, MeetingStatus
from chapterapp.meetings.queries import list_featured, list_past, list_tables
from chapterapp.packets.queries import list_held
from chapterapp.packets.withdrawing import Held, say_held
from chapterapp.personal_letters.queries import count_files_holding

NEAR, RECENT, TOLD = timedelta(days=14), timedelta(days=21), timedelta(days=14)
MOST, LOOKED_AT = 5, 6
WRITING = (MeetingKind.LETTER_WRITING, MeetingKind.WRITE_A_THON)


class Uncounted(NamedTuple):
    """The latest evening of writing, as long as something of it is still to be typed in."""

    meeting: Meeting
    cases: list[Case]


class Attention(NamedTuple):
    """A case that needs somebody: what about it, in a chip; `more`: what to do."""

    case: Case
    kind: str
    words: str
    shape: str
    more: str = ""


def find_uncounted(chapter: Chapter, today: date) -> Uncounted | None:
    """Of an evening in the last three weeks with cases on its table of which nobody said a number."""
    for meeting in list_past(chapter)[:LOOKED_AT]:
        if meeting.kind in WRITING and meeting.status is not MeetingStatus.CANCELLED:
            written = totals_of_meeting(meeting)
            cases = [row.case for row in list_featured(meeting) if not written.is_told(row.case.id)]
            cases = [case for case in cases if case.status is not CaseStatus.STOP_ACTION]
            return Uncounted(meeting, cases) if cases and meeting.meets_on >= today - RECENT else None
    return None


def list_attention(
    chapter: Chapter,
    cases: Sequence[Case],
    today: date,
    *,
    checks: bool,
    prints: bool,
    moved: Collection[int] = (),
) -> list[Attention]:
    """Stops first, then the nearest deadlines, then what needs a check (for those who can make one) and what the
    library changed (`moved`: numbers of cases); at most five.

    A stop is told for two weeks, and as long as it is on a table to come or (`prints`) in a packet or letters on paper.
    """
    held = list_held(chapter, cases) if prints else {}
    letters = count_files_holding(chapter, cases) if prints else Counter()
    tables = list_tables(chapter, [case for case in cases if case.status is CaseStatus.STOP_ACTION])
    stopped = [
        Attention(
            case,
            "stop",
            _("Stop action"),
            "octagon",
            _say_where(chapter, held.get(case.id), letters[case.id], tables.get(case.id)),
        )
        for case in cases
        if case.status is CaseStatus.STOP_ACTION
        and (
            case.id in held
            or case.id in letters
            or case.id in tables
            or case.status_at is None
            or case.status_at > now() - TOLD
        )
    ]
    due = [
        Attention(
            case, "due", _("Write before %(day)s", day=dates.short_day(case.deadline_on, chapter.locale)), "clock"
        )
        for case in cases
        if case.status is CaseStatus.ACTIVE and case.deadline_on and today <= case.deadline_on <= today + NEAR
    ]
    passed = [
        Attention(case, "due", _("Check needed: its deadline has passed"), "triangle")
        for case in cases
        if checks and needs_check(case, today)
    ]
    unverified = [
        Attention(case, "due", _("Verify: check it against its source"), "triangle")
        for case in cases
        if checks and needs_verifying(case, today, chapter) and not needs_check(case, today)
    ]
    changed = [Attention(case, "due", _("Changed in the library"), "triangle") for case in cases if case.id in moved]
    return [*stopped, *due, *passed, *unverified, *changed][:MOST]


def _say_where(chapter: Chapter, held: Sequence[Held] | None, letters: int, tables: Sequence[Meeting] | None) -> str:
    words = [say_held(held)] if held else []
    if letters:
        words.append(
            ngettext(
                "%(num)s file of personal letters holds this case.",
                "%(num)s files of personal letters hold this case.",
                letters,
            )
        )
    if tables:
        days = ", ".join(dates.short_day(meeting.meets_on, chapter.locale) for meeting in tables)
        words.append(_("It is on the table of %(days)s.", days=days))
    return " ".join(words)
