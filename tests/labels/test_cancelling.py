"""A file of labels under way says how far it is and can be cancelled; nothing of it stays."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from cast import COORDINATOR, HOST
from client import Client
from flask import Flask
from labels.samples import numbered, piece, printing
from labels.test_pages import PAGE, filled
from packets.test_stops import wait_for_renderer
from sqlalchemy import select

from chapterapp.database import across_chapters, db
from chapterapp.jobs import progress
from chapterapp.jobs.registry import TASKS
from chapterapp.labels import tasks
from chapterapp.labels.models import LabelSheet, LabelState
from chapterapp.labels.rendering import print_envelopes, print_labels
from chapterapp.labels.stocks import ENVELOPES, LABELS
from chapterapp.packets import handing_out, making
from chapterapp.pdf.press import press

Visit = Callable[[str | None], Client]


def set_sheet(app: Flask, **values: object) -> int:
    with app.app_context(), across_chapters("a test changes the labels"):
        sheet = db.session.scalars(select(LabelSheet)).one()
        for name, value in values.items():
            setattr(sheet, name, value)
        db.session.commit()
        return sheet.id


def files_of(app: Flask) -> list[str]:
    return sorted(file.name for file in Path(app.config["INSTANCE"], "packets").iterdir())


def test_cancelling_leaves_nothing(app: Flask, visit: Visit, table: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "TELL_EVERY", 0.0)
    client, other = visit(HOST), visit(COORDINATOR)
    sent, made = filled(client.get(PAGE)), []
    other.token = other.find_token()
    printing = threading.Thread(target=lambda: made.append(client.post(PAGE, sent).location))
    with press._busy:  # the renderer is busy with something else, so that there is time
        printing.start()
        wait_for_renderer(app, LabelSheet.state)
        with app.app_context(), across_chapters("the test looks for the labels"):
            address = f"/c/st-louis/labels/{db.session.scalars(select(LabelSheet.ref)).one()}"
        for _twice in range(2):
            assert other.post(f"{address}/cancel").status_code == 303
    printing.join()
    page = other.get(address)
    assert "They were cancelled." in page.text and "Refresh" not in page.headers
    assert files_of(app) == [] and other.get(f"{address}/download").status_code == 404


def test_what_is_ready_or_was_never_begun_is_cancelled_without_harm(app: Flask, visit: Visit, table: None) -> None:
    client = visit(HOST)
    labels = client.post(PAGE, filled(client.get(PAGE))).location
    client.post(f"{labels}/cancel")
    assert "Open the file" in client.get(labels).text, "they were ready"
    number = set_sheet(app, state=LabelState.QUEUED)
    client.post(f"{labels}/cancel")
    with app.app_context():
        TASKS["labels.print"].run(number)  # the job comes all the same
        TASKS["labels.print"].fail(number, "MemoryError")
        db.session.commit()
    assert "They were cancelled." in client.get(labels).text and files_of(app) == []


def test_a_worker_that_comes_late_changes_nothing(app: Flask, visit: Visit, table: None) -> None:
    client = visit(HOST)
    labels = client.post(PAGE, filled(client.get(PAGE))).location
    number = set_sheet(app, labels=30)
    with app.app_context():
        tasks._finish(making.enter(LabelSheet, number), tasks.NOTHING, "")
        db.session.commit()
    assert "30 labels" in client.get(labels).text and "Open the file" in client.get(labels).text


def test_labels_under_way_say_how_many_are_placed(
    app: Flask, visit: Visit, table: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit(HOST)
    labels = client.post(PAGE, filled(client.get(PAGE))).location
    monkeypatch.setattr(handing_out, "WAIT", 0.0)
    waiting, running = (LabelState.QUEUED, 0, "They wait for their turn."), (LabelState.RENDERING, 90, "90 so far.")
    for state, many, words in (waiting, running):
        set_sheet(app, state=state, labels=many)
        page = client.get(labels)
        assert words in page.text and f"{labels}/cancel" in page.text and page.headers["Refresh"] == "2"


def test_what_is_placed_is_told_a_sheet_or_a_kind_of_envelope_at_a_time(whole_app: Flask) -> None:
    told: list[int] = []
    with whole_app.app_context():
        print_labels(numbered(40), LABELS["avery-5160"], 28, progress=told.append)
        print_envelopes(
            printing(piece("short", 3), piece("Vietnamese")), ENVELOPES["envelope-10"], progress=told.append
        )
    assert [done for done in told if done] == [2, 32, 40, 3, 4]
