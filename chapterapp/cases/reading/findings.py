"""What was read so far, each beside the document's own words."""

from dataclasses import dataclass, field
from typing import Any

from chapterapp.cases.reading.paragraphs import folded
from chapterapp.cases.reading.proposal import Doubt


@dataclass
class Findings:
    """`whole` is the document's text with its spaces folded: words that are not in it are never noted."""

    whole: str
    values: dict[str, Any] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def put(self, name: str, value: Any, *words: str) -> None:
        """Keep a value that is not empty, with the first of the words that stand in the document."""
        if value in ("", None, (), []):
            return
        self.values[name] = value
        self.note(name, *words)

    def note(self, name: str, *words: str) -> None:
        for candidate in map(folded, words):
            if candidate and candidate in self.whole:
                self.found[name] = candidate
                return

    def leave_out(self, *texts: str) -> None:
        self.left_out += [folded(text) for text in texts if any(sign.isalnum() for sign in text)]
