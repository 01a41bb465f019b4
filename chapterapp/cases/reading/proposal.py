"""What was read from a document: for a person to correct and accept. What the document does not say stays empty."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

Words = dict[str, str]


class Kind(StrEnum):
    """What makes a coordinator look twice. The sentences are in sentences.py."""

    TWO_ISSUE_DATES = "two_issue_dates"
    TWO_DEADLINES = "two_deadlines"
    DEADLINE_BEFORE_ISSUE = "deadline_before_issue"
    EARLIER_PAPER_IS_LATER = "earlier_paper_is_later"
    NO_SUCH_DAY = "no_such_day"
    WRONG_WEEKDAY = "wrong_weekday"
    DAY_OR_MONTH_FIRST = "day_or_month_first"
    TWO_NUMBERS = "two_numbers"
    SEVERAL_ACTIONS = "several_actions"
    RULE_BOTH_WAYS = "rule_both_ways"
    ONLY_A_GENDER_MARK = "only_a_gender_mark"
    NO_SUBJECT = "no_subject"
    NO_ADDRESSEE = "no_addressee"
    NO_ISSUE_DATE = "no_issue_date"
    TWO_COUNTRIES = "two_countries"


@dataclass(frozen=True)
class Doubt:
    """`words` are the document's own, in the order in which they stand in the sentence."""

    kind: Kind
    words: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    name: str
    pronouns: str = ""


@dataclass(frozen=True)
class Addressed:
    """`role` is target, copy, diplomat or prisoner. `lines` are the address without name and office."""

    role: str
    name: str = ""
    office: str = ""
    salutation: str = ""
    lines: tuple[str, ...] = ()
    email: str = ""
    fax: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Rules:
    """None: the document does not say."""

    name_amnesty: bool | None = None
    write_to_prisoner: bool | None = None
    write_via_family: bool | None = None
    full_sender_details: bool | None = None
    religious_content: bool | None = None
    enclosures: bool | None = None


@dataclass(frozen=True)
class Proposal:
    """`found` maps a field to the very words it was read from, with spaces folded; `left_out` is what was not used."""

    ua_number: str = ""
    issue: str = ""
    follow_up: bool = False
    index_number: str = ""
    issued_on: date | None = None
    deadline_on: date | None = None
    country: str = ""
    preferred_language: str = ""
    title: str = ""
    summary: str = ""
    background: str = ""
    subjects: tuple[Person, ...] = ()
    recommended_actions: tuple[str, ...] = ()
    sample_letter: str = ""
    addressees: tuple[Addressed, ...] = ()
    rules: Rules = field(default_factory=Rules)
    sender_details: str = ""  # full, name_and_town or initials_and_postcode: more than the yes or no of the rules
    stop: bool = False
    previous_ua: str = ""
    source: str = ""
    left_out: tuple[str, ...] = ()
    found: Words = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()


def to_plain(proposal: Proposal) -> dict[str, Any]:
    """As JSON knows it: lists, texts, and dates in ISO."""
    plain = {name: getattr(proposal, name) for name in Proposal.__dataclass_fields__}
    for name in ("issued_on", "deadline_on"):
        plain[name] = plain[name].isoformat() if plain[name] else None
    plain["subjects"] = [dict(vars(person)) for person in proposal.subjects]
    plain["addressees"] = [vars(one) | {"lines": list(one.lines)} for one in proposal.addressees]
    plain["rules"] = dict(vars(proposal.rules))
    plain["recommended_actions"] = list(proposal.recommended_actions)
    plain["left_out"] = list(proposal.left_out)
    plain["doubts"] = [{"kind": doubt.kind.value, "words": list(doubt.words)} for doubt in proposal.doubts]
    return plain


def from_plain(plain: dict[str, Any]) -> Proposal:
    values = dict(plain)
    for name in ("issued_on", "deadline_on"):
        values[name] = date.fromisoformat(plain[name]) if plain[name] else None
    values["subjects"] = tuple(Person(**person) for person in plain["subjects"])
    values["addressees"] = tuple(Addressed(**one | {"lines": tuple(one["lines"])}) for one in plain["addressees"])
    values["rules"] = Rules(**plain["rules"])
    values["recommended_actions"] = tuple(plain["recommended_actions"])
    values["left_out"] = tuple(plain["left_out"])
    values["doubts"] = tuple(Doubt(Kind(doubt["kind"]), tuple(doubt["words"])) for doubt in plain["doubts"])
    return Proposal(**values)
