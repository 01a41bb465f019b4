"""Who belongs to the two chapters. All are invented; their streets and numbers do not exist."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chapterapp.chapters.models import Role
from chapterapp.members.models import ConsentKind, MemberStatus

SHEET, DOOR, MAIL = "on the sign-in sheet", "said so at the door", "by e-mail"
ALL = dict.fromkeys(ConsentKind, SHEET)
MEETINGS = {ConsentKind.MEETINGS: SHEET}
NEWS = {ConsentKind.MEETINGS: DOOR, ConsentKind.RELEASES: MAIL}


@dataclass(frozen=True, kw_only=True, eq=False)  # each is somebody: compared and hashed as that
class Person:
    """`comes`: to how many of ten meetings. `since`: came for the first time so many months ago."""

    name: str
    email: str = ""
    phone: str = ""
    mailing_name: str = ""
    address: str = ""
    notes: str = ""
    comes: int = 6
    since: int = 40
    status: MemberStatus = MemberStatus.MEMBER
    consents: Mapping[ConsentKind, str] = field(default_factory=dict)
    role: Role | None = None  # with an account
    has_left: bool = False


ADMIN = ("admin@chapterapp.example", "Site admin")
LARGE = ("coordinator@large.example", "Ada Arden")  # of `flask demo --large`

ST_LOUIS = (
    Person(
        name="Ruth Okafor",
        email="coordinator@st-louis.example",
        role=Role.COORDINATOR,
        phone="+1 314 555 0101",
        mailing_name="Ms. Ruth Okafor",
        address="12 Invented Avenue\nSt. Louis, MO 63100",
        comes=10,
        since=96,
        consents=ALL,
    ),
    Person(
        name="Tom Brandt",
        email="host@st-louis.example",
        role=Role.HOST,
        phone="+1 314 555 0102",
        notes="Has the key to the back room.",
        comes=9,
        since=61,
        consents=ALL,
    ),
    Person(name="Joan Pryor", email="member@st-louis.example", role=Role.MEMBER, comes=9, since=130, consents=ALL),
    Person(name="Walter Ahn", email="walter.ahn@mail.example", comes=7, since=72, consents=NEWS),
    Person(
        name="Delia Moreno",
        email="delia@mail.example",
        phone="+1 314 555 0105",
        notes="Reads and writes Spanish.",
        comes=8,
        consents=ALL,
    ),
    Person(name="Grace Ndlovu", email="grace.ndlovu@mail.example", comes=6, since=30, consents=MEETINGS),
    Person(name="Priya Natarajan", email="priya@mail.example", comes=7, since=22, consents=NEWS),
    Person(name="Imani Carter", email="imani.carter@mail.example", comes=8, since=18, consents=ALL),
    Person(name="Dov Feldman", phone="+1 314 555 0109", notes="No e-mail. Call him.", comes=6, since=88),
    Person(name="Lucía Paredes", email="lucia.paredes@mail.example", comes=5, since=9, consents=MEETINGS),
    Person(
        name="Nguyễn Thanh Hà",
        email="thanhha@mail.example",
        notes="Translates Vietnamese.",
        comes=4,
        since=27,
        consents=NEWS,
    ),
    Person(name="Hank Dombrowski", comes=5, since=110, consents={ConsentKind.CREDIT: DOOR}),
    Person(name="Marguerite Cole", email="m.cole@mail.example", comes=3, since=150, consents=ALL),
    Person(name="Theo Lindqvist", email="theo@mail.example", comes=4, since=14, consents=MEETINGS),
    Person(name="Fatima Zahra Benali", comes=5, since=7, notes="Gives no address."),
    Person(name="Sam Whitfield", status=MemberStatus.GUEST, comes=10, since=2, consents=MEETINGS),
    Person(name="Ben", status=MemberStatus.GUEST, comes=4, since=3, notes="First name only."),
    Person(
        name="Esther Adeyemi",
        email="esther@mail.example",
        notes="Moved to Kansas City.",
        comes=0,
        since=64,
        consents={ConsentKind.RELEASES: MAIL},
        has_left=True,
    ),
)

LYON = (
    Person(
        name="Camille Roussel",
        email="coordinator@lyon.example",
        role=Role.COORDINATOR,
        phone="+33 4 00 00 00 01",
        address="4 rue Inventée\n69000 Lyon",
        comes=10,
        since=50,
        consents=ALL,
    ),
    Person(name="Étienne Marchand", email="etienne@courrier.example", comes=7, consents=NEWS),
    Person(name="Inès Benhaddou", email="ines@courrier.example", comes=8, since=20, consents=ALL),
    Person(name="Lucien Forestier", phone="+33 4 00 00 00 04", comes=6, since=80),
    Person(name="Maëlle Kervran", email="maelle@courrier.example", comes=5, since=12, consents=MEETINGS),
    Person(name="Ousmane Diarra", email="ousmane@courrier.example", comes=6, since=33, consents=NEWS),
    Person(name="Noémie Vasseur", status=MemberStatus.GUEST, comes=5, since=2),
)
