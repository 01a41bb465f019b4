"""Whatever is typed, taken back, corrected, mailed or deleted: every page says the same sum."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from cast import COORDINATOR
from client import Client
from factories import make_case, make_member
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from letters.room import MEETING, add_case, figure, mark_here
from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.cases.models import Case
from chapterapp.cases.queries import list_cases
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db, enter_chapter
from chapterapp.errors import Missing, Refused
from chapterapp.letters import services
from chapterapp.letters.kinds import TALLIED
from chapterapp.letters.mailing import mark_mailed, undo_mailing
from chapterapp.letters.models import Channel, LetterEntry, LetterSheet, Mailing, SheetKind, WriterTick
from chapterapp.letters.queries import (
    left_to_mail,
    list_piles,
    list_ticks,
    mailed_of_case,
    mailed_of_meeting,
    mailed_of_year,
    totals_of_case,
    totals_of_meeting,
    totals_of_member,
    totals_of_year,
)
from chapterapp.letters.totals import Totals
from chapterapp.meetings.models import Meeting
from chapterapp.members.models import Member

Visit = Callable[[str | None], Client]
NAMES = ("Joan Pryor", "Walter Ahn", "Grace Ndlovu")
KINDS = TALLIED[:3]
small = st.integers(0, 5)
STEPS = st.one_of(
    st.tuples(st.just("sheet"), st.integers(-1, 2), st.dictionaries(st.tuples(small, small), small, min_size=1)),
    st.tuples(st.just("home"), st.integers(-1, 2), small, small),
    st.tuples(st.just("undo"), small),
    st.tuples(st.just("correct"), small, small),
    st.tuples(st.just("tick"), small, small),
    st.tuples(st.just("untick"), small),
    st.tuples(st.just("mail"), small, small),
    st.tuples(st.just("unmail"), small),
    st.tuples(st.just("delete"), small),
)


class World:
    """One chapter with two cases on the table of a meeting, three people, and a plain count kept beside."""

    def __init__(self) -> None:
        self.chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
        enter_chapter(self.chapter.id)
        self.meeting = db.session.scalars(select(Meeting).where(Meeting.chapter_id == self.chapter.id)).one()
        self.actor = db.session.scalars(select(User).where(User.email == COORDINATOR)).one()
        make_case(self.chapter, slug="second")
        self.cases = list_cases(self.chapter)
        self.members = [make_member(self.chapter, display_name=name) for name in NAMES]
        self.written: Counter[Any] = Counter()  # where, case, kind

    def pick(self, table: Any, n: int, **where: Any) -> Any:
        rows = db.session.scalars(select(table).filter_by(chapter_id=self.chapter.id, **where).order_by(table.id)).all()
        return rows[n % len(rows)] if rows else None

    def do(self, step: tuple[Any, ...]) -> None:
        what, *more = step
        try:
            with db.session.begin_nested():
                getattr(self, what)(*more)
        except (Refused, Missing):
            pass

    def cell(self, n: int, m: int) -> tuple[Case, Any]:
        return self.cases[n % len(self.cases)], KINDS[m % len(KINDS)]

    def who(self, n: int) -> Member | None:
        return None if n < 0 else self.members[n]

    def sheet(self, who: int, typed: dict[tuple[int, int], int]) -> None:
        counts = {self.cell(n, m): count for (n, m), count in typed.items()}
        services.save_sheet(self.meeting, self.who(who), counts, self.actor)
        for (case, kind), count in counts.items():
            self.written["meeting", case.id, kind] += count

    def home(self, who: int, n: int, m: int) -> None:
        case, kind = self.cell(n, m)
        services.log_at_home(self.chapter, case, self.who(who), kind, 1, date(2026, 11, 20), self.actor)
        self.written["home", case.id, kind] += 1

    def undo(self, n: int) -> None:
        undone = select(LetterSheet.reverses_id).where(
            LetterSheet.chapter_id == self.chapter.id, LetterSheet.reverses_id.is_not(None)
        )
        alive = select(LetterSheet).where(
            LetterSheet.chapter_id == self.chapter.id,
            LetterSheet.kind.in_([SheetKind.TALLY, SheetKind.HOME]),
            LetterSheet.id.not_in(undone),
        )
        if rows := db.session.scalars(alive.order_by(LetterSheet.id)).all():
            sheet = rows[n % len(rows)]
            meeting = self.meeting if sheet.meeting_id else None
            services.undo_sheet(sheet, meeting, self.actor)
            for entry in services.entries_of(sheet):
                self.written["meeting" if meeting else "home", entry.case_id, entry.kind] -= entry.count

    def correct(self, n: int, number: int) -> None:
        if piles := [pile for pile in list_piles(self.meeting) if pile.tells > 0]:
            pile = piles[n % len(piles)]
            member = next((one for one in self.members if one.id == pile.member_id), None)
            cell = (pile.case_id, pile.kind)
            services.correct_count(self.meeting, cell, member, pile.number, number, "", self.actor)
            self.written["meeting", *cell] += number - pile.number

    def tick(self, n: int, m: int) -> None:
        pair = self.members[n % 3], self.cases[m % len(self.cases)]
        services.set_ticks(self.meeting, [pair], [], self.actor)

    def untick(self, n: int) -> None:
        if tick := self.pick(WriterTick, n):
            pair = db.session.get_one(Member, tick.member_id), db.session.get_one(Case, tick.case_id)
            services.set_ticks(self.meeting, [], [pair], self.actor)

    def mail(self, n: int, most: int) -> None:
        left = left_to_mail(totals_of_meeting(self.meeting), mailed_of_meeting(self.meeting)).counts
        counts = {cell: min(most, count) for cell, count in list(left.items())[: n + 1]}
        mark_mailed(self.meeting, counts, Channel.US, date(2026, 11, 24), None, "", self.actor)

    def unmail(self, n: int) -> None:
        if mailing := self.pick(Mailing, n, meeting_id=self.meeting.id):
            undo_mailing(self.meeting, mailing, self.actor)

    def delete(self, n: int) -> None:
        self.members[n % 3].deleted_at = now()
        db.session.flush()

    def check(self) -> None:
        meeting, year = totals_of_meeting(self.meeting), totals_of_year(self.chapter, 2026)
        assert {cell: n for cell, n in meeting.counts.items() if n} == self.expected("meeting")
        assert {cell: n for cell, n in year.counts.items() if n} == self.expected("meeting", "home")
        for case in self.cases:
            assert totals_of_case(case).of_kinds() == year.of_case(case.id)
        self.check_members(year)
        mailed = mailed_of_year(self.chapter, 2026)
        assert sum(mailed_of_case(case).of_kinds() for case in self.cases) == mailed.of_kinds()
        assert all(0 <= n <= year.counts.get(cell, 0) for cell, n in mailed.counts.items())
        assert all(n <= meeting.counts.get(cell, 0) for cell, n in mailed_of_meeting(self.meeting).counts.items())

    def check_members(self, year: Totals) -> None:
        """What people wrote and what nobody claims make up the whole, each thing once."""
        claimed = sum(tick.kind is not None for tick in list_ticks(self.meeting))
        named = sum(totals_of_member(self.chapter, member).of_kinds() for member in self.members)
        piles = list_piles(self.meeting)
        nobodys = sum(pile.number for pile in piles if pile.member_id is None) - claimed
        home = sum(totals_of_year(self.chapter, 2026).counts.values()) - sum(pile.number for pile in piles)
        nobodys_at_home = home - sum(sum(self.at_home(member)) for member in self.members)
        assert nobodys >= 0 and all(pile.number >= 0 for pile in piles)
        assert all(pile.tells > 0 or pile.number == 0 for pile in piles)  # what nobody counted is nothing
        assert named + nobodys + nobodys_at_home == year.of_kinds()

    def at_home(self, member: Member) -> list[int]:
        own = {"chapter_id": self.chapter.id, "member_id": member.id, "meeting_id": None}
        mine = select(LetterEntry.count).filter_by(**own)
        return list(db.session.scalars(mine))

    def expected(self, *places: str) -> dict[Any, int]:
        sums: Counter[Any] = Counter()
        for (place, *cell), count in self.written.items():
            if place in places:
                sums[tuple(cell)] += count
        return {cell: count for cell, count in sums.items() if count}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=14))
def test_every_page_says_the_same_sum_after_any_history(app: Flask, tonight: None, steps: list[Any]) -> None:
    with app.app_context():
        world = World()
        try:
            for step in steps:
                world.do(step)
                world.check()
        finally:
            db.session.rollback()


def test_the_pages_themselves_say_so(app: Flask, visit: Visit, tonight: None) -> None:
    add_case(app, "second")
    joan, client = mark_here(app, "Joan Pryor"), visit(COORDINATOR)
    sheet = {"appeal_letter:a-case": "8", "appeal_postcard:second": "3", "key": "the first page"}
    client.post(f"{MEETING}/tally", {**sheet, "writer": ""})
    client.post(f"{MEETING}/tally", {"appeal_letter:a-case": "2", "key": "the second page", "writer": joan})
    cases = [figure(client, f"/c/st-louis/cases/{slug}", "written") for slug in ("a-case", "second")]
    assert cases == [10, 3]
    assert figure(client, MEETING, "written") == 13
    assert figure(client, "/c/st-louis/letters", "year") == 13
