"""The line of years: where on it somebody was taken and came free. Places are percent of the line's length.

All lines of a page have one scale, from a round year to today. A year or a month stands in its middle.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

STEP, WIDE_STEP, LONG = 5, 10, 40  # years between two ticks, and the length from which they are rarer
TAIL = 5  # years that are kept free on the left of an end whose beginning nobody knows


class Held(NamedTuple):
    """How many whole years, and whether the dates are exact enough to say so."""

    years: int
    is_exact: bool


class Line(NamedTuple):
    """Square at `start` (None: nobody knows), ring at `end` (None: no end yet). `margin`: tenths before the words."""

    start: float | None
    end: float | None

    @property
    def margin(self) -> int:
        first = self.end if self.start is None else self.start
        return min(int((first or 0) // 10), 5)


class Scale(NamedTuple):
    first: int
    last: float

    def at(self, moment: float) -> float:
        place = (moment - self.first) / (self.last - self.first) * 100
        return round(min(max(place, 0), 100), 1)

    @property
    def ticks(self) -> list[float]:
        step = WIDE_STEP if self.last - self.first > LONG else STEP
        return [self.at(year) for year in range(self.first, int(self.last) + 1, step)]

    def line(self, start: str, end: str) -> Line:
        """Of two partial dates, of which either may be empty. A start after its end is drawn at the end."""
        ring = self.at(moment_of(end)) if end else None
        square = self.at(moment_of(start)) if start else None
        if square is not None and ring is not None:
            square = min(square, ring)
        return Line(square, ring)


def make_scale(spans: Iterable[tuple[str, str]], today: date) -> Scale:
    """For all pairs of start and end on a page: from the last round year at or before the earliest of them."""
    firsts = [int(start[:4]) if start else int(end[:4]) - TAIL for start, end in spans if start or end]
    earliest = min([*firsts, today.year])
    first = earliest - earliest % STEP
    last = moment_of(today.isoformat())
    return Scale(first if first < last else first - STEP, last)


def moment_of(partial: str) -> float:
    """A partial date as a number of years, in the middle of what it leaves open."""
    year, month, day = _parts(partial)
    if not month:
        return year + 0.5
    return year + (month - 1 + (day - 0.5 if day else 15) / 31) / 12


def held_for(start: str, end: str) -> Held | None:
    """Between two partial dates; None where one is not known, or where they are the wrong way round."""
    if not start or not end or _latest(end) < _earliest(start):
        return None
    fewest = max(_whole_years(_latest(start), _earliest(end)), 0)
    most = _whole_years(_earliest(start), _latest(end))
    return Held(fewest, True) if fewest == most else Held(int(end[:4]) - int(start[:4]), False)


def year_number(start: str, today: date) -> int | None:
    """Which calendar year of it this is, the first counted as 1; None where the start is not known or lies ahead."""
    number = today.year - int(start[:4]) + 1 if start else 0
    return number if number > 0 else None


def _parts(partial: str) -> tuple[int, int, int]:
    year, month, day = ([int(part) for part in partial.split("-")] + [0, 0])[:3]
    return year, month, day


def _earliest(partial: str) -> tuple[int, int, int]:
    year, month, day = _parts(partial)
    return year, month or 1, day or 1


def _latest(partial: str) -> tuple[int, int, int]:
    year, month, day = _parts(partial)
    return year, month or 12, day or 31


def _whole_years(start: tuple[int, int, int], end: tuple[int, int, int]) -> int:
    return end[0] - start[0] - (end[1:] < start[1:])
