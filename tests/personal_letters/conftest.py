"""Whom letters are written for, and by whom."""

from collections.abc import Iterator

import pytest
from cast import MEMBER
from factories import make_letter
from flask import Flask
from personal_letters.room import STREET, a_case
from sqlalchemy import select

from chapterapp.cases.models import Answer, SenderDetails
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.members.models import Member


@pytest.fixture
def table(app: Flask, tonight: None) -> Iterator[None]:
    """St. Louis's evening with one case in two languages; of its people one has an address."""
    with app.app_context(), across_chapters("the test sets the table"):
        chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
        enter_chapter(chapter.id)
        chapter.locale, chapter.neutral_sender = "en_US", "Tuesday Writers"
        case = a_case()
        case.title, case.name_amnesty, case.sender_details = "The river case", Answer.NO, SenderDetails.FULL
        case.languages = ""
        make_letter(case, language="es", body="Le escribo por la gente del río.\n\n[Una frase propia.]")
        for member in db.session.scalars(select(Member).where(Member.chapter_id == 1)):
            member.postal_address = ""
        ruth = db.session.scalars(select(Member).where(Member.email == MEMBER)).one()
        ruth.display_name = ruth.mailing_name = "Ruth Adler"
        ruth.postal_address = f"{STREET}\nSt. Louis, MO 63100"
        db.session.commit()
    yield
