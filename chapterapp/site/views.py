from pathlib import Path

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, cookie_free, public, site_page
from chapterapp.accounts.login import begin_session
from chapterapp.accounts.queries import has_users
from chapterapp.accounts.services import hash_password, start_session
from chapterapp.chapters.forms import NewChapterForm
from chapterapp.chapters.models import Role
from chapterapp.chapters.queries import find_library, get_chapter
from chapterapp.chapters.services import create_chapter as make_chapter
from chapterapp.database import db, enter_chapter
from chapterapp.errors import Refused
from chapterapp.forms import BaseForm
from chapterapp.invitations.services import invite
from chapterapp.links import full_address
from chapterapp.site import services
from chapterapp.site.forms import SetUpForm
from chapterapp.site.queries import count_chapters

bp = Blueprint("site", __name__)
Page = str | Response | tuple[str, int]


@bp.get("/healthz")
@cookie_free
def healthz() -> str:
    """The process answers."""
    return "ok\n"


@bp.get("/readyz")
@cookie_free
def readyz() -> str:
    """The database answers too."""
    has_users()
    return "ok\n"


def instance() -> Path:
    return Path(current_app.config["INSTANCE"])


@bp.get("/set-up")
@public
def set_up() -> Page:
    """Only while nobody has an account, and only with the code from the terminal."""
    if has_users():
        abort(404)
    code = request.args.get("code", "")
    if not services.is_code(instance(), code):
        words = services.WRONG_CODE if code else None
        return render_template("site/code.html", words=words), 422 if code else 200
    return render_template("site/set_up.html", form=SetUpForm(code=code))


@bp.post("/set-up")
@public
def open_chapter() -> Page:
    if has_users():
        abort(404)
    form = SetUpForm()
    try:
        services.check_code(instance(), form.code.data or "")
    except Refused as no:
        db.session.commit()  # the failure counts
        return render_template("site/code.html", words=str(no)), 422
    if not form.validate_on_submit():
        return render_template("site/set_up.html", form=form), 422
    password_hash = hash_password(form.password.data or "")
    person = {"name": form.person.data or "", "email": form.email.data or "", "password_hash": password_hash}
    chapter, user = services.set_up(form.chapter_values(), person)
    token = start_session(user)
    db.session.commit()
    services.forget_code(instance())
    begin_session(user, token)
    return redirect(url_for("dashboard.show", chapter_slug=chapter.slug), 303)


@bp.get("/site")
@site_page
def index() -> str:
    return render_template("site/index.html", rows=count_chapters(), library=find_library())


@bp.route("/site/chapters/new", methods=["GET", "POST"])
@site_page
def create_chapter() -> Page:
    form = NewChapterForm()
    if form.validate_on_submit():
        make_chapter(form.values(), acting_user().id)
        db.session.commit()
        return redirect(url_for(".index"), 303)
    return render_template("site/create_chapter.html", form=form), 422 if form.errors else 200


@bp.route("/site/chapters/<slug>/coordinator", methods=["GET", "POST"])
@site_page
def appoint(slug: str) -> Page:
    """A link that makes whoever opens it a coordinator; of the library, an editor."""
    chapter, form, link = get_chapter(slug), BaseForm(), None
    role = Role.EDITOR if chapter.is_library else Role.COORDINATOR
    if form.validate_on_submit():
        enter_chapter(chapter.id)
        _invitation, token = invite(chapter, role, acting_user())
        db.session.commit()
        link = full_address("invitations.accept", token=token)
    return render_template("site/appoint.html", named=chapter.name, role=role, form=form, link=link)
