"""Printed all the same: with a reason, for one meeting, said on the cover; and not for what comes up later."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from cast import COORDINATOR, HOST
from client import Client
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from chapterapp.cases.models import Answer, Case, CaseStatus
from chapterapp.clock import now
from chapterapp.database import across_chapters, db

Visit = Callable[[str | None], Client]
MEETING = "/c/st-louis/meetings/2026-11-24"
OVERRIDE = f"{MEETING}/packets/override?case=a-case"


def set_case(app: Flask, **values: Any) -> None:
    with app.app_context(), across_chapters("a test changes the case"):
        case = db.session.scalars(select(Case).where(Case.chapter_id == 1)).one()
        for name, value in values.items():
            setattr(case, name, value)
        case.revision, case.status_at = case.revision + 1, now()
        db.session.commit()


def print_packet(client: Client) -> str:
    answer = client.post(f"{MEETING}/packets")
    pdf = client.get(answer.location + "/download")
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.data)).pages)
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"deadline_on": date(2026, 11, 1)}, "Its deadline has passed"),
        ({"status": CaseStatus.STOP_ACTION}, "Stop action: do not write."),
        ({"status": CaseStatus.ON_HOLD}, "On hold."),
    ],
)
def test_what_speaks_against_a_case_keeps_it_off_the_paper_until_somebody_decides(
    app: Flask, visit: Visit, values: dict[str, Any], words: str
) -> None:
    set_case(app, name_amnesty=Answer.YES, **values)
    client = visit(COORDINATOR)
    before = print_packet(client)
    assert f"Left out: Case of kingfisher. {words}" in before and "I write to you" not in before
    answer = client.post(OVERRIDE, {"reason": "The section said on the phone to go on."})
    assert answer.status_code == 303
    after = print_packet(client)
    assert "I write to you" in after
    assert "Printed all the same: Case of kingfisher" in after
    assert "coordinator of kingfisher decided: The section said on the phone to go on." in after
    assert after.count(words.rstrip(".")) >= 2  # on the cover and on the brief


def test_the_packets_page_says_once_what_keeps_a_case_off_it(app: Flask, visit: Visit) -> None:
    """With what to do about it where one may; to others as left out."""
    set_case(app, status=CaseStatus.ON_HOLD)
    packet = visit(COORDINATOR).post(f"{MEETING}/packets").location
    page = visit(COORDINATOR).get(packet).text
    assert page.count("On hold.") == 1 and "Print it all the same" in page and "Left out" not in page
    page = visit(HOST).get(packet).text
    assert page.count("On hold.") == 1 and "Print it all the same" not in page and "Left out" in page


def test_an_override_needs_a_reason(app: Flask, visit: Visit) -> None:
    set_case(app, status=CaseStatus.ON_HOLD)
    client = visit(COORDINATOR)
    assert client.post(OVERRIDE, {"reason": "  "}).status_code == 422
    assert "Left out" in print_packet(client)


def test_what_nothing_speaks_against_needs_none(app: Flask, visit: Visit) -> None:
    refused = visit(COORDINATOR).post(OVERRIDE, {"reason": "To be safe."})
    assert refused.status_code == 422
    assert "Nothing keeps this case off the paper." in refused.text


def test_a_stop_that_comes_after_the_decision_is_not_covered_by_it(app: Flask, visit: Visit) -> None:
    set_case(app, name_amnesty=Answer.YES, deadline_on=date(2026, 11, 1))
    client = visit(COORDINATOR)
    client.post(OVERRIDE, {"reason": "It was prolonged, says the section."})
    assert "I write to you" in print_packet(client)
    set_case(app, status=CaseStatus.STOP_ACTION)
    after = print_packet(client)
    assert "Stop action: do not write." in after and "I write to you" not in after


def test_an_override_can_be_taken_back(app: Flask, visit: Visit) -> None:
    set_case(app, name_amnesty=Answer.YES, status=CaseStatus.ON_HOLD)
    client = visit(COORDINATOR)
    packet = client.post(OVERRIDE, {"reason": "Once more."}).location
    assert "Leave it out" in client.get(packet).text
    client.post(f"{MEETING}/packets/take-back-override", {"case": "a-case"})
    assert "I write to you" not in print_packet(client)


def test_what_the_rules_forbid_cannot_be_overridden(app: Flask, visit: Visit) -> None:
    """A neutral case in a chapter without a neutral sender, or whose letter names Amnesty, stays off the paper."""
    set_case(app, status=CaseStatus.ON_HOLD, name_amnesty=Answer.NO, summary="Amnesty says so.")
    client = visit(COORDINATOR)
    client.post(OVERRIDE, {"reason": "Once more."})
    assert "I write to you" not in print_packet(client)


def test_a_host_sees_what_is_left_out_and_cannot_decide(app: Flask, visit: Visit) -> None:
    set_case(app, status=CaseStatus.ON_HOLD)
    host = visit(HOST)
    page = host.get(host.post(f"{MEETING}/packets").location).text
    assert "On hold." in page and "Print it all the same" not in page
    assert host.get(OVERRIDE).status_code == 403
