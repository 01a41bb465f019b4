"""What no form would let through, or a file that went bad: the packet prints all the same."""

import io
import os
from collections.abc import Callable

import pytest
from cast import COORDINATOR, MEETING
from client import Client
from factories import saved
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from chapterapp.cases.models import Addressee, Answer, Case, SampleLetter, Subject
from chapterapp.clock import now
from chapterapp.database import across_chapters, db
from chapterapp.files import storage
from chapterapp.files.models import StoredFile

Visit = Callable[[str | None], Client]
pytestmark = pytest.mark.skipif(bool(os.environ.get("TEST_DATABASE_URL")), reason="paper: once is enough")
LONG = "Maria del Carmen Esperanza " * 11 + "Xy"  # 299 letters
ALIKE = "<b>not bold</b> & p { color: red } </style> <!-- gone? -->"
NESTED = "> " * 50 + "at the bottom\n\n" + "".join(f"{'  ' * n}- level {n}\n" for n in range(50)) + "*_" * 50 + "end"
CHOSEN = {"paper_size": "letter", "version": "participant", "copies-cases": "1"}
ADDRESS = "\n".join(f"Line {n} of the address" for n in range(1, 13))


@pytest.fixture
def text(app: Flask, visit: Visit) -> str:
    """All pages of one packet whose only case has all of it."""
    with app.app_context(), across_chapters("a test fills the rows of one"):
        case = db.session.scalars(select(Case).where(Case.chapter_id == 1)).one()
        subject = db.session.scalars(select(Subject).where(Subject.chapter_id == 1)).one()
        to = db.session.scalars(select(Addressee).where(Addressee.chapter_id == 1)).one()
        letter = db.session.scalars(select(SampleLetter).where(SampleLetter.chapter_id == 1)).one()
        kept = {"media_type": "image/jpeg", "width": 685, "height": 870, "size": 10, "stored_at": now()}
        photo = saved(StoredFile(chapter_id=1, **kept))
        storage.store(photo.ref, b"\xff\xd8no photo")
        case.title, case.name_amnesty, case.background = LONG, Answer.YES, "Every word counts. " * 1666 + "The end."
        case.summary, case.line, case.talking_points = NESTED, ALIKE, ALIKE
        subject.portrait_id, subject.portrait_alt, subject.portrait_credit = photo.id, "Her face", "Photo: family"
        subject.portrait_permission = "by the family"
        to.address_lines, letter.body = ADDRESS, f"{ALIKE}\n\n{NESTED}"
        db.session.commit()
    client = visit(COORDINATOR)
    packet = client.post(f"/c/st-louis/meetings/{MEETING}/packets", CHOSEN).location
    pages = PdfReader(io.BytesIO(client.get(f"{packet}/download").data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_packet_of_all_that_is_too_much_prints_every_word_of_it(text: str) -> None:
    assert "Her face" in text, "in the place of a photo that cannot be read"
    assert "Every word counts. The end." in text
    assert LONG in text
    assert all(f"Line {n} of the address" in text for n in range(1, 13))
    assert all(words in text for words in ("at the bottom", "level 3", "level 49", "end"))
    assert text.count(ALIKE) >= 2, "in the line under the name, and in the letter"
