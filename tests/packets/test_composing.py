"""Parts put together: the same to the eye as plain WeasyPrint, and whole for a screen reader."""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from packets.plain import differences, lay_out_plainly, plain_html
from packets.reading import File, problems, walk
from packets.sample_contents import CASES, packet
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from chapterapp.packets import rendering
from chapterapp.packets.contents import PacketContents
from chapterapp.pdf.parts import MM, Bundle, Footer, Frame, Part
from chapterapp.pdf.press import press

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)

FRAME = Frame("Test", "en-US", "Page {page} of {pages}")
FOOTER = Footer("Amnesty St. Louis", 14.5 * MM)
FEW = packet(cases=CASES[2:4], left_out=())
PAGE = "<!doctype html><html lang=en><title>T</title><body>{}"


@pytest.fixture
def here(whole_app: Flask) -> Iterator[Flask]:
    with whole_app.app_context():
        yield whole_app


@pytest.fixture(scope="module")
def few(whole_app: Flask) -> Iterator[File]:
    """A packet of two cases, composed."""
    with whole_app.app_context():
        yield File(rendering.render(FEW).data)
    press.rest(0)


def part(name: str, body: str, **more: Any) -> Part:
    return Part(press.render(PAGE.format(body), name=f"{name}-").data, name, name.title(), **more)


# The same as plain WeasyPrint


@pytest.mark.parametrize(
    "contents", [packet(cases=CASES[3:4]), packet(cases=CASES[:1], paper="a4", demo=True)], ids=["letter", "a4"]
)
def test_a_composed_packet_looks_and_reads_like_the_same_pages_in_one_document(
    here: Flask, contents: PacketContents
) -> None:
    plain = lay_out_plainly(*plain_html(contents))
    assert differences(plain, rendering.render(contents).data) == []
    other = replace(contents, shred_by="March 26, 2027")
    assert differences(plain, rendering.render(other).data), "the control: one date is seen"


# What composing keeps


TABLE = "<table><thead><tr><th>A<th>B<tbody><tr><td>c<td>d</table>"


def test_a_part_that_comes_twice_keeps_its_tags_and_ids_apart() -> None:
    one = part("one", f"<section data-outline=One><h1>One</h1>{TABLE}</section>", footer=FOOTER)
    file = File(press.compose([one, part("two", TABLE), one], FRAME).data)
    assert problems(file) == []
    assert [file.text(n)[:4] for n in (1, 3)] == ["One ", "One "]
    assert "Page 3 of 3" in file.text(3)


def test_a_part_read_before_is_left_as_it_was_for_the_next_file() -> None:
    parts = [part("one", "<p><a href='to:two'>Two</a>", footer=FOOTER), part("two", "<p>Two", footer=FOOTER)]
    first = press.compose(parts, FRAME).data
    press.compose([*parts, *parts], FRAME)
    assert press.compose(parts, FRAME).data == first


def test_links_lead_to_other_parts_with_their_number_as_words_of_the_link() -> None:
    cover = part("cover", "<p><a href=to:two>Two</a> <a href=to:two@9.5/15 style='display:block;height:15pt'></a>")
    file = File(press.compose([cover, part("one", "<p>One"), part("two", "<p>Two")], FRAME).data)
    assert problems(file) == []
    links = list(file.pdf.pages[0].obj.Annots)
    assert {link.Dest[0].objgen for link in links} == {file.pdf.pages[2].obj.objgen}
    assert {str(link.Contents) for link in links} == {"Two"}
    assert file.text(1) == "Two 3"


def test_pages_of_another_file_keep_its_numbers() -> None:
    cover = part("cover", "<p><a href=to:two@9.5/15 style='display:block;height:15pt'></a>", footer=FOOTER, first=1)
    frame = replace(FRAME, bundles=(Bundle(places={"two": 7}, total=20),))
    file = File(press.compose([cover, part("four", "<p>Four", footer=FOOTER, first=4)], frame).data)
    assert problems(file) == []
    assert file.text(1).startswith("7 ")
    assert "Page 1 of 20" in file.text(1)
    assert "Page 4 of 20" in file.text(2)


@pytest.mark.parametrize("chapter", ["Amnesty St. Louis", "Đội Hà Nội", "ရန်ကုန်အဖွဲ့", "فرع الخرطوم", "दिल्ली समूह"])
def test_a_footer_is_set_in_the_chapters_script(chapter: str) -> None:
    file = File(press.compose([part("one", "<p>One", footer=replace(FOOTER, left=f"{chapter} · 1"))], FRAME).data)
    assert problems(file) == []
    assert "Page 1 of 1" in file.text(1)
    meanings = [font.ToUnicode.read_bytes() for font in stamped(file)]
    assert not any(b"\n<0000> <0" in meaning for meaning in meanings), "a character without a glyph"


def stamped(file: File) -> list[Any]:
    return [font for name, font in file.pdf.pages[0].obj.Resources.Font.items() if "Stamp" in name]


def test_a_long_footer_is_cut_before_the_page_number() -> None:
    file = File(press.compose([part("one", "<p>One", footer=replace(FOOTER, left="Very long " * 40))], FRAME).data)
    assert "… Page 1 of 1" in file.text(1)


def test_one_font_program_a_face_serves_all_parts(few: File) -> None:
    programs: dict[str, set[Any]] = {}
    for page in few.pdf.pages:
        for font in page.obj.Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            programs.setdefault(str(font.BaseFont), set()).add(descriptor.FontFile2.objgen)
    assert len(programs) >= 6
    assert all(len(found) == 1 for found in programs.values())


def test_pages_without_a_footer_have_none() -> None:
    file = File(press.compose([part("one", "<p>One", footer=FOOTER), part("two", "<p>Two")], FRAME).data)
    assert file.texts() == ["One Amnesty St. Louis Page 1 of 2", "Two"]


# The checks would find a fault


def first(pdf: Pdf, kind: str) -> Any:
    return next(element for element in walk(pdf.Root.StructTreeRoot.K[0]) if str(element.S) == kind)


FAULTS: dict[str, tuple[str, Callable[[Pdf], Any]]] = {
    "words outside any mark": (
        "outside any mark", lambda pdf: pdf.pages[0].obj.Contents.append(Stream(pdf, b"BT /F 9 Tf <0024> Tj ET"))),
    "a mark twice": ("marks differ", lambda pdf: pdf.pages[1].obj.Contents.append(pdf.pages[1].obj.Contents[1])),
    "an element without its mark": ("marks differ", lambda pdf: first(pdf, "/P").__delitem__("/K")),
    "a page with another's row": ("ParentTree", lambda pdf: setattr(pdf.pages[2].obj, "StructParents", 0)),
    "a wrong parent": ("another parent", lambda pdf: setattr(first(pdf, "/P"), "P", pdf.Root.StructTreeRoot.K[0])),
    "a link outside the tree": ("not in the tree", lambda pdf: pdf.pages[0].obj.Annots[0].__delitem__("/StructParent")),
    "a link to nowhere": ("leads nowhere", lambda pdf: pdf.pages[0].obj.Annots[0].Dest.__setitem__(0, pdf.Root.Pages)),
    "a link not filled in": ("leads nowhere", lambda pdf: setattr(
        pdf.pages[0].obj.Annots[0], "A", Dictionary(S=Name.URI, URI=b"to:brief-1"))),
    "a picture without words": ("no Alt", lambda pdf: first(pdf, "/Figure").__delitem__("/Alt")),
    "an empty heading": ("is empty", lambda pdf: setattr(first(pdf, "/H1"), "K", Array())),
    "two cells with one id": ("not unique", lambda pdf: setattr(first(pdf, "/TH"), "ID", String("x"))),
    "a header without scope": ("no scope", lambda pdf: first(pdf, "/TH").A.__delitem__("/Scope")),
    "an outline that forgets": ("outline", lambda pdf: setattr(
        pdf.Root.Outlines, "First", pdf.Root.Outlines.First.Next)),
    "an outline to nowhere": ("outline", lambda pdf: pdf.Root.Outlines.First.Dest.__setitem__(0, pdf.Root.Pages)),
    "no word of accessibility": ("PDF/UA-1", lambda pdf: pdf.Root.__delitem__("/Metadata")),
    "no language": ("language", lambda pdf: pdf.Root.__delitem__("/Lang")),
    "a font that is not embedded": ("not embedded", lambda pdf: next(iter(
        pdf.pages[0].obj.Resources.Font.values())).DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2")),
}  # fmt: skip


def test_a_composed_packet_has_no_fault(few: File, tmp_path: Path) -> None:
    assert problems(few) == []
    (tmp_path / "packet.pdf").write_bytes(few.data)
    check = subprocess.run(["qpdf", "--check", tmp_path / "packet.pdf"], capture_output=True, text=True)
    assert check.returncode == 0, check.stderr


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_put_in_is_found(few: File, name: str) -> None:
    complaint, spoil = FAULTS[name]
    with Pdf.open(BytesIO(few.data)) as pdf:
        out = BytesIO()
        spoil(pdf)
        pdf.save(out)
    assert any(complaint in problem for problem in problems(File(out.getvalue())))


def test_the_pdfua_checker_finds_no_fault(few: File, tmp_path: Path) -> None:
    pdfua = pytest.importorskip("pdfua")
    (tmp_path / "packet.pdf").write_bytes(few.data)
    found = pdfua.validate(str(tmp_path / "packet.pdf")).findings
    assert [f"{one.rule_id} {one.message}" for one in found if one.rule_id != "UA-15-003"] == []
