"""A PDF written anew: what its pages show, and nothing else. Runs in a child process.

Nothing is taken over that is not named here. Dictionaries keep the keys of KEPT, contents are written again operator
by operator without comments and marks, faces are made anew (pdf_faces.py), and so are pictures: JPEG and JPEG 2000 are
decoded and encoded again, faxes become plain pixels, JBIG2, which nothing here can decode, is refused. So neither
metadata nor scripts, attached files, annotations, forms, layers or links can come along, wherever they were hidden.
"""

import io
import re
from typing import Any

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.filters import CCITTFaxDecode
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from chapterapp.files.pdf_faces import NotClean, cff_from_type1, plain_cff, plain_face

MOST_PAGES, MOST_PIXELS, DEEPEST = 50, 40_000_000, 40
# Where the keys are names that the file gave itself: everything in them stays, cleaned.
NAMED = frozenset(("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/CharProcs"))
KEYS = (
    # resources, pictures and forms
    "/Font /XObject /ExtGState /ColorSpace /Pattern /Shading /Type /Subtype /Width /Height /BitsPerComponent /Intent "
    "/ImageMask /Mask /Decode /Interpolate /SMask /Matte /DecodeParms /FormType /BBox /Matrix /Resources /Group /S /CS "
    "/I /K /Predictor /Colors /Columns /Rows /BlackIs1 /EndOfLine /EncodedByteAlign /EndOfBlock /ColorTransform "
    "/JBIG2Globals "
    # the state of drawing, patterns, shadings, functions
    "/LW /LC /LJ /ML /D /RI /OP /op /OPM /FL /SM /SA /BM /CA /ca /AIS /TK /G /BC /PatternType /PaintType /TilingType "
    "/XStep /YStep /ShadingType /Background /AntiAlias /Function /Domain /Coords /Extend /BitsPerCoordinate "
    "/BitsPerFlag /VerticesPerRow /FunctionType /Range /Size /BitsPerSample /Order /Encode /C0 /C1 /N /Functions "
    "/Bounds "
    # faces
    "/BaseFont /FirstChar /LastChar /Widths /FontDescriptor /Encoding /ToUnicode /DescendantFonts /CIDSystemInfo "
    "/Registry /Ordering /Supplement /DW /W /DW2 /W2 /CIDToGIDMap /FontBBox /FontMatrix /CharProcs /BaseEncoding "
    "/Differences /FontName /Flags /ItalicAngle /Ascent /Descent /Leading /CapHeight /XHeight /StemV /StemH /AvgWidth "
    "/MaxWidth /MissingWidth /FontFile /FontFile2 /FontFile3 /CharSet /CMapName /WMode /UseCMap /Length1 /Length2 "
    "/Length3"
)
KEPT = frozenset(KEYS.split())
MARKS = {b"BMC", b"BDC", b"EMC", b"MP", b"DP", b"BX", b"EX"}
FAX, JBIG2 = ("/CCITTFaxDecode", "/CCF"), "/JBIG2Decode"
COMMENT = re.compile(rb"%[^\r\n]*")
DEVICE = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


def copy_pages(data: bytes) -> bytes:
    """Raises NotClean, and whatever pypdf raises for what is broken."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise NotClean("encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise NotClean("long")
    catalog = reader.root_object
    layers = catalog.get("/OCProperties", DictionaryObject()).get_object().get("/D", DictionaryObject()).get_object()
    if layers.get("/OFF") or layers.get("/BaseState") == "/OFF":
        raise NotClean("layers")  # what was switched off would be seen
    writer = PdfWriter()
    copier = _Copier(writer)
    for page in reader.pages:
        copier.add_page(page)
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class _Copier:
    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        self.known: dict[tuple[int, int], PdfObject] = {}
        self.depth = 0

    def add_page(self, page: Any) -> None:
        box = page.mediabox
        new = self.writer.add_blank_page(float(box.width), float(box.height))
        new.mediabox, new.cropbox = box, page.cropbox
        if page.rotation:
            new[NameObject("/Rotate")] = NumberObject(page.rotation)
        if (contents := page.get_contents()) is not None:
            stream = DecodedStreamObject()
            stream.set_data(self.operators(contents))
            new[NameObject("/Contents")] = self.writer._add_object(stream.flate_encode())
        resources = page.get("/Resources", DictionaryObject()).get_object()
        new[NameObject("/Resources")] = self.dictionary(resources)

    def operators(self, contents: Any) -> bytes:
        """The same drawing without comments, marks and what they carry."""
        parsed = contents if isinstance(contents, ContentStream) else ContentStream(contents, None)
        drawn = [(operands, operator) for operands, operator in parsed.operations if operator not in MARKS]
        if any(operator == b"INLINE IMAGE" and _is_coded(operands["settings"]) for operands, operator in drawn):
            raise NotClean("broken")
        fresh = ContentStream(None, None)
        fresh.operations = drawn
        return fresh.get_data()

    def copy(self, one: Any, key: str = "") -> PdfObject:
        """`key`: under which it stands, since that tells what kind of text a stream is."""
        if isinstance(one, IndirectObject):
            place = (one.idnum, one.generation)
            if place not in self.known:
                self.known[place] = NullObject()  # what leads back to itself shows nothing
                self.known[place] = self.writer._add_object(self.copy(one.get_object(), key))
            return self.known[place]
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotClean("broken")
        try:
            if isinstance(one, StreamObject):
                return self.stream(one, key)
            if isinstance(one, DictionaryObject):
                return self.dictionary(one)
            return self.array(one, key) if isinstance(one, ArrayObject) else one.clone(self.writer)
        finally:
            self.depth -= 1

    def array(self, one: ArrayObject, key: str) -> PdfObject:
        if one and one[0] == "/ICCBased":  # a profile says whose scanner it was; its colours are near enough without
            return NameObject(DEVICE.get(one[1].get_object().get("/N", 3), "/DeviceRGB"))
        return ArrayObject(self.copy(item, key) for item in one)

    def dictionary(self, one: DictionaryObject) -> DictionaryObject:
        new = DictionaryObject()
        for key in one.keys() & KEPT:
            if key == "/FontFile":  # Type 1 becomes CFF, which stands under another key
                new[NameObject("/FontFile3")] = self.copy(one.raw_get(key), key)
                continue
            value = one[key]  # what it refers to
            if key in NAMED and isinstance(value, DictionaryObject) and not isinstance(value, StreamObject):
                inner = {name: self.copy(value.raw_get(name), key) for name in value if not _is_default(key, name)}
                new[NameObject(key)] = DictionaryObject({NameObject(name): copied for name, copied in inner.items()})
            else:
                new[NameObject(key)] = self.copy(one.raw_get(key), key)
        return new

    def stream(self, one: StreamObject, key: str) -> StreamObject:
        if one.get("/Subtype") == "/PS":
            raise NotClean("script")
        if one.get("/Subtype") == "/Image":
            return self.picture(one)
        if one.get("/Subtype") == "/Form" or "/PatternType" in one or key == "/CharProcs":
            return self.packed(self.dictionary(one), self.operators(one))
        data = one.get_data()
        if key in ("/ToUnicode", "/Encoding", "/UseCMap") or one.get("/FunctionType") == 4:
            data = COMMENT.sub(b"", data)
        if key == "/FontFile":
            face = DictionaryObject({NameObject("/Subtype"): NameObject("/Type1C")})
            return self.packed(face, cff_from_type1(data))
        if key in ("/FontFile2", "/FontFile3"):
            is_bare = key == "/FontFile3" and data[:4] != b"OTTO"
            data = plain_cff(data) if is_bare else plain_face(data)
        return self.packed(self.dictionary(one), data)

    def packed(self, keys: DictionaryObject, data: bytes) -> StreamObject:
        plain = DecodedStreamObject()
        plain.update({key: value for key, value in keys.items() if key != "/DecodeParms"})
        plain.set_data(data)
        return plain.flate_encode()

    def picture(self, one: StreamObject) -> StreamObject:
        keys, filters = self.dictionary(one), _filters(one)
        if int(one.get("/Width", 0)) * int(one.get("/Height", 0)) > MOST_PIXELS:
            raise NotClean("broken")
        if filters and filters[-1] in ("/DCTDecode", "/DCT", "/JPXDecode"):
            return self.photo(one, keys, filters[-1] == "/JPXDecode")
        if JBIG2 in filters:
            raise NotClean("jbig2")
        if filters and filters[-1] in FAX:
            return self.packed(keys, _pixels_of_fax(one))
        return self.packed(keys, one.get_data())

    def photo(self, one: StreamObject, keys: DictionaryObject, is_wavelet: bool) -> StreamObject:
        with Image.open(io.BytesIO(_last_data(one)), formats=("JPEG2000",) if is_wavelet else ("JPEG",)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise NotClean("broken")
            drawn = image.convert("RGB") if image.mode not in ("L", "RGB", "CMYK") else image.copy()
        drawn.info.clear()
        out = io.BytesIO()
        drawn.save(out, "JPEG", quality=85)
        new = EncodedStreamObject()
        new.update({key: value for key, value in keys.items() if key != "/DecodeParms"})
        new[NameObject("/Filter")] = NameObject("/DCTDecode")
        if is_wavelet:
            new[NameObject("/ColorSpace")] = NameObject(DEVICE[len(drawn.getbands())])
            new[NameObject("/BitsPerComponent")] = NumberObject(8)
        new._data = out.getvalue()
        return new


def _is_default(key: str, name: str) -> bool:
    return key == "/ColorSpace" and name.startswith("/Default")  # a profile for all colours of the page


def _filters(one: Any) -> list[str]:
    found = one.get("/Filter", one.get("/F", []))
    found = found.get_object() if hasattr(found, "get_object") else found
    return [str(name) for name in found] if isinstance(found, list) else [str(found)]


def _is_coded(settings: Any) -> bool:
    """A picture within the drawing, in a format of its own."""
    return any(name in ("/DCTDecode", "/DCT", *FAX) for name in _filters(settings))


def _pixels_of_fax(one: StreamObject) -> bytes:
    """A bit each, as a reader of PDFs has them from the filter; pypdf writes the head of a TIFF before its data."""
    parms = one.get("/DecodeParms", DictionaryObject()).get_object()
    parms = parms[-1].get_object() if isinstance(parms, ArrayObject) else parms
    size = int(one.get("/Width", 0)), int(one.get("/Height", 0))
    if (
        int(parms.get("/K", 0)) > 0
        or parms.get("/EncodedByteAlign", False)
        or int(parms.get("/Columns", 1728)) != size[0]
    ):
        raise NotClean("broken")  # what a TIFF of this head cannot say
    tiff = CCITTFaxDecode.decode(_last_data(one), parms, size[1])
    with Image.open(io.BytesIO(tiff), formats=("TIFF",)) as image:
        return image.tobytes()


def _last_data(one: StreamObject) -> bytes:
    """The bytes of the picture's own format, with the filters before it undone."""
    filters = _filters(one)
    if len(filters) == 1:
        return bytes(one._data)
    outer = EncodedStreamObject()
    outer[NameObject("/Filter")] = ArrayObject(NameObject(name) for name in filters[:-1])
    outer._data = one._data
    return outer.get_data()
