"""A full disk and a locked database: a clear page, nothing half written, and it goes on when there is room."""

import io
import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cases.test_portraits import send
from cases.test_views import NEW
from cast import COORDINATOR, MEETING
from client import Client
from conftest import SERVER
from flask import Flask
from PIL import Image
from sqlalchemy import event, func, select

from chapterapp.cases.models import Addressee, Case, SampleLetter
from chapterapp.database import across_chapters, db

Visit = Callable[[str | None], Client]
ON_SQLITE = pytest.mark.skipif(bool(SERVER), reason="SQLite's own limits")


def count_rows(app: Flask) -> list[int]:
    with app.app_context(), across_chapters("test"):
        tables = (Case, Addressee, SampleLetter)
        return [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


@pytest.fixture
def full_disk(app: Flask) -> Iterator[Callable[[], None]]:
    """SQLite may not grow its file any more, until the returned function lifts the limit."""

    def limit(dbapi: sqlite3.Connection, *_: object) -> None:
        pages = dbapi.execute("pragma page_count").fetchone()[0]
        dbapi.execute(f"pragma max_page_count={pages + 8}")

    with app.app_context():
        db.engine.dispose()
        event.listen(db.engine, "connect", limit)

    def lift() -> None:
        with app.app_context():
            if event.contains(db.engine, "connect", limit):
                event.remove(db.engine, "connect", limit)
            db.engine.dispose()

    yield lift
    lift()


@ON_SQLITE
def test_a_full_disk_says_so_writes_nothing_by_halves_and_goes_on(
    app: Flask, visit: Visit, full_disk: Callable[[], None]
) -> None:
    client = visit(COORDINATOR)
    form = {**NEW, "letter": "x" * 7900}
    answers = [client.post("/c/st-louis/cases/new", form) for _ in range(40)]
    assert answers[-1].status_code == 507
    assert "The disk is full" in answers[-1].text
    cases, addressees, letters = count_rows(app)
    assert cases == addressees == letters
    assert client.get("/c/st-louis/cases").status_code == 200
    full_disk()
    assert client.post("/c/st-louis/cases/new", form).status_code == 303


@ON_SQLITE
def test_a_locked_database_says_so_and_goes_on(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    client.token = client.find_token()

    def impatient(dbapi: sqlite3.Connection, *_: object) -> None:
        dbapi.execute("pragma busy_timeout=100")

    with app.app_context():
        db.engine.dispose()
        event.listen(db.engine, "connect", impatient)
    other = sqlite3.connect(Path(app.config["INSTANCE"], "test.db"), isolation_level=None)
    try:
        other.execute("begin immediate")
        answer = client.post("/c/st-louis/cases/new", NEW)
        assert answer.status_code == 503
        assert "Nothing was saved" in answer.text
        assert client.get("/c/st-louis/cases").status_code == 200, "reading goes on"
        other.execute("rollback")
        assert client.post("/c/st-louis/cases/new", NEW).status_code == 303
    finally:
        other.close()
        with app.app_context():
            event.remove(db.engine, "connect", impatient)
            db.engine.dispose()


@pytest.fixture
def small_folder(app: Flask) -> Iterator[Callable[[str], Path]]:
    """Puts a full tmpfs of 64 kB over a folder of the instance."""
    mounted: list[Path] = []

    def cover(name: str) -> Path:
        folder = Path(app.config["INSTANCE"], name)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True)
        if done.returncode:
            pytest.skip("this machine lets nobody mount a tmpfs")
        mounted.append(folder)
        (folder / "filler").write_bytes(b"x" * 60_000)
        return folder

    yield cover
    for folder in mounted:
        subprocess.run(["umount", folder], check=True)


def noisy_picture() -> bytes:
    """Of dots without order, which no format makes small."""
    out = io.BytesIO()
    Image.frombytes("RGB", (685, 914), os.urandom(685 * 914 * 3)).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.skipif(os.getuid() != 0, reason="mounting needs root")
def test_a_portrait_that_finds_no_room_is_refused_and_leaves_nothing(
    app: Flask, visit: Visit, small_folder: Callable[[str], Path]
) -> None:
    client, folder = visit(COORDINATOR), small_folder("files")
    assert send(client, noisy_picture()) == 507
    assert [file.name for file in folder.iterdir()] == ["filler"]


@pytest.mark.skipif(os.getuid() != 0, reason="mounting needs root")
def test_scans_that_find_no_room_are_refused_and_leave_nothing(
    app: Flask, visit: Visit, small_folder: Callable[[str], Path]
) -> None:
    client, folder = visit(COORDINATOR), small_folder("files")
    small = io.BytesIO()
    Image.new("RGB", (9, 9)).save(small, "PNG")
    files = [(io.BytesIO(data), "a") for data in (small.getvalue(), noisy_picture())]
    answer = client.post(
        "/c/st-louis/cases/a-case/files/new",
        {"title": "A scan", "kind": "letter", "files": files},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 507
    assert [file.name for file in folder.iterdir()] == ["filler"]


@pytest.mark.skipif(os.getuid() != 0, reason="mounting needs root")
def test_a_packet_that_finds_no_room_fails_in_words(
    app: Flask, visit: Visit, small_folder: Callable[[str], Path]
) -> None:
    client, folder = visit(COORDINATOR), small_folder("packets")
    page = client.get(client.post(f"/c/st-louis/meetings/{MEETING}/packets").location).text
    assert "Make room on the disk" in page
    assert [file.name for file in folder.iterdir()] == ["filler"]
