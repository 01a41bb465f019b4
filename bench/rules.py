"""Random cases against every rule, on their contents: what would stand on paper, in file names, on public pages."""

import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bench import line
from chapterapp import create_app

CASES = 10_000
sys.path.insert(
    0, str(Path(__file__).parents[1] / "tests")
)  # where the random cases and what they may not say are kept


@line("rules: 10,000 random cases, broken", "", 0)
def broken_rules() -> tuple[float, str]:
    from packets.random_cases import draw_face, invent
    from packets.rule_oracle import broken

    printed = neutral = wrong = 0
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            INSTANCE=Path(folder), SECRET_KEY="bench", SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder}/none.db"
        )
        with app.test_request_context():
            draw_face()
            for seed in range(CASES):
                world = invent(Random(seed))
                wrong += bool(broken(world))
                is_printed = world.sort_out()[0]
                printed += is_printed
                neutral += is_printed and world.case.name_amnesty != "yes"
    took = time.process_time() - began
    return wrong, f"of {CASES} cases {printed} are printed, {neutral} of them without naming us; {took:.0f} s CPU"
