from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page, public
from chapterapp.accounts import services as accounts
from chapterapp.accounts import throttle
from chapterapp.accounts.forms import AccountForm
from chapterapp.accounts.login import begin_session
from chapterapp.accounts.models import User
from chapterapp.accounts.queries import find_user_by_email
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db, release
from chapterapp.errors import Refused
from chapterapp.forms import BaseForm
from chapterapp.invitations import services
from chapterapp.invitations.forms import InvitationForm
from chapterapp.invitations.queries import get_invitation, get_open, list_open
from chapterapp.links import full_address
from chapterapp.members.queries import get_member

bp = Blueprint("invitations", __name__)
Page = str | Response | tuple[str, int]


@bp.get("/c/<chapter_slug>/invitations")
@chapter_page(Permission.MANAGE_MEMBERS)
def index(chapter: Chapter) -> str:
    return render_template("invitations/index.html", chapter=chapter, invitations=list_open(chapter))


@bp.route("/c/<chapter_slug>/invitations/new", methods=["GET", "POST"])
@chapter_page(Permission.MANAGE_MEMBERS)
def create(chapter: Chapter) -> Page:
    """For somebody on the list (?member=), or for nobody in particular."""
    member = get_member(chapter, request.args["member"]) if "member" in request.args else None
    form = InvitationForm()
    if form.validate_on_submit():
        invitation, token = services.invite(chapter, form.role.data, acting_user(), member)
        db.session.commit()
        link = full_address("invitations.accept", token=token)
        return render_template("invitations/made.html", chapter=chapter, invitation=invitation, link=link)
    page = render_template("invitations/create.html", chapter=chapter, form=form, member=member)
    return page, 422 if form.errors else 200


@bp.post("/c/<chapter_slug>/invitations/<ref>/revoke")
@chapter_page(Permission.MANAGE_MEMBERS)
def revoke(chapter: Chapter, ref: str) -> Response:
    services.revoke_invitation(get_open(chapter, ref), acting_user())
    db.session.commit()
    return redirect(url_for(".index", chapter_slug=chapter.slug), 303)


@bp.get("/invitation/<token>")
@public
def accept(token: str) -> Page:
    invitation = get_invitation(token)
    form = BaseForm() if current_user.is_authenticated else AccountForm()
    return render_template("invitations/accept.html", invitation=invitation, form=form, token=token)


@bp.post("/invitation/<token>/join")
@public
def join(token: str) -> Page:
    """With the account one is logged in with."""
    if not current_user.is_authenticated:
        return redirect(url_for(".accept", token=token), 303)
    invitation = get_invitation(token)
    services.accept_invitation(invitation, acting_user())
    db.session.commit()
    return redirect(url_for("dashboard.show", chapter_slug=invitation.chapter.slug), 303)


@bp.post("/invitation/<token>/account")
@public
def make_account(token: str) -> Page:
    """With a new account, or with the one that the e-mail and password already belong to."""
    invitation, form = get_invitation(token), AccountForm()
    if form.validate_on_submit():
        try:
            user = find_or_make_user(form)
            invitation = get_invitation(token)
            services.accept_invitation(invitation, user)
        except Refused as no:
            form.refuse(str(no))
            db.session.commit()  # a failed password counts
        else:
            session_token = accounts.start_session(user)
            db.session.commit()
            begin_session(user, session_token)
            return redirect(url_for("dashboard.show", chapter_slug=invitation.chapter.slug), 303)
    return render_template("invitations/accept.html", invitation=invitation, form=form, token=token), 422


def find_or_make_user(form: AccountForm) -> User:
    """An address that has an account already needs its password, and the sentence is that of the log-in."""
    email, password = form.email.data or "", form.password.data or ""
    throttle.check("log-in", email)
    known = find_user_by_email(email)
    known_hash = known.password_hash if known else ""
    release()
    right = bool(known_hash) and accounts.is_right(password, known_hash)
    new_hash = "" if known_hash else accounts.hasher.hash(password)
    if not known_hash:
        return accounts.create_user(email, form.name.data or "", new_hash)
    user = find_user_by_email(email)
    if not right or user is None:
        throttle.count_failure("log-in", email)
        raise Refused(_(accounts.NO_MATCH))
    return user
