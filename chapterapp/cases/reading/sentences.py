"""What a person is told of a document, in their own language: why it could not be read, and what to look at twice."""

from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chapterapp.cases.reading.proposal import Doubt, Kind
from chapterapp.errors import Refused


class Reason(StrEnum):
    NO_ACTION = "no_action"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_LONG = "too_long"
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"
    BROKEN_PDF = "broken_pdf"
    NO_TEXT = "no_text"
    TOO_SLOW = "too_slow"
    TOO_MUCH = "too_much"
    FAILED = "failed"
    STOPPED = "stopped"


REASONS: dict[Reason, str] = {
    Reason.NO_ACTION: _("This does not look like an urgent action: it has neither a number nor the usual headings."),
    Reason.EMPTY: _("There is nothing in this file."),
    Reason.TOO_BIG: _("This file is larger than 20 MB. An urgent action has a few pages."),
    Reason.TOO_LONG: _("This document has too many pages to be an urgent action. Take out the pages that matter."),
    Reason.ENCRYPTED: _("This PDF is locked with a password. Save it without one, or paste its text."),
    Reason.SCANNED: _("This PDF holds pictures of pages and no text. Paste or type the text."),
    Reason.BROKEN_PDF: _("This file is called a PDF, but cannot be read as one. Download it again, or paste its text."),
    Reason.NO_TEXT: _("This is no PDF, text, web page or e-mail."),
    Reason.TOO_SLOW: _("Reading this file took too long. Paste its text."),
    Reason.TOO_MUCH: _("Reading this file needs too much memory. Paste its text."),
    Reason.FAILED: _("This document could not be read here. Paste its text, and tell who runs this site."),
    Reason.STOPPED: _("The reading was stopped from outside. Try again."),
}

DOUBTS: dict[Kind, str] = {
    Kind.TWO_ISSUE_DATES: _("It is dated “%(first)s” and “%(second)s”."),
    Kind.TWO_DEADLINES: _("It gives two last days: “%(first)s” and “%(second)s”."),
    Kind.DEADLINE_BEFORE_ISSUE: _("Its last day, “%(first)s”, comes before its own date, “%(second)s”."),
    Kind.EARLIER_PAPER_IS_LATER: _(
        "It names an earlier paper of “%(first)s”, which is later than its date “%(second)s”."
    ),
    Kind.NO_SUCH_DAY: _("There is no such day: “%(first)s”."),
    Kind.WRONG_WEEKDAY: _("The day of the week is another one: “%(first)s”."),
    Kind.DAY_OR_MONTH_FIRST: _("“%(first)s” can be read in two ways: which number is the month?"),
    Kind.TWO_NUMBERS: _("It gives two numbers: “%(first)s” and “%(second)s”."),
    Kind.SEVERAL_ACTIONS: _(
        "It holds more than one action. Only the first was read; the next begins with “%(first)s”."
    ),
    Kind.RULE_BOTH_WAYS: _("It says both “%(first)s” and “%(second)s”."),
    Kind.NO_SUBJECT: _("It names nobody whom the action is for, or not in a place where that could be read."),
    Kind.NO_ADDRESSEE: _("It gives no address to write to, or not in a place where that could be read."),
    Kind.NO_ISSUE_DATE: _("It does not say when it was issued."),
    Kind.TWO_COUNTRIES: _("It names two countries: “%(first)s” and “%(second)s”."),
    Kind.ONLY_A_GENDER_MARK: _("It marks “%(first)s” and gives no pronouns."),
}


class NotAnAction(Refused):
    """Nothing could be read. The message is a sentence for who dropped the file."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(REASONS[reason])
        self.reason = reason

    def __str__(self) -> str:
        return str(REASONS[self.reason])


def sentence_of(doubt: Doubt) -> str:
    first, second = (*doubt.words, "", "")[:2]
    return gettext(str(DOUBTS[doubt.kind]), first=first, second=second)
