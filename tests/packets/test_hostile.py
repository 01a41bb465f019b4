"""Sixty hostile texts in every field that reaches paper: nothing is fetched, nothing is read, nothing hangs."""

import io
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
import weasyprint
from cast import COORDINATOR, FORMED, MEETING
from client import Client
from flask import Flask
from packets.hostile import FETCHING, PAYLOADS, SEEN, payload, poisoned
from packets.reading import File
from packets.sample_contents import LEFT_OUT, MARIBEL, TIMOFEI
from packets.sheet_contents import whole_packet, with_sheets
from packets.witness import SECRET, Server, everything
from personal_letters.sample import CASES, run
from pypdf import PdfReader
from sqlalchemy import String, inspect, select
from sqlalchemy.types import Enum

from chapterapp.cases.models import Answer, Case
from chapterapp.database import Model, across_chapters, db
from chapterapp.labels.contents import Piece, Printing
from chapterapp.labels.rendering import print_envelopes, print_labels
from chapterapp.labels.stocks import ENVELOPES, LABELS
from chapterapp.packets import rendering
from chapterapp.packets.options import TITLES
from chapterapp.personal_letters.rendering import print_run

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)
ALL = {f"P{number:02}" for number in range(len(PAYLOADS))}
PATIENCE = 20  # seconds


class Witness(NamedTuple):
    """A server, and a picture on the disk that holds a secret and asks the server: who opens it is seen."""

    server: Server
    file: str

    def saw_nothing(self, data: bytes) -> bool:
        return not self.server.asked and SECRET.encode() not in everything(data)


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Witness]:
    server, file = Server(), tmp_path / "canary.svg"
    image = f'<image href="{server.url}/canary" width="9" height="9"/>'
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><!--{SECRET}-->{image}</svg>')
    yield Witness(server, file.as_uri())
    server.server.shutdown()
    server.server.server_close()


def test_in_every_field_of_every_section_they_stand_as_text(whole_app: Flask, witness: Witness) -> None:
    case = replace(with_sheets(MARIBEL), own_name=TIMOFEI.own_name, no_portrait="none", although="so")
    given = whole_packet(cases=(case,), left_out=LEFT_OUT, access="by the ramp", change_line="replace 1")
    contents, began = poisoned(given, witness.server.url, witness.file), time.monotonic()
    with whole_app.app_context():
        file = File(rendering.render(contents).data)
    assert time.monotonic() - began < PATIENCE
    assert witness.saw_nothing(file.data)
    text = " ".join(file.text(number) for number in range(1, len(file.pdf.pages) + 1))
    assert set(SEEN.findall(text)) == ALL
    is_text = "<img src='http" in text and "{{ 1234 * 4321 }}" in text and str(1234 * 4321) not in text
    assert is_text
    links = {
        str(note.A.URI)
        for page in file.pdf.pages
        for note in page.obj.get("/Annots", ())
        if "/URI" in note.get("/A", {})
    }
    assert all(link.startswith(("https:", "mailto:")) for link in links)
    assert b"/JavaScript" not in everything(file.data) and b"/Launch" not in everything(file.data)


def test_from_the_rows_of_a_chapter_to_its_file(
    app: Flask, visit: Callable[[str | None], Client], witness: Witness
) -> None:
    """Whatever checks a form makes, and whoever wrote past it."""
    with app.app_context(), across_chapters("a test fills the rows of one"):
        poison_rows(witness)
        db.session.scalars(select(Case).where(Case.chapter_id == 1)).one().name_amnesty = Answer.YES
        db.session.commit()
    client = visit(COORDINATOR)
    chosen = {f"copies-{key}": "1" for key in TITLES}
    packet = client.post(
        f"/c/st-louis/meetings/{MEETING}/packets", {"paper_size": "letter", "version": "coordinator", **chosen}
    ).location
    data = client.get(f"{packet}/download").data
    assert witness.saw_nothing(data)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    assert len(set(SEEN.findall(" ".join(pages)))) > 20
    assert "<" in client.get(packet).text and witness.server.asked == []


def poison_rows(witness: Witness) -> None:
    numbers = count()
    for mapper in sorted(Model.registry.mappers, key=lambda one: one.class_.__name__):
        if "chapter_id" not in mapper.columns:
            continue
        for row in db.session.scalars(select(mapper.class_).where(mapper.class_.chapter_id == 1).order_by("id")):
            for column in inspect(type(row)).columns:
                free = isinstance(column.type, String) and not isinstance(column.type, Enum)
                if free and column.key not in FORMED:
                    setattr(row, column.key, payload(next(numbers) % 60, witness.server.url, witness.file))


@pytest.mark.parametrize("kind", ["labels", "envelopes"])
def test_on_labels_and_envelopes_they_stand_as_text_or_are_refused(
    whole_app: Flask, witness: Witness, kind: str
) -> None:
    pieces = []
    for number in range(len(PAYLOADS)):
        words = payload(number, witness.server.url, witness.file)
        pieces.append(Piece(f"P{number:02}", (words, "Yangon"), "MM", 1, (words,)))
    printing, began = Printing("Labels", "en", tuple(pieces), ()), time.monotonic()
    with whole_app.app_context():
        if kind == "labels":
            printed = print_labels(printing, LABELS["avery-5163"])
        else:
            printed = print_envelopes(printing, ENVELOPES["envelope-c6"])
    assert time.monotonic() - began < PATIENCE
    assert witness.saw_nothing(printed.data)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.data)).pages)
    refused = {SEEN.findall(words)[0] for words in printed.refused}
    assert set(SEEN.findall(text)) | refused == ALL
    assert len(refused) < 15


def test_in_personal_letters_they_stand_as_text(whole_app: Flask, witness: Witness) -> None:
    given, began = run(CASES[:2] * 3, ("Ann O’Lee", "Basil Writer")), time.monotonic()
    with whole_app.app_context():
        made = print_run(poisoned(given, witness.server.url, witness.file))
    assert time.monotonic() - began < PATIENCE
    assert witness.saw_nothing(made.data)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made.data)).pages)
    assert set(SEEN.findall(text)) == ALL


def test_taken_for_markup_they_would_have_asked_and_read(witness: Witness) -> None:
    """The control: the first half of them as they are, with WeasyPrint's own fetcher."""
    harmless = []
    for number in range(len(FETCHING)):
        before = len(witness.server.asked)
        html = f"<!doctype html><title>x</title>{payload(number, witness.server.url, witness.file)}"
        data = weasyprint.HTML(string=html, base_url=witness.server.url).write_pdf()
        if len(witness.server.asked) == before and SECRET.encode() not in everything(data):
            harmless.append(FETCHING[number])
    assert len(harmless) <= 4, harmless
