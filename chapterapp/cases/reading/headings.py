"""What stands above the first label: reference line, country with names, title, and the text that begins the story."""

import re

from chapterapp.cases.reading import countries, days, deadlines, numbers
from chapterapp.cases.reading.labels import BULLET
from chapterapp.cases.reading.offices import is_person
from chapterapp.cases.reading.people import AGE, MARK, OTHERS, PRONOUNS
from chapterapp.cases.reading.references import (
    BANNER,
    BANNER_THEN,
    DASHES,
    EARLIER,
    FOLLOWS,
    REFERENCE_WORDS,
    STOP,
    UPDATE_OF,
    Head,
    is_reference,
    take_reference,
)

AND_FOLLOW_UP = re.compile(r"\b(?:and|und|y|et)\s+follow[- ]?ups?\b", re.IGNORECASE)
RELATED = re.compile(r"^[^.,]{5,40}, (?:his|her|their)\s[^.,]{3,40}$")  # "Amílcar Choc, her husband"
WITH_WORK = re.compile(
    r"^[^.,]{5,40}, (?!(?:and|the|an?|who|which|whose|his|her|in|at|on|eine?|der|die)\b)[a-zß-ÿ][^.,]{2,40}$"
)  # "Grace Moyo, teacher"
OPEN_END = re.compile(r"(?:[-–—,:]|\b(?:and|und|y|et))\s*$", re.IGNORECASE)  # noqa: RUF001
MASTHEAD = re.compile(
    r"\b(?:newsletter|rundbrief|boletín|bulletin\s+of|circular)\b|^(?:amnesty\s+(?:international\s+)?)?(?:local\s+)?group\s+\d+",
    re.IGNORECASE,
)
NEWSLETTER = re.compile(r"newsletter|bulletin|rundbrief|boletín|circular|\bgroup(?:e|pe)?\b|\bgruppe\b", re.IGNORECASE)
PERSON = re.compile(
    r"^(?:frau|herrn?|señora?|sra?\.|mme|monsieur|madame|mr|mrs|ms)\s+([^,.;:]{3,60})(?:,|$)", re.IGNORECASE
)


def read_head(lines: tuple[str, ...], head: Head, heading: str = "") -> None:
    """Take the lines one by one; the first that is none of these begins the story, and all after it belong to it.

    `heading` is that of a web page: it is the title, wherever it stands.
    """
    lines = tuple(_unwrapped(lines))
    anchor = _anchor(lines, heading)
    if lines and not heading and anchor < head.at and _leads(lines[anchor].strip()):
        heading = lines[anchor].strip()
    if (
        not (anchor or heading)
        and head.at < min(len(lines), 60)
        and any(line.rstrip().endswith(".") for line in lines[head.at :])
    ):
        anchor = head.at
    above = next((line.strip() for line in reversed(lines[max(0, anchor - 2) : anchor]) if line.strip()), "")
    above = "" if heading else above
    before: list[str] | None = None
    for at, (line, following) in enumerate(zip(lines, [*lines, ""][1:], strict=True)):
        text = line.strip()
        if not text:
            if head.text:
                head.text.append("")
            continue
        if heading and text == heading and not head.text:
            _take_heading(text, head)
            continue
        if at >= anchor and before is None:
            before = list(head.title)
        if head.text or not _take(text, following.strip(), head, is_titled=bool(heading)):
            (head.before if at < anchor else head.text).append(line)
    _take_above(above, before or [], head)
    if before and head.before and len(head.title) > len(before) and anchor:  # the name of a newsletter
        head.before += before
        head.title = head.title[len(before) :]


def title_of(headings: tuple[str, ...], lines: tuple[str, ...]) -> str:
    """Of the first headings of a page the one that is its own: no banner; of several the last above the number."""
    own = [text for text in headings if len(text.split()) > 1 and not BANNER.match(text) and not is_reference(text)]
    own = [text for text in own if not NEWSLETTER.search(text)]
    if len(own) > 1:
        number = next((at for at, line in enumerate(lines) if is_reference(line)), len(lines))
        own = [text for text in own if text in lines and lines.index(text) <= number][-1:] or own
    return own[0] if own else ""


def _unwrapped(lines: tuple[str, ...]) -> list[str]:
    """A line of a head that ends with a dash or an "and" goes on below."""
    done: list[str] = []
    for line in lines:
        if done and line.strip() and len(done) < 40 and OPEN_END.search(done[-1]) and numbers.find_numbers(done[-1]):
            done[-1] = f"{done[-1].rstrip()} {line.strip()}"
        else:
            done.append(line)
    return done


def _take_heading(text: str, head: Head) -> None:
    """ "Urgent Action: Poet Disappeared (Egypt: UA 33.20)" is a title, a country and a number."""
    text = BULLET.sub("", text)
    then = BANNER_THEN.match(text)
    head.banner = head.banner or bool(then)
    text = text[then.end() :] if then else text
    head.before += head.title
    head.title = []
    ends = re.search(r"\s*\(([^()]*)\)\s*$", text)
    if ends and is_reference(ends[1]):
        take_reference(ends[1], head)
        text = text[: ends.start()]
    if not _take_numbered(text, head):
        head.title.append(text)
    start = countries.country_at_start(text)
    head.country = head.country or (start if start and _leads(text) else None)


def _take_above(above: str, before: list[str], head: Head) -> None:
    """Without another title below the number it is what stands right above it; `before` is what stands higher."""
    if not above or head.title != before or len(above) > 130 or above.endswith((".", ":", ";", ",")):
        return
    if above in head.before or (above in head.title[-1:] and len(head.title) > 1 and not above.isupper()):
        head.before = [line for line in (*head.before, *head.title) if line != above]
        head.title = [BULLET.sub("", above)]


def _anchor(lines: tuple[str, ...], heading: str) -> int:
    """The line that begins with the number: what stands above it and is no part of a head is no story either."""
    if heading and heading in (line.strip() for line in lines):
        return [line.strip() for line in lines].index(heading)
    for at, line in enumerate(lines[:60]):
        found = numbers.find_numbers(line)
        if found and found[0].start < 45 and not UPDATE_OF.search(line) and _is_numbered(line, found[0]):
            return at
    pairs = enumerate(zip(lines[:15], [*lines, ""][1:16], strict=False))
    return next((at for at, (line, following) in pairs if _leads(line.strip()) or _is_above_name(line, following)), 0)


def _is_above_name(line: str, following: str) -> bool:
    """A country alone in capitals, and below it a name with its pronouns or its mark."""
    return line.isupper() and bool(countries.country_of(line)) and _has_sign(following)


def _has_sign(text: str) -> bool:
    return bool(MARK.search(text) or PRONOUNS.search(text))


def _leads(text: str) -> bool:
    """ "China: Poet on trial": a country, a sign, and what happened."""
    text = BULLET.sub("", text)
    start = countries.country_at_start(text)
    if start is None or len(text) > 120 or text.endswith("."):
        return False
    return text[len(start[1]) :].lstrip()[:1] in (":", "-", "–", "—", "|")  # noqa: RUF001


def _take(text: str, following: str, head: Head, *, is_titled: bool = False) -> bool:
    """Whether the line was one of a head, and not of the story."""
    text = " ".join(text.split())
    if BANNER.match(text.strip("*+#=~_ ") or text):
        head.banner = True
        return True
    then = BANNER_THEN.match(text)
    if then:
        head.banner = True
        return _take(text[then.end() :], following, head, is_titled=is_titled)
    if is_reference(text):
        take_reference(text, head)
        return True
    if not (head.number or head.country or head.title) and MASTHEAD.search(text) and not text.endswith("."):
        head.before.append(text)
        return True
    if any(take(text, head) for take in (_take_date, _take_numbered, _take_country, _take_person)):
        return True
    return not is_titled and _take_title(text, following, head)


def _take_date(text: str, head: Head) -> bool:
    rest, last = deadlines.parted(text)
    if last and len(text) < 80 and not REFERENCE_WORDS.sub("", rest).strip():
        head.deadline += last
        return True
    found = days.find_days(text)
    if not found or len(text) > 60:
        return False
    rest = text.replace(found[0].words, "")
    if (rest := REFERENCE_WORDS.sub("", rest).strip()) and not countries.country_of(rest):
        return False
    if rest and not head.country:
        head.country = countries.country_of(rest), rest
    head.issued += found
    return True


def _take_person(text: str, head: Head) -> bool:
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


def closing_day(lines: tuple[str, ...]) -> list[days.Day]:
    """Some papers are dated at their very end."""
    last = Head()
    line = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return last.issued if _take_date(line, last) else []


def _take_numbered(text: str, head: Head) -> bool:
    """ "UA 241/10 - Death Penalty", "Further information on UA 97/10 (28 April 2010) - Legal concern"."""
    found = numbers.find_numbers(text)
    if not found or found[0].start > 60 or len(text) > 250:
        return False
    if not _is_numbered(text, found[0]):
        return False
    before = text[: found[0].start].strip(DASHES)
    follows = FOLLOWS.search(text)
    country = countries.country_of(before)
    head.all_numbers += found
    head.number = head.number or found[0]
    head.is_follow_up = head.is_follow_up or (text if follows else "")
    head.country = head.country or ((country, before) if country else None)
    rest = text[found[0].start + len(found[0].words) :]
    for earlier in EARLIER.findall(rest):
        head.earlier += days.find_days(earlier)
    _take_rest(AND_FOLLOW_UP.sub(" ", EARLIER.sub(" ", rest)), head)
    return True


def _is_numbered(text: str, number: numbers.Number) -> bool:
    """Nothing stands before the number but what belongs to it."""
    before = text[: number.start].strip(DASHES)
    known = FOLLOWS.search(before) or STOP.search(text) or countries.country_of(before) or BANNER.match(before)
    return bool(not before or known or len(before.split()) < 4)


def _take_rest(rest: str, head: Head) -> None:
    rest, last = deadlines.parted(rest)
    head.deadline += last
    index = numbers.find_index(rest)
    if index:
        head.index = head.index or index
        rest = rest.replace(index[1], " ")
    on = re.match(r"\s+(?:on|about|zu|sobre|sur)\s+(.+)", rest)
    rest = re.sub(r"\b(?:AI )?Index\s*:", " ", on[1] if on else rest)
    for day in days.find_days(rest):
        head.issued.append(day)
        rest = rest.replace(day.words, " ")
    rest = re.sub(r"\b(?:Issue )?Date\s*:", " ", rest).strip(DASHES)
    start = countries.country_at_start(rest)
    if start and not head.country:
        head.country = start
    if start and not rest[len(start[1]) :].strip(DASHES):
        return
    if rest and MARK.search(rest):
        head.names.append(rest)
    elif rest:
        head.before += [line for line in head.title if not line.isupper()]
        head.title = [line for line in head.title if line.isupper()]  # what stood above was the name of a newsletter
        head.title.append(" ".join(rest.split()))


def _take_country(text: str, head: Head) -> bool:
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


def _take_title(text: str, following: str, head: Head) -> bool:
    """In capitals, over some lines; else a short first line that names the country or follows a banner."""
    if head.names and head.title:
        return False
    is_capitals = text.isupper() and any(sign.isalpha() for sign in text) and len(text) < 200
    if is_capitals and (not head.title or head.title[-1].isupper()):
        head.title.append(text)
        head.country = head.country or countries.country_at_start(text)
        return True
    if head.names or len(text) > 160 or text.endswith("."):
        return False
    leads = _leads(text)
    if (
        leads and not head.country and (not head.number or not " ".join(head.title).isupper())
    ):  # what stood above was the name of a newsletter
        head.before += head.title
        head.title = []
    if head.title:
        return False
    if leads or (not following and text[-1] not in ",:;!?)"):
        head.title.append(BULLET.sub("", text))
        head.country = head.country or (countries.country_at_start(text) if leads else None)
        return True
    return False


def complete(head: Head, subject: str) -> None:
    """An e-mail's subject says what its body does not: the number, the country, the title."""
    said = Head()
    if not head.number and numbers.find_numbers(subject):
        _take_heading(subject, said)
    head.number, head.all_numbers = head.number or said.number, head.all_numbers or said.all_numbers
    head.country = head.country or said.country
    head.title = head.title or said.title
    head.is_follow_up = head.is_follow_up or said.is_follow_up
