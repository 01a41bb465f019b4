"""References of one chapter, named in addresses and bodies of another: refused, and nothing is written."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from addresses import Address, addresses, send, things_of
from cast import COORDINATOR, FOREIGN, MEETING
from client import Client
from flask import Flask
from sqlalchemy import func, select

from chapterapp.accounts.models import LoginSession
from chapterapp.audit.models import Entry
from chapterapp.cases.models import Addressee, Case, Facility, SampleLetter, Subject
from chapterapp.cases.office_models import Office
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.meetings.models import Meeting
from chapterapp.members.models import Member

Visit = Callable[[str | None], Client]


def count_rows(app: Flask) -> dict[str, int]:
    """How many rows each table has; log-ins and the audit of them aside."""
    with app.app_context(), across_chapters("the test counts all rows"):
        return {
            table.name: db.session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in db.metadata.sorted_tables
            if table.name not in (LoginSession.__tablename__, Entry.__tablename__)
        }


def versions(app: Flask) -> list[object]:
    with app.app_context(), across_chapters("the test reads all rows"):
        return [
            (row.id, row.version)
            for table in (Chapter, Case, Facility, Subject, Addressee, SampleLetter, Office, Meeting, Member)
            for row in db.session.scalars(select(table).order_by(table.id))
        ]


def test_every_foreign_reference_in_an_address_is_refused_and_nothing_is_written(app: Flask, visit: Visit) -> None:
    """Own chapter's slug, the other chapter's thing: by a coordinator who may do everything at home."""
    client, foreign = visit(FOREIGN), list(addresses_with_references(app))
    before = count_rows(app), versions(app)
    for address in foreign:
        answer = send(client, address)
        assert answer.status_code == 404, address
    assert len(foreign) > 20
    assert (count_rows(app), versions(app)) == before


def addresses_with_references(app: Flask) -> Iterator[Address]:
    """Addresses below /c/lyon that hold a reference of St. Louis."""
    for address in addresses(app, "st-louis"):
        path = address.path.replace("/c/st-louis", "/c/lyon")
        if re.search(
            r"/(members|packets|labels|label-stocks|personal-letters|at-home|offers|invitations|invitations/for)/[\w-]{12}(?=/|$)"
            r"|/(subjects|addressees|letters|updates|documents|files|facilities|offices|no-mail)/[\w-]{12}",
            path,
        ):
            yield address._replace(path=path)


def test_a_foreign_reference_in_a_body_is_refused(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    with app.app_context(), across_chapters("the test gives a case of Lyon a name of its own"):
        enter_chapter(2)
        db.session.scalars(select(Case).where(Case.chapter_id == 2)).one().slug = "only-in-lyon"
        db.session.commit()
    before = count_rows(app)
    meeting = {"title": "x", "kind": "business", "meets_on": "2026-12-08", "starts": "19:00", "ends": "20:00"}
    answer = client.post("/c/st-louis/meetings/create", {**meeting, "cases": "only-in-lyon"})
    assert answer.status_code in (404, 422)
    answer = client.post(
        f"/c/st-louis/meetings/{MEETING}/cases", {"rows-0-slug": "only-in-lyon", "rows-0-position": "1"}
    )
    assert answer.status_code in (303, 404, 409, 422)
    assert count_rows(app) == before


# What a coordinator of Lyon might send at home with things of St. Louis in it, and what may be answered.
EVENING = {
    "door/check-in": ({"member": "member", "key": "key"}, {404}),
    "door/undo": ({"member": "member", "key": "key"}, {404}),
    "door/undo-nameless": ({"nameless": "nameless"}, {303}),
    "names": ({"member": "member", "name": "text", "key": "key"}, {404}),
    "names/undo": ({"member": "member"}, {404}),
    "tally": ({"writer": "member", "appeal_letter:a-case": "text", "key": "key"}, {422}),
    "tally/undo": ({"sheet": "sheet"}, {404}),
    "mail/undo": ({"mailing": "mailing"}, {404}),
    "ticks": ({"tick": "tick"}, {303}),
}


@pytest.mark.parametrize("what", EVENING)
def test_a_foreign_reference_in_a_body_of_the_evening_changes_nothing(
    app: Flask, visit: Visit, tonight: None, what: str
) -> None:
    words = things_of(app, "st-louis")
    words |= {"text": "3", "tick": f"{words['member']}:a-case"}
    data, answers = EVENING[what]
    client, before = visit(FOREIGN), (count_rows(app), versions(app))
    answer = client.post(f"/c/lyon/meetings/{MEETING}/{what}", {name: words[word] for name, word in data.items()})
    assert answer.status_code in answers
    assert (count_rows(app), versions(app)) == before


def test_nobody_says_whether_people_of_another_chapter_come(app: Flask, visit: Visit, tonight: None) -> None:
    member = things_of(app, "st-louis")["member"]
    with time_machine.travel(datetime(2026, 11, 20, tzinfo=UTC)):  # before the evening begins
        client = visit(FOREIGN)
        before, page = (count_rows(app), versions(app)), f"/c/lyon/meetings/{MEETING}/rsvps"
        assert client.post(page, {"member": member, "answer": "going"}).status_code == 422
        assert client.post(f"{page}/take-back", {"member": member}).status_code == 404
        assert (count_rows(app), versions(app)) == before


def test_letters_at_home_take_no_foreign_writer_sheet_or_number(app: Flask, visit: Visit, tonight: None) -> None:
    words, client = things_of(app, "st-louis"), visit(FOREIGN)
    before = count_rows(app)
    form = {"key": words["key"], "kind": "appeal_letter", "count": "1", "written_on": "2026-11-24"}
    assert client.post("/c/lyon/letters/a-case", {**form, "writer": words["member"]}).status_code == 422
    assert client.post("/c/lyon/letters/undo", {"sheet": words["home_sheet"]}).status_code == 404
    correct = f"/c/lyon/meetings/{MEETING}/tally/correct?case=a-case&kind=appeal_letter"
    for path in (correct, f"{correct}&by={words['member']}"):
        assert client.post(path, {"key": words["key"], "seen": "8", "number": "1"}).status_code == 404
    assert count_rows(app) == before
