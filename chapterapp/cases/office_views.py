"""The chapter's list of offices, and of countries that no mail goes to; an office on a case."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.cases import office_services as services
from chapterapp.cases import views as cases
from chapterapp.cases.labels import OFFICE_KINDS
from chapterapp.cases.models import Addressee
from chapterapp.cases.office_forms import HolderForm, MailStopForm, OfficeForm
from chapterapp.cases.office_queries import (
    cases_by_office,
    cases_of_office,
    get_mail_stop,
    get_office,
    list_mail_stops,
    list_offices,
)
from chapterapp.cases.queries import get_case, get_part
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.clock import today
from chapterapp.database import db
from chapterapp.errors import Refused
from chapterapp.forms import status_after

bp = Blueprint("offices", __name__, url_prefix="/c/<chapter_slug>/offices")
bp.record_once(lambda setup: setup.app.jinja_env.globals.update(office_kinds=OFFICE_KINDS))
Page = str | Response | tuple[str, int]


def to_list(chapter: Chapter) -> Response:
    return redirect(url_for("offices.index", chapter_slug=chapter.slug), 303)


@bp.get("")
@chapter_page(Permission.EDIT_CASES)
def index(chapter: Chapter) -> str:
    return render_template(
        "offices/index.html",
        chapter=chapter,
        offices=list_offices(chapter),
        used=cases_by_office(chapter),
        stops=list_mail_stops(chapter),
    )


@bp.route("/new", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def create(chapter: Chapter) -> Page:
    """From a case it comes with the country, and leads back to where the office is proposed."""
    case = get_case(chapter, request.args["case"]) if "case" in request.args else None
    known = {"of_country": case.country if case else "", "address_country": chapter.country}
    form = OfficeForm(data={**known, "verified_on": today(chapter.time_zone)})
    if form.validate_on_submit():
        office = services.create_office(chapter, form.values(), acting_user())
        if case:
            services.add_office(case, office, acting_user())
        db.session.commit()
        return cases.to_case(chapter, case) if case else to_list(chapter)
    return render_template("offices/create.html", chapter=chapter, case=case, form=form), 422 if form.errors else 200


@bp.route("/<ref>/edit", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def edit(chapter: Chapter, ref: str) -> Page:
    return change(chapter, ref, OfficeForm, "offices/edit.html")


@bp.route("/<ref>/holder", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def change_holder(chapter: Chapter, ref: str) -> Page:
    return change(chapter, ref, HolderForm, "offices/change_holder.html")


def change(chapter: Chapter, ref: str, form_type: type[OfficeForm] | type[HolderForm], template: str) -> Page:
    office = get_office(chapter, ref)
    form = form_type(obj=office)
    form.choose(office)
    status = status_after(form, lambda: services.edit_office(office, form.values(), form.seen_version(), acting_user()))
    if status == 303:
        db.session.commit()
        return to_list(chapter)
    shown = {"office": office, "form": form, "used": cases_of_office(office), "stale": status == 409}
    return render_template(template, chapter=chapter, **shown), status


@bp.post("/<ref>/delete")
@chapter_page(Permission.EDIT_CASES)
def delete(chapter: Chapter, ref: str) -> Response:
    services.delete_office(get_office(chapter, ref), acting_user())
    db.session.commit()
    return to_list(chapter)


@bp.route("/no-mail", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def suspend_mail(chapter: Chapter) -> Page:
    form = MailStopForm()
    if form.validate_on_submit():
        try:
            services.suspend_mail(chapter, form.values(), acting_user())
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            return to_list(chapter)
    return render_template("offices/suspend_mail.html", chapter=chapter, form=form), 422 if form.errors else 200


@bp.post("/no-mail/<ref>/remove")
@chapter_page(Permission.EDIT_CASES)
def resume_mail(chapter: Chapter, ref: str) -> Response:
    services.resume_mail(get_mail_stop(chapter, ref), acting_user())
    db.session.commit()
    return to_list(chapter)


@cases.bp.post("/<slug>/offices")
@chapter_page(Permission.EDIT_CASES)
def add_office(chapter: Chapter, slug: str) -> Response:
    """One click: the embassy is an addressee of the case."""
    case, office = get_case(chapter, slug), get_office(chapter, request.form.get("listed", ""))
    services.add_office(case, office, acting_user())
    db.session.commit()
    return cases.to_case(chapter, case)


@cases.bp.post("/<slug>/addressees/<ref>/office")
@chapter_page(Permission.EDIT_CASES)
def follow_office(chapter: Chapter, slug: str, ref: str) -> Response:
    """An addressee that somebody typed has its words from an office from now on; without an office, from none."""
    case = get_case(chapter, slug)
    addressee = get_part(case, Addressee, ref)
    if office := request.form.get("listed", ""):
        services.follow_office(case, addressee, get_office(chapter, office), acting_user())
    else:
        services.leave_office(case, addressee, acting_user())
    db.session.commit()
    return cases.to_case(chapter, case)
