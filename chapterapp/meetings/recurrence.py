"""The next meeting: the same n-th weekday a month on, and what else stays as it was."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _

from chapterapp.cases.models import CaseStatus
from chapterapp.chapters.models import Chapter
from chapterapp.clock import today
from chapterapp.meetings.models import Meeting, MeetingKind, MeetingStatus
from chapterapp.meetings.queries import (
    find_last_of_kind,
    list_agenda_items,
    list_choosable,
    list_featured,
    list_upcoming,
)

TABLE = 7  # so many cases are all put on the table; of more somebody has to choose


class AgendaRow(NamedTuple):
    minutes: int
    title: str
    leader: str = ""


class CaseRow(NamedTuple):
    """A case on the table: which, who presents it, how many letters are hoped for."""

    slug: str
    presenter: str = ""
    goal: int | None = None
    note: str = ""


class Proposal(NamedTuple):
    values: dict[str, Any]
    agenda: Sequence[AgendaRow]
    cases: Sequence[CaseRow]


def nth_weekdays_after(day: date) -> Iterator[date]:
    """The same n-th weekday of each later month: fourth Tuesdays after a fourth, the last ones after a fifth."""
    nth = (day.day - 1) // 7
    year, month = day.year, day.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        first_weekday, length = monthrange(year, month)
        number = 1 + (day.weekday() - first_weekday) % 7 + 7 * nth
        yield date(year, month, number if number <= length else number - 7)


def propose_next(chapter: Chapter, meeting: Meeting) -> Proposal:
    """One like this: on its weekday in a month to come that has none of this kind yet; same hours, venue, goal and
    agenda; the cases that are still active, without their presenters."""
    taken = {
        other.meets_on
        for other in list_upcoming(chapter)
        if other.kind == meeting.kind and other.status is MeetingStatus.SCHEDULED
    }
    start = max(today(chapter.time_zone), meeting.meets_on)
    day = next(day for day in nth_weekdays_after(meeting.meets_on) if day > start and day not in taken)
    kept = ("kind", "title", "starts", "ends", "venue", "access_notes", "letter_goal")
    values = {name: getattr(meeting, name) for name in kept} | {"meets_on": day}
    agenda = [AgendaRow(item.minutes, item.title, item.leader) for item in list_agenda_items(meeting)]
    on_table = list_featured(meeting)
    cases = [CaseRow(row.case.slug, goal=row.goal) for row in on_table if row.case.status is CaseStatus.ACTIVE]
    return Proposal(values, agenda, cases)


def propose_meeting(chapter: Chapter) -> Proposal:
    """A letter-writing meeting like the last one, else a usual one in two weeks; all active cases if they are few."""
    active = list_choosable(chapter)
    last = find_last_of_kind(chapter, MeetingKind.LETTER_WRITING)
    proposal = propose_next(chapter, last) if last else _propose_first(chapter)
    few = [CaseRow(case.slug) for case in active] if len(active) <= TABLE else []
    return proposal._replace(cases=few or proposal.cases)


def _propose_first(chapter: Chapter) -> Proposal:
    values = {
        "kind": MeetingKind.LETTER_WRITING,
        "meets_on": today(chapter.time_zone) + timedelta(days=14),
        "starts": time(19),
        "ends": time(20, 30),
        "venue": chapter.venue,
        "access_notes": chapter.access_notes,
    }
    agenda = [
        AgendaRow(10, _("Welcome, tea")),
        AgendaRow(10, _("The cases, one minute each")),
        AgendaRow(60, _("Writing")),
        AgendaRow(10, _("Count, stamps, good news")),
    ]
    return Proposal(values, agenda, [])
