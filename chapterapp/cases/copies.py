"""How a case stands and whose portrait it shows, as plain values: what the library writes through to copies."""

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


PORTRAIT = {"alt": "portrait_alt", "credit": "portrait_credit", "permission": "portrait_permission"}


def portrait_of(subject: Any) -> dict[str, str] | None:
    """The reference of the picture and its words; of a row, or of columns that may not be there."""
    if subject.portrait is None or subject.portrait.ref is None:
        return None
    return {"picture": subject.portrait.ref} | {word: getattr(subject, name) for word, name in PORTRAIT.items()}


def own_ref(copy: Case, ref: str) -> str:
    """What a copy calls a part of its origin; empty if it has none for it."""
    return str((copy.origin_said or {}).get("own", {}).get(ref, ""))


def is_from_library(copy: Case, ref: str, picture: str) -> bool:
    """Whether a copy's portrait of the library's subject `ref` came from there. Copies that were made before that was
    written down count as if it did."""
    said = copy.origin_said or {}
    known = "portrait" in said.get("subjects", {}).get(ref, {})
    return picture in said.get("own", {}).values() or not known


def note_no_permission(copy: Case, ref: str) -> None:
    """That nobody allows the portrait any more came from the library and is nothing the chapter did."""
    said = copy.origin_said or {}
    subjects = said.get("subjects", {})
    values = subjects.get(ref, {})
    if portrait := values.get("portrait"):
        told = {ref: {**values, "portrait": {**portrait, "permission": ""}}}
        copy.origin_said = {**said, "subjects": {**subjects, **told}}


def plain_values(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """As JSON can hold them."""
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
