"""What stands above the first label: reference line, country with names, title, and the text that begins the story."""

import re

from chapterapp.cases.reading import countries, days, deadlines, numbers
from chapterapp.cases.reading.labels import BULLET
from chapterapp.cases.reading.mastheads import is_campaign, is_masthead
from chapterapp.cases.reading.name_lines import (
    is_above_name,
    shouted_names,
    take_country,
    take_person,
    take_with_age,
)
from chapterapp.cases.reading.people import MARK
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
OPEN_END = re.compile(r"(?:[-–—,:]|\b(?:and|und|y|et))\s*$", re.IGNORECASE)  # noqa: RUF001


def read_head(lines: tuple[str, ...], head: Head, heading: str = "") -> None:
    """Take the lines one by one; the first that is none of these begins the story, and all after it belong to it.

    `heading` is that of a web page: it is the title, wherever it stands.
    """
    lines = tuple(_unwrapped(lines))
    anchor = _anchor(lines, heading)
    if lines and not heading and anchor < head.at and _leads(lines[anchor].strip()):
        heading = lines[anchor].strip()
    if not (anchor or heading) and head.at < min(len(lines), 60) and _tells(lines[head.at :]):
        anchor = head.at
    above = next((line.strip() for line in reversed(lines[max(0, anchor - 2) : anchor]) if line.strip()), "")
    before = _take_lines(lines, head, heading, anchor)
    _take_above("" if heading else above, before, head)
    _settle_title(before if anchor else [], head)


def _tells(lines: tuple[str, ...]) -> bool:
    return any(line.rstrip().endswith(".") for line in lines)


def _take_lines(lines: tuple[str, ...], head: Head, heading: str, anchor: int) -> list[str]:
    """What was the title above the anchor."""
    before: list[str] | None = None
    shouted = shouted_names(lines)
    for at, (line, following) in enumerate(zip(lines, [*lines, ""][1:], strict=True)):
        text = line.strip()
        if at >= anchor and before is None and text:
            before = list(head.title)
        if head.text:
            head.text.append(line if text else "")
        elif not text:
            continue
        elif text == heading:
            _take_heading(text, head)
        elif text in shouted:
            head.names.append(shouted[text])
        elif not _take(text, following.strip(), head, is_titled=bool(heading)):
            (head.before if at < anchor else head.text).append(line)
    return before or []


def _settle_title(before: list[str], head: Head) -> None:
    """What stood above another title was the name of a newsletter; where there is none, a campaign is the title."""
    if before and head.before and len(head.title) > len(before):
        head.before += before
        head.title = head.title[len(before) :]
    campaign = next((line for line in head.before if is_campaign(line)), "")
    if campaign and not head.title:
        head.before.remove(campaign)
        head.title = [campaign.strip()]


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
    if is_masthead(above, is_first=True) and not is_campaign(above):
        return
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
    shouted = shouted_names(lines)
    pairs = list(enumerate(zip(lines[:60], [*lines, ""][1:61], strict=False)))
    named = (at for at, (line, following) in pairs if is_above_name(line, following) or line.strip() in shouted)
    return next((at for at, (line, _) in pairs[:15] if _leads(line.strip())), next(named, 0))


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
    if is_masthead(text, is_first=not (head.number or head.country or head.title)):
        head.before.append(text)
        return True
    if any(take(text, head) for take in (_take_date, _take_numbered, take_country, take_person, take_with_age)):
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
