"""From what was read of a paper to a case: what its fields would hold, and what a known case would change."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from babel import Locale

from chapterapp.cases.history_models import RuleDecision, RuleName
from chapterapp.cases.models import (
    Addressee,
    AddresseeRole,
    Answer,
    Case,
    DocumentKind,
    SenderDetails,
    WriteToPrisoner,
)
from chapterapp.cases.reading.proposal import Addressed, Proposal
from chapterapp.cases.rules import standing

LONGEST_TITLE, LONGEST_LINE = 120, 120
ROLES = {role.value: role for role in AddresseeRole}
# What a known case may take over from a paper. What the chapter wrote itself (notes, letters) is not among it.
TAKEN = ("deadline_on", "index_number", "summary", "background", "recommended_actions", "languages", "source_url",
         "write_to_prisoner", "name_amnesty", "sender_details", "religious_content", "enclosures")  # fmt: skip
AT_ONCE = frozenset({"deadline_on", "index_number"})  # ticked already: what a follow-up is there for


class Change(NamedTuple):
    """A field of a known case where the paper says something else, or states what somebody had decided."""

    name: str
    now: Any
    new: Any
    is_ticked: bool
    decision: RuleDecision | None = None


def case_values(proposal: Proposal) -> dict[str, Any]:
    """The columns of a case. What the paper does not say is empty, or "not stated"."""
    title = name_of(proposal)
    return {
        "title": title[:LONGEST_TITLE],
        "line": proposal.title[:LONGEST_LINE] if proposal.title != title else "",
        "country": proposal.country,
        "ua_number": " ".join(filter(None, [proposal.issue.capitalize(), proposal.ua_number])),
        "index_number": proposal.index_number,
        "deadline_on": proposal.deadline_on,
        "summary": proposal.summary,
        "background": proposal.background,
        "recommended_actions": "\n".join(proposal.recommended_actions),
        "languages": language_name(proposal.preferred_language),
        "source_url": proposal.source if proposal.source.startswith("http") else "",
    } | rule_values(proposal)


def name_of(proposal: Proposal) -> str:
    """Up to three people by name; more, or nobody named: the paper's title."""
    names = [person.name for person in proposal.subjects]
    if not names or len(names) > 3:
        return proposal.title
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def language_name(code: str) -> str:
    """In English, since it goes on English paper; what is no code stays as it is."""
    return str(Locale("en").languages.get(code, code))


def rule_values(proposal: Proposal) -> dict[str, Any]:
    """The rules that are words; what the paper does not state is "not stated"."""
    rules = proposal.rules
    write = {True: WriteToPrisoner.YES, False: WriteToPrisoner.NO, None: WriteToPrisoner.NOT_STATED}
    return {
        "name_amnesty": _answer(rules.name_amnesty),
        "write_to_prisoner": WriteToPrisoner.VIA_FAMILY if rules.write_via_family else write[rules.write_to_prisoner],
        "sender_details": _sender_details(proposal),
        "religious_content": _answer(rules.religious_content),
        "enclosures": _answer(rules.enclosures),
    }


def stated_rules(proposal: Proposal) -> dict[str, Any]:
    """Those alone of which the paper speaks, the languages too."""
    values = case_values(proposal)
    return {rule.value: values[rule.value] for rule in RuleName if _is_said(values.get(rule.value, ""))}


def _sender_details(proposal: Proposal) -> SenderDetails:
    if proposal.sender_details:
        return SenderDetails(proposal.sender_details)
    careful = {True: SenderDetails.FULL, False: SenderDetails.NAME_AND_TOWN, None: SenderDetails.NOT_STATED}
    return careful[proposal.rules.full_sender_details]


def _answer(stated: bool | None) -> Answer:
    return {True: Answer.YES, False: Answer.NO, None: Answer.NOT_STATED}[stated]


def subject_values(proposal: Proposal) -> list[dict[str, Any]]:
    return [{"display_name": person.name[:120], "pronouns": person.pronouns[:40]} for person in proposal.subjects]


def addressee_values(proposal: Proposal) -> list[dict[str, Any]]:
    return [_addressee(one, proposal.country) for one in proposal.addressees]


def _addressee(one: Addressed, country: str) -> dict[str, Any]:
    return {
        "role": ROLES.get(one.role, AddresseeRole.TARGET),
        "holder": one.name[:120],
        "office": one.office[:160],
        "address_lines": "\n".join(one.lines)[:600],
        "country": "" if one.role == "diplomat" else country,
        "salutation": one.salutation[:120],
        "email": emails_of(one)[0] if emails_of(one) else "",
        "fax": one.fax[:40],
        "phone": one.phone[:40],
    }


def emails_of(one: Addressed) -> list[str]:
    """A paper may give several; a case writes to the first."""
    return [word for word in one.email.replace(",", " ").replace(";", " ").split() if "@" in word]


def kind_of(proposal: Proposal) -> DocumentKind:
    if proposal.stop:
        return DocumentKind.STOP
    return DocumentKind.UPDATE if proposal.follow_up else DocumentKind.FIRST


def document_values(proposal: Proposal, text: str) -> dict[str, Any]:
    return {
        "kind": kind_of(proposal),
        "number": proposal.ua_number,
        "issue": proposal.issue,
        "index_number": proposal.index_number,
        "title": proposal.title,
        "issued_on": proposal.issued_on,
        "deadline_on": proposal.deadline_on,
        "text": text,
    }


def changes_of(case: Case, proposal: Proposal, decisions: Sequence[RuleDecision]) -> list[Change]:
    """Where the paper says something and the case says something else. What it does not state changes nothing; what it
    states replaces what somebody decided, unless its tick is taken away."""
    decided = {rule.value: decision for rule, decision in standing(case, decisions).items()}
    return [
        Change(name, getattr(case, name), new, name in AT_ONCE or name in decided, decided.get(name))
        for name, new in case_values(proposal).items()
        if name in TAKEN and _is_said(new) and (new != getattr(case, name) or name in decided)
    ]


def _is_said(value: Any) -> bool:
    return value not in ("", None, Answer.NOT_STATED)


def new_addressees(known: Sequence[Addressee], proposal: Proposal) -> Iterator[dict[str, Any]]:
    """Those of the paper who have no row yet, by name, office and first line."""
    there = {_mark(one.holder, one.office, one.address_lines) for one in known}
    for values in addressee_values(proposal):
        if _mark(values["holder"], values["office"], values["address_lines"]) not in there:
            yield values


def _mark(holder: str, office: str, lines: str) -> str:
    return " ".join(f"{holder} {office} {lines.partition(chr(10))[0]}".casefold().split())
