"""Lines of a head that name the country or the people an action is for."""

import re

from chapterapp.cases.reading import countries
from chapterapp.cases.reading.offices import is_person
from chapterapp.cases.reading.people import AGE, MARK, OTHERS, PRONOUNS
from chapterapp.cases.reading.references import DASHES, Head

RELATED = re.compile(r"^[^.,]{5,40}, (?:his|her|their)\s[^.,]{3,40}$")  # "Amílcar Choc, her husband"
WITH_WORK = re.compile(
    r"^[^.,]{5,40}, (?!(?:and|the|an?|who|which|whose|his|her|in|at|on|eine?|der|die)\b)[a-zß-ÿ][^.,]{2,40}$"
)  # "Grace Moyo, teacher"
PERSON = re.compile(
    r"^(?:frau|herrn?|señora?|sra?\.|mme|monsieur|madame|mr|mrs|ms)\s+([^,.;:]{3,60})(?:,|$)", re.IGNORECASE
)
WITH_AGE = re.compile(r"^([^,]{5,40}), (?:aged\s+)?\d{1,2}(?:, [^,.]{2,40})??(?:, ([^,.]{3,30}))?$")


def take_person(text: str, head: Head) -> bool:
    """ "Frau Ngọc Lan, Bloggerin": a line of its own that is no sentence."""
    match = PERSON.match(text)
    if match is None or len(text) > 120 or text.endswith((".", ":")) or not (head.title or head.number):
        return False
    if text.isupper() and "," not in text:
        return False
    if len(match[1].split()) < 2 or len(match[1].split()) > 7:
        return False
    head.names.append(match[1].strip())
    return True


def take_with_age(text: str, head: Head) -> bool:
    """ "Salma Obaid, 44, seamstress, Oman" is a line of its own."""
    match = WITH_AGE.match(text)
    if match is None or not is_person(match[1]):
        return False
    head.names.append(match[1])
    country = countries.country_of(match[2] or "")
    head.country = head.country or ((country, match[2]) if country else None)
    return True


def take_country(text: str, head: Head) -> bool:
    """ "HONDURAS  Jessica García (f), aged 30", "USA-Ohio Kevin Keith (m)", or the country alone in capitals."""
    start = countries.country_at_start(text)
    if start and (countries.country_of(text) or _names_follow(text, start[1], head)):
        head.country = head.country or start
        rest = text[len(start[1]) :]
        region = re.match(r"[-/]\s?\w+\s+|\s*\([^()]*\)\s*:?\s*", rest)
        names = rest[region.end() :] if region else rest.lstrip(DASHES)
        if names.strip():
            head.names.append(names)
        return True
    if head.names and len(text) < 45 and OTHERS.match(text) and not text.endswith("."):
        return True
    if head.names and _goes_on(text, head.names[-1]):
        head.names.append(text)
        return True
    if (
        head.names
        and not MARK.search(head.names[-1])
        and (WITH_WORK.match(text) or RELATED.match(text))
        and is_person(text.partition(",")[0])
    ):
        head.names.append(text)
        return True
    if (head.country or head.title) and _has_sign(text) and len(text) < 120 and not text.endswith("."):
        head.names.append(text)
        return True
    return False


def _names_follow(text: str, country: str, head: Head) -> bool:
    """After a country come names with a mark; or, below a number, a group in small letters: "BRAZIL Village of Rio"."""
    if MARK.search(text):
        return country.isupper() or not head.country
    rest = text[len(country) :]
    named = rest.lstrip(" :") if head.number else rest.strip()
    if country.isupper() and WITH_WORK.match(named) and is_person(named.partition(",")[0]):
        return True
    is_group = rest[:1].isspace() and not rest.isupper() and len(text) < 120 and not text.endswith(".")
    return bool(country.isupper() and len(country) > 2 and head.number and is_group)


def _goes_on(text: str, before: str) -> bool:
    """Names wrap after a comma or an "and", and the wrapped line has a mark too."""
    if not re.search(r"(?:,|\band)$", before.strip()) or text.endswith("."):
        return False
    return bool(MARK.search(text) or AGE.match(text) or len(text) < 60)


def shouted_names(lines: tuple[str, ...]) -> dict[str, str]:
    """Names in capitals above or below a country of their own line, as the story below spells them."""
    full = [line.strip() for line in lines if line.strip()]
    text = " ".join(" ".join(full).split())
    found: dict[str, str] = {}
    for at, line in enumerate(full[:60]):
        beside = [*full[max(0, at - 1) : at], *full[at + 1 : at + 2]]
        if line.isupper() and 1 < len(line.split()) < 6 and any(countries.country_of(one) for one in beside):
            again = [match[0] for match in re.finditer(rf"(?<!\w){re.escape(line)}(?!\w)", text, re.IGNORECASE)]
            said = next((words for words in again if not words.isupper() and is_person(words)), "")
            found |= {line: said} if said else {}
    return found


def is_above_name(line: str, following: str) -> bool:
    """A country alone in capitals, and below it a name with its pronouns or its mark."""
    return line.isupper() and bool(countries.country_of(line)) and _has_sign(following)


def _has_sign(text: str) -> bool:
    return bool(MARK.search(text) or PRONOUNS.search(text))
