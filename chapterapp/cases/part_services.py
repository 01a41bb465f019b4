"""What belongs to a case: its subjects, addressees, sample letters and the updates of its timeline, one row each."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select, update

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.cases.copies import is_from_library, note_no_permission, own_ref
from chapterapp.cases.models import Addressee, AddresseeRole, Case, CaseUpdate, SampleLetter, Subject
from chapterapp.cases.office_rules import printed_changes
from chapterapp.cases.office_services import remember_holder
from chapterapp.cases.queries import list_copies
from chapterapp.cases.services import touch
from chapterapp.clock import now
from chapterapp.database import across_chapters, db
from chapterapp.editing import apply_changes
from chapterapp.errors import Refused
from chapterapp.files.services import Picture, forget, store_picture

Part = Subject | Addressee | SampleLetter | CaseUpdate


def add_part(case: Case, part: type[Part], values: Mapping[str, Any], actor: User) -> Part:
    """A new one, after the others."""
    own: dict[str, Any] = {"chapter_id": case.chapter_id, "case_id": case.id}
    if part is CaseUpdate:
        own["recorded_at"] = now()
    else:
        own["position"] = _count(case, part) + 1
    row = part(**own, **values)
    db.session.add(row)
    db.session.flush()
    touch(case, actor, f"add_{part.__tablename__}", values)
    return row


def edit_part(case: Case, row: Part, values: Mapping[str, Any], version: int, actor: User) -> None:
    """Raises Stale if somebody changed it since `version`."""
    before = row.holder if isinstance(row, Addressee) else ""
    changed = apply_changes(row, values, version)
    if printed_changes(changed):
        touch(case, actor, f"edit_{row.__tablename__}", changed)
    elif changed:
        record(case.chapter_id, actor.id, f"edit_{row.__tablename__}", f"case {case.id}", changed)
    if isinstance(row, Addressee):
        remember_holder(case, before, row, is_ambassador=row.role is AddresseeRole.DIPLOMAT)


def remove_part(case: Case, row: Part, actor: User) -> None:
    """Raises Refused for the last subject: a case is about somebody."""
    if isinstance(row, Subject) and _count(case, Subject) == 1:
        raise Refused(_("A case is about somebody. Add the other person or group first."))
    portrait = row.portrait if isinstance(row, Subject) else None
    if isinstance(row, Addressee):
        written_to = (SampleLetter.chapter_id == case.chapter_id, SampleLetter.addressee_id == row.id)
        db.session.execute(update(SampleLetter).where(*written_to).values(addressee_id=None))
    db.session.delete(row)
    db.session.flush()
    if portrait:
        forget(portrait)
    touch(case, actor, f"remove_{row.__tablename__}")
    if isinstance(row, Subject):
        withdraw_portrait(case, row, actor)


def set_portrait(case: Case, subject: Subject, picture: Picture | None, words: Mapping[str, str], actor: User) -> None:
    """Its words (alt text, credit, permission), and the picture if a new one came."""
    before = subject.portrait
    for name, value in words.items():
        setattr(subject, name, value)
    if picture:
        subject.portrait_id = store_picture(case.chapter_id, picture).id
    elif before is None:
        raise Refused(_("Choose a picture."), "portrait")
    subject.version += 1
    db.session.flush()
    if picture and before:
        forget(before)
    touch(case, actor, "set_portrait", ["portrait", *words])
    if not subject.portrait_permission:
        withdraw_portrait(case, subject, actor)


def remove_portrait(case: Case, subject: Subject, actor: User) -> None:
    before, subject.portrait_id = subject.portrait, None
    subject.version += 1
    db.session.flush()
    if before:
        forget(before)
    touch(case, actor, "remove_portrait", ["portrait"])
    withdraw_portrait(case, subject, actor)


def withdraw_portrait(case: Case, subject: Subject, actor: User) -> None:
    """Nobody allows the library's portrait any more, or it is gone: no copy prints what it has from there, from now on,
    whatever its chapter was told itself, until somebody there writes down anew who allows it. The picture stays with
    the chapter until it answers. After `touch`, which holds the case, so that a copy made meanwhile is seen."""
    with across_chapters("a portrait that the library may not show any more is printed in no chapter"):
        for copy in list_copies(case):
            db.session.refresh(copy, ["revision", "origin_said"], with_for_update=True)
            own = (Subject.chapter_id == copy.chapter_id, Subject.case_id == copy.id)
            mine = db.session.scalars(select(Subject).where(*own, Subject.ref == own_ref(copy, subject.ref))).first()
            if mine is None or mine.portrait is None or not mine.portrait_permission:
                continue
            if is_from_library(copy, subject.ref, mine.portrait.ref):
                mine.portrait_permission = ""
                mine.version += 1
                note_no_permission(copy, subject.ref)
                touch(copy, actor, "withdraw_portrait", ["portrait_permission"])


def _count(case: Case, part: type[Part]) -> int:
    rows = select(func.count()).select_from(part).where(part.chapter_id == case.chapter_id, part.case_id == case.id)
    return db.session.scalars(rows).one()
