from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page, logged_in
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.chapters.queries import list_chapters_of

bp = Blueprint("dashboard", __name__)


@bp.get("/")
@logged_in
def index() -> str | Response:
    """Where the log-in leads: to the one chapter, to a choice of several, or to the site admin's page."""
    chapters = list_chapters_of(acting_user())
    if len(chapters) == 1:
        return redirect(url_for(".show", chapter_slug=chapters[0].chapter.slug), 303)
    if not chapters and acting_user().is_site_admin:
        return redirect(url_for("site.index"), 303)
    return render_template("dashboard/choose.html", chapters=chapters)


@bp.get("/c/<chapter_slug>/")
@chapter_page(Permission.SEE)
def show(chapter: Chapter) -> str:
    return render_template("dashboard/show.html", chapter=chapter)
