"""Rows to write on, drawn as one SVG: cheap to lay out, and a screen reader does not read 300 empty cells.

All lengths are points (1/72 in) unless a name says mm.
"""

from collections.abc import Iterable
from dataclasses import dataclass

MM = 72 / 25.4
ROW, TALLY_ROW = 26.25, 61.5
TICK_BOX, TALLY_BOX, TOTAL = 3.9 * MM, 4.4 * MM, 11 * MM
HAIR, THIN, HEAVY = 0.5, 0.75, 1.25
GAP, FIVES = 1.55, 5.1  # between tally boxes, and between groups of five


@dataclass(frozen=True)
class Column:
    """`box`: a tick box stands in it. `edge`: weight of the line on its left."""

    mm: float
    box: bool = False
    edge: float = THIN


def form_rows(columns: Iterable[Column], count: int, pitch: float = ROW, box: float = TICK_BOX) -> bytes:
    """Empty rows with the lines and tick boxes of their columns; a row is `pitch` high, a box `box` wide."""
    thin: list[str] = []
    heavy: list[str] = []
    x = 0.0
    height = count * pitch
    for number, column in enumerate(columns):
        if number:
            (thin if column.edge == THIN else heavy).append(f"M{x:.2f} 0V{height:.2f}")
        if column.box:
            left = x + (column.mm * MM - box) / 2
            thin += [_square(left, row * pitch + (pitch - box) / 2, box) for row in range(count)]
        x += column.mm * MM
    thin += [f"M0 {row * pitch:.2f}H{x:.2f}" for row in range(1, count)]
    heavy.append(f"M0 {height - HEAVY / 2:.2f}H{x:.2f}")
    return _svg(x, height, (THIN, thin), (HEAVY, heavy))


def ruled_lines(width: float, count: int, pitch: float = ROW, weight: float = HAIR) -> bytes:
    """Lines to write on, one at the foot of each row."""
    lines = [f"M0 {row * pitch - weight / 2:.2f}H{width:.2f}" for row in range(1, count + 1)]
    return _svg(width, count * pitch, (weight, lines))


@dataclass(frozen=True)
class TallyColumn:
    """Boxes stand in two rows from `left` on; then comes the frame for their sum."""

    left: float
    boxes: int

    @property
    def total(self) -> float:
        return self.left + _width_of_boxes(self.boxes)


def _width_of_boxes(boxes: int) -> float:
    """Of two rows in fives, with the space before the frame; nothing for a kind that has a frame only."""
    half = boxes // 2
    return half * (TALLY_BOX + GAP) + (half // 5 - 1) * (FIVES - GAP) + 4 if half else 0.0


def tally_columns(width: float) -> tuple[TallyColumn, ...]:
    """Letter, postcard, card, petition, e-mail: the order of the tally screen, spread over the width."""
    kinds = (20, 10, 10, 0, 0)
    taken = sum(_width_of_boxes(boxes) + TOTAL for boxes in kinds)
    space = (width - HEAVY - taken) / (len(kinds) - 1)
    columns: list[TallyColumn] = []
    left = HEAVY / 2
    for boxes in kinds:
        columns.append(TallyColumn(left, boxes))
        left = columns[-1].total + TOTAL + space
    return tuple(columns)


def tally_rows(width: float, count: int, *, with_sum: bool) -> bytes:
    """Rows of tick boxes in fives with frames for the totals; the last one, if asked for, has frames only."""
    boxes, frames, lines = [], [], []
    rows = count + with_sum
    for row in range(rows):
        top = row * TALLY_ROW + 23
        for column in tally_columns(width):
            if row < count:
                boxes += list(_fives(column, top))
            frames.append(_square(column.total, top - 0.5, TOTAL))
        if row < rows - 1:
            lines.append(f"M0 {(row + 1) * TALLY_ROW:.2f}H{width:.2f}")
    bottom = f"M0 {rows * TALLY_ROW - HEAVY / 2:.2f}H{width:.2f}"
    return _svg(width, rows * TALLY_ROW, (THIN, boxes + lines), (HEAVY, [*frames, bottom]))


def _fives(column: TallyColumn, top: float) -> Iterable[str]:
    half = column.boxes // 2
    for place in range(half):
        left = column.left + place * (TALLY_BOX + GAP) + place // 5 * (FIVES - GAP)
        yield _square(left, top, TALLY_BOX)
        yield _square(left, top + TOTAL - TALLY_BOX - 1, TALLY_BOX)


def _square(left: float, top: float, side: float) -> str:
    return f"M{left:.2f} {top:.2f}h{side:.2f}v{side:.2f}h-{side:.2f}z"


def _svg(width: float, height: float, *paths: tuple[float, list[str]]) -> bytes:
    drawn = "".join(
        f'<path d="{"".join(parts)}" fill="none" stroke="#000" stroke-width="{weight}"/>' for weight, parts in paths
    )
    box = f'width="{width:.2f}pt" height="{height:.2f}pt" viewBox="0 0 {width:.2f} {height:.2f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{drawn}</svg>'.encode()
