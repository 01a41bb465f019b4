"""What the editors of the library do: show a case to every chapter or not, and answer what chapters offer."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.cases.queries import get_case
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db
from chapterapp.errors import Missing
from chapterapp.library import services
from chapterapp.library.forms import DeclineForm
from chapterapp.library.queries import get_offer, list_offers
from chapterapp.library.views import Page, bp, to_case
from chapterapp.library.words import lines_of


def only_in_library(chapter: Chapter) -> None:
    """In another chapter there is no such page. Raises Missing."""
    if not chapter.is_library:
        raise Missing


@bp.post("/cases/<slug>/publish")
@chapter_page(Permission.EDIT_CASES)
def publish(chapter: Chapter, slug: str) -> Response:
    only_in_library(chapter)
    case = get_case(chapter, slug)
    services.publish_case(case, acting_user())
    db.session.commit()
    return to_case(chapter, case)


@bp.post("/cases/<slug>/withdraw")
@chapter_page(Permission.EDIT_CASES)
def withdraw(chapter: Chapter, slug: str) -> Response:
    only_in_library(chapter)
    case = get_case(chapter, slug)
    services.withdraw_case(case, acting_user())
    db.session.commit()
    return to_case(chapter, case)


@bp.get("/offers")
@chapter_page(Permission.EDIT_CASES)
def offers(chapter: Chapter) -> str:
    only_in_library(chapter)
    return render_template("library/offers.html", chapter=chapter, offers=list_offers())


@bp.get("/offers/<ref>")
@chapter_page(Permission.EDIT_CASES)
def show_offer(chapter: Chapter, ref: str) -> str:
    only_in_library(chapter)
    offer = get_offer(ref)
    lines = lines_of(offer.content, chapter.locale)
    return render_template("library/show_offer.html", chapter=chapter, offer=offer, lines=lines)


@bp.post("/offers/<ref>/accept")
@chapter_page(Permission.EDIT_CASES)
def accept_offer(chapter: Chapter, ref: str) -> Response:
    only_in_library(chapter)
    case = services.accept_offer(chapter, get_offer(ref), acting_user())
    db.session.commit()
    flash(_("%(name)s is a draft of the library now.", name=case.title), "go")
    return to_case(chapter, case)


@bp.route("/offers/<ref>/decline", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def decline_offer(chapter: Chapter, ref: str) -> Page:
    only_in_library(chapter)
    offer, form = get_offer(ref), DeclineForm()
    if form.validate_on_submit():
        services.decline_offer(offer, form.reason.data or "", acting_user())
        db.session.commit()
        return redirect(url_for(".offers", chapter_slug=chapter.slug), 303)
    page = render_template("library/decline.html", chapter=chapter, offer=offer, form=form)
    return page, 422 if form.errors else 200
