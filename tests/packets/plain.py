"""The same pages as plain WeasyPrint makes them: all sections in one document, footers and page numbers by CSS."""

import re
from typing import Any

import pypdfium2
import weasyprint
from flask_babel import force_locale
from PIL import ImageChops
from weasyprint.text.fonts import FontConfiguration

from chapterapp.packets.contents import PacketContents
from chapterapp.packets.page import Page
from chapterapp.packets.rendering import document_of, style_sheet
from chapterapp.packets.sections import sections_of
from chapterapp.pdf.assets import OwnFetcher

CSS = """
.part { break-before: page; string-set: left attr(data-left) }
.part:first-child { break-before: auto }
.page-of::after { content: target-counter(attr(href url), page) }
@page {
  @bottom-left { content: string(left); font: 9pt/11pt "Noto Sans"; vertical-align: top; padding-top: 8.5mm; width: 75% }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt/11pt "Noto Sans"; vertical-align: top; padding-top: 8.5mm; width: 25% }
}
"""  # noqa: E501
FAINT = 64  # grey levels of 255: where coordinates are rounded otherwise, edges move by a part of a pixel


def plain_html(contents: PacketContents) -> tuple[str, str, dict[str, bytes]]:
    """HTML, CSS and images of the packet as one document."""
    page = Page(contents)
    parts = []
    with force_locale(contents.language.replace("-", "_")):
        for section in sections_of(contents):
            html = document_of(contents, [section], page, "")
            body = html.partition("<body>")[2].partition("</body>")[0]
            parts.append(f'<div class="part" id="{section.name}" data-left="{page.footer(section)}">{body}</div>')
    body = re.sub(r'href="to:([\w-]+)[^"]*"', r'href="#\1"', "".join(parts))
    head = f"<title>{contents.title}</title>"
    html = f"<!doctype html><html lang={contents.language}><head>{head}</head><body>{body}</body></html>"
    return html, style_sheet(contents.paper) + CSS, page.images


def lay_out_plainly(html: str, css: str, images: dict[str, bytes]) -> bytes:
    """WeasyPrint as it comes."""
    fonts = FontConfiguration()
    sheet = weasyprint.CSS(string=css, font_config=fonts, url_fetcher=OwnFetcher({}))
    page = weasyprint.HTML(string=html, url_fetcher=OwnFetcher(images))
    return bytes(page.write_pdf(font_config=fonts, stylesheets=[sheet], pdf_variant="pdf/ua-1"))


def differences(plain: bytes, composed: bytes, dpi: int = 60) -> list[str]:
    """What differs between two files, in words: pages, ink, words."""
    one, two = (_pages(data, dpi) for data in (plain, composed))
    if len(one) != len(two):
        return [f"{len(one)} pages plainly, {len(two)} composed"]
    found = []
    for number, (first, second) in enumerate(zip(one, two, strict=True), 1):
        moved = sum(ImageChops.difference(first[0], second[0]).histogram()[FAINT + 1 :])
        dark = sum(first[0].histogram()[:128]) or 1
        if moved / dark > 0.01:
            found.append(f"page {number}: {moved / dark:.1%} of the ink")
        if first[1] != second[1]:
            found.append(f"page {number}: words {sorted(set(first[1]) ^ set(second[1]))[:5]}")
    return found


def _pages(data: bytes, dpi: int) -> list[tuple[Any, list[str]]]:
    with pypdfium2.PdfDocument(data) as file:
        return [
            (
                page.render(scale=dpi / 72, grayscale=True).to_pil(),
                sorted(page.get_textpage().get_text_bounded().split()),
            )
            for page in file
        ]
