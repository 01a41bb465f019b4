"""Short lines set into a finished page: footers, and the numbers of the contents. Lengths are points."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Object, Pdf

from chapterapp.pdf.faces import Face, face, program_of

FACES = ("Noto-Sans", "Noto-Sans-Myanmar", "Noto-Naskh-Arabic", "Noto-Sans-Devanagari")  # as footers were in CSS
CMAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /Stamp def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <ffff> endcodespacerange\n{}"
    "endcmap CMapName currentdict /CMap defineresource pop end end"
)


class Glyph(NamedTuple):
    """Lengths are thousandths of an em; `wide` is what the font says, `step` what shaping made of it."""

    id: int
    wide: int
    step: int
    right: int
    up: int


@dataclass
class _Font:
    face: Face
    name: str  # in the pages' resources
    object: Object
    used: dict[int, str]


class Line(NamedTuple):
    runs: list[tuple[_Font, list[Glyph]]]
    width: float  # in em


class Stamper:
    """Sets lines in fonts of its own, which `finish` fills in. A line of two directions is set run after run."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.fonts: list[_Font] = []
        self._lines: dict[str, Line] = {}

    def width(self, text: str, size: float) -> float:
        return self._shaped(text).width * size

    def fitting(self, text: str, size: float, width: float) -> str:
        """`text`, cut at its end where it is too long."""
        if self.width(text, size) <= width:
            return text
        return next((short for end in range(len(text) - 1, 0, -1)
                     if self.width(short := f"{text[:end].rstrip()}…", size) <= width), "")  # fmt: skip

    def show(self, text: str, x: float, top: float, size: float, leading: float) -> bytes:
        """Operators that set `text` with its left end at x in a line box with its upper edge at `top`, as CSS does."""
        line = self._shaped(text)
        first = self._font(0).face
        y = top - (leading - (first.ascent - first.descent) * size) / 2 - first.ascent * size
        parts = [f"BT {x:.3f} {y:.3f} Td"]
        for font, glyphs in line.runs:
            parts.append(f"{font.name} {size:g} Tf {_operators(glyphs, size)}")
        return " ".join([*parts, "ET"]).encode()

    def add_to(self, resources: Object) -> None:
        """The fonts that were used, entered into a page's resources."""
        if "/Font" not in resources:
            resources.Font = Dictionary()
        for font in self.fonts:
            resources.Font[font.name] = font.object

    def finish(self) -> list[Object]:
        """Fill in the fonts; they are returned."""
        for font in self.fonts:
            _fill(self.pdf, font)
        return [font.object for font in self.fonts]

    def _shaped(self, text: str) -> Line:
        if text not in self._lines:
            runs = [(font, self._shape(font, part)) for font, part in self._itemised(text)]
            self._lines[text] = Line(runs, sum(glyph.step for _, glyphs in runs for glyph in glyphs) / 1000)
        return self._lines[text]

    def _itemised(self, text: str) -> Iterator[tuple[_Font, str]]:
        """Runs of one face: the one before goes on while it can, else the first that has the character."""
        font, run = self._font(0), ""
        for char in text:
            chosen = font if _has(font, char) else self._first_with(char)
            if chosen is not font and run:
                yield font, run
                run = ""
            font, run = chosen, run + char
        if run:
            yield font, run

    def _first_with(self, char: str) -> _Font:
        found = (
            number
            for number, name in enumerate(FACES)
            if (known := face(name)) and known.font.get_nominal_glyph(ord(char))
        )
        return self._font(next(found, 0))

    def _font(self, number: int) -> _Font:
        name = f"/Stamp{number}"
        for font in self.fonts:
            if font.name == name:
                return font
        known = face(FACES[number])
        if known is None:
            raise ValueError("no font to set footers in: fc-match found none")
        made = _Font(known, name, self.pdf.make_indirect(Dictionary()), {})
        self.fonts.append(made)
        return made

    def _shape(self, font: _Font, text: str) -> list[Glyph]:
        shaped = _run(font.face, text)
        for glyph, said in shaped:
            font.used.setdefault(glyph.id, said)
        return [glyph for glyph, _ in shaped]


@lru_cache(1024)  # the numbers of pages come again in every file
def _run(known: Face, text: str) -> list[tuple[Glyph, str]]:
    """The glyphs of a run, each with the characters it stands for."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(known.font, buffer)
    thousandths = 1000 / known.em
    starts = sorted({info.cluster for info in buffer.glyph_infos} | {len(text)})
    said = dict(zip(starts, starts[1:], strict=False))
    shaped = []
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        wide = known.font.get_glyph_h_advance(info.codepoint)
        values = (round(value * thousandths) for value in (wide, at.x_advance, at.x_offset, at.y_offset))
        shaped.append((Glyph(info.codepoint, *values), text[info.cluster : said[info.cluster]]))
    return shaped


def _has(font: _Font, char: str) -> bool:
    return bool(font.face.font.get_nominal_glyph(ord(char)))


def _operators(glyphs: list[Glyph], size: float) -> str:
    """TJ with what shaping moved; a rise for marks above and below."""
    parts: list[str] = []
    for glyph in glyphs:
        before, after = -glyph.right, glyph.right + glyph.wide - glyph.step
        shown = f"[{f'{before} ' if before else ''}<{glyph.id:04x}>{f' {after}' if after else ''}] TJ"
        parts.append(f"{glyph.up * size / 1000:g} Ts {shown} 0 Ts" if glyph.up else shown)
    return " ".join(parts).replace("] TJ [", "")


def _fill(pdf: Pdf, font: _Font) -> None:
    """Make its object the Type0 font of all that was shown."""
    known, base = font.face, Name(f"/{font.face.base}")
    up, down = round(1000 * known.ascent), round(1000 * known.descent)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=base, Flags=4, ItalicAngle=0, StemV=80,
        FontBBox=Array([-1000, down, 2000, up]), Ascent=up, Descent=down, CapHeight=714,
        FontFile2=program_of(pdf, known, font.used),
    )  # fmt: skip
    widths = [
        part
        for glyph in sorted(font.used)
        for part in (glyph, Array([round(known.font.get_glyph_h_advance(glyph) * 1000 / known.em)]))
    ]
    cid = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=base, CIDToGIDMap=Name.Identity, W=Array(widths),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    rows = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in font.used.items() if text]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    said = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    target = font.object
    target.Type, target.Subtype, target.BaseFont, target.Encoding = Name.Font, Name.Type0, base, Name("/Identity-H")
    target.DescendantFonts = Array([pdf.make_indirect(cid)])
    target.ToUnicode = pdf.make_stream(CMAP.format(said).encode())
