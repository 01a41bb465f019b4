"""What the world may know of a chapter. Nothing leaves this module but what somebody ticked and the rules allow."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from chapterapp.cases.models import Case, CaseStatus, CaseUpdate, Outcome, Subject
from chapterapp.cases.rules import FREEDOM, is_shown
from chapterapp.chapters.models import Chapter
from chapterapp.clock import today
from chapterapp.database import db
from chapterapp.meetings.models import Meeting, MeetingKind, MeetingStatus
from chapterapp.meetings.queries import list_upcoming
from chapterapp.public.years import Held, Scale, held_for, make_scale, year_number


class Told(NamedTuple):
    """One thing that happened, and who says so."""

    happened_on: str
    text: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Life:
    """A case as the world sees it: these fields and no others. Empty is what is not known."""

    name: str
    country: str
    line: str = ""  # of an open case: who and what happened, in one line
    story: str
    taken: str
    sentence: str = ""
    outcome: Outcome | None = None
    ended: str = ""
    updates: Sequence[Told] = ()
    year: int | None = None  # of an open case: which year of it this is

    @property
    def held(self) -> Held | None:
        return held_for(self.taken, self.ended)


@dataclass(frozen=True)
class Lives:
    """Those who are free and those who are better off, newest first; those without an end; the scale of all lines."""

    free: list[Life] = field(default_factory=list)
    better: list[Life] = field(default_factory=list)
    waiting: list[Life] = field(default_factory=list)
    scale: Scale = Scale(2000, 2001)


def list_lives(chapter: Chapter) -> Lives:
    """All whom the chapter shows, in three queries however many they are."""
    day = today(chapter.time_zone)
    cases = _shown_cases(chapter)
    subjects, updates = _subjects_of(chapter, cases), _updates_of(chapter, cases)
    lives = [_tell(case, subjects.get(case.id, []), updates.get(case.id, []), day) for case in cases]
    ended = sorted((life for life in lives if life.outcome), key=lambda life: life.ended, reverse=True)
    return Lives(
        free=[life for life in ended if life.outcome in FREEDOM],
        better=[life for life in ended if life.outcome not in FREEDOM],
        waiting=[life for life in lives if not life.outcome],
        scale=make_scale([(life.taken, life.ended) for life in lives], day),
    )


def _shown_cases(chapter: Chapter) -> list[Case]:
    """By name. The rule is asked again: it may have changed since somebody ticked them."""
    ticked = (
        select(Case)
        .where(Case.chapter_id == chapter.id, Case.is_public, Case.status.in_((CaseStatus.ACTIVE, CaseStatus.CLOSED)))
        .order_by(Case.title, Case.id)
    )
    return [case for case in db.session.scalars(ticked) if is_shown(case)]


def _subjects_of(chapter: Chapter, cases: Sequence[Case]) -> dict[int, list[tuple[str, str]]]:
    """Since when, and for how long, by the case's id."""
    wanted = (
        select(Subject.case_id, Subject.held_since, Subject.sentence)
        .where(Subject.chapter_id == chapter.id, Subject.case_id.in_([case.id for case in cases]))
        .order_by(Subject.position, Subject.id)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for case_id, since, sentence in db.session.execute(wanted):
        found.setdefault(case_id, []).append((since, sentence))
    return found


def _updates_of(chapter: Chapter, cases: Sequence[Case]) -> dict[int, list[Told]]:
    wanted = (
        select(CaseUpdate.case_id, CaseUpdate.happened_on, CaseUpdate.text, CaseUpdate.source)
        .where(
            CaseUpdate.chapter_id == chapter.id,
            CaseUpdate.is_public,
            CaseUpdate.case_id.in_([case.id for case in cases]),
        )
        .order_by(CaseUpdate.happened_on, CaseUpdate.id)
    )
    found: dict[int, list[Told]] = {}
    for case_id, *told in db.session.execute(wanted):
        found.setdefault(case_id, []).append(Told(*told))
    return found


def _tell(case: Case, subjects: Sequence[tuple[str, str]], updates: Sequence[Told], day: date) -> Life:
    """Of several people the earliest arrest counts, and a sentence only where they all have the same."""
    taken = min((since for since, _ in subjects if since), default="")
    own: dict[str, Any] = {"name": case.title, "country": case.country, "story": case.story}
    own |= {"taken": taken, "updates": updates}
    if case.status is CaseStatus.ACTIVE:
        return Life(**own, line=case.line, year=year_number(taken, day))
    sentences = {sentence for _, sentence in subjects}
    sentence = sentences.pop() if len(sentences) == 1 else ""
    return Life(**own, sentence=sentence, outcome=case.outcome, ended=case.outcome_on)


class Evenings(NamedTuple):
    """The next one that anybody may come to, and one before it that was called off."""

    next: Meeting | None
    cancelled: Meeting | None


def find_evenings(chapter: Chapter) -> Evenings:
    """Business meetings are for members."""
    coming = [meeting for meeting in list_upcoming(chapter) if meeting.kind is not MeetingKind.BUSINESS]
    next_one = next((meeting for meeting in coming if meeting.status is MeetingStatus.SCHEDULED), None)
    before = coming[: coming.index(next_one)] if next_one else coming
    return Evenings(next_one, next((one for one in before if one.status is MeetingStatus.CANCELLED), None))
