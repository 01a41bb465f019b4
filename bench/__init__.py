"""What is measured here is judged here, never in a test. A line is a function with @line; it returns (value, how)."""

from collections.abc import Callable
from typing import NamedTuple

Measure = Callable[[], tuple[float, str]]


class Line(NamedTuple):
    name: str
    unit: str
    goal: float
    better: str
    measure: Measure


LINES: list[Line] = []


def line(name: str, unit: str, goal: float, better: str = "lower") -> Callable[[Measure], Measure]:
    """Register a measurement under its name; `better` says which side of the goal is good."""

    def register(measure: Measure) -> Measure:
        LINES.append(Line(name, unit, goal, better, measure))
        return measure

    return register
