"""A crowd at the door of a large chapter, through the shipped server: how fast, how long, and whether all is there."""

import statistics
import threading
import time
from collections.abc import Iterator
from functools import partial
from itertools import product
from random import Random

from sqlalchemy import func, select

from bench.large import Large, Result, in_chapter, large, more_people, on_both, served, set_here, tonight
from chapterapp.attendance.models import Attendance
from chapterapp.database import db
from chapterapp.letters.models import LetterEntry

from devices import Crowd, Device, Tap, at_once, kill_often, new_key, offered  # isort: skip # bench.large finds tests

THREADS, ROUNDS, CROWD, KILLS = 8, 7, 200, 200
DOOR = "/door/check-in"


@on_both("check-ins a second", "1/s", 200, better="higher")
def check_ins(database: str) -> Result:
    here, rates = large(database), []
    with served(here) as (_server, device):
        eight = [device.twin() for _ in range(THREADS)]
        for one in eight:
            one.get("/account")
        for _ in range(ROUNDS):
            people = set_here(here, False)
            shares = [people[n::THREADS] for n in range(THREADS)]
            began = time.monotonic()
            at_once([partial(check_in_all, here, one, share) for one, share in zip(eight, shares, strict=True)])
            rates.append(len(people) / (time.monotonic() - began))
            assert count_rows(here) == len(people) == 100
    return max(rates), (
        f"{THREADS} devices with a connection each, 100 distinct people, one shipped gunicorn of 8 threads, clients on "
        f"the same machine, 100,000 entries; best of {ROUNDS}: {', '.join(f'{rate:.0f}' for rate in rates)}"
    )


def check_in_all(here: Large, device: Device, people: list[str]) -> None:
    for ref in people:
        assert device.tap(here.evening + DOOR, member=ref, key=new_key()) == 200


def count_rows(here: Large) -> int:
    with in_chapter(here) as chapter:
        rows = select(func.count(Attendance.id)).where(Attendance.meeting_id == tonight(chapter).id)
        return db.session.scalar(rows) or 0


@on_both("200 people at one instant, each sent twice, p95", "s", 1)
def crowd(database: str) -> Result:
    here, waits = large(database), []
    with more_people(here, CROWD - 100), served(here) as (_server, device):
        for _ in range(3):
            people = set_here(here, False)
            devices = [device.twin() for _ in people]
            took = at_once([partial(tap_twice, here, *pair) for pair in zip(devices, people, strict=True)])
            for one in devices:
                if one.line:
                    one.line.close()
            assert count_rows(here) == len(people) == CROWD
            waits.append(statistics.quantiles([seconds for two in took for seconds in two], n=20)[-1])
    return min(waits), (
        f"{CROWD} connections opened at one instant, each posts its person and then the same again with the same key: "
        f"400 answers of 200, {CROWD} rows; one shipped gunicorn of 8 threads, clients on the same machine, 100,000 "
        f"entries; best of 3: {', '.join(f'{wait:.2f}' for wait in waits)}"
    )


def tap_twice(here: Large, device: Device, ref: str) -> list[float]:
    took, key = [], new_key()
    for _ in range(2):
        began = time.monotonic()
        assert device.tap(here.evening + DOOR, member=ref, key=key) == 200
        took.append(time.monotonic() - began)
    return took


class Taps:
    """In turn a person and a sheet of one writer with one letter, never the same writer, case and kind twice: so that
    what is lost and what is doubled cannot make up for each other."""

    def __init__(self, people: list[str], fields: list[str]) -> None:
        self.lock, self.people = threading.Lock(), people
        pairs = list(product(people, fields))
        Random(0).shuffle(pairs)
        self.sheets: Iterator[tuple[str, str]] = iter(pairs)
        self.sent = 0

    def choose(self, chance: Random) -> Tap:
        with self.lock:
            if chance.random() < 0.5 and (pair := next(self.sheets, None)):
                self.sent += 1
                return "/tally", {"writer": pair[0], pair[1]: "1"}
            return DOOR, {"member": chance.choice(self.people)}


@on_both("200 kills of the server, lost or doubled", "", 0)
def kills(database: str) -> Result:
    here = large(database)
    people = set_here(here, False)
    with in_chapter(here) as chapter:
        before = db.session.scalar(select(func.max(LetterEntry.id)).where(LetterEntry.chapter_id == chapter.id)) or 0
    with served(here) as (shipped, device):
        taps = Taps(people, offered(device, here.evening, "[a-z_]+"))
        with Crowd(device, here.evening, taps.choose) as crowd:
            kill_often(shipped, KILLS)
    assert crowd.errors == []
    cell = (LetterEntry.member_id, LetterEntry.case_id, LetterEntry.kind)
    with in_chapter(here) as chapter:
        new = select(func.sum(LetterEntry.count)).where(LetterEntry.chapter_id == chapter.id, LetterEntry.id > before)
        saved = db.session.scalars(new.group_by(*cell)).all()
    checked_in = {form["member"] for path, form in crowd.sent if path == DOOR}
    wrong = taps.sent - len(saved) + sum(number - 1 for number in saved) + abs(count_rows(here) - len(checked_in))
    return wrong, (
        f"kill -9 of the shipped server {KILLS} times under 4 devices that insist: {taps.sent} sheets, each a "
        f"writer, case and kind of its own, {len(crowd.sent) - taps.sent} check-ins of {len(checked_in)} people"
    )
