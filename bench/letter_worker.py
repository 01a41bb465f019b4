"""The shipped worker with one more job, a thousand personal letters: `python -m bench.letter_worker`.

It prints what the bench line "paper: 1,000 letters" prints, through the worker's own kept renderer.
"""

from chapterapp import create_app
from chapterapp.cli import worker
from chapterapp.jobs.registry import task
from chapterapp.pdf.letter_run import print_letters
from chapterapp.pdf.parts import Frame
from chapterapp.pdf.press import press
from tests.packets import letter_sample

CASES, WRITERS = 10, 100


def fail(number: int, why: str) -> None:
    raise AssertionError(f"letters {number}: {why}")


@task("bench.letters", fail=fail)
def print_a_thousand(number: int) -> None:
    html = letter_sample.merge_document(CASES, WRITERS, long=False)
    letters, frame = letter_sample.letters(CASES, WRITERS), Frame(f"Letters {number}", "en-US")
    made = print_letters(press, html, letter_sample.style(), {}, letters, frame, plain=lambda chosen: "")
    assert sum(made.pages) == CASES * WRITERS


if __name__ == "__main__":
    with create_app().app_context():
        worker()
