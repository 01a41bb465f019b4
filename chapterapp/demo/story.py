"""The shapes of what the demo tells. Dates that depend on the day of the first start are days from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chapterapp.cases.history_models import RuleName

INVENTED = "Invented for the demo."


@dataclass(frozen=True, kw_only=True)
class Portrait:
    """A face to be drawn, never a photograph; `hair` and `coat` are greys from 0 to 255."""

    alt: str
    hair: int
    coat: int
    has_long_hair: bool
    has_glasses: bool = False
    credit: str = "Drawing made for the demo"
    permission: str = "Nobody is shown: the face is drawn by the program."


@dataclass(frozen=True, kw_only=True, eq=False)  # each is one story: compared and hashed as that
class Story:
    """One invented case. The mappings hold columns of their models."""

    case: dict[str, Any]
    subjects: Sequence[Mapping[str, Any]]
    addressees: Sequence[Mapping[str, Any]] = ()
    letters: Sequence[tuple[str, str]] = ()  # language, body
    updates: Sequence[tuple[str, str]] = ()  # when (a partial date), what happened
    portrait: Portrait | None = None
    facility: Mapping[str, Any] | None = None  # where the first of them is held
    decisions: Sequence[tuple[RuleName, str, str]] = ()  # which rule is what, and why somebody decided so
    act_within: int | None = None
    checked_ago: int = 12


@dataclass(frozen=True, kw_only=True)
class Release:
    """Somebody real who came free. Facts only, each with its source; what is not known stays blank."""

    case: Mapping[str, Any]
    subject: Mapping[str, Any]
    updates: Sequence[tuple[str, str, str]]  # when (a partial date), what happened, who says so
