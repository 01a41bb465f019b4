"""A thousand personal letters out of shared content streams, tagged. Runs in the kept child.

The document to lay out has bodies and blocks, all in ONE document, so that one subset of each font serves all:

- body 3: a page of its own with two empty zones in the flow, `id="open-3"` and `id="close-3"`;
- block 7: a zone (see zones.py) of fixed height, `id="block-7"`, in it its text with `id="block-7-text"`; blocks stand
  one below the other, in the order of their numbers, on tall pages after the bodies.

A letter is a page whose /Contents is an array: a move to the upper zone, a block, the body, which ends with a move to
the lower zone, a block. Marked-content ids must be unique on a page and are baked into the streams: the personal parts
have 0 to B-1, the bodies start at B. What does not fit its zone comes from plain documents, see letter_run.py.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import weasyprint
from pikepdf import Name, Object, Page

from chapterapp.pdf.made import Made
from chapterapp.pdf.merging import Entry
from chapterapp.pdf.parts import Block, Body, Composed, Frame, LaidLetters, Letter, Unit
from chapterapp.pdf.zones import Laid, lay, marks_in, renumbered


def take_apart(document: weasyprint.Document, data: bytes, bodies: int, blocks: int) -> LaidLetters:
    """`data` is the finished file of `document`."""
    laid = lay(document, data)
    return LaidLetters(
        data,
        tuple(_body(laid, number) for number in range(bodies)),
        tuple(_block(laid, number) for number in range(blocks)),
    )


def _body(laid: Laid, number: int) -> Body | None:
    first, opens = laid.places[f"open-{number}"]
    last, closes = laid.places[f"close-{number}"]
    if first != last:
        return None
    languages = {unit.language for unit in laid.units[first]}
    language = languages.pop() if len(languages) == 1 else ""
    units = tuple(Unit(unit.tag, "" if language else unit.language, unit.marks) for unit in laid.units[first])
    return Body(laid.streams[first], units, language, opens[1], closes[1])


def _block(laid: Laid, number: int) -> Block:
    page, (_, top, _, bottom) = laid.places[f"block-{number}"]
    end = laid.places[f"block-{number}-text"][1][3]
    operators = next(laid.zones[page])
    here = set(marks_in(operators))
    units = tuple(unit for unit in laid.units[page] if here.intersection(unit.marks))
    return Block(operators, top, units, fits=end <= bottom + 0.01)


class _Letters:
    def __init__(self, laid: LaidLetters, letters: Sequence[Letter], made: Made) -> None:
        self.laid, self.made = laid, made
        source = made.open(laid.data)
        self.resources = made.pdf.copy_foreign(source.pages[0].obj.Resources)
        made.fonts.extend(self.resources.get("/Font", {}).values())
        _, _, width, height = (float(value) for value in source.pages[0].mediabox)
        self.size = (width, height)
        personal = (self._marks(letter.sender) + self._marks(letter.closing) for letter in letters)
        self.first = max(personal, default=0)  # "B"
        self.move, self.body, self.block = cache(self._move), cache(self._body), cache(self._block)

    def _marks(self, block: int) -> int:
        return len(marks_in(self.laid.blocks[block].operators))

    def _move(self, top: float) -> Object:
        """To CSS px from the left upper corner, then down to `top`."""
        return self.made.stream(b"q 0.75 0 0 -0.75 0 %.4f cm 1 0 0 1 0 %.4f cm\n" % (self.size[1], top))

    def _body(self, number: int) -> tuple[Object, tuple[Unit, ...]]:
        body = self.laid.bodies[number]
        assert body is not None
        operators, units = renumbered(body.operators, body.units, self.first)
        move = b"q 0.75 0 0 -0.75 0 %.4f cm 1 0 0 1 0 %.4f cm\n" % (self.size[1], body.close)
        return self.made.stream(b"q\n", operators, b"\nQ\n", move), units

    def _block(self, number: int, first: int) -> tuple[Object, tuple[Unit, ...]]:
        """A block with its upper edge at the origin and its marks from `first`; it ends what the move began."""
        block = self.laid.blocks[number]
        operators, units = renumbered(block.operators, block.units, first)
        return self.made.stream(b"1 0 0 1 0 %.4f cm\n" % -block.top, operators, b"\nQ\n"), units

    def compose(self, letter: Letter) -> tuple[Object, Object, Object]:
        """Page, element and outline entry of a letter that fits."""
        body = self.laid.bodies[letter.body]
        assert body is not None
        sender, above = self.block(letter.sender, 0)
        closing, below = self.block(letter.closing, self._marks(letter.sender))
        text, units = self.body(letter.body)
        page = self.made.page(self.size, self.resources, [self.move(body.open), sender, text, closing])
        element = self.made.tag(page, Name.Art, [*above, *units, *below], body.language)
        return page, element, self.made.bookmark(page, letter.title)


def compose_letters(laid: LaidLetters, letters: Sequence[Letter], plain: Sequence[bytes], frame: Frame) -> Composed:
    """One file of `letters` in this order. Those that do not fit are taken from `plain`: documents of whole letters in
    the same order, one entry of the outline each."""
    made = Made()
    maker = _Letters(laid, letters, made)
    others = _plain(made, plain)
    pages: list[Object] = []
    counts: list[int] = []
    kids: list[Object] = []
    outline: list[Entry] = []
    heading = ""
    for letter in letters:
        if laid.fits(letter):
            page, element, entry = maker.compose(letter)
            mine, parts = [page], [element]
        else:
            mine, parts, entry = next(others)
        pages += mine
        kids += parts
        counts.append(len(mine))
        if letter.under and letter.under == heading:
            outline[-1][1].append((entry, []))
        else:
            outline.append((made.bookmark(mine[0], letter.under), [(entry, [])]) if letter.under else (entry, []))
        heading = letter.under
    made.kids, made.outline = kids, outline
    made.order(pages)
    return Composed(made.save(frame.title, frame.language), tuple(counts))


def _plain(made: Made, documents: Sequence[bytes]) -> Iterator[tuple[list[Object], list[Object], Object]]:
    """Pages, elements and outline entry of each letter that was laid out by itself."""
    for data in documents:
        before = len(made.outline)
        pages, kids = made.add(data)
        entries = [entry for entry, _ in made.outline[before:]]
        yield from _parted(pages, kids, entries)


def _parted(
    pages: Sequence[Page], kids: Sequence[Object], entries: Sequence[Object]
) -> Iterator[tuple[list[Object], list[Object], Object]]:
    place = {page.obj.objgen: number for number, page in enumerate(pages)}
    starts = [place[entry.Dest[0].objgen] for entry in entries]
    for entry, start, end in zip(entries, starts, [*starts[1:], len(pages)], strict=True):
        mine = [kid for kid in kids if start <= place[kid.Pg.objgen] < end]
        yield [page.obj for page in pages[start:end]], mine, entry
