"""The scripts that names and addresses are written in: which one a text is in, its language, which fonts have it."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from babel.languages import get_official_languages
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

CORE, CJK = "fonts-noto-core", "fonts-noto-cjk"  # packages of Debian and Ubuntu


class Script(NamedTuple):
    """`key`: how Unicode names its letters. `sample` has the letters that a font may lack."""

    key: str
    name: str
    language: str  # BCP 47, the one that most write so; empty: Latin letters tell nothing
    sample: str
    package: str = CORE
    is_tall: bool = False  # its letters stand higher than a line of Latin ones


SCRIPTS = (
    Script("LATIN", lazy("Latin letters"), "", "Zażółć gęślą jaźń, Þórður, Ştefan"),
    Script("LATIN", lazy("Vietnamese"), "vi", "Lữ Thị Hoài Ngân, Nguyễn Đặng"),
    Script("CYRILLIC", lazy("Cyrillic"), "ru", "Тимофей Лозинин, Ўзбек, Ђорђе, Ґалаґан"),
    Script("GREEK", lazy("Greek"), "el", "Ελλάδα, ἄνθρωπος"),
    Script("ARABIC", lazy("Arabic"), "ar", "يسرى القمراوي", is_tall=True),
    Script("ARABIC", lazy("Persian and Urdu"), "fa", "پروانه ساحل‌گرد، گچپژ، ٹڈڑے", is_tall=True),
    Script("HEBREW", lazy("Hebrew"), "he", "אסירת מצפון"),
    Script("MYANMAR", lazy("Burmese"), "my", "ခင်စံပယ်လွင်", is_tall=True),
    Script("DEVANAGARI", lazy("Devanagari"), "hi", "देवनागरी, क्षमा", is_tall=True),
    Script("BENGALI", lazy("Bengali"), "bn", "বাংলা", is_tall=True),
    Script("TAMIL", lazy("Tamil"), "ta", "தமிழ்", is_tall=True),
    Script("SINHALA", lazy("Sinhala"), "si", "සිංහල", is_tall=True),
    Script("THAI", lazy("Thai"), "th", "นักโทษทางความคิด", is_tall=True),
    Script("LAO", lazy("Lao"), "lo", "ພາສາລາວ", is_tall=True),
    Script("KHMER", lazy("Khmer"), "km", "ភាសាខ្មែរ", is_tall=True),
    Script("TIBETAN", lazy("Tibetan"), "bo", "བོད་ཡིག", is_tall=True),
    Script("ETHIOPIC", lazy("Ethiopic"), "am", "ኢትዮጵያ"),
    Script("GEORGIAN", lazy("Georgian"), "ka", "ქართული"),
    Script("ARMENIAN", lazy("Armenian"), "hy", "Հայաստան"),
    Script("CJK", lazy("Chinese"), "zh", "獄中書簡，陈小鹏，良心犯", CJK),
    Script("HIRAGANA", lazy("Japanese"), "ja", "良心の囚人、アムネスティ", CJK),
    Script("KATAKANA", lazy("Japanese"), "ja", "アムネスティ", CJK),
    Script("HANGUL", lazy("Korean"), "ko", "양심수", CJK),
)
TALL = frozenset(script.key for script in SCRIPTS if script.is_tall)
RIGHT_TO_LEFT = ("ARABIC", "HEBREW")
NEAR = {  # the languages that share a script
    "ARABIC": ("ar", "fa", "ur", "ps", "ckb"),
    "CYRILLIC": ("ru", "uk", "bg", "be", "kk", "ky", "mk", "mn", "sr", "tg"),
    "CJK": ("zh", "ja", "ko"),
    "DEVANAGARI": ("hi", "ne"),
}


@lru_cache(4096)
def script_of(text: str) -> str:
    """The script of its first letter, as Unicode names it; of a text without letters Latin."""
    return next((unicodedata.name(sign, "LATIN").split()[0].split("-")[0] for sign in text if sign.isalpha()), "LATIN")


def language_of(text: str, country: str = "") -> str:
    """Of the languages that are written so, the one of the country; empty for Latin letters."""
    key = script_of(text)
    usual = next((script.language for script in SCRIPTS if script.key == key), "")
    near = NEAR.get(key, ()) if country else ()
    official = get_official_languages(country, de_facto=True) if near else ()
    return next((one for one in official if one in near), usual)


def direction_of(text: str) -> Literal["ltr", "rtl"]:
    return "rtl" if script_of(text) in RIGHT_TO_LEFT else "ltr"


def say_missing(signs: Sequence[str]) -> str:
    """What this machine has no letters for, and the package that brings them: one sentence a script."""
    by_key: dict[str, list[str]] = {}
    for sign in signs:
        by_key.setdefault(unicodedata.name(sign, "").split(" ")[0].split("-")[0], []).append(sign)
    known = {script.key: script for script in reversed(SCRIPTS)}
    said = []
    for key, found in by_key.items():
        if script := known.get(key):
            words = _("This machine has no letters for %(script)s (%(signs)s).", script=script.name, signs=_list(found))
            said.append(f"{words} {_('Who runs it installs the package %(package)s.', package=script.package)}")
        else:
            words = _("No font of this machine has %(signs)s.", signs=_list(found))
            said.append(f"{words} {_('Take it out, or install a font that has it.')}")
    return " ".join(said)


def _list(signs: Sequence[str]) -> str:
    """Shown on a screen that may have no letters for them either, so with their numbers."""
    return ", ".join(f"{sign} U+{ord(sign):04X}" for sign in signs[:3]) + (" …" if len(signs) > 3 else "")
