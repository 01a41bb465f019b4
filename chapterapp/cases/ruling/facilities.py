"""Where the rules of the place somebody is held in and the rules of the case cannot both be kept."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from flask_babel import gettext as _

from chapterapp.cases.history_models import RuleName
from chapterapp.cases.models import AddresseeRole, Answer, Case, Facility, SenderDetails, Subject
from chapterapp.cases.ruling.readings import languages_of, may_write_to, sender_reading

SPOKEN = ("en", "de", "es", "fr", "it", "nl", "pt")  # in which a language may be named


class Contradiction(NamedTuple):
    """Two rules that contradict, in one sentence. The facility's is mended there; the other one is a rule of the case,
    or (`rule` is None) what is said of the person."""

    words: str
    facility: Facility
    subject: Subject
    rule: RuleName | None


def contradictions(case: Case, subjects: Iterable[Subject]) -> list[Contradiction]:
    """None where nobody writes to the person: the facility then has no say."""
    if not may_write_to(case, AddresseeRole.PRISONER):
        return []
    return [found for one in subjects if one.facility for found in _of(case, one, one.facility)]


def _of(case: Case, subject: Subject, facility: Facility) -> Iterator[Contradiction]:
    given, place = sender_reading(case), {"facility": facility.name}
    rule = _sender_rule(given)
    if facility.full_name_required is Answer.YES and given is SenderDetails.INITIALS_AND_POSTCODE:
        words = _("%(facility)s wants the sender's full name, and this case says: %(rule)s.", rule=rule, **place)
        yield Contradiction(words, facility, subject, RuleName.SENDER_DETAILS)
    if facility.return_address_required is Answer.YES and given is not SenderDetails.FULL:
        words = _("%(facility)s wants the sender's full address, and this case says: %(rule)s.", rule=rule, **place)
        yield Contradiction(words, facility, subject, RuleName.SENDER_DETAILS)
    if facility.number_required is Answer.YES and not subject.prisoner_number:
        words = _("%(facility)s wants a prisoner number, and none is entered for %(name)s.", name=subject.display_name,
                  **place)  # fmt: skip
        yield Contradiction(words, facility, subject, None)
    if are_apart(languages_of(case), facility.languages):
        words = _("%(facility)s lets through letters in %(theirs)s, and this case says: write in %(ours)s.",
                  theirs=facility.languages, ours=languages_of(case), **place)  # fmt: skip
        yield Contradiction(words, facility, subject, RuleName.LANGUAGES)


def _sender_rule(given: SenderDetails) -> str:
    return {
        SenderDetails.FULL: _("full address"),
        SenderDetails.NAME_AND_TOWN: _("name and town, no street"),
        SenderDetails.INITIALS_AND_POSTCODE: _("initials and postcode"),
    }[given]


def are_apart(ours: str, theirs: str) -> bool:
    """Whether two lists of languages, in words, have none in common; not where one of them is empty."""
    return bool(ours and theirs) and not named_in(ours) & named_in(theirs)


def named_in(words: str) -> set[str]:
    """The languages a text names; if it names none that is known, all its words."""
    spoken = set(re.findall(r"\w+", words.casefold()))
    return spoken & known_languages() or spoken


@lru_cache(maxsize=1)
def known_languages() -> frozenset[str]:
    """In English and in the languages a chapter may be set to; of names of several words the last one."""
    names: Sequence[str] = [name for code in SPOKEN for name in Locale(code).languages.values()]
    return frozenset(str(name).casefold() for name in names)


def facility_lines(case: Case, subjects: Sequence[Subject]) -> list[str]:
    """What paper says of the places, where one may write to the people there. What not all of them ask for says which
    place does."""
    if not may_write_to(case, AddresseeRole.PRISONER):
        return []
    places = {one.facility.name: _lines_of(one.facility, case) for one in subjects if one.facility}
    elsewhere = any(one.facility is None for one in subjects)
    lines = dict.fromkeys(line for asked in places.values() for line in asked)
    found = []
    for line in lines:
        asking = [place for place, asked in places.items() if line in asked]
        everywhere = len(asking) == len(places) and not elsewhere
        found.append(line if everywhere else f"{', '.join(asking)}: {line}")
    return found


def places_of(case: Case, subjects: Iterable[Subject]) -> list[tuple[Facility, list[str]]]:
    """Each place once, with what it asks for, if it asks for anything and one may write there."""
    places = {one.facility.id: one.facility for one in subjects if one.facility}
    told = [(place, _lines_of(place, case)) for place in places.values()]
    return [(place, lines) for place, lines in told if lines and may_write_to(case, AddresseeRole.PRISONER)]


def _lines_of(facility: Facility, case: Case) -> list[str]:
    lines = []
    if facility.full_name_required is Answer.YES:
        lines.append(_("Write your full name on letters to the prison"))
    if facility.number_required is Answer.YES:
        lines.append(_("Copy the prisoner number onto the envelope"))
    if facility.languages and not (named_in(languages_of(case)) <= named_in(facility.languages) and case.languages):
        lines.append(_("Write to the prison in: %(languages)s", languages=facility.languages.strip()))
    if facility.paper_rules:
        lines.append(_("To the prison: %(rules)s", rules=" ".join(facility.paper_rules.split())))
    if facility.letters_are_read:
        lines.append(_("Remember that letters are read there"))
    return lines
