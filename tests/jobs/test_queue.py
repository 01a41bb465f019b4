"""The job row is the truth: done, failed with a reason, or taken up again; never hanging."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Interrupted
from chapterapp.jobs import queue, services
from chapterapp.jobs.models import Job, JobState
from chapterapp.jobs.registry import TASKS, task

LEASE = timedelta(seconds=30)


class Diary:
    def __init__(self) -> None:
        self.done: list[int] = []
        self.told: list[tuple[int, str]] = []
        self.raises: Exception | None = None

    def run(self, target_id: int) -> None:
        if self.raises:
            raise self.raises
        self.done.append(target_id)

    def fail(self, target_id: int, why: str) -> None:
        self.told.append((target_id, why))


@pytest.fixture
def diary(app: Flask) -> Iterator[Diary]:
    """A task of the test's own, run in the same process when its job is committed (huey's immediate mode)."""
    diary = Diary()
    task("test.diary", fail=diary.fail)(diary.run)
    yield diary
    del TASKS["test.diary"]


def enqueue(app: Flask) -> int:
    with app.app_context():
        job = services.enqueue("test.diary", 7)
        job_id = job.id
        db.session.commit()
    return job_id


def state_of(app: Flask, job_id: int) -> tuple[JobState, str | None]:
    with app.app_context():
        job = db.session.get_one(Job, job_id)
        return job.state, job.error


def test_a_job_is_sent_when_its_transaction_commits(app: Flask, diary: Diary) -> None:
    job_id = enqueue(app)
    assert diary.done == [7]
    assert state_of(app, job_id) == (JobState.DONE, None)


def test_a_job_of_a_transaction_that_failed_is_never_sent(app: Flask, diary: Diary) -> None:
    with app.app_context():
        services.enqueue("test.diary", 7)
        db.session.rollback()
        db.session.commit()
    assert diary.done == []


def test_a_job_that_breaks_fails_with_a_reason_and_tells_its_target(app: Flask, diary: Diary) -> None:
    diary.raises = ValueError("secret text")
    job_id = enqueue(app)
    assert state_of(app, job_id) == (JobState.FAILED, "ValueError")
    assert diary.told == [(7, "ValueError")]


def test_an_interrupted_job_goes_back_to_the_queue(app: Flask, diary: Diary) -> None:
    diary.raises = Interrupted()
    job_id = enqueue(app)
    assert state_of(app, job_id) == (JobState.QUEUED, None)


def test_a_job_is_claimed_once(app: Flask, diary: Diary) -> None:
    diary.raises = Interrupted()
    job_id = enqueue(app)
    with app.app_context():
        assert services.claim(job_id, LEASE) is not None
        assert services.claim(job_id, LEASE) is None
        db.session.rollback()


def test_a_job_whose_lease_ran_out_is_swept_up_again(app: Flask, diary: Diary) -> None:
    diary.raises = Interrupted()
    job_id = enqueue(app)
    with app.app_context():
        dead = {"state": JobState.RUNNING, "lease_until": now() - timedelta(seconds=1)}
        db.session.execute(update(Job).where(Job.id == job_id).values(**dead))
        db.session.commit()
        diary.raises = None
        queue.sweep()
    assert diary.done == [7]
    assert state_of(app, job_id) == (JobState.DONE, None)


def test_a_job_that_was_committed_but_never_sent_is_swept_up(app: Flask, diary: Diary) -> None:
    with app.app_context():
        job = Job(name="test.diary", target_id=7, queued_at=now() - timedelta(hours=1))
        db.session.add(job)
        db.session.commit()
        queue.sweep()
    assert diary.done == [7]


def test_a_job_somebody_works_on_is_left_alone(app: Flask, diary: Diary) -> None:
    diary.raises = Interrupted()
    job_id = enqueue(app)
    with app.app_context():
        assert services.claim(job_id, LEASE)
        db.session.commit()
        diary.raises = None
        queue.sweep()
    assert diary.done == []


def test_a_job_that_kills_its_worker_again_and_again_is_given_up(app: Flask, diary: Diary) -> None:
    diary.raises = Interrupted()
    job_id = enqueue(app)
    with app.app_context():
        db.session.execute(update(Job).where(Job.id == job_id).values(runs=services.MOST_RUNS))
        db.session.commit()
        queue.run_job(job_id)
    assert state_of(app, job_id)[0] is JobState.FAILED
    assert diary.told


def test_the_lease_is_renewed_while_the_work_goes_on(app: Flask, diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "JOB_LEASE_SECONDS", 0.3)
    leases = []

    def slow(target_id: int) -> None:
        db.session.rollback()
        time.sleep(0.8)
        leases.append((db.session.get_one(Job, 1, populate_existing=True).lease_until, now()))

    TASKS["test.diary"] = TASKS["test.diary"]._replace(run=slow)
    enqueue(app)
    lease, then = leases[0]
    assert lease > then
