"""The pages on which a case ends, and where one that ended long ago is entered."""

from flask import render_template
from flask_babel import gettext as _

from chapterapp.access import acting_user, chapter_page
from chapterapp.cases import services
from chapterapp.cases.forms import CloseForm, PastCaseForm, RearrestForm, outcomes_in_groups
from chapterapp.cases.labels import label
from chapterapp.cases.models import Case, CaseStatus, Outcome
from chapterapp.cases.queries import get_case
from chapterapp.cases.views import Page, bp, to_case
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db
from chapterapp.errors import Refused, Stale
from chapterapp.forms import SelectChoice, status_after


@bp.route("/<slug>/close", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def close(chapter: Chapter, slug: str) -> Page:
    case = get_case(chapter, slug)
    form = form_of_end(case)
    form.choose(case)
    status = status_after(form, lambda: services.close_case(case, form.values(), form.seen_version(), acting_user()))
    if status == 303:
        db.session.commit()
        return to_case(chapter, case)
    return render_template("cases/close.html", chapter=chapter, case=case, form=form, stale=status == 409), status


def form_of_end(case: Case) -> CloseForm:
    """What is saved of a closed case. Of an open one only the story is taken over, never the tick for the world."""
    if case.status is CaseStatus.CLOSED:
        form = CloseForm(obj=case)
        if case.outcome is Outcome.REARRESTED:  # closed so before an arrest opened cases again: it stays on offer
            form.outcome.choices = {
                **outcomes_in_groups(),
                _("As it is"): [SelectChoice(case.outcome, label(case.outcome))],
            }
        return form
    return CloseForm(story=case.story, version=case.version)


@bp.route("/<slug>/rearrest", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def rearrest(chapter: Chapter, slug: str) -> Page:
    """Arrested again: the case is opened."""
    case = get_case(chapter, slug)
    form, status = RearrestForm(version=case.version), 200
    if form.validate_on_submit():
        try:
            services.rearrest_case(case, form.values(), form.seen_version(), acting_user())
        except Stale:
            form.version.data, status = str(case.version), 409
        except Refused as no:
            form.refuse(str(no))
        else:
            db.session.commit()
            return to_case(chapter, case)
    status = 422 if form.errors else status
    return render_template("cases/rearrest.html", chapter=chapter, case=case, form=form, stale=status == 409), status


@bp.route("/past/new", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def create_past(chapter: Chapter) -> Page:
    form = PastCaseForm()
    if form.validate_on_submit():
        try:
            case = services.create_past_case(chapter, form.case_values(), acting_user(), form.subject_values())
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            return to_case(chapter, case)
    return render_template("cases/create_past.html", chapter=chapter, form=form), 422 if form.errors else 200
