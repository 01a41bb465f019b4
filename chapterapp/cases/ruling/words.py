"""What paper says of the rules of a case: the box on its brief, the marks on the cover, the lines under a letter."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from chapterapp.cases.history_models import RuleDecision
from chapterapp.cases.models import Answer, Case, SenderDetails, Subject, WriteToPrisoner
from chapterapp.cases.ruling.facilities import facility_lines
from chapterapp.cases.ruling.origins import closing_line
from chapterapp.cases.ruling.readings import (
    is_neutral,
    is_open_to_all,
    languages_of,
    may_be_religious,
    may_enclose,
    pronoun_for,
    sender_reading,
)
from chapterapp.chapters.models import Chapter

MAY, MUST_NOT, IN_THIS_WAY, NOT_STATED = "●", "✕", "◆", "◇"


class Ruled(NamedTuple):
    """The rules box of a brief, and the two sharpest as marks for the cover."""

    do: list[str]
    do_not: list[str]
    closing: str
    marks: list[tuple[str, str]]


def sender_lines(case: Case) -> list[str]:
    """What a writer fills in under a letter."""
    return {
        SenderDetails.FULL: [_("Your name"), _("Your street"), _("Your town and country")],
        SenderDetails.NAME_AND_TOWN: [_("Your name"), _("Your town and country")],
        SenderDetails.INITIALS_AND_POSTCODE: [_("Your initials"), _("Your postcode and country")],
    }[sender_reading(case)]


def sender_note(case: Case) -> str:
    return {
        SenderDetails.FULL: _("For this case: your full address, so that an answer can come."),
        SenderDetails.NAME_AND_TOWN: _("For this case: name and town, no street."),
        SenderDetails.INITIALS_AND_POSTCODE: _("For this case: initials and postcode, no name."),
    }[sender_reading(case)]


def sender_do(case: Case) -> str:
    return {
        SenderDetails.FULL: _("Give your full address"),
        SenderDetails.NAME_AND_TOWN: _("Give your name and town"),
        SenderDetails.INITIALS_AND_POSTCODE: _("Give your initials and postcode"),
    }[sender_reading(case)]


def rule_lines(
    case: Case, subjects: Sequence[Subject], chapter: Chapter, decisions: Iterable[RuleDecision] = ()
) -> Ruled:
    """`decisions` in the order they were made."""
    them = pronoun_for(subjects)
    do: list[str] = []
    do_not: list[str] = []
    _say_who_may_be_written_to(case, them, do, do_not)
    if is_neutral(case):
        do.append(_("Write as a private person"))
        do_not.append(_("Name any organization, on paper or envelope"))
    else:
        do.append(_("Name Amnesty if you wish"))
    do.append(sender_do(case))
    if sender_reading(case) is not SenderDetails.FULL:
        do_not.append(_("Write your street or e-mail"))
    if languages := languages_of(case):
        do.append(_("Write in %(languages)s", languages=languages))
    if not may_be_religious(case):
        do_not.append(_("Use religious words"))
    if not may_enclose(case):
        do_not.append(_("Put anything but the letter in the envelope"))
    do += facility_lines(case, subjects)
    return Ruled(do, do_not, closing_line(case, chapter, decisions), _marks(case, them))


def _say_who_may_be_written_to(case: Case, them: str, do: list[str], do_not: list[str]) -> None:
    match case.write_to_prisoner:
        case WriteToPrisoner.YES | WriteToPrisoner.VIA_FAMILY if not is_open_to_all(case):
            do_not.append(_("Write to %(them)s unless you are on the list for it", them=them))
        case WriteToPrisoner.YES:
            do.append(_("Write to %(them)s too, in short plain words", them=them))
        case WriteToPrisoner.VIA_FAMILY:
            do.append(_("Write to %(them)s by way of the family", them=them))
        case _never:
            do_not.append(_("Write to %(them)s: letters go to the authorities only", them=them))


def _marks(case: Case, them: str) -> list[tuple[str, str]]:
    """The two sharpest for the cover, "do not" first."""
    never, open_, ways, may = [], [], [], []
    if not is_neutral(case):
        may.append((MAY, _("Name Amnesty")))
    elif case.name_amnesty is Answer.NO:
        never.append((MUST_NOT, _("Name no organization")))
    else:
        open_.append((NOT_STATED, _("Name no organization")))
    match case.write_to_prisoner:
        case WriteToPrisoner.NO:
            never.append((MUST_NOT, _("Do not write to %(them)s", them=them)))
        case WriteToPrisoner.NOT_STATED:
            open_.append((NOT_STATED, _("Do not write to %(them)s", them=them)))
        case _allowed if not is_open_to_all(case):
            ways.append((IN_THIS_WAY, _("To %(them)s if you are listed", them=them)))
        case WriteToPrisoner.VIA_FAMILY:
            ways.append((IN_THIS_WAY, _("To %(them)s by the family", them=them)))
        case WriteToPrisoner.YES:
            may.append((MAY, _("You may write to %(them)s", them=them)))
    if case.religious_content is Answer.NO:
        never.append((MUST_NOT, _("No religious words")))
    if languages := languages_of(case):
        ways.append((IN_THIS_WAY, languages))
    return (never + open_ + ways + may)[:2]
