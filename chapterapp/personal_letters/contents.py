"""Personal letters as plain values, ready to print: what each case says, and each writer as its rules allow."""

import re
from dataclasses import dataclass
from math import ceil
from typing import Literal

from markupsafe import Markup

from chapterapp.cases.rules import Signed

LINE = 80  # letters of a line in the usual size
ROOM = 410.0  # points that address and paragraphs have on a page beside sender, date, salutation and signature
OWN = re.compile(r"\[([^\[\]<>]{1,400})\]")  # a writer's own words in a sample
SMALL = 1.12  # times as much stands on a page in the smaller size


@dataclass(frozen=True)
class CaseLetter:
    """What one case says in all its letters. `paragraphs` are safe HTML with gaps for own words; those of `in_words`
    have {writer} in them yet. An empty salutation is written by hand, unless the paragraphs have it (`is_greeted`)."""

    case_id: int
    name: str  # of the case, in the outline
    to: tuple[str, ...]
    language: str  # BCP 47
    direction: Literal["ltr", "rtl"]
    date: str
    salutation: str
    is_greeted: bool
    paragraphs: tuple[Markup, ...]
    closing: str  # "Respectfully,"; empty when the last paragraph is it, or nobody knows it in this language
    gaps: int = 0  # places for own words

    @property
    def in_words(self) -> bool:
        """Whether the writer's name stands in the text: then no two are alike."""
        return any("{writer}" in paragraph for paragraph in self.paragraphs)

    @property
    def is_small(self) -> bool:
        """Whether a size less keeps it on one page."""
        return ROOM < self._height <= SMALL * ROOM

    @property
    def pages(self) -> int:
        """About how many a letter takes."""
        return 1 if self._height <= SMALL * ROOM else 1 + ceil((self._height - ROOM) / (1.6 * ROOM))

    @property
    def _height(self) -> float:
        paragraphs = sum(10.5 + 18 * ceil(len(one.striptags()) / LINE) for one in self.paragraphs)
        return 16 * len(self.to) + paragraphs


@dataclass(frozen=True)
class Letter:
    """One letter: the number of its case and of its writer in the run, and how the writer stands there."""

    case: int
    writer: int
    sender: Signed


@dataclass(frozen=True)
class Run:
    """Everything on one file, in its order. `writers` are their names, for the outline alone."""

    title: str
    language: str
    paper: Literal["letter", "a4"]
    cases: tuple[CaseLetter, ...]
    writers: tuple[str, ...]
    letters: tuple[Letter, ...]
    by_case: bool = False
    left_out: tuple[str, ...] = ()  # sentences, "name: reason"
