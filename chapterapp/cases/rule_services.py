"""Rules of a case: decided by somebody at a time, given back to the source, stated anew by a paper."""

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import gettext as _

from chapterapp.accounts.models import User
from chapterapp.cases.history_models import RuleDecision, RuleName
from chapterapp.cases.models import Case
from chapterapp.cases.queries import decisions_of_case
from chapterapp.cases.rules import standing, value_of
from chapterapp.cases.services import check_shown, touch
from chapterapp.clock import now
from chapterapp.database import across_chapters, db
from chapterapp.editing import apply_changes
from chapterapp.errors import Refused


def decide_rule(case: Case, rule: RuleName, value: str, reason: str, version: int, actor: User) -> None:
    """Say what a rule is, although the source says nothing of it or something else. Paper and pages say who did.

    Raises Stale if somebody changed the case since `version`; Refused without a reason, for what the rule is already,
    and where the world may then not see the case any more.
    """
    before = getattr(case, rule)
    stated = stated_value(case, rule)
    if value == before:
        raise Refused(_("That is the rule already."), "value")
    if value == stated:
        raise Refused(_("That is what the source says: give the decision back to it."), "value")
    if not reason:
        raise Refused(_("This is needed."), "reason")
    apply_changes(case, {rule.value: value_of(rule, value)}, version)
    check_shown(case)
    _append(case, rule, value, stated, reason, actor)
    touch(case, actor, "decide_rule", [rule.value])


def take_back_decision(case: Case, rule: RuleName, actor: User) -> None:
    """What the source says counts again. Done twice it is done once."""
    db.session.refresh(case, with_for_update=True)
    if rule in standing(case, decisions_of_case(case)):
        stated = stated_value(case, rule)
        setattr(case, rule.value, value_of(rule, stated))
        case.version += 1
        check_shown(case)
        _append(case, rule, stated, stated, "", actor)
        touch(case, actor, "undo_decision", [rule.value])


def copy_decisions(origin: Case, copy: Case, rules: Collection[str]) -> None:
    """What the library decided of these rules is decided for its copy too. By whom stays with the library."""
    with across_chapters("a chapter reads what the library decided of its case"):
        stand = standing(origin, decisions_of_case(origin))
    own = {"chapter_id": copy.chapter_id, "case_id": copy.id}
    for rule, told in stand.items():
        if rule.value in rules:
            said = {"value": told.value, "stated": told.stated, "reason": told.reason, "decided_at": told.decided_at}
            db.session.add(RuleDecision(**own, rule=rule, **said))
    db.session.flush()


def stated_value(case: Case, rule: RuleName) -> str:
    """What the source says of a rule, whatever was decided."""
    decision = standing(case, decisions_of_case(case)).get(rule)
    return decision.stated if decision else str(getattr(case, rule))


def state_rules(case: Case, stated: Mapping[str, Any], taken: Mapping[str, Any], paper: str, actor: User) -> None:
    """A paper states rules. Of those that somebody had decided: where it is taken over, it replaces the decision;
    where it is not, the decision stands against what the paper says, in the name of the one who kept it."""
    stand = standing(case, decisions_of_case(case))
    for rule, decision in stand.items():
        if rule.value not in stated:
            continue
        value = str(stated[rule.value])
        kept = str(taken.get(rule.value, value if value == decision.value else decision.value))
        reason = paper if kept == value else decision.reason
        _append(case, rule, kept, value, reason, actor)


def note_differences(case: Case, stated: Mapping[str, Any], reason: str, actor: User) -> None:
    """Of a case that was just kept from a paper: where it holds other rules than the paper, somebody decided."""
    for rule in RuleName:
        if rule.value in stated and getattr(case, rule) != stated[rule.value]:
            _append(case, rule, str(getattr(case, rule)), str(stated[rule.value]), reason, actor)


def _append(case: Case, rule: RuleName, value: str, stated: str, reason: str, actor: User) -> None:
    own = {"chapter_id": case.chapter_id, "case_id": case.id, "decided_at": now(), "decided_by_id": actor.id}
    db.session.add(RuleDecision(**own, rule=rule, value=value, stated=stated, reason=reason))
    db.session.flush()
