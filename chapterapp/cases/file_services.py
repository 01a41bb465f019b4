"""Scans and documents of a case: added, named anew, taken away."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from chapterapp.accounts.models import User
from chapterapp.cases.file_models import CaseFile
from chapterapp.cases.models import Case
from chapterapp.cases.services import touch
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.editing import apply_changes
from chapterapp.errors import Refused
from chapterapp.files.services import Picture, forget, store_pdf, store_picture

MOST = 60  # of one case


def add_files(case: Case, made: Sequence[Picture | bytes], values: Mapping[str, Any], actor: User) -> None:
    """Each a row with these values, numbered where there are several. Raises Refused where a case has too many."""
    db.session.refresh(case, with_for_update=True)  # two at once are counted one after the other
    there = select(func.count()).where(CaseFile.chapter_id == case.chapter_id, CaseFile.case_id == case.id)
    if db.session.scalars(there).one() + len(made) > MOST:
        raise Refused(_("A case has room for %(most)s files. Take away what is no longer needed.", most=MOST), "files")
    own = {"chapter_id": case.chapter_id, "case_id": case.id, "uploaded_at": now(), "uploaded_by_id": actor.id}
    for number, one in enumerate(made, 1):
        stored = store_pdf(case.chapter_id, one) if isinstance(one, bytes) else store_picture(case.chapter_id, one)
        title = f"{values['title']} ({number})" if len(made) > 1 else values["title"]
        db.session.add(CaseFile(**own, **{**values, "title": title}, file_id=stored.id))
    db.session.flush()
    touch(case, actor, "add_case_files", values)


def edit_file(case: Case, row: CaseFile, values: Mapping[str, Any], version: int, actor: User) -> None:
    """What it is called and who may see it. Raises Stale if somebody changed it since `version`."""
    if changed := apply_changes(row, values, version):
        touch(case, actor, "edit_case_files", changed)


def remove_file(case: Case, row: CaseFile, actor: User) -> None:
    """For good: the page before it asks."""
    stored = row.file
    db.session.delete(row)
    db.session.flush()
    forget(stored)
    touch(case, actor, "remove_case_files")
