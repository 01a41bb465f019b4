"""What can be done for a case, in words, and which of it is a letter, goes on the tally sheet, goes by mail."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from flask_babel import get_locale, ngettext
from flask_babel import lazy_gettext as _

from chapterapp.letters.models import ActionKind, Channel

TALLIED = (  # in the order of the printed sheet
    ActionKind.APPEAL_LETTER,
    ActionKind.APPEAL_POSTCARD,
    ActionKind.SOLIDARITY_CARD,
    ActionKind.PETITION_SIGNATURE,
    ActionKind.EMAIL,
)
LETTERS = frozenset({ActionKind.APPEAL_LETTER, ActionKind.SOLIDARITY_LETTER})  # what a goal counts
CARDS = frozenset({ActionKind.APPEAL_POSTCARD, ActionKind.SOLIDARITY_CARD})
MAILED = (
    ActionKind.APPEAL_LETTER,
    ActionKind.APPEAL_POSTCARD,
    ActionKind.SOLIDARITY_CARD,
    ActionKind.PETITION_SIGNATURE,
    ActionKind.SOLIDARITY_LETTER,
    ActionKind.EMBASSY_COPY,
    ActionKind.PHOTO,
)
HEADS = {
    ActionKind.APPEAL_LETTER: _("Letter"),
    ActionKind.APPEAL_POSTCARD: _("Postcard"),
    ActionKind.SOLIDARITY_CARD: _("Card"),
    ActionKind.PETITION_SIGNATURE: _("Petition"),
    ActionKind.EMAIL: _("E-mail"),
    ActionKind.SOLIDARITY_LETTER: _("Solidarity letter"),
    ActionKind.EMBASSY_COPY: _("Copy to an embassy"),
    ActionKind.FAX: _("Fax"),
    ActionKind.PHONE_CALL: _("Phone call"),
    ActionKind.SOCIAL_POST: _("Post on a network"),
    ActionKind.PHOTO: _("Photo"),
}
CHANNELS = {
    Channel.US: _("We take them to the post"),
    Channel.WRITER: _("Their writers took them along"),
    Channel.HANDED_OVER: _("Handed over"),
}


COUNTED: dict[ActionKind, Callable[[int], str]] = {
    ActionKind.APPEAL_LETTER: lambda n: ngettext("%(num)s letter", "%(num)s letters", n),
    ActionKind.APPEAL_POSTCARD: lambda n: ngettext("%(num)s postcard", "%(num)s postcards", n),
    ActionKind.SOLIDARITY_CARD: lambda n: ngettext("%(num)s card", "%(num)s cards", n),
    ActionKind.PETITION_SIGNATURE: lambda n: ngettext("%(num)s signature", "%(num)s signatures", n),
    ActionKind.EMAIL: lambda n: ngettext("%(num)s e-mail", "%(num)s e-mails", n),
    ActionKind.SOLIDARITY_LETTER: lambda n: ngettext(
        "%(num)s letter of solidarity", "%(num)s letters of solidarity", n
    ),
    ActionKind.EMBASSY_COPY: lambda n: ngettext("%(num)s copy to an embassy", "%(num)s copies to embassies", n),
    ActionKind.FAX: lambda n: ngettext("%(num)s fax", "%(num)s faxes", n),
    ActionKind.PHONE_CALL: lambda n: ngettext("%(num)s phone call", "%(num)s phone calls", n),
    ActionKind.SOCIAL_POST: lambda n: ngettext("%(num)s post on a network", "%(num)s posts on networks", n),
    ActionKind.PHOTO: lambda n: ngettext("%(num)s photo", "%(num)s photos", n),
}


def count_words(counts: Mapping[ActionKind, int]) -> str:
    """ "12 letters, 4 cards", in the words of the page; empty for nothing."""
    language = str(get_locale())
    return ", ".join(_words(language, kind, count) for kind, count in counts.items())


@lru_cache(maxsize=4096)  # a page of twenty cases says a hundred of them
def _words(language: str, kind: ActionKind, count: int) -> str:
    return COUNTED[kind](count)
