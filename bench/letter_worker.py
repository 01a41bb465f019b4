"""The shipped worker with one more job, a thousand personal letters: `python -m bench.letter_worker`.

It prints what the bench line "paper: 1,000 letters" prints, through the worker's own kept renderer.
"""

from chapterapp import create_app
from chapterapp.cli import worker
from chapterapp.jobs.registry import task
from chapterapp.personal_letters.rendering import print_run
from tests.personal_letters.sample import many

CASES, WRITERS = 10, 100


def fail(number: int, why: str) -> None:
    raise AssertionError(f"letters {number}: {why}")


@task("bench.letters", fail=fail)
def print_a_thousand(number: int) -> None:
    made = print_run(many(CASES, WRITERS))
    assert sum(made.pages) == CASES * WRITERS


if __name__ == "__main__":
    with create_app().app_context():
        worker()
