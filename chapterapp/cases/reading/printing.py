"""A proposal as text on a terminal: each field beside the words it was read from."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from chapterapp.cases.reading.proposal import Proposal, to_plain
from chapterapp.cases.reading.sentences import sentence_of

APART = ("left_out", "found", "doubts")


def as_json(proposal: Proposal) -> dict[str, Any]:
    """With the doubts in sentences."""
    return to_plain(proposal) | {"doubts": [sentence_of(doubt) for doubt in proposal.doubts]}


def listing(proposal: Proposal) -> Iterator[str]:
    for name, value in to_plain(proposal).items():
        if name in APART or value in ("", None, [], False):
            continue
        yield from _field(name, value, proposal.found.get(name, ""))
    for title, texts in (
        (_("Look at this twice"), [sentence_of(doubt) for doubt in proposal.doubts]),
        (_("Left out"), proposal.left_out),
    ):
        if texts:
            yield f"{title}:"
            yield from (f"  {text}" for text in texts)


def _field(name: str, value: Any, words: str) -> Iterator[str]:
    yield f"{name}:"
    for line in _lines(value):
        yield f"  {line}"
    if words and words != value and not isinstance(value, list) and len(words) < 200:
        yield "  " + _("read from “%(words)s”", words=words)


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if part not in ("", None, []):
                yield f"{key}: {' / '.join(part) if isinstance(part, list) else part}"
    elif isinstance(value, list):
        for part in value:
            yield from _lines(part)
    else:
        yield from str(value).splitlines()
