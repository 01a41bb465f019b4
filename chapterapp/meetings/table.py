"""What is on the table of a meeting: its agenda and its cases. Each change raises the meeting's version."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.database import db
from chapterapp.errors import Missing, Refused, Stale
from chapterapp.meetings.models import AgendaItem, FeaturedCase, Meeting
from chapterapp.meetings.queries import list_agenda_items, list_featured
from chapterapp.meetings.recurrence import AgendaRow, CaseRow


def set_agenda(meeting: Meeting, items: Sequence[AgendaRow], actor: User, version: int | None = None) -> None:
    """Make these items, in this order, the agenda. Raises Stale if the meeting changed since `version`."""
    _begin(meeting, version)
    before = list_agenda_items(meeting)
    if [(item.minutes, item.title, item.leader) for item in before] == [AgendaRow(*item) for item in items]:
        return
    for old in before:
        db.session.delete(old)
    for position, item in enumerate((AgendaRow(*item) for item in items), 1):
        db.session.add(
            AgendaItem(chapter_id=meeting.chapter_id, meeting_id=meeting.id, position=position, **item._asdict())
        )
    _count_change(meeting, actor, "set_agenda", ["agenda"])


def feature_cases(meeting: Meeting, rows: Sequence[CaseRow], actor: User, version: int | None = None) -> None:
    """Put these cases, in this order, on the table; those not among them leave it.

    Raises Stale if the meeting changed since `version`, Missing for a case that is not the chapter's, Refused for one
    that is newly put there and not active.
    """
    _begin(meeting, version)
    rows = list({row[0]: CaseRow(*row) for row in rows}.values())
    before = {row.case.slug: row for row in list_featured(meeting)}
    cases = _find_cases(meeting, {row.slug for row in rows})
    changed = list(before) != [row.slug for row in rows]
    for position, row in enumerate(rows, 1):
        case = cases[row.slug]
        featured = before.pop(row.slug, None)
        if featured is None:
            if case.status is not CaseStatus.ACTIVE:
                raise Refused(_("%(name)s is not active and cannot be put on the table.", name=case.title))
            featured = FeaturedCase(chapter_id=meeting.chapter_id, meeting_id=meeting.id, case_id=case.id)
            db.session.add(featured)
        for name, value in {**row._asdict(), "position": position}.items():
            if name != "slug" and getattr(featured, name) != value:
                setattr(featured, name, value)
                changed = True
    for left in before.values():
        db.session.delete(left)
    if changed:
        _count_change(meeting, actor, "feature_cases", ["cases"])


def _find_cases(meeting: Meeting, slugs: set[str]) -> dict[str, Case]:
    found = db.session.scalars(select(Case).where(Case.chapter_id == meeting.chapter_id, Case.slug.in_(slugs)))
    cases = {case.slug: case for case in found}
    if len(cases) < len(slugs):
        raise Missing
    return cases


def _begin(meeting: Meeting, version: int | None) -> None:
    db.session.refresh(meeting, with_for_update=True)  # of two at once the second waits here, and sees the first
    if version is not None and version != meeting.version:
        raise Stale(meeting)


def _count_change(meeting: Meeting, actor: User, action: str, fields: list[str]) -> None:
    meeting.version += 1
    db.session.flush()
    record(meeting.chapter_id, actor.id, action, f"meeting {meeting.id}", fields)
