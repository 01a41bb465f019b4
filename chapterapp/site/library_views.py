"""The site admin opens the library, and says who its editors are."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, site_page
from chapterapp.chapters.forms import NewChapterForm
from chapterapp.chapters.models import Chapter
from chapterapp.chapters.queries import find_library
from chapterapp.database import db, enter_chapter
from chapterapp.errors import Missing, Refused
from chapterapp.library import services
from chapterapp.members.queries import get_member, list_members
from chapterapp.members.services import deactivate_member
from chapterapp.site.views import Page, bp


def get_library() -> Chapter:
    """Raises Missing."""
    if (library := find_library()) is None:
        raise Missing
    enter_chapter(library.id)
    return library


@bp.get("/site/library")
@site_page
def library() -> str:
    kept = get_library()
    editors = [member for member in list_members(kept) if member.membership]
    return render_template("site/library.html", library=kept, editors=editors)


@bp.route("/site/library/new", methods=["GET", "POST"])
@site_page
def open_library() -> Page:
    form = NewChapterForm(name=_("Library"))
    if form.validate_on_submit():
        try:
            services.open_library(form.values(), acting_user())
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            return redirect(url_for(".library"), 303)
    return render_template("site/open_library.html", form=form), 422 if form.errors or form.form_errors else 200


@bp.post("/site/library/end-editor")
@site_page
def end_editor() -> Response:
    """Their account leaves the library at once."""
    kept = get_library()
    deactivate_member(kept, get_member(kept, request.form.get("editor", "")), acting_user())
    db.session.commit()
    return redirect(url_for(".library"), 303)
