"""A thousand labels of ten addresses: laid out once each, placed a hundred times each."""

import statistics
import tempfile
import time
from pathlib import Path

import psutil

from bench import line
from chapterapp import create_app
from chapterapp.labels.contents import Piece, Printing
from chapterapp.labels.rendering import Printed, print_labels
from chapterapp.labels.stocks import LABELS
from chapterapp.pdf.press import press

OWN = ("Генеральному прокурору", "", "တရားရေးဝန်ကြီး", "")
COUNTRIES = ("RUSSIA", "HONDURAS", "MYANMAR", "VIETNAM")


def a_thousand() -> Printing:
    """The addresses of the design's own figure: ten, in three scripts, three or four lines each."""
    pieces = []
    for n in range(10):
        lines = (OWN[n % 4], f"Minister of Justice {n + 1}", f"Office No. {n}, Main Street", COUNTRIES[n % 4])
        pieces.append(Piece(f"n{n}", tuple(filter(None, lines)), "", 100))
    return Printing("Labels", "en", tuple(pieces), ())


def seconds() -> float:
    """CPU of this process and of the press's child."""
    spent = psutil.Process(press.child_pid).cpu_times() if press.child_pid else None
    return time.process_time() + (spent.user + spent.system if spent else 0)


@line("paper: 1,000 labels", "s", 0.05)
def thousand_labels() -> tuple[float, str]:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(INSTANCE=Path(folder), SECRET_KEY="x", SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder}/x.db")
        with app.app_context():
            value, printed = _measure()
    press.rest(0)
    assert (printed.pages, printed.labels) == (34, 1000)
    return value, (
        "CPU of worker and press together, ten addresses on Avery 5160, 34 tagged sheets, "
        f"{len(printed.data) // 1000} kB; median of 5 times 10, the child started before"
    )


def _measure() -> tuple[float, Printed]:
    """Ten at a time: the clock of a process ticks a hundredth of a second."""
    printed, taken = print_labels(a_thousand(), LABELS["avery-5160"]), []
    for _ in range(5):
        before = seconds()
        for _ in range(10):
            printed = print_labels(a_thousand(), LABELS["avery-5160"])
        taken.append((seconds() - before) / 10)
    return statistics.median(taken), printed
