"""A meeting with cases and writers, and how its pages of letters are used and read."""

import io
from collections.abc import Callable
from typing import Any

from cast import MEETING
from client import Client
from factories import CHECKED
from flask import Flask
from lxml import html
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from chapterapp.cases.models import Case, CaseStatus
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.personal_letters.models import LetterPrint

Visit = Callable[[str | None], Client]
PAGE = f"/c/st-louis/meetings/{MEETING}/personal-letters"
HOME = "/c/st-louis/cases/a-case/at-home"
STREET = "12 Elm Street"


def a_case() -> Case:
    return db.session.scalars(select(Case).where(Case.chapter_id == 1, Case.slug == "a-case")).one()


def change(app: Flask, **values: Any) -> None:
    with app.app_context():
        enter_chapter(1)
        for name, value in values.items():
            setattr(a_case(), name, value)
        db.session.commit()


def filled(page: TestResponse, **changes: Any) -> dict[str, Any]:
    """The form with what is ticked and chosen in it."""
    sent: dict[str, Any] = {}
    (form,) = html.fromstring(page.text).xpath("//form[@method='post'][@data-letters]")
    for choice in form.xpath(".//select[@name]"):
        first = (choice.xpath("./option[@selected]") or choice.xpath("./option"))[0]
        sent[choice.get("name")] = first.get("value")
    for field in form.xpath(".//input[@name]"):
        if field.get("type") == "hidden" or field.get("checked") is not None:
            sent.setdefault(field.get("name"), []).append(field.get("value") or "y")
    sent.pop("csrf_token")
    return sent | changes


def pages_of(client: Client, answer: TestResponse) -> list[str]:
    assert answer.status_code == 303, answer.text
    file = client.get(f"{answer.location}/download")
    assert (file.mimetype, file.headers["Cache-Control"]) == ("application/pdf", "no-store")
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(file.data)).pages]


def words_of(page: TestResponse) -> str:
    return " ".join(html.fromstring(page.text).xpath("//main")[0].text_content().split())


def all_prints(app: Flask) -> list[tuple[str, int]]:
    with app.app_context(), across_chapters("the test counts"):
        return [(one.ref, one.letters) for one in db.session.scalars(select(LetterPrint).order_by(LetterPrint.id))]


AS_BEFORE = {"status": CaseStatus.ACTIVE, "verified_on": CHECKED, "languages": "", "summary": ""}
OFF: dict[str, tuple[dict[str, Any], str]] = {
    "stopped": ({"status": CaseStatus.STOP_ACTION}, "Stop action: do not write."),
    "unverified": ({"verified_on": None}, "Nobody has checked it against its source yet."),
    "another language": ({"languages": "French"}, "write in French. There is no such letter."),
    "names us": ({"summary": "Amnesty says so."}, "It may not name Amnesty, but the summary does."),
}  # fmt: skip
