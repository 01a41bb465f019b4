"""What can be done for a case, in words, and which of it is a letter, goes on the tally sheet, goes by mail."""

from flask_babel import lazy_gettext as _
from flask_babel import ngettext

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
    ActionKind.SOLIDARITY_LETTER: _("Letter of solidarity"),
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


def count_words(kind: ActionKind, count: int) -> str:
    """ "12 letters", in the words of the page."""
    match kind:
        case ActionKind.APPEAL_LETTER:
            return ngettext("%(num)s letter", "%(num)s letters", count)
        case ActionKind.APPEAL_POSTCARD:
            return ngettext("%(num)s postcard", "%(num)s postcards", count)
        case ActionKind.SOLIDARITY_CARD:
            return ngettext("%(num)s card", "%(num)s cards", count)
        case ActionKind.PETITION_SIGNATURE:
            return ngettext("%(num)s signature", "%(num)s signatures", count)
        case ActionKind.EMAIL:
            return ngettext("%(num)s e-mail", "%(num)s e-mails", count)
        case ActionKind.SOLIDARITY_LETTER:
            return ngettext("%(num)s letter of solidarity", "%(num)s letters of solidarity", count)
        case ActionKind.EMBASSY_COPY:
            return ngettext("%(num)s copy to an embassy", "%(num)s copies to embassies", count)
        case ActionKind.FAX:
            return ngettext("%(num)s fax", "%(num)s faxes", count)
        case ActionKind.PHONE_CALL:
            return ngettext("%(num)s phone call", "%(num)s phone calls", count)
        case ActionKind.SOCIAL_POST:
            return ngettext("%(num)s post on a network", "%(num)s posts on networks", count)
        case ActionKind.PHOTO:
            return ngettext("%(num)s photo", "%(num)s photos", count)
