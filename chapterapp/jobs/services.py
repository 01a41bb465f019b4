"""The job row is the truth; the queue carries only its id."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import and_, or_, select, update

from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.jobs.models import Job, JobState

MOST_RUNS = 5


def enqueue(name: str, target_id: int, *, size: int = 0) -> Job:
    """Ask for `name` to be done for `target_id`. It is sent to the queue when the caller's transaction commits."""
    job = Job(name=name, target_id=target_id, size=size, queued_at=now())
    db.session.add(job)
    db.session.flush()
    db.session().info.setdefault("queued", []).append((job.id, -size))
    return job


def claim(job_id: int, lease: timedelta) -> Job | None:
    """Take the job for as long as the lease, unless somebody has it or it is done."""
    free = or_(Job.state == JobState.QUEUED, and_(Job.state == JobState.RUNNING, Job.lease_until < now()))
    return db.session.scalars(
        update(Job)
        .where(Job.id == job_id, free)
        .values(state=JobState.RUNNING, lease_until=now() + lease, runs=Job.runs + 1)
        .returning(Job)
    ).one_or_none()


def renew(job_id: int, lease: timedelta) -> None:
    db.session.execute(
        update(Job).where(Job.id == job_id, Job.state == JobState.RUNNING).values(lease_until=now() + lease)
    )


def give_back(job_id: int, state: JobState, error: str | None = None) -> None:
    db.session.execute(update(Job).where(Job.id == job_id).values(state=state, lease_until=None, error=error))


def list_due(patience: timedelta) -> Sequence[Job]:
    """Jobs that nobody works on: their lease ran out, or they were queued longer than `patience` ago."""
    return db.session.scalars(
        select(Job)
        .where(
            or_(
                and_(Job.state == JobState.QUEUED, Job.queued_at < now() - patience),
                and_(Job.state == JobState.RUNNING, Job.lease_until < now()),
            )
        )
        .order_by(Job.size, Job.id)
    ).all()
