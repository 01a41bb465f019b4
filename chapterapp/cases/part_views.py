"""The pages of what belongs to a case: subjects, addressees, sample letters, timeline, portraits."""

from typing import Any, NamedTuple

from flask import render_template, request, send_file
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page, takes_up_to
from chapterapp.cases import part_services as services
from chapterapp.cases.forms import AddresseeForm, CaseUpdateForm, PortraitForm, SampleLetterForm, SubjectForm
from chapterapp.cases.models import Addressee, CaseUpdate, SampleLetter, Subject
from chapterapp.cases.queries import get_case, get_part, list_facilities
from chapterapp.cases.views import Page, bp, to_case
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db, release
from chapterapp.errors import Missing, Refused, Stale
from chapterapp.files.services import draw_anew
from chapterapp.files.storage import path_of
from chapterapp.forms import VersionedForm

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
    form = offer(form_type(**defaults(chapter, case.country)[kind]), chapter)
    if form.validate_on_submit():
        services.add_part(case, part, form.values(), acting_user())
        db.session.commit()
        return to_case(chapter, case)
    page = render_template("cases/add_part.html", chapter=chapter, case=case, form=form, kind=kind)
    return page, 422 if form.errors else 200


def offer(form: VersionedForm, chapter: Chapter) -> VersionedForm:
    if isinstance(form, SubjectForm):
        form.offer(list_facilities(chapter))
    return form


def defaults(chapter: Chapter, country: str) -> dict[str, dict[str, Any]]:
    language = chapter.locale.split("_")[0]
    return {"subjects": {}, "addressees": {"country": country}, "letters": {"language": language}, "updates": {}}


@bp.route(f"/<slug>/{ANY}/<ref>/edit", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def edit_part(chapter: Chapter, slug: str, kind: str, ref: str) -> Page:
    case, (part, form_type) = get_case(chapter, slug), KINDS[kind]
    row = get_part(case, part, ref)
    form, status = offer(form_type(obj=row), chapter), 200
    form.choose(row)
    if form.validate_on_submit():
        try:
            services.edit_part(case, row, form.values(), form.seen_version(), acting_user())
        except Stale as stale:
            form.compare(stale.current)
            status = 409
        else:
            db.session.commit()
            return to_case(chapter, case)
    status = 422 if form.errors else status
    shown = {"form": form, "kind": kind, "row": row, "stale": status == 409}
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
