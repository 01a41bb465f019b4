"""Random cases as rows that no database ever held, each with its chapter and its meeting: every value of every rule,
decisions, facilities, overrides; and in any text a word that may not stand there, in any disguise."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from PIL import Image

from chapterapp.accounts.models import User
from chapterapp.cases.history_models import RuleDecision, RuleName
from chapterapp.cases.models import (
    Addressee,
    AddresseeRole,
    Answer,
    Case,
    CaseStatus,
    CaseUpdate,
    Correspondents,
    Facility,
    LetterKind,
    Outcome,
    SampleLetter,
    SenderDetails,
    Subject,
    SubjectKind,
    WriteToPrisoner,
)
from chapterapp.cases.office_models import Route
from chapterapp.cases.ruling.origins import KINDS
from chapterapp.chapters.models import Chapter
from chapterapp.files import storage
from chapterapp.files.models import StoredFile
from chapterapp.meetings.models import Meeting, MeetingKind
from chapterapp.packets.case_contents import CaseParts
from chapterapp.packets.gathering import sort_out
from chapterapp.packets.models import PrintOverride

DAY = date(2026, 11, 24)
FACE = "a-face-for-the-rules"  # the file of every portrait
PRISON_STREET, MOTHERS_STREET, MAILING_NAME, NUMBER = "Zellenweg 9", "Mutterhof 3", "Postname Quist", "ZX-4477"
CHAPTER, OUR_STREET, OUR_TOWN = "Riverbend Group 23", "Otterlane 77", "Riverbend 63100"
UA, INDEX = "UA 60/16", "AMR 37/6674/2017"
BAD = (
    *(
        "Amnesty International",
        "AMNESTY",
        "Ａｍｎｅｓｔｙ",
        "Am\u00adnesty",
        "Am\u200bnesty",
        "Amnistía",
        "Ámnesty",
        "AIUSA",
    ),
    *("prisoner\nof conscience", "Urgent  Action", "**Am**nesty", "[Am]nesty", "&#65;mnesty", "\\Amnesty", "`Amnesty`"),
    *(
        UA,
        INDEX,
        "ua 60/2016",
        "UA 7/09",
        CHAPTER,
        "международная амнистия",
        "[a page](https://amnesty.example) Amnesty",
    ),
)
NAMES = (
    *("Samira Haddad", "O'Brien & Sons <b>", "{{ 7*7 }}", "Lữ Thị Hoài Ngân", 'Ana "Lucía" Tzoc', "x" * 60),
    *("Jean-Pierre D’Août", "*Maribel*", "Nadzeya\u202fK."),
)
OWN_NAMES = (("", ""), ("سميرة حداد", "ar"), ("ခင်စံပယ်လွင်", "my"), ("Тимофей Лозинин", "ru"))
PEOPLE = ("Ruth Adler", "The Amnesty coordinator", "Joan")
LANGUAGES = ("", "", "Spanish", "English", "Russian")
PLAIN = (
    "",
    "She taught at a school.",
    "He asked for *water*.\n\nNobody answered.",
    "A court sat [here](https://x.example).",
)


@dataclass
class World:
    """One case, printable or not; `made` are the overrides of its meeting."""

    parts: CaseParts
    chapter: Chapter
    meeting: Meeting
    made: dict[int, PrintOverride]

    @property
    def case(self) -> Case:
        return self.parts.case

    def sort_out(self) -> tuple[bool, bool]:
        """Whether it is printed, and whether although something speaks against it."""
        printed, _left_out, although = sort_out([self.parts], self.chapter, self.meeting, self.made)
        return bool(printed), bool(although)


def draw_face() -> None:
    """The file that every portrait shows."""
    Image.new("L", (685, 870), 200).save(storage.path_of(FACE), "PNG")


def invent(random: Random) -> World:
    chapter, case = make_chapter(random), make_case(random)
    facility = make_facility(random) if random.random() < 0.5 else None
    subjects = [make_subject(random, facility) for _ in range(random.choice((1, 1, 1, 2)))]
    if len(subjects) > 1 and random.random() < 0.5:
        subjects[1].facility = make_facility(random, "Tora Prison")
    decisions = [make_decision(random, case, rule) for rule in RuleName if random.random() < 0.15]
    addressees = [make_addressee(random, role) for role in AddresseeRole if random.random() < 0.8]
    letter = SampleLetter(
        id=1,
        kind=LetterKind.APPEAL_LETTER,
        language=random.choice(("en", "en", "ar")),
        body=f"I write to you.\n\n{text(random)}",
    )
    update = CaseUpdate(id=1, happened_on="2024-03", text="She was taken.", source="")
    parts = CaseParts(case, subjects, addressees, [letter], [update], decisions)
    if random.random() < 0.5:
        spoil(random, parts)
    parts = parts._replace(letters=[letter, *invent_spanish(case, letter)])
    meeting = Meeting(
        id=1,
        slug="m",
        title="Letter writing",
        meets_on=DAY,
        starts=time(19),
        ends=time(20),
        kind=MeetingKind.LETTER_WRITING,
        venue="",
        access_notes="",
    )
    world = World(parts, chapter, meeting, {})
    if random.random() < 0.3:
        world.made = {1: PrintOverride(against=random.choice(AGAINST), reason="The section said so.", made_by=None)}
    return world


def invent_spanish(case: Case, letter: SampleLetter) -> list[SampleLetter]:
    """The same letter in Spanish, of some cases; now and then it names us. With dice of its own."""
    dice = Random(f"{case.title} {case.background} {case.deadline_on} {case.languages} {case.verified_on}")
    if dice.random() > 0.4:
        return []
    body = f"Le escribo.\n\n{text(dice)}" + (f" {dice.choice(BAD[:2])}" if dice.random() < 0.3 else "")
    return [SampleLetter(id=2, kind=letter.kind, language="es", body=body)]


AGAINST = (
    *("Stop action: do not write.", "On hold.", "Closed.", "Its deadline has passed: check it against its source."),
    *("Nobody has checked it against its source yet.", "Nobody has checked it against its source for too long."),
)


def text(random: Random) -> str:
    return random.choice(PLAIN)


def make_chapter(random: Random) -> Chapter:
    return Chapter(
        id=1,
        name=CHAPTER,
        slug="riverbend",
        country="US",
        locale="en_US",
        time_zone="America/Chicago",
        neutral_sender=random.choice(("The Tuesday Letter Writers",) * 8 + ("", "Riverbend Amnistie")),
        return_address=f"Amnesty House\n{OUR_STREET}\n{OUR_TOWN}",
        group_number="",
        is_demo=False,
        verify_within_days=random.choice((90, 365)),
        is_public=random.random() < 0.8,
    )


def make_case(random: Random) -> Case:
    ended = random.random() < 0.15
    return Case(
        id=1,
        slug="x",
        title=random.choice(NAMES),
        line=random.choice(("", "A teacher, nine years for a poem.")),
        country="EG",
        ua_number=random.choice(("", UA)),
        index_number=random.choice(("", INDEX)),
        region="",
        issues="",
        source_url="",
        summary=text(random),
        background=random.choice(("", "", text(random))),
        recommended_actions="Free them.\n\nLet them see a doctor.",
        talking_points=text(random),
        topics_to_avoid=random.choice(("", "Leave the election out.")),
        write_to_prisoner=random.choice(list(WriteToPrisoner)),
        name_amnesty=random.choice(list(Answer)),
        correspondents=random.choice(list(Correspondents)),
        sender_details=random.choice(list(SenderDetails)),
        religious_content=random.choice(list(Answer)),
        enclosures=random.choice(list(Answer)),
        languages=random.choice(LANGUAGES),
        deadline_on=random.choice((None, DAY - timedelta(1), DAY, DAY + timedelta(9), DAY + timedelta(40))),
        verified_on=random.choice((None, *[DAY - timedelta(days) for days in (3, 3, 3, 90, 91, 365, 366)])),
        status=CaseStatus.CLOSED if ended else random.choice((CaseStatus.ACTIVE,) * 5 + tuple(CaseStatus)),
        status_reason="",
        outcome=random.choice(list(Outcome)) if ended else None,
        outcome_on=random.choice(("", "2024")),
        is_public=random.random() < 0.7,
        story=random.choice(("", "She is home.")),
        deleted_at=None,
    )


def make_facility(random: Random, name: str = "Qanater Prison") -> Facility:
    return Facility(
        id=1,
        name=name,
        country="EG",
        address_lines="",
        paper_rules=random.choice(("", "Plain paper only.")),
        full_name_required=random.choice(list(Answer)),
        return_address_required=random.choice(list(Answer)),
        number_required=random.choice(list(Answer)),
        languages=random.choice(LANGUAGES),
        letters_are_read=random.random() < 0.5,
    )


def make_subject(random: Random, facility: Facility | None) -> Subject:
    own, language = random.choice(OWN_NAMES)
    has_face = random.random() < 0.4
    return Subject(
        kind=SubjectKind.PERSON,
        display_name=random.choice(NAMES),
        own_script_name=own,
        own_script_language=language,
        mailing_name=random.choice(("", MAILING_NAME)),
        prisoner_number=random.choice(("", NUMBER)),
        pronouns=random.choice(("", "she / her", "he/him", "they")),
        is_prisoner_of_conscience=random.random() < 0.5,
        birthday="May 9",
        held_at="",
        held_since="2024",
        sentence="",
        facility=facility,
        portrait_id=1 if has_face else None,
        portrait=StoredFile(ref=FACE, media_type="image/png", width=8, height=10) if has_face else None,
        portrait_alt=random.choice(("", "A woman looks up")),
        portrait_credit="",
        portrait_permission=random.choice(("", "family")),
    )


def make_addressee(random: Random, role: AddresseeRole) -> Addressee:
    streets = {AddresseeRole.PRISONER: PRISON_STREET, AddresseeRole.FAMILY: MOTHERS_STREET}
    named = role not in streets
    return Addressee(
        role=role,
        position=1,
        holder="Ms Lee" if named else "",
        office="Minister" if named else "",
        country="EG",
        address_lines=f"{streets.get(role, '1 Invented Street')}\nCairo",
        salutation="Dear Madam,",
        own_salutation="",
        route=Route.DIRECT,
        **dict.fromkeys(("attention", "email", "email_subject", "web_form", "fax", "phone"), ""),
    )


def make_decision(random: Random, case: Case, rule: RuleName) -> RuleDecision:
    """Of a rule that the case then has as decided; some are of a value it no longer has."""
    kind = KINDS[rule]
    words: list[Any] = ["Spanish", "English"] if kind is str else [word for word in kind if word != "not_stated"]  # type: ignore[attr-defined] # a StrEnum
    value = random.choice(words)
    stated = random.choice([word for word in ["" if kind is str else "not_stated", *words] if word != value])
    if random.random() < 0.85:
        setattr(case, rule.value, value)
    by = User(name=random.choice(PEOPLE)) if random.random() < 0.9 else None
    at = datetime(2026, 11, random.choice((3, 9)), 18, tzinfo=UTC)
    return RuleDecision(rule=rule, value=str(value), stated=str(stated), reason="x", decided_at=at, decided_by=by)


SPOILED = {
    Case: (
        "title",
        "line",
        "summary",
        "background",
        "recommended_actions",
        "talking_points",
        "topics_to_avoid",
        "languages",
    ),
    Subject: (
        *("display_name", "own_script_name", "mailing_name", "prisoner_number", "pronouns", "birthday", "held_at"),
        *("sentence", "portrait_alt", "portrait_credit"),
    ),
    Addressee: (*("holder", "office", "address_lines", "salutation", "own_salutation", "email", "fax", "phone"),),
    SampleLetter: ("body",),
    CaseUpdate: ("text",),
    Facility: ("name", "languages", "paper_rules"),
}


def spoil(random: Random, parts: CaseParts) -> None:
    """Put a word that names us somewhere."""
    facilities = [one.facility for one in parts.subjects if one.facility]
    rows: list[Any] = [parts.case, *parts.subjects, *parts.addressees, *parts.letters, *parts.updates, *facilities]
    row = random.choice(rows)
    column = random.choice(SPOILED[type(row)])
    before = getattr(row, column)
    setattr(
        row, column, random.choice((f"{before} {random.choice(BAD)}".strip(), f"{random.choice(BAD)} {before}".strip()))
    )
