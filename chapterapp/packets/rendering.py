"""From the contents of a packet to its file: sections through their templates, laid out once, then put together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from chapterapp.config import ROOT
from chapterapp.packets import fitting, section_store
from chapterapp.packets.contents import PacketContents
from chapterapp.packets.expecting import pages_of
from chapterapp.packets.page import Page
from chapterapp.packets.sections import Section, sections_of
from chapterapp.pdf.parts import MM, Composed, Footer, Frame, Part
from chapterapp.pdf.press import Broken, Pdf, RenderFailed, press
from chapterapp.scripts import say_missing

SHEETS = ("base", "cover", "forms", "brief", "letter")
FOOTER_TOP = {"letter": 14.5 * MM, "a4": 16.5 * MM}  # from the lower edge of the page

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Sheet:
    """A section ready to be laid out. `digest` is the hash of what stands on its pages, footers too; two sections with
    one `key` have the same pages but for the footers."""

    section: Section
    html: str
    css: str
    images: dict[str, bytes]
    footer: str
    digest: str
    key: str


@dataclass(frozen=True)
class Printed:
    """The file, how many pages it has, and which of them each section takes: rows of `Packet.page_map`."""

    data: bytes
    pages: int
    page_map: list[dict[str, Any]]


def render(contents: PacketContents, progress: Progress | None = None) -> Printed:
    """The packet's file. Needs an app context; raises RenderFailed and Interrupted like the press."""
    sheets = sheets_of(contents)
    composed = compose(sheets, contents, frame_of(contents), progress)
    return Printed(composed.data, sum(composed.pages), map_of(sheets, composed))


def compose(
    sheets: Sequence[Sheet],
    contents: PacketContents,
    frame: Frame,
    progress: Progress | None = None,
    firsts: Sequence[int | None] | None = None,
    behind: Sequence[Part] = (),
) -> Composed:
    """One file of these sections, kept or laid out now; `firsts` are their page numbers, where not the running ones.
    `behind` are parts that come after them and are not kept."""
    firsts = firsts or [None] * len(sheets)
    try:
        return press.compose([*_parts(sheets, contents, firsts, progress), *behind], frame)
    except Broken:  # a kept section may be damaged: once more, all of them anew
        for sheet in sheets:
            section_store.drop(sheet.key)
        return press.compose([*_parts(sheets, contents, firsts, progress), *behind], frame)


def sheets_of(contents: PacketContents, sections: Sequence[Section] | None = None) -> list[Sheet]:
    """All sections of a packet, or those given, through their templates, in the packet's language."""
    with force_locale(contents.language.replace("-", "_")):
        machine = section_store.machine()
        return [_sheet(contents, section, machine) for section in sections or sections_of(contents)]


def _sheet(contents: PacketContents, section: Section, machine: str) -> Sheet:
    page = Page(contents)
    html = document_of(contents, [section], page, section.title)
    css = style_sheet(contents.paper, section.sheets)
    footer = page.footer(section)
    page_hash = sha256(html.encode())
    for name, data in page.images.items():
        page_hash.update(name.encode() + sha256(data).digest())
    digest = sha256(page_hash.digest() + footer.encode()).hexdigest()[:24]
    return Sheet(
        section, html, css, page.images, footer, digest, section_store.key_of(page_hash.hexdigest(), css, machine)
    )


def document_of(contents: PacketContents, sections: Sequence[Section], page: Page, title: str) -> str:
    """The HTML of these sections as one document; `page` collects their images."""
    return render_template(
        "packets/print/document.html", contents=contents, sections=sections, page=page, title=title, fitting=fitting
    )


@cache
def style_sheet(paper: str, more: tuple[str, ...] = ()) -> str:
    folder = ROOT / "templates" / "packets" / "print"
    return "\n".join((folder / f"{name}.css").read_text() for name in (*SHEETS, *more, f"page-{paper}"))


def frame_of(contents: PacketContents) -> Frame:
    with force_locale(contents.language.replace("-", "_")):
        return Frame(contents.title, contents.language, f"{_('Page')} {{page}} {_('of')} {{pages}}")


def _parts(
    sheets: Sequence[Sheet], contents: PacketContents, firsts: Sequence[int | None], progress: Progress | None
) -> list[Part]:
    """Each section from the store, or laid out now. `progress` is told the pages so far."""
    parts, done, is_new = [], 0, False
    for sheet, first in zip(sheets, firsts, strict=True):
        section, data = sheet.section, section_store.find(sheet.key)
        if data is None:
            pdf = _lay_out(sheet, contents, done, progress or (lambda pages: None))
            data, done, is_new = pdf.data, done + pdf.pages, True
            section_store.keep(sheet.key, data)
        else:
            done += pages_of(section, contents)
        size = section.footer_size
        footer = Footer(sheet.footer, FOOTER_TOP[contents.paper], size=size, leading=size * 11 / 9)
        parts.append(Part(data, section.name, section.title, section.depth, footer if sheet.footer else None, first))
    if is_new:
        section_store.trim()
    return parts


def _lay_out(sheet: Sheet, contents: PacketContents, before: int, progress: Progress) -> Pdf:
    name = f"{sheet.key[:10]}-"
    try:
        pdf = press.render(
            sheet.html, css=sheet.css, images=sheet.images, name=name, progress=lambda pages: progress(before + pages)
        )
    except RenderFailed as failed:
        case = sheet.section.case
        raise type(failed)(f"{case.name}: {failed}" if case else str(failed)) from None
    if pdf.missing:
        raise RenderFailed(_say_missing(pdf.missing, sheet.section, contents))
    progress(before + pdf.pages)
    return pdf


def _say_missing(signs: str, section: Section, contents: PacketContents) -> str:
    """Boxes are worse than no paper: nobody here would know that the name they copy is wrong."""
    cases = [section.case] if section.case else [case for case in contents.cases if set(signs) & set(repr(case))]
    names = ", ".join(case.name for case in cases)
    return f"{names}: {say_missing(signs)}" if names else say_missing(signs)


def map_of(sheets: Sequence[Sheet], composed: Composed) -> list[dict[str, Any]]:
    """Rows of `Packet.page_map`."""
    rows: list[dict[str, Any]] = []
    last = 0
    for sheet, pages in zip(sheets, composed.pages, strict=True):
        case = sheet.section.case
        rows.append({
            "key": sheet.section.kind, "case_id": case.case_id if case else None, "title": sheet.section.title,
            "first": last + 1, "last": last + pages, "digest": sheet.digest, "copy": sheet.section.copy,
        })  # fmt: skip
        last += pages
    return rows
