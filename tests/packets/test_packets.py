"""A packet from the button to the file: made once, known to be old, and careful with what it says."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cast import COORDINATOR, FOREIGN, HOST, MEETING
from client import Client
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from chapterapp.audit.models import Entry
from chapterapp.cases.models import Addressee, Answer, Case, CaseStatus, SampleLetter
from chapterapp.cases.office_models import Office, Route
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db
from chapterapp.meetings.models import Meeting
from chapterapp.packets import section_store
from chapterapp.packets.models import Packet

Visit = Callable[[str | None], Client]
MAKE = f"/c/st-louis/meetings/{MEETING}/packets"
PAGE = f"/c/st-louis/meetings/{MEETING}"
FORBIDDEN = ("amnesty", "prisoner of conscience", "urgent action", "ua 60/16", "st-louis")


def change(app: Flask, table: type[Any], **values: Any) -> None:
    """Set columns of St. Louis's one row of a table, as a service would, counting the change."""
    with app.app_context(), across_chapters("test"):
        own = table.id if table is Chapter else table.chapter_id
        row = db.session.scalars(select(table).where(own == 1)).first()
        for name, value in values.items():
            setattr(row, name, value)
        if hasattr(row, "revision"):
            row.revision += 1
        db.session.commit()


def make(client: Client, **form: str) -> str:
    answer = client.post(MAKE, form)
    assert answer.status_code == 303
    return answer.location


def read(client: Client, location: str) -> PdfReader:
    answer = client.get(f"{location}/download")
    assert answer.mimetype == "application/pdf"
    return PdfReader(io.BytesIO(answer.data))


def test_one_button_makes_a_file_that_can_be_opened_and_saved(visit: Visit) -> None:
    client = visit(HOST)
    location = make(client)
    page = client.get(location)
    assert "Open the packet" in page.text
    assert "9 pages, Letter" in page.text
    opened, saved = client.get(f"{location}/download"), client.get(f"{location}/download?save=1")
    assert opened.headers["Content-Disposition"].startswith("inline")
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert opened.headers["Cache-Control"] == "no-store"
    assert len(read(client, location).pages) == 9


def test_asked_for_again_without_a_change_it_is_the_stored_file(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    first = make(client)
    assert make(client) == first
    with app.app_context(), across_chapters("test"):
        packet = db.session.scalars(select(Packet)).one()
        Path(app.config["INSTANCE"], "packets", f"{packet.ref}.pdf").unlink()
    assert make(client) != first, "unless somebody took the file away"


def test_after_an_upgrade_it_is_made_anew_when_asked_for_and_what_is_on_paper_did_not_change(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates, *_code = section_store.OURS
    old, new = (shutil.copytree(templates, tmp_path / name) for name in ("old", "new"))
    style = new / "large" / "large.css"
    style.write_text(f"{style.read_text()} p {{ color: navy }}")
    client = visit(COORDINATOR)
    monkeypatch.setattr(section_store, "OURS", (old,))
    first = make(client)
    assert make(client) == first
    monkeypatch.setattr(section_store, "OURS", (new,))
    assert "Changed since it was made" not in client.get(PAGE).text
    second = make(client)
    assert second != first and make(client) == second
    for location in (first, second):
        assert "Make it again" not in client.get(location).text
        assert len(read(client, location).pages) == 9


def test_the_letter_is_filled_and_the_brief_says_way_and_stamp(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    change(app, SampleLetter, body="{date}\n\n{salutation}\n\nI write of {subject}, and I am {writer}.\n\n{writer}")
    with app.app_context(), across_chapters("test"):
        one = db.session.scalars(select(Addressee).where(Addressee.chapter_id == 1)).one()
        office = db.session.scalars(select(Office).where(Office.chapter_id == 1)).one()
        one.country, one.route, one.care_of_id = "EG", Route.CARE_OF, office.id
        db.session.commit()
        name = office.name
    text = " ".join(" ".join(page.extract_text() for page in read(client, make(client)).pages).split())
    assert "I write of Case of kingfisher, and I am Your name." in text
    assert "{" not in text
    assert "By the embassy. Inland stamp" in text and f"c/o {name}" in text and "EGYPT" not in text


def test_another_paper_or_no_names_is_another_packet(visit: Visit) -> None:
    client = visit(COORDINATOR)
    letter, a4 = make(client), make(client, paper_size="a4")
    assert letter != a4
    assert round(float(read(client, a4).pages[0].mediabox.width)) == 595
    assert round(float(read(client, letter).pages[0].mediabox.width)) == 612


@pytest.mark.parametrize("table", [Meeting, Case, Chapter])
def test_what_changed_since_is_said_on_both_pages(app: Flask, visit: Visit, table: type) -> None:
    client = visit(COORDINATOR)
    location = make(client)
    assert "Make it again" not in client.get(location).text
    with app.app_context(), across_chapters("test"):
        own = table.id if table is Chapter else table.chapter_id
        row = db.session.scalars(select(table).where(own == 1)).one()
        row.version += 1
        if table is Case:
            row.revision += 1
        db.session.commit()
    assert "Make it again" in client.get(location).text
    assert "Changed since it was made" in client.get(PAGE).text


@pytest.mark.parametrize(
    ("status", "words"), [(CaseStatus.STOP_ACTION, "Stop action"), (CaseStatus.ON_HOLD, "On hold")]
)
def test_a_stopped_case_is_left_out_with_the_reason_on_page_and_paper(
    app: Flask, visit: Visit, status: CaseStatus, words: str
) -> None:
    change(app, Case, status=status)
    client = visit(COORDINATOR)
    location = make(client)
    page = client.get(location).text
    assert f'<span class="name">Case of kingfisher</span><br><span class="small soft">{words}' in page
    reader = read(client, location)
    text = " ".join(page.extract_text() for page in reader.pages)
    assert words in text
    assert "Release her." not in text


def test_a_case_that_cannot_be_printed_yet_is_left_out_with_what_it_needs(app: Flask, visit: Visit) -> None:
    change(app, Case, recommended_actions="")
    client = visit(COORDINATOR)
    assert "To print, this case still needs what to ask." in client.get(make(client)).text


def pages_of_the_case(reader: PdfReader) -> str:
    pages = [page.extract_text() for page in reader.pages]
    return "\n".join(page for page in pages if "Case 1" in page)


@pytest.mark.parametrize("said", [Answer.NO, Answer.NOT_STATED])
def test_a_case_that_may_not_name_amnesty_names_it_nowhere(app: Flask, visit: Visit, said: Answer) -> None:
    change(app, Chapter, name="Amnesty st-louis", neutral_sender="The Tuesday Letter Writers")
    change(app, Case, name_amnesty=said, ua_number="UA 60/16", index_number="AMR 37/6674")
    client = visit(COORDINATOR)
    location = make(client)
    reader = read(client, location)
    case = pages_of_the_case(reader)
    assert "Case of kingfisher" in case
    assert "The Tuesday Letter Writers" in case
    outside = f"{reader.metadata} {reader.outline} {client.get(location + '/download').headers['Content-Disposition']}"
    xmp = reader.root_object["/Metadata"].get_object().get_data().decode()  # type: ignore[attr-defined] # a stream
    for word in (*FORBIDDEN, "37/6674"):
        assert word not in case.casefold(), word
        assert word not in outside.casefold(), word
        assert word not in xmp.casefold(), word


def test_a_case_that_may_name_amnesty_does(app: Flask, visit: Visit) -> None:
    """The control: the search above finds the words where they may stand."""
    change(app, Chapter, name="Amnesty st-louis")
    change(app, Case, name_amnesty=Answer.YES, ua_number="UA 60/16")
    client = visit(COORDINATOR)
    reader = read(client, make(client))
    case = pages_of_the_case(reader)
    assert "Amnesty st-louis" in case
    assert "UA 60/16" in case
    assert "Amnesty st-louis" in str(reader.metadata)


def test_a_neutral_case_whose_letter_names_amnesty_is_left_out(app: Flask, visit: Visit) -> None:
    change(app, SampleLetter, body="I write as a member of Amnesty International.")
    client = visit(COORDINATOR)
    assert "It may not name Amnesty, but the sample letter does." in client.get(make(client)).text


def test_a_neutral_case_waits_for_a_neutral_sender(app: Flask, visit: Visit) -> None:
    change(app, Chapter, neutral_sender="")
    client = visit(COORDINATOR)
    assert "the chapter has no neutral sender yet" in client.get(make(client)).text


def test_another_chapters_packet_is_missing(visit: Visit) -> None:
    location = make(visit(COORDINATOR))
    foreign = visit(FOREIGN)
    assert foreign.get(location).status_code == 404
    assert foreign.get(location.replace("st-louis", "lyon") + "/download").status_code == 404


def test_asking_is_written_down(app: Flask, visit: Visit) -> None:
    make(visit(HOST))
    with app.app_context(), across_chapters("test"):
        assert "request_packet" in [entry.action for entry in db.session.scalars(select(Entry))]


def test_it_is_printed_without_the_queue_too(app: Flask, tmp_path: Path) -> None:
    target = tmp_path / "packet.pdf"
    command = ["packet", "print", MEETING, "--chapter", "st-louis", "-o", str(target)]
    answer = app.test_cli_runner().invoke(args=command)
    assert answer.exit_code == 0, answer.output
    assert len(PdfReader(target).pages) == 9
    absent = app.test_cli_runner().invoke(args=["packet", "print", "never", "--chapter", "st-louis", "-o", str(target)])
    assert "There is no such meeting." in absent.output
