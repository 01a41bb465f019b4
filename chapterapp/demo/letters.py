"""Puts a year of letters into a chapter: tally sheets, ticks, what was mailed, and what somebody wrote at home."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from chapterapp.accounts.models import User
from chapterapp.attendance.queries import count_here, list_present
from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter
from chapterapp.clock import today
from chapterapp.demo.people import Person
from chapterapp.letters.kinds import TALLIED
from chapterapp.letters.mailing import mark_mailed
from chapterapp.letters.models import ActionKind, Channel, LetterSheet
from chapterapp.letters.queries import left_to_mail, mailed_of_meeting, totals_of_meeting
from chapterapp.letters.services import log_at_home, save_sheet, set_ticks
from chapterapp.meetings.models import Meeting, MeetingKind
from chapterapp.members.models import Member

WRITING = (MeetingKind.LETTER_WRITING, MeetingKind.WRITE_A_THON)
SHARES = (2.3, 0.5, 0.4, 0.5, 0.2)  # how many of each kind of the tally a person makes in an evening
POSTAGE = 155  # cents a letter, about
AT_HOME = (6, 34, 71)  # so many days ago


def add_letters(
    chapter: Chapter, held: Sequence[tuple[Meeting, Sequence[Case]]], members: Mapping[Person, Member], actor: User
) -> None:
    """`held`: the meetings of the past with what was on their tables, the earliest first. Of the last one two counts
    are still to be typed, and nothing has left."""
    evenings = [(meeting, cases) for meeting, cases in held if meeting.kind in WRITING and cases]
    for meeting, cases in evenings:
        is_last = meeting is evenings[-1][0]
        _count(meeting, cases[:-2] if is_last and len(cases) > 3 else cases, actor)
        if not is_last:
            _mail(meeting, actor)
    for meeting, cases in evenings[-3:]:
        _tick(chapter, meeting, cases, list(members.values()), actor)


def add_letters_at_home(chapter: Chapter, cases: Sequence[Case], writer: Member, actor: User) -> None:
    for n, days in enumerate(AT_HOME):
        on = today(chapter.time_zone) - timedelta(days=days)
        sheet = log_at_home(chapter, cases[n % len(cases)], writer, ActionKind.APPEAL_LETTER, 1, on, actor)
        sheet.recorded_at = sheet.recorded_at - timedelta(days=days)


def _count(meeting: Meeting, cases: Sequence[Case], actor: User) -> None:
    """One sheet of the whole table, and one of somebody who keeps their own."""
    chance = random.Random(f"letters {meeting.meets_on}")
    people = count_here(meeting).all
    whole: dict[tuple[Case, ActionKind], int] = {}
    for case in cases:
        for kind, share in zip(TALLIED, SHARES, strict=True):
            count = round(people * share / len(cases) * chance.uniform(0.5, 1.5))
            if count or kind is ActionKind.APPEAL_LETTER:
                whole[case, kind] = count
    _date(save_sheet(meeting, None, whole, actor), meeting.ends_at)


def _date(sheet: LetterSheet, at: datetime) -> None:
    sheet.recorded_at = at


def _mail(meeting: Meeting, actor: User) -> None:
    left = left_to_mail(totals_of_meeting(meeting), mailed_of_meeting(meeting)).counts
    if any(left.values()):
        on = meeting.meets_on + timedelta(days=1)
        mark_mailed(meeting, left, Channel.US, on, sum(left.values()) * POSTAGE, "", actor)


def _tick(chapter: Chapter, meeting: Meeting, cases: Sequence[Case], members: Sequence[Member], actor: User) -> None:
    """Most of those who came ticked two or three of the cases."""
    here = {one.id for one in list_present(meeting)}
    ticked = []
    for member in members:
        chance = random.Random(f"ticks {member.display_name} {meeting.meets_on}")
        if member.id in here and chance.random() < 0.8:
            ticked += [(member, case) for case in chance.sample(list(cases), min(len(cases), chance.randint(1, 3)))]
    set_ticks(meeting, ticked, [], actor)
