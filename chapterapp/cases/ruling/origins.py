"""Where a rule of a case comes from: its source says so, somebody decided it, or nobody did and the cautious way is
taken."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from flask_babel import gettext as _

from chapterapp import dates
from chapterapp.cases.history_models import RuleDecision, RuleName
from chapterapp.cases.models import Answer, Case, Correspondents, SenderDetails, WriteToPrisoner
from chapterapp.cases.ruling.naming import names_us, own_words
from chapterapp.cases.ruling.readings import is_neutral
from chapterapp.chapters.models import Chapter
from chapterapp.clock import wall_time

# From the most cautious to the most open. What is not stated is read like the one in CAUTIOUS.
ORDER: Mapping[RuleName, Sequence[str]] = {
    RuleName.NAME_AMNESTY: (Answer.NO, Answer.YES),
    RuleName.WRITE_TO_PRISONER: (WriteToPrisoner.NO, WriteToPrisoner.VIA_FAMILY, WriteToPrisoner.YES),
    RuleName.CORRESPONDENTS: (Correspondents.LISTED, Correspondents.ANYONE),
    RuleName.SENDER_DETAILS: (
        SenderDetails.INITIALS_AND_POSTCODE,
        SenderDetails.NAME_AND_TOWN,
        SenderDetails.FULL,
    ),
    RuleName.RELIGIOUS_CONTENT: (Answer.NO, Answer.YES),
    RuleName.ENCLOSURES: (Answer.NO, Answer.YES),
}
KINDS: Mapping[RuleName, type[str]] = {
    RuleName.NAME_AMNESTY: Answer,
    RuleName.WRITE_TO_PRISONER: WriteToPrisoner,
    RuleName.CORRESPONDENTS: Correspondents,
    RuleName.SENDER_DETAILS: SenderDetails,
    RuleName.RELIGIOUS_CONTENT: Answer,
    RuleName.ENCLOSURES: Answer,
    RuleName.LANGUAGES: str,
}
SILENT = ("", "not_stated")
Standing = Mapping[RuleName, RuleDecision]


class Decided(NamedTuple):
    """Somebody's decision, for paper: who, when as a date in words."""

    by: str
    on: str


def standing(case: Case, decisions: Iterable[RuleDecision]) -> dict[RuleName, RuleDecision]:
    """Of the rules that somebody decided the latest decision each; `decisions` in the order they were made.

    One that the source has replaced does not stand, nor one whose value the case no longer has.
    """
    latest = {decision.rule: decision for decision in decisions}
    return {
        rule: decision
        for rule, decision in latest.items()
        if decision.value != decision.stated and decision.value == getattr(case, rule)
    }


def value_of(rule: RuleName, word: str) -> Any:
    """As the case's column holds it. Raises ValueError for what is none of its words."""
    return KINDS[rule](word)


def is_silent(value: str) -> bool:
    return value in SILENT


def goes_against(rule: RuleName, stated: str, value: str) -> bool:
    """Whether `value` allows what the source forbids."""
    order = ORDER.get(rule, ())
    if is_silent(stated) or stated not in order:
        return False
    return order.index(value) > order.index(stated) if value in order else order.index(stated) < len(order) - 1


def rule_names() -> dict[RuleName, str]:
    """What the closing line of the rules box calls them; said on neutral paper too."""
    return {
        RuleName.WRITE_TO_PRISONER: _("writing to the person"),
        RuleName.CORRESPONDENTS: _("who may write"),
        RuleName.NAME_AMNESTY: _("naming an organization"),
        RuleName.SENDER_DETAILS: _("sender's details"),
        RuleName.RELIGIOUS_CONTENT: _("religious words"),
        RuleName.ENCLOSURES: _("enclosures"),
        RuleName.LANGUAGES: _("languages"),
    }


SPOKEN_OF = (
    *(RuleName.WRITE_TO_PRISONER, RuleName.NAME_AMNESTY, RuleName.SENDER_DETAILS),
    *(RuleName.RELIGIOUS_CONTENT, RuleName.ENCLOSURES),
)  # where silence changes what paper does


def not_stated(case: Case) -> list[str]:
    """The rules that nobody says anything of, in words."""
    names = rule_names()
    return [names[rule] for rule in SPOKEN_OF if is_silent(getattr(case, rule))]


def closing_line(case: Case, chapter: Chapter, decisions: Iterable[RuleDecision] = ()) -> str:
    """Under the rules box: who decided what and when, and of what nobody speaks."""
    said = [_by_whom(who, list(group)) for who, group in _grouped(case, chapter, decisions)]
    if silent := not_stated(case):
        said.append(_("The source does not speak of %(rules)s: take the careful way.", rules=", ".join(silent)))
    return " ".join(said) or _("All of this stands in the source.")


def _grouped(case: Case, chapter: Chapter, decisions: Iterable[RuleDecision]) -> Any:
    stand = sorted(standing(case, decisions).values(), key=lambda one: (one.decided_at, one.rule))
    return groupby(stand, key=lambda one: decider(case, chapter, one))


def decider(case: Case, chapter: Chapter, decision: RuleDecision) -> Decided:
    """Who decided, and when. On neutral paper a name that would give us away is left out."""
    name = decision.decided_by.name if decision.decided_by else ""
    if is_neutral(case) and names_us(name, own_words(case, chapter)):
        name = ""
    day = wall_time(decision.decided_at, chapter.time_zone).date()
    return Decided(name or _("the letter writers"), dates.full_day(day, chapter.locale))


def _by_whom(who: Decided, decisions: Sequence[RuleDecision]) -> str:
    names = rule_names()
    what = ", ".join(
        _("%(rule)s (against the source)", rule=names[one.rule])
        if goes_against(one.rule, one.stated, one.value)
        else names[one.rule]
        for one in decisions
    )
    return _("Decided by %(name)s, %(day)s: %(what)s.", name=who.by, day=who.on, what=what)
