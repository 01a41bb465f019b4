"""Fields that offer a list: words of ours, countries, time zones."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from flask_babel import get_locale
from wtforms import SelectField

from chapterapp.forms import SelectChoice

NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}  # what CLDR lists beside them


class WordField(SelectField):
    """A choice of the words of a StrEnum."""

    def __init__(self, label: str, words: Mapping[Any, str], **options: Any) -> None:
        kind: type[StrEnum] = type(next(iter(words)))
        super().__init__(
            label, coerce=kind, choices=[SelectChoice(word.value, name) for word, name in words.items()], **options
        )


class CountryField(SelectField):
    """The countries by name; empty where it may be left out."""

    def __init__(self, label: str, *, none: str | None = None, **options: Any) -> None:
        super().__init__(label, choices=lambda: countries(none), **options)


def countries(none: str | None) -> list[SelectChoice]:
    """Every country by its name in the visitor's language; before them the empty choice."""
    names = {str(code): name for code, name in (get_locale() or Locale("en")).territories.items()}
    lands = [code for code in names if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES]
    return [
        SelectChoice("", none or ""),
        *(SelectChoice(code, names[code]) for code in sorted(lands, key=lambda code: names[code])),
    ]


class TimeZoneField(SelectField):
    """The time zones by town, under their continents; an older name that is saved already stays on offer."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, choices=lambda: time_zones(getattr(self, "object_data", None)), **options)


def time_zones(saved: str | None) -> list[SelectChoice]:
    known = available_timezones()
    towns = {name for name in get_global("zone_territories") if "/" in name and not name.startswith("Etc/")}
    return [SelectChoice(name, *_town(name)) for name in sorted((towns | {saved or "UTC", "UTC"}) & known)]


def _town(name: str) -> tuple[str, dict[str, Any], str]:
    """What stands on the list ("Buenos Aires, Argentina"), nothing more for its tag, and its heading ("America")."""
    continent, _slash, rest = name.replace("_", " ").partition("/")
    return ", ".join(reversed(rest.split("/"))) or name, {}, continent
