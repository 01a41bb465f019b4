"""Lines of nothing but number, index, date and country, wherever they stand; and what a head says in all."""

import re
from dataclasses import dataclass, field

from chapterapp.cases.reading import countries, days, deadlines, numbers
from chapterapp.cases.reading.labels import Label, label_of

SECTION = (
    r"\s+(?:\w{2,12}|united\s+(?:kingdom|states(?:\s+of\s+america)?)|new\s+zealand|south\s+(?:africa|korea))"
    r"(?:\s+section)?"
)
BANNER = re.compile(
    r"^(?:-+\s*)?(?:(?:amnesty\s+international(?:\s+\w{2,12})?\s*[-–—|:]?\s*)?(?:urgent\s+action|eilaktion"
    r"|acción\s+urgente|action\s+urgente|stop\s+action)"  # noqa: RUF001
    r"(?:\s+(?:appeal|network|update|bulletin|outcome|closed|good\s+news|!))?"
    rf"(?:\s*[-–—|:,]\s*(?:from\s+)?amnesty\s+international(?:{SECTION})?)?|from\s+amnesty\s+international(?:{SECTION})?"
    rf"|amnesty\s+international(?:{SECTION})?|update)\s*[!.:]?$",
    re.IGNORECASE,
)
BANNER_THEN = re.compile(
    r"^(?:urgent\s+action|eilaktion|acción\s+urgente|action\s+urgente)\s*[:–—-]\s*(?=\S)", re.IGNORECASE
)  # noqa: RUF001
REFERENCE_WORDS = re.compile(
    r"\b(?:ua|au|extra|no|nr|number|index|índice|ai|issue|issued|country|for\s+general\s+distribution|date|datum|fecha|public|external|internal|extern"
    r"|öffentlich|público|distr|sc|éfai|efai|type|and|of|on|the|update|to|continued|cont['’]d|fortsetzung|continuación|suite)\b|[^\w\s]|\b\d{1,2}\b(?=\s*$)",
    re.IGNORECASE,
)
FOLLOWS = re.compile(
    r"\b(?:further\s+information\s+on|follow[- ]?up\s+(?:on|to)|(?:\w+\s+)?update\s+(?:of|on|to)"
    r"|weitere\s+informationen\s+zu|aktualisierung\s+(?:zu|der)"
    r"|información\s+complementaria\s+sobre|más\s+información\s+sobre|actualización\s+de"
    r"|complément\s+d['’]information\s+sur|informations\s+complémentaires\s+sur)\b",
    re.IGNORECASE,
)
EARLIER = re.compile(r"\(\s*([^()]*\d{4}[^()]*)\)")
UPDATE_OF = re.compile(r"\b(?:this\s+is\s+the\s+)?\w+\s+update\s+(?:of|to|on)\s+(?:UA|EX)[^.\n]{0,60}", re.IGNORECASE)
STOP = re.compile(
    r"(?:^|:|this\s+is\s+(?:a\s+)?)\s*stop\s+action\b|\bstop\s+action\s+(?:to|on|for)\s|\b(?:no\s+further\s+(?:action|appeals)(?:\s+(?:from|by)\s+the\s+\w+(?:\s+\w+)?)?\s+(?:is|are)\s+(?:now\s+)?"
    r"(?:requested|required|needed"
    r"|necessary)|no\s+further\s+action\s+by\s+the"
    r"|this\s+urgent\s+action\s+is\s+(?:now\s+)?closed|please\s+(?:take|send)\s+no\s+(?:further"
    r"|more)\s+(?:action|appeals)|please\s+stop\s+sending"
    r"|keine\s+weiteren\s+(?:appelle|aktionen)|weitere\s+appelle\s+sind\s+(?:derzeit\s+)?nicht"
    r"|no\s+(?:se\s+requieren|es\s+necesario\s+enviar)\s+más"
    r"|no\s+se\s+requiere\s+ninguna\s+otra\s+acción"
    r"|aucune\s+(?:autre\s+)?action\s+(?:complémentaire\s+)?n['’]est\s+(?:requise|nécessaire)"
    r"|stopp\s+der\s+aktion)",
    re.IGNORECASE | re.MULTILINE,
)
DASHES = " \t:–—-|,.·•"  # noqa: RUF001


@dataclass
class Head:
    """Everything the head says. `earlier` are days of earlier papers; `text` the lines of the story, `at` is where
    the number stood among the other lines.
    """

    number: numbers.Number | None = None
    all_numbers: list[numbers.Number] = field(default_factory=list)
    index: tuple[str, str] | None = None
    issued: list[days.Day] = field(default_factory=list)
    country: tuple[str, str] | None = None
    title: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    earlier: list[days.Day] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    is_follow_up: str = ""
    banner: bool = False
    deadline: list[days.Day] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    at: int = 0


def first_action(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A newsletter may hold several: the lines of the first, and those of the others with the heading above them."""
    first, asked = "", False
    for at, line in enumerate(lines):
        label = label_of(line)
        asked = asked or bool(label and label[0] in (Label.TARGETS, Label.ACTIONS, Label.LETTER))
        if asked and _is_next_item(line):
            return lines[:at], lines[at:]
        found = numbers.find_numbers(line) if is_reference(line) or (len(line) < 120 and not line.endswith(".")) else []
        if not found or found[0].start > 12 or FOLLOWS.search(line) or STOP.search(line) or label:
            continue
        first = first or found[0].value
        if asked and first and found[0].value != first:
            start = at
            while start and at - start < 2 and not lines[start - 1].rstrip().endswith((".", ":")):
                start -= 1
            return lines[:start], lines[start:]
    return lines, ()


def _is_next_item(line: str) -> bool:
    """ "2. BRAZIL: Rubber tapper threatened"."""
    mark = re.match(r"\s*[2-9][.)]\s+", line)
    start = countries.country_at_start(line[mark.end() :]) if mark else None
    return bool(start and start[1].isupper() and not line.rstrip().endswith("."))


def is_reference(line: str) -> bool:
    """Nothing but number, index, date and country: such a line may stand anywhere, as a running foot does."""
    if not (numbers.find_numbers(line) or numbers.find_index(line)) or len(line) > 200:
        return False
    if FOLLOWS.search(line) and EARLIER.search(line):
        return False
    line = deadlines.parted(line)[0]
    return not _residue(line) or bool(countries.country_of(_residue(line)))


def _residue(line: str) -> str:
    index = numbers.find_index(line)
    rest = FOLLOWS.sub(" ", line.replace(index[1], " ") if index else line)
    for words in [found.words for found in numbers.find_numbers(rest)] + [day.words for day in days.find_days(rest)]:
        rest = rest.replace(words, " ")
    return " ".join(REFERENCE_WORDS.sub(" ", rest).split())


def take_reference(line: str, head: Head) -> None:
    known = (
        len({number.value for number in head.all_numbers}),
        head.index,
        {day.on for day in head.issued},
        head.country,
    )
    whole = line
    line, last = deadlines.parted(line)
    head.deadline += last
    found = numbers.find_numbers(line)
    head.all_numbers += found
    head.number = head.number or (found[0] if found else None)
    head.index = head.index or numbers.find_index(line)
    head.issued += days.find_days(line.replace(index[1], " ") if (index := numbers.find_index(line)) else line)
    follows = FOLLOWS.search(line)
    head.is_follow_up = head.is_follow_up or (follows[0] if follows else "")
    country = countries.country_of(_residue(line))
    if country and not head.country:
        at = line.casefold().find(_residue(line).casefold())
        head.country = (country, line[at : at + len(_residue(line))] if at >= 0 else "")
    now = (
        len({number.value for number in head.all_numbers}),
        head.index,
        {day.on for day in head.issued},
        head.country,
    )
    if now == known and not last:
        head.repeated.append(whole)
