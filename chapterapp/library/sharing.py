"""What a case shares with other chapters, as plain values that JSON can hold; everything else stays where it is.

A content is {"case": {field: value}, "subjects": {ref: {field: value}}, "addressees": …, "letters": …, "updates": …}.
The tests hold that every column of these tables is either shared or named as local.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Enum

from chapterapp.cases.copies import plain_values, state_of
from chapterapp.cases.models import Addressee, Case, CaseUpdate, SampleLetter, Subject

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
# What each chapter has for itself. A portrait goes along when a case is adopted, with the words of its permission.
LOCAL = {
    "case": {
        "id", "chapter_id", "slug", "version", "revision", "deleted_at", "changed_by_id", "verified_on",
        "verified_by_id", "is_public", "story", "local_notes", "origin_id", "origin_revision", "origin_said",
        "published_at", "search_text", "status_at",
    },
    "subjects": {"facility_id", "portrait_id", "portrait_alt", "portrait_credit", "portrait_permission"},
    # How letters get there is said in terms of offices, of which each chapter has its own.
    "addressees": {"office_id", "care_of_id", "route", "batch_by", "email_bcc"},
    "letters": {"addressee_id"},
    "updates": {"is_public", "recorded_at"},
}  # fmt: skip
ROW = {"id", "chapter_id", "case_id", "ref", "version", "position"}  # of every part


class Parts(NamedTuple):
    """What belongs to a case; or rows with the columns of FIELDS and the reference."""

    subjects: list[Subject]
    addressees: list[Addressee]
    letters: list[SampleLetter]
    updates: list[CaseUpdate]


def shared(case: Any, parts: Parts) -> Content:
    """What the case says to others. How it stands is not among it: a chapter's note on that is its own."""
    rows: Mapping[str, Iterable[Part]] = parts._asdict()
    return {"case": plain_values(case, (*TEXTS, *RULES))} | {
        kind: {row.ref: plain_values(row, FIELDS[kind]) for row in rows[kind]} for kind in PARTS
    }


def said_by(case: Any, parts: Parts) -> Content:
    """Of a case of the library or a copy of one (or a row with its columns): what it shares, and how it stands."""
    content = shared(case, parts)
    content["case"]["state"] = state_of(case)
    return content


def real_values(table: type[Case] | type[Part], values: Mapping[str, Any]) -> dict[str, Any]:
    """The plain values as their columns hold them."""
    return {name: _real(table, name, value) for name, value in values.items()}


def _real(table: type[Case] | type[Part], name: str, value: Any) -> Any:
    kind = table.__table__.c[name].type
    if value is None:
        return None
    if isinstance(kind, Enum) and kind.enum_class:
        return kind.enum_class(value)
    return date.fromisoformat(value) if kind.python_type is date else value
