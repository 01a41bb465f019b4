"""The pages of the places where people are held."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.cases import facility_services as services
from chapterapp.cases.facility_forms import FacilityForm
from chapterapp.cases.queries import cases_at, get_facility, list_facilities
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db
from chapterapp.forms import status_after

bp = Blueprint("facilities", __name__, url_prefix="/c/<chapter_slug>/facilities")
Page = str | Response | tuple[str, int]


@bp.get("")
@chapter_page(Permission.EDIT_CASES)
def index(chapter: Chapter) -> str:
    return render_template("facilities/index.html", chapter=chapter, facilities=list_facilities(chapter))


@bp.route("/new", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def create(chapter: Chapter) -> Page:
    form = FacilityForm()
    if form.validate_on_submit():
        services.create_facility(chapter, form.values(), acting_user())
        db.session.commit()
        return redirect(url_for(".index", chapter_slug=chapter.slug), 303)
    return render_template("facilities/create.html", chapter=chapter, form=form), 422 if form.errors else 200


@bp.route("/<ref>", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def edit(chapter: Chapter, ref: str) -> Page:
    facility = get_facility(chapter, ref)
    form = FacilityForm(obj=facility)
    form.choose(facility)
    status = status_after(
        form, lambda: services.edit_facility(facility, form.values(), form.seen_version(), acting_user())
    )
    if status == 303:
        db.session.commit()
        return redirect(url_for(".index", chapter_slug=chapter.slug), 303)
    shown = {"facility": facility, "form": form, "cases": cases_at(facility), "stale": status == 409}
    return render_template("facilities/edit.html", chapter=chapter, **shown), status
