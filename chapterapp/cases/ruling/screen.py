"""The rules of a case as its page lists them: the answer, what paper does, and where it comes from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from chapterapp.cases.history_models import RuleDecision, RuleName
from chapterapp.cases.models import Answer, Case, Correspondents, SenderDetails, Subject, WriteToPrisoner
from chapterapp.cases.ruling.origins import goes_against, is_silent, standing
from chapterapp.cases.ruling.readings import is_neutral, may_be_religious, may_enclose, pronoun_for
from chapterapp.chapters.models import Chapter
from chapterapp.clock import wall_time
from chapterapp.dates import full_day

TICK, CROSS, DASH = "tick", "cross", "dash"


class RuleLine(NamedTuple):
    """One rule: what it is about, the answer in words, what paper does, the shape before it, where it comes from."""

    rule: RuleName
    label: str
    answer: str
    consequence: str
    shape: str
    origin: str


def rule_labels(subjects: Sequence[Subject]) -> dict[RuleName, str]:
    them = pronoun_for(subjects)
    return {
        RuleName.WRITE_TO_PRISONER: _("Write to %(them)s", them=them),
        RuleName.CORRESPONDENTS: _("Who may write to %(them)s", them=them),
        RuleName.NAME_AMNESTY: _("Name Amnesty"),
        RuleName.SENDER_DETAILS: _("Your details"),
        RuleName.RELIGIOUS_CONTENT: _("Religion"),
        RuleName.ENCLOSURES: _("Enclosures"),
        RuleName.LANGUAGES: _("Language"),
    }


def answer_words(rule: RuleName, value: str) -> str:
    """What a rule's word is called on the screen."""
    if rule is RuleName.LANGUAGES:
        return value or _("Not stated")
    return {
        "yes": _("Yes"),
        "no": _("No"),
        "not_stated": _("Not stated"),
        "via_family": _("By way of the family"),
        "anyone": _("Anyone"),
        "listed": _("Only those who are listed"),
        "full": _("Full address"),
        "name_and_town": _("Name and town"),
        "initials_and_postcode": _("Initials and postcode"),
    }[value]


def screen_lines(
    case: Case, subjects: Sequence[Subject], chapter: Chapter, decisions: Iterable[RuleDecision] = ()
) -> list[RuleLine]:
    """The rules for the case's page; `decisions` in the order they were made."""
    stand, does = standing(case, decisions), _consequences(case)
    return [
        RuleLine(
            rule,
            label,
            answer_words(rule, getattr(case, rule)),
            does.get(rule, ""),
            _shape(getattr(case, rule)),
            origin_words(rule, getattr(case, rule), stand.get(rule), chapter),
        )
        for rule, label in rule_labels(subjects).items()
    ]


def _shape(value: str) -> str:
    return CROSS if value in (Answer.NO, Correspondents.LISTED) else DASH if is_silent(value) else TICK


def _consequences(case: Case) -> Mapping[RuleName, str]:
    """What paper does, where the answer does not say it."""
    careful, silent = _("paper reads it as no"), case.religious_content is Answer.NOT_STATED
    return {
        RuleName.WRITE_TO_PRISONER: {
            WriteToPrisoner.YES: _("the address is printed on the brief"),
            WriteToPrisoner.NO: _("letters go to the authorities only"),
            WriteToPrisoner.VIA_FAMILY: _("the family's address is printed"),
            WriteToPrisoner.NOT_STATED: careful,
        }[case.write_to_prisoner],
        RuleName.CORRESPONDENTS: {
            Correspondents.ANYONE: "",
            Correspondents.LISTED: _("no address of the person or the family is printed"),
            Correspondents.NOT_STATED: _("paper takes the rule above alone"),
        }[case.correspondents],
        RuleName.NAME_AMNESTY: _("letterhead, footer and file name leave it out") if is_neutral(case) else "",
        RuleName.SENDER_DETAILS: {
            SenderDetails.FULL: "",
            SenderDetails.NAME_AND_TOWN: _("no street"),
            SenderDetails.INITIALS_AND_POSTCODE: _("no name"),
            SenderDetails.NOT_STATED: _("paper reads it as name and town"),
        }[case.sender_details],
        RuleName.RELIGIOUS_CONTENT: careful if silent and not may_be_religious(case) else "",
        RuleName.ENCLOSURES: careful if case.enclosures is Answer.NOT_STATED and not may_enclose(case) else "",
    }


def origin_words(rule: RuleName, value: str, decision: RuleDecision | None, chapter: Chapter) -> str:
    if decision is None:
        return "" if is_silent(value) else _("Stated in the source.")
    day = full_day(wall_time(decision.decided_at, chapter.time_zone).date(), chapter.locale)
    name = decision.decided_by.name if decision.decided_by else _("somebody")
    words = _("Decided by %(name)s on %(day)s: %(reason)s", name=name, day=day, reason=decision.reason)
    if goes_against(rule, decision.stated, decision.value):
        return words + " " + _("The source says: %(answer)s.", answer=answer_words(rule, decision.stated))
    return words
