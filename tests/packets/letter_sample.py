"""Invented letters and labels as documents for the press: what letters.py and placing.py ask for."""

from collections.abc import Sequence
from html import escape

from chapterapp.packets.rendering import style_sheet
from chapterapp.pdf.parts import Labels, Letter, Place

CSS = """
.mail { break-before: page; font-size: 12pt; line-height: 18pt }
.mail[title] { bookmark-level: 1; bookmark-label: attr(title) }
.to, .zone p, .label p { white-space: pre-line; overflow-wrap: anywhere; margin: 0 }
.zone { break-inside: avoid }
.above { height: 90pt; margin-left: 84mm }
.below { height: 90pt; margin-top: 18pt }
.grow { height: auto; min-height: 90pt }
.words p { margin: 0 0 9pt }
@page stack { size: 8.5in 12000pt; margin: 0 20mm }
.stack { page: stack; break-before: page; font-size: 12pt; line-height: 18pt }
.stack .zone { margin-top: 0; transform: translate(0) }
@page label-stack { size: 66.675mm 12000pt; margin: 0 }
.label-stack { page: label-stack; break-before: page }
.label { width: 66.675mm; padding: 0 3.5mm; box-sizing: border-box; font: 10pt/12pt "Noto Sans" }
.label-stack .label { transform: translate(0) }
@page label-sheet { size: Letter; margin: 0 }
.label-sheet { page: label-sheet; break-before: page; position: relative; height: 11in }
.cell { position: absolute }
"""
STACK = 50  # writers, or twice as many labels, on one tall page
NAMES = ("Ada", "Basil", "Clio", "Dov", "Esme", "Fitz", "Gala", "Hugo", "Iris", "Jory", "Kit", "Lena")
WORDS = (
    "I write to you about {0}, who has been in prison since June 21, 2026 for sitting in a road with her neighbours.",
    "Films of that morning show no violence, and two hearings have been put off without a reason. No date is set.",
    "I ask you to see that {0} is freed at once, with no conditions, and that the charge against her is dropped.",
    "Until then I ask you to let her see her own lawyer and a doctor. She has asthma, and winter is hard there.",
    "I would be glad of an answer, and I thank you for your attention.",
)
SPANISH = ("Le escribo por {0}, en prisión desde el 21 de junio de 2026.", "Le pido su libertad inmediata.")


def style() -> str:
    return style_sheet("letter") + CSS


def document(*bodies: str) -> str:
    return f"<!doctype html><html lang=en-US><head><title>Letters</title></head><body>{''.join(bodies)}</body></html>"


def sender(writer: int) -> str:
    name = NAMES[writer % len(NAMES)]
    extra = "\n".join(f"Line {n}" for n in range(9)) if writer % 4 == 3 else ""
    return f"{name} Writer {writer}\n{100 + writer} Larkspur Avenue\nSt. Louis, Missouri\nUSA{extra and chr(10)}{extra}"


def closing(writer: int) -> str:
    return f"Respectfully,\n\n\n{NAMES[writer % len(NAMES)]} Writer {writer}"


def short_sender(writer: int) -> str:
    return "\n".join(sender(writer).split("\n")[:4])


def zone(kind: str, text: str, name: str = "", grow: bool = False) -> str:
    ids = (f' id="{name}"', f' id="{name}-text"') if name else ("", "")
    return f'<div class="zone {kind}{" grow" if grow else ""}"{ids[0]}><p{ids[1]}>{escape(text)}</p></div>'


def body(case: int, above: str = "", below: str = "", title: str = "", *, grow: bool = False, long: bool = True) -> str:
    """Without words above and below its zones are empty and have ids."""
    spanish = case % 5 == 3
    text = "".join(
        f"<p>{sentence.format(f'Maribel the {case}th')}</p>"
        for sentence in (SPANISH if spanish else WORDS) * (5 if case == 9 and long else 1)  # that one takes two pages
    )
    attributes = (f' title="{escape(title)}"' if title else "") + (" lang=es" if spanish else "")
    zones = [
        f'<div class="zone {kind}{" grow" if grow else ""}"'
        + (f"><p>{escape(words)}</p></div>" if above else f' id="{name}-{case}"></div>')
        for kind, words, name in (("above", above, "open"), ("below", below, "close"))
    ]
    to = '<p class="to">Minister of Security\nTegucigalpa\nHONDURAS</p>'
    return f'<article class="mail"{attributes}>{zones[0]}<div class="words">{to}{text}</div>{zones[1]}</article>'


def merge_document(cases: int, writers: int, long: bool = True) -> str:
    above = sender if long else short_sender
    stacks = []
    for at in range(0, writers, STACK):
        blocks = (
            zone("above", above(w), f"block-{2 * w}") + zone("below", closing(w), f"block-{2 * w + 1}")
            for w in range(at, min(at + STACK, writers))
        )
        stacks.append(f'<section class="stack">{"".join(blocks)}</section>')
    return document(*[body(case, long=long) for case in range(cases)], *stacks)


def letters(cases: int, writers: int) -> list[Letter]:
    return [Letter(c, 2 * w, 2 * w + 1, f"Case {c}: Writer {w}") for c in range(cases) for w in range(writers)]


def plain_document(chosen: Sequence[Letter], long: bool = True) -> str:
    """Whole letters; those whose zones are too full have zones that grow, as print_letters asks for."""
    above = sender if long else short_sender
    found = []
    for letter in chosen:
        writer = letter.sender // 2
        full = long and writer % 4 == 3
        found.append(body(letter.body, above(writer), closing(writer), letter.title, grow=full, long=long))
    return document(*found)


def address(number: int) -> str:
    town = ("Yangon", "Tegucigalpa", "Москва", "Hà Nội")[number % 4]
    return f"Minister of Justice {number}\nOffice {number}, {number} Main Road\n{town}\nMYANMAR"


def label_document(texts: Sequence[str]) -> str:
    stacks = []
    for at in range(0, len(texts), 2 * STACK):
        inner = (
            f'<div class="label" id="label-{at + n}"><p>{escape(text)}</p></div>'
            for n, text in enumerate(texts[at : at + 2 * STACK])
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
