"""Text of two columns side by side, as programs that keep the look of a page write it: left first, then right."""

import re
from collections import Counter

GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
FEWEST = 5


def unfold(lines: list[str]) -> list[str]:
    """Lines that stand in two columns are put one below the other; all else stays as it is."""
    start = _right_column(lines)
    if not start:
        return lines
    unfolded: list[str] = []
    run: list[str] = []
    for line in [*lines, None]:
        if line is not None and not line[start - 2 : start].strip():
            run.append(line)
            continue
        unfolded += _one_below_the_other(run, start)
        run = []
        if line is not None:
            unfolded.append(line)
    return unfolded


def _right_column(lines: list[str]) -> int:
    """Where the right column begins; 0 if there is none. A list of labels and values is none."""
    starts: Counter[int] = Counter()
    for line in lines:
        for gap in GAP.finditer(line):
            if not line[: gap.start()].rstrip().endswith(":"):
                starts[gap.end()] += 1
    if not starts:
        return 0
    start, count = starts.most_common(1)[0]
    return start if count >= FEWEST and start > 15 else 0


def _one_below_the_other(run: list[str], start: int) -> list[str]:
    if sum(len(line) > start for line in run) < FEWEST:
        return run
    first = next(at for at, line in enumerate(run) if len(line) > start)
    last = max(at for at, line in enumerate(run) if len(line) > start)
    while first and run[first - 1].strip():
        first -= 1
    while last + 1 < len(run) and run[last + 1].strip():
        last += 1
    rows = run[first : last + 1]
    left = unfold([row[:start].rstrip() for row in rows])
    right = unfold([row[start:].rstrip() for row in rows])
    return [*run[:first], *left, "", *right, "", *run[last + 1 :]]
