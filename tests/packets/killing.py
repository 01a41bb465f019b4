"""An installation of its own with a large packet to make, its worker as it is shipped, and how to tell what became of
the packet."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from cast import make_cast
from factories import make_addressee, make_case, make_letter, make_meeting, make_subject
from flask import Flask
from sqlalchemy import select

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


def fill(count: int) -> None:
    """A meeting with so many cases, each of three pages."""
    make_cast()
    enter_chapter(1)
    chapter = db.session.get_one(Chapter, 1)
    cases = [make_case(chapter, slug=f"c{n}", title=f"Case {n}", background="Long text. " * 300) for n in range(count)]
    for case in cases:
        make_subject(case)
        make_addressee(case)
        make_letter(case, body="A paragraph of a letter.\n\n" * 5)
    make_meeting(chapter, cases=cases, slug="big")
    db.session.commit()


def start_worker(app: Flask) -> subprocess.Popen[bytes]:
    """`flask worker` with a lease and a sweep of a second."""
    ours = {
        "CHAPTERAPP_INSTANCE": str(app.config["INSTANCE"]),
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"].replace("+psycopg", ""),
        "SECRET_KEY": "x",
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | SETTINGS | ours)


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
