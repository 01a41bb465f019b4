"""Blocks laid out once and placed as often as wanted: sheets of labels, envelopes.

WeasyPrint lays out all different blocks below one another on one tall page, each with the id `b0`, `b1` … and an empty
element `end` after the last. Here the text of each block is cut out of that page as a form, and every place on a sheet
paints one: `/P <</MCID 3>> BDC … /B5 Do … EMC`. The forms have no marks of the structure tree, so a block that stands
on a sheet thirty times is thirty paragraphs there; a text in a language of its own says so where it is painted.

A text of WeasyPrint 70 is `BT 1 0 0 -1 x y Tm … ET` in px from the upper left corner, whatever it is nested in; a test
fails when that changes. Lengths here are points, from the upper left corner.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

PT = 72 / 25.4  # points in a millimetre
PX = 0.75  # points in a px
SLACK = 30  # px that a letter may stand out of its line: Burmese and Arabic do
TEXT = re.compile(rb"<</MCID (\d+)>>\s+BDC|(BT\n1 0 0 -1 [\d.-]+ ([\d.-]+) Tm\n.*?\nET)", re.DOTALL)
FONT = re.compile(rb"(/\S+) [\d.]+ Tf")
CODES = re.compile(rb"<([0-9a-f]+)>")
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


@dataclass(frozen=True)
class Block:
    """A block that was laid out: its form, its height, and whether a letter in it has no glyph in any font here."""

    form: Object
    height: float
    has_boxes: bool


class Placed(NamedTuple):
    """A block with its upper left corner at a point of the page."""

    block: Block
    x: float
    y: float


class Sheets:
    """A tagged PDF of pages on which blocks are placed."""

    def __init__(self) -> None:
        self.pdf = Pdf.new()
        self._document = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
        self._sections: list[Object] = []
        self._rows: list[Object] = []
        self._outline: list[Object] = []
        self._pages: list[Object] = []
        self._open: list[Pdf] = []  # their fonts are read when this one is saved

    def take(self, data: bytes, count: int) -> list[Block]:
        """The `count` blocks of a file that was laid out as the module says. Raises ValueError if it was not."""
        source = Pdf.open(BytesIO(data))
        self._open.append(source)
        page = source.pages[0].obj
        height = float(page.MediaBox[3])
        tops = _tops(source, height)
        if len(source.pages) != 1 or len(tops) != count + 1:
            raise ValueError("the blocks do not stand on one page")
        glyphs = {str(name): _glyphs_of(font) for name, font in page.Resources.get("/Font", {}).items()}
        texts: list[list[bytes]] = [[] for _ in range(count)]
        missing = [False] * count
        languages, language = _languages_of(source), b""
        for mark, text, down in TEXT.findall(page.Contents.read_bytes()):
            if mark:
                language = languages.get(int(mark), b"")
                continue
            block = bisect_right(tops, PX * float(down)) - 1
            texts[block].append(b"/Span <</Lang (%s)>> BDC\n%s\nEMC" % (language, text) if language else text)
            missing[block] |= _has_box(text, glyphs)
        resources = self.pdf.make_indirect(
            Dictionary(Font=self.pdf.copy_foreign(source.make_indirect(page.Resources.get("/Font", Dictionary()))))
        )
        width = float(page.MediaBox[2])
        return [
            Block(self._form(texts[n], resources, tops[n], tops[n + 1], width), tops[n + 1] - tops[n], missing[n])
            for n in range(count)
        ]

    def _form(self, texts: Sequence[bytes], resources: Object, top: float, bottom: float, width: float) -> Object:
        """Painted from its upper left corner: px below the top of the page become points below the block's."""
        box = Array([-SLACK, top / PX - SLACK, width / PX + SLACK, bottom / PX + SLACK])
        form = Stream(self.pdf, b"\n".join((b"0 0 0 rg", *texts)), Type=Name.XObject, Subtype=Name.Form, BBox=box)
        form.Matrix, form.Resources = Array([PX, 0, 0, -PX, 0, top]), resources
        return self.pdf.make_indirect(form)

    def add(self, size: tuple[float, float], placed: Sequence[Placed], title: str) -> None:
        """A page of (width, height), its blocks in reading order, and its entry in the outline."""
        width, height = size
        names: dict[int, int] = {}  # of the blocks on this page, by their identity: asking pikepdf is slow
        content = []
        for mark, (block, x, y) in enumerate(placed):
            name = names.setdefault(id(block), len(names))
            content.append(b"/P <</MCID %d>> BDC q 1 0 0 1 %.3f %.3f cm /B%d Do Q EMC" % (mark, x, height - y, name))
        forms = {f"/B{names[id(block)]}": block.form for block, _x, _y in {id(one[0]): one for one in placed}.values()}
        page = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                Parent=self.pdf.Root.Pages,
                MediaBox=Array([0, 0, width, height]),
                Resources=Dictionary(XObject=Dictionary(forms)),
                Contents=self.pdf.make_indirect(Stream(self.pdf, b"\n".join(content))),
                Tabs=Name.S,
                StructParents=len(self._rows),
            )
        )
        self._tag(page, len(placed))
        self._pages.append(page)
        place = Array([page, Name.XYZ, 0, height, 0])
        self._outline.append(self.pdf.make_indirect(Dictionary(Title=String(title), Dest=place)))

    def _tag(self, page: Object, marks: int) -> None:
        section = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect, P=self._document, Pg=page))
        new, kind = self.pdf.make_indirect, Name.P
        paragraphs = [new(Dictionary(S=kind, P=section, Pg=page, K=mark)) for mark in range(marks)]
        section.K = Array(paragraphs)
        self._sections.append(section)
        self._rows.append(Array(paragraphs))

    def save(self, title: str, language: str) -> bytes:
        """Close the trees, set the metadata, and give the file away."""
        pdf, root = self.pdf, self.pdf.Root
        root.Pages.Kids, root.Pages.Count = Array(self._pages), len(self._pages)
        rows = [part for pair in enumerate(self._rows) for part in pair]
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([self._document])))
        tree.ParentTree, tree.ParentTreeNextKey = pdf.make_indirect(Dictionary(Nums=Array(rows))), len(self._rows)
        self._document.P, self._document.K = tree, Array(self._sections)
        root.StructTreeRoot, root.Lang, root.MarkInfo = tree, String(language), Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.Metadata = Stream(pdf, XMP.format(escape(title)).encode(), Type=Name.Metadata, Subtype=Name.XML)
        pdf.docinfo["/Title"] = String(title)
        if self._outline:
            root.Outlines = self._chain()
        out = BytesIO()
        pdf.save(out, object_stream_mode=ObjectStreamMode.generate, min_version="1.7")
        for one in (*self._open, pdf):
            one.close()
        return out.getvalue()

    def _chain(self) -> Object:
        top = self.pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=len(self._outline)))
        for one, after in zip(self._outline, self._outline[1:], strict=False):
            one.Next, after.Prev = after, one
        for one in self._outline:
            one.Parent = top
        top.First, top.Last = self._outline[0], self._outline[-1]
        return top


def _tops(source: Pdf, height: float) -> list[float]:
    """The upper edges of b0, b1 … and of `end`."""
    names = list(source.Root.Names.Dests.Names)
    found = {str(name): height - float(place[3]) for name, place in zip(names[::2], names[1::2], strict=True)}
    return [*(found[f"b{n}"] for n in range(len(found) - 1)), found["end"]]


def _languages_of(source: Pdf) -> dict[int, bytes]:
    """The languages of marks that are in another one than the document. Only elements of the tree have both keys."""
    found: dict[int, bytes] = {}
    for element in source.objects:
        if isinstance(element, Dictionary) and "/Lang" in element and "/K" in element:
            kids = element.K
            for kid in kids if isinstance(kids, Array) else [kids]:
                if isinstance(kid, int):
                    found[kid] = str(element.Lang).encode()
    return found


def _glyphs_of(font: Object) -> int:
    """How many glyphs the font's program has, from its `maxp` table; WeasyPrint gives letters without one a number
    beyond. Of a program in another form: as many as there can be."""
    descriptor = font.DescendantFonts[0].FontDescriptor
    program = descriptor.FontFile2.read_bytes() if "/FontFile2" in descriptor else b""
    for at in range(12, 12 + 16 * int.from_bytes(program[4:6], "big"), 16):
        if program[at : at + 4] == b"maxp":
            table = int.from_bytes(program[at + 8 : at + 12], "big")
            return int.from_bytes(program[table + 4 : table + 6], "big")
    return 1 << 16


def _has_box(text: bytes, glyphs: dict[str, int]) -> bool:
    for part in re.split(rb"(?=/\S+ [\d.]+ Tf)", text):
        if named := FONT.match(part):
            most = glyphs.get(named[1].decode(), 1 << 16)
            codes = b"".join(CODES.findall(part))
            if any(not 0 < int(codes[at : at + 4], 16) < most for at in range(0, len(codes), 4)):
                return True
    return False
