"""Invented cases for hypothesis, and how each layout writes one down."""

import textwrap
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

NAMES = (
    *(
        "Ana Lucía Pérez",
        "Tomasz Żak",
        "Mbali Dlamini",
        "Nguyễn Thị Hòa",
        "Иван Петренко",
        "Олена Шевчук",
        "王小明",
        "李娜",
    ),
    *("محمد الحارثي", "سارا کریمی", "အောင်မြင့်", "ታደሰ ዓለሙ", "Björk Þórsdóttir", "Şükrü Çelik", "김민호", "สมชาย ใจดี"),
)
OFFICIALS = (
    "Ada Moss",
    "General Tin Oo",
    "Dr. Karim Haddad",
    "Señor Pablo Ruiz Díaz",
    "H.E. Jan de Wit",
    "Nino Beridze",
)
OFFICES = (
    "Minister of Justice",
    "President",
    "Attorney General",
    "Prosecutor General",
    "Director of Prisons",
    "Governor",
)
STREETS = ("1 Palace Road", "PO Box 12", "Calle 8 No. 7-26", "27 Pyay Street", "Ulitsa Lenina 4", "6ª Avenida 13-71")
TOWNS = ("Port Louis", "Santa Rosa 1000", "Al Madina", "Nowe Miasto", "Baan Mai")
COUNTRIES = {"Honduras": "HN", "Iran": "IR", "Viet Nam": "VN", "Nigeria": "NG", "Russia": "RU", "Saudi Arabia": "SA"}
LANGUAGES = {"Spanish": "es", "Persian": "fa", "English": "en", "Russian": "ru", "Arabic": "ar", "Chinese": "zh"}
STORY = (
    "A baker was taken from her shop before dawn.",
    "Nobody has told the family where the prisoners are held.",
    "The trial lasted for less than an hour, and no witness was heard.",
    "On 2 March 2009 a court had ruled that the land is theirs.",
    "“We only wanted a school”, the mayor’s daughter said.",
    "Doctors fear for the health of those who are on hunger strike.",
    "The road to the village has been closed since the rains.",
)
ASKS = (
    "calling for an independent inquiry into the threats",
    "urging the authorities to release all who are held for what they said",
    "asking that the family be told where they are held",
    "expressing concern at the use of torture",
)
TITLES = ("Villagers attacked on the road", "Teacher held without charge", "Fear for safety", "Baker’s trial begins")
INDEX = {"HN": "AMR 37", "IR": "MDE 13", "VN": "ASA 41", "NG": "AFR 44", "RU": "EUR 46", "SA": "MDE 23"}


@dataclass(frozen=True)
class Invented:
    """A case with everything that some layout can say; `width` is where its lines wrap."""

    number: int
    year: int
    issue: str
    issued: date
    deadline: date
    country: str
    language: str
    title: str
    people: tuple[str, ...]
    summary: str
    background: str
    asks: tuple[str, ...]
    addressees: tuple[dict[str, Any], ...]
    width: int
    bullet: str

    @property
    def index(self) -> str:
        return f"{INDEX[COUNTRIES[self.country]]}/{self.number:04}/{self.issued.year}"


def stories() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(STORY), min_size=1, max_size=4, unique=True).map(" ".join)


@st.composite
def addressees(draw: st.DrawFn, country: str, role: str) -> dict[str, Any]:
    name = draw(st.sampled_from(("", *OFFICIALS)))
    return {
        "role": role,
        "name": name,
        "office": draw(st.sampled_from(OFFICES)),
        "salutation": draw(st.sampled_from(("Dear Minister", "Your Excellency", "Dear President/Señor Presidente"))),
        "lines": [
            draw(st.sampled_from(STREETS)),
            *draw(st.sampled_from([[], [f"{draw(st.sampled_from(TOWNS))}"]])),
            country,
        ],
        "email": draw(st.sampled_from(("", "office@state.example", "a@b.example, c@d.example"))),
        "fax": draw(st.sampled_from(("", "+504 221 4552"))),
        "phone": draw(st.sampled_from(("", "+95 67 412 439"))),
    }


@st.composite
def cases(draw: st.DrawFn) -> Invented:
    country = draw(st.sampled_from(sorted(COUNTRIES)))
    issued = draw(st.dates(date(2001, 1, 1), date(2029, 12, 31)))
    targets = draw(st.lists(addressees(country, "target"), min_size=1, max_size=3))
    copies = draw(st.lists(addressees(country, "copy"), max_size=2))
    return Invented(
        number=draw(st.integers(1, 399)),
        year=issued.year,
        issue=draw(st.sampled_from(("First", "Second", "Third", "Fourth"))),
        issued=issued,
        deadline=issued + timedelta(days=draw(st.integers(1, 90))),
        country=country,
        language=draw(st.sampled_from(sorted(LANGUAGES))),
        title=draw(st.sampled_from(TITLES)),
        people=tuple(draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))),
        summary=draw(stories()),
        background=draw(stories()),
        asks=tuple(draw(st.lists(st.sampled_from(ASKS), min_size=1, max_size=4, unique=True))),
        addressees=(*targets, *copies),
        width=draw(st.integers(60, 110)),
        bullet=draw(st.sampled_from("-•*")),
    )


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


def expected(case: Invented, layout: str) -> dict[str, Any]:
    """What a reader that invents nothing finds: fields that the layout does not have are not in it."""
    said: dict[str, Any] = {
        "ua_number": f"UA {case.number}/{case.year % 100:02}",
        "issued_on": case.issued.isoformat(),
        "deadline_on": case.deadline.isoformat(),
        "country": COUNTRIES[case.country],
        "preferred_language": LANGUAGES[case.language],
        "summary": case.summary,
        "background": case.background,
        "addressees": [dict(one) for one in case.addressees if layout != "newer" or one["role"] == "target"],
        "title": {"official": f"{case.country}: {case.title}", "older": case.title}.get(layout, case.title.upper()),
    }
    if layout in ("official", "newer"):
        said |= {"issue": case.issue.lower(), "follow_up": case.issue != "First"}
    if layout == "follow_up":
        said["follow_up"] = True
    if layout != "older":
        said["index_number"] = case.index
    if layout != "official":
        said["subjects"] = [{"name": name, "pronouns": "she/her" if layout == "newer" else ""} for name in case.people]
    if layout in ("older", "classic", "follow_up"):
        said["recommended_actions"] = list(case.asks)
    if layout == "older":
        said["doubts"] = ["only_a_gender_mark"] * len(case.people)
    if layout == "newer":
        said["sample_letter"] = f"Dear Sir or Madam, {case.summary} Yours sincerely,"
    return said


LAYOUTS = {"official": official, "older": older, "classic": classic, "newer": newer, "follow_up": follow_up}
