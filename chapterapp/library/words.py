"""Differences and offers in words: what a field is called, and what a plain value says."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy
from wtforms import Form

from chapterapp import dates
from chapterapp.cases.facility_forms import FacilityForm
from chapterapp.cases.forms import AddresseeForm, CaseForm, CaseUpdateForm, SampleLetterForm, SubjectForm
from chapterapp.cases.labels import (
    CORRESPONDENTS,
    LABELS,
    LETTER_KINDS,
    ROUTES,
    SENDER,
    TO_PRISONER,
    UPDATES,
)
from chapterapp.library.comparing import Difference
from chapterapp.library.sharing import FIELDS, OFFICE, PLACE, RULES, TEXTS, Content

FORMS: dict[str, type[Form]] = {
    "case": CaseForm,
    "subjects": SubjectForm,
    "addressees": AddresseeForm,
    "letters": SampleLetterForm,
    "updates": CaseUpdateForm,
    "facility": FacilityForm,
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
    "route": ROUTES,
}
NOT_ON_FORMS = {
    "state": lazy("How it stands"),
    "outcome": lazy("How it ended"),
    "verified_on": lazy("Checked on"),
    "facility": lazy("Facility"),
    "portrait": lazy("Portrait"),
    "way": lazy("How letters get there"),
}
DATES = {"deadline_on", "verified_on", "checked_on", "batch_by"}
WORDS = {"role", "status", "outcome", "name_amnesty", "religious_content", "enclosures", "full_name_required",
         "return_address_required", "number_required"}  # fmt: skip
COUNTRIES = {"country", "of_country", "address_country"}
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
    is_kept_once: bool  # taken over, it counts for every case that has it


def label_of(kind: str, name: str) -> str:
    if name in NOT_ON_FORMS:
        return str(NOT_ON_FORMS[name])
    if "." in name:
        return ": ".join([str(NOT_ON_FORMS["facility"]), label_of(*name.split("."))])
    return str(FORMS[kind](formdata=None)[name].label.text)


def say(name: str, value: Any, locale: str) -> str:
    """One plain value; empty for nothing."""
    if name in TOLD_BY:
        return TOLD_BY[name](value, locale) if value else ""
    name = name.rsplit(".")[-1]
    if value is True or value is False:
        return _("Yes") if value else _("No")
    if not value:
        return ""
    if name in ANSWERS or name in WORDS:
        return str(ANSWERS.get(name, LABELS)[value])
    if name in COUNTRIES:
        return dates.country(value, locale)
    return dates.full_day(date.fromisoformat(value), locale) if name in DATES else str(value)


def _say_state(state: Mapping[str, Any], locale: str) -> str:
    said = [say("status", state["status"], locale), say("outcome", state["outcome"], locale)]
    return "\n".join(filter(None, [*said, state["outcome_on"], state["status_reason"]]))


def _say_place(place: Mapping[str, Any], locale: str) -> str:
    """Its name and country, and a line for each rule that it states."""
    stated = [name for name in PLACE if place[name] not in ("", "not_stated", None, False)]
    named = ", ".join(say(name, place[name], locale) for name in stated[:2])  # every place has a name and a country
    ruled = [_answered(label_of("facility", name), say(name, place[name], locale)) for name in stated[2:]]
    return "\n".join([named, *ruled])


def _answered(question: str, answer: str) -> str:
    return f"{question} {answer}" if question.endswith("?") else f"{question}: {answer}"


def _say_way(way: Mapping[str, Any], locale: str) -> str:
    told = [say("route", way["route"], locale), say("batch_by", way["batch_by"], locale)]
    care = way["care_of"] or {}
    told += [say(name, care[name], locale) for name in OFFICE if care.get(name) and name not in ("kind", "of_country")]
    return "\n".join(filter(None, told))


def _say_portrait(portrait: Mapping[str, str], locale: str) -> str:
    """Without permission it says so, since nobody prints it then."""
    allowed = portrait["permission"] and _("Allowed by: %(whom)s", whom=portrait["permission"])
    return "\n".join(
        filter(None, [portrait["alt"], portrait["credit"], allowed or _("Nobody allows it to be printed.")])
    )


TOLD_BY: dict[str, Callable[[Mapping[str, Any], str], str]] = {
    "state": _say_state,
    "facility": _say_place,
    "way": _say_way,
    "portrait": _say_portrait,
}


def say_part(kind: str, values: Mapping[str, Any] | None, locale: str) -> str:
    """All that a part says, a line for each field that says anything."""
    names = [*FIELDS[kind], *({"subjects": ["facility"], "addressees": ["way"]}.get(kind, []))]
    told = [say(name, (values or {}).get(name), locale) for name in names if (values or {}).get(name)]
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
    is_kept_once = one.name.startswith("facility.")
    return Shown(one.key, of, label, mine, before, now, one.is_own, is_new, is_gone, is_kept_once)


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
