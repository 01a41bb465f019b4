"""From what is printed to the file: different labels are laid out once, by the press, and then placed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from chapterapp.labels.contents import Printing, runs
from chapterapp.labels.stocks import INSET, SPARE, Box, Envelope, Stock, places
from chapterapp.pdf.blocks import PT, Block, Placed, Sheets
from chapterapp.pdf.press import press

SANS, SERIF = "Noto Sans", "Noto Serif"
SCRIPTS = '"Noto Sans Myanmar", "Noto Naskh Arabic", "Noto Serif Devanagari", "Noto Sans CJK SC", sans-serif'
Progress = Callable[[int], None]  # told the labels placed so far; what it raises ends the work
TALL = 1.8  # of the size of the letters, for scripts that stand high


class Type(NamedTuple):
    """A face with its sizes (size and leading in points), the usual one first, the smallest last."""

    face: str
    sizes: tuple[tuple[float, float], ...]


LABEL = Type(SANS, ((10, 12), (8.5, 10.5)))
ADDRESS = Type(SERIF, ((12.5, 17), (10, 12.5), (8.5, 10.5)))
SENDER = Type(SANS, ((9, 12), (8.5, 10.5)))


@dataclass(frozen=True)
class Printed:
    """The file (empty where nothing was left to print); the names of those set smaller; why others are missing."""

    data: bytes
    pages: int = 0
    labels: int = 0
    shrunk: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class _Text(NamedTuple):
    """Lines to lay out; equal ones are laid out once."""

    lines: tuple[str, ...]
    country: str


class _Fitted(NamedTuple):
    """The block, if it fits; whether it had to be set smaller; why it does not fit."""

    block: Block | None
    is_smaller: bool = False
    why: str = ""


def print_labels(
    printing: Printing,
    stock: Stock,
    start: int = 0,
    offset: tuple[float, float] = (0.0, 0.0),
    progress: Progress = lambda labels: None,
) -> Printed:
    """Sheets of labels in the order of the pieces, from place `start` (from 0), moved by `offset` in millimetres.

    Needs an app context; raises RenderFailed and Interrupted like the press.
    """
    sheets, room = Sheets(), Box(0, 0, stock.width - 2 * INSET, stock.height - 2 * SPARE)
    fitted = _fit(sheets, [_Text(one.lines, one.country) for one in printing.pieces], LABEL, room, printing, progress)
    found = [fitted[_Text(one.lines, one.country)] for one in printing.pieces]
    blocks = [
        one.block
        for piece, one in zip(printing.pieces, found, strict=True)
        for _again in range(piece.copies)
        if one.block
    ]
    at = [box._replace(left=box.left + INSET) for _sheet, box in places(stock, 0, stock.labels, *offset)]
    parts = [blocks[: stock.labels - start]] if blocks else []
    parts += [blocks[n : n + stock.labels] for n in range(stock.labels - start, len(blocks), stock.labels)]
    with force_locale(printing.language.replace("-", "_")):
        titles = [_("Sheet %(number)s", number=number) for number in range(1, len(parts) + 1)]
    for number, part in enumerate(parts):
        free = at if number else at[start:]
        placed = [_centred(block, box) for block, box in zip(part, free, strict=False)]
        sheets.add(_points(stock.sheet), placed, titles[number])
        progress(min(len(blocks), (number + 1) * stock.labels - start))
    return _finish(sheets, printing, len(parts), len(blocks), found)


def print_envelopes(
    printing: Printing,
    envelope: Envelope,
    offset: tuple[float, float] = (0.0, 0.0),
    progress: Progress = lambda labels: None,
) -> Printed:
    """A page for each envelope: its sender above, the address where the post looks for it."""
    sheets = Sheets()
    addresses = [_Text(one.lines, one.country) for one in printing.pieces]
    to = _fit(sheets, addresses, ADDRESS, envelope.address, printing, progress)
    senders = [_Text(one.sender, "") for one in printing.pieces]
    by = _fit(sheets, senders, SENDER, envelope.sender, printing, progress)
    found = [_both(to[_Text(one.lines, one.country)], by[_Text(one.sender, "")]) for one in printing.pieces]
    pages = 0
    for piece, one in zip(printing.pieces, found, strict=True):
        address, sender = to[_Text(piece.lines, piece.country)].block, by[_Text(piece.sender, "")].block
        if one.why or not address or not sender:
            continue
        corner = Placed(sender, PT * (envelope.sender.left + offset[0]), PT * (envelope.sender.top + offset[1]))
        box = envelope.address
        middle = _centred(address, Box(box.left + offset[0], box.top + offset[1], box.width, box.height))
        for _again in range(piece.copies):
            pages += 1
            sheets.add(_points(envelope.sheet), [corner, middle], piece.lines[0])
        progress(pages)
    return _finish(sheets, printing, pages, pages, found)


def _both(address: _Fitted, sender: _Fitted) -> _Fitted:
    return _Fitted(address.block, address.is_smaller or sender.is_smaller, address.why or sender.why)


def _finish(sheets: Sheets, printing: Printing, pages: int, labels: int, found: Sequence[_Fitted]) -> Printed:
    pairs = list(zip(printing.pieces, found, strict=True))
    data = sheets.save(printing.title, printing.language) if pages else b""
    shrunk = [piece.name for piece, one in pairs if one.is_smaller and not one.why]
    refused = [f"{piece.name}: {one.why}" for piece, one in pairs if one.why]
    return Printed(data, pages, labels, shrunk, [*printing.refused, *refused])


def _fit(
    sheets: Sheets, texts: Sequence[_Text], face: Type, room: Box, printing: Printing, progress: Progress
) -> dict[_Text, _Fitted]:
    """Each different text in the largest size in which it fits the room."""
    waiting, fitted = dict.fromkeys(texts), {}
    height = PT * room.height
    for step, size in enumerate(face.sizes):
        last = step == len(face.sizes) - 1
        tried = [text for text in waiting if last or _is_worth_trying(text, size, room)]
        blocks = _lay_out(sheets, tried, face.face, size, room, printing, progress)
        for text, block in zip(tried, blocks, strict=True):
            if block.has_boxes:
                fitted[text] = _Fitted(None, why=_("This machine has no letters for its script."))
            elif block.height <= height + 0.01:
                fitted[text] = _Fitted(block, is_smaller=step > 0)
            elif last:
                fitted[text] = _Fitted(None, why=_("It is too long, even in the smallest letters."))
        waiting = {text: None for text in waiting if text not in fitted}
    return fitted


def _is_worth_trying(text: _Text, size: tuple[float, float], room: Box) -> bool:
    """Whether its lines may fit as they were typed, and no word has to be broken."""
    longest = max((len(word) for line in text.lines for word in line.split()), default=0)
    return len(text.lines) * size[1] <= PT * room.height and longest <= _letters(size, room)


def _letters(size: tuple[float, float], room: Box) -> float:
    """How many letters of usual width stand in a line."""
    return PT * room.width / (0.56 * size[0])


def _lay_out(
    sheets: Sheets,
    texts: Sequence[_Text],
    face: str,
    size: tuple[float, float],
    room: Box,
    printing: Printing,
    progress: Progress,
) -> list[Block]:
    if not texts:
        return []
    blocks = [list(runs(text.lines, text.country, int(_letters(size, room)))) for text in texts]
    html = render_template("labels/print/blocks.html", language=printing.language, title=printing.title, blocks=blocks)
    tall = sum(_height(text, size, room) for text in texts) + 100
    pdf = press.render(html, css=_style(face, size, room.width, tall), progress=lambda pages: progress(0))
    return sheets.take(pdf.data, len(texts))


def _height(text: _Text, size: tuple[float, float], room: Box) -> float:
    """No less points than a block takes, were its letters twice as wide as usual and all lines tall."""
    rows = sum(1 + len(line) // max(1.0, _letters(size, room) / 2) for line in text.lines)
    return rows * max(size[1], TALL * size[0])


def _style(face: str, size: tuple[float, float], width: float, height: float) -> str:
    """The height in steps, so that the press has parsed the sheet before."""
    steps = -(-int(height) // 2000) * 2000
    return (
        f"@page{{size:{width:.3f}mm {steps}pt;margin:0}}body,p{{margin:0}}"
        f'p{{font:{size[0]}pt/{size[1]}pt "{face}",{SCRIPTS};white-space:pre-line;overflow-wrap:anywhere;'
        f"text-align:left}}.tall{{line-height:{TALL}}}.hangs{{display:block;padding-left:3mm;text-indent:-3mm}}"
    )


def _centred(block: Block, box: Box) -> Placed:
    """In the middle of the height, where a sheet that drifts is seen least."""
    return Placed(block, PT * box.left, PT * (box.top + box.height / 2) - block.height / 2)


def _points(size: tuple[float, float]) -> tuple[float, float]:
    return PT * size[0], PT * size[1]
