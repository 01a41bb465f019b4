"""Pieces of text on a page become lines: columns one after the other, an empty line where paragraphs part."""

import re
from typing import NamedTuple

from chapterapp.cases.reading.labels import label_of

FEWEST = 3  # lines on either side, else it is no column
GUTTER = 0.25  # of a line's height
APART = 1.25  # of the usual distance of lines
MARGIN = 1.9
WORDS_APART = 0.55
MOST_PIECES = 300  # a page of columns has a hundred lines; the search for a gutter takes the cube of them
SPREAD = re.compile(r"\s{3,}")  # justified lines are spread


class Piece(NamedTuple):
    """Text with its left and right end and its height above the foot of the page, in points."""

    left: float
    right: float
    y: float
    height: float
    text: str


class Placed(NamedTuple):
    """The text at the head of a page, its own, and at its foot, where they stand apart."""

    top: str
    body: str
    foot: str

    @property
    def text(self) -> str:
        return "\n\n".join(part for part in self if part)


def place(pieces: list[Piece]) -> Placed:
    top, body, foot = _margins(sorted(_merged(pieces), key=lambda piece: (-piece.y, piece.left)))
    return Placed(_flowing(top), _in_columns(body), _flowing(foot))


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Some programs place each word: what stands close together is one piece."""
    done: list[Piece] = []
    for row in _rows(pieces):
        part: list[Piece] = []
        for piece in row:
            if part and piece.left - part[-1].right > piece.height * WORDS_APART:
                done.append(_one_of(part))
                part = []
            part.append(piece)
        done.append(_one_of(part))
    return done


def _one_of(part: list[Piece]) -> Piece:
    return part[0]._replace(right=max(piece.right for piece in part), text=_line(part))


def _margins(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """What stands apart at the head and the foot of a page belongs to no column."""
    rows = _rows(pieces)
    if len(rows) < 2 * FEWEST:
        return [], pieces, []
    depths = range(1, FEWEST + 1)
    first = next((at for at in depths if _distance(rows[at - 1], rows[at]) > MARGIN), 0)
    last = len(rows) - next((at for at in depths if _distance(rows[-at - 1], rows[-at]) > MARGIN), 0)
    return _joined(rows[:first]), _joined(rows[first:last]), _joined(rows[last:])


def _joined(rows: list[list[Piece]]) -> list[Piece]:
    return [piece for row in rows for piece in row]


def _distance(upper: list[Piece], lower: list[Piece]) -> float:
    """In heights of a line."""
    return (upper[0].y - lower[0].y) / max(piece.height for piece in (*upper, *lower))


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if rows and rows[-1][0].y - piece.y < 0.5 * min(piece.height, rows[-1][0].height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _in_columns(pieces: list[Piece]) -> str:
    found = _columns(pieces) if len(pieces) <= MOST_PIECES else None
    if found is None:
        return _flowing(pieces)
    begin, end, at = found
    inside = pieces[begin:end]
    left = [piece for piece in inside if piece.right <= at]
    right = [piece for piece in inside if piece.left >= at]
    parts = (_in_columns(pieces[:begin]), _in_columns(left), _in_columns(right), _in_columns(pieces[end:]))
    return "\n\n".join(part for part in parts if part)


def _columns(pieces: list[Piece]) -> tuple[int, int, float] | None:
    """The longest run of pieces that leaves a gutter free, and where in the page the gutter is."""
    best: tuple[int, int, float] | None = None
    begin = 0
    while begin < len(pieces):
        end, at = _run(pieces, begin)
        if at and (best is None or end - begin > best[1] - best[0]):
            best = begin, end, at
        begin = max(begin + 1, end if at else begin + 1)
    return (best[0], _last_of(pieces, best), best[2]) if best else None


def _last_of(pieces: list[Piece], run: tuple[int, int, float]) -> int:
    """Where a line across the page ends the columns, what stands alone above it and apart is no part of them."""
    begin, end, at = run
    if end == len(pieces):
        return end
    last = max(place for place in range(begin, end) if pieces[place].left >= at)
    for place in range(last + 1, end):
        if _distance([pieces[place - 1]], [pieces[place]]) > MARGIN or label_of(pieces[place].text):
            return place
    return end


def _run(pieces: list[Piece], begin: int) -> tuple[int, float]:
    """How far the gutters beside the first piece stay free; the widest of those with enough lines on both sides."""
    free = [(-1.0, 10_000.0)]
    good: tuple[int, float] = begin + 1, 0.0
    for end in range(begin, len(pieces)):
        piece = pieces[end]
        left, right = piece.left - piece.height * GUTTER / 2, piece.right + piece.height * GUTTER / 2
        free = [
            part
            for low, high in free
            for part in ((low, min(high, left)), (max(low, right), high))
            if part[1] - part[0] > 0.1
        ]
        inner = [gap for gap in free if gap[0] > 0 and gap[1] < 10_000]
        good_now = [gap for gap in inner if _is_gutter(pieces[begin : end + 1], sum(gap) / 2)]
        if good_now:
            low, high = max(good_now, key=_width)
            good = end + 1, (low + high) / 2
        elif good[1] or (end - begin > FEWEST and not inner):
            break
    return good


def _width(gap: tuple[float, float]) -> float:
    return gap[1] - gap[0]


def _is_gutter(pieces: list[Piece], at: float) -> bool:
    left = [piece for piece in pieces if piece.right <= at]
    right = [piece for piece in pieces if piece.left >= at]
    if len(left) < FEWEST or len(right) < FEWEST:
        return False
    names = sum(piece.text.rstrip().endswith(":") or label_of(piece.text) is not None for piece in left)
    marks = sum(len(piece.text.strip()) < 4 for piece in left)
    return max(names, marks) < len(left) / 2


def _flowing(pieces: list[Piece]) -> str:
    """Lines from top to bottom."""
    if not pieces:
        return ""
    rows = _rows(pieces)
    steps = [_distance(upper, lower) for upper, lower in zip(rows, rows[1:], strict=False)]
    near = sorted(step for step in steps if step < MARGIN)
    usual = near[len(near) // 4] if near else MARGIN
    lines: list[str] = []
    for row, step in zip(rows, [0.0, *steps], strict=True):
        if step > max(usual, 1.0) * APART:
            lines.append("")
        lines.append(_line(row))
    return "\n".join(lines)


def _line(row: list[Piece]) -> str:
    line = ""
    end = 0.0
    for piece in row:
        gap = (piece.left - end) / piece.height
        is_mark = not any(sign.isalnum() for sign in line[-1:])
        line += ("" if not line or (gap < 0.12 and not is_mark) else " " if gap < 2 else "  ") + piece.text
        end = piece.right
    return SPREAD.sub("  ", line)
