from flask import Blueprint, render_template, request

from chapterapp.access import chapter_page
from chapterapp.audit.queries import PAGE, list_entries
from chapterapp.audit.words import describe
from chapterapp.chapters.models import Chapter, Permission

bp = Blueprint("audit", __name__, url_prefix="/c/<chapter_slug>/audit")
HIGHEST = 2**31 - 1  # what a number of ours can be in both databases


@bp.get("")
@chapter_page(Permission.MANAGE_CHAPTER)
def index(chapter: Chapter) -> str:
    before = request.args.get("before", type=int)
    entries = list_entries(chapter, None if before is None else max(0, min(before, HIGHEST)))
    older = entries[-1].id if len(entries) == PAGE else None
    return render_template("audit/index.html", chapter=chapter, entries=entries, older=older, describe=describe)
