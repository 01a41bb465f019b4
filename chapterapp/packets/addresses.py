"""Which addresses of ours may stand on paper."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app

from chapterapp.cases.models import Case
from chapterapp.cases.rules import is_neutral, is_shown
from chapterapp.chapters.models import Chapter


def can_be_reached(base_url: str) -> bool:
    """Whether a phone in the hall may open an address of ours: not one of this machine alone, and one that is known."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or host == "localhost" or host.endswith(".localhost"):
        return False
    try:
        address = ip_address(host)
    except ValueError:
        return True
    return not (address.is_loopback or address.is_unspecified)


def reached_at() -> str:
    """BASE_URL, where a phone can reach it; else empty."""
    base: str = current_app.config["BASE_URL"]
    return base if can_be_reached(base) else ""


def public_page(case: Case, chapter: Chapter) -> str:
    """The page that tells the world of a case, for a QR code; empty where none may be printed. That page names the
    chapter, so a case that may not name Amnesty has none."""
    may = chapter.is_public and is_shown(case) and not is_neutral(case)
    return f"{reached_at()}/p/{chapter.slug}/releases" if may and reached_at() else ""
