from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from chapterapp.cases.file_models import CaseFile
from chapterapp.cases.models import Case
from chapterapp.database import db, prepare
from chapterapp.errors import Missing

OF_CASE = prepare(
    select(CaseFile)
    .where(CaseFile.chapter_id == bindparam("chapter_id"), CaseFile.case_id == bindparam("case_id"))
    .options(joinedload(CaseFile.file), joinedload(CaseFile.uploaded_by))
    .order_by(CaseFile.id)
)


def files_of(case: Case, *, all_of_them: bool) -> Sequence[CaseFile]:
    """Its scans and documents in the order they came: all, or those that members may see."""
    found = db.session.scalars(OF_CASE, {"chapter_id": case.chapter_id, "case_id": case.id})
    return [one for one in found if all_of_them or one.for_members]


def get_file(case: Case, ref: str, *, all_of_them: bool) -> CaseFile:
    """Raises Missing, also for one that only coordinators see."""
    if (found := next((one for one in files_of(case, all_of_them=all_of_them) if one.ref == ref), None)) is None:
        raise Missing
    return found
