"""The real worker, killed at bad moments: every packet ends ready, or failed with a reason, and nothing is left."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from cast import make_cast
from conftest import SERVER, WORKER
from factories import make_addressee, make_case, make_letter, make_meeting, make_subject
from flask import Flask
from sqlalchemy import select

from chapterapp import create_app
from chapterapp.accounts.models import User
from chapterapp.chapters.models import Chapter
from chapterapp.config import ROOT
from chapterapp.database import db, enter_chapter
from chapterapp.jobs.models import Job, JobState
from chapterapp.meetings.models import Meeting
from chapterapp.packets import storage
from chapterapp.packets.models import Packet, PacketState
from chapterapp.packets.options import PacketOptions
from chapterapp.packets.services import request_packet

SETTINGS = {"JOB_LEASE_SECONDS": "1", "JOB_SWEEP_SECONDS": "1"}
ENDED = (PacketState.READY, PacketState.FAILED)


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Flask]:
    """An installation of its own, whose packets are made by worker processes, with a packet of 6 cases to make."""
    url = f"sqlite:///{tmp_path}/chapterapp.db"
    if SERVER:
        name = f"worker_{WORKER}"
        with psycopg.connect(SERVER.replace("+psycopg", "") + "postgres", autocommit=True) as server:
            server.execute(f"drop database if exists {name} with (force)")  # type: ignore[arg-type] # a name of ours
            server.execute(f"create database {name}")  # type: ignore[arg-type]
        url = SERVER + name
    app = create_app(INSTANCE=tmp_path, SECRET_KEY="x", SQLALCHEMY_DATABASE_URI=url)
    with app.app_context():
        db.create_all()
        make_cast()
        enter_chapter(1)
        chapter = db.session.get_one(Chapter, 1)
        cases = [make_case(chapter, slug=f"c{n}", title=f"Case {n}", background="Long text. " * 300) for n in range(6)]
        for case in cases:
            make_subject(case)
            make_addressee(case)
            make_letter(case, body="A paragraph of a letter.\n\n" * 5)
        make_meeting(chapter, cases=cases, slug="big")
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    app.extensions["huey"].storage.close()


@pytest.fixture
def start_worker(installation: Flask) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """`flask worker` as it is shipped, with a lease and a sweep of a second; stopped at the end whatever happens."""
    started: list[subprocess.Popen[bytes]] = []
    environment = (
        os.environ
        | SETTINGS
        | {
            "CHAPTERAPP_INSTANCE": str(installation.config["INSTANCE"]),
            "DATABASE_URL": installation.config["SQLALCHEMY_DATABASE_URI"].replace("+psycopg", ""),
            "SECRET_KEY": "x",
        }
    )

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment))
        return started[-1]

    yield start
    for worker in started:
        worker.send_signal(signal.SIGTERM)
    for worker in started:
        worker.wait(10)


def ask(app: Flask, copies: int = 1) -> int:
    """For a packet of which nothing is laid out yet."""
    shutil.rmtree(Path(app.config["INSTANCE"], "sections"), ignore_errors=True)
    with app.app_context():
        enter_chapter(1)
        chapter = db.session.get_one(Chapter, 1)
        meeting = db.session.scalars(select(Meeting).where(Meeting.chapter_id == 1, Meeting.slug == "big")).one()
        user = db.session.scalars(select(User)).first()
        assert user
        options = PacketOptions(chapter.paper_size, (("cover", copies), ("cases", 1)))
        packet_id = request_packet(chapter, meeting, user, options).id
        db.session.commit()
    return packet_id


def packet_now(app: Flask, packet_id: int) -> tuple[PacketState, JobState, Path]:
    with app.app_context():
        enter_chapter(1)
        packet = db.session.scalars(select(Packet).where(Packet.chapter_id == 1, Packet.id == packet_id)).one()
        job = db.session.scalars(select(Job).where(Job.target_id == packet_id)).one()
        answer = packet.state, job.state, storage.path_of(packet.ref)
        db.session.rollback()
    return answer


def is_alive(child: psutil.Process) -> bool:
    try:
        return child.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_until(what: str, seconds: float, is_true: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < until, f"not within {seconds} s: {what}"
        time.sleep(0.02)


def wait_for_render(app: Flask, packet_id: int, worker: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Wait until some of the packet is laid out, and more is to come; the worker's children."""
    wait_until("rendering", 20, lambda: packet_now(app, packet_id)[0] is PacketState.RENDERING)
    sections = Path(app.config["INSTANCE"], "sections")
    wait_until("a renderer", 10, lambda: len(list(sections.glob("*.pdf"))) > 1)
    return psutil.Process(worker.pid).children(recursive=True)


def wait_until_it_ended(app: Flask, packet_id: int) -> None:
    wait_until("ready or failed", 30, lambda: packet_now(app, packet_id)[0] in ENDED)
    wait_until("its job ended", 5, lambda: packet_now(app, packet_id)[1] is JobState.DONE)


def error_of(app: Flask, packet_id: int) -> str:
    with app.app_context():
        enter_chapter(1)
        return db.session.scalars(select(Packet.error).where(Packet.chapter_id == 1, Packet.id == packet_id)).one()


def test_renderer_and_worker_killed_three_times_lose_nothing_and_leave_no_half_file(
    installation: Flask, start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    worker, ready = start_worker(), []
    for copies, killed in enumerate(("renderer", "worker", "renderer"), 1):
        packet_id = ask(installation, copies)
        family = wait_for_render(installation, packet_id, worker)
        if killed == "renderer":
            for child in family:
                child.kill()
        else:
            worker.kill()
            worker.wait()
            worker = start_worker()
            wait_until("the renderer is gone", 5, lambda gone=family: not any(map(is_alive, gone)))
        wait_until_it_ended(installation, packet_id)
        state, _, path = packet_now(installation, packet_id)
        if killed == "renderer":
            assert state is PacketState.FAILED
            assert "stopped from outside. Ask for the packet again." in error_of(installation, packet_id)
        else:
            assert state is PacketState.READY and path.read_bytes().startswith(b"%PDF")
            ready.append(path.name)
    assert [file.name for file in path.parent.iterdir()] == ready


def test_a_worker_told_to_stop_gives_the_job_back_and_leaves_no_orphan(
    installation: Flask, start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    packet_id = ask(installation)
    worker = start_worker()
    family = wait_for_render(installation, packet_id, worker)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(5) == 0
    wait_until("no orphan", 5, lambda: not any(map(is_alive, family)))
    assert packet_now(installation, packet_id)[1] is JobState.QUEUED
