"""Puts the meetings into a chapter: past ones held, with those who came; tonight's and the next ones planned."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from chapterapp.accounts.models import User
from chapterapp.attendance.models import Via
from chapterapp.attendance.queries import find_attendance
from chapterapp.attendance.services import add_nameless, record_attendance
from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter
from chapterapp.clock import today
from chapterapp.demo.calendar import Plan
from chapterapp.demo.members import first_came
from chapterapp.demo.people import Person
from chapterapp.meetings.models import Meeting, MeetingKind
from chapterapp.meetings.recurrence import AgendaRow, CaseRow
from chapterapp.meetings.rsvp_models import RsvpAnswer
from chapterapp.meetings.rsvp_services import record_rsvp
from chapterapp.meetings.services import cancel_meeting, mark_held, schedule_meeting
from chapterapp.members.models import Member, MemberStatus

ANSWERED = 2  # meetings to come
SAID = (
    (RsvpAnswer.GOING, 0), (RsvpAnswer.GOING, 1), (RsvpAnswer.NO, 0), (RsvpAnswer.MAYBE, 0), (RsvpAnswer.GOING, 2),
)  # fmt: skip
FIELDS = ("kind", "title", "meets_on", "starts", "ends", "letter_goal", "notes")


def add_meetings(
    chapter: Chapter, plans: Sequence[Plan], members: Mapping[Person, Member], cases: Sequence[Case], actor: User
) -> list[tuple[Meeting, Sequence[Case]]]:
    """All cases are active still: what is stopped or closed later stays on the tables where it was. The held ones
    come back, with what was on their tables."""
    day = today(chapter.time_zone)
    held: list[tuple[Meeting, Sequence[Case]]] = []
    answered = [plan for plan in plans if plan.meets_on > day and not plan.cancel_reason][:ANSWERED]
    for plan in plans:
        meeting = _schedule(chapter, plan, cases, actor)
        if plan.cancel_reason:
            cancel_meeting(meeting, plan.cancel_reason, actor)
        elif plan.meets_on < day:
            for person in _who_came(plan, members, day):
                record_attendance(meeting, members[person], actor, Via.PAPER)
                attendance = find_attendance(meeting, members[person])
                if attendance and first_came(person, day) < plans[0].meets_on:
                    attendance.is_first_time = False  # they have come for longer than the year that is told here
            for _n in range(len(plan.title) % 3 if plan.meets_on.day % 2 else 0):
                add_nameless(meeting, actor)
            mark_held(meeting, actor)
            held.append((meeting, cases[: plan.table]))
        elif plan in answered:
            _say_who_comes(meeting, members, actor)
    return held


def _say_who_comes(meeting: Meeting, members: Mapping[Person, Member], actor: User) -> None:
    """The first ones of the list, and each time the same: two bring somebody, one does not know, one cannot."""
    there = [member for member in members.values() if member.is_active and member.status is MemberStatus.MEMBER]
    for member, (answer, guests) in zip(there[1:], SAID, strict=False):
        record_rsvp(meeting, member, answer, guests, actor)


def _schedule(chapter: Chapter, plan: Plan, cases: Sequence[Case], actor: User) -> Meeting:
    values = {name: getattr(plan, name) for name in FIELDS}
    place = {"venue": plan.venue} if plan.venue else {"venue": chapter.venue, "access_notes": chapter.access_notes}
    agenda = [AgendaRow(*item) for item in plan.agenda]
    return schedule_meeting(chapter, values | place, actor, agenda=agenda, cases=list(_table(plan, cases)))


def _table(plan: Plan, cases: Sequence[Case]) -> Iterator[CaseRow]:
    presenters = [leader for _, _, leader in plan.agenda if leader != "everyone"]
    for n, case in enumerate(cases[: plan.table]):
        yield CaseRow(case.slug, presenters[n % len(presenters)], 8 if n < 2 else 5)


def _who_came(plan: Plan, members: Mapping[Person, Member], day: date) -> Iterator[Person]:
    """By chance, but each time by the same."""
    less = 4 if plan.kind is MeetingKind.BUSINESS else 0
    for person in members:
        chance = random.Random(f"{person.name} {plan.meets_on}").random() * 10
        if chance < person.comes - less and first_came(person, day) <= plan.meets_on:
            yield person
