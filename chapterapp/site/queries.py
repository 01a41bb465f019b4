from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter
from chapterapp.chapters.queries import list_chapters
from chapterapp.database import across_chapters, db
from chapterapp.meetings.models import Meeting
from chapterapp.members.models import Member
from chapterapp.packets.models import Packet


class ChapterCounts(NamedTuple):
    """A chapter in numbers; no row of it is read."""

    chapter: Chapter
    members: int
    cases: int
    meetings: int
    packets: int


def count_chapters() -> Sequence[ChapterCounts]:
    with across_chapters("the site admin sees numbers of all chapters, and no names"):
        counts = [_count(table) for table in (Member, Case, Meeting, Packet)]
    return [ChapterCounts(chapter, *(count.get(chapter.id, 0) for count in counts)) for chapter in list_chapters()]


def _count(table: type[Member | Case | Meeting | Packet]) -> dict[int, int]:
    rows = db.session.execute(select(table.chapter_id, func.count(table.id)).group_by(table.chapter_id))
    return {chapter_id: count for chapter_id, count in rows}  # noqa: C416 rows are no pairs for mypy
