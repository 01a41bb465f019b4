"""The pages of scans and documents of a case, and the files themselves."""

from flask import g, render_template, send_file
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page, takes_up_to
from chapterapp.cases import file_services as services
from chapterapp.cases.file_forms import EditFileForm, NewFilesForm
from chapterapp.cases.file_models import CaseFile
from chapterapp.cases.file_queries import get_file
from chapterapp.cases.models import Case
from chapterapp.cases.queries import get_case
from chapterapp.cases.views import Page, bp, to_case
from chapterapp.chapters.models import ROLE_PERMISSIONS, Chapter, Permission
from chapterapp.database import db, release
from chapterapp.errors import Missing, Refused
from chapterapp.files.services import Picture, draw_or_copy
from chapterapp.files.storage import path_of
from chapterapp.forms import BaseForm, status_after
from chapterapp.slugs import slugify

LARGEST = 11 * 1024 * 1024


@bp.route("/<slug>/files/new", methods=["GET", "POST"])
@takes_up_to(LARGEST)
@chapter_page(Permission.EDIT_CASES)
def add_files(chapter: Chapter, slug: str) -> Page:
    case, form = get_case(chapter, slug), NewFilesForm()
    if form.validate_on_submit():
        try:
            services.add_files(case, make_anew(form.sent()), form.values(), acting_user())
        except Refused as no:
            form.refuse(str(no), "files")
        else:
            db.session.commit()
            return to_case(chapter, case)
    return render_template("cases/add_files.html", chapter=chapter, case=case, form=form), 422 if form.errors else 200


def make_anew(sent: list[FileStorage]) -> list[Picture | bytes]:
    """Before anything is written: that takes seconds, and nobody waits for the lock meanwhile. Raises Refused, with the
    name of the file where there are several."""
    release()
    made = []
    for one in sent:
        try:
            made.append(draw_or_copy(one.read()))
        except Refused as no:
            raise Refused(f"{one.filename}: {no}" if len(sent) > 1 else str(no)) from None
    return made


@bp.get("/<slug>/files/<ref>")
@chapter_page(Permission.SEE)
def file(chapter: Chapter, slug: str, ref: str) -> Response:
    """A picture in the browser; a PDF to be saved, since what shows PDFs runs more than we know."""
    row = get_file(get_case(chapter, slug), ref, all_of_them=sees_all())
    if not path_of(row.file.ref).exists():
        raise Missing
    is_pdf = row.file.media_type == "application/pdf"
    name = f"{slugify(row.title) or 'file'}.{'pdf' if is_pdf else 'jpg'}"
    return send_file(path_of(row.file.ref), mimetype=row.file.media_type, as_attachment=is_pdf, download_name=name,
                     conditional=False, etag=False)  # fmt: skip


def sees_all() -> bool:
    return Permission.EDIT_CASES in ROLE_PERMISSIONS[g.role]


@bp.route("/<slug>/files/<ref>/edit", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def edit_file(chapter: Chapter, slug: str, ref: str) -> Page:
    case, row = find(chapter, slug, ref)
    form = EditFileForm(obj=row)
    form.choose(row)
    status = status_after(
        form, lambda: services.edit_file(case, row, form.values(), form.seen_version(), acting_user())
    )
    if status == 303:
        db.session.commit()
        return to_case(chapter, case)
    shown = {"form": form, "row": row, "stale": status == 409}
    return render_template("cases/edit_file.html", chapter=chapter, case=case, **shown), status


@bp.route("/<slug>/files/<ref>/remove", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def remove_file(chapter: Chapter, slug: str, ref: str) -> Page:
    case, row = find(chapter, slug, ref)
    form = BaseForm()
    if form.validate_on_submit():
        services.remove_file(case, row, acting_user())
        db.session.commit()
        return to_case(chapter, case)
    return render_template("cases/remove_file.html", chapter=chapter, case=case, row=row, form=form)


def find(chapter: Chapter, slug: str, ref: str) -> tuple[Case, CaseFile]:
    """Raises Missing."""
    case = get_case(chapter, slug)
    return case, get_file(case, ref, all_of_them=True)
