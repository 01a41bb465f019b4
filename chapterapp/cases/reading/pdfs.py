"""The text of a PDF, page by page."""

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf._text_extraction import _layout_mode  # it alone tells where text ends; uv.lock holds the version
from pypdf.errors import FileNotDecryptedError, PyPdfError
from pypdf.generic import ArrayObject, ContentStream, StreamObject

from chapterapp.cases.reading import leftovers, numbers, pages
from chapterapp.cases.reading.labels import label_of
from chapterapp.cases.reading.sentences import NotAnAction, Reason

MOST_PAGES = 60
NUMBERED = re.compile(r"(?:^|\s)(?:page\s*|-\s*)?\d{1,2}(?:\s*(?:/|of|von|de|sur)\s*\d{1,2})?(?:\s*-)?$", re.IGNORECASE)
SPREAD = re.compile(r"\s{6,}")
A_SPACE = 0.25  # of a line's height
SCRIPT = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
RIGHT_TO_LEFT = re.compile(rf"{SCRIPT}(?:[\s\u200c-\u200f]+{SCRIPT})*")


def pages_of(data: bytes) -> tuple[list[str], list[str]]:
    """The pages, and what stands at the heads of later ones."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are about the file, and nobody's to read
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotAnAction(Reason.ENCRYPTED)
        if len(reader.pages) > MOST_PAGES:
            raise NotAnAction(Reason.TOO_LONG)
        texts = [_text_of(page) for page in reader.pages]
    except (NotAnAction, MemoryError):
        raise
    except FileNotDecryptedError:
        raise NotAnAction(Reason.ENCRYPTED) from None
    except (PyPdfError, Exception):  # a broken file makes pypdf raise anything
        raise NotAnAction(Reason.BROKEN_PDF) from None
    if not any(page.text.strip() for page in texts):
        raise NotAnAction(Reason.SCANNED)
    own, running = [], []
    for number, page in enumerate(texts):
        top = page.top if number and _is_running(page.top) else ""
        foot = page.foot if NUMBERED.search(page.foot) and _is_running(page.foot) else ""
        own.append(page._replace(top="" if top else page.top, foot="" if foot else page.foot).text)
        running += [" ".join(text.split()) for text in (top, foot) if text]
    return own, running


def _is_running(top: str) -> bool:
    """The name of a paper, which a page begins or ends with; no title, number, label or end of a sentence."""
    lines = [line for line in top.splitlines() if line.strip()]
    return len(lines) == 1 and len(top) < 90 and not (
        top.isupper() or top.rstrip().endswith((".", ":", ",")) or label_of(top) or leftovers.CONTACT.match(top)
        or numbers.find_numbers(top) or numbers.find_index(top)
    )  # fmt: skip


def _text_of(page: PageObject) -> pages.Placed:
    """As it stands on the page; where forms are drawn into it, as it was written into the file."""
    try:
        pieces = [] if _has_forms(page) else _pieces(page)
    except (PyPdfError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
        pieces = []
    return pages.place(pieces) if pieces else pages.Placed("", page.extract_text(), "")


def _has_forms(page: PageObject) -> bool:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources else None
    drawn = drawn.get_object() if drawn else {}
    return any(drawn[name].get_object().get("/Subtype") == "/Form" for name in drawn)


def _pieces(page: PageObject) -> list[pages.Piece]:
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    if not isinstance(contents, ArrayObject | StreamObject):
        return []
    operations = iter(ContentStream(contents, page.pdf, "bytes").operations)
    groups = _layout_mode.text_show_operations(operations, page._layout_mode_fonts(), strip_rotated=False)
    placed = [
        pages.Piece(
            group["tx"], group["displaced_tx"], group["ty"] * group["flip_sort"], group["font_height"], group["text"]
        )
        for group in groups
    ]
    return [piece for group in _continued(placed) for piece in _parted(group)]


def _continued(groups: list[pages.Piece]) -> Iterator[pages.Piece]:
    """Chromium changes the font for a ligature and moves nothing: what would stand on what was written goes on."""
    before: pages.Piece | None = None
    start = 0.0
    for group in groups:
        if not before or not _is_on(group, before, start):
            start = group.left
        else:
            left = before.right + (before.height * A_SPACE if before.text.endswith(" ") else 0)
            group = group._replace(left=left, right=left + group.right - group.left)
        before = group
        yield group


def _is_on(group: pages.Piece, before: pages.Piece, start: float) -> bool:
    on_line = abs(group.y - before.y) < 0.1 and group.text.strip() != before.text.strip()
    return on_line and start - 0.1 <= group.left < before.right - before.height * A_SPACE


def _parted(group: pages.Piece) -> list[pages.Piece]:
    """Some programs write a line of two columns as one, with spaces between."""
    left, right, y, height, text = group
    wide = (right - left) / max(1, len(text))
    pieces = []
    start = 0
    for gap in [*SPREAD.finditer(text), None]:
        end = gap.start() if gap else len(text)
        part = text[start:end]
        if part.strip():
            begins = left + wide * (start + len(part) - len(part.lstrip()))
            ends = left + wide * (start + len(part.rstrip()))  # a space at its end is seen as a gap
            words = RIGHT_TO_LEFT.sub(_turned, part.strip())
            pieces.append(pages.Piece(begins, ends, y, max(height, 1.0), words))
        start = gap.end() if gap else end
    return pieces


def _turned(match: re.Match[str]) -> str:
    """Arabic and Hebrew stand in a page as the eye sees them, and in a text as they are said."""
    return match[0][::-1]
