"""Faces and pictures of PDFs, made anew: the same letters and pixels, and none of the bytes that came."""

import io
import os
from collections.abc import Callable

import pytest
from cases.test_files import everything_in, named, stream, written
from flask import Flask
from fontTools.cffLib import CFFFontSet, FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.misc import eexec
from fontTools.misc.psCharStrings import T1CharString, T2CharString
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import TiffImageFile
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    BooleanObject,
    EncodedStreamObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from chapterapp.errors import Refused
from chapterapp.files.pdf_copy import copy_pages
from chapterapp.files.pdf_faces import NotClean, cff_from_type1, plain_cff
from chapterapp.files.pdfs import copy_safely

pytestmark = pytest.mark.skipif("TEST_DATABASE_URL" in os.environ, reason="no database is asked: once is enough")
SECRET = b"heron"
LETTERS = (".notdef", "A", "B")


def letter(side: int) -> T2CharString:
    pen = T2CharStringPen(side, None)
    pen.moveTo((0, 0))
    for corner in ((0, side), (side, side), (side, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.getCharString()


def cff(*, by_number: bool = False) -> bytes:
    """Squares, with the secret in the face's words and behind the end of a letter; `by_number`: as of CID fonts."""
    names = (".notdef", "cid00005", "cid00009") if by_number else LETTERS
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    drawn = {name: letter(100 + 50 * place) for place, name in enumerate(names)}
    drawn[names[1]].compile()
    drawn[names[1]].bytecode += SECRET
    builder.setupCFF("heron", {"Notice": "heron", "FullName": "heron"}, drawn, {"BlueValues": [0, 9]})
    faces = builder.font["CFF "].cff
    if by_number:
        number(faces)
    out = io.BytesIO()
    faces.compile(out, TTFont(recalcBBoxes=False))
    return out.getvalue()


def number(faces: CFFFontSet) -> None:
    top, only, kept, chosen = faces.topDictIndex[0], FontDict(), FDArrayIndex(), FDSelect()
    only.Private = top.Private
    kept.strings, kept.GlobalSubrs = None, faces.GlobalSubrs
    kept.append(only)
    chosen.format, chosen.gidArray = 3, [0, 0, 0]
    top.ROS, top.CIDCount, top.FDArray, top.FDSelect = ("Adobe", "heron", 0), 10, kept, chosen
    top.CharStrings.fdArray, top.CharStrings.fdSelect = kept, chosen
    for name in ("Encoding", "Private"):
        top.rawDict.pop(name, None)
        vars(top).pop(name, None)


def type1(*, in_hex: bool = False, matrix: bytes = b"0.001 0 0 0.001 0 0") -> bytes:
    """The same squares in Type 1: the letter B is drawn by a subroutine, and the secret is in both halves."""
    head = b"%!PS heron\n/FontInfo << /Notice (heron) >> def\n/FontMatrix [" + matrix + b"] readonly def\n"
    head += b"/Encoding 256 array\ndup 65 /A put\ndup 66 /B put\ndup 67 /Missing put\nreadonly def\ncurrentfile eexec\n"
    draw = [0, 150, "hsbw", 0, 0, "rmoveto", 150, "vlineto", 150, "hlineto", -150, "vlineto", "closepath", "endchar"]
    body = b"xxxx% heron\ndup /Private << /lenIV 4 def /Note (heron) def\n/Subrs 2 array\n"
    body += string(b"dup 1", [150, "vlineto", "return"])
    for name, program in (
        (b"/.notdef", [0, 100, "hsbw", "endchar"]),
        (b"/A", draw),
        (
            b"/B",
            [0, 200, "hsbw", 0, 0, "rmoveto", 1, "callsubr", 200, "hlineto", -150, "vlineto", "closepath", "endchar"],
        ),
    ):
        body += string(name, program)
    locked = eexec.encrypt(body + b"end\nmark currentfile closefile\n", 55665)[0]
    return head + (locked.hex().encode() if in_hex else locked) + b"\n" + b"0" * 64 + b"\ncleartomark heron"


def string(name: bytes, program: list[int | str]) -> bytes:
    made = T1CharString(program=program)
    made.compile()
    locked = eexec.encrypt(b"\0\0\0\0" + made.bytecode, 4330)[0]
    return name + b" %d RD " % len(locked) + locked + b" ND\n"


def shapes(data: bytes) -> dict[str, tuple[float, tuple[int, int, int, int] | None]]:
    """Of a CFF: width and box of each letter, by name or number."""
    faces = CFFFontSet()
    faces.decompile(io.BytesIO(data), None)
    letters = faces.topDictIndex[0].CharStrings
    found = {}
    for name in letters.keys():  # noqa: SIM118 no mapping of Python's
        box = letters[name].calcBounds(letters)
        found[name] = (letters[name].width, box)
    return found


def squares(*names: str) -> dict[str, tuple[float, tuple[int, int, int, int]]]:
    return {name: (100 + 50 * place, (0, 0, 100 + 50 * place, 100 + 50 * place)) for place, name in enumerate(names)}


@pytest.mark.parametrize("by_number", [False, True])
def test_a_cff_face_keeps_its_letters_and_none_of_its_words(by_number: bool) -> None:
    data = cff(by_number=by_number)
    assert data.count(SECRET) >= 2
    again = plain_cff(data)
    assert SECRET not in again
    assert shapes(again) == squares(*((".notdef", "cid00005", "cid00009") if by_number else LETTERS))


@pytest.mark.parametrize("in_hex", [False, True])
def test_a_type_1_face_becomes_cff_with_the_same_letters_in_the_same_places(in_hex: bool) -> None:
    made = cff_from_type1(type1(in_hex=in_hex))
    assert SECRET not in made
    assert shapes(made) == {".notdef": (100, None), "A": (150, (0, 0, 150, 150)), "B": (200, (0, 0, 200, 150))}
    faces = CFFFontSet()
    faces.decompile(io.BytesIO(made), None)
    encoding = faces.topDictIndex[0].Encoding
    assert (encoding[65], encoding[66], encoding[67]) == ("A", "B", ".notdef")


def test_a_face_in_other_measures_is_not_guessed_at() -> None:
    with pytest.raises(NotClean):
        cff_from_type1(type1(matrix=b"0.002 0 0 0.001 0 0"))


def with_face(key: str, data: bytes, **keys: object) -> bytes:
    writer = PdfWriter()
    page, add = writer.add_blank_page(300, 300), writer._add_object
    described = named(Type=NameObject("/FontDescriptor"), FontName=NameObject("/F"), Flags=NumberObject(4))
    described[NameObject(key)] = add(stream(data, **keys))
    font = named(Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/F"),
                 FontDescriptor=add(described))  # fmt: skip
    page[NameObject("/Resources")] = named(Font=named(F1=font))
    page[NameObject("/Contents")] = add(stream(b"BT /F1 24 Tf 9 9 Td (AB) Tj ET"))
    return written(writer)


@pytest.mark.parametrize(("key", "make", "kind"), [("/FontFile", type1, None), ("/FontFile3", cff, "/Type1C")])
def test_in_a_pdf_no_byte_of_a_postscript_face_stays(key: str, make: Callable[[], bytes], kind: str | None) -> None:
    keys = {"Subtype": NameObject(kind)} if kind else {}
    whole = with_face(key, make(), **keys)
    assert SECRET in everything_in(whole)
    made = copy_pages(whole)
    assert SECRET not in everything_in(made)
    font = PdfReader(io.BytesIO(made)).pages[0]["/Resources"]["/Font"]["/F1"]["/FontDescriptor"]  # type: ignore[index]
    assert font["/FontFile3"]["/Subtype"] == "/Type1C" and "/FontFile" not in font


def test_a_face_that_cannot_be_drawn_is_refused_in_words(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(Refused, match="cannot be read safely"):
        copy_safely(with_face("/FontFile", type1()[:60]))


def fax(coding: str) -> tuple[Image.Image, bytes]:
    """A drawing in black and white, and its rows as a fax."""
    drawn, swapped = Image.new("1", (64, 48), 1), Image.new("1", (64, 48), 0)
    for image, black in ((drawn, 0), (swapped, 1)):
        ImageDraw.Draw(image).rectangle((5, 5, 40, 20), fill=black)
    # A TIFF of Pillow's calls the fax's white black, and says so in its head, which is left out here.
    out = io.BytesIO()
    swapped.save(out, "TIFF", compression=coding, strip_size=1 << 20)
    with Image.open(out) as file:
        assert isinstance(file, TiffImageFile)
        start, size = file.tag_v2[273][0], file.tag_v2[279][0]
    return drawn, out.getvalue()[start : start + size]


def with_picture(data: bytes, coding: str, **parms: object) -> bytes:
    writer = PdfWriter()
    page, picture = writer.add_blank_page(300, 300), EncodedStreamObject()
    sizes = {"Width": 64, "Height": 48, "BitsPerComponent": 1}
    picture.update(named(Subtype=NameObject("/Image"), ColorSpace=NameObject("/DeviceGray"), Filter=NameObject(coding)))
    picture.update(named(**{name: NumberObject(value) for name, value in sizes.items()}))
    if parms:
        picture[NameObject("/DecodeParms")] = named(**parms)
    picture._data = data
    page[NameObject("/Resources")] = named(XObject=named(I=writer._add_object(picture)))
    page[NameObject("/Contents")] = writer._add_object(stream(b"/I Do"))
    return written(writer)


def picture_in(data: bytes) -> StreamObject:
    found = PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/XObject"]["/I"]  # type: ignore[index]
    assert isinstance(found, StreamObject)
    return found


@pytest.mark.parametrize(("coding", "kind"), [("group4", -1), ("group3", 0)])
@pytest.mark.parametrize("black_is_1", [False, True])
def test_a_fax_becomes_the_pixels_it_shows(coding: str, kind: int, black_is_1: bool) -> None:
    drawn, rows = fax(coding)
    parms = {"K": NumberObject(kind), "Columns": NumberObject(64), "BlackIs1": BooleanObject(black_is_1)}
    made = picture_in(copy_pages(with_picture(rows + SECRET, "/CCITTFaxDecode", **parms)))
    wanted = bytes(byte ^ 0xFF for byte in drawn.tobytes()) if black_is_1 else drawn.tobytes()
    assert made["/Filter"] == "/FlateDecode" and "/DecodeParms" not in made and made.get_data() == wanted


@pytest.mark.parametrize(
    "parms",
    [
        {"K": NumberObject(4), "Columns": NumberObject(64)},
        {"K": NumberObject(-1), "Columns": NumberObject(32)},
        {"K": NumberObject(-1), "Columns": NumberObject(64), "EncodedByteAlign": BooleanObject(True)},
    ],
)
def test_a_fax_that_would_be_guessed_at_is_refused(parms: dict[str, object]) -> None:
    with pytest.raises(NotClean):
        copy_pages(with_picture(fax("group4")[1], "/CCITTFaxDecode", **parms))


def test_a_picture_that_nothing_here_can_decode_is_refused_in_words(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(Refused, match="Send pictures of its pages"):
        copy_safely(with_picture(b"\0heron", "/JBIG2Decode"))


def test_a_fax_within_the_drawing_is_refused() -> None:
    writer = PdfWriter()
    drawing = b"BI /W 64 /H 48 /BPC 1 /F /CCF /DP << /K -1 /Columns 64 >> ID " + fax("group4")[1] + b" EI"
    page = writer.add_blank_page(99, 99)
    page[NameObject("/Contents")] = writer._add_object(stream(drawing))
    with pytest.raises(NotClean):
        copy_pages(written(writer))
