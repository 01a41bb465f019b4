"""The sums of the years, made from the entries: after many were written at once, past the services."""

from sqlalchemy import delete, extract, func, insert, select

from chapterapp.chapters.models import Chapter
from chapterapp.database import db
from chapterapp.letters.models import LetterEntry, LetterSum


def sum_anew(chapter: Chapter) -> None:
    db.session.execute(delete(LetterSum).where(LetterSum.chapter_id == chapter.id))
    year = extract("year", LetterEntry.written_on)
    cell = (LetterEntry.chapter_id, LetterEntry.case_id, year, LetterEntry.kind)
    sums = select(*cell, func.sum(LetterEntry.count), func.sum(LetterEntry.tells))
    wanted = sums.where(LetterEntry.chapter_id == chapter.id).group_by(*cell)
    columns = ["chapter_id", "case_id", "year", "kind", "count", "tells"]
    db.session.execute(insert(LetterSum).from_select(columns, wanted))
