"""The library of the demo: three cases, of which St. Louis has adopted one and has not yet seen what changed since."""

from datetime import timedelta
from typing import Any

from chapterapp.accounts.models import User
from chapterapp.accounts.services import create_user
from chapterapp.cases.services import edit_case
from chapterapp.chapters.models import Chapter, PaperSize, Role
from chapterapp.clock import today
from chapterapp.database import enter_chapter
from chapterapp.demo.cases import add_case
from chapterapp.demo.stories.azerbaijan import LEYLA, NEWS
from chapterapp.demo.stories.cameroon import NKENG
from chapterapp.demo.stories.philippines import KAWAYAN
from chapterapp.library.services import adopt_case, open_library, publish_case
from chapterapp.members.services import join_chapter

EDITOR = ("editor@library.example", "Nora Lindqvist")
SETTINGS: dict[str, Any] = {
    "name": "Library",
    "country": "US",
    "time_zone": "America/Chicago",
    "locale": "en_US",
    "paper_size": PaperSize.LETTER,
    "is_demo": True,
}
STORIES = (LEYLA, NKENG, KAWAYAN)
NEARER = timedelta(days=14)


def add_library(password_hash: str, admin: User, chapter: Chapter, coordinator: User) -> None:
    """With its editor, who enters and publishes the cases; the chapter adopts the first, which changes then."""
    library = open_library(SETTINGS, admin)
    enter_chapter(library.id)
    editor = create_user(*EDITOR, password_hash)
    join_chapter(library, editor, Role.EDITOR, admin.id)
    cases = [add_case(library, story, None, editor) for story in STORIES]
    for case in cases:
        publish_case(case, editor)
    enter_chapter(chapter.id)
    adopt_case(chapter, cases[0], coordinator)
    enter_chapter(library.id)
    edit_case(cases[0], NEWS | {"deadline_on": today(library.time_zone) + NEARER}, cases[0].version, editor)
