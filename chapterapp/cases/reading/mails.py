"""The body of an e-mail, without what mail programs put around it."""

import email
import email.policy
import re
from dataclasses import dataclass, field
from email.message import Message
from typing import NamedTuple

from chapterapp.cases.reading import numbers, webpages
from chapterapp.cases.reading.sentences import NotAnAction, Reason

QUOTE = re.compile(r"^(?:> ?)+")
FORWARDED = re.compile(
    r"^-{2,}.*(?:forwarded|original|weitergeleitet|ursprüngliche|reenviado|transféré|message d['’]origine).*-{2,}$"
    r"|^(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message transféré):$",
    re.IGNORECASE,
)
HEADER = re.compile(
    r"^(?:from|to|cc|sent|date|subject|reply-to|von|an|gesendet|datum|betreff|de|para|asunto|fecha|enviado|objet|à"
    r"|envoyé|sender|received|return-path|delivered-to|message-id|mime-version|content-[a-z-]+|precedence|organi[sz]ation"
    r"|list-[a-z-]+|x-[a-z-]+|errors-to|newsgroups|path|references|in-reply-to|approved)\s?: ?",
    re.IGNORECASE,
)
MBOX = re.compile(r"^From \S+@\S+ ")
SUBJECT = re.compile(r"^(?:subject|betreff|asunto|objet)\s?:\s*", re.IGNORECASE)
ANSWERED = re.compile(r"^(?:(?:fwd?|re|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
SIGNATURE = "--"
LONGEST_SIGNATURE = 15
FEWEST_HEADERS = 3
MOST_BOUNDARIES = 1000
MOST_PARTS = 200
ENOUGH = 0.6  # of the words of its web page: then the plain part says as much


class Part(NamedTuple):
    text: str
    is_html: bool = False


@dataclass
class Mail:
    """`parts` in their order, `others` those that say the same worse; `attached` is a PDF, where no part says it."""

    parts: list[Part] = field(default_factory=list)
    others: list[Part] = field(default_factory=list)
    subject: str = ""
    attached: bytes | None = None


class Unwrapped(NamedTuple):
    lines: list[str]
    left_out: list[str]
    subject: str


def read_mail(data: bytes) -> Mail:
    if data.count(b"\n--") > MOST_BOUNDARIES:
        raise NotAnAction(Reason.TOO_LONG)
    message = email.message_from_bytes(data, policy=email.policy.default)
    mail = Mail(subject=without_answers(str(message.get("subject", ""))))
    mail.parts = _read(message, mail)
    if not any(numbers.find_numbers(part.text) for part in mail.parts):
        pdfs = (part for part in message.walk() if part.get_content_type() == "application/pdf")
        mail.attached = next((_bytes_of(part) for part in pdfs), None)
    return mail


def without_answers(subject: str) -> str:
    return ANSWERED.sub("", " ".join(subject.split()))


def _read(message: Message, mail: Mail, depth: int = 0) -> list[Part]:
    """What a reader sees: of alternatives the one that says more, of all else each after the other."""
    kind = message.get_content_type()
    if message.is_multipart() and depth < 20:
        inner = [part for part in message.get_payload() if isinstance(part, Message)][:MOST_PARTS]
        read = [parts for parts in (_read(part, mail, depth + 1) for part in inner) if parts]
        if kind == "message/rfc822" and inner:
            mail.subject = without_answers(str(inner[0].get("subject", ""))) or mail.subject
        if kind == "multipart/alternative" and len(read) > 1:
            best = _richest(read)
            mail.others += [part for parts in read if parts is not best for part in parts]
            return best
        return [part for parts in read for part in parts]
    if kind not in ("text/plain", "text/html") or message.get_content_disposition() == "attachment":
        return []
    text = _decoded(message)
    return [Part(text, kind == "text/html")] if text.strip() else []


def _richest(alternatives: list[list[Part]]) -> list[Part]:
    """The plain one, where it says as much as the others."""
    sizes = [sum(len(words_of(part)) for part in parts) for parts in alternatives]
    plain = [parts for parts, size in zip(alternatives, sizes, strict=True) if size >= max(sizes) * ENOUGH]
    return next((parts for parts in plain if not any(part.is_html for part in parts)), plain[0])


def words_of(part: Part) -> list[str]:
    return (webpages.read_page(part.text).text if part.is_html else part.text).split()


def _bytes_of(message: Message) -> bytes | None:
    content = message.get_payload(decode=True)
    return content if isinstance(content, bytes) else None


def _decoded(message: Message) -> str:
    """In the charset it names; but many name one and write another."""
    content = _bytes_of(message) or b""
    for charset in (message.get_content_charset() or "utf-8", "utf-8"):
        try:
            return content.decode(charset)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", errors="replace")


def unwrap(lines: list[str]) -> Unwrapped:
    """The lines of the action, and those around it: quote marks fall, headers and signature are left out."""
    plain = [QUOTE.sub("", line) for line in lines]
    marks = [at for at, line in enumerate(plain) if FORWARDED.match(line.strip())]
    start = _after_headers(plain, marks[0] + 1, 1) if marks else _after_headers(plain, 0, FEWEST_HEADERS)
    subjects = [line.strip() for line in plain[:start] if SUBJECT.match(line.strip())]
    end = next((at for at in range(start, len(plain)) if plain[at].strip() == SIGNATURE), len(plain))
    if sum(bool(line.strip()) for line in plain[end:]) > LONGEST_SIGNATURE:
        end = len(plain)
    around = [line.strip() for line in (*plain[:start], *plain[end:]) if line.strip(" -")]
    return Unwrapped(plain[start:end], around, without_answers(SUBJECT.sub("", subjects[-1])) if subjects else "")


def _after_headers(lines: list[str], start: int, fewest: int) -> int:
    """The first line behind a block of headers, or `start`."""
    at = start
    while at < len(lines) and not lines[at].strip():
        at += 1
    first, count = at, 0
    while at < len(lines) and lines[at].strip():
        is_header = bool(HEADER.match(lines[at]) or MBOX.match(lines[at]))
        if not is_header and not (count and lines[at][0].isspace()):
            break
        count += is_header
        at += 1
    ends = at == len(lines) or not lines[at].strip() or count > FEWEST_HEADERS
    return at if count >= fewest and ends else (first if fewest == 1 else start)
