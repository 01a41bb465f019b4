"""The library as a chapter sees it: its list, a case, and what it changed in a case that was adopted."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.cases import rules
from chapterapp.cases.models import Case
from chapterapp.cases.queries import UNDO, get_case, list_deleted
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.chapters.queries import find_library
from chapterapp.clock import today
from chapterapp.database import db
from chapterapp.errors import Missing
from chapterapp.forms import BaseForm
from chapterapp.library import services
from chapterapp.library.queries import (
    adopted_among,
    count_copies,
    count_offers,
    find_copy,
    find_origin,
    get_published,
    list_changed,
    list_shelf,
    parts_of,
)
from chapterapp.library.words import names_of
from chapterapp.library.words import show as show_difference

bp = Blueprint("library", __name__, url_prefix="/c/<chapter_slug>")
Page = str | Response | tuple[str, int]
MOST_PAGES, LONGEST = 1000, 80
HIGHEST = 2**31 - 1  # what a number of ours can be in both databases


def to_case(chapter: Chapter, case: Case) -> Response:
    return redirect(url_for("cases.show", chapter_slug=chapter.slug, slug=case.slug), 303)


@bp.get("/library")
@chapter_page(Permission.SEE)
def index(chapter: Chapter) -> str:
    """In the library itself the same list, with its drafts and the number of chapters that adopted each case."""
    library, mine = (chapter, True) if chapter.is_library else (find_library(), False)
    words = request.args.get("q", "").strip()[:LONGEST]
    page = min(max(request.args.get("page", 1, int), 1), MOST_PAGES)
    shelf = list_shelf(library, words, page, drafts=mine) if library else None
    numbers = [row.id for row in shelf.rows] if shelf else []
    return render_template(
        "library/index.html",
        chapter=chapter,
        library=library,
        shelf=shelf,
        words=words,
        page=page,
        adopted=set() if mine else adopted_among(chapter, numbers),
        copies=count_copies(numbers) if mine else {},
        offers=count_offers() if mine else 0,
        deleted=list_deleted(chapter) if mine and page == 1 else [],
        undo=UNDO,
        day=today(chapter.time_zone),
    )


@bp.get("/library/<slug>")
@chapter_page(Permission.SEE)
def show(chapter: Chapter, slug: str) -> Page:
    if chapter.is_library:
        return to_case(chapter, get_case(chapter, slug))
    case = get_published(slug)
    parts = parts_of([case])[case.id]
    copy = find_copy(chapter, case)
    return render_template(
        "library/show.html",
        chapter=chapter,
        case=case,
        parts=parts,
        rules=rules.screen_lines(case, parts.subjects, chapter),
        places=rules.places_of(case, parts.subjects),
        copy=copy if copy and copy.deleted_at is None else None,
        is_over=case.status in services.OVER,
        day=today(chapter.time_zone),
    )


@bp.post("/library/<slug>/adopt")
@chapter_page(Permission.EDIT_CASES)
def adopt(chapter: Chapter, slug: str) -> Response:
    if chapter.is_library:
        raise Missing
    case = services.adopt_case(chapter, get_published(slug), acting_user())
    db.session.commit()
    flash(_("%(name)s is one of your cases now.", name=case.title), "go")
    return to_case(chapter, case)


@bp.route("/cases/<slug>/library-changes", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def answer_changes(chapter: Chapter, slug: str) -> Page:
    """What the library says otherwise than when the chapter last answered: taken over, or kept back."""
    case = get_case(chapter, slug)
    if find_origin(case) is None:
        raise Missing
    if request.method == "POST":
        services.answer_changes(chapter, case, taken(), seen_revision(), acting_user())
        db.session.commit()
        return to_case(chapter, case)
    return show_changes(chapter, case)


def taken() -> set[str] | None:
    """The keys that were ticked; None for the one button that takes everything."""
    return None if request.form.get("all") else set(request.form.getlist("take"))


def seen_revision() -> int:
    seen = request.form.get("revision", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else 0


def show_changes(chapter: Chapter, case: Case) -> str:
    changed = next(iter(list_changed(chapter, case)), None)
    shown = []
    if changed:
        names = names_of(case.origin_said or {}, changed.now)
        shown = [show_difference(one, names, chapter.locale) for one in changed.differences]
    form, words = BaseForm(formdata=None), {"changed": changed, "differences": shown}
    return render_template("library/changes.html", chapter=chapter, case=case, form=form, **words)


@bp.route("/cases/<slug>/offer", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def offer(chapter: Chapter, slug: str) -> Page:
    """Says what the library's editors will see, and what not, before anything is sent."""
    case, form = get_case(chapter, slug), BaseForm()
    if chapter.is_library:
        raise Missing
    if form.validate_on_submit():
        services.offer_case(case, acting_user())
        db.session.commit()
        flash(_("%(name)s is offered to the library.", name=case.title), "go")
        return to_case(chapter, case)
    return render_template("library/offer.html", chapter=chapter, case=case, form=form), 422 if form.errors else 200
