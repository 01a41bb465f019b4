"""The worker under fire, and how long others wait for a page while it prints."""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from bench import line
from bench.large import Large, in_chapter, large, served, set_here
from bench.servers import ROOT
from chapterapp import create_app
from chapterapp.database import db
from chapterapp.jobs.models import Job, JobState
from chapterapp.jobs.services import enqueue
from chapterapp.packets.models import PacketState

from devices import Device  # isort: skip # bench.large finds tests
from packets import killing  # isort: skip

KILLS, CASES = 50, 12
ROUNDS, GETS, THOUSANDS = 6, 150, 5


@line("paper: 50 kills of worker and renderer, jobs or files left wrong", "", 0)
def kills() -> tuple[float, str]:
    """In turn the renderer and the worker, at moments that nobody chose."""
    wrong, ready, failed = 0, set(), 0
    with tempfile.TemporaryDirectory(prefix="chapterapp-bench-") as folder:
        app = create_app(INSTANCE=Path(folder), SECRET_KEY="x", SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder}/x.db")
        with app.app_context():
            db.create_all()
            killing.fill(CASES)
        worker = killing.start_worker(app)
        try:
            for n in range(KILLS):
                packet_id = killing.ask(app, 1 + n)
                family = killing.wait_for_render(app, packet_id, worker)
                time.sleep(random.Random(n).random())
                if n % 2:
                    worker.kill()
                    worker.wait()
                    worker = killing.start_worker(app)
                else:
                    for child in family:
                        child.kill()
                killing.wait_until_it_ended(app, packet_id)
                state, _job, path = killing.packet_now(app, packet_id)
                if state is PacketState.READY:
                    ready.add(path.name)
                    wrong += not path.read_bytes().rstrip().endswith(b"%%EOF")
                else:
                    failed += 1
                    wrong += "Ask for the packet again." not in killing.error_of(app, packet_id)
            wrong += len({file.name for file in path.parent.iterdir()} ^ ready)
        finally:
            worker.terminate()
            worker.wait(20)
            with app.app_context():
                db.engine.dispose()
    return wrong, (
        f"kill -9 in turn of the renderer and of the shipped worker while a packet of {CASES} cases is laid out, lease "
        f"and sweep of a second: {len(ready)} packets ready, {failed} failed in words, no other file in the store"
    )


@contextmanager
def letter_worker(here: Large) -> Iterator[None]:
    ours = {"CHAPTERAPP_INSTANCE": str(here.instance), "SECRET_KEY": "for the bench"}
    process = subprocess.Popen([sys.executable, "-m", "bench.letter_worker"], cwd=ROOT, env=os.environ | ours)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def waits(device: Device, evening: str, times: int = GETS) -> list[float]:
    took = []
    for _ in range(times):
        began = time.monotonic()
        device.get(evening)
        took.append(time.monotonic() - began)
    return took


def jobs_in(here: Large, *states: JobState) -> int:
    with in_chapter(here):
        return db.session.scalar(select(func.count(Job.id)).where(Job.state.in_(states))) or 0


def wait_for(here: Large, at_least: int) -> None:
    until = time.monotonic() + 120
    while jobs_in(here, JobState.DONE, JobState.FAILED) < at_least:
        assert time.monotonic() < until, "the letters are not printed"
        time.sleep(0.02)


@line("paper: meeting page p99 while 1,000 letters print, times idle", "x", 3)
def page_while_printing() -> tuple[float, str]:
    here = large("SQLite")
    set_here(here, True)
    idle: list[float] = []
    printing: list[float] = []
    sent = 0
    with served(here) as (_server, device), letter_worker(here):
        waits(device, here.evening)
        for _ in range(ROUNDS):  # in turn, so that a busy machine slows both
            idle += waits(device, here.evening)
            done = sent
            with in_chapter(here):
                for _again in range(THOUSANDS):
                    sent += 1
                    enqueue("bench.letters", sent)
            wait_for(here, done + 1)  # the renderer is warm, and has begun the next thousand
            while jobs_in(here, JobState.DONE, JobState.FAILED) < sent - 1:
                printing += waits(device, here.evening, 10)
            wait_for(here, sent)
        assert jobs_in(here, JobState.DONE) == sent
    slow, usual = (statistics.quantiles(took, n=100)[-1] for took in (printing, idle))
    return slow / usual, (
        f"wall time of GETs of the meeting page, 100 people and 100,000 entries, one after the other, through the "
        f"shipped server; p99 of {len(idle)} idle {1000 * usual:.1f} ms (median {1000 * statistics.median(idle):.1f}), "
        f"of {len(printing)} while the shipped worker's renderer prints one thousand letters after the other "
        f"{1000 * slow:.1f} ms (median {1000 * statistics.median(printing):.1f})"
    )
