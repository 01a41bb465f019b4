"""One font program a face for the whole file.

WeasyPrint keeps glyph ids when it subsets, so the subsets of one face fit together: the installed face is cut once to
the glyphs of all parts, 0.3 ms with HarfBuzz, and all of them use that program. The six letters before a font's name
are made from the face's own checksum: another version of the same face, in a part laid out before an upgrade, keeps
the program it came with.
"""

import re
import struct
import subprocess
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import md5
from typing import Any

import uharfbuzz as hb
import weasyprint.pdf.fonts
from pikepdf import Name, Object, Pdf, Stream
from weasyprint.text.ffi import ffi, harfbuzz

from chapterapp.pdf.assets import ASSETS

RUN = re.compile(rb"(\d+) \[([^\]]*)\]")
STYLES = ("Regular", "Bold", "Italic", "Oblique")
DROP = [int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"DSIG", b"name")]


def prepare() -> None:
    """Once a process: WeasyPrint's fonts are named by their face, read once and cut by HarfBuzz.

    It copies the whole program, half a megabyte, for each font of each document. Its own way of cutting (70.0) asks
    cffi for an array type of the exact length, and each length that is new to the process costs a run of pycparser:
    0.14 s in a packet of 16 sections.
    """
    weasyprint.pdf.fonts.get_hb_object_data = _program_of
    whole = weasyprint.pdf.fonts.Font
    original = whole.__init__

    def begin(font: Any, *rest: Any) -> None:
        original(font, *rest)
        font.name = f"/{_letters(font.file_content, font.index)}+".encode() + font.name.partition(b"+")[2]

    def subset(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
        if to_unicode:
            font.file_content = cut(hb.Face(font.file_content, font.index), to_unicode, bool(font.missing))

    whole.__init__, whole.subset = begin, subset


def _program_of(face: Any) -> bytes:
    """The file of a HarfBuzz face; copied when it is first seen, and known again by its letters."""
    blob = harfbuzz.hb_face_reference_blob(face)
    with ffi.new("unsigned int *") as length:
        mapped = ffi.buffer(harfbuzz.hb_blob_get_data(blob, length), int(length[0]))
        key = len(mapped), _letters(mapped)
        if key not in _programs:
            _programs[key] = bytes(mapped)
        harfbuzz.hb_blob_destroy(blob)
    return _programs[key]


_programs: dict[tuple[int, str], bytes] = {}


def _letters(program: bytes, index: int = 0) -> str:
    """Six capitals that stand for this very face: from its head table, which has a checksum of all of it."""
    at = struct.unpack(">I", program[12 + 4 * index : 16 + 4 * index])[0] if program[:4] == b"ttcf" else 0
    tables = struct.unpack(">H", program[at + 4 : at + 6])[0]
    for row in range(at + 12, at + 12 + 16 * tables, 16):
        if program[row : row + 4] == b"head":
            start, length = struct.unpack(">II", program[row + 8 : row + 16])
            program = program[start : start + length]
            break
    return "".join(chr(65 + byte % 26) for byte in md5(program, usedforsecurity=False).digest()[:6])


class Face:
    """An installed face; its file is mapped, not read."""

    def __init__(self, path: str, index: int, name: str) -> None:
        blob = hb.Blob.from_file_path(path)
        self.face, self.font = hb.Face(blob, index), hb.Font(hb.Face(blob, index))
        self.base = f"{_letters(blob.data, index)}+{name}"  # BaseFont
        self.em = int(self.face.upem)
        extents = self.font.get_font_extents("ltr")
        self.ascent, self.descent = extents.ascender / self.em, extents.descender / self.em  # in em, this one below 0


@lru_cache(64)
def face(name: str) -> Face | None:
    """The face for the name in a BaseFont, such as Noto-Sans-Bold: what fontconfig finds, which may be another."""
    if name == "Marks":
        return Face(str(ASSETS["marks.ttf"][0]), 0, name)
    words = name.split("-")
    style = [words.pop() for _ in range(2) if len(words) > 1 and words[-1] in STYLES][::-1]
    pattern = f"{' '.join(words)}:style={' '.join(style) or 'Regular'}"
    try:
        found = subprocess.run(  # noqa: S603 the name of a font in a file of ours
            ["fc-match", "-f", "%{file}\n%{index}", pattern],  # noqa: S607 where the system has it
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    path, index = found.stdout.split("\n")
    return Face(path, int(index) & 0xFFFF, name)


def cut(whole: hb.Face, glyphs: Iterable[int], shows_missing: bool = False) -> bytes:
    """The program of a face with these glyphs only, under their old ids."""
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
    if shows_missing:
        wanted.flags |= hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.glyph_set.update(glyph for glyph in glyphs if glyph < whole.glyph_count)
    wanted.drop_table_tag_set.update(DROP)
    return bytes(hb.subset(whole, wanted).blob.data)


def share_programs(pdf: Pdf, fonts: Iterable[Object]) -> None:
    """Give all Type0 `fonts` of one face one program; each keeps its own widths and way back to Unicode."""
    groups: dict[str, list[Object]] = {}
    for font in fonts:
        if font.get("/Subtype") == Name.Type0 and "/FontFile2" in font.DescendantFonts[0].FontDescriptor:
            groups.setdefault(str(font.BaseFont).removeprefix("/"), []).append(font.DescendantFonts[0])
    for base, users in groups.items():
        installed = face(base.partition("+")[2])
        if len(users) > 1 and installed and installed.base == base:
            shared = program_of(pdf, installed, frozenset().union(*(_glyphs_in(user.W.unparse()) for user in users)))
            for user in users:
                user.FontDescriptor.FontFile2 = shared


def program_of(pdf: Pdf, whole: Face, glyphs: Iterable[int]) -> Object:
    """The program with these glyphs, as an object of `pdf`."""
    length, packed = _packed(whole, frozenset(glyphs))
    return pdf.make_indirect(Stream(pdf, packed, Filter=Name.FlateDecode, Length1=length))


@lru_cache(32)  # the same packet again asks for the same glyphs
def _packed(whole: Face, glyphs: frozenset[int]) -> tuple[int, bytes]:
    program = cut(whole.face, glyphs)
    return len(program), zlib.compress(program)


@lru_cache(512)
def _glyphs_in(widths: bytes) -> frozenset[int]:
    """Glyph ids of a /W array of the form [first [width …] first [width …] …]."""
    found: set[int] = set()
    for first, run in RUN.findall(widths):
        found.update(range(int(first), int(first) + len(run.split())))
    return frozenset(found)
