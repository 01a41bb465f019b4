"""The faces of a PDF made anew, so that they hold the shapes of their letters and no words: runs in the child alone.

Of TrueType the tables that draw stay. PostScript faces (CFF, Type 1) are programs with room for comments, notices and
bytes that nothing reads: their letters are drawn, and a new CFF is written from the lines. It has no hints, which
screens and printers of today do not miss. What cannot be drawn raises whatever fontTools raises, or NotClean.
"""

import io
import re
import struct
from collections.abc import Mapping
from typing import Any

from fontTools import cffLib
from fontTools.fontBuilder import FontBuilder
from fontTools.misc import eexec
from fontTools.misc.psCharStrings import T1CharString, T2CharString
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

TABLES = (b"cmap", b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep", b"post", b"OS/2",
          b"vhea", b"vmtx", b"CFF ", b"VORG", b"gasp")  # fmt: skip
NAME = "Face"
# Of a dictionary of CFF: what places the letters.
TOP = {"FontBBox", "FontMatrix", "charset", "Encoding", "CharStrings", "Private", "ROS", "CIDCount", "FDArray",
       "FDSelect"}  # fmt: skip
# Of Type 1: its matrix, a place in its encoding, and in its encrypted half a subroutine or a letter.
USUAL = [0.001, 0, 0, 0.001, 0, 0]
MATRIX = re.compile(rb"/FontMatrix\s*\[([^\]]{1,200})\]")
PLACED = re.compile(rb"dup\s+(\d{1,3})\s*/([^\s/{}\[\]()<>%]{1,100})\s+put")
LEN_IV = re.compile(rb"/lenIV\s+(\d)")
STRING = re.compile(rb"(?:dup\s+(\d{1,5})|/([^\s/{}\[\]()<>%]{1,100}))\s+(\d{1,5})\s+(?:RD|-\|) ")
DIGITS = re.compile(rb"(?:[0-9a-fA-F]{2})*")
HEX = re.compile(rb"[0-9a-fA-F\s]{8}")
MOST_SUBRS = 65_535


class NotClean(Exception):
    """`args[0]` says why, in a word of files.pdfs."""


def plain_face(data: bytes) -> bytes:
    """A TrueType or OpenType face with the tables that draw it: no names, no licence, no private tables."""
    count = struct.unpack(">H", data[4:6])[0]
    found = [struct.unpack(">4sLLL", data[12 + 16 * n : 28 + 16 * n]) for n in range(count)]
    tables = [(tag, checksum, data[start : start + size]) for tag, checksum, start, size in found if tag in TABLES]
    if not tables:
        raise NotClean("broken")
    power = len(tables).bit_length() - 1
    head = data[:4] + struct.pack(">HHHH", len(tables), 16 << power, power, (len(tables) - (1 << power)) * 16)
    at, body = 12 + 16 * len(tables), b""
    for tag, checksum, table in tables:
        drawn = plain_cff(table) if tag == b"CFF " else table
        head += struct.pack(">4sLLL", tag, checksum, at + len(body), len(drawn))
        body += drawn + bytes(-len(drawn) % 4)
    return head + body


def plain_cff(data: bytes) -> bytes:
    """The same letters under the same names and numbers."""
    faces = cffLib.CFFFontSet()
    faces.decompile(io.BytesIO(data), None)
    (top,) = faces.topDictIndex
    letters = {name: top.CharStrings[name] for name in top.CharStrings.keys()}  # noqa: SIM118 no mapping of Python's
    drawn = {name: _drawn(letter, letters) for name, letter in letters.items()}
    faces.fontNames, faces.GlobalSubrs = [NAME], cffLib.GlobalSubrsIndex()
    for dictionary in (top, *getattr(top, "FDArray", ())):
        for key in dictionary.rawDict.keys() - TOP:
            del dictionary.rawDict[key]
            vars(dictionary).pop(key, None)
        if "Private" in dictionary.rawDict or hasattr(dictionary, "Private"):
            _empty(dictionary.Private)
    if hasattr(top, "ROS"):
        top.ROS = ("Adobe", "Identity", 0)
    for name, letter in drawn.items():
        _, place = top.CharStrings.getItemAndSelector(name)
        private = top.FDArray[place].Private if place is not None else top.Private
        letter.private, letter.globalSubrs = private, faces.GlobalSubrs
        top.CharStrings[name] = letter
    out = io.BytesIO()
    faces.compile(out, TTFont(recalcBBoxes=False))
    return out.getvalue()


def _empty(private: Any) -> None:
    """No hints and no subroutines; the widths stand in the letters."""
    private.rawDict.clear()
    for key in [key for key in vars(private) if key[0].isupper() or key in ("defaultWidthX", "nominalWidthX")]:
        delattr(private, key)
    private.defaultWidthX = private.nominalWidthX = 0


def cff_from_type1(data: bytes) -> bytes:
    """A face of Type 1 as CFF: another format, the same letters, names and places in its encoding."""
    clear, locked = _halves(data)
    matrix = MATRIX.search(clear)
    if matrix is None or [float(number) for number in matrix[1].split()] != USUAL:
        raise NotClean("broken")
    letters = _letters(locked)
    order = [".notdef", *sorted(letters.keys() - {".notdef"})]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(order)
    drawn = {name: _drawn(letter, letters) for name, letter in letters.items()}
    builder.setupCFF(NAME, {}, {".notdef": T2CharString(program=[0, "endchar"]), **drawn}, {})
    faces = builder.font["CFF "].cff
    places = {int(place): name.decode("latin-1") for place, name in PLACED.findall(clear)}
    encoding = [name if (name := places.get(place, "")) in letters else ".notdef" for place in range(256)]
    faces.topDictIndex[0].Encoding = encoding if places else "StandardEncoding"
    out = io.BytesIO()
    faces.compile(out, builder.font)
    return out.getvalue()


def _halves(data: bytes) -> tuple[bytes, bytes]:
    """What stands in the clear, and what was encrypted, in binary or in hexadecimal digits."""
    clear, _, rest = data.partition(b"eexec")
    rest = rest[2:] if rest[:2] == b"\r\n" else rest[1:]
    if HEX.fullmatch(rest[:8]):
        rest = bytes.fromhex(DIGITS.match(b"".join(rest.split()))[0].decode())  # type: ignore[index]
    return clear, eexec.decrypt(rest, 55665)[0][4:]


def _letters(program: bytes) -> dict[str, T1CharString]:
    """By name, out of the half that was encrypted: nothing of it is run."""
    found = LEN_IV.search(program)
    skipped, at = int(found[1]) if found else 4, 0
    letters: dict[str, T1CharString] = {}
    subrs: dict[int, T1CharString] = {}
    shared: list[T1CharString] = []
    while one := STRING.search(program, at):
        at = one.end() + int(one[3])
        bytecode = eexec.decrypt(program[one.end() : at], 4330)[0][skipped:]
        if one[1]:
            subrs[int(one[1])] = T1CharString(bytecode, subrs=shared)
        else:
            letters[one[2].decode("latin-1")] = T1CharString(bytecode, subrs=shared)
    if max(subrs, default=0) > MOST_SUBRS:
        raise NotClean("broken")
    shared += [subrs.get(place) or T1CharString(program=["return"]) for place in range(max(subrs, default=-1) + 1)]
    return letters


def _drawn(letter: Any, letters: Mapping[str, Any]) -> T2CharString:
    lines = DecomposingRecordingPen(letters)
    letter.draw(lines)
    pen = T2CharStringPen(letter.width, None)
    lines.replay(pen)
    return pen.getCharString()
