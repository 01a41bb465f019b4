"""The tally: the sheet in the hand is added to what is saved."""

from collections.abc import Callable

import pytest
from cast import COORDINATOR, HOST
from client import Client
from flask import Flask
from letters.room import (
    CARD,
    LETTER,
    MEETING,
    PETITION,
    POSTCARD,
    TALLY,
    add_case,
    add_sheet,
    entries,
    figure,
    last_sheet,
    mark_here,
    saved,
)
from lxml import html
from queries import count_queries
from sqlalchemy import select
from werkzeug.test import TestResponse

from chapterapp.cases.models import Case, CaseStatus
from chapterapp.database import across_chapters, db
from chapterapp.meetings.models import Meeting, MeetingStatus

Visit = Callable[[str | None], Client]
pytestmark = pytest.mark.usefixtures("tonight")


def test_what_is_typed_is_added_to_what_is_saved(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    assert saved(host) == ""
    add_sheet(host, {LETTER: 8, POSTCARD: 2})
    assert (saved(host), saved(host, POSTCARD), saved(host, CARD)) == ("8 +", "2 +", "")
    add_sheet(host, {LETTER: 4})
    assert (saved(host), saved(host, POSTCARD)) == ("12 +", "2 +")


def test_two_people_typing_at_once_add_and_never_overwrite(app: Flask, visit: Visit) -> None:
    one, other = visit(HOST), visit(COORDINATOR)
    for client in (one, other):
        client.get(TALLY)
    add_sheet(one, {LETTER: 5})
    add_sheet(other, {LETTER: 3})
    assert saved(one) == "8 +"


def test_the_same_sheet_sent_again_counts_once_and_a_second_sheet_counts(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    for key in ("page one", "page one", "page two", "page one"):
        assert add_sheet(host, {LETTER: 5}, key).status_code == 303
    assert saved(host) == "10 +"


def test_a_page_from_before_with_other_numbers_is_asked_about_and_keeps_them(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    add_sheet(host, {LETTER: 5}, "page one")
    asked = add_sheet(host, {LETTER: 7}, "page one")
    assert asked.status_code == 409
    tree = html.fromstring(asked.text)
    assert tree.xpath(f"//input[@name='{LETTER}']/@value") == ["7"]
    (key,) = tree.xpath("//form[@data-tally]//input[@name='key']/@value")
    add_sheet(host, {LETTER: 7}, key)
    assert saved(host) == "12 +"


def test_an_empty_field_is_no_zero_and_a_typed_zero_says_none(app: Flask, visit: Visit) -> None:
    add_case(app, "second")
    host = visit(HOST)
    assert figure(host, MEETING, "written") is None
    add_sheet(host, {LETTER: 0})
    assert (saved(host), saved(host, POSTCARD), saved(host, "appeal_letter:second")) == ("0 +", "", "")
    assert figure(host, MEETING, "written") == 0


@pytest.mark.parametrize("typed", ["4a", "-1", "1.5", "10000", "٤", "²", "1e3"])
def test_what_is_no_number_is_said_and_nothing_typed_is_lost(app: Flask, visit: Visit, typed: str) -> None:
    host = visit(HOST)
    refused = add_sheet(host, {LETTER: typed, POSTCARD: 3})
    assert refused.status_code == 422
    assert "Letter, Case of kingfisher: a whole number up to 9999." in refused.text
    tree = html.fromstring(refused.text)
    assert tree.xpath(f"//input[@name='{LETTER}']/@value") == [typed]
    assert tree.xpath(f"//input[@name='{POSTCARD}']/@value") == ["3"]
    assert entries(app) == []


def test_a_blank_sheet_is_refused(app: Flask, visit: Visit) -> None:
    assert add_sheet(visit(HOST), {}).status_code == 422


def test_stopped_cases_are_not_offered_nor_taken(app: Flask, visit: Visit) -> None:
    add_case(app, "second")
    host = visit(HOST)
    add_sheet(host, {LETTER: 5})
    with app.app_context(), across_chapters("a test stops a case"):
        db.session.scalars(select(Case).where(Case.slug == "second")).one().status = CaseStatus.STOP_ACTION
        db.session.commit()
    assert "appeal_letter:second" not in host.get(TALLY).text


def test_a_case_that_was_stopped_while_one_typed_is_said_and_the_rest_is_kept(app: Flask, visit: Visit) -> None:
    add_case(app, "second", status=CaseStatus.STOP_ACTION)
    host = visit(HOST)
    refused = add_sheet(host, {LETTER: 1, "appeal_letter:second": 9})
    assert refused.status_code == 422
    assert "Not taken any more: Case second." in refused.text
    tree = html.fromstring(refused.text)
    again = dict(tree.xpath("//form[@data-tally]")[0].form_values())
    assert again[LETTER] == "1" and "appeal_letter:second" not in again
    host.post(TALLY, {**again, "csrf_token": host.find_token()})
    assert figure(host, MEETING, "written") == 1


def test_the_order_is_that_of_the_printed_sheet(app: Flask, visit: Visit) -> None:
    add_case(app, "second")
    tree = html.fromstring(visit(HOST).get(TALLY).text)
    names = tree.xpath("//table//input/@name")
    assert names[:5] == [f"{kind}:a-case" for kind in KINDS]
    assert names[5:] == [f"{kind}:second" for kind in KINDS]
    assert tree.xpath("//thead//th/text()") == ["Letter", "Postcard", "Card", "Petition", "E-mail", "Total"]


KINDS = ("appeal_letter", "appeal_postcard", "solidarity_card", "petition_signature", "email")


def test_the_last_sheet_is_taken_back_and_no_other(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    add_sheet(host, {LETTER: 8})
    add_sheet(host, {LETTER: 5, CARD: 1})
    ref = last_sheet(host)
    for _again in range(2):
        host.post(f"{TALLY}/undo", {"sheet": ref})
    assert (saved(host), saved(host, CARD)) == ("8 +", "")
    host.post(f"{TALLY}/undo", {"sheet": last_sheet(host)})
    assert saved(host) == ""
    assert entries(app) == [(8, 1), (5, 1), (1, 1), (-5, -1), (-1, -1), (-8, -1)]


def test_a_number_is_corrected_by_the_difference_with_who_and_why(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    add_sheet(host, {LETTER: 8})
    answer = correct(host, seen=8, number=6, reason="two were postcards")
    assert answer.status_code == 303
    assert saved(host) == "6 +"
    assert entries(app) == [(8, 1), (-2, 0)]
    assert "corrected count of meeting" in visit(COORDINATOR).get("/c/st-louis/audit").text


def correct(client: Client, key: str = "", **data: object) -> TestResponse:
    path = f"{TALLY}/correct?case=a-case&kind=appeal_letter"
    return client.post(path, {"key": key or f"a key for {data}", "reason": "", **data})


def test_a_correction_of_a_number_that_changed_meanwhile_shows_the_new_one(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    add_sheet(host, {LETTER: 8})
    add_sheet(visit(COORDINATOR), {LETTER: 1})
    stale = correct(host, seen=8, number=6)
    assert stale.status_code == 409
    assert "It is 9 now" in stale.text
    assert saved(host) == "9 +"


def test_a_correction_sent_twice_is_made_once(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    add_sheet(host, {LETTER: 8})
    for _again in range(2):
        assert correct(host, "the same key", seen=8, number=6).status_code == 303
    assert saved(host) == "6 +"


def test_a_number_that_nobody_counted_cannot_be_corrected(app: Flask, visit: Visit) -> None:
    assert correct(visit(HOST), seen=0, number=6).status_code == 404


def test_a_sheet_that_was_corrected_cannot_be_taken_below_nothing(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    add_sheet(host, {LETTER: 8})
    correct(host, seen=8, number=3)
    assert host.post(f"{TALLY}/undo", {"sheet": last_sheet(host)}).status_code == 409
    assert saved(host) == "3 +"


def test_a_sheet_may_be_of_one_writer_and_counts_for_the_table(app: Flask, visit: Visit) -> None:
    joan = mark_here(app, "Joan Pryor")
    host = visit(HOST)
    add_sheet(host, {LETTER: 3}, writer=joan)
    add_sheet(host, {LETTER: 9})
    assert saved(host) == "12 +"
    assert "3 letters, Joan Pryor" in " ".join(
        html.fromstring(host.get(f"{TALLY}/numbers").text).text_content().split()
    )


def test_a_host_can_name_only_writers_who_are_here(app: Flask, visit: Visit) -> None:
    joan = mark_here(app, "Joan Pryor")
    offered = html.fromstring(visit(HOST).get(TALLY).text).xpath("//select[@name='writer']/option/@value")
    assert offered == ["", joan]
    assert len(html.fromstring(visit(COORDINATOR).get(TALLY).text).xpath("//select[@name='writer']//option")) > 3


def test_a_cancelled_meeting_takes_no_count(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("a test cancels"):
        db.session.scalars(select(Meeting).where(Meeting.chapter_id == 1)).one().status = MeetingStatus.CANCELLED
        db.session.commit()
    assert add_sheet(visit(HOST), {LETTER: 3}).status_code == 409
    assert entries(app) == []


def test_a_meeting_that_was_counted_cannot_be_deleted(app: Flask, visit: Visit) -> None:
    coordinator = visit(COORDINATOR)
    add_sheet(coordinator, {PETITION: 3})
    assert coordinator.post(f"{MEETING}/delete").status_code == 409
    assert figure(coordinator, MEETING, "written") == 3


def test_the_tally_asks_as_much_for_one_case_as_for_twenty(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    add_sheet(host, {LETTER: 1})
    with count_queries(app) as one:
        host.get(TALLY)
    for n in range(20):
        add_case(app, f"case-{n}")
    add_sheet(host, {f"{kind}:case-{n}": n for kind in KINDS for n in range(20)})
    with count_queries(app) as twenty:
        host.get(TALLY)
    assert len(twenty) == len(one)
