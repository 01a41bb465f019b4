"""What is printed, as plain values."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from chapterapp.scripts import RIGHT_TO_LEFT, TALL, language_of, script_of


class Run(NamedTuple):
    """Lines in one script that follow one another; `hangs`: one line that may have to be broken."""

    text: str
    language: str
    is_rtl: bool
    is_tall: bool
    hangs: bool = False


class Piece(NamedTuple):
    """One label or envelope: its name on the screen, its lines, how many, the sender's lines on an envelope."""

    name: str
    lines: tuple[str, ...]
    country: str
    copies: int
    sender: tuple[str, ...] = ()


class Printing(NamedTuple):
    """Everything on one file. `refused` are sentences, "name: reason"."""

    title: str
    language: str
    pieces: tuple[Piece, ...]
    refused: tuple[str, ...]


def runs(lines: tuple[str, ...], country: str, most: int) -> Iterator[Run]:
    """The lines of an address by script; one of more than `most` letters is a run by itself."""
    long = [len(line) > most and script_of(line) not in RIGHT_TO_LEFT for line in lines]
    keys = [(script_of(line), n if is_long else -1) for n, (line, is_long) in enumerate(zip(lines, long, strict=True))]
    for (script, single), group in groupby(zip(keys, lines, strict=True), lambda pair: pair[0]):
        text = "\n".join(line for _key, line in group)
        tall = any(script_of(sign) in TALL for sign in set(text))
        yield Run(text, language_of(text, country), script in RIGHT_TO_LEFT, tall, single >= 0)
