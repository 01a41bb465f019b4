from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from chapterapp import dates
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.cases.rules import needs_check
from chapterapp.chapters.models import Chapter

NEAR = timedelta(days=14)
MOST = 5


class Attention(NamedTuple):
    """A case that needs somebody: what about it, in a chip."""

    case: Case
    kind: str
    words: str
    shape: str


def list_attention(chapter: Chapter, cases: Sequence[Case], today: date) -> list[Attention]:
    """Stops first, then the nearest deadlines, then what needs a check; at most five."""
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
        if needs_check(case, today)
    ]
    return [*stopped, *due, *passed][:MOST]
