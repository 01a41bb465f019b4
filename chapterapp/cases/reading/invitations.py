"""Letters to the prisoner, to which a paper invites without a label, inside the story or behind it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from chapterapp.cases.reading.addresses import CONTACT, is_sentence
from chapterapp.cases.reading.labels import BULLET, Label, Section
from chapterapp.cases.reading.offices import ROLE, is_office, is_person

ADDRESSES = {Label.TARGETS, Label.COPIES, Label.DIPLOMATS, Label.PRISONER, Label.ACTIONS}
HEADING = re.compile(
    r"(?:please\s+)?(?:write|send\s+.{0,40}(?:cards?|letters?|messages?|greetings))\s+to\s+[^.]{3,60}$", re.I
)
OFFER = re.compile(
    r"(?:you\s+(?:can|may|could)|please|why\s+not|if\s+you\s+(?:like|wish))\b[^.:]{0,60}\b(?:send|write)\b[^.:]{0,90}"
    r"\b(?:cards?|letters?|messages?|greetings|postcards?)\b",
    re.I,
)
OTHERS = re.compile(
    r"\b(?:famil\w+|relatives?|mother|father|parents|wife|husband|sisters?|brothers?|sons?|daughters?|lawyers?|embassy)\b",
    re.I,
)
LONGEST = 90
FEWEST, MOST = 2, 9  # lines of an address below a name
WORD = re.compile(r"[^\W\d_]{3,}")


def parted(sections: Iterable[Section]) -> Iterator[Section]:
    """Each section without the invitation in it, and the invitation as one of its own behind it."""
    for section in sections:
        found = None if section.label in ADDRESSES else invitation_in(section.lines)
        if found is None:
            yield section
            continue
        begin, at, end = found
        lines = section.lines
        yield replace(section, lines=(*lines[:begin], "", *lines[end:]))
        said = " ".join(line.strip() for line in lines[begin:at])
        yield Section(Label.PRISONER, "", (said, "", *lines[at:end]), section.first + begin)


def invitation_in(lines: tuple[str, ...]) -> tuple[int, int, int] | None:
    """Where it begins, where its address begins, and where that ends."""
    for begin, line in enumerate(lines):
        if begin and lines[begin - 1].strip() and not _is_heading(line):
            continue
        for text, at in _said(lines, begin):
            end = next((end for end in range(at, len(lines)) if not lines[end].strip()), len(lines))
            address = [line.strip() for line in lines[at:end]]
            if (_is_heading(line) or OFFER.match(text)) and _is_to(address, text, lines[:begin]):
                return begin, at, end
    return None


def _is_heading(line: str) -> bool:
    text = line.strip()
    return bool(HEADING.match(text)) and len(text.split()) < 10


def _said(lines: tuple[str, ...], begin: int) -> Iterator[tuple[str, int]]:
    """The words of the invitation so far, and each of the next lines that may begin the address."""
    said: list[str] = []
    for at in range(begin, min(len(lines), begin + 12)):
        text, above = lines[at].strip(), lines[at - 1].strip() if at > begin else "-"
        if said and _may_be_name(text) and (not above or above.endswith(":") or _is_heading(above)):
            yield " ".join(said), at
        said += [text] if text else []


def _may_be_name(line: str) -> bool:
    return 0 < len(line) < 60 and not line.endswith((".", ":", "!", "?")) and not _is_heading(line)


def _is_to(address: list[str], text: str, above: tuple[str, ...]) -> bool:
    """Short lines, of which the first names who the invitation, or the story above it, speaks of."""
    if not FEWEST < len(address) <= MOST:
        return False
    if any(len(line) > LONGEST or is_sentence(line) or BULLET.match(line) or CONTACT.match(line) for line in address):
        return False
    name = re.split(r"[(,]", address[0])[0].strip()
    if not is_person(name) or is_office(address[1]) or ROLE.search(text) or OTHERS.search(text):
        return False
    if name in " ".join(" ".join(above).split()):
        return True
    return bool({word.casefold() for word in WORD.findall(name)} & {word.casefold() for word in WORD.findall(text)})
