"""Invented cases for hypothesis."""

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
