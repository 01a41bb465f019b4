"""How much of a writer stands on a letter of theirs, and in which languages it may be."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from flask_babel import gettext as _

from chapterapp.addresses import country_line, country_named, names_country, postcode_in, rules_of
from chapterapp.cases.models import Case, SenderDetails
from chapterapp.cases.ruling.facilities import SPOKEN, known_languages, named_in
from chapterapp.cases.ruling.naming import names_us, own_words
from chapterapp.cases.ruling.readings import is_neutral, languages_of, sender_reading
from chapterapp.chapters.models import Chapter


class Writer(NamedTuple):
    """Who signs: a name, and the lines of a postal address; without any where none is known or none may be given."""

    name: str
    address: tuple[str, ...] = ()


class Signed(NamedTuple):
    """What stands of a writer on a letter: the lines above it, what is filled in by hand below them, in words ("Your
    town"), and the name under the signature, or an empty text."""

    lines: tuple[str, ...]
    by_hand: tuple[str, ...]
    name: str


class _Home(NamedTuple):
    """An address without name and country."""

    lines: list[str]
    country: str


def writer_block(case: Case, writer: Writer, chapter: Chapter, *, abroad: bool) -> Signed:
    """The sender of a personal letter, as far as the rule allows; what cannot be told from the address with certainty
    is left to the writer's pen. `abroad`: the letter leaves the chapter's country, so its sender says where it is."""
    reading, home = sender_reading(case), _home(writer, chapter)
    name = initials(writer.name) if reading is SenderDetails.INITIALS_AND_POSTCODE else writer.name
    place = {
        SenderDetails.FULL: home.lines,
        SenderDetails.NAME_AND_TOWN: _town(home),
        SenderDetails.INITIALS_AND_POSTCODE: _postcode(home),
    }[reading]
    name = "" if gives_us_away(case, chapter, [name]) else name
    place = [] if gives_us_away(case, chapter, ["\n".join(place)]) else place
    by_hand = [] if name else [_name_words(reading)]
    by_hand += [] if place else _place_words(reading)
    is_far = abroad or home.country != chapter.country
    country = [country_line(home.country, chapter.country, chapter.locale)] if place and is_far else []
    return Signed(tuple(line for line in (name, *place, *country) if line), tuple(by_hand), name)


def gives_us_away(case: Case, chapter: Chapter, texts: Iterable[str]) -> bool:
    """Whether a letter of a case that may not name Amnesty does."""
    words = own_words(case, chapter)
    return is_neutral(case) and any(names_us(text, words) for text in texts)


def initials(name: str) -> str:
    """T. L. W. of "the Tuesday Letter Writers"."""
    return " ".join(f"{word[0].upper()}." for word in re.findall(r"[^\W\d_]+", name))


def may_be_written_in(case: Case, language: str) -> bool:
    """Whether the rules let a letter be in this language, by its code; in any where they name none that is known."""
    named = named_in(languages_of(case)) & known_languages()
    return not named or bool(named & _names_of(language.replace("_", "-").split("-")[0].lower()))


@lru_cache(maxsize=256)
def _names_of(language: str) -> frozenset[str]:
    names = (Locale(code).languages.get(language) for code in SPOKEN)
    return frozenset(str(name).casefold() for name in names if name)


def _name_words(reading: SenderDetails) -> str:
    return _("Your initials") if reading is SenderDetails.INITIALS_AND_POSTCODE else _("Your name")


def _place_words(reading: SenderDetails) -> list[str]:
    return {
        SenderDetails.FULL: [_("Your street"), _("Your town and country")],
        SenderDetails.NAME_AND_TOWN: [_("Your town and country")],
        SenderDetails.INITIALS_AND_POSTCODE: [_("Your postcode and country")],
    }[reading]


def _home(writer: Writer, chapter: Chapter) -> _Home:
    lines = [" ".join(line.split()) for line in writer.address if line.strip()]
    if lines and lines[0].casefold() == writer.name.casefold():
        lines = lines[1:]
    if len(lines) > 1 and names_country(lines[-1], chapter.country):
        return _Home(lines[:-1], chapter.country)
    if len(lines) > 1 and (country := country_named(lines[-1])):
        return _Home(lines[:-1], country)
    return _Home(lines, chapter.country)


def _town(home: _Home) -> list[str]:
    """The last lines: town and postcode. None where a street may stand there as well."""
    code = _code_at_its_place(home)
    if not code:
        return []
    taken = 1 if any(sign.isalpha() for sign in home.lines[-1].replace(code, "")) else 2
    town = home.lines[-taken:]
    if len(home.lines) <= taken or any(sign.isdigit() for sign in " ".join(town).replace(code, "")):
        return []
    return town


def _postcode(home: _Home) -> list[str]:
    code = _code_at_its_place(home)
    return [code] if code else []


def _code_at_its_place(home: _Home) -> str:
    """The postcode in the last line of several, before or after the town as the country writes it: the number of a
    house may look like one."""
    line = home.lines[-1] if len(home.lines) > 1 else ""
    code = postcode_in(line, home.country)
    if not code:
        return ""
    pattern = rules_of(home.country).get("fmt", "")
    is_last = pattern.rfind("%Z") > pattern.rfind("%C")
    return code if (line.endswith(code) if is_last else line.startswith(code)) else ""
