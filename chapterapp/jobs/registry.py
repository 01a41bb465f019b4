"""What the worker can run, by name. Features register; jobs imports none of them."""

from collections.abc import Callable

Task = Callable[[int], None]
TASKS: dict[str, Task] = {}


class Interrupted(Exception):
    """The worker is asked to stop: the job goes back and is taken up again."""


class GaveUp(Exception):
    """The job cannot be done; its task has told why in its own words."""


def task(name: str) -> Callable[[Task], Task]:
    def register(function: Task) -> Task:
        TASKS[name] = function
        return function

    return register
