"""What a case shares with other chapters, as plain values that JSON can hold; everything else stays where it is.

A content is {"case": {field: value}, "subjects": {ref: {field: value}}, "addressees": …, "letters": …, "updates": …}.
What a part refers to is told in full, since each chapter keeps its own: a subject's "facility" is the place with its
rules, an addressee's "way" is how letters get there, a subject's "portrait" names the picture, which only copies get.
The tests hold that every column of these tables is either shared or named as local.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Enum

from chapterapp.cases.copies import plain_values, portrait_of, state_of
from chapterapp.cases.models import Addressee, CaseUpdate, SampleLetter, Subject
from chapterapp.cases.office_rules import FOLLOWED
from chapterapp.database import Model

Part = Subject | Addressee | SampleLetter | CaseUpdate
Content = dict[str, dict[str, Any]]

TEXTS = (
    "title", "line", "kind", "ua_number", "index_number", "country", "region", "issues", "source_url", "deadline_on",
    "summary", "background", "recommended_actions", "talking_points", "topics_to_avoid",
)  # fmt: skip
RULES = (
    "name_amnesty", "write_to_prisoner", "correspondents", "sender_details", "religious_content", "enclosures",
    "languages",
)  # fmt: skip
PARTS: dict[str, type[Part]] = {
    "subjects": Subject,
    "addressees": Addressee,
    "letters": SampleLetter,
    "updates": CaseUpdate,
}
FIELDS: dict[str, tuple[str, ...]] = {
    "subjects": (
        "kind", "display_name", "own_script_name", "own_script_language", "mailing_name", "prisoner_number", "pronouns",
        "is_prisoner_of_conscience", "birthday", "held_at", "held_since", "sentence",
    ),
    "addressees": (
        "role", "holder", "office", "attention", "address_lines", "country", "salutation", "own_salutation", "email",
        "email_subject", "fax", "phone", "web_form", "verified_on",
    ),
    "letters": ("kind", "language", "body"),
    "updates": ("kind", "outcome", "happened_on", "text", "source"),
}  # fmt: skip
# Of the place somebody is held in, and of the office that letters go in the care of.
PLACE = (
    "name", "country", "address_lines", "full_name_required", "return_address_required", "number_required",
    "languages", "paper_rules", "letters_are_read", "source", "checked_on",
)  # fmt: skip
OFFICE = ("kind", "of_country", *FOLLOWED.values())
WAY = ("route", "batch_by")
# What each chapter has for itself.
LOCAL = {
    "case": {
        "id", "chapter_id", "slug", "version", "revision", "deleted_at", "changed_by_id", "verified_on",
        "verified_by_id", "is_public", "story", "local_notes", "origin_id", "origin_revision", "origin_said",
        "published_at", "search_text", "status_at",
    },
    "subjects": set(),
    "addressees": {"office_id", "email_bcc"},
    "letters": {"addressee_id"},
    "updates": {"is_public", "recorded_at"},
    "places": {"note"},
    "offices": set(),
}  # fmt: skip
# Columns that "facility", "portrait" and "way" tell of.
TOLD_IN_FULL = {
    "subjects": {"facility_id", "portrait_id", "portrait_alt", "portrait_credit", "portrait_permission"},
    "addressees": {"care_of_id", *WAY},
}
ROW = {"id", "chapter_id", "case_id", "ref", "version", "position"}  # of every part


class Parts(NamedTuple):
    """What belongs to a case; or rows with the columns of FIELDS and the reference."""

    subjects: list[Subject]
    addressees: list[Addressee]
    letters: list[SampleLetter]
    updates: list[CaseUpdate]


def shared(case: Any, parts: Parts) -> Content:
    """What the case says to others. How it stands is not among it: a chapter's note on that is its own; nor is the
    portrait, which somebody allowed this chapter to print."""
    rows: Mapping[str, Iterable[Any]] = parts._asdict()
    content = {"case": plain_values(case, (*TEXTS, *RULES))} | {
        kind: {row.ref: plain_values(row, FIELDS[kind]) for row in rows[kind]} for kind in PARTS
    }
    for row in parts.subjects:
        content["subjects"][row.ref]["facility"] = _told(row.facility, PLACE)
    for one in parts.addressees:
        content["addressees"][one.ref]["way"] = plain_values(one, WAY) | {"care_of": _told(one.care_of, OFFICE)}
    return content


def _told(one: Any, names: tuple[str, ...]) -> dict[str, Any] | None:
    """A row, or columns of one that may not be there."""
    return plain_values(one, names) if one is not None and one.name is not None else None


def said_by(case: Any, parts: Parts) -> Content:
    """Of a case of the library or a copy of one (or a row with its columns): what it shares, how it stands, and its
    portraits."""
    content = shared(case, parts)
    content["case"]["state"] = state_of(case)
    for row in parts.subjects:
        content["subjects"][row.ref]["portrait"] = portrait_of(row)
    return content


def allowed(content: Content) -> Content:
    """What the library says without the portraits that nobody allowed to be printed."""
    subjects = {
        ref: values | {"portrait": None} if not (values.get("portrait") or {}).get("permission") else values
        for ref, values in content["subjects"].items()
    }
    return {**content, "subjects": subjects}


def real_values(table: type[Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """The plain values as their columns hold them, without what is no column of the table."""
    columns = table.__table__.c
    return {name: _real(columns[name].type, value) for name, value in values.items() if name in columns}


def _real(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Enum) and kind.enum_class:
        return kind.enum_class(value)
    return date.fromisoformat(value) if kind.python_type is date else value
