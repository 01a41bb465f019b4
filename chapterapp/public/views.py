from flask import Blueprint, g, make_response, render_template, request
from werkzeug.wrappers import Response

from chapterapp.access import cookie_free
from chapterapp.chapters.queries import get_chapter
from chapterapp.database import enter_chapter
from chapterapp.errors import Missing
from chapterapp.meetings.queries import list_upcoming

bp = Blueprint("public", __name__)
FRESH = 60  # seconds a cache may keep it


@bp.get("/p/<slug>")
@cookie_free
def show(slug: str) -> Response:
    """What the world may see of a chapter that wants to be seen: its name, the next meeting, how to come."""
    chapter = get_chapter(slug)
    if not chapter.is_public:
        raise Missing
    enter_chapter(chapter.id)
    g.chapter = chapter
    meeting = next(iter(list_upcoming(chapter)), None)
    page = make_response(render_template("public/show.html", chapter=chapter, meeting=meeting))
    page.cache_control.public, page.cache_control.max_age = True, FRESH
    page.add_etag()
    return page.make_conditional(request)
