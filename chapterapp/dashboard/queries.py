from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from chapterapp import dates
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.cases.rules import needs_check, needs_verifying
from chapterapp.chapters.models import Chapter
from chapterapp.letters.queries import totals_of_meeting
from chapterapp.meetings.models import Meeting, MeetingKind, MeetingStatus
from chapterapp.meetings.queries import list_featured, list_past

NEAR, RECENT = timedelta(days=14), timedelta(days=21)
MOST, LOOKED_AT = 5, 6
WRITING = (MeetingKind.LETTER_WRITING, MeetingKind.WRITE_A_THON)


class Uncounted(NamedTuple):
    """The latest evening of writing, as long as something of it is still to be typed in."""

    meeting: Meeting
    cases: list[Case]


class Attention(NamedTuple):
    """A case that needs somebody: what about it, in a chip."""

    case: Case
    kind: str
    words: str
    shape: str


def find_uncounted(chapter: Chapter, today: date) -> Uncounted | None:
    """Of an evening in the last three weeks with cases on its table of which nobody said a number."""
    for meeting in list_past(chapter)[:LOOKED_AT]:
        if meeting.kind in WRITING and meeting.status is not MeetingStatus.CANCELLED:
            written = totals_of_meeting(meeting)
            cases = [row.case for row in list_featured(meeting) if not written.is_told(row.case.id)]
            cases = [case for case in cases if case.status is not CaseStatus.STOP_ACTION]
            return Uncounted(meeting, cases) if cases and meeting.meets_on >= today - RECENT else None
    return None


def list_attention(chapter: Chapter, cases: Sequence[Case], today: date, *, checks: bool) -> list[Attention]:
    """Stops first, then the nearest deadlines, then what needs a check (for those who can make one); at most five."""
    stopped = [
        Attention(case, "stop", _("Stop action"), "octagon") for case in cases if case.status is CaseStatus.STOP_ACTION
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
    return [*stopped, *due, *passed, *unverified][:MOST]
