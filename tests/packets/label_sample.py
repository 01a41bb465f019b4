"""Invented labels as documents for the press: what placing.py asks for."""

from collections.abc import Sequence
from html import escape

from chapterapp.packets.rendering import style_sheet
from chapterapp.pdf.parts import Labels, Place

CSS = """
.label p { white-space: pre-line; overflow-wrap: anywhere; margin: 0 }
@page label-stack { size: 66.675mm 12000pt; margin: 0 }
.label-stack { page: label-stack; break-before: page }
.label { width: 66.675mm; padding: 0 3.5mm; box-sizing: border-box; font: 10pt/12pt "Noto Sans" }
.label-stack .label { transform: translate(0) }
@page label-sheet { size: Letter; margin: 0 }
.label-sheet { page: label-sheet; break-before: page; position: relative; height: 11in }
.cell { position: absolute }
"""
STACK = 100  # labels on one tall page


def style() -> str:
    return style_sheet("letter") + CSS


def document(*bodies: str) -> str:
    return f"<!doctype html><html lang=en-US><head><title>Letters</title></head><body>{''.join(bodies)}</body></html>"


def address(number: int) -> str:
    town = ("Yangon", "Tegucigalpa", "Москва", "Hà Nội")[number % 4]
    return f"Minister of Justice {number}\nOffice {number}, {number} Main Road\n{town}\nMYANMAR"


def label_document(texts: Sequence[str]) -> str:
    stacks = []
    for at in range(0, len(texts), STACK):
        inner = (
            f'<div class="label" id="label-{at + n}"><p>{escape(text)}</p></div>'
            for n, text in enumerate(texts[at : at + STACK])
        )
        stacks.append(f'<section class="label-stack">{"".join(inner)}</section>')
    return document(*stacks)


IN = 72.0
PLACES = tuple(Place((0.1875 + 2.75 * c) * IN, (0.5 + r) * IN, IN) for r in range(10) for c in range(3))  # 5160


def sheets(order: Sequence[int], start: int = 0) -> Labels:
    """Sheets of 30 with these labels in order; the first `start` places are used up already."""
    pages, todo = [], list(order)
    while todo:
        free = range(start, 30)
        used, todo, start = todo[: len(free)], todo[len(free) :], 0
        pages.append(tuple(zip(used, free, strict=False)))
    return Labels(8.5 * IN, 11 * IN, PLACES, tuple(pages), tuple(f"Sheet {n}" for n in range(1, len(pages) + 1)))


def plain_sheets(texts: Sequence[str], labels: Labels) -> str:
    """Each label where it belongs, centred by the number of its lines."""
    pages = []
    for page in labels.pages:
        cells = []
        for label, number in page:
            place = labels.places[number]
            down = (IN - 12 * (texts[label].count("\n") + 1)) / 2
            cells.append(
                f'<div class="cell" style="left:{place.left}pt;top:{place.top + down}pt">'
                f'<div class="label"><p>{escape(texts[label])}</p></div></div>'
            )
        pages.append(f'<section class="label-sheet">{"".join(cells)}</section>')
    return document(*pages)
