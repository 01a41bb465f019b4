"""Random cases, letters, labels and envelopes against every rule, on their contents: what would stand on paper, in file
names, on public pages."""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from bench import line
from chapterapp import create_app

CASES = LETTERS = LABELS = 10_000
WRITERS = 12  # who sign for each case that is printed
AT_ONCE = 500  # random cases
sys.path.insert(
    0, str(Path(__file__).parents[1] / "tests")
)  # where the random cases and what they may not say are kept


@contextmanager
def room() -> Iterator[None]:
    """The words of the application; no database."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            INSTANCE=Path(folder), SECRET_KEY="bench", SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder}/none.db"
        )
        with app.test_request_context():
            yield


@line("rules: 10,000 random cases, broken", "", 0)
def broken_rules() -> tuple[float, str]:
    from packets.random_cases import draw_face, invent
    from packets.rule_oracle import broken

    printed = neutral = wrong = 0
    began = time.process_time()
    with room():
        draw_face()
        for seed in range(CASES):
            world = invent(Random(seed))
            wrong += bool(broken(world))
            is_printed = world.sort_out()[0]
            printed += is_printed
            neutral += is_printed and world.case.name_amnesty != "yes"
    took = time.process_time() - began
    return wrong, f"of {CASES} cases {printed} are printed, {neutral} of them without naming us; {took:.0f} s CPU"


@line("rules: 10,000 random letters, broken", "", 0)
def broken_letters() -> tuple[float, str]:
    from personal_letters.random_writers import broken, invent_letter, invent_writer

    letters = printed = seed = wrong = 0
    began = time.process_time()
    with room():
        while letters < LETTERS:
            world, writer, offer = invent_letter(random := Random(seed))
            seed += 1
            if not offer.letter:
                wrong += bool(broken(world, writer, offer))
                continue
            printed += 1
            for one in (writer, *(invent_writer(random) for _ in range(WRITERS - 1))):
                letters += 1
                wrong += bool(broken(world, one, offer))
    took = time.process_time() - began
    return wrong, f"{letters} letters for {printed} cases, {seed - printed} more have none; {took:.0f} s CPU"


@line("rules: 10,000 random labels and envelopes, broken", "", 0)
def broken_labels() -> tuple[float, str]:
    from labels.random_cases import KINDS, broken_rules, draw_many, offered

    pieces = cases = wrong = 0
    began = time.process_time()
    with room():
        while pieces < LABELS:
            for made in draw_many(AT_ONCE, first=cases):
                cases += 1
                for kind in KINDS:
                    for addressee, offer in offered(made, kind):
                        pieces += 1
                        wrong += bool(broken_rules(made, addressee, offer.piece))
    took = time.process_time() - began
    return wrong, f"{pieces} labels, return labels and envelopes of {cases} random cases; {took:.0f} s CPU"
