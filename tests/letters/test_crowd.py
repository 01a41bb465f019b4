"""Many at once, answers lost, the server killed: whatever was answered is there, and nothing is there twice."""

import re
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from attendance.room import add_people
from cast import HOST
from client import Client
from conftest import SERVER
from devices import Crowd, Device, at_once, kill_often, new_key, offered, people, written
from flask import Flask
from journeys.server import Server
from letters.room import LETTER, TALLY, saved
from sqlalchemy import func, select, text

from chapterapp.attendance import services
from chapterapp.attendance.models import Attendance
from chapterapp.database import across_chapters, db
from chapterapp.letters import tally_views

Visit = Callable[[str | None], Client]
KILLS = 8 if SERVER else 20  # the bench kills either database 200 times


@pytest.fixture
def device(site: Server) -> Iterator[Device]:
    """A coordinator's: their door is open at any hour."""
    with Device(site.url) as device:
        device.log_in("coordinator@st-louis.example", site.demo_password)
        yield device


def new_evening(device: Device) -> str:
    """A letter-writing meeting of today with the demo's active cases on its table, by its address."""
    tonight = re.findall(r'value="(\d{4}-\d\d-\d\d)"', device.get(f"{tonights(device)}/edit"))[0]
    hours = {"meets_on": tonight, "starts": "19:00", "ends": "20:30"}
    cases = re.findall(r'name="cases"[^>]*value="([\w-]+)"', device.get("/c/st-louis/meetings/create"))
    form = {"title": "Letter writing", "kind": "letter_writing", "cases": cases, **hours}
    status, _text, headers = device.ask("POST", "/c/st-louis/meetings/create", form)
    assert status == 303
    return str(headers["Location"])


def tonights(device: Device) -> str:
    """The demo's meeting of today."""
    home = device.get("/c/st-louis/")
    return re.findall(r'href="(/c/st-louis/meetings/\d{4}-\d\d-\d\d)"', home)[0]


def test_twenty_devices_check_in_the_same_twenty_people_fifty_times(device: Device) -> None:
    evening = new_evening(device)
    twenty = (people(device, evening) * 2)[:20]
    devices = [device.twin() for _ in range(20)]

    def tap_all(one: Device) -> list[int]:
        return [one.tap(f"{evening}/door/check-in", member=twenty[n % len(twenty)], key=new_key()) for n in range(50)]

    statuses = at_once([partial(tap_all, one) for one in devices])
    assert {status for some in statuses for status in some} == {200}
    assert device.state(f"{evening}/door/state")["count"] == len(set(twenty))


def test_one_post_from_eight_threads_counts_once_and_two_both_count(device: Device) -> None:
    evening = new_evening(device)
    field = offered(device, evening)[0]
    eight = [device.twin() for _ in range(8)]
    for key in (new_key(), new_key()):
        at_once([partial(one.tap, f"{evening}/door/nameless", key=key) for one in eight])
        sheet = {"key": new_key(), "writer": "", field: "3"}
        at_once([partial(one.tap, f"{evening}/tally", **sheet) for one in eight])
    assert device.state(f"{evening}/door/state")["count"] == 2
    assert written(device, evening) == 6


def kill_and_count(site: Server, device: Device, evening: str, kills: int) -> None:
    field, twenty = offered(device, evening)[0], people(device, evening)
    taps = [("/door/nameless", {}), ("/tally", {"writer": "", field: "1"})]
    taps += [("/door/check-in", {"member": ref}) for ref in twenty[:2]]
    with Crowd(device, evening, lambda chance: chance.choice(taps)) as crowd:
        kill_often(site, kills)
    assert crowd.errors == []
    sent = [path for path, _form in crowd.sent]
    checked_in = {form["member"] for path, form in crowd.sent if path == "/door/check-in"}
    assert sent.count("/tally") > kills
    assert written(device, evening) == sent.count("/tally")
    assert device.state(f"{evening}/door/state")["count"] == sent.count("/door/nameless") + len(checked_in)


def test_the_server_may_be_killed_at_any_moment(site: Server, device: Device) -> None:
    """Twenty times under check-ins and sheets: no acknowledged one is lost, none is there twice."""
    kill_and_count(site, device, new_evening(device), KILLS)


@pytest.mark.usefixtures("tonight")
def test_without_its_key_a_sheet_from_eight_threads_would_count_eight_times(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what the key guards against is real."""
    monkeypatch.setattr(tally_views, "take", lambda *_: True)
    eight = [visit(HOST) for _ in range(8)]
    for one in eight:
        one.token = one.find_token()
    sheet = {"key": "the same key", "writer": "", LETTER: "3"}
    at_once([partial(one.post, TALLY, sheet) for one in eight])
    assert saved(eight[0]) == "24 +"


@pytest.mark.usefixtures("tonight")
def test_without_the_unique_row_a_person_would_be_there_twice(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: looking first and writing then is a race."""
    if not SERVER:
        pytest.skip("SQLite lets one write at a time, so that nobody can come between looking and writing")
    with app.app_context():
        name = "uq_attendances_meeting_id_member_id"
        db.session.execute(text(f"alter table attendances drop constraint {name}"))
        db.session.commit()
    monkeypatch.setattr(services, "insert_if_new", look_then_write)
    (ref,) = add_people(app, "Joan Pryor")
    eight = [visit(HOST) for _ in range(8)]
    for one in eight:
        one.token = one.find_token()
    door = "/c/st-louis/meetings/2026-11-24/door/check-in"
    at_once([partial(one.post, door, {"member": ref, "key": f"key number {n}"}) for n, one in enumerate(eight)])
    with app.app_context(), across_chapters("a test counts"):
        assert (db.session.scalar(select(func.count()).select_from(Attendance)) or 0) > 1
        db.session.execute(text("delete from attendances"))
        db.session.execute(text(f"alter table attendances add constraint {name} unique (meeting_id, member_id)"))
        db.session.commit()


def look_then_write(table: type[Attendance], _computed: object, **values: object) -> bool:
    found = select(table.id).where(table.meeting_id == values["meeting_id"], table.member_id == values["member_id"])
    if db.session.scalars(found).first() is not None:
        return False
    time.sleep(0.2)
    kept = {name: value for name, value in values.items() if name in table.__table__.c}
    db.session.add(table(**kept))
    db.session.flush()
    return True
