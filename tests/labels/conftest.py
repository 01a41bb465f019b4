"""The table that labels are printed for."""

from collections.abc import Iterator

import pytest
from factories import make_addressee
from flask import Flask
from sqlalchemy import select

from chapterapp.cases.models import Addressee, AddresseeRole, Answer, Case
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db, enter_chapter


@pytest.fixture
def table(app: Flask, tonight: None) -> Iterator[None]:
    """St. Louis's evening, its case with a Minister in Egypt, an embassy at home and a copy."""
    with app.app_context(), across_chapters("the test sets the table"):
        chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
        enter_chapter(chapter.id)
        chapter.return_address, chapter.neutral_sender = "PO Box 1\nSt. Louis, MO 63100", "Tuesday Writers"
        case = db.session.scalars(select(Case).where(Case.chapter_id == chapter.id)).one()
        case.name_amnesty, case.title = Answer.NO, "The river case"
        minister = db.session.scalars(select(Addressee).where(Addressee.chapter_id == chapter.id)).one()
        minister.holder, minister.office, minister.country = "The Minister", "", "EG"
        minister.address_lines, minister.attention = "1 Invented Street\nCairo", ""
        make_addressee(case, holder="The Embassy", role=AddresseeRole.DIPLOMAT, country="US", position=2)
        make_addressee(case, holder="The Committee", role=AddresseeRole.COPY, country="CH", position=3)
        make_addressee(case, holder="She herself", role=AddresseeRole.PRISONER, country="EG", position=4)
        db.session.commit()
    yield
