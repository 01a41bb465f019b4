from collections.abc import Sequence
from datetime import time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import contains_eager

from chapterapp.cases.models import Case, CaseStatus
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now, today
from chapterapp.database import db, prepare
from chapterapp.errors import Missing
from chapterapp.meetings.hours import BEFORE, clock_times, is_tonight
from chapterapp.meetings.models import AgendaItem, FeaturedCase, Meeting, MeetingKind, MeetingStatus

BY_SLUG = prepare(
    select(Meeting).where(Meeting.chapter_id == bindparam("chapter_id"), Meeting.slug == bindparam("slug"))
)
BY_SLUG_KEPT = BY_SLUG.with_for_update(read=True, key_share=True)
PAST_PAGE = 40
UNDO = timedelta(days=30)
LONGEST_NIGHT = timedelta(hours=37)  # from midnight to the next noon, when clocks are set back


class AgendaLine(NamedTuple):
    """An item of the agenda, and what the clock shows when it begins."""

    at: time
    minutes: int
    title: str
    leader: str


def get_meeting(chapter: Chapter, slug: str, *, keep: bool = False) -> Meeting:
    """Raises Missing. `keep`: nobody cancels or deletes it before the commit, while others may write to it."""
    wanted = BY_SLUG_KEPT if keep else BY_SLUG
    meeting = db.session.scalars(wanted, {"chapter_id": chapter.id, "slug": slug}).one_or_none()
    if meeting is None:
        raise Missing
    return meeting


def get_deleted_meeting(chapter: Chapter, slug: str) -> Meeting:
    """One that can still be taken back. Raises Missing."""
    meeting = next((meeting for meeting in list_deleted(chapter) if meeting.slug == slug), None)
    if meeting is None:
        raise Missing
    return meeting


def is_slug_taken(chapter: Chapter, slug: str) -> bool:
    """By any meeting that ever was, deleted ones too."""
    taken = select(Meeting.id).where(Meeting.chapter_id == chapter.id, Meeting.slug == slug)
    return db.session.scalars(taken, execution_options={"include_deleted": True}).first() is not None


def _to_come(chapter: Chapter) -> ColumnElement[bool]:
    """Until their day is over: late in the evening tonight's meeting is still to come, next morning it is not."""
    return or_(Meeting.meets_on >= today(chapter.time_zone), Meeting.ends_at > now())


def list_upcoming(chapter: Chapter) -> Sequence[Meeting]:
    """Today's and later ones, cancelled ones too, the nearest first."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.chapter_id == chapter.id, _to_come(chapter))
        .order_by(Meeting.starts_at, Meeting.id)
    ).all()


def list_past(chapter: Chapter, page: int = 1) -> Sequence[Meeting]:
    """Those whose day is over, newest first, at most PAST_PAGE at once."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.chapter_id == chapter.id, ~_to_come(chapter))
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
        .limit(PAST_PAGE)
        .offset(PAST_PAGE * (page - 1))
    ).all()


def list_deleted(chapter: Chapter) -> Sequence[Meeting]:
    """Those deleted in the last 30 days, which can be taken back."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.chapter_id == chapter.id, Meeting.deleted_at > now() - UNDO)
        .order_by(Meeting.starts_at.desc()),
        execution_options={"include_deleted": True},
    ).all()


def has_meetings(chapter: Chapter) -> bool:
    return db.session.scalars(select(Meeting.id).where(Meeting.chapter_id == chapter.id).limit(1)).first() is not None


def find_next_meeting(chapter: Chapter) -> Meeting | None:
    """The next one that is going to take place, today's until its day is over."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.chapter_id == chapter.id, Meeting.status == MeetingStatus.SCHEDULED, _to_come(chapter))
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(1)
    ).first()


def find_meeting_tonight(chapter: Chapter) -> Meeting | None:
    """The one that is_tonight; of two the later. A cancelled one is not."""
    at = now()
    near = db.session.scalars(
        select(Meeting)
        .where(
            Meeting.chapter_id == chapter.id,
            Meeting.status != MeetingStatus.CANCELLED,
            Meeting.starts_at.between(at - LONGEST_NIGHT, at + BEFORE),
        )
        .order_by(Meeting.starts_at.desc())
    )
    return next((meeting for meeting in near if is_tonight(meeting, at)), None)


def find_last_of_kind(chapter: Chapter, kind: MeetingKind) -> Meeting | None:
    """The one with the latest date, to come or past, that was not cancelled."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.chapter_id == chapter.id, Meeting.kind == kind, Meeting.status != MeetingStatus.CANCELLED)
        .order_by(Meeting.starts_at.desc())
        .limit(1)
    ).first()


def list_all(chapter: Chapter) -> Sequence[Meeting]:
    """The latest first."""
    return db.session.scalars(
        select(Meeting).where(Meeting.chapter_id == chapter.id).order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    ).all()


def list_held_before(meeting: Meeting, most: int) -> Sequence[Meeting]:
    """The last ones of its kind that were held, the latest first."""
    return db.session.scalars(
        select(Meeting)
        .where(
            Meeting.chapter_id == meeting.chapter_id,
            Meeting.kind == meeting.kind,
            Meeting.status == MeetingStatus.HELD,
            Meeting.starts_at < meeting.starts_at,
        )
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
        .limit(most)
    ).all()


def list_coming_after(meeting: Meeting, most: int) -> Sequence[Meeting]:
    """The next ones that are planned, the nearest first."""
    return db.session.scalars(
        select(Meeting)
        .where(
            Meeting.chapter_id == meeting.chapter_id,
            Meeting.status == MeetingStatus.SCHEDULED,
            Meeting.starts_at > meeting.starts_at,
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(most)
    ).all()


def list_agenda(meeting: Meeting) -> list[AgendaLine]:
    items = list_agenda_items(meeting)
    times = clock_times(meeting, (item.minutes for item in items))
    return [AgendaLine(at, item.minutes, item.title, item.leader) for at, item in zip(times, items, strict=True)]


def list_agenda_items(meeting: Meeting) -> Sequence[AgendaItem]:
    return db.session.scalars(
        select(AgendaItem)
        .where(AgendaItem.chapter_id == meeting.chapter_id, AgendaItem.meeting_id == meeting.id)
        .order_by(AgendaItem.position, AgendaItem.id)
    ).all()


def list_featured(meeting: Meeting) -> Sequence[FeaturedCase]:
    """The cases on the table in their order, each with its Case. Deleted cases are left out."""
    return db.session.scalars(
        select(FeaturedCase)
        .join(FeaturedCase.case)
        .where(FeaturedCase.chapter_id == meeting.chapter_id, FeaturedCase.meeting_id == meeting.id)
        .order_by(FeaturedCase.position, FeaturedCase.id)
        .options(contains_eager(FeaturedCase.case))
    ).all()


def list_tables(chapter: Chapter, cases: Sequence[Case]) -> dict[int, list[Meeting]]:
    """The meetings to come that have one of these cases on their table, by the case's number, the nearest first."""
    if not cases:
        return {}
    rows = db.session.execute(
        select(FeaturedCase.case_id, Meeting)
        .join(Meeting, FeaturedCase.meeting_id == Meeting.id)
        .where(
            FeaturedCase.chapter_id == chapter.id,
            Meeting.chapter_id == chapter.id,
            FeaturedCase.case_id.in_([case.id for case in cases]),
            Meeting.status != MeetingStatus.CANCELLED,
            _to_come(chapter),
        )
        .order_by(Meeting.starts_at)
    )
    tables: dict[int, list[Meeting]] = {}
    for case_id, meeting in rows:
        tables.setdefault(case_id, []).append(meeting)
    return tables


def list_choosable(chapter: Chapter) -> Sequence[Case]:
    """The cases that can be put on the table: the active ones, by name."""
    return db.session.scalars(
        select(Case)
        .where(Case.chapter_id == chapter.id, Case.status == CaseStatus.ACTIVE)
        .order_by(Case.title, Case.id)
    ).all()
