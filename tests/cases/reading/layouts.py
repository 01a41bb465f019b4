"""How each layout writes an invented case down, and what a reader must find in it."""

import textwrap
from datetime import date
from typing import Any

from cases.reading.invented import COUNTRIES, LANGUAGES, Invented


def long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def wrap(case: Invented, text: str) -> str:
    return "\n".join(textwrap.wrap(text, case.width, break_on_hyphens=False, break_long_words=False))


def blocks(case: Invented, role: str) -> str:
    """Address blocks with an empty line between them."""
    contacts = {"email": "Email", "fax": "Fax", "phone": "Phone", "salutation": "Salutation"}
    written = []
    for one in case.addressees:
        if one["role"] == role:
            lines = [one["office"], one["name"], *one["lines"]]
            lines += [f"{label}: {one[name]}" for name, label in contacts.items() if one[name]]
            written.append("\n".join(line for line in lines if line))
    return "\n\n".join(written)


def copies(case: Invented, label: str) -> str:
    written = blocks(case, "copy")
    return f"{label}\n{written}\n\n" if written else ""


def listed(case: Invented) -> str:
    return "\n".join(f"{case.bullet} {wrap(case, ask)}" for ask in case.asks)


def official(case: Invented) -> str:
    return f"""URGENT ACTION

URGENT ACTION TITLE: {case.country}: {case.title}
PUBLICATION DATE: {long(case.issued)}
URGENT ACTION TYPE AND NUMBER: {case.issue.upper()} UA {case.number}/{case.year % 100:02}
INDEX NUMBER: {case.index}

URGENT ACTION SUMMARY:
{wrap(case, case.summary)}

TARGET’S CONTACT DETAILS & “COPIES TO”
{blocks(case, "target")}

{copies(case, "COPIES TO:")}PREFERRED LANGUAGE TO ADDRESS TARGET: {case.language}
APPEAL DEADLINE NOTICE: {long(case.deadline)}
ALSO SEND COPIES TO DIPLOMATIC REPRESENTATIVES ACCREDITED TO YOUR COUNTRY

BACKGROUND INFORMATION (400 WORDS + RELEVANT LINKS):
{wrap(case, case.background)}
"""


def older(case: Invented) -> str:
    people = ", ".join(f"{name} (f)" for name in case.people)
    return f"""{long(case.issued)}

UA {case.number} /{case.year % 100:02} - {case.title}

{case.country.upper()}   {people}

{wrap(case, case.summary)}

BACKGROUND INFORMATION
{wrap(case, case.background)}

RECOMMENDED ACTION: Please send appeals to arrive as quickly as possible, in {case.language} or your own language:
{listed(case)}

APPEALS TO:
{blocks(case, "target")}

{copies(case, "COPIES TO:")}PLEASE SEND APPEALS IMMEDIATELY. Check with your section office
if sending appeals after {long(case.deadline)}.
"""


def newer(case: Invented) -> str:
    people = ", ".join(f"{name} (she/her)" for name in case.people)
    number = f"{case.issue} UA: {case.number}/{case.year % 100:02}"
    return f"""{number} Index: {case.index} {case.country} Date: {long(case.issued)}
URGENT ACTION
{case.title.upper()}
{wrap(case, case.summary)}

TAKE ACTION: WRITE AN APPEAL IN YOUR OWN WORDS OR USE THIS MODEL LETTER

{blocks(case, "target")}

Dear Sir or Madam,

{wrap(case, case.summary)}

Yours sincerely,

ADDITIONAL INFORMATION
{wrap(case, case.background)}

PREFERRED LANGUAGE TO ADDRESS TARGET: {case.language}
PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL: {long(case.deadline)}
NAME AND PREFERRED PRONOUN: {people}
"""


def follow_up(case: Invented) -> str:
    return "Further information on " + classic(case)


def classic(case: Invented) -> str:
    return f"""UA: {case.number}/{case.year % 100:02} Index: {case.index} {case.country} Date: {long(case.issued)}

URGENT ACTION
{case.title.upper()}

{wrap(case, case.summary)}

Please write immediately in {case.language} or your own language:
{listed(case)}

PLEASE SEND APPEALS BEFORE {long(case.deadline).upper()} TO:
{blocks(case, "target")}

{copies(case, "And copies to:")}Also send copies to diplomatic representatives accredited to your country.

ADDITIONAL INFORMATION
{wrap(case, case.background)}

Name: {", ".join(case.people)}
"""


def stop(case: Invented) -> str:
    number = f"UA: {case.number}/{case.year % 100:02}"
    return f"""Further information on {number} Index: {case.index} {case.country} Date: {long(case.issued)}

URGENT ACTION
{case.title.upper()}

{wrap(case, case.summary)}

No further action is requested from the UA network. Many thanks to all who sent appeals.

Name: {", ".join(case.people)}
"""


def newsletter(case: Invented) -> str:
    return f"""{case.country}: {case.title}

{wrap(case, case.summary)}

Please write to:
{blocks(case, "target")}

Write in {case.language}. Please do not mention Amnesty in your letter.

Write before: {long(case.deadline)}
"""


def card(case: Invented) -> str:
    """A card to somebody in prison, with a price and a day beside the address."""
    return f"""THE LANTERN - newsletter of our group - page 3

{case.country.upper()}
{case.people[0]} (she/her)

{wrap(case, case.summary)}

Please send a card with a few kind words. Please do not mention Amnesty.

Send your card to:

{case.people[0]}
Central Prison
{case.addressees[0]["lines"][0]}
{case.country}

Cards may be sent until {long(case.deadline)}. Postage: £1.{case.number} up to 20g (World Zone 1).
"""


def to_prison(case: Invented) -> list[dict[str, Any]]:
    lines = ["Central Prison", case.addressees[0]["lines"][0], case.country]
    return [{"role": "prisoner", "name": case.people[0], "lines": lines}]


def expected(case: Invented, layout: str) -> dict[str, Any]:
    """What a reader that invents nothing finds: fields that the layout does not have are not in it."""
    said = every_field(case, layout)
    return {name: value for name, value in said.items() if name in HAS[layout].split()}


def every_field(case: Invented, layout: str) -> dict[str, Any]:
    titled = f"{case.country}: {case.title}"
    pronouns = "she/her" if layout in ("newer", "card") else ""
    people = case.people[:1] if layout == "card" else case.people
    return {
        "ua_number": f"UA {case.number}/{case.year % 100:02}",
        "issue": case.issue.lower(),
        "follow_up": layout in ("stop", "follow_up") or case.issue != "First",
        "stop": True,
        "index_number": case.index,
        "issued_on": case.issued.isoformat(),
        "deadline_on": case.deadline.isoformat(),
        "country": COUNTRIES[case.country],
        "preferred_language": LANGUAGES[case.language],
        "title": {"official": titled, "newsletter": titled, "older": case.title}.get(layout, case.title.upper()),
        "summary": case.summary,
        "background": case.background,
        "sample_letter": f"Dear Sir or Madam, {case.summary} Yours sincerely,",
        "recommended_actions": list(case.asks),
        "subjects": [{"name": name, "pronouns": pronouns} for name in people],
        "addressees": to_prison(case)
        if layout == "card"
        else greeted(
            [dict(one) for one in case.addressees if layout not in ONE_ROLE or one["role"] == "target"], layout
        ),
        "rules": {"name_amnesty": False} | ({"write_to_prisoner": True} if layout == "card" else {}),
        "doubts": MISSING.get(layout, ["only_a_gender_mark"] * len(case.people)),
    }


def greeted(addressees: list[dict[str, Any]], layout: str) -> list[dict[str, Any]]:
    """The letter below the address of the only target greets whom it goes to."""
    if layout == "newer" and len(addressees) == 1:
        addressees[0]["salutation"] = addressees[0]["salutation"] or "Dear Sir or Madam"
    return addressees


ONE_ROLE = ("newer", "newsletter")
MISSING = {"official": ["no_subject"], "newsletter": ["no_issue_date", "no_subject"], "card": ["no_issue_date"]}
ALWAYS = "country title summary"
LETTER = f"{ALWAYS} ua_number issued_on deadline_on preferred_language background addressees"
HAS = {
    "official": f"{LETTER} issue follow_up index_number doubts",
    "older": f"{LETTER} subjects recommended_actions doubts",
    "classic": f"{LETTER} index_number subjects recommended_actions",
    "newer": f"{LETTER} issue follow_up index_number subjects sample_letter",
    "follow_up": f"{LETTER} follow_up index_number subjects recommended_actions",
    "stop": f"{ALWAYS} ua_number follow_up stop index_number issued_on subjects",
    "newsletter": f"{ALWAYS} deadline_on preferred_language addressees rules doubts",
    "card": "country summary deadline_on subjects addressees rules doubts",
}
LAYOUTS = {
    "official": official,
    "older": older,
    "classic": classic,
    "newer": newer,
    "follow_up": follow_up,
    "stop": stop,
    "newsletter": newsletter,
    "card": card,
}
