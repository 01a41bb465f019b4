from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, logged_in, public
from chapterapp.accounts import services
from chapterapp.accounts.forms import ChangePasswordForm, ForgottenForm, LogInForm, NewPasswordForm
from chapterapp.accounts.login import begin_session, end_session
from chapterapp.accounts.queries import find_kept_form, find_reset, has_users
from chapterapp.chapters.queries import list_chapters_of
from chapterapp.database import db
from chapterapp.errors import Missing, Refused
from chapterapp.forms import BaseForm

bp = Blueprint("accounts", __name__)
Page = str | Response | tuple[str, int]


@bp.route("/log-in", methods=["GET", "POST"])
@public
def log_in() -> Page:
    if current_user.is_authenticated:
        return redirect(local_address(request.args.get("next")), 303)
    if not has_users():
        return redirect(url_for("site.set_up"), 303)
    form = LogInForm()
    if form.validate_on_submit():
        try:
            user, token = services.log_in(form.email.data or "", form.password.data or "", short=form.short.data)
        except Refused as no:
            form.refuse(str(no), "password")
            db.session.commit()  # the failure counts
        else:
            kept = find_kept_form(user)
            db.session.commit()
            begin_session(user, token)
            return redirect(url_for(".kept") if kept else local_address(request.args.get("next")), 303)
    return render_template("accounts/log_in.html", form=form, was_typing="kept" in session), 422 if form.errors else 200


def local_address(address: str | None) -> str:
    """Where to go after the log-in: only to a path of ours. Browsers read \\ as / and drop tabs and line ends."""
    plain = address is not None and address.isprintable() and "\\" not in address
    if address and plain and address.startswith("/") and not address.startswith("//"):
        return address
    return url_for("dashboard.index")


@bp.post("/log-out")
@logged_in
def log_out() -> Response:
    services.log_out(current_user.token)
    db.session.commit()
    end_session(current_user.token)
    return redirect(url_for(".log_in"), 303)


@bp.post("/log-out-everywhere")
@logged_in
def log_out_everywhere() -> Response:
    services.log_out_everywhere(acting_user())
    db.session.commit()
    end_session(current_user.token)
    return redirect(url_for(".log_in"), 303)


@bp.get("/account")
@logged_in
def own() -> str:
    return render_template("accounts/own.html", chapters=list_chapters_of(acting_user()), form=BaseForm())


@bp.route("/account/password", methods=["GET", "POST"])
@logged_in
def change_password() -> Page:
    form = ChangePasswordForm()
    if form.validate_on_submit():
        user = acting_user()
        try:
            token = services.change_password(user, form.old_password.data or "", form.password.data or "")
        except Refused as no:
            form.refuse(str(no), no.field)
            db.session.commit()  # the failure counts
        else:
            db.session.commit()
            begin_session(user, token)
            flash(_("Your new password holds. All your other devices are logged out."), "go")
            return redirect(url_for(".own"), 303)
    return render_template("accounts/change_password.html", form=form), 422 if form.errors else 200


@bp.route("/forgotten", methods=["GET", "POST"])
@public
def forgotten() -> Page:
    form = ForgottenForm()
    if form.validate_on_submit():
        services.ask_for_reset(form.email.data or "")
        db.session.commit()
        return redirect(url_for(".asked"), 303)
    return render_template("accounts/forgotten.html", form=form), 422 if form.errors else 200


@bp.get("/forgotten/asked")
@public
def asked() -> str:
    return render_template("accounts/asked.html")


@bp.route("/new-password/<token>", methods=["GET", "POST"])
@public
def reset_password(token: str) -> Page:
    if find_reset(token) is None:
        raise Missing
    form = NewPasswordForm()
    if form.validate_on_submit():
        services.reset_password(token, form.password.data or "")
        db.session.commit()
        flash(_("Your new password holds. Log in with it."), "go")
        return redirect(url_for(".log_in"), 303)
    return render_template("accounts/reset_password.html", form=form), 422 if form.errors else 200


@bp.get("/kept")
@logged_in
def kept() -> Page:
    """What was sent after the session had ended, to send again or to throw away."""
    found = find_kept_form(acting_user())
    if found is None:
        return redirect(url_for("dashboard.index"), 303)
    pairs = list(zip(found.fields[::2], found.fields[1::2], strict=True))
    return render_template("accounts/kept.html", path=found.path, pairs=pairs, form=BaseForm())


@bp.post("/kept/send")
@logged_in
def send_kept() -> Response:
    """Forget it here and let the browser send the same form on: 307 keeps method and body."""
    kept = find_kept_form(acting_user())
    services.forget_kept_form(acting_user())
    db.session.commit()
    return redirect(kept.path, 307) if kept else redirect(url_for("dashboard.index"), 303)


@bp.post("/kept/forget")
@logged_in
def forget_kept() -> Response:
    services.forget_kept_form(acting_user())
    db.session.commit()
    return redirect(url_for("dashboard.index"), 303)
