"""Until when letters help, when the paper was issued, and whether its dates contradict each other."""

import re

from chapterapp.cases.reading.days import Day, find_days
from chapterapp.cases.reading.proposal import Doubt, Kind

LAST_DAY = re.compile(
    r"""\b(?:appeals?|letters?|(?:post)?cards?|messages?|greetings|act(?:ion)?s?|write|writing|post|mail|respond|appelle?n?|briefe|(?:post)?karten|grüße|schreib\w*|aktion
    | llamamientos?|cartas?|envi\w+|escrib\w+|act[úu]en|appels?|lettres?|écri\w+|agir|agissez|interven\w+)\b
    [^.]{0,120}?\b(?:after|before|until|till|by|no\ later\ than|bis(?:\ zum)?|nach\ dem|vor\ dem|antes\ del?
    | hasta\ el|hasta|después\ del?|más\ tardar\ el|avant\ le|après\ le|jusqu['’]au)\s*:?\s*
    (?:the\s+|el\s+|le\s+|den\s+|zum\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
ALONE = re.compile(
    r"(?:^|[|·•;–—(]\s*|\s-\s)(?:deadline|frist|until|before|by|bis(?:\ zum)?|avant\ le|antes\ del|hasta\ el)\s*:?\s*$",  # noqa: RUF001
    re.IGNORECASE | re.VERBOSE,
)
AFTER = re.compile(r"\b(?:after|nach\s+dem|después\s+del?|après\s+le|past)\s*$", re.IGNORECASE)
LATE = re.compile(
    r"^[^.]{0,80}\b(?:appeals?|letters?|appelle|briefe|llamamientos?|cartas|appels?|lettres|vérifie\w+|check|consult\w+)\b",
    re.IGNORECASE,
)
ASKED = re.compile(r"\b(?:please|bitte|veuillez|por\s+favor)\s*$", re.IGNORECASE)


def deadlines_in(text: str) -> list[Day]:
    """Days behind words such as "sending appeals after" and "Appelle bis"."""
    folded = " ".join(text.split())
    return [day for day in find_days(folded) if _is_last(folded, day)]


def _is_last(text: str, day: Day) -> bool:
    before, after = text[max(0, day.start - 200) : day.start], text[day.start + len(day.words) :]
    return bool(LAST_DAY.search(before) or (AFTER.search(before) and LATE.match(after[:100])))


def parted(line: str) -> tuple[str, list[Day]]:
    """A line of a head without its last day and the words that say so, and the last day."""
    last: list[Day] = []
    for day in reversed(find_days(line)):
        before = line[: day.start]
        words = LAST_DAY.search(before) or ALONE.search(before)
        if words:
            last.insert(0, day)
            kept = ASKED.sub("", before[: words.start()])
            line = kept + line[day.start + len(day.words) :]
    return line, last


def agreed(days: list[Day], kind: Kind) -> tuple[Day | None, list[Doubt]]:
    """The first that is a day, and a doubt for each that is another, or none at all."""
    doubts: list[Doubt] = []
    first = next((day for day in days if day.on), None)
    for day in days:
        if day.is_open:
            doubts.append(Doubt(Kind.DAY_OR_MONTH_FIRST, (day.words,)))
        elif day.on is None:
            doubts.append(Doubt(Kind.NO_SUCH_DAY, (day.words,)))
        elif first and day.on != first.on:
            doubts.append(Doubt(kind, (first.words, day.words)))
        if day.wrong_weekday:
            doubts.append(Doubt(Kind.WRONG_WEEKDAY, (day.words,)))
    return first, list(dict.fromkeys(doubts))


def contradictions(issued: Day | None, deadline: Day | None, earlier: list[Day]) -> list[Doubt]:
    doubts: list[Doubt] = []
    if issued and issued.on:
        if deadline and deadline.on and deadline.on < issued.on:
            doubts.append(Doubt(Kind.DEADLINE_BEFORE_ISSUE, (deadline.words, issued.words)))
        late = [day for day in earlier if day.on and day.on > issued.on]
        doubts += [Doubt(Kind.EARLIER_PAPER_IS_LATER, (day.words, issued.words)) for day in late]
    return doubts
