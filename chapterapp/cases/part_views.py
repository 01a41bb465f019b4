"""The pages of what belongs to a case: subjects, addressees, sample letters, timeline, portraits."""

from typing import Any, NamedTuple

from flask import render_template, request, send_file
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page, takes_up_to
from chapterapp.cases import part_services as services
from chapterapp.cases.forms import (
    AddresseeForm,
    CaseUpdateForm,
    FollowingForm,
    PortraitForm,
    RouteFields,
    SampleLetterForm,
    SubjectForm,
)
from chapterapp.cases.models import Addressee, Case, CaseUpdate, SampleLetter, Subject
from chapterapp.cases.office_models import Route
from chapterapp.cases.office_queries import get_office, list_not_on, list_offices
from chapterapp.cases.office_rules import DIPLOMATS
from chapterapp.cases.queries import addressees_of, get_case, get_part, list_facilities
from chapterapp.cases.views import Page, bp, to_case
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db, release
from chapterapp.errors import Missing, Refused
from chapterapp.files.services import draw_anew
from chapterapp.files.storage import path_of
from chapterapp.forms import SelectChoice, VersionedForm, status_after

LARGEST = 8 * 1024 * 1024


class Kind(NamedTuple):
    part: type[services.Part]
    form: type[VersionedForm]


KINDS = {
    "subjects": Kind(Subject, SubjectForm),
    "addressees": Kind(Addressee, AddresseeForm),
    "letters": Kind(SampleLetter, SampleLetterForm),
    "updates": Kind(CaseUpdate, CaseUpdateForm),
}
ANY = f"<any({','.join(KINDS)}):kind>"


@bp.route(f"/<slug>/{ANY}/new", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def add_part(chapter: Chapter, slug: str, kind: str) -> Page:
    case, (part, form_type) = get_case(chapter, slug), KINDS[kind]
    form = form_type(**defaults(chapter, case.country)[kind])
    offer(form, chapter, case)
    if form.validate_on_submit():
        services.add_part(case, part, chosen(form, chapter, case), acting_user())
        db.session.commit()
        return to_case(chapter, case)
    offices = list_not_on(case) if kind == "addressees" else ()
    page = render_template("cases/add_part.html", chapter=chapter, case=case, form=form, kind=kind, offices=offices)
    return page, 422 if form.errors else 200


def offer(form: VersionedForm, chapter: Chapter, case: Case) -> None:
    """The lists that depend on the chapter or on the case."""
    if isinstance(form, RouteFields):
        offices = [office for office in list_offices(chapter) if office.kind in DIPLOMATS]
        form.care_of_ref.choices = [
            SelectChoice("", _("Nobody’s")),
            *(SelectChoice(one.ref, one.name) for one in offices),
        ]
    if isinstance(form, SubjectForm):
        form.offer(list_facilities(chapter))
    if isinstance(form, SampleLetterForm):
        people = addressees_of(chapter, [case])[case.id]
        form.addressee_ref.choices = [
            SelectChoice("", _("The first that such a letter goes to")),
            *(SelectChoice(one.ref, one.holder or one.office or one.address_lines[:60]) for one in people),
        ]


def chosen(form: VersionedForm, chapter: Chapter, case: Case) -> dict[str, Any]:
    """The columns that a form fills: what was chosen by reference is there by number."""
    values = form.values()
    if "care_of_ref" in values:
        ref = values.pop("care_of_ref")
        values["care_of_id"] = get_office(chapter, ref).id if ref and values["route"] is Route.CARE_OF else None
    if "addressee_ref" in values:
        ref = values.pop("addressee_ref")
        values["addressee_id"] = get_part(case, Addressee, ref).id if ref else None
    return values


def defaults(chapter: Chapter, country: str) -> dict[str, dict[str, Any]]:
    language = chapter.locale.split("_")[0]
    return {"subjects": {}, "addressees": {"country": country}, "letters": {"language": language}, "updates": {}}


@bp.route(f"/<slug>/{ANY}/<ref>/edit", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def edit_part(chapter: Chapter, slug: str, kind: str, ref: str) -> Page:
    case, (part, form_type) = get_case(chapter, slug), KINDS[kind]
    row = get_part(case, part, ref)
    follows = isinstance(row, Addressee) and row.office_id is not None
    form = (FollowingForm if follows else form_type)(obj=row)
    offer(form, chapter, case)
    form.choose(row)

    def save() -> None:
        services.edit_part(case, row, chosen(form, chapter, case), form.seen_version(), acting_user())

    status = status_after(form, save)
    if status == 303:
        db.session.commit()
        return to_case(chapter, case)
    offices = list_offices(chapter) if isinstance(row, Addressee) else ()
    shown = {"form": form, "kind": kind, "row": row, "stale": status == 409, "offices": offices}
    return render_template("cases/edit_part.html", chapter=chapter, case=case, **shown), status


@bp.post(f"/<slug>/{ANY}/<ref>/remove")
@chapter_page(Permission.EDIT_CASES)
def remove_part(chapter: Chapter, slug: str, kind: str, ref: str) -> Response:
    case = get_case(chapter, slug)
    services.remove_part(case, get_part(case, KINDS[kind].part, ref), acting_user())
    db.session.commit()
    return to_case(chapter, case)


@bp.get("/<slug>/subjects/<ref>/portrait.jpg")
@chapter_page(Permission.SEE)
def portrait(chapter: Chapter, slug: str, ref: str) -> Response:
    subject = get_part(get_case(chapter, slug), Subject, ref)
    if subject.portrait is None or not path_of(subject.portrait.ref).exists():
        raise Missing
    return send_file(path_of(subject.portrait.ref), mimetype=subject.portrait.media_type, conditional=False, etag=False)


@bp.route("/<slug>/subjects/<ref>/portrait", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
@takes_up_to(LARGEST)
def set_portrait(chapter: Chapter, slug: str, ref: str) -> Page:
    case = get_case(chapter, slug)
    subject = get_part(case, Subject, ref)
    form = PortraitForm(obj=subject)
    if form.validate_on_submit():
        words = {name: value for name, value in form.values().items() if name != "portrait"}
        try:
            picture = read_picture(request.files.get("portrait"))
            services.set_portrait(case, subject, picture, words, acting_user())
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            return to_case(chapter, case)
    page = render_template("cases/portrait.html", chapter=chapter, case=case, subject=subject, form=form)
    return page, 422 if form.errors else 200


def read_picture(sent: FileStorage | None) -> Any:
    """Decode it before anything is written: Pillow may take a second, and the write lock is not held meanwhile."""
    data = sent.read() if sent else b""
    if not data:
        return None
    release()
    return draw_anew(data)


@bp.post("/<slug>/subjects/<ref>/portrait/remove")
@chapter_page(Permission.EDIT_CASES)
def remove_portrait(chapter: Chapter, slug: str, ref: str) -> Response:
    case = get_case(chapter, slug)
    services.remove_portrait(case, get_part(case, Subject, ref), acting_user())
    db.session.commit()
    return to_case(chapter, case)
