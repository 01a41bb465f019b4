"""The document cut at its labels: the head before the first one, then a section a label."""

import re
from dataclasses import dataclass, replace
from functools import cache

from chapterapp.cases.reading.labels import BULLET, SPELLINGS, Label, Section, label_of

OPEN = re.compile(r"[^:.]{10,}")
WRAPPED = 2
LAST = re.compile(r"(?<=[.!?])(\s+)(?=[^\W\d_][^.!?:]{5,100}:\s*$)")
ENDED = re.compile(r"[.!?]\s*$")
OF_HEAD = {Label.SOURCE, Label.ISSUED, Label.INDEX, Label.NUMBER, Label.COUNTRY, Label.TITLE}


@dataclass(frozen=True)
class Cut:
    lines: tuple[str, ...]
    head: tuple[str, ...]
    sections: tuple[Section, ...]

    def of(self, *labels: Label) -> list[Section]:
        return [section for section in self.sections if section.label in labels]


@cache
def _inside() -> re.Pattern[str]:
    """Labels of several words in capitals: a web page or a mail program may have put them into one line."""
    words = {
        spelling.strip("^ ").upper()
        for spellings in SPELLINGS.values()
        for spelling in spellings.split(" | ")
        if not set(spelling) & set("…![") and len(spelling.strip("^ ").split()) > 2
    }
    words |= {"BACKGROUND INFORMATION", "ADDITIONAL INFORMATION", "PUBLICATION DATE", "INDEX NUMBER", "APPEALS TO:"}
    words |= {"COPIES TO:", "RECOMMENDED ACTION:"}
    known = sorted(
        (re.escape(word).replace("'", "['’]").replace('"', '["“”]?') for word in words), key=len, reverse=True
    )  # noqa: RUF001
    return re.compile(rf"(?<=[^\s“\"(\[])(?<!FURTHER)\s+(?={'|'.join(known)})")


def labels_apart(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Labels inside a line, or at the end of one, get a line of their own."""
    single = [part for line in lines for part in (_inside().split(line) if len(line) > 40 else [line])]
    return tuple(part for line in single for part in _ending_in_label(line))


def cut(lines: tuple[str, ...]) -> Cut:
    single = list(lines)
    found: list[tuple[int, int, Label, str, str]] = []
    at = 0
    while at < len(single):
        used, label, heading, rest = _label_at(single, at)
        if label:
            found.append((at, used, label, heading, rest))
        at += used
    head = list(single[: found[0][0]] if found else single)
    ends = [*(begin for begin, *_ in found), len(single)][1:]
    sections = [
        Section(label, heading, (rest, *single[begin + used : end]), begin)
        for (begin, used, label, heading, rest), end in zip(found, ends, strict=True)
    ]
    kept = []
    for section in sections:
        own, loose = _value_and_rest(section, is_above=not any(ENDED.search(line) for line in head))
        kept.append(replace(section, lines=own))
        head += loose
    return Cut(tuple(single), tuple(head), tuple(kept))


def _ending_in_label(line: str) -> list[str]:
    """ "He is held in a cell. Please write to:" is a sentence and a label."""
    last = LAST.search(line)
    return [line[: last.start()], line[last.end(1) :]] if last and label_of(line[last.end(1) :]) else [line]


def _in_list(line: str) -> tuple[Label, int] | None:
    """ "• Published: 12 January 2021": web pages list what a head says. "1) TAKE ACTION": mails number their parts."""
    mark = BULLET.match(line)
    found = label_of(line[mark.end() :]) if mark else None
    if mark is None or found is None:
        return None
    is_whole = line.strip()[:1].isdigit() and not line[mark.end() + found[1] :].strip()
    return (found[0], found[1] + mark.end()) if is_whole or (":" in line and found[0] in OF_HEAD) else None


def _value_and_rest(section: Section, *, is_above: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Under a label of one value the value is a paragraph; what stands below is the head's, whose label it is.

    So it is with a note that stands above the story.
    """
    if section.label not in OF_HEAD and not (is_above and section.label is Label.RULES):
        return section.lines, ()
    started = False
    for at, line in enumerate(section.lines):
        started = started or bool(line.strip())
        if started and not line.strip():
            return section.lines[:at], section.lines[at:]
    return section.lines, ()


def _label_at(lines: list[str], at: int) -> tuple[int, Label | None, str, str]:
    """Lines used, the label, its own words, and what follows it on its line. A label may wrap over three lines."""
    for used in range(1, WRAPPED + 2):
        if at + used > len(lines) or (used > 1 and not (OPEN.fullmatch(lines[at]) and lines[at + used - 1].strip())):
            break
        line = " ".join(part.strip() for part in lines[at : at + used])
        found = label_of(line) or _in_list(line)
        if found and (used == 1 or not line[found[1] :].strip()):
            return used, found[0], line[: found[1]].strip(), line[found[1] :].strip()
    return 1, None, "", ""
