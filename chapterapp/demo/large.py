"""`flask demo --large`: one chapter after five years, as large as the pages have to bear. Written in bulk, not as
people would have typed it; what stands there in the end is what their typing would have left."""

import random
from calendar import TUESDAY
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from itertools import islice, product
from typing import Any

from sqlalchemy import insert

from chapterapp.accounts.services import create_user, hash_password
from chapterapp.attendance.models import Attendance, Via
from chapterapp.cases.models import Addressee, Answer, Case, SampleLetter, Subject, WriteToPrisoner
from chapterapp.chapters.models import Chapter, Role
from chapterapp.chapters.services import add_membership, create_chapter
from chapterapp.clock import today
from chapterapp.database import Model, count_rows_anew, db, enter_chapter
from chapterapp.demo import people
from chapterapp.demo.calendar import EVENING, YEAR, nth_weekdays
from chapterapp.demo.chapters import LARGE
from chapterapp.demo.services import check_only_demo, is_made
from chapterapp.demo.story import INVENTED
from chapterapp.errors import Refused
from chapterapp.letters.kinds import MAILED, TALLIED
from chapterapp.letters.models import Channel, LetterEntry, LetterSheet, MailedLetters, Mailing, SheetKind
from chapterapp.letters.summing import sum_anew
from chapterapp.letters.totals import Cell
from chapterapp.meetings.hours import instants
from chapterapp.meetings.models import AgendaItem, FeaturedCase, Meeting, MeetingStatus
from chapterapp.members.models import Member

ENTRIES, PEOPLE, CASES, YEARS = 100_000, 100, 20, 5
TABLE = 6  # cases at a meeting of the past; tonight it is all of them
SHEET = 5  # entries on one sheet
COUNTS = (0, 1, 1, 1, 2, 3)
COMES = 0.4  # so many of the people come to a meeting of the past
POSTAGE = 155  # cents a letter, about
STARTS, ENDS = time(19), time(20, 30)

FIRST = ("Ada", "Bo", "Carla", "Dmitri", "Elif", "Femi", "Greta", "Hugo", "Ivana", "Jun")
LAST = ("Arden", "Birch", "Castle", "Dale", "Elm", "Forrester", "Grove", "Heath", "Isles", "Juniper")
HELD = product(("Alma", "Basil", "Clio", "Darius", "Edda"), ("Quill", "Reed", "Stone", "Thorn"))
Row = dict[str, Any]
Numbered = Case | LetterSheet | Mailing | Meeting | Member
COUNTRIES = ("EG", "BY", "HN", "VN", "MM")
NAMES_OF_CASES = [" ".join(name) for name in HELD]


def make_large(password: str, entries: int = ENTRIES) -> Chapter:
    """The chapter with so many letter entries; people, cases and meetings are the same however many there are.

    Raises Refused unless the database is empty.
    """
    password_hash = hash_password(password)  # before the transaction that writes
    check_only_demo()
    if is_made():
        raise Refused("The demo is here already.")
    user = create_user(*people.LARGE, password_hash)
    chapter = create_chapter(LARGE, user.id)
    enter_chapter(chapter.id)
    membership = add_membership(chapter, user, Role.COORDINATOR, user.id)
    return _Filling(chapter.id, user.id, today(chapter.time_zone), entries).fill(chapter, membership.id)


class _Filling:
    def __init__(self, chapter_id: int, user_id: int, day: date, entries: int) -> None:
        self.own = {"chapter_id": chapter_id}
        self.by = {"recorded_by_id": user_id}
        self.day, self.entries, self.chance = day, entries, random.Random("large")

    def fill(self, chapter: Chapter, membership_id: int) -> Chapter:
        members = self.add_people(membership_id)
        cases = self.add_cases()
        meetings = self.add_meetings(chapter)
        tables = {meeting["id"]: self.lay_table(meeting, n, cases) for n, meeting in enumerate(meetings)}
        self.add(FeaturedCase, (row for meeting in meetings for row in _featured(meeting, tables[meeting["id"]])))
        self.add(AgendaItem, (row for meeting in meetings for row in _agenda(meeting)))
        for n, meeting in enumerate(meetings):
            share = self.entries * (n + 1) // len(meetings) - self.entries * n // len(meetings)
            self.add_evening(meeting, self.gather(meeting, members), tables[meeting["id"]], share)
        sum_anew(chapter)
        count_rows_anew()
        return chapter

    def add_people(self, membership_id: int) -> list[int]:
        """The first is the coordinator."""
        names = [" ".join(name) for name in product(FIRST, LAST)][:PEOPLE]
        joined = {"joined_on": self.day - YEARS * YEAR}
        rows: list[Row] = [{"display_name": name, "membership_id": None, "email": "", **joined} for name in names]
        rows[0] |= {"membership_id": membership_id, "email": people.LARGE[0]}
        return self.add_numbered(Member, rows)

    def add_cases(self) -> list[int]:
        """As an Urgent Action brings them, all of them active."""
        cases = self.add_numbered(
            Case,
            (
                {
                    "slug": name.lower().replace(" ", "-"),
                    "title": name,
                    "line": "Held for a leaflet",
                    "country": COUNTRIES[n % len(COUNTRIES)],
                    "summary": f"{name} has been held for a leaflet. {INVENTED}",
                    "recommended_actions": "Release them at once.\nLet them see a doctor.",
                    "write_to_prisoner": WriteToPrisoner.NO,
                    "name_amnesty": Answer.YES,
                    "verified_on": self.day,
                    "verified_by_id": self.by["recorded_by_id"],
                }
                for n, name in enumerate(NAMES_OF_CASES[:CASES])
            ),
        )
        of = [{"case_id": case} for case in cases]
        self.add(Subject, ({**case, "display_name": name} for case, name in zip(of, NAMES_OF_CASES, strict=True)))
        to = {"office": "Ministry of Justice", "address_lines": "1 Invented Square", "salutation": "Dear Minister,"}
        self.add(Addressee, ({**case, **to} for case in of))
        self.add(SampleLetter, ({**case, "body": f"I write to you for somebody. {INVENTED}"} for case in of))
        return cases

    def add_meetings(self, chapter: Chapter) -> list[Row]:
        """Five years of fourth Tuesdays that were held, and tonight, which is the last."""
        past = [day for day in nth_weekdays(self.day - YEARS * YEAR, self.day, TUESDAY, 4) if day < self.day]
        zone, rows = chapter.time_zone, []
        for day in (*past, self.day):
            starts_at, ends_at = instants(day, STARTS, ENDS, zone)
            status = MeetingStatus.HELD if day < self.day else MeetingStatus.SCHEDULED
            when = {"meets_on": day, "starts_at": starts_at, "ends_at": ends_at, "status": status}
            what = {"slug": day.isoformat(), "title": "Letter writing", "letter_goal": 40, "venue": chapter.venue}
            rows.append({**when, **what, "starts": STARTS, "ends": ENDS, "time_zone": zone})
        ids = self.add_numbered(Meeting, rows)
        return [{"id": number, **row} for number, row in zip(ids, rows, strict=True)]

    def lay_table(self, meeting: Row, n: int, cases: Sequence[int]) -> list[int]:
        size = TABLE if meeting["meets_on"] < self.day else len(cases)
        return [cases[(n * TABLE + place) % len(cases)] for place in range(size)]

    def gather(self, meeting: Row, members: Sequence[int]) -> list[int]:
        """Who was there, the coordinator before all others; tonight everybody is."""
        if meeting["meets_on"] == self.day:
            return list(members)
        others = self.chance.sample(members[1:], round(len(members) * COMES) - 1)
        return [members[0], *others]

    def add_evening(self, meeting: Row, here: Sequence[int], table: Sequence[int], share: int) -> None:
        """Who came, `share` entries on sheets of the whole table and of writers in turn, and what left next day."""
        at, day = {"meeting_id": meeting["id"]}, meeting["meets_on"]
        recorded = {"recorded_at": meeting["starts_at"], **self.by}
        self.add(Attendance, ({**at, "member_id": one, "via": Via.PAPER, **recorded} for one in here))
        writers = [None if n % 2 == 0 else here[n // 2 % len(here)] for n in range(-(-share // SHEET))]
        typed = {**at, "written_on": day}
        told = {"kind": SheetKind.TALLY, "recorded_at": meeting["ends_at"], **self.by}
        sheets = self.add_numbered(LetterSheet, ({**typed, "member_id": writer, **told} for writer in writers))
        cells, written, rows = list(product(table, TALLIED)), Counter[Cell](), []
        for n, (sheet, writer) in enumerate(zip(sheets, writers, strict=True)):
            for case_id, kind in self.chance.sample(cells, min(SHEET, share - n * SHEET)):
                count = self.chance.choice(COUNTS)
                written[case_id, kind] += count
                who = {"sheet_id": sheet, "member_id": writer}
                rows.append({**typed, **who, "case_id": case_id, "kind": kind, "count": count, "tells": 1})
        self.add(LetterEntry, rows)
        left = {cell: count for cell, count in written.items() if count and cell[1] in MAILED}
        if left and day < self.day:
            batch = {**at, "mailed_on": day + timedelta(days=1)}
            money = {"channel": Channel.US, "postage": sum(left.values()) * POSTAGE}
            (mailing,) = self.add_numbered(Mailing, [{**batch, **money, "recorded_at": meeting["ends_at"], **self.by}])
            many = ({**batch, "case_id": cell[0], "kind": cell[1], "count": count} for cell, count in left.items())
            self.add(MailedLetters, ({"mailing_id": mailing, **row} for row in many))

    def add(self, table: type[Model], rows: Iterable[Row]) -> None:
        if all_rows := [{**self.own, **row} for row in rows]:
            db.session.execute(insert(table), all_rows)

    def add_numbered(self, table: type[Numbered], rows: Iterable[Row]) -> list[int]:
        """Their numbers, in their order."""
        if not (all_rows := [{**self.own, **row} for row in rows]):
            return []
        return list(db.session.scalars(insert(table).returning(table.id, sort_by_parameter_order=True), all_rows))


def _featured(meeting: Row, table: Sequence[int]) -> Iterator[Row]:
    for place, case_id in enumerate(islice(table, CASES)):
        yield {"meeting_id": meeting["id"], "case_id": case_id, "position": place, "presenter": FIRST[place % 10]}


def _agenda(meeting: Row) -> Iterator[Row]:
    for place, (minutes, title, leader) in enumerate(EVENING):
        yield {"meeting_id": meeting["id"], "position": place, "minutes": minutes, "title": title, "leader": leader}
