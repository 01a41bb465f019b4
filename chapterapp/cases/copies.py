"""How a case stands, as plain values: what a stop in the library writes through to its copies."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from chapterapp.cases.models import Case

STATE = ("status", "status_reason", "outcome", "outcome_on")  # one thing: they are taken over together


def state_of(case: Case) -> dict[str, Any]:
    return plain_values(case, STATE)


def note_state(copy: Case, origin: Case) -> None:
    """The copy stands as its origin does: from now on, only what differs from this is news."""
    said = copy.origin_said or {}
    copy.origin_said = {**said, "case": {**said.get("case", {}), "state": state_of(origin)}}


def plain_values(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """As JSON can hold them."""
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
