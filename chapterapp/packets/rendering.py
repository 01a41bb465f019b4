"""From the contents of a packet to its file: sections through their templates, laid out once, then put together."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from chapterapp.packets.large_page import page_of
from chapterapp.packets.page import Page
from chapterapp.packets.runs import Bundle, bundles_of, contents_of
from chapterapp.packets.sections import Section, sections_of
from chapterapp.pdf import parts as pdf
from chapterapp.pdf.parts import MM, Composed, Footer, Frame, Part
from chapterapp.pdf.press import Broken, Pdf, RenderFailed, press
from chapterapp.scripts import say_missing

SHEETS = ("base", "cover", "forms", "brief", "letter")
LARGE_FOOTER = 13.0  # points
FOOTER_TOP = {"letter": 14.5 * MM, "a4": 16.5 * MM}  # from the lower edge of the page

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Sheet:
    """A section ready to be laid out. `digest` is the hash of what stands on its pages, footers too; two sections with
    one `key` have the same pages but for the footers. `bundle` is the one of its file that it lies in."""

    section: Section
    html: str
    css: str
    images: dict[str, bytes]
    footer: str
    digest: str
    key: str
    bundle: Bundle = Bundle()


@dataclass(frozen=True)
class Printed:
    """The file, how many pages it has, and which of them each section takes: rows of `Packet.page_map`."""

    data: bytes
    pages: int
    page_map: list[dict[str, Any]]


def render(contents: PacketContents, progress: Progress | None = None) -> Printed:
    """The packet's file. Needs an app context; raises RenderFailed and Interrupted like the press."""
    sheets = sheets_of(contents)
    composed = compose(sheets, contents, progress=progress)
    return Printed(composed.data, pages_in_file(sheets, composed.pages, contents), map_of(sheets, composed.pages))


def pages_in_file(sheets: Sequence[Sheet], pages: Sequence[int], contents: PacketContents) -> int:
    """With the empty ones."""
    counted = Counter[Bundle]()
    for sheet, count in zip(sheets, pages, strict=True):
        counted[sheet.bundle] += count
    return sum(count + (count % 2 if is_even(bundle, contents) else 0) for bundle, count in counted.items())


def is_even(bundle: Bundle, contents: PacketContents) -> bool:
    return contents.both_sides and bool(bundle.branch)


def compose(
    sheets: Sequence[Sheet],
    contents: PacketContents,
    *,
    progress: Progress | None = None,
    firsts: Sequence[int | None] | None = None,
    elsewhere: Mapping[Bundle, pdf.Bundle] | None = None,
    behind: Sequence[Part] = (),
) -> Composed:
    """One file of these sections, kept or laid out now. `firsts` are their page numbers, where not the running ones;
    `elsewhere` is what a bundle's other pages say that are not in this file; `behind` are parts that come after them
    and are not kept."""
    firsts = firsts or [None] * len(sheets)
    bundles = list(dict.fromkeys(sheet.bundle for sheet in sheets))
    known = elsewhere or {}
    frame = frame_of(
        contents, tuple(known.get(bundle, pdf.Bundle(bundle.branch, is_even(bundle, contents))) for bundle in bundles)
    )
    places = [bundles.index(sheet.bundle) for sheet in sheets]
    try:
        return press.compose([*_parts(sheets, contents, places, firsts, progress), *behind], frame)
    except Broken:  # a kept section may be damaged: once more, all of them anew
        for sheet in sheets:
            section_store.drop(sheet.key)
        return press.compose([*_parts(sheets, contents, places, firsts, progress), *behind], frame)


def sheets_of(contents: PacketContents, sections: Sequence[Section] | None = None) -> list[Sheet]:
    """All sections of a packet through their templates, in the packet's language: bundle after bundle. Or those given,
    as one."""
    with force_locale(contents.language.replace("-", "_")):
        if sections is not None:
            return [_sheet(contents, section, section_store.machine()) for section in sections]
        made: dict[int, list[Sheet]] = {}
        for bundle in (bundles := bundles_of(contents)):
            if bundle.run not in made:
                made[bundle.run] = _sheets(contents_of(contents, contents.runs[bundle.run]))
        return [
            replace(sheet, bundle=bundle)
            for bundle in bundles
            for sheet in made[bundle.run]
            if bundle.table in (0, sheet.section.number)
        ]


def _sheets(contents: PacketContents) -> list[Sheet]:
    """Of one copy of a run; of what it holds several times the template runs once."""
    machine, made = section_store.machine(), dict[str, Sheet]()
    sheets = []
    for section in sections_of(contents):
        if section.name not in made:
            made[section.name] = _sheet(contents, section, machine)
        sheets.append(replace(made[section.name], section=section))
    return sheets


def _sheet(contents: PacketContents, section: Section, machine: str) -> Sheet:
    page = page_of(contents)
    html = document_of(contents, [section], page, section.title)
    css = style_sheet(contents.paper, section.sheets, large=section.large)
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
def style_sheet(paper: str, more: tuple[str, ...] = (), *, large: bool = False) -> str:
    folder = ROOT / "templates" / "packets" / "print"
    names = ("large/large", f"page-{paper}") if large else (*SHEETS, *more, f"page-{paper}")
    return "\n".join((folder / f"{name}.css").read_text() for name in names)


def frame_of(contents: PacketContents, bundles: tuple[pdf.Bundle, ...]) -> Frame:
    with force_locale(contents.language.replace("-", "_")):
        numbers = f"{_('Page')} {{page}} {_('of')} {{pages}}"
        return Frame(contents.title, contents.language, numbers, bundles)


def _parts(
    sheets: Sequence[Sheet],
    contents: PacketContents,
    bundles: Sequence[int],
    firsts: Sequence[int | None],
    progress: Progress | None,
) -> list[Part]:
    """Each section from the store, or laid out now, once. `progress` is told the pages so far."""
    parts, done, is_new = [], 0, False
    read: dict[str, bytes] = {}
    for sheet, bundle, first in zip(sheets, bundles, firsts, strict=True):
        section, data = sheet.section, read.get(sheet.key) or section_store.find(sheet.key)
        if data is None:
            laid = _lay_out(sheet, contents, done, progress or (lambda pages: None))
            data, done, is_new = laid.data, done + laid.pages, True
            section_store.keep(sheet.key, data, laid.pages)
        else:
            done += pages_of(section, contents)
        read[sheet.key] = data
        size = LARGE_FOOTER if section.large else section.footer_size
        footer = Footer(sheet.footer, FOOTER_TOP[contents.paper], size=size, leading=size * 11 / 9)
        shown = footer if sheet.footer else None
        parts.append(Part(data, section.name, section.title, section.depth, shown, first, bundle))
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


def map_of(sheets: Sequence[Sheet], pages: Sequence[int]) -> list[dict[str, Any]]:
    """Rows of `Packet.page_map`; the numbers of the pages are those printed on them."""
    rows: list[dict[str, Any]] = []
    last: dict[Bundle, int] = {}
    for sheet, count in zip(sheets, pages, strict=True):
        case, bundle = sheet.section.case, sheet.bundle
        first = last.get(bundle, 0) + 1
        last[bundle] = first + count - 1
        row: dict[str, Any] = {
            "key": sheet.section.kind, "case_id": case.case_id if case else None, "title": sheet.section.title,
            "first": first, "last": last[bundle], "digest": sheet.digest, "copy": sheet.section.copy,
        }  # fmt: skip
        if bundle.branch:
            row |= {"run": bundle.run, "set": bundle.copy, "branch": list(bundle.branch), "table": bundle.table}
        rows.append(row)
    return rows
