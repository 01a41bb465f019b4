"""Sheets of labels and envelopes by their measures, in millimetres from the upper left corner of the sheet.

Where the measures come from:

- Avery 5160, 5161, 5163: the makers' sheets give inches. Letter, first label 1/2 in from the top; columns 2 3/4 in
  apart (5160) or 4 3/16 in (5161, 5163), so that equal margins leave 3/16 in and 5/32 in at the left;
- Avery L7160, L7163: the makers' sheets give 63.5 × 38.1 mm, three columns 66.0 mm apart, and 99.1 × 38.1 mm, two
  columns 101.6 mm apart, rows without a gap, margins equal on A4: 7.25 and 4.65 mm at the left, 15.15 mm at the top;
- DL, C6, C5: ISO 269; #10: 4 1/8 × 9 1/2 in. Where the address may stand: the Universal Postal Union keeps 40 mm at the
  top for stamps, 15 mm at the right and at most 140 mm from the right edge; the United States want the lowest 5/8 in
  (16 mm) empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import gettext as _

from chapterapp.chapters.models import PaperSize

INCH = 25.4
LETTER, A4 = (8.5 * INCH, 11 * INCH), (210.0, 297.0)
INSET = 3.5  # mm between the edge of a label and its text, left and right
SPARE = 1.4  # the same above and below: printers and cutters drift
LEAST_ROOM = (20.0, 8.0)  # of a label of one's own: less holds no address


class Box(NamedTuple):
    """A rectangle on the sheet: left and upper edge, width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Stock:
    """A sheet of equal labels. `across` and `down` go from the left (upper) edge of one label to that of the next."""

    key: str
    name: str
    sheet: tuple[float, float]
    columns: int
    rows: int
    left: float
    top: float
    across: float
    down: float
    width: float
    height: float

    @property
    def labels(self) -> int:
        return self.columns * self.rows

    def box(self, place: int) -> Box:
        """Of the label at a place, counted from 0 row by row."""
        row, column = divmod(place, self.columns)
        return Box(self.left + column * self.across, self.top + row * self.down, self.width, self.height)


@dataclass(frozen=True)
class Envelope:
    """One envelope: where its address and its sender may stand."""

    key: str
    name: str
    sheet: tuple[float, float]
    address: Box
    sender: Box


def places(
    stock: Stock, start: int, count: int, offset_x: float = 0.0, offset_y: float = 0.0
) -> Iterator[tuple[int, Box]]:
    """Where each of `count` labels goes: the sheet (from 0) and its rectangle there, moved by the printer's offset.

    `start` is the place of the first one on the first sheet, from 0; later sheets begin at 0. An offset moves to the
    right and down.
    """
    for n in range(start, start + count):
        sheet, place = divmod(n, stock.labels)
        box = stock.box(place)
        yield sheet, Box(box.left + offset_x, box.top + offset_y, box.width, box.height)


def sheets_needed(stock: Stock, start: int, count: int) -> int:
    return -(-(start + count) // stock.labels) if count else 0


def _envelope(key: str, name: str, width: float, height: float, left: float) -> Envelope:
    address = Box(left, 40.0, width - 15.0 - left, height - 40.0 - 16.0)
    return Envelope(key, name, (width, height), address, Box(12.0, 10.0, min(0.5 * width - 12.0, 80.0), 28.0))


def _avery(key: str, columns: int, rows: int, left: float, across: float, width: float, height: float) -> Stock:
    name = key.replace("-", " ").title()
    return Stock(
        key,
        name,
        LETTER,
        columns,
        rows,
        left * INCH,
        0.5 * INCH,
        across * INCH,
        height * INCH,
        width * INCH,
        height * INCH,
    )


LABELS = {
    stock.key: stock
    for stock in (
        _avery("avery-5160", 3, 10, 3 / 16, 2.75, 2.625, 1.0),
        _avery("avery-5161", 2, 10, 5 / 32, 4.1875, 4.0, 1.0),
        _avery("avery-5163", 2, 5, 5 / 32, 4.1875, 4.0, 2.0),
        Stock("avery-l7160", "Avery L7160", A4, 3, 7, 7.25, 15.15, 66.0, 38.1, 63.5, 38.1),
        Stock("avery-l7163", "Avery L7163", A4, 2, 7, 4.65, 15.15, 101.6, 38.1, 99.1, 38.1),
    )
}
ENVELOPES = {
    stock.key: stock
    for stock in (
        _envelope("envelope-10", "#10", 9.5 * INCH, 4.125 * INCH, 104.0),
        _envelope("envelope-dl", "DL", 220.0, 110.0, 100.0),
        _envelope("envelope-c6", "C6", 162.0, 114.0, 66.0),
        _envelope("envelope-c5", "C5", 229.0, 162.0, 102.0),
    )
}


def first_choice(paper: PaperSize) -> str:
    return "avery-5160" if paper is PaperSize.LETTER else "avery-l7160"


def faults(stock: Stock) -> dict[str, str]:
    """What is wrong with a stock of one's own, by the field to mend; empty when its labels fit its sheet."""
    width, height = stock.sheet
    found = {}
    if stock.width < LEAST_ROOM[0]:
        found["width"] = _("A label for an address is at least %(mm)s mm wide.", mm=f"{LEAST_ROOM[0]:g}")
    if stock.height < LEAST_ROOM[1]:
        found["height"] = _("A label for an address is at least %(mm)s mm high.", mm=f"{LEAST_ROOM[1]:g}")
    if stock.columns > 1 and stock.across < stock.width:
        found["across"] = _("The columns overlap: this is at least the width of a label.")
    if stock.rows > 1 and stock.down < stock.height:
        found["down"] = _("The rows overlap: this is at least the height of a label.")
    last = stock.box(stock.labels - 1)
    if (over := last.left + last.width - width) > 0.05:
        found["left"] = _("The last column ends %(mm)s mm to the right of the sheet.", mm=f"{over:.1f}")
    if (over := last.top + last.height - height) > 0.05:
        found["top"] = _("The last row ends %(mm)s mm below the sheet.", mm=f"{over:.1f}")
    return found
