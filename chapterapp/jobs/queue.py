"""huey, made in the factory: one task, `run`. Small jobs go ahead of big ones."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from flask import Flask, current_app
from huey import PostgresHuey, SqliteHuey
from sqlalchemy import event
from sqlalchemy.orm import Session

from chapterapp.database import db
from chapterapp.errors import Interrupted
from chapterapp.jobs import services
from chapterapp.jobs.models import JobState
from chapterapp.jobs.registry import TASKS

log = logging.getLogger(__name__)


def lease() -> timedelta:
    return timedelta(seconds=current_app.config["JOB_LEASE_SECONDS"])


def run_job(job_id: int) -> None:
    """Do one job: done, failed with a reason, or given back when the worker stops."""
    job = services.claim(job_id, lease())
    db.session.commit()
    if job is None:
        return
    task = TASKS[job.name]
    if job.runs > services.MOST_RUNS:
        _fail(job_id, job.target_id, task.fail, "the worker died at it again and again")
        return
    try:
        with _lease_renewed(job_id):
            task.run(job.target_id)
            services.give_back(job_id, JobState.DONE)
            db.session.commit()
    except Interrupted:
        db.session.rollback()
        services.give_back(job_id, JobState.QUEUED)
        db.session.commit()
    except Exception as error:
        log.exception("job %s", job_id)
        db.session.rollback()
        _fail(job_id, job.target_id, task.fail, type(error).__name__)


def _fail(job_id: int, target_id: int, tell: Any, why: str) -> None:
    tell(target_id, why)
    services.give_back(job_id, JobState.FAILED, why)
    db.session.commit()


@contextmanager
def _lease_renewed(job_id: int) -> Iterator[None]:
    """Keep the lease alive while the work goes on; after a kill -9 nobody does, and the sweep takes the job up."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined] # the thread has no context of its own
    ended = threading.Event()

    def renew() -> None:
        with app.app_context():
            while not ended.wait(lease().total_seconds() / 3):
                services.renew(job_id, lease())
                db.session.commit()

    threading.Thread(target=renew, daemon=True).start()
    try:
        yield
    finally:
        ended.set()  # no join: it may be waiting for the lock that this thread gives back only now


def sweep() -> None:
    """Send again what was committed but never sent, and what a dead worker left."""
    due = [(job.id, -job.size) for job in services.list_due(lease())]
    db.session.rollback()
    for job_id, priority in due:
        _send(job_id, priority)


def _send(job_id: int, priority: int) -> None:
    current_app.extensions["run"](job_id, priority=priority)


def init_app(app: Flask) -> None:
    url = db_url(app)
    immediate = app.config["JOBS_IMMEDIATE"]
    if url.startswith("postgresql") and not immediate:
        huey: Any = PostgresHuey(dsn=url.replace("+psycopg", "", 1))
    else:
        huey = SqliteHuey(filename=str(app.config["INSTANCE"] / "queue.db"), immediate=immediate)

    def run(job_id: int) -> None:
        with app.app_context():
            run_job(job_id)

    app.extensions["huey"] = huey
    app.extensions["run"] = huey.task(name="run")(run)


def db_url(app: Flask) -> str:
    return str(app.config["SQLALCHEMY_DATABASE_URI"])


def _send_committed(session: Session) -> None:
    for job_id, priority in session.info.pop("queued", ()):
        try:
            _send(job_id, priority)
        except Exception:
            log.exception("job %s waits for the sweep", job_id)


def _forget(session: Session) -> None:
    session.info.pop("queued", None)


event.listen(db.session, "after_commit", _send_committed)
event.listen(db.session, "after_rollback", _forget)
