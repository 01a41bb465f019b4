"""A large packet says how far it is and can be stopped; what was superseded goes after the chapter's period."""

import io
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from cast import COORDINATOR, HOST, MEETING
from client import Client
from flask import Flask
from packets.test_stops import wait_for_renderer
from pypdf import PdfReader
from sqlalchemy import select

from chapterapp.audit.models import Entry
from chapterapp.chapters.models import Chapter
from chapterapp.cli import tidy
from chapterapp.database import across_chapters, db
from chapterapp.jobs import progress
from chapterapp.packets import handing_out, making, tasks
from chapterapp.packets.models import Packet, PacketState
from chapterapp.pdf.press import press

Visit = Callable[[str | None], Client]
MAKE = f"/c/st-louis/meetings/{MEETING}/packets"
PAGE = f"/c/st-louis/meetings/{MEETING}"


def set_packet(app: Flask, **values: object) -> None:
    with app.app_context(), across_chapters("a test changes the packet"):
        packet = db.session.scalars(select(Packet).order_by(Packet.id.desc())).first()
        for name, value in values.items():
            setattr(packet, name, value)
        db.session.commit()


def files_of(app: Flask) -> list[str]:
    return sorted(file.name for file in Path(app.config["INSTANCE"], "packets").iterdir())


def test_cancelling_stops_the_work_and_leaves_nothing(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "TELL_EVERY", 0.0)
    sections = Path(app.config["INSTANCE"], "sections")
    shutil.rmtree(sections, ignore_errors=True)  # so that there is work
    client, other = visit(HOST), visit(HOST)
    other.token, made = other.find_token(), []
    printing = threading.Thread(target=lambda: made.append(client.post(MAKE).location))
    with press._busy:  # the renderer is busy with another packet, so that there is time
        printing.start()
        wait_for_renderer(app)
        with app.app_context(), across_chapters("the test looks for the packet"):
            address = f"/c/st-louis/packets/{db.session.scalars(select(Packet.ref)).one()}"
        for _twice in range(2):
            assert other.post(f"{address}/cancel").status_code == 303
    printing.join()
    assert not any(file.is_file() for file in sections.rglob("*")), "it is stopped in its first section"
    page = other.get(address)
    assert "The packet was cancelled." in page.text and "Refresh" not in page.headers
    assert "The packet was cancelled" in other.get(PAGE).text
    assert files_of(app) == [] and other.get(f"{address}/download").status_code == 404
    again = other.post(MAKE).location
    assert again != address and len(PdfReader(io.BytesIO(other.get(f"{again}/download").data)).pages) == 9
    with app.app_context(), across_chapters("a test reads the audit"):
        actions = db.session.scalars(select(Entry.action).order_by(Entry.id)).all()
        packet = db.session.scalars(select(Packet).order_by(Packet.id.desc())).first()
        assert actions.count("cancel_packet") == 1
        assert packet and packet.expected_pages == packet.pages == 9


def test_what_is_ready_or_was_never_begun_is_cancelled_without_harm(app: Flask, visit: Visit) -> None:
    client = visit(HOST)
    packet = client.post(MAKE).location
    client.post(f"{packet}/cancel")
    assert "Open the packet" in client.get(packet).text
    set_packet(app, state=PacketState.QUEUED)
    client.post(f"{packet}/cancel")
    with app.app_context():
        tasks.render_packet(1)  # the job comes all the same
        tasks.fail_packet(1, "it was killed too often")
        db.session.commit()
    assert "The packet was cancelled." in client.get(packet).text and files_of(app) == []


def test_a_worker_that_comes_late_changes_nothing(app: Flask, visit: Visit) -> None:
    """Its lease was lost, and another has made the packet."""
    client = visit(HOST)
    packet = client.post(MAKE).location
    with app.app_context():
        tasks._finish(making.enter(Packet, 1), None, "")
        db.session.commit()
    assert "Open the packet" in client.get(packet).text


def test_a_packet_under_way_says_page_so_and_so_of_about_so_many(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit(HOST)
    packet = client.post(MAKE).location
    monkeypatch.setattr(handing_out, "WAIT", 0.0)
    set_packet(app, state=PacketState.RENDERING, progress=12, expected_pages=40)
    page = client.get(packet)
    assert "Page 12 of about 40 is laid out." in page.text and f"{packet}/cancel" in page.text
    assert page.headers["Refresh"] == "2"
    assert "page 12 of about 40" in client.get(PAGE).text
    set_packet(app, progress=41)
    assert "Page 41 of about 41 is laid out." in client.get(packet).text


def on(day: str, app: Flask) -> int:
    """How many files are removed that day."""
    before = len(files_of(app))
    with time_machine.travel(f"{day}T18:00Z"), app.app_context():
        tidy()
    return before - len(files_of(app))


def test_superseded_files_go_after_the_chapters_period_and_their_rows_stay(app: Flask, visit: Visit) -> None:
    with time_machine.travel("2026-11-20T18:00Z"):
        first = visit(COORDINATOR).post(MAKE).location
    with time_machine.travel("2026-11-22T18:00Z"):
        second = visit(COORDINATOR).post(MAKE, {"paper_size": "a4"}).location
    assert on("2026-12-21", app) == 0
    assert on("2026-12-23", app) == 1, "30 days after a newer one was made"
    assert on("2026-12-24", app) == 0
    with time_machine.travel("2026-12-24T18:00Z"):
        client = visit(COORDINATOR)
        assert client.get(f"{first}/download").status_code == 404
        page = client.get(first).text
        assert "Its file was deleted Dec 23" in page and "Old files are kept for 30 days." in page
        assert "9 pages, Letter" in page and "Open the packet" not in page
        assert client.get(f"{second}/download").status_code == 200
    assert on("2026-12-26", app) == 1, "30 days after the evening"
    assert files_of(app) == []
    with time_machine.travel("2026-12-26T18:00Z"):
        client = visit(COORDINATOR)
        assert client.get(f"{client.post(MAKE).location}/download").status_code == 200, "made again at any time"


def test_the_period_is_the_chapters_own(app: Flask, visit: Visit) -> None:
    with time_machine.travel("2026-11-20T18:00Z"):
        client = visit(COORDINATOR)
        client.post(MAKE)
        for nonsense in ("0", "1001"):
            assert "From 1 to 1000 days." in client.post("/c/st-louis/settings", {"keep_files_days": nonsense}).text
    with app.app_context(), across_chapters("a test changes the setting"):
        db.session.get_one(Chapter, 1).keep_files_days = 100
        db.session.commit()
    assert on("2027-03-04", app) == 0
    assert on("2027-03-06", app) == 1
