"""What is wrong with the cases of a meeting, found before it is printed; each guard by its own fault."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from cast import COORDINATOR
from client import Client
from flask import Flask
from sqlalchemy import select

from chapterapp.cases.models import Addressee, Answer, Case, CaseStatus, SampleLetter, Subject
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db
from chapterapp.files.models import StoredFile

Visit = Callable[[str | None], Client]
CHECKS = "/c/st-louis/meetings/2026-11-24/packets/checks"
SOUND: dict[type, dict[str, Any]] = {Case: {"name_amnesty": Answer.YES, "verified_on": date(2026, 11, 1)}}


def change(app: Flask, table: Any, **values: Any) -> None:
    with app.app_context(), across_chapters("a test changes a row"):
        of = table.id if table is Chapter else table.chapter_id
        row = db.session.scalars(select(table).where(of == 1)).first()
        for name, value in values.items():
            setattr(row, name, value)
        db.session.commit()


def test_nothing_is_said_of_a_sound_case(app: Flask, visit: Visit) -> None:
    change(app, Case, **SOUND[Case])
    assert "Nothing is wrong with the cases of this meeting" in visit(COORDINATOR).get(CHECKS).text


@pytest.mark.parametrize(
    ("table", "values", "words"),
    [
        (Case, {"status": CaseStatus.ON_HOLD}, "On hold."),
        (Case, {"deadline_on": date(2026, 11, 1)}, "Its deadline has passed"),
        (Case, {"recommended_actions": ""}, "what to ask"),
        (Case, {"verified_on": date(2025, 11, 1)}, "Nobody has checked it against its source for too long."),
        (Case, {"name_amnesty": Answer.NO, "summary": "Amnesty says so."}, "It may not name Amnesty, but"),
        (Addressee, {"salutation": ""}, "has no salutation."),
        (SampleLetter, {"body": "Dear {name}, I write to you."}, "A placeholder is left in the letter: {name}"),
        (SampleLetter, {"body": "I write. " * 400}, "The letter is longer than a page."),
    ],
)
def test_each_fault_is_said_with_the_way_to_mend_it(
    app: Flask, visit: Visit, table: Any, values: dict[str, Any], words: str
) -> None:
    change(app, Case, **SOUND[Case])
    change(app, table, **values)
    page = visit(COORDINATOR).get(CHECKS).text
    assert words in page
    assert "Mend it" in page


def test_a_portrait_without_permission_is_said(app: Flask, visit: Visit) -> None:
    change(app, Case, **SOUND[Case])
    with app.app_context(), across_chapters("a test adds a portrait"):
        subject = db.session.scalars(select(Subject).where(Subject.chapter_id == 1)).one()
        own = {"chapter_id": 1, "media_type": "image/jpeg", "width": 1, "height": 1, "size": 1}
        file = StoredFile(**own, stored_at=db.session.scalars(select(Chapter.created_at)).first())
        db.session.add(file)
        db.session.flush()
        subject.portrait_id, subject.portrait_permission = file.id, ""
        db.session.commit()
    assert "Nobody has allowed the portrait to be printed." in visit(COORDINATOR).get(CHECKS).text
