"""The same labels and envelopes as plain WeasyPrint makes them: one document, each text at its place."""

from collections.abc import Sequence
from html import escape

from chapterapp.labels.contents import Printing
from chapterapp.labels.stocks import INSET, Box, Envelope, Stock
from chapterapp.scripts import TALL, language_of, script_of

CSS = """
@page { size: %.3fmm %.3fmm; margin: 0 }
body { margin: 0 }
section { position: relative; height: 50mm }
section + section { break-before: page }
.room { position: absolute; overflow-wrap: anywhere }
.label, .sender { font: 10pt/12pt "Noto Sans", "Noto Sans Myanmar" }
.sender { font-size: 9pt }
.address { font: 12.5pt/17pt "Noto Serif", "Noto Sans Myanmar" }
p { margin: 0 }
.tall { line-height: 1.8 }
"""
TALL_LINE = ' class="tall"'
# Points that a line takes, a usual one and a Burmese one (two faces share its base line, so it is more than 1.8 of the
# size); a sender hangs from its top.
LINES = {"label": (12, 19.56), "address": (17, 24.45)}


def plain_labels(printing: Printing, stock: Stock, start: int = 0) -> tuple[str, str]:
    """HTML and CSS."""
    texts = [(one.lines, one.country) for one in printing.pieces for _ in range(one.copies)]
    pages: list[str] = []
    for n, (lines, country) in enumerate(texts, start):
        if n == start or n % stock.labels == 0:
            pages.append("")
        box = stock.box(n % stock.labels)
        room = box._replace(left=box.left + INSET, width=box.width - 2 * INSET)
        pages[-1] += _room("label", room, lines, country)
    return _document(printing, pages), CSS % stock.sheet


def plain_envelopes(printing: Printing, envelope: Envelope) -> tuple[str, str]:
    pages = [
        _room("sender", envelope.sender, one.sender, "") + _room("address", envelope.address, one.lines, one.country)
        for one in printing.pieces
        for _ in range(one.copies)
    ]
    return _document(printing, pages), CSS % envelope.sheet


def _room(kind: str, box: Box, lines: Sequence[str], country: str) -> str:
    """Its lines, in the middle of its height; none of them is broken."""
    top = box.top
    if kind in LINES:
        height = sum(LINES[kind][script_of(line) in TALL] for line in lines)
        top += (box.height - height * 25.4 / 72) / 2
    words = "".join(
        f'<p lang="{language_of(line, country) or "en"}"{TALL_LINE * (script_of(line) in TALL)}>{escape(line)}</p>'
        for line in lines
    )
    place = f"left:{box.left:.4f}mm;top:{top:.4f}mm;width:{box.width:.4f}mm"
    return f'<div class="room {kind}" style="{place}">{words}</div>'


def _document(printing: Printing, pages: Sequence[str]) -> str:
    body = "".join(f"<section>{page}</section>" for page in pages)
    return f"<!doctype html><html lang={printing.language}><title>{printing.title}</title><body>{body}</body></html>"
