"""After the evening: names typed from the sheet."""

from collections.abc import Callable

import pytest
from attendance.room import MEETING, add_people, count
from cast import COORDINATOR
from client import Client
from flask import Flask
from lxml import html
from sqlalchemy import select
from werkzeug.test import TestResponse

from chapterapp.attendance.models import Attendance, NamelessAttendance, Via
from chapterapp.attendance.naming import find_meant
from chapterapp.database import across_chapters, db
from chapterapp.members.models import Member

Visit = Callable[[str | None], Client]
NAMES = f"{MEETING}/names"
pytestmark = pytest.mark.usefixtures("tonight")


def type_name(client: Client, name: str, key: str = "", **more: str) -> TestResponse:
    return client.post(NAMES, {"name": name, "key": key or f"a key for {name} {more}", **more})


def present(app: Flask) -> list[str]:
    with app.app_context(), across_chapters("a test looks"):
        came = select(Member.display_name).join(Attendance, Attendance.member_id == Member.id)
        return sorted(db.session.scalars(came))


def test_the_first_letters_are_enough_and_enter_goes_on(app: Flask, visit: Visit) -> None:
    add_people(app, "Joan Pryor", "Walter Ahn")
    client = visit(COORDINATOR)
    page = client.get(type_name(client, "joa").location)
    assert "Joan Pryor is on the list" in page.text
    assert html.fromstring(page.text).xpath("//input[@autofocus]/@name") == ["name"]
    assert present(app) == ["Joan Pryor"]


def test_a_whole_name_means_its_bearer_even_where_another_begins_so(app: Flask, visit: Visit) -> None:
    add_people(app, "Ann", "Ann Lee")
    type_name(visit(COORDINATOR), "ann")
    assert present(app) == ["Ann"]


def test_of_several_one_is_chosen_and_nothing_is_saved_before(app: Flask, visit: Visit) -> None:
    joan, _joanne = add_people(app, "Joan Pryor", "Joanne Hill")
    client, before = visit(COORDINATOR), count(app, Member)
    asked = type_name(client, "joan")
    assert "Who is joan?" in asked.text and "Joanne Hill" in asked.text
    assert present(app) == []
    type_name(client, "joan", member=joan)
    assert present(app) == ["Joan Pryor"]
    assert count(app, Member) == before


def test_an_unknown_name_becomes_a_guest_once(app: Flask, visit: Visit) -> None:
    client, before = visit(COORDINATOR), count(app, Member)
    for _again in range(2):
        assert type_name(client, "Fatima", "the same key").status_code == 303
    assert present(app) == ["Fatima"]
    assert count(app, Member) == before + 1
    with app.app_context(), across_chapters("a test looks"):
        assert db.session.scalars(select(Attendance)).one().via is Via.PAPER


def test_who_was_taken_for_another_is_put_right(app: Flask, visit: Visit) -> None:
    (whitfield,) = add_people(app, "Sam Whitfield")
    client = visit(COORDINATOR)
    page = client.get(type_name(client, "Sam").location)
    assert "No: somebody new, Sam" in page.text
    type_name(client, "Sam", new="yes", instead=whitfield)
    assert present(app) == ["Sam"]


def test_a_name_typed_twice_is_counted_once_and_says_so(app: Flask, visit: Visit) -> None:
    add_people(app, "Joan Pryor")
    client = visit(COORDINATOR)
    type_name(client, "joan", "first key")
    page = client.get(type_name(client, "joan", "second key").location)
    assert "was on the list already" in page.text
    assert present(app) == ["Joan Pryor"]


def test_who_was_marked_by_mistake_goes_again(app: Flask, visit: Visit) -> None:
    (joan,) = add_people(app, "Joan Pryor")
    client = visit(COORDINATOR)
    type_name(client, "joan")
    client.post(f"{NAMES}/undo", {"member": joan})
    assert present(app) == []


def test_a_page_that_was_sent_with_another_name_is_not_lost(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    type_name(client, "Fatima", "the same key")
    refused = type_name(client, "Ludmila", "the same key")
    assert refused.status_code == 422
    tree = html.fromstring(refused.text)
    assert tree.xpath("//form//input[@id='name']/@value") == ["Ludmila"]
    (key,) = tree.xpath("//form//input[@id='key']/@value")
    type_name(client, "Ludmila", key)
    assert present(app) == ["Fatima", "Ludmila"]


def test_the_number_without_a_name_is_set_as_the_sheet_says(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    for seen, number in (("0", "3"), ("3", "5"), ("5", "2"), ("2", "2")):
        client.post(f"{NAMES}/nameless", {"seen": seen, "count": number})
    assert count(app, NamelessAttendance) == 2
    assert client.post(f"{NAMES}/nameless", {"seen": "2", "count": "501"}).status_code == 409
    assert count(app, NamelessAttendance) == 2


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("do", ["1"]),
        ("emile", ["2"]),
        ("Fatima Z", ["3"]),
        ("benali", ["3"]),
        ("x", []),
        ("zahra fatima", ["3"]),
        ("łuk", ["4"]),
        ("luk", ["4"]),
    ],
)
def test_whom_a_typed_name_means(typed: str, meant: list[str]) -> None:
    names = {"1": "Đỗ Thị Hà", "2": "Émile", "3": "Fatima Zahra Benali", "4": "Łukasz"}
    assert find_meant(typed, names) == meant
