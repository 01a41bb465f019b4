"""Names of countries and languages in English, German, Spanish and French, as documents write them."""

import re
from functools import cache

from babel import Locale

from chapterapp.cases.reading.days import LANGUAGES

# What documents say and CLDR does not; kept in the spelling of documents.
ALSO = {
    "USA": "US",
    "US": "US",
    "U.S.A.": "US",
    "UNITED STATES OF AMERICA": "US",
    "VEREINIGTE STAATEN VON AMERIKA": "US",
    "UK": "GB",
    "GREAT BRITAIN": "GB",
    "MYANMAR": "MM",
    "BURMA": "MM",
    "BIRMA": "MM",
    "BIRMANIE": "MM",
    "VIET NAM": "VN",
    "RUSSIAN FEDERATION": "RU",
    "RUSSISCHE FÖDERATION": "RU",
    "FEDERACIÓN RUSA": "RU",
    "FÉDÉRATION DE RUSSIE": "RU",
    "DRC": "CD",
    "DEMOCRATIC REPUBLIC OF THE CONGO": "CD",
    "DEMOCRATIC REPUBLIC OF CONGO": "CD",
    "REPUBLIC OF CONGO": "CG",
    "TURKEY": "TR",
    "SWAZILAND": "SZ",
    "CZECH REPUBLIC": "CZ",
    "TSCHECHISCHE REPUBLIK": "CZ",
    "IVORY COAST": "CI",
    "CÔTE D'IVOIRE": "CI",
    "COTE D'IVOIRE": "CI",
    "UAE": "AE",
    "SYRIAN ARAB REPUBLIC": "SY",
    "ISLAMIC REPUBLIC OF IRAN": "IR",
    "PEOPLE'S REPUBLIC OF CHINA": "CN",
    "VOLKSREPUBLIK CHINA": "CN",
    "KINGDOM OF SAUDI ARABIA": "SA",
    "REPUBLIC OF YEMEN": "YE",
    "SOUTH KOREA": "KR",
    "REPUBLIC OF KOREA": "KR",
    "NORTH KOREA": "KP",
    "HONG KONG": "HK",
    "MACEDONIA": "MK",
    "THE GAMBIA": "GM",
    "GAMBIA": "GM",
    "CAPE VERDE": "CV",
    "STATE OF PALESTINE": "PS",
    "PALESTINE": "PS",
    "OCCUPIED PALESTINIAN TERRITORIES": "PS",
    "LAO PDR": "LA",
    "BRUNEI DARUSSALAM": "BN",
    "TÜRKIYE": "TR",
    "WEISSRUSSLAND": "BY",
    "BIELORRUSIA": "BY",
    "BIÉLORUSSIE": "BY",
    "MOLDOVA": "MD",
    "DOMINICAN REPUBLIC": "DO",
    "REPUBLIC OF MALDIVES": "MV",
    "REPUBLIC OF THE PHILIPPINES": "PH",
}
LANGUAGES_ALSO = {"FARSI": "fa", "BURMESE": "my", "MANDARIN": "zh", "DARI": "fa", "TIGRINYA": "ti", "FLEMISH": "nl"}


def folded(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).upper()  # noqa: RUF001 a typographic apostrophe


@cache
def _countries() -> dict[str, str]:
    names = dict(ALSO)
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "EZ", "XA", "XB", "ZZ", "QO"):
                names.setdefault(folded(name), code)
    return names


@cache
def _languages() -> dict[str, str]:
    names = dict(LANGUAGES_ALSO)
    for language in LANGUAGES:
        for code, name in Locale(language).languages.items():
            if len(code) == 2 or code in ("fil", "ckb", "kmr"):  # of 600 languages some are called like plain words
                names.setdefault(folded(name), code)
    return names


@cache
def _any(kind: str) -> re.Pattern[str]:
    names = _countries() if kind == "country" else _languages()
    words = sorted((re.escape(name).replace("'", "['’]") for name in names if len(name) > 2), key=len, reverse=True)  # noqa: RUF001
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)}{'|US|UK' if kind == 'country' else ''})(?!\w)", re.IGNORECASE)


OF_SECTION = re.compile(
    r"\bamnesty(?:\s+international)?\s+(?:of\s+)?(?:the\s+)?(?-i:(?:[A-ZÀ-Þ][\w.]+\s*){1,3})", re.IGNORECASE
)


def country_of(name: str) -> str:
    """Its code, or nothing: "Honduras" is HN, and so is "HONDURAS"."""
    return _countries().get(folded(name.strip(" .:,;-–")), "")  # noqa: RUF001


def country_at_start(line: str) -> tuple[str, str] | None:
    """ "USA-Ohio Kevin Keith (m)" begins with "USA"; code and words."""
    match = _any("country").match(line)
    if match is None or (match[0] in ("us", "Us", "uk")):
        return None
    return _countries()[folded(match[0])], match[0]


def countries_in(text: str) -> list[tuple[str, str]]:
    """Code and words, in order. "Amnesty International USA" is no country."""
    text = OF_SECTION.sub(" ", text)
    found = [match[0] for match in _any("country").finditer(text)]
    return [(_countries()[folded(words)], words) for words in found if words[0].isupper()]


def languages_in(text: str) -> list[tuple[str, str]]:
    """ "Persian, English" are fa and en, in order. Written with a capital, as languages are in English and German."""
    found = [match[0] for match in _any("language").finditer(text)]
    return [(_languages()[folded(words)], words) for words in found]
