"""The body of an e-mail, without what mail programs put around it."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import MIMEPart

from chapterapp.cases.reading import numbers
from chapterapp.cases.reading.sentences import NotAnAction, Reason

QUOTE = re.compile(r"^(?:> ?)+")
FORWARDED = re.compile(
    r"^-{2,}.*(?:forwarded|original|weitergeleitet|reenviado|transféré).*-{2,}$|^begin forwarded message:$", re.I
)
HEADER = re.compile(
    r"^(?:from|to|cc|sent|date|subject|von|an|gesendet|datum|betreff|de|para|asunto|fecha|objet|à)\s?: ?.*$", re.I
)
SIGNATURE = "--"
MOST_BOUNDARIES = 1000


@dataclass(frozen=True)
class Mail:
    """`attached` is a PDF, where the body says nothing."""

    body: str = ""
    is_html: bool = False
    subject: str = ""
    attached: bytes | None = None


def read_mail(data: bytes) -> Mail:
    if data.count(b"\n--") > MOST_BOUNDARIES:
        raise NotAnAction(Reason.TOO_LONG)
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    text = _text_of(body) if body is not None else ""
    attached = next((part for part in message.iter_attachments() if part.get_content_type() == "application/pdf"), None)
    if attached is not None and not numbers.find_numbers(text):
        content = attached.get_payload(decode=True)
        if isinstance(content, bytes):
            return Mail(attached=content)
    is_html = body is not None and body.get_content_type() == "text/html"
    return Mail(text, is_html, " ".join(str(message.get("subject", "")).split()))


def _text_of(body: MIMEPart) -> str:
    try:
        return str(body.get_content())
    except (LookupError, ValueError):  # a charset that nobody knows
        payload = body.get_payload(decode=True)
        return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""


def unwrap(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of the action, and those around it: quote marks fall, forwarding and signature are left out."""
    plain = [QUOTE.sub("", line) for line in lines]
    left_out: list[str] = []
    start = next((at + 1 for at, line in enumerate(plain) if FORWARDED.match(line.strip())), 0)
    while start and start < len(plain) and (HEADER.match(plain[start].strip()) or not plain[start].strip()):
        start += 1
    left_out += [line.strip() for line in plain[:start] if line.strip()]
    end = next((at for at in range(start, len(plain)) if plain[at].strip() == SIGNATURE), len(plain))
    left_out += [line.strip() for line in plain[end:] if line.strip(" -")]
    return plain[start:end], left_out
