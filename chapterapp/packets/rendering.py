"""From the contents of a packet to its file: sections through their templates; the press does the rest."""

from collections.abc import Callable, Sequence
from functools import cache

from flask import render_template
from flask_babel import force_locale

from chapterapp.config import ROOT
from chapterapp.packets import fitting
from chapterapp.packets.contents import PacketContents
from chapterapp.packets.page import Page
from chapterapp.packets.sections import Section, sections_of
from chapterapp.pdf.press import Pdf, press

SHEETS = ("base", "cover", "forms", "brief", "letter")


def render(contents: PacketContents, progress: Callable[[int], None] | None = None) -> Pdf:
    """The packet's file. Needs an app context; raises RenderFailed and Interrupted like the press."""
    with force_locale(contents.language.replace("-", "_")):
        page = Page(contents)
        html = document_of(contents, sections_of(contents), page)
    return press.render(html, css=style_sheet(contents.paper), images=page.images, progress=progress)


def document_of(contents: PacketContents, sections: Sequence[Section], page: Page) -> str:
    """The HTML of these sections as one document; `page` collects their images."""
    return render_template(
        "packets/print/document.html", contents=contents, sections=sections, page=page, fitting=fitting
    )


@cache
def style_sheet(paper: str, more: tuple[str, ...] = ()) -> str:
    folder = ROOT / "templates" / "packets" / "print"
    return "\n".join((folder / f"{name}.css").read_text() for name in (*SHEETS, *more, f"page-{paper}"))
