"""What fits on a page, worked out from the number of characters before anything is laid out.

Lengths are points; the counts of characters a line were measured on Letter with ordinary prose. An estimate that errs
costs a little white, or a block that moves to the next page; nothing is ever cut.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from chapterapp.packets.contents import (
    AddresseeContents,
    Beside,
    CaseContents,
    Fact,
    LetterContents,
    PacketContents,
)
from chapterapp.packets.evening_contents import EveningContents, ReleaseLine
from chapterapp.packets.rows import ROW

HEIGHT = {"letter": 675.0, "a4": 719.0}  # of the text area
NARROWER = {"letter": 1.0, "a4": 0.95}  # the main column beside Letter's
TOP = 37.5  # the bar at the top of a page with the space below
AGENDA_APART = range(8, 13)  # so many cases leave the agenda to a page of its own


@dataclass(frozen=True)
class Fit:
    """How a brief is set: whether its spaces shrink, and which addressees stand on which of its pages."""

    tight: bool
    first: tuple[AddresseeContents, ...]
    second: tuple[AddresseeContents, ...]


def fit_brief(case: CaseContents, paper: str) -> Fit:
    """The first three addressees stand on the first page; where even tight setting has no room, all on the second."""
    first, second = case.addressees[:3], case.addressees[3:]
    for tight in (False, True):
        if _brief(case, paper, tight) + _row(first, tight) <= HEIGHT[paper]:
            return Fit(tight, first, second)
    alone = _brief(case, paper, tight=False) <= HEIGHT[paper]
    return Fit(not alone, (), case.addressees)


def facts_of(case: CaseContents) -> list[Fact]:
    """Those that may stand on its pages."""
    return [fact for fact in case.facts if not (case.neutral and fact.revealing)]


def has_second_page(case: CaseContents, fit: Fit) -> bool:
    """A few dates fit beside the facts; all else of the second page needs one."""
    lines = len(facts_of(case)) + len(case.dates)
    beside = case.dates and lines > (5 if case.portrait else 9)
    more = case.background or case.speak_of or case.leave_out or facts_of(case)[5:] or fit.second
    return bool(more or beside)


def is_tight_story(case: CaseContents, fit: Fit, paper: str) -> bool:
    """A background a little too long for its page: its spaces shrink. A longer one runs on anyway."""
    paragraphs = list(_paragraphs(case.background))
    lines = sum(_lines(paragraph, 60 * NARROWER[paper]) for paragraph in paragraphs)
    room = HEIGHT[paper] - TOP - 26 - (_row(fit.second[:3], tight=False) + 18 if fit.second else 0)
    return 14.25 * lines + 4.5 * len(paragraphs) <= room + 15 and 15 * lines + 7.5 * len(paragraphs) > room - 15


def is_full_cover(contents: PacketContents) -> bool:
    """More than a page with ordinary spaces."""
    cases = sum(27 + 15 * _lines(f"{case.country}: {case.half_line}", 44) for case in contents.cases)
    agenda = 0.0 if len(contents.cases) in AGENDA_APART else 33 + 20.5 * len(contents.agenda)
    before = TOP + 37.5 + 18 * _lines(contents.when_and_where, 80) + 12 + 42 * bool(contents.cases) + 27
    extras = 20 * (bool(contents.access) + contents.demo) + 17 * len(contents.left_out) + 10
    extras += sum(14 * _lines(f"{one.name} {one.against} {one.by} {one.reason}", 75) + 3 for one in contents.although)
    host = 30 + 14 * _lines(contents.host_first, 96) if contents.host_first else 0
    return before + extras + host + cases + agenda > HEIGHT[contents.paper]


def letter_size(letter: LetterContents, paper: str) -> str:
    """Normal; small if that would run over its page; plain, without notes, if small would too."""
    sizes = (("normal", 59, 19.5), ("small", 65, 16.5))
    return next((size for size, width, leading in sizes if _letter_fits(letter, paper, width, leading)), "plain")


def is_longer_than_a_page(letter: LetterContents, paper: str) -> bool:
    """Even plain: without the notes beside it, so that its lines go across the page."""
    return letter_size(letter, paper) == "plain" and not _letter_fits(letter, paper, 88, 16.5)


def _letter_fits(letter: LetterContents, paper: str, characters: int, leading: float) -> bool:
    room = HEIGHT[paper] - TOP - 73 - 33 * bool(letter.date) - 39 * bool(letter.salutation)
    room -= 30 + 14.25 * _lines(letter.told, 95) if letter.told else 0
    lines = sum(_lines(part.striptags(), characters * NARROWER[paper]) for part in letter.paragraphs)
    closing = (bool(letter.closing) + len(letter.sender)) * leading + 46.5
    return lines * leading + 10.5 * len(letter.paragraphs) + closing <= room


def is_tight_beside(letter: LetterContents, beside: Beside, paper: str) -> bool:
    """Two languages that would run over their page by a little: smaller letters and spaces."""
    width = 37 * NARROWER[paper]
    pairs = zip(letter.paragraphs, beside.letter.paragraphs, strict=False)
    lines = [max(_lines(one.striptags(), width) for one in pair) for pair in pairs]
    frame = 2 * 25.5 + 16.5 * (1 + len(letter.sender)) + 33 + 22.5 + 39  # date, salutation, signed, heads, note
    room = HEIGHT[paper] - TOP - 79
    return sum(16.5 * count + 9 for count in lines) + frame > room


def letter_lines(case: CaseContents, paper: str) -> int:
    """Lines on the blank letter page, whose text area reaches lower than others since it has no footer."""
    height = {"letter": 695.0, "a4": 745.0}[paper]
    greeting = case.sheets.salutation
    taller = 19 * (_lines(greeting.text, 62) - 1) + 6 * (not greeting.text.isascii()) if greeting else 0
    used = 33 * len(case.sheets.sender) + 82 + taller
    return min({"letter": 20, "a4": 21}[paper], int((height - used) // ROW))


def petition_rows(case: CaseContents, words: str, paper: str) -> int:
    """Rows to sign on: fewer under a long text."""
    used = TOP + 4.5 + 33 * _lines(case.name, 33) + 18 * _lines(words, 82 * NARROWER[paper]) + 15 + 15 + 34
    return min({"letter": 18, "a4": 20}[paper], int((HEIGHT[paper] - used) // ROW))


def fit_releases(evening: EveningContents, paper: str) -> tuple[ReleaseLine, ...]:
    """The latest ones, as many as leave room for the meetings below them."""
    narrow = NARROWER[paper]
    meetings = sum(10 + 14 * max(_lines(one.where, 34 * narrow), _lines(one.what, 24)) for one in evening.meetings)
    room = HEIGHT[paper] - TOP - 37.5 - 33 - 71 - (meetings + 18 if meetings else 0)
    fitting = []
    for one in evening.releases:
        name = 21 * _lines(one.name, 20) + 13.5 * (_lines(one.country, 32) + bool(one.when))
        room -= 21 + max(name, 17.25 * _lines(one.story, 56 * narrow))
        if room < 0:
            break
        fitting.append(one)
    return tuple(fitting)


def _lines(text: str, characters: float) -> int:
    return ceil(len(text) / characters)


def _brief(case: CaseContents, paper: str, tight: bool) -> float:
    """Height of the first page down to the addressees."""
    name = len(case.name) + 0.6 * len(case.own_name.text if case.own_name else "")  # which is smaller
    head = TOP + 4.5 + 33 * ceil(name / 37) + (18 * _lines(case.line, 82) + 12 if case.line else 0)
    return head - 9 * tight + max(_left(case), _main(case, NARROWER[paper], tight)) + (6 if tight else 9)


def _left(case: CaseContents) -> float:
    picture = 203 if case.portrait else 136 if case.own_name else 0
    return picture + sum(18.5 + 12.75 * _lines(fact.value, 27) for fact in facts_of(case)[:5])


def _main(case: CaseContents, width: float, tight: bool) -> float:
    characters, leading = (60, 15.0) if tight else (55, 18.0)
    lead = sum(leading * _lines(part, characters * width) + 6 for part in _paragraphs(case.lead)) + 6
    between = 1.5 if tight else 3
    rules = 0.0
    if case.do or case.do_not or case.rules_note:
        halves = [[between + 14.25 * _lines(rule, 25 * width) for rule in side] for side in (case.do, case.do_not)]
        rules = (26 if tight else 31) + max(sum(half[:7]) for half in halves) + sum(sum(half[7:]) for half in halves)
        rules += 8 + 12.5 * _lines(case.rules_note, 68 * width) + (9 if tight else 13.5)
    leading, between = (16.5, 3.0) if tight else (18.0, 6.0)
    return (
        lead
        + rules
        + (16.5 if tight else 18)
        + sum(leading * _lines(sentence, 49 * width) + between for sentence in case.ask)
    )


def _paragraphs(html: Markup) -> Iterable[str]:
    return (Markup(part).striptags() for part in str(html).split("</p>") if part.strip())  # noqa: S704 stripped at once


def _row(addressees: Iterable[AddresseeContents], tight: bool) -> float:
    return max((_block(addressee, 13.5 if tight else 14.25) for addressee in addressees), default=0.0)


def _block(to: AddresseeContents, leading: float) -> float:
    """Height of an addressee's block: heading and note, address, salutations, ways to reach them."""
    height = (
        20 + 9 * bool(to.note) + sum(leading * _lines(line, 32 if line.isascii() else 27) for line in to.lines) + 9.5
    )
    if to.salutations:
        height += 15
        for words in to.salutations:
            latin = words.text.isascii()
            height += leading * _lines(words.text, 32 if latin else 25) + (0 if latin else 4)
    ways = [to.email, *(f"Phone {number}" for number in (to.fax, to.phone) if number)]
    return height + sum(3 + leading * _lines(way, 30) for way in ways if way)
