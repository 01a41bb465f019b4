"""What a case is found by, and what the words of a search mean: pure functions over texts."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from babel import Locale

from chapterapp.cases.reading.countries import ALSO
from chapterapp.cases.reading.numbers import INDEX, find_numbers
from chapterapp.folding import fold

LONGEST, MOST_WORDS = 100, 8  # characters and words of a search
BARE = re.compile(r"(?<![\w/-])0*(\d{1,3})\s*/\s*(?:\d{2})?(\d{2})(?![\w/])")  # a number without its letters: "60/16"


class Sought(NamedTuple):
    """All of these must be found: words anywhere in the text, numbers as a whole."""

    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def text_of(texts: Iterable[str], numbers: Iterable[str]) -> str:
    """Folded texts and numbers in their one spelling, with a space before and after each."""
    spelled = [token for words in numbers for token in (*_spell(words), *fold(words).split())]
    return f" {' '.join([*filter(None, map(fold, texts)), *dict.fromkeys(spelled)])} "


def _spell(words: str) -> list[str]:
    """ "Third UA 060/2016" is ua60/16, and 60/16 for who leaves the letters out."""
    index, rest = _take_index(_plain(words))
    found = [number.value.lower().replace(" ", "") for number in find_numbers(rest)]
    bare = [f"{number}/{year}" for number, year in BARE.findall(rest)]
    return [*index, *found, *(number[2:] for number in found), *bare]


def read_words(typed: str) -> Sought:
    """The words of a search in the spelling of text_of; those past the eighth do not count."""
    index, rest = _take_index(_plain(typed[:LONGEST]))
    numbers = list(index)
    for number in find_numbers(rest):
        numbers.append(number.value.lower().replace(" ", ""))
        rest = rest.replace(number.words, " ")
    numbers += [f"{number}/{year}" for number, year in BARE.findall(rest)]
    words = fold(BARE.sub(" ", rest)).split()
    return Sought(tuple(dict.fromkeys(words))[:MOST_WORDS], tuple(dict.fromkeys(numbers))[:MOST_WORDS])


def _plain(words: str) -> str:
    """Capitals, and figures as ours: the readers of numbers look at documents, not at what is typed in a hurry."""
    plain = unicodedata.normalize("NFKC", words).upper()
    return "".join(str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign for sign in plain)


def _take_index(words: str) -> tuple[list[str], str]:
    """Index numbers without their spaces, and the words without them."""
    found = [re.sub(r"\s", "", match[0]).lower() for match in INDEX.finditer(words)]
    return found, INDEX.sub(" ", words)


def countries_called(word: str, locale: str) -> list[str]:
    """The codes of the countries whose names hold this folded word, in English or the chapter's language."""
    return [code for code, names in _names(locale) if word in names]


@cache
def _names(locale: str) -> list[tuple[str, str]]:
    names: dict[str, list[str]] = {}
    for language in (Locale("en"), Locale.parse(locale)):
        for code, name in language.territories.items():
            if len(code) == 2 and code.isalpha():
                names.setdefault(str(code), []).append(fold(name))
    for name, code in ALSO.items():
        names.setdefault(code, []).append(fold(name))
    return [(code, " | ".join(spelled)) for code, spelled in names.items()]
