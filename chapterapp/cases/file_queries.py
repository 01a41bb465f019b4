from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from chapterapp.cases.file_models import CaseFile
from chapterapp.cases.models import Case
from chapterapp.database import db
from chapterapp.errors import Missing


def files_of(case: Case, *, all_of_them: bool) -> Sequence[CaseFile]:
    """Its scans and documents in the order they came: all, or those that members may see."""
    wanted = select(CaseFile).where(CaseFile.chapter_id == case.chapter_id, CaseFile.case_id == case.id)
    if not all_of_them:
        wanted = wanted.where(CaseFile.for_members)
    together = (joinedload(CaseFile.file), joinedload(CaseFile.uploaded_by))
    return db.session.scalars(wanted.options(*together).order_by(CaseFile.id)).all()


def get_file(case: Case, ref: str, *, all_of_them: bool) -> CaseFile:
    """Raises Missing, also for one that only coordinators see."""
    if (found := next((one for one in files_of(case, all_of_them=all_of_them) if one.ref == ref), None)) is None:
        raise Missing
    return found
