"""What the worker can run, by name. Features register here; jobs imports none of them."""

from collections.abc import Callable
from typing import NamedTuple

Run = Callable[[int], None]
Fail = Callable[[int, str], None]


class Task(NamedTuple):
    """`run` does the work for one target; `fail` tells the target why it will not be done, in words."""

    run: Run
    fail: Fail


TASKS: dict[str, Task] = {}


def task(name: str, *, fail: Fail) -> Callable[[Run], Run]:
    def register(run: Run) -> Run:
        TASKS[name] = Task(run, fail)
        return run

    return register
