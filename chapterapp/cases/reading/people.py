"""The people an action is for: names with their pronouns, or with the older (m) and (f)."""

import re

from chapterapp.cases.reading.proposal import Doubt, Kind, Person

PRONOUNS = re.compile(
    r"\(\s*((?:he|she|they|him|her|them|xe|ze|er|sie|él|ella|elle|il|iel|ellos|ellas|elles|ils|ihm|ihn|his|hers|their|theirs|lui)"
    r"(?:\s*(?:/|,|and)\s*[a-zéüñ]+){0,3})\s*\)",
    re.IGNORECASE,
)
MARK = re.compile(r"\(\s*(m|f|male|female|w|h|nb|x|men|women|all\s+m|all\s+f|m/f)\s*\)", re.IGNORECASE)
SEPARATOR = re.compile(r"\s*(?:;|,|•|\n|\s(?:and|und|y|et|&)\s)\s*")
OTHERS = re.compile(
    r"^(?:(?:and|und|y|et|&)\s+)?(?:\d+|two|three|four|five|several|many|other|another|others"
    r"|(?:his|her|their)\s+(?:\w+\s+)?(?:children|family|families|wife|husband|brothers?|sisters?|sons?|daughters?"
    r"|parents|relatives|colleagues|lawyers?|supporters))\b.*$",
    re.IGNORECASE,
)
RELATION = re.compile(r"^(?:his|her|their)\s+(?:[a-z-]+\s+){1,3}")
BEFORE = re.compile(r"^[^\W\d_][\w' -]{2,25}:\s+")
AGE = re.compile(r"^(?:aged?|age:|\d{1,3}\b|born\b|her\b|his\b|their\b|a\b|an\b|the\b)", re.IGNORECASE)


def people_of(text: str) -> list[Person]:
    """ "Ana Ruiz (she/her), Li Wen (he/him)"; a comma before "aged 30" or inside brackets parts no names."""
    people: list[Person] = []
    rest = " ".join(text.split())
    start = 0
    for match in PRONOUNS.finditer(rest):
        name = _name(rest[start : match.start()])
        start = match.end()
        if name:
            people.append(Person(name, " ".join(match[1].split())))
    if people:
        return people
    return [Person(name) for part in _parted(rest) if (name := _name(part))]


def marked_people(text: str) -> tuple[list[Person], list[Doubt], str]:
    """Names before (m) or (f), a doubt for each since a mark is no pronoun, and the words they were read from."""
    people: list[Person] = []
    doubts: list[Doubt] = []
    start, end = 0, 0
    for match in MARK.finditer(text):
        before = text[start : match.start()]
        name = RELATION.sub("", _name(_parted(before)[-1] if _parted(before) else before))
        start = end = match.end()
        if name:
            people.append(Person(name))
            doubts.append(Doubt(Kind.ONLY_A_GENDER_MARK, (f"{name} {match[0]}",)))
    return people, doubts, text[:end].strip()


def _parted(text: str) -> list[str]:
    parts = [part.strip() for part in SEPARATOR.split(text)]
    return [part for part in parts if part and not AGE.match(part) and not OTHERS.match(part)]


def _name(text: str) -> str:
    text = BEFORE.sub("", MARK.sub("", text).lstrip())
    text = re.sub(r"^[\s,;.:/–—-]*(?:and\s+|und\s+|y\s+|et\s+|&\s*)?", "", text)  # noqa: RUF001
    text = text.strip(" ,;:–—-")  # noqa: RUF001
    return "" if OTHERS.match(text) or not any(letter.isalpha() for letter in text) else text
