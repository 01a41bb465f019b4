"""What is printed, as plain values."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from babel.languages import get_official_languages

LANGUAGES = {
    "MYANMAR": "my", "ARABIC": "ar", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "HEBREW": "he",
    "DEVANAGARI": "hi", "BENGALI": "bn", "CYRILLIC": "ru", "GREEK": "el", "THAI": "th", "ETHIOPIC": "am",
    "GEORGIAN": "ka", "ARMENIAN": "hy", "KHMER": "km", "LAO": "lo", "TIBETAN": "bo", "SINHALA": "si", "TAMIL": "ta",
}  # fmt: skip
TALL = ("MYANMAR", "ARABIC", "DEVANAGARI", "THAI", "KHMER", "LAO", "TIBETAN", "BENGALI", "TAMIL", "SINHALA")
RIGHT_TO_LEFT = ("ARABIC", "HEBREW")


class Run(NamedTuple):
    """Lines in one script that follow one another; `hangs`: one line that may have to be broken."""

    text: str
    language: str
    is_rtl: bool
    is_tall: bool
    hangs: bool = False


class Piece(NamedTuple):
    """One label or envelope: its name on the screen, its lines, how many, the sender's lines on an envelope."""

    name: str
    lines: tuple[str, ...]
    country: str
    copies: int
    sender: tuple[str, ...] = ()


class Printing(NamedTuple):
    """Everything on one file. `refused` are sentences, "name: reason"."""

    title: str
    language: str
    pieces: tuple[Piece, ...]
    refused: tuple[str, ...]


def runs(lines: tuple[str, ...], country: str, most: int) -> Iterator[Run]:
    """The lines of an address by script; one of more than `most` letters is a run by itself."""
    long = [len(line) > most and script_of(line) not in RIGHT_TO_LEFT for line in lines]
    keys = [(script_of(line), n if is_long else -1) for n, (line, is_long) in enumerate(zip(lines, long, strict=True))]
    for (script, single), group in groupby(zip(keys, lines, strict=True), lambda pair: pair[0]):
        text = "\n".join(line for _key, line in group)
        tall = any(script_of(sign) in TALL for sign in set(text))
        yield Run(text, _language(script, country), script in RIGHT_TO_LEFT, tall, single >= 0)


def script_of(text: str) -> str:
    """The script of its first letter, as Unicode names it; of a text without letters Latin."""
    return next((unicodedata.name(sign, "LATIN").split()[0].split("-")[0] for sign in text if sign.isalpha()), "LATIN")


def _language(script: str, country: str) -> str:
    """Of the languages that are written so, the one of the country; empty for Latin letters."""
    language = LANGUAGES.get(script, "")
    near = {
        "ARABIC": ("ar", "fa", "ur", "ps", "ckb"),
        "CYRILLIC": ("ru", "uk", "bg", "be", "kk", "ky", "mk", "mn", "sr", "tg"),
        "CJK": ("zh", "ja", "ko"),
        "DEVANAGARI": ("hi", "ne"),
    }.get(script, ())
    return next((one for one in get_official_languages(country, de_facto=True) if one in near), language)
