"""A packet that was printed before something changed: the page says which pages, and prints just those."""

import io
from collections.abc import Callable

import pytest
from cast import COORDINATOR, HOST
from client import Client
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from chapterapp.cases.models import Answer, Case
from chapterapp.database import across_chapters, db

Visit = Callable[[str | None], Client]
MEETING = "/c/st-louis/meetings/2026-11-24"


def say(app: Flask, summary: str) -> None:
    with app.app_context(), across_chapters("a test changes the case"):
        case = db.session.scalars(select(Case).where(Case.chapter_id == 1)).one()
        case.name_amnesty, case.summary, case.revision = Answer.YES, summary, case.revision + 1
        db.session.commit()


@pytest.mark.usefixtures("tonight")
@pytest.mark.parametrize("persona", [COORDINATOR, HOST])
def test_only_the_pages_that_changed_are_printed_anew(app: Flask, visit: Visit, persona: str) -> None:
    say(app, "She was taken in May.")
    client = visit(persona)
    packet = client.post(f"{MEETING}/packets").location
    whole = len(PdfReader(io.BytesIO(client.get(f"{packet}/download").data)).pages)
    assert "If it is printed already" not in client.get(packet).text
    say(app, "She was taken in June.")
    page = client.get(packet).text
    assert "If it is printed already" in page and "1. Case of kingfisher" in page
    changes = client.post(f"{packet}/changes").location
    assert changes != packet
    printed = [each.extract_text() for each in PdfReader(io.BytesIO(client.get(f"{changes}/download").data)).pages]
    assert 1 < len(printed) < whole
    assert any("taken in June" in text for text in printed)
    assert "Changed pages: replace" in " ".join(printed[0].split())
    assert not any("Sign-in" in text for text in printed[1:])


@pytest.mark.usefixtures("tonight")
def test_where_nothing_changed_there_is_nothing_to_replace(app: Flask, visit: Visit) -> None:
    say(app, "She was taken in May.")
    client = visit(COORDINATOR)
    packet = client.post(f"{MEETING}/packets").location
    refused = client.post(f"{packet}/changes")
    assert refused.status_code == 409 and "Nothing changed since this packet was printed." in refused.text
