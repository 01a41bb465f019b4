"""The form of several versions: what they take is shown before anything is made, and is what comes out."""

import re
from collections.abc import Callable

import pytest
from cast import HOST, MEETING
from client import Client
from factories import make_letter
from flask import Flask
from packets.test_options import latest
from packets.test_packets import MAKE, make, read
from sqlalchemy import func, select

from chapterapp.cases.models import Case
from chapterapp.database import across_chapters, db
from chapterapp.jobs.models import Job
from chapterapp.packets.models import Packet
from chapterapp.packets.options import MOST_RUNS

Visit = Callable[[str | None], Client]
FORM = f"/c/st-louis/meetings/{MEETING}/packets/choose"
BASIC = {"paper_size": "letter", **{f"copies-{key}": "1" for key in ("cases", "tally")}}


def runs(*rows: tuple[str, str, str, bool]) -> dict[str, str]:
    """Copies, version, language and large print of each."""
    sent = dict(BASIC)
    for place, (copies, version, language, large) in enumerate(rows):
        sent |= {f"runs-{place}-copies": copies, f"runs-{place}-version": version, f"runs-{place}-language": language}
        sent |= {f"runs-{place}-large": "y"} if large else {}
    return sent


THREE = runs(
    ("1", "coordinator", "", False),
    ("2", "participant", "", False),
    ("1", "participant", "", True),
    ("1", "participant", "es", False),
)


@pytest.fixture
def spanish(app: Flask) -> None:
    with app.app_context(), across_chapters("a test writes a letter"):
        case = db.session.scalars(select(Case).where(Case.chapter_id == 1)).one()
        make_letter(case, language="es", body="Le escribo.")
        db.session.commit()


def count(app: Flask) -> int:
    with app.app_context(), across_chapters("test"):
        made = (db.session.scalar(select(func.count()).select_from(table)) for table in (Packet, Job))
        return sum(number or 0 for number in made)


def sheets_in(page: str) -> str:
    found = re.search(r'Sheets of paper.*?<b class="num">(.*?)</b>', page, re.DOTALL)
    assert found
    return " ".join(found[1].split())


@pytest.mark.usefixtures("spanish")
def test_what_a_choice_takes_is_shown_first_made_by_nobody_and_comes_out(app: Flask, visit: Visit) -> None:
    client = visit(HOST)
    assert re.search(r'name="runs-0-copies"[^>]*value="1"', client.get(FORM).text)
    first = client.post(MAKE, {**THREE, "show": "y"})
    assert first.status_code == 200
    assert sheets_in(first.text).startswith("about ")
    assert "Stamps" in first.text and "Envelopes" in first.text
    assert count(app) == 0, "nothing is made yet"
    assert re.search(r'name="runs-1-copies"[^>]*value="2"', first.text), "and what was typed stays"
    location = make(client, **THREE)
    foretold = sheets_in(client.post(MAKE, {**THREE, "show": "y"}).text)
    assert foretold == str(len(read(client, location).pages))
    page = client.get(location).text
    assert f"{foretold} pages, Letter" in page
    assert "1 for those who come, letters in Spanish" in page and "1 for those who come, large print" in page
    packet = latest(app)
    assert packet and [run["copies"] for run in packet.options["runs"]] == [1, 2, 1, 1]
    text = " ".join(page.extract_text() for page in read(client, location).pages)
    assert text.count("Le escribo.") == 1


@pytest.mark.usefixtures("spanish")
def test_languages_are_those_of_the_letters_on_the_table(visit: Visit) -> None:
    page = visit(HOST).get(FORM).text
    assert '<option value="es">Spanish</option>' in page
    assert 'value="en"' not in page, "the chapter's own is as usual"
    wrong = visit(HOST).post(MAKE, runs(("1", "participant", "xx", False)))
    assert wrong.status_code == 422 and "Choose one from the list." in wrong.text


def test_an_empty_row_follows_until_there_are_enough(visit: Visit) -> None:
    client, row = visit(HOST), ("1", "participant", "", False)
    for rows in (1, 3, MOST_RUNS):
        page = client.post(MAKE, {**runs(*[row] * rows), "show": "y"}).text
        assert len(re.findall(r'name="runs-\d-copies"', page)) == min(rows + 1, MOST_RUNS)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (runs(("0", "coordinator", "", False)), "Ask for at least one copy."),
        (runs(("many", "coordinator", "", False)), "This takes a whole number."),
        (runs(("101", "coordinator", "", False)), "This is a number from 0 to 100."),
        ({**runs(("1", "table", "", False)), "copies-cases": "0"}, "Choose at least one section."),
        (
            {**runs(*[("100", "participant", "", False)] * 2), "copies-cases": "100"},
            "That is more than fits into one file",
        ),
    ],
)
def test_what_cannot_be_printed_is_said_and_nothing_is_lost(
    app: Flask, visit: Visit, sent: dict[str, str], words: str
) -> None:
    for show in ({}, {"show": "y"}):
        answer = visit(HOST).post(MAKE, {**sent, **show})
        assert answer.status_code == 422
        assert words in answer.text
        assert f'value="{sent["runs-0-copies"]}"' in answer.text
    assert latest(app) is None


def test_a_stopped_case_comes_out_of_every_version(app: Flask, visit: Visit) -> None:
    client = visit(HOST)
    location = make(client, **runs(("2", "participant", "", False), ("1", "table", "", False)))
    with app.app_context(), across_chapters("a test stops a case"):
        case = db.session.scalars(select(Case).where(Case.chapter_id == 1)).one()
        case.status, case.status_at, case.revision = "stop_action", None, case.revision + 1
        db.session.commit()
    page = client.get(location).text
    assert "out of: 2 for those who come. Take page " in page
    assert "out of: 1 for each table, Table 1: Case of kingfisher." in page
