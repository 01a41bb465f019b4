"""What single zones of a laid out page painted, cut out of its content stream.

A zone is an element with an id and `transform: translate(0)`: WeasyPrint paints it in one q … Q that begins with an
identity matrix, so a tall page of zones, one below the other, comes apart again. All lengths are CSS px (1/96 in).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import weasyprint
from pikepdf import Pdf

from chapterapp.pdf.made import units_of
from chapterapp.pdf.parts import Unit

IDENTITY = b"1 0 0 1 0 0 cm"
MARK = re.compile(rb"/MCID (\d+)")
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass
class Laid:
    """A document and its parts: of each page what it painted, its texts, the boxes of its ids."""

    pdf: Pdf
    streams: list[bytes]
    units: list[list[Unit]]
    places: dict[str, tuple[int, Box]]  # page, box
    zones: list[Iterator[bytes]]  # of each page what its zones painted, in their order


def lay(document: weasyprint.Document, data: bytes) -> Laid:
    pdf = Pdf.open(BytesIO(data))
    index = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    units: list[list[Unit]] = [[] for _ in index]
    for page, unit in units_of(pdf.Root.StructTreeRoot):
        units[index[page]].append(unit)
    places = {name: (number, box) for number, page in enumerate(document.pages) for name, box in _anchors(page).items()}
    streams = [page.obj.Contents.read_bytes() for page in pdf.pages]
    return Laid(pdf, streams, units, places, [_zones(stream) for stream in streams])


def _anchors(page: Any) -> dict[str, Box]:
    return dict(page.anchors)


def _zones(stream: bytes) -> Iterator[bytes]:
    inside: list[bytes] | None = None
    depth = outer = 0
    for line in stream.split(b"\n"):
        depth += (line == b"q") - (line == b"Q")
        if inside is None and line == IDENTITY:
            inside, outer = [], depth
        elif inside is not None and depth < outer:
            yield b"\n".join(inside)
            inside = None
        elif inside is not None:
            inside.append(line)


def marks_in(operators: bytes) -> list[int]:
    return [int(mark) for mark in MARK.findall(operators)]


def renumbered(operators: bytes, units: tuple[Unit, ...], first: int) -> tuple[bytes, tuple[Unit, ...]]:
    """The same with its marks counted from `first`, in order of appearance."""
    new = {old: first + at for at, old in enumerate(marks_in(operators))}
    changed = MARK.sub(lambda match: b"/MCID %d" % new[int(match[1])], operators)
    return changed, tuple(replace(unit, marks=tuple(new[mark] for mark in unit.marks)) for unit in units)
