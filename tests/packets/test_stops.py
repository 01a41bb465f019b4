"""A stop reaches what is on paper: it is said wherever the paper is spoken of, and the file is handed out no more."""

import io
import re
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from cast import COORDINATOR, HOST, MEMBER
from client import Client
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from chapterapp.cases.models import Answer, Case
from chapterapp.clock import now
from chapterapp.database import across_chapters, db
from chapterapp.packets.models import Packet
from chapterapp.pdf.press import press

Visit = Callable[[str | None], Client]
HOME, MEETING, CASE = "/c/st-louis/", "/c/st-louis/meetings/2026-11-24", "/c/st-louis/cases/a-case"
SAID = "Stop action: do not write for Case of kingfisher."


@pytest.fixture(autouse=True)
def printable(app: Flask) -> None:
    with app.app_context(), across_chapters("a test changes the case"):
        db.session.scalars(select(Case).where(Case.chapter_id == 1)).one().name_amnesty = Answer.YES
        db.session.commit()


def make(client: Client) -> str:
    """The address of a packet that is ready."""
    return client.post(f"{MEETING}/packets").location


def stop(client: Client) -> None:
    assert client.post(f"{CASE}/stop", {"reason": "She is free."}).status_code == 303


def wait_for_renderer(app: Flask, state: Any = Packet.state) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with app.app_context(), across_chapters("the test waits for the renderer"):
            if db.session.scalars(select(state)).first() == "rendering":
                return
        time.sleep(0.005)
    raise AssertionError("nothing is printed")


def pages_said(page: str) -> list[int]:
    found = re.search(r"Take page (\d+)(?: to (\d+))? out", page)
    assert found
    return list(range(int(found[1]), int(found[2] or found[1]) + 1))


@pytest.mark.usefixtures("tonight")
def test_the_pages_to_take_out_are_those_of_the_case(visit: Visit) -> None:
    client = visit(COORDINATOR)
    packet = make(client)
    printed = [page.extract_text() for page in PdfReader(io.BytesIO(client.get(f"{packet}/download").data)).pages]
    stop(client)
    home = client.get(HOME).text
    assert "1 packet on paper holds this case." in home
    letters = [number for number, text in enumerate(printed, 1) if "I write to you" in text]
    assert letters and set(letters) <= set(pages_said(home))
    first = printed[pages_said(home)[0] - 1]
    assert "Case of kingfisher" in first and "Sign-in" not in first and "Tally" not in first


@pytest.mark.usefixtures("tonight")
@pytest.mark.parametrize("persona", [COORDINATOR, HOST])
def test_a_stop_is_said_on_meeting_packet_and_home_until_the_pages_are_out(visit: Visit, persona: str) -> None:
    client = visit(persona)
    packet = make(client)
    assert not any(SAID in client.get(page).text for page in (MEETING, packet))
    stop(visit(COORDINATOR))
    assert all(SAID in client.get(page).text for page in (MEETING, packet))
    make(client)
    assert SAID in client.get(MEETING).text  # the first one may lie on a table all the same
    client.post(f"{packet}/withdrawn", {"case": "a-case"})
    client.post(f"{packet}/withdrawn", {"case": "a-case"})
    assert not any(SAID in client.get(page).text for page in (MEETING, packet))
    assert "on paper" not in client.get(HOME).text


@pytest.mark.usefixtures("tonight")
def test_two_packets_on_paper_are_counted_for_those_who_print(visit: Visit) -> None:
    client = visit(COORDINATOR)
    make(client)
    client.post(f"{MEETING}/packets", {"paper_size": "a4"})
    stop(client)
    assert "2 packets on paper hold this case." in client.get(HOME).text
    assert "on paper" not in visit(MEMBER).get(HOME).text


@pytest.mark.usefixtures("tonight")
def test_a_packet_with_a_stopped_case_is_handed_out_no_more(visit: Visit) -> None:
    client = visit(COORDINATOR)
    packet = make(client)
    assert client.get(f"{packet}/download").mimetype == "application/pdf"
    stop(client)
    for _once_and_after_the_pages_are_out in range(2):
        answer = client.get(f"{packet}/download")
        assert (answer.status_code, answer.location) == (303, packet)
        client.post(f"{packet}/withdrawn", {"case": "a-case"})
    assert client.get(f"{make(client)}/download").mimetype == "application/pdf"


def test_a_stop_while_the_packet_is_laid_out_is_seen_when_it_is_ready(app: Flask, visit: Visit) -> None:
    client, other = visit(COORDINATOR), visit(COORDINATOR)
    other.token = other.find_token()
    made: list[str] = []
    printing = threading.Thread(target=lambda: made.append(make(client)))
    with press._busy:  # the renderer is busy with another packet, so that there is time
        printing.start()
        wait_for_renderer(app)
        stop(other)
    printing.join()
    assert SAID in other.get(made[0]).text
    assert other.get(f"{made[0]}/download").status_code == 303


@pytest.mark.usefixtures("tonight")
def test_a_stop_while_the_packet_is_being_downloaded_marks_it(visit: Visit) -> None:
    client = visit(COORDINATOR)
    packet = make(client)
    answer = client.get(f"{packet}/download")
    chunks = iter(answer.response)
    next(chunks)
    stop(visit(COORDINATOR))
    list(chunks)
    assert SAID in client.get(packet).text
    assert client.get(f"{packet}/download").status_code == 303


@pytest.mark.usefixtures("tonight")
def test_a_case_printed_although_it_is_stopped_is_not_asked_back(visit: Visit) -> None:
    client = visit(COORDINATOR)
    stop(client)
    with time_machine.travel(now() + timedelta(seconds=5)):
        client.post(f"{MEETING}/packets/override?case=a-case", {"reason": "The family asked for these letters."})
        packet = make(client)
    assert client.get(f"{packet}/download").mimetype == "application/pdf"
    assert SAID not in client.get(MEETING).text


def test_a_stop_is_told_at_home_for_two_weeks_or_as_long_as_it_is_on_a_table(visit: Visit) -> None:
    with time_machine.travel("2026-11-20T12:00Z"):
        packet = make(visit(COORDINATOR))
        stop(visit(COORDINATOR))
        visit(COORDINATOR).post(f"{packet}/withdrawn", {"case": "a-case"})
        assert "It is on the table of" in visit(COORDINATOR).get(HOME).text
    for day, told in (("2026-12-03", True), ("2026-12-06", False)):
        with time_machine.travel(f"{day}T12:00Z"):
            assert ("Stop action" in visit(COORDINATOR).get(HOME).text) is told


@pytest.mark.usefixtures("tonight")
def test_the_hosts_first_line_says_what_to_withdraw_until_it_is_out(visit: Visit) -> None:
    client = visit(COORDINATOR)
    packet = make(client)
    stop(client)
    first, last = (lambda pages: (pages[0], pages[-1]))(pages_said(client.get(HOME).text))
    order = f"Take pages {first} to {last} out of the packets on the table: Case of kingfisher, stop action of November"

    def read(address: str) -> list[str]:
        pages = PdfReader(io.BytesIO(client.get(f"{address}/download").data)).pages
        return [" ".join(page.extract_text().split()) for page in pages]

    for address in (make(client), client.post(f"{packet}/changes").location):
        cover, host = read(address)[:2]
        assert f"Host, first: {order}" in cover
        assert f"Before you unlock the door □ First: {order}" in host
    client.post(f"{packet}/withdrawn", {"case": "a-case"})
    assert order not in " ".join(read(make(client)))
