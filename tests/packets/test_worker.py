"""The real worker, killed at bad moments: every packet ends ready, or failed with a reason, and nothing is left."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from conftest import SERVER, WORKER
from flask import Flask
from packets.killing import (
    ask,
    error_of,
    fill,
    is_alive,
    packet_now,
    start_worker,
    wait_for_render,
    wait_until,
    wait_until_it_ended,
)

from chapterapp import create_app
from chapterapp.database import db
from chapterapp.jobs.models import JobState
from chapterapp.packets.models import PacketState


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
        fill(6)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    app.extensions["huey"].storage.close()


@pytest.fixture
def start(installation: Flask) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Workers, stopped at the end whatever happens."""
    started: list[subprocess.Popen[bytes]] = []

    def one() -> subprocess.Popen[bytes]:
        started.append(start_worker(installation))
        return started[-1]

    yield one
    for worker in started:
        worker.send_signal(signal.SIGTERM)
    for worker in started:
        worker.wait(10)


def test_renderer_and_worker_killed_three_times_lose_nothing_and_leave_no_half_file(
    installation: Flask, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    worker, ready = start(), []
    for copies, killed in enumerate(("renderer", "worker", "renderer"), 1):
        packet_id = ask(installation, copies)
        family = wait_for_render(installation, packet_id, worker)
        if killed == "renderer":
            for child in family:
                child.kill()
        else:
            worker.kill()
            worker.wait()
            worker = start()
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
    installation: Flask, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    packet_id = ask(installation)
    worker = start()
    family = wait_for_render(installation, packet_id, worker)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(5) == 0
    wait_until("no orphan", 5, lambda: not any(map(is_alive, family)))
    assert packet_now(installation, packet_id)[1] is JobState.QUEUED
