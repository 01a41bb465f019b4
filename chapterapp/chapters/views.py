from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.chapters import services
from chapterapp.chapters.forms import SettingsForm
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db
from chapterapp.errors import Refused, Stale

bp = Blueprint("chapters", __name__, url_prefix="/c/<chapter_slug>")


@bp.route("/settings", methods=["GET", "POST"])
@chapter_page(Permission.MANAGE_CHAPTER)
def settings(chapter: Chapter) -> str | Response | tuple[str, int]:
    form, status = SettingsForm(obj=chapter), 200
    form.choose(chapter)
    if form.validate_on_submit():
        try:
            services.change_settings(chapter, form.values(), form.seen_version(), acting_user())
        except Stale as stale:
            form.compare(stale.current)
            status = 409
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            flash(_("The settings are saved."), "go")
            return redirect(url_for(".settings", chapter_slug=chapter.slug), 303)
    page = render_template("chapters/settings.html", chapter=chapter, form=form, stale=status == 409)
    return page, 422 if form.errors else status
