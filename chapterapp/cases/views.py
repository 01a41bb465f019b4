from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.cases import rules, services
from chapterapp.cases.endings import SAD, sorry_line
from chapterapp.cases.file_queries import files_of
from chapterapp.cases.forms import CaseForm, NewCaseForm, ReasonForm
from chapterapp.cases.history_models import RuleName
from chapterapp.cases.labels import FILES, LETTER_KINDS, PAPERS, ROUTES, UPDATES, label
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.cases.office_queries import list_not_on, mail_stops_by_country
from chapterapp.cases.office_rules import postage_country, stamp_note
from chapterapp.cases.queries import (
    UNDO,
    addressees_of,
    deadline_changes_of,
    decisions_of_case,
    documents_of,
    get_case,
    get_deleted_case,
    letters_of,
    list_deleted,
    search_cases,
    subjects_of,
    updates_of,
)
from chapterapp.cases.sample_letters import may_print
from chapterapp.cases.searching import LONGEST
from chapterapp.chapters.models import ROLE_PERMISSIONS, Chapter, Permission
from chapterapp.chapters.queries import find_library
from chapterapp.clock import today
from chapterapp.database import db
from chapterapp.forms import BaseForm, status_after
from chapterapp.letters.queries import mailed_of_case, totals_of_case
from chapterapp.library.queries import list_changed, look_at

bp = Blueprint("cases", __name__, url_prefix="/c/<chapter_slug>/cases")
bp.add_app_template_global(label, "case_label")
bp.add_app_template_global(rules.needs_check, "needs_check")
bp.add_app_template_global(rules.needs_verifying, "needs_verifying")
bp.add_app_template_global(stamp_note)
bp.add_app_template_global(postage_country)
bp.record_once(
    lambda setup: setup.app.jinja_env.globals.update(
        document_kinds=PAPERS,
        SAD=SAD,
        update_kinds=UPDATES,
        file_kinds=FILES,
        letter_kinds=LETTER_KINDS,
        routes=ROUTES,
    )
)
Page = str | Response | tuple[str, int]


def to_case(chapter: Chapter, case: Case) -> Response:
    return redirect(url_for("cases.show", chapter_slug=chapter.slug, slug=case.slug), 303)


@bp.get("")
@chapter_page(Permission.SEE)
def index(chapter: Chapter) -> str | Response:
    if chapter.is_library:  # whose thousands come by the page
        return redirect(url_for("library.index", chapter_slug=chapter.slug), 303)
    words = request.args.get("q", "").strip()[:LONGEST]
    return render_template(
        "cases/index.html",
        chapter=chapter,
        found=search_cases(chapter, words, request.args.get("page", 1, int)),
        words=words,
        deleted=list_deleted(chapter),
        undo=UNDO,
        day=today(chapter.time_zone),
        has_library=find_library() is not None,
        changed={one.case.id for one in list_changed(chapter)},
    )


@bp.get("/<slug>")
@chapter_page(Permission.SEE)
def show(chapter: Chapter, slug: str) -> str:
    case = get_case(chapter, slug)
    subjects, letters = subjects_of(chapter, [case])[case.id], letters_of(chapter, [case])[case.id]
    addressees, updates = addressees_of(chapter, [case])[case.id], updates_of(chapter, [case])[case.id]
    allowed = [letter for letter in letters if may_print(letter, case, addressees)]
    edits = Permission.EDIT_CASES in ROLE_PERMISSIONS[g.role]
    return render_template(
        "cases/show.html",
        chapter=chapter,
        case=case,
        subjects=subjects,
        addressees=addressees,
        letters=letters if edits else allowed,
        printed=[letter.id for letter in allowed],
        offices=[office for office in list_not_on(case) if office.of_country == case.country]
        if edits and case.status is not CaseStatus.CLOSED
        else (),
        mail_stops=mail_stops_by_country(chapter),
        updates=updates,
        documents=documents_of(case),
        files=files_of(case, all_of_them=Permission.EDIT_CASES in ROLE_PERMISSIONS[g.role]),
        rules=rules.screen_lines(case, subjects, chapter, decisions_of_case(case)),
        places=rules.places_of(case, subjects),
        deadlines=deadline_changes_of(case),
        portrait_shown=rules.may_show_portrait(subjects[0] if subjects else None),
        written=totals_of_case(case),
        mailed=mailed_of_case(case),
        sorry=sorry_line(case.outcome, case.title) if case.status is CaseStatus.CLOSED else "",
        library=look_at(chapter, case),
        shown=chapter.is_public and rules.is_shown(case),
        missing=rules.missing_sentence(rules.missing_to_print(case, subjects, addressees, allowed)),
        day=today(chapter.time_zone),
    )


@bp.route("/new", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def create(chapter: Chapter) -> Page:
    form = NewCaseForm()
    if form.validate_on_submit():
        case = services.create_case(
            chapter,
            form.case_values(),
            acting_user(),
            addressee=form.addressee_values(),
            letter=form.letter_values(),
            is_checked=form.is_checked.data,
        )
        db.session.commit()
        return to_case(chapter, case)
    return render_template("cases/create.html", chapter=chapter, form=form), 422 if form.errors else 200


@bp.route("/<slug>/edit", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def edit(chapter: Chapter, slug: str) -> Page:
    case = get_case(chapter, slug)
    form = CaseForm(obj=case)
    decided = leave_out_decided(form, case)
    form.choose(case)
    status = status_after(form, lambda: services.edit_case(case, form.values(), form.seen_version(), acting_user()))
    if status == 303:
        db.session.commit()
        return to_case(chapter, case)
    shown = {"form": form, "decided": decided, "stale": status == 409}
    return render_template("cases/edit.html", chapter=chapter, case=case, **shown), status


def leave_out_decided(form: CaseForm, case: Case) -> list[RuleName]:
    """The form asks what the source says; a rule that somebody decided has a page of its own."""
    decided = list(rules.standing(case, decisions_of_case(case)))
    for rule in decided:
        del form[rule.value]
    return decided


@bp.post("/<slug>/verify")
@chapter_page(Permission.EDIT_CASES)
def verify(chapter: Chapter, slug: str) -> Response:
    case = get_case(chapter, slug)
    services.verify_case(case, chapter.time_zone, acting_user())
    db.session.commit()
    return to_case(chapter, case)


@bp.route("/<slug>/hold", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def hold(chapter: Chapter, slug: str) -> Page:
    case, form = get_case(chapter, slug), ReasonForm()
    if form.validate_on_submit():
        services.hold_case(case, form.reason.data or "", acting_user())
        db.session.commit()
        return to_case(chapter, case)
    return ask(chapter, case, form, "hold")


@bp.route("/<slug>/stop", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def stop(chapter: Chapter, slug: str) -> Page:
    case, form = get_case(chapter, slug), ReasonForm()
    if form.validate_on_submit():
        services.stop_case(case, form.reason.data or "", acting_user())
        db.session.commit()
        return to_case(chapter, case)
    return ask(chapter, case, form, "stop")


@bp.post("/<slug>/reopen")
@chapter_page(Permission.EDIT_CASES)
def reopen(chapter: Chapter, slug: str) -> Response:
    case = get_case(chapter, slug)
    services.reopen_case(case, acting_user())
    db.session.commit()
    return to_case(chapter, case)


@bp.route("/<slug>/delete", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def delete(chapter: Chapter, slug: str) -> Page:
    case, form = get_case(chapter, slug), BaseForm()
    if form.validate_on_submit():
        services.delete_case(case, acting_user())
        db.session.commit()
        return redirect(url_for(".index", chapter_slug=chapter.slug), 303)
    return ask(chapter, case, form, "delete")


@bp.post("/<slug>/restore")
@chapter_page(Permission.EDIT_CASES)
def restore(chapter: Chapter, slug: str) -> Response:
    case = get_deleted_case(chapter, slug)
    services.restore_case(case, acting_user())
    db.session.commit()
    return to_case(chapter, case)


def ask(chapter: Chapter, case: Case, form: BaseForm, what: str) -> Page:
    """The page that says what happens before it happens."""
    page = render_template(f"cases/{what}.html", chapter=chapter, case=case, form=form)
    return page, 422 if form.errors else 200
