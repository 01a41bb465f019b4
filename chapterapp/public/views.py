from flask import Blueprint, g, make_response, render_template, request
from werkzeug.wrappers import Response

from chapterapp.access import cookie_free
from chapterapp.chapters.models import Chapter
from chapterapp.chapters.queries import get_chapter
from chapterapp.database import enter_chapter
from chapterapp.errors import Missing
from chapterapp.public.queries import find_evenings, list_lives

bp = Blueprint("public", __name__)
FRESH = 60  # seconds a cache may keep it


@bp.get("/p/<slug>")
@cookie_free
def show(slug: str) -> Response:
    """What the world may see of a chapter that wants to be seen: the next meeting, how to come, whom it writes for."""
    chapter = enter_public(slug)
    return cached("public/show.html", chapter)


@bp.get("/p/<slug>/releases")
@cookie_free
def releases(slug: str) -> Response:
    """Those who came free and those who wait, as far as the chapter shows them."""
    chapter = enter_public(slug)
    return cached("public/releases.html", chapter)


def enter_public(slug: str) -> Chapter:
    """Raises Missing for a chapter that does not want to be seen, as for one that is not there."""
    chapter = get_chapter(slug)
    if not chapter.is_public:
        raise Missing
    enter_chapter(chapter.id)
    g.chapter = chapter
    return chapter


def cached(template: str, chapter: Chapter) -> Response:
    """The same for everybody, so anybody's cache may keep it for a while and ask whether it changed."""
    evenings, lives = find_evenings(chapter), list_lives(chapter)
    page = make_response(render_template(template, chapter=chapter, evenings=evenings, lives=lives))
    page.cache_control.public, page.cache_control.max_age = True, FRESH
    page.add_etag()
    return page.make_conditional(request)
