"""Nothing vanishes: each line of a document is in a field, in a label that was used, or among what was left out."""

import re
from collections.abc import Iterable
from typing import Any

from chapterapp.cases.reading.findings import Findings
from chapterapp.cases.reading.labels import label_of
from chapterapp.cases.reading.sections import Cut

TOKEN = re.compile(r"[^\W_]+")
MOST_LINES = 3000
LONE = 2  # a run of so many words is no accident


def leave_out_the_unread(lines: Iterable[str], used: Iterable[str], findings: Findings) -> None:
    """`used` are labels, banners and the like, that say what the text beside them is."""
    known = Known([*findings.found.values(), *texts_in(findings.values), *findings.left_out, *used])
    some = list(lines)
    for line in some:
        if not known.holds(line, at_a_glance=len(some) > MOST_LINES):
            findings.leave_out(line)


def headings_of(parts: Cut) -> list[str]:
    """Labels that say what stands below them; a heading that only looks like one is left out."""
    return [section.heading for section in parts.sections if label_of(section.heading)]


def texts_in(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts_in(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in texts_in(one)]
    return texts_in(vars(value)) if hasattr(value, "__dict__") else []


class Known:
    """Words in their order, in which runs of other words are looked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words = " | ".join(" ".join(_words(text)) for text in texts)
        self.words = f" {self.words} "

    def holds(self, line: str, *, at_a_glance: bool = False) -> bool:
        words = _words(line)
        if not words or f" {' '.join(words)} " in self.words:
            return True
        return not at_a_glance and self._in_runs(words)

    def _in_runs(self, words: list[str]) -> bool:
        start = 0
        while start < len(words):
            end = start
            while end < len(words) and f" {' '.join(words[start : end + 1])} " in self.words:
                end += 1
            is_all_of_one = f" | {' '.join(words[start:end])} | " in self.words
            if start == end or (end - start < LONE and not is_all_of_one):
                return False
            start = end
        return True


def _words(text: str) -> list[str]:
    return [word.casefold() for word in TOKEN.findall(text)]
