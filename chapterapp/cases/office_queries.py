from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, bindparam, or_, select

from chapterapp.cases.models import Addressee, Case
from chapterapp.cases.office_models import FormerHolder, MailStop, Office
from chapterapp.chapters.models import Chapter
from chapterapp.database import db, prepare
from chapterapp.errors import Missing

FOLLOWED = select(Addressee.office_id).where(
    Addressee.chapter_id == bindparam("chapter_id"),
    Addressee.case_id == bindparam("case_id"),
    Addressee.office_id.is_not(None),
)
NOT_ON = prepare(
    select(Office)
    .where(Office.chapter_id == bindparam("chapter_id"), Office.id.not_in(FOLLOWED))
    .order_by(Office.of_country != bindparam("country"), Office.of_country, Office.kind, Office.name)
)
MAIL_STOPS = prepare(select(MailStop).where(MailStop.chapter_id == bindparam("chapter_id")).order_by(MailStop.country))


def list_offices(chapter: Chapter) -> Sequence[Office]:
    return db.session.scalars(
        select(Office).where(Office.chapter_id == chapter.id).order_by(Office.of_country, Office.kind, Office.name)
    ).all()


def get_office(chapter: Chapter, ref: str) -> Office:
    """Raises Missing."""
    found = db.session.scalars(select(Office).where(Office.chapter_id == chapter.id, Office.ref == ref)).one_or_none()
    if found is None:
        raise Missing
    return found


def list_not_on(case: Case) -> Sequence[Office]:
    """The chapter's offices that no addressee of this case follows, those of its country first."""
    asked = {"chapter_id": case.chapter_id, "case_id": case.id, "country": case.country}
    return db.session.scalars(NOT_ON, asked).all()


def uses(office: Office) -> ColumnElement[bool]:
    """An addressee that follows the office, or whose letters go in its care."""
    return or_(Addressee.office_id == office.id, Addressee.care_of_id == office.id)


def cases_of_office(office: Office) -> Sequence[Case]:
    """The cases with an addressee that follows the office, or whose letters go in its care."""
    using = select(Addressee.case_id).where(Addressee.chapter_id == office.chapter_id, uses(office))
    return db.session.scalars(
        select(Case).where(Case.chapter_id == office.chapter_id, Case.id.in_(using)).order_by(Case.title, Case.id)
    ).all()


def cases_by_office(chapter: Chapter) -> dict[int, set[int]]:
    """The numbers of the cases that each office serves, by its own."""
    rows = db.session.execute(
        select(Addressee.office_id, Addressee.care_of_id, Addressee.case_id)
        .join(Case, (Case.id == Addressee.case_id) & (Case.chapter_id == Addressee.chapter_id))
        .where(
            Addressee.chapter_id == chapter.id, or_(Addressee.office_id.is_not(None), Addressee.care_of_id.is_not(None))
        )
    )
    found: dict[int, set[int]] = {}
    for *offices, case_id in rows:
        for office_id in offices:
            if office_id is not None:
                found.setdefault(office_id, set()).add(case_id)
    return found


def followers_of(case: Case) -> list[tuple[Addressee, Office]]:
    """Addressees with their offices, which nobody changes before the commit."""
    rows = db.session.execute(
        select(Addressee, Office)
        .join(Office, (Office.id == Addressee.office_id) & (Office.chapter_id == Addressee.chapter_id))
        .where(Addressee.chapter_id == case.chapter_id, Addressee.case_id == case.id)
        .order_by(Addressee.id)
        .with_for_update(of=Office),
        execution_options={"populate_existing": True},
    )
    return [(addressee, office) for addressee, office in rows]


def list_mail_stops(chapter: Chapter) -> Sequence[MailStop]:
    return db.session.scalars(MAIL_STOPS, {"chapter_id": chapter.id}).all()


def mail_stops_by_country(chapter: Chapter) -> dict[str, MailStop]:
    return {stop.country: stop for stop in list_mail_stops(chapter)}


def get_mail_stop(chapter: Chapter, ref: str) -> MailStop:
    """Raises Missing."""
    wanted = select(MailStop).where(MailStop.chapter_id == chapter.id, MailStop.ref == ref)
    if (found := db.session.scalars(wanted).one_or_none()) is None:
        raise Missing
    return found


def former_holders_of(chapter: Chapter, cases: Iterable[int]) -> Sequence[FormerHolder]:
    """By the numbers of their cases, the latest change last."""
    return db.session.scalars(
        select(FormerHolder)
        .where(FormerHolder.chapter_id == chapter.id, FormerHolder.case_id.in_(cases))
        .order_by(FormerHolder.id)
    ).all()
