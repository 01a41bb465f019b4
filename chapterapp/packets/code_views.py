"""The short code on a sheet of ours, typed in or scanned: it opens the screen where that sheet is typed in."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, logged_in
from chapterapp.chapters.models import ROLE_PERMISSIONS
from chapterapp.chapters.queries import list_chapters_of
from chapterapp.database import enter_chapter
from chapterapp.errors import Missing
from chapterapp.meetings.queries import list_all
from chapterapp.packets.codes import SCREENS, find_sheet, plain

bp = Blueprint("codes", __name__)


@bp.get("/s")
@logged_in
def type_in() -> Response | str | tuple[str, int]:
    """For a code that nobody can scan."""
    typed = request.args.get("code", "")
    if not typed:
        return render_template("packets/type_in.html", typed="", error="")
    try:
        return redirect(screen_of(typed), 303)
    except Missing:
        error = _("No sheet of yours has this code. It has six letters and digits, as in 7KM 4RX.")
        return render_template("packets/type_in.html", typed=typed, error=error), 422


@bp.get("/s/<code>")
@logged_in
def open_sheet(code: str) -> Response:
    return redirect(screen_of(code), 303)


def screen_of(code: str) -> str:
    """The address of the screen, in a chapter where the one who asks may use it. Raises Missing."""
    for chapter, role in list_chapters_of(acting_user()):
        enter_chapter(chapter.id)
        if found := find_sheet(list_all(chapter), plain(code)):
            meeting, sheet = found
            if SCREENS[sheet].permission in ROLE_PERMISSIONS[role]:
                return url_for(SCREENS[sheet].endpoint, chapter_slug=chapter.slug, slug=meeting.slug)
    raise Missing
