"""Random cases with everything that could give them away, and what may then stand on an envelope, worked out anew."""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from chapterapp.cases.models import Addressee, AddresseeRole, Answer, Case, SenderDetails, Subject, WriteToPrisoner
from chapterapp.cases.office_models import Route
from chapterapp.chapters.models import Chapter, PaperSize
from chapterapp.labels.contents import Piece
from chapterapp.labels.gathering import Offer, offers_of
from chapterapp.labels.models import LabelKind
from chapterapp.packets.case_contents import CaseParts

NAME, MAILING, UA, STREET = "Samira Haddad", "HADDAD Samira bint Omar", "UA 60/16", "12 Riverside Lane"
CHAPTERS = ("Amnesty International St. Louis", "Group 23", "St. Louis", "AMNISTÍA San Luis", "River Writers")
WORDS = (
    "", "The Minister", NAME, NAME.upper(), MAILING, f"Re: {UA}", "URGENT ACTION", "c/o Amnesty International",
    "Prisoner of conscience", *CHAPTERS, "Department of Prisons", "10 Example Square", "Cairo", "EGYPT", "Honduras",
    "وزارة العدل", "Москва", "<b>x</b>",
)  # fmt: skip
texts = st.sampled_from(WORDS)
addresses = st.lists(texts, max_size=6).map("\n".join)


class Random(NamedTuple):
    chapter: Chapter
    parts: CaseParts


@st.composite
def random_cases(draw: st.DrawFn) -> Random:
    chapter = Chapter(
        name=draw(st.sampled_from(CHAPTERS)),
        country="US",
        locale="en",
        paper_size=PaperSize.LETTER,
        return_address=draw(
            st.sampled_from(
                (
                    "",
                    f"{STREET}\nSt. Louis, MO 63100",
                    f"{STREET}, St. Louis, MO 63100",
                    f"Amnesty International\n{STREET}\nSt. Louis, MO 63100\nUSA",
                    f"{NAME}\n{STREET}\nSt. Louis",
                    f"{STREET}\nSt. Louis\n63100",
                    "St. Louis, MO",
                )
            )
        ),
        neutral_sender=draw(
            st.sampled_from(("", "The Tuesday Writers", "Amnesty friends", "St. Louis letter writers"))
        ),
    )
    case = Case(
        slug="x",
        title=draw(st.sampled_from((NAME, "The river case"))),
        country="EG",
        ua_number=draw(st.sampled_from(("", UA))),
        index_number=draw(st.sampled_from(("", "MDE 12/4567/2026"))),
        write_to_prisoner=draw(st.sampled_from(WriteToPrisoner)),
        name_amnesty=draw(st.sampled_from(Answer)),
        sender_details=draw(st.sampled_from(SenderDetails)),
    )
    subject = Subject(
        display_name=NAME,
        mailing_name=draw(st.sampled_from(("", NAME, MAILING))),
        prisoner_number=draw(st.sampled_from(("", "No. 1234"))),
    )
    addressees = [
        Addressee(
            ref=f"r{n}",
            role=role,
            position=n,
            holder=draw(texts),
            office=draw(texts),
            attention="",
            route=Route.DIRECT,
            address_lines=draw(addresses),
            country=draw(st.sampled_from(("", "US", "EG", "HN"))),
        )
        for n, role in enumerate(draw(st.lists(st.sampled_from(AddresseeRole), min_size=1, max_size=5)))
    ]
    return Random(chapter, CaseParts(case, [subject], addressees, (), ()))


def broken_rules(made: Random, addressee: Addressee | None, piece: Piece) -> list[str]:
    """What is wrong with a label (of an addressee, or a return label) or an envelope; empty where nothing is."""
    found = [*_sender_faults(made, piece.sender if addressee else piece.lines)]
    return [*found, *_address_faults(made, addressee, piece.lines)] if addressee else found


def _address_faults(made: Random, one: Addressee, lines: Sequence[str]) -> list[str]:
    case, subject, text = made.parts.case, made.parts.subjects[0], " ".join(lines).casefold()
    wrong = [*_telling(made, text)]
    if one.role is AddresseeRole.PRISONER:
        if case.write_to_prisoner is not WriteToPrisoner.YES:
            wrong.append("the person may not be written to")
        if subject.mailing_name == MAILING and (MAILING not in lines or NAME.casefold() in text):
            wrong.append("a prisoner under the wrong name")
    elif one.role is AddresseeRole.FAMILY:
        if case.write_to_prisoner not in (WriteToPrisoner.YES, WriteToPrisoner.VIA_FAMILY):
            wrong.append("the family may not be written to")
    elif any(name and name.casefold() in text for name in (NAME, subject.mailing_name, case.title)):
        wrong.append("the name of the case")
    if one.country in ("EG", "HN") and lines[-1] != {"EG": "EGYPT", "HN": "HONDURAS"}[one.country]:
        wrong.append("no country last")
    typed = [line for line in (one.office, *one.address_lines.split("\n")) if line]
    if [line for line in typed[:-1] if line not in lines]:
        wrong.append("a typed line is missing")
    return wrong


def _sender_faults(made: Random, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    case, chapter, text = made.parts.case, made.chapter, " ".join(lines).casefold()
    wrong = [*_telling(made, text)]
    if NAME.casefold() in text or case.title.casefold() in text or "prisoner" in text:
        wrong.append("the case in the sender")
    stated = case.sender_details
    if stated is not SenderDetails.FULL and STREET.casefold() in text:
        wrong.append("a street where only the town may stand")
    if stated is SenderDetails.INITIALS_AND_POSTCODE and ("writers" in text or "louis" in text or "group" in text):
        wrong.append("a name or a town where only initials may stand")
    if stated is SenderDetails.FULL and STREET.casefold() not in text and STREET in chapter.return_address:
        wrong.append("no answer can come")
    return wrong


def _telling(made: Random, text: str) -> list[str]:
    case, chapter = made.parts.case, made.chapter
    wrong = [word for word in ("urgent action", "prisoner of conscience", "mde 12") if word in text]
    if case.ua_number and UA.casefold() in text:
        wrong.append("the number of the case")
    if case.name_amnesty is not Answer.YES:
        wrong += [word for word in ("amnesty", "amnist") if word in text]
        if chapter.name != "St. Louis" and chapter.name.casefold() in text:  # that is a town as well
            wrong.append("the chapter's name")
    return wrong


KINDS = (LabelKind.ADDRESSES, LabelKind.ENVELOPES, LabelKind.RETURNS)


def offered(made: Random, kind: LabelKind) -> list[tuple[Addressee | None, Offer]]:
    """What would be printed, each with its addressee."""
    by_ref = {one.ref: one for one in made.parts.addressees}
    return [(by_ref.get(one.key), one) for one in offers_of(made.chapter, made.parts, kind, 1) if not one.reason]


def draw_many(number: int, *, first: int = 0) -> list[Random]:
    """So many, the same each time for one `first`: nothing is shrunk where one of them is wrong."""
    found: list[Random] = []

    @seed(first)
    @settings(
        max_examples=number, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(random_cases())
    def keep(made: Random) -> None:
        found.append(made)

    keep()
    return found
