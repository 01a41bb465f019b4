"""Numbers of urgent actions in all their spellings, the ordinal before them, and index numbers."""

import re
from typing import NamedTuple

NUMBER = re.compile(
    r"(?<![\w/])(?P<prefix>UA|AU|EXTRA|EX|(?i:urgent\s+action|eilaktion|acción\s+urgente|action\s+urgente))(?:[\s-]*(?:No|Nr|N[º°o]))?[\s:.–-]{0,4}"  # noqa: RUF001
    r"(?P<number>\d{1,3})(?P<update>-\d{1,2})?\s*[/.]\s*(?P<year>\d{4}(?P<later>-\d{1,2}(?!\d))?|\d{2})(?![\d/])"
)
INDEX = re.compile(
    r"(?<![\w/])(?:AFR|AMR|ASA|EUR|MDE|ACT|IOR|POL|NWS|ORG|DOC|REG)\s?\d{2}\s?/\s?\d{1,5}\s?/\s?\d{2,4}(?!\d)"
)
ORDINALS = {
    "first": "first primera première erste 1st",
    "second": "second segunda deuxième zweite 2nd",
    "third": "third tercera troisième dritte 3rd",
    "fourth": "fourth cuarta quatrième vierte 4th",
    "fifth": "fifth quinta cinquième fünfte 5th",
    "sixth": "sixth sexta sixième sechste 6th",
    "seventh": "seventh séptima septième siebte 7th",
    "eighth": "eighth octava huitième achte 8th",
    "ninth": "ninth novena neuvième neunte 9th",
    "tenth": "tenth décima dixième zehnte 10th",
}
ISSUE_OF = {word: issue for issue, words in ORDINALS.items() for word in words.split()}
BEFORE = re.compile(rf"\b({'|'.join(ISSUE_OF)})\s+$", re.IGNORECASE)


class Number(NamedTuple):
    value: str
    issue: str
    is_update: bool
    words: str
    start: int


def find_numbers(text: str) -> list[Number]:
    """ "THIRD UA 60/16" is UA 60/16, its third issue; "UA-257-1/2014" an update of UA 257/14."""
    return [_number(text, match) for match in NUMBER.finditer(text)]


def _number(text: str, match: re.Match[str]) -> Number:
    prefix = "EX" if match["prefix"].startswith("EX") else "UA"
    value = f"{prefix} {int(match['number'])}/{match['year'].partition('-')[0][-2:]}"
    before = BEFORE.search(text[max(0, match.start() - 30) : match.start()])
    start = match.start() - len(before[0]) if before else match.start()
    issue = ISSUE_OF[before[1].casefold()] if before else ""
    return Number(value, issue, bool(match["update"] or match["later"]), text[start : match.end()], start)


def find_index(text: str) -> tuple[str, str] | None:
    """ "AMR 37/6674/2017" and the words it was read from."""
    match = INDEX.search(text)
    if match is None:
        return None
    compact = re.sub(r"\s", "", match[0])
    return f"{compact[:3]} {compact[3:]}", match[0]
