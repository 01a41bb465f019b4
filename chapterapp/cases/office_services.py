"""Offices and countries without mail: kept once, followed by the addressees of many cases."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select, update

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.cases.models import Addressee, Case, CaseStatus
from chapterapp.cases.office_models import FormerHolder, MailStop, Office, Route
from chapterapp.cases.office_queries import cases_of_office, uses
from chapterapp.cases.office_rules import DIPLOMATS, FOLLOWED, printed_changes, role_of, values_from
from chapterapp.cases.services import touch
from chapterapp.chapters.models import Chapter
from chapterapp.database import db, insert_if_new
from chapterapp.editing import apply_changes
from chapterapp.errors import Refused


def create_office(chapter: Chapter, values: Mapping[str, Any], actor: User) -> Office:
    office = Office(chapter_id=chapter.id, **values)
    db.session.add(office)
    db.session.flush()
    record(chapter.id, actor.id, "create_office", f"office {office.id}", values)
    return office


def edit_office(office: Office, values: Mapping[str, Any], version: int, actor: User) -> None:
    """What changes is changed for every open case that has the office, and their paper is old then.

    Raises Stale if somebody changed it since `version`.
    """
    before = office.holder
    if changed := apply_changes(office, values, version):
        record(office.chapter_id, actor.id, "edit_office", f"office {office.id}", changed)
        _tell_cases(office, changed, before, actor)


def _tell_cases(office: Office, changed: Sequence[str], old_holder: str, actor: User) -> None:
    """Closed cases keep what was printed for them; deleted ones are told, since they may be taken back.

    The rows are locked as everywhere: the office, its addressees, their cases.
    """
    names = printed_changes([theirs for theirs, own in FOLLOWED.items() if own in changed])
    rows = db.session.execute(
        select(Addressee, Case)
        .join(Case, (Case.id == Addressee.case_id) & (Case.chapter_id == Addressee.chapter_id))
        .where(Addressee.chapter_id == office.chapter_id, uses(office))
        .order_by(Addressee.case_id, Addressee.id)
        .with_for_update(of=Addressee),
        execution_options={"include_deleted": True, "populate_existing": True},
    ).all()
    for addressee, case in rows:
        db.session.refresh(case, with_for_update=True)
        if case.status is CaseStatus.CLOSED:
            continue
        if addressee.office_id == office.id:
            _copy(office, addressee)
        if names:
            touch(case, actor, "change_office", names)
        if addressee.office_id == office.id and "holder" in changed:
            remember_holder(case, old_holder, addressee, is_ambassador=office.kind in DIPLOMATS)


def _copy(office: Office, addressee: Addressee) -> None:
    for name, value in values_from(office).items():
        setattr(addressee, name, value)
    addressee.version += 1
    db.session.flush()


def remember_holder(case: Case, old: str, addressee: Addressee, *, is_ambassador: bool) -> None:
    """Packets that were printed before this revision of the case name the old one."""
    if not old or old == addressee.holder:
        return
    own = {"chapter_id": case.chapter_id, "case_id": case.id, "revision": case.revision}
    told = {"office": addressee.office, "holder": old, "new_holder": addressee.holder}
    db.session.add(FormerHolder(**own, **told, is_ambassador=is_ambassador))
    db.session.flush()


def delete_office(office: Office, actor: User) -> None:
    """Raises Refused while a case uses it. Deleted cases keep its words."""
    db.session.refresh(office, with_for_update=True)
    if used := cases_of_office(office):
        names = ", ".join(case.title for case in used)
        raise Refused(_("These cases use this office: %(names)s. Take it off them first.", names=names))
    left = update(Addressee).where(Addressee.chapter_id == office.chapter_id)
    db.session.execute(left.where(Addressee.office_id == office.id).values(office_id=None))
    db.session.execute(left.where(Addressee.care_of_id == office.id).values(care_of_id=None, route=Route.DIRECT))
    db.session.delete(office)
    db.session.flush()
    record(office.chapter_id, actor.id, "delete_office", f"office {office.id}")


def add_office(case: Case, office: Office, actor: User) -> Addressee:
    """One more addressee, which follows the office. Raises Refused if the case has it already."""
    db.session.refresh(office, with_for_update=True)  # or a new holder who comes meanwhile would not be told
    db.session.refresh(case, with_for_update=True)  # or two clicks at once would add two
    own = (Addressee.chapter_id == case.chapter_id, Addressee.case_id == case.id)
    if db.session.scalars(select(Addressee.id).where(*own, Addressee.office_id == office.id)).first() is not None:
        raise Refused(_("%(name)s is on this case already.", name=office.name))
    count = db.session.scalars(select(func.count()).select_from(Addressee).where(*own)).one()
    addressee = Addressee(
        chapter_id=case.chapter_id,
        case_id=case.id,
        position=count + 1,
        role=role_of(office),
        office_id=office.id,
        **values_from(office),
    )
    db.session.add(addressee)
    db.session.flush()
    touch(case, actor, "add_addressees", ["office"])
    return addressee


def follow_office(case: Case, addressee: Addressee, office: Office, actor: User) -> None:
    """Its words are the office's from now on."""
    db.session.refresh(office, with_for_update=True)
    before, addressee.office_id = addressee.holder, office.id
    _copy(office, addressee)
    touch(case, actor, "change_addressees", ["office"])
    remember_holder(case, before, addressee, is_ambassador=office.kind in DIPLOMATS)


def leave_office(case: Case, addressee: Addressee, actor: User) -> None:
    """It keeps its words, and follows nobody."""
    addressee.office_id = None
    addressee.version += 1
    db.session.flush()
    record(case.chapter_id, actor.id, "change_addressees", f"case {case.id}", ["office"])


def suspend_mail(chapter: Chapter, values: Mapping[str, Any], actor: User) -> None:
    """Raises Refused if the country is on the list."""
    if not insert_if_new(MailStop, chapter_id=chapter.id, **values):
        raise Refused(_("This country is on the list already."), "country")
    record(chapter.id, actor.id, "add_mail_stop", f"chapter {chapter.id}", ["country"])


def resume_mail(stop: MailStop, actor: User) -> None:
    db.session.delete(stop)
    db.session.flush()
    record(stop.chapter_id, actor.id, "remove_mail_stop", f"chapter {stop.chapter_id}", ["country"])
