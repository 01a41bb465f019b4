from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page, public
from chapterapp.accounts.forms import AccountForm
from chapterapp.accounts.login import begin_session
from chapterapp.accounts.services import start_session
from chapterapp.chapters.forms import RoleForm
from chapterapp.chapters.labels import MAY, ROLES
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db
from chapterapp.errors import Missing, Refused
from chapterapp.forms import BaseForm
from chapterapp.invitations import services
from chapterapp.invitations.models import Invitation
from chapterapp.invitations.queries import find_by_token, get_open, list_open
from chapterapp.links import full_address
from chapterapp.members.models import Member
from chapterapp.members.queries import get_member

bp = Blueprint("invitations", __name__)
Page = str | Response | tuple[str, int]


@bp.get("/c/<chapter_slug>/invitations")
@chapter_page(Permission.MANAGE_MEMBERS)
def index(chapter: Chapter) -> str:
    return render_template("invitations/index.html", chapter=chapter, invitations=list_open(chapter), roles=ROLES)


@bp.route("/c/<chapter_slug>/invitations/new", methods=["GET", "POST"])
@chapter_page(Permission.MANAGE_MEMBERS)
def create(chapter: Chapter) -> Page:
    return _invite(chapter)


@bp.route("/c/<chapter_slug>/invitations/for/<ref>", methods=["GET", "POST"])
@chapter_page(Permission.MANAGE_MEMBERS)
def invite_member(chapter: Chapter, ref: str) -> Page:
    return _invite(chapter, get_member(chapter, ref))


def _invite(chapter: Chapter, member: Member | None = None) -> Page:
    """The link is in the answer to the form alone: only its hash is kept."""
    form = RoleForm()
    if form.validate_on_submit():
        invitation, token = services.invite(chapter, form.role.data, acting_user(), member)
        db.session.commit()
        return render_template(
            "invitations/made.html",
            chapter=chapter,
            invitation=invitation,
            member=member,
            link=full_address("invitations.accept", token=token),
            roles=ROLES,
        )
    page = render_template("invitations/create.html", chapter=chapter, member=member, form=form, roles=ROLES, may=MAY)
    return page, 422 if form.errors else 200


@bp.post("/c/<chapter_slug>/invitations/<ref>/revoke")
@chapter_page(Permission.MANAGE_MEMBERS)
def revoke(chapter: Chapter, ref: str) -> Response:
    services.revoke_invitation(get_open(chapter, ref), acting_user())
    db.session.commit()
    return redirect(url_for(".index", chapter_slug=chapter.slug), 303)


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@public
def accept(token: str) -> Page:
    """Whoever holds the link: one button for an account that is logged in, else the questions of a new one."""
    if (invitation := find_by_token(token)) is None:
        return _gone()
    form = BaseForm() if current_user.is_authenticated else AccountForm()
    if form.validate_on_submit():
        try:
            return _join(token, invitation, form)
        except Missing:
            return _gone()
        except Refused as no:
            form.refuse(str(no), no.field)
    page = render_template("invitations/accept.html", invitation=invitation, form=form, roles=ROLES, may=MAY)
    return page, 422 if form.errors else 200


def _join(token: str, invitation: Invitation, form: BaseForm) -> Response:
    answer = redirect(url_for("dashboard.show", chapter_slug=invitation.chapter.slug), 303)
    if not isinstance(form, AccountForm):
        services.accept_invitation(token, acting_user())
        db.session.commit()
        return answer
    try:
        user = services.accept_as_guest(token, *(form[name].data for name in ("name", "email", "password")))
    except Refused as no:
        db.session.commit()  # the failure counts
        raise Refused(str(no), "password") from None
    session = start_session(user)
    db.session.commit()
    begin_session(user, session)
    return answer


def _gone() -> tuple[str, int]:
    db.session.rollback()
    return render_template("invitations/gone.html"), 404
