"""Written and mailed are counted apart."""

from collections.abc import Callable
from datetime import date

import pytest
from cast import COORDINATOR
from client import Client
from flask import Flask
from letters.room import EMAIL, LETTER, MEETING, POSTCARD, TALLY, add_sheet, figure, last_sheet
from lxml import html
from werkzeug.test import TestResponse

from chapterapp.money import currency_of, money, parse_money

Visit = Callable[[str | None], Client]
MAIL = f"{MEETING}/mail"
pytestmark = pytest.mark.usefixtures("tonight")


def mail(client: Client, key: str = "the key of a page", **data: str) -> TestResponse:
    given = {"key": key, "channel": "us", "mailed_on": "2026-11-24", "postage": "", "note": ""}
    return client.post(MAIL, given | data)


def waiting(client: Client) -> dict[str, str]:
    inputs = html.fromstring(client.get(MAIL).text).xpath("//table//input")
    return {field.get("name"): field.get("value") for field in inputs if field.get("value")}


def test_all_that_waits_stands_in_the_fields_and_leaves_in_one_batch(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    add_sheet(client, {LETTER: 8, POSTCARD: 2, EMAIL: 5})
    assert waiting(client) == {LETTER: "8", POSTCARD: "2"}
    assert mail(client, postage="14.60", **waiting(client)).status_code == 303
    assert waiting(client) == {}
    assert (figure(client, MEETING, "written"), figure(client, MEETING, "mailed")) == (15, 10)
    assert "$14.60" in client.get(MAIL).text


def test_a_batch_can_split_and_each_part_is_mailed_once(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    add_sheet(client, {LETTER: 8})
    mail(client, channel="writer", **{LETTER: "3"})
    mail(client, channel="writer", **{LETTER: "3"})
    assert waiting(client) == {LETTER: "5"}
    mail(client, "another key", channel="handed_over", note="to the embassy", **{LETTER: "5"})
    assert figure(client, MEETING, "mailed") == 8
    assert "Handed over. to the embassy" in " ".join(html.fromstring(client.get(MAIL).text).text_content().split())


def test_more_than_was_written_cannot_leave(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    add_sheet(client, {LETTER: 8})
    refused = mail(client, **{LETTER: "9"})
    assert refused.status_code == 422
    assert "more than was counted" in refused.text
    assert html.fromstring(refused.text).xpath(f"//input[@name='{LETTER}']/@value") == ["9"]
    assert figure(client, MEETING, "mailed") == 0


def test_what_left_cannot_be_uncounted_before_it_is_taken_back(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    add_sheet(client, {LETTER: 8})
    mail(client, **{LETTER: "8"})
    assert client.post(f"{TALLY}/undo", {"sheet": last_sheet(client)}).status_code == 409
    assert figure(client, MEETING, "written") == 8
    (mailing,) = html.fromstring(client.get(MAIL).text).xpath("//input[@name='mailing']/@value")
    client.post(f"{MAIL}/undo", {"mailing": mailing})
    assert client.post(f"{TALLY}/undo", {"sheet": last_sheet(client)}).status_code == 303
    assert figure(client, MEETING, "written") is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"postage": "a lot"}, "A sum of money"),
        ({"postage": "1.234"}, "A sum of money"),
        ({"postage": "-1"}, "A sum of money"),
        ({"mailed_on": "2026-11-25"}, "That day is still to come."),
        ({LETTER: "x"}, "a whole number"),
        ({LETTER: ""}, "Type how many left."),
        ({"channel": "pigeon"}, "Choose one from the list."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    app: Flask, visit: Visit, wrong: dict[str, str], words: str
) -> None:
    client = visit(COORDINATOR)
    add_sheet(client, {LETTER: 8, POSTCARD: 2})
    refused = mail(client, **({LETTER: "4", "note": "to the embassy"} | wrong))
    assert refused.status_code == 422
    assert words in refused.text
    tree = html.fromstring(refused.text)
    assert tree.xpath(f"//input[@name='{LETTER}']/@value") == [wrong.get(LETTER, "4")]
    assert tree.xpath("//input[@name='note']/@value") == ["to the embassy"]
    assert figure(client, MEETING, "mailed") == 0


def test_money_is_typed_in_the_way_of_the_country_and_kept_in_its_smallest_coin() -> None:
    day, refused = date(2026, 11, 24), ("", "nan", "1e9", "1.234", "-1")
    assert [currency_of(country, day) for country in ("US", "FR", "JP")] == ["USD", "EUR", "JPY"]
    assert [parse_money(typed, "USD") for typed in ("14.60", "14,6", "0")] == [1460, 1460, 0]
    assert [parse_money(typed, "USD") for typed in refused] == [None] * len(refused)
    assert (parse_money("120", "JPY"), parse_money("1.5", "JPY")) == (120, None)
    assert (money(1460, "USD", "en_US"), money(120, "JPY", "en_US")) == ("$14.60", "¥120")
