"""Work outside a request. The row is the truth; the queue carries only its id."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from chapterapp.database import Model


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Model):
    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    target_id: Mapped[int]
    size: Mapped[int] = mapped_column(default=0)
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED, index=True)
    queued_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    runs: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
