"""Differences and offers in words: what a field is called, and what a plain value says."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from wtforms import Form

from chapterapp import dates
from chapterapp.cases.forms import AddresseeForm, CaseForm, CaseUpdateForm, SampleLetterForm, SubjectForm
from chapterapp.cases.labels import CORRESPONDENTS, LABELS, LETTER_KINDS, SENDER, TO_PRISONER, UPDATES
from chapterapp.library.comparing import Difference
from chapterapp.library.sharing import FIELDS, RULES, TEXTS, Content

FORMS: dict[str, type[Form]] = {
    "case": CaseForm,
    "subjects": SubjectForm,
    "addressees": AddresseeForm,
    "letters": SampleLetterForm,
    "updates": CaseUpdateForm,
}
ONE = {
    "subjects": lazy("Whom it is for"),
    "addressees": lazy("Addressee"),
    "letters": lazy("Sample letter"),
    "updates": lazy("What happened"),
}
NAMED_BY = {"subjects": "display_name", "addressees": "holder", "letters": "language", "updates": "happened_on"}
ANSWERS: dict[str, Mapping[Any, str]] = {
    "write_to_prisoner": TO_PRISONER,
    "sender_details": SENDER,
    "correspondents": CORRESPONDENTS,
    "kind": {**LABELS, **LETTER_KINDS, **UPDATES},
}
NOT_ON_FORMS = {"state": lazy("How it stands"), "outcome": lazy("How it ended"), "verified_on": lazy("Checked on")}
DATES = {"deadline_on", "verified_on"}
WORDS = {"role", "status", "outcome", "name_amnesty", "religious_content", "enclosures"}
MAY_BE_LONG = {"summary", "background", "recommended_actions", "talking_points", "topics_to_avoid", "body", "text"}


class Line(NamedTuple):
    label: str
    words: str
    is_long: bool


class Shown(NamedTuple):
    """A difference for a page. `of`: which part it belongs to, if it belongs to one."""

    key: str
    of: str
    label: str
    mine: str
    before: str
    now: str
    is_own: bool
    is_new: bool
    is_gone: bool


def label_of(kind: str, name: str) -> str:
    if name in NOT_ON_FORMS:
        return str(NOT_ON_FORMS[name])
    return str(FORMS[kind](formdata=None)[name].label.text)


def say(name: str, value: Any, locale: str) -> str:
    """One plain value; empty for nothing."""
    if name == "state":
        return _say_state(value, locale)
    if value is True or value is False:
        return _("Yes") if value else _("No")
    if not value:
        return ""
    if name in ANSWERS or name in WORDS:
        return str(ANSWERS.get(name, LABELS)[value])
    if name == "country":
        return dates.country(value, locale)
    return dates.full_day(date.fromisoformat(value), locale) if name in DATES else str(value)


def _say_state(state: Mapping[str, Any] | None, locale: str) -> str:
    if not state:
        return ""
    said = [say("status", state["status"], locale), say("outcome", state["outcome"], locale)]
    return "\n".join(filter(None, [*said, state["outcome_on"], state["status_reason"]]))


def say_part(kind: str, values: Mapping[str, Any] | None, locale: str) -> str:
    """All that a part says, a line for each field that says anything."""
    told = [say(name, (values or {}).get(name), locale) for name in FIELDS[kind] if (values or {}).get(name)]
    return "\n".join(filter(None, told))


def show(one: Difference, names: Mapping[str, str], locale: str) -> Shown:
    """`names`: what each of the library's parts is called."""
    if one.kind == "case":
        of, label = "", label_of("case", one.name)
    else:
        of = " ".join(filter(None, [str(ONE[one.kind]), names.get(one.ref, "")]))
        label = label_of(one.kind, one.name) if one.name else ""
    mine, before, now = (
        say(one.name, value, locale) if one.name else say_part(one.kind, value, locale)
        for value in (one.mine, one.before, one.now)
    )
    is_new, is_gone = not one.name and one.before is None, not one.name and one.now is None
    return Shown(one.key, of, label, mine, before, now, one.is_own, is_new, is_gone)


def names_of(*contents: Content) -> dict[str, str]:
    """What each part is called, by its reference; the later content has the word."""
    return {
        ref: str(values.get(NAMED_BY[kind]) or "")
        for content in contents
        for kind in NAMED_BY
        for ref, values in content.get(kind, {}).items()
    }


def lines_of(content: Content, locale: str) -> list[Line]:
    """Everything that a content says, for somebody who reads it from top to bottom."""
    lines = [
        Line(label_of("case", name), say(name, content["case"].get(name), locale), name in MAY_BE_LONG)
        for name in (*TEXTS, *RULES)
    ]
    for kind, word in ONE.items():
        lines += [Line(str(word), say_part(kind, values, locale), True) for values in content[kind].values()]
    return [line for line in lines if line.words]
