"""From a file to lines: a PDF, a web page, an e-mail or plain text, cleaned of what leaks in."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from chapterapp.cases.reading import columns, leftovers, mails, pdfs, webpages
from chapterapp.cases.reading.sentences import NotAnAction, Reason
from chapterapp.cases.reading.wrapping import whole_words

MOST_BYTES = 20 << 20
MOST_CHARACTERS = 400_000
LONGEST_LINE = 20_000
MAIL_HEADER = re.compile(r"(?im)^(?:received|mime-version|message-id|return-path):")
IN_PARTS = re.compile(r"(?im)^content-type:")
SPACES = re.compile(r"[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
SPACED = re.compile(r"(?<!\w)(?:[A-ZÀ-Þ] ){3,}[A-ZÀ-Þ](?!\w)")  # "U R G E N T"
# Ligatures, letters as they stand in Arabic words, wide and mathematical letters; no fractions, no small figures.
DRESSED = re.compile(
    r"[\u0132\u0133\u01c4-\u01cc\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufd3d\ufd50-\ufdff\ufe70-\ufefc"
    r"\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]"
)
UNSEEN = re.compile(r"[\u200b\u00ad\ufeff\u2060]")


# Programs that copy from a PDF put the two ends of a line together: "11 March 2024First UA: 21/24".
GLUED = re.compile(r"(?<=(?:19|20)\d\d)(?=[A-ZÀ-Þ][A-ZÀ-Þa-zß-ÿ]+(?:\s\w+)?\s?:)")


@dataclass(frozen=True)
class Document:
    """`lines` are those that stay, an empty one between paragraphs; `source` the address it names as its own.

    `subject` is that of an e-mail: it says what the body does not. `headings` are those of a web page.
    """

    lines: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    source: str = ""
    subject: str = ""
    headings: tuple[str, ...] = ()


def open_document(data: bytes, name: str) -> Document:
    """Raises NotAnAction for what is no document, or more than one could want to read."""
    if len(data) > MOST_BYTES:
        raise NotAnAction(Reason.TOO_BIG)
    if not data.strip():
        raise NotAnAction(Reason.EMPTY)
    opened = _opened(data, name.casefold())
    lengths = [len(line) for page in opened.pages for line in page]
    if not any(line.strip() for page in opened.pages for line in page):
        raise NotAnAction(Reason.EMPTY)
    if sum(lengths) > MOST_CHARACTERS or max(lengths) > LONGEST_LINE:
        raise NotAnAction(Reason.TOO_LONG)
    lines, more = leftovers.clean([columns.unfold(page) for page in opened.pages])
    return Document(
        tuple(whole_words(lines)),
        tuple(map(undressed, (*opened.left_out, *more))),
        opened.source,
        undressed(opened.subject),
        tuple(map(undressed, opened.headings)),
    )


class _Opened(NamedTuple):
    """Pages of lines, and what was left out already."""

    pages: list[list[str]]
    left_out: list[str]
    source: str = ""
    subject: str = ""
    headings: tuple[str, ...] = ()


def _opened(data: bytes, name: str) -> _Opened:
    if b"%PDF-" in data[:1024]:
        pages, running = pdfs.pages_of(data)
        return _Opened([_lines(page) for page in pages], running)
    if name.endswith(".pdf"):
        raise NotAnAction(Reason.BROKEN_PDF)
    text = decode(data)
    if len(text) > MOST_CHARACTERS * 10:  # a web page holds ten times its text, and no more
        raise NotAnAction(Reason.TOO_LONG)
    if name.endswith(".eml") or (len(MAIL_HEADER.findall(text[:20_000])) > 1 and IN_PARTS.search(text[:20_000])):
        return _opened_mail(data)
    if name.endswith((".html", ".htm")) or text.lstrip()[:200].casefold().startswith(("<!doctype html", "<html")):
        page = webpages.read_page(text)
        return _Opened([_lines(page.text)], page.left_out, page.source, headings=tuple(page.headings))
    first, *more = [_lines(page) for page in text.split("\f")]
    copied = mails.unwrap(first)
    return _Opened([copied.lines, *more], copied.left_out, subject=copied.subject)


def _opened_mail(data: bytes) -> _Opened:
    mail = mails.read_mail(data)
    if mail.attached is not None:
        return _opened(mail.attached, "attached")
    opened = [_opened(part.text.encode(), "mail.html" if part.is_html else "mail.txt") for part in mail.parts]
    body = mails.unwrap([line for part in opened for page in (*part.pages, [""]) for line in page])
    kept = set(" ".join([*body.lines, *body.left_out]).split())
    other = [line for part in mail.others for line in _unseen(part, kept)]
    return _Opened(
        [body.lines],
        [*(text for part in opened for text in part.left_out), *body.left_out, *other],
        next((part.source for part in opened if part.source), ""),
        body.subject or next((part.subject for part in opened if part.subject), mail.subject),
        tuple(heading for part in opened for heading in part.headings),
    )


def _unseen(part: mails.Part, seen: set[str]) -> list[str]:
    """Lines of the alternative that nobody reads, where they say something of their own."""
    text = webpages.read_page(part.text).text if part.is_html else part.text
    return [" ".join(line.split()) for line in text.splitlines() if set(line.split()) - seen]


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what old Windows wrote."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    sample = data[:100_000]
    if b"\0" in sample or sum(byte < 9 or 13 < byte < 32 for byte in sample) > len(sample) / 50:
        raise NotAnAction(Reason.NO_TEXT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def undressed(text: str) -> str:
    """Letters as they are typed: PDFs keep some of them as they were printed."""
    return DRESSED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _lines(text: str) -> list[str]:
    text = undressed(text)
    text = SPACED.sub(lambda match: match[0].replace(" ", ""), text)
    plain = GLUED.sub(" ", UNSEEN.sub("", SPACES.sub(" ", text.expandtabs(8))))
    return [line.rstrip() for line in re.split(r"\r*\n|[\r\v\u2028\u2029]", plain)]
