"""Scans and documents of a case: made anew, seen by those who may, refused in words, taken away."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cases.test_portraits import picture
from cast import COORDINATOR, FOREIGN, HOST, MEMBER
from client import Client
from flask import Flask
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from chapterapp.apart import Limits
from chapterapp.errors import Refused
from chapterapp.files.pdf_faces import plain_face
from chapterapp.files.pdfs import copy_safely

Visit = Callable[[str | None], Client]
ONE = "/c/st-louis/cases/a-case"
WORDS = {"title": "Answer of the ministry", "kind": "letter"}
SECRET = b"heron"
CONTENT = b"% heron\n/Span <</ActualText (heron)>> BDC BT /F1 24 Tf 72 700 Td (Dear Minister) Tj ET EMC /P1 Do /I1 Do"


def named(**values: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in values.items()})  # type: ignore[misc]


def stream(data: bytes, **values: object) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.update(named(**values))
    made.set_data(data)
    return made


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def letter_with_secrets() -> bytes:
    """One page, with the secret in every place that a PDF has for more than its pages show."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    add = writer._add_object
    photo = PdfReader(io.BytesIO(photo_pdf())).pages[0]["/Resources"]["/XObject"]  # type: ignore[index]
    image = next(iter(photo.values())).get_object().clone(writer)
    image[NameObject("/Metadata")] = add(stream(SECRET, Type=NameObject("/Metadata"), Subtype=NameObject("/XML")))
    form = stream(b"% heron\n0 0 10 10 re f", Subtype=NameObject("/Form"), PieceInfo=TextStringObject("heron"))
    form[NameObject("/BBox")] = ArrayObject(FloatObject(n) for n in (0, 0, 9, 9))
    cmap = add(stream(b"%heron\n/CIDInit /ProcSet findresource begin"))
    font = named(
        Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/Helvetica"), ToUnicode=cmap
    )
    page[NameObject("/Resources")] = named(
        Font=named(F1=font),
        XObject=named(P1=add(form), I1=image.indirect_reference or add(image)),
        Properties=named(heron=named(Secret=TextStringObject("heron"))),
    )
    page[NameObject("/Contents")] = add(stream(CONTENT))
    page[NameObject("/PieceInfo")] = named(Draft=TextStringObject("heron"))
    page[NameObject("/AA")] = named(O=named(S=NameObject("/JavaScript"), JS=TextStringObject("heron()")))
    note = named(Type=NameObject("/Annot"), Subtype=NameObject("/Text"), Contents=TextStringObject("heron"))
    page[NameObject("/Annots")] = ArrayObject([add(note)])
    writer.add_metadata({"/Author": "heron", "/Title": "heron"})
    writer.xmp_metadata = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><heron/></x:xmpmeta>'  # type: ignore[assignment]
    script = add(named(S=NameObject("/JavaScript"), JS=TextStringObject("heron()")))
    writer.root_object[NameObject("/OpenAction")] = script
    writer.root_object[NameObject("/AcroForm")] = named(Fields=ArrayObject([add(named(V=TextStringObject("heron")))]))
    writer.add_attachment("heron.txt", SECRET)
    writer.add_outline_item(title="heron", page_number=0)
    return written(writer)


def photo_pdf() -> bytes:
    """A scanner's: the camera's words stand inside the picture."""
    exif, out, jpeg = Image.Exif(), io.BytesIO(), io.BytesIO()
    exif[0x010E] = "heron"
    exif.get_ifd(0x8825)[1] = "heron"
    Image.new("RGB", (80, 60), "navy").save(jpeg, "JPEG", exif=exif, comment=SECRET)
    Image.open(jpeg).save(out, "PDF")
    writer = PdfWriter(clone_from=io.BytesIO(out.getvalue()))
    objects = writer.pages[0]["/Resources"]["/XObject"]  # type: ignore[index]
    next(iter(objects.values())).get_object()._data = jpeg.getvalue()
    return written(writer)


def everything_in(data: bytes) -> bytes:
    """The file, and all its streams unpacked."""
    reader, found = PdfReader(io.BytesIO(data)), [data]
    for number in range(1, int(reader.trailer["/Size"])):  # type: ignore[call-overload]
        one = reader.get_object(number)
        found.append(str(one).encode())
        if isinstance(one, StreamObject):
            found += [one._data, one.get_data() if "/DCTDecode" not in str(one.get("/Filter")) else b""]
    return b"\n".join(found)


def send(client: Client, *files: tuple[bytes, str], **words: str) -> str:
    """The answer's page, or nothing where the files were kept."""
    sent = [(io.BytesIO(data), name) for data, name in files]
    answer = client.post(f"{ONE}/files/new", {**WORDS, **words, "files": sent}, content_type="multipart/form-data")
    assert answer.status_code in (303, 422)
    return answer.text if answer.status_code == 422 else ""


def links(client: Client) -> list[str]:
    return re.findall(r'class="name" href="([^"]+/files/[\w-]+)"', client.get(ONE).text)


def test_the_letter_holds_the_secret_wherever_a_pdf_can() -> None:
    """The control: what the next test looks for is there before."""
    whole = everything_in(letter_with_secrets())
    assert whole.count(SECRET) >= 14
    for word in (b"/JavaScript", b"/EmbeddedFile", b"/Annots", b"/Metadata", b"/PieceInfo", b"ActualText", b"Exif"):
        assert word in whole, word


def test_of_a_pdf_only_what_its_pages_show_is_served(visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert send(client, (letter_with_secrets(), "heron.pdf")) == ""
    (link,) = links(client)
    answer = client.get(link)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == "attachment; filename=answer-of-the-ministry.pdf"
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == ("nosniff", "no-store")
    whole = everything_in(answer.data)
    for word in (SECRET, b"/JavaScript", b"/EmbeddedFile", b"/Annot", b"/Metadata", b"/Info", b"/PieceInfo", b"Exif"):
        assert word not in whole, word
    page = PdfReader(io.BytesIO(answer.data)).pages[0]
    assert page.extract_text().strip() == "Dear Minister"
    assert [image.image.size for image in page.images if image.image] == [(80, 60)]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_of_a_scan_only_its_picture_is_served(app: Flask, visit: Visit, kind: str) -> None:
    client = visit(COORDINATOR)
    assert send(client, (picture(kind, (2000, 3000)), "scan")) == ""
    (link,) = links(client)
    answer = client.get(link)
    assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert b"secret" not in answer.data and b"Exif" not in answer.data
    assert Image.open(io.BytesIO(answer.data)).size == (1653, 2480)
    assert answer.data == next(Path(app.config["INSTANCE"], "files").iterdir()).read_bytes()


def test_several_come_at_once_each_under_its_number(visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert send(client, (picture(), "a.png"), (photo_pdf(), "b.pdf")) == ""
    page = client.get(ONE).text
    assert "Answer of the ministry (1)" in page and "Answer of the ministry (2)" in page
    assert send(client, *[(picture(size=(9, 9)), "a.png")] * 7).count("These are more than six.") == 1
    assert "b.txt: This is no picture" in send(client, (picture(), "a.png"), (b"words", "b.txt"))
    assert len(links(client)) == 2, "of several none is kept where one is refused"


def test_coordinators_alone_see_it_until_somebody_ticks(visit: Visit) -> None:
    client = visit(COORDINATOR)
    send(client, (photo_pdf(), "a.pdf"))
    (link,) = links(client)
    for persona in (MEMBER, HOST):
        assert visit(persona).get(link).status_code == 404
        assert "Answer of the ministry" not in visit(persona).get(ONE).text
    form = {**WORDS, "version": "1", "for_members": "y"}
    assert client.post(f"{link}/edit", form).status_code == 303
    assert client.post(f"{link}/edit", form).status_code == 409
    for persona in (MEMBER, HOST):
        assert visit(persona).get(link).status_code == 200
        assert links(visit(persona)) == [link]
    assert (
        visit(FOREIGN).get(link).status_code == visit(FOREIGN).get(link.replace("st-louis", "lyon")).status_code == 404
    )


def test_removing_asks_and_takes_the_file_too(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    send(client, (photo_pdf(), "a.pdf"))
    (link,) = links(client)
    assert "cannot be taken back" in client.get(f"{link}/remove").text
    assert client.get(link).status_code == 200
    assert client.post(f"{link}/remove").status_code == 303
    assert client.get(link).status_code == 404
    assert not list(Path(app.config["INSTANCE"], "files").iterdir())


def locked() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(photo_pdf()))
    writer.encrypt("", "owner", algorithm="RC4-128")
    return written(writer)


def long(pages: int = 51) -> bytes:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(99, 99)
    return written(writer)


def layered() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(photo_pdf()))
    hidden = named(D=named(OFF=ArrayObject([writer._add_object(named(Type=NameObject("/OCG")))])))
    writer.root_object[NameObject("/OCProperties")] = hidden
    return written(writer)


def looping() -> bytes:
    """A form that draws itself."""
    writer = PdfWriter()
    page, form = writer.add_blank_page(99, 99), stream(b"/X Do", Subtype=NameObject("/Form"))
    here = writer._add_object(form)
    form[NameObject("/Resources")] = named(XObject=named(X=here))
    page[NameObject("/Resources")] = named(XObject=named(X=here))
    return written(writer)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (locked, "is locked"),
        (long, "more than 50 pages"),
        (layered, "hidden layers"),
        (lambda: photo_pdf()[:300], "cannot be read safely"),
        (lambda: b"PK\3\4", "no picture that can be read"),
        (lambda: b"", "no picture that can be read"),
    ],
)
def test_what_cannot_be_made_clean_is_refused_and_nothing_typed_is_lost(
    app: Flask, visit: Visit, make: Callable[[], bytes], sentence: str
) -> None:
    page = send(visit(COORDINATOR), (make(), "a.pdf"))
    assert sentence in page and 'value="Answer of the ministry"' in page
    assert not list(Path(app.config["INSTANCE"], "files").iterdir())


def test_the_fields_of_the_form_are_asked_for(visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert "Choose a file." in send(client)
    assert "This is needed." in send(client, (photo_pdf(), "a.pdf"), title="")


def test_a_form_that_draws_itself_ends(app: Flask) -> None:
    with app.test_request_context():
        assert PdfReader(io.BytesIO(copy_safely(looping()))).pages[0].extract_text() == ""


def test_the_limits_of_the_child_hold(app: Flask) -> None:
    with app.test_request_context():
        with pytest.raises(Refused, match="too long"):
            copy_safely(photo_pdf(), Limits(wall=0.05))
        with pytest.raises(Refused, match="memory"):
            copy_safely(photo_pdf(), Limits(memory=40 << 20))
        with pytest.raises(Refused, match="larger than 10 MB"):
            copy_safely(b"%PDF-1.7" + bytes(10 << 20))


def test_of_a_face_only_what_draws_it_stays() -> None:
    heads = b"".join(tag + b"\0\0\0\0" + at.to_bytes(4) + (5).to_bytes(4) for tag, at in ((b"glyf", 44), (b"name", 49)))
    face = plain_face(b"\0\1\0\0" + (2).to_bytes(2) + bytes(6) + heads + b"lines" + b"heron")
    assert b"lines" in face and b"heron" not in face and b"name" not in face
