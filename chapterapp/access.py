"""Who may do what. A view without one of these decorators keeps the application from starting."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from chapterapp.accounts import services as accounts
from chapterapp.accounts.login import Visitor
from chapterapp.accounts.models import User
from chapterapp.chapters.models import ROLE_PERMISSIONS, Permission
from chapterapp.chapters.queries import find_visitor
from chapterapp.database import db, enter_chapter
from chapterapp.errors import Refused

View = Callable[..., Any]
IN_LIBRARY = {
    "cases",
    "library",
    "dashboard",
    "facilities",
    "offices",
}  # the features that make sense there; the others refuse


def load_visitor(token: str) -> Visitor | None:
    """For Flask-Login: who visits. What they are in the chapter of the address is read along, into `g.place`."""
    user, g.place = find_visitor(token, (request.view_args or {}).get("chapter_slug", ""))
    if user is None:
        return None
    db.session.expunge(user)  # keeps its values through release() and rollback; no second transaction for a name
    return Visitor(user, token)


def acting_user() -> User:
    """The account behind this request. Only for views that ask for a log-in."""
    user = current_user.user
    assert isinstance(user, User)
    return user


def public(view: View) -> View:
    """For everybody; may use the session (log in, set-up, invitations)."""
    setattr(view, "access", "public")
    return view


def cookie_free(view: View) -> View:
    """For the world: no cookie is read or set, so a shared cache may keep it."""
    setattr(view, "cookie_free", True)
    return public(view)


def takes_up_to(size: int) -> Callable[[View], View]:
    """For a view that takes pictures: its body may have so many bytes, more than others may."""

    def decorate(view: View) -> View:
        setattr(view, "max_body", size)
        return view

    return decorate


def set_limit() -> None:
    """Before anything reads the body. create_app registers it first, since the CSRF check reads the form."""
    view = current_app.view_functions.get(request.endpoint or "")
    if size := getattr(view, "max_body", None):
        request.max_content_length = size


def send_to_log_in() -> AnyResponse:
    """A stranger goes to log in, and comes back; a form sent after the session ended is kept meanwhile."""
    if request.method == "POST":
        if accounts.keep_form(session.get("_user_id") or session.get("ended"), request.path, request.form):
            session["kept"] = True  # so that the log-in can say so
        db.session.commit()
        return redirect(url_for("accounts.log_in"), 303)
    return redirect(url_for("accounts.log_in", next=request.full_path.rstrip("?")), 303)


def logged_in(view: View) -> View:
    """For every account."""

    @wraps(view)
    def guarded(**kwargs: Any) -> Any:
        return view(**kwargs) if current_user.is_authenticated else send_to_log_in()

    setattr(guarded, "access", "logged_in")
    return guarded


def site_page(view: View) -> View:
    """For site admins: chapters and counts, no names."""

    @wraps(view)
    def guarded(**kwargs: Any) -> Any:
        if not current_user.is_authenticated:
            return send_to_log_in()
        if not acting_user().is_site_admin:
            abort(403)
        return view(**kwargs)

    setattr(guarded, "access", "site_admin")
    return guarded


def chapter_page(permission: Permission) -> Callable[[View], View]:
    """For those who belong to the chapter of the address and whose role has the permission. The view gets the Chapter.

    A stranger is sent to log in; an outsider gets the 404 of a chapter that does not exist; a weak role gets 403.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(chapter_slug: str, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return send_to_log_in()
            if g.place is None:
                abort(404)
            chapter, g.role = g.place
            if permission not in ROLE_PERMISSIONS[g.role]:
                abort(403)
            if chapter.is_library and request.blueprint not in IN_LIBRARY:
                raise Refused(_("The library keeps cases. Meetings, letters and people are in the chapters."))
            enter_chapter(chapter.id)
            g.chapter = chapter
            return view(chapter, **kwargs)

        setattr(guarded, "access", permission.value)
        return guarded

    return decorate


class Sessions(SecureCookieSessionInterface):
    """Signed cookies, but none on cookie-free pages."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if is_cookie_free():
            assert not session.modified, f"{request.endpoint} is cookie-free but wrote the session"
            return
        super().save_session(app, session, response)


def is_cookie_free() -> bool:
    return getattr(current_app.view_functions.get(request.endpoint or ""), "cookie_free", False)


def _refuse_undeclared() -> None:
    if "\0" in request.path or "\0" in "".join(request.args.values()):
        abort(404)  # no database can hold it, and no page of ours is called so
    if request.endpoint and not hasattr(current_app.view_functions[request.endpoint], "access"):
        abort(403)


def list_access(app: Flask) -> list[dict[str, Any]]:
    """Every route with its `rule`, `methods`, `endpoint` and declared `access` (None where none is)."""
    return [
        {
            "rule": rule.rule,
            "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}),
            "endpoint": rule.endpoint,
            "access": getattr(app.view_functions[rule.endpoint], "access", None),
        }
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ())))
    ]


def check_declared(app: Flask) -> None:
    """Called last by create_app. Raises RuntimeError if a view declares no access."""
    if open_views := [row["endpoint"] for row in list_access(app) if row["access"] is None]:
        raise RuntimeError(f"No access declared: {', '.join(open_views)}")


def init_app(app: Flask) -> None:
    app.session_interface = Sessions()
    app.before_request(_refuse_undeclared)
    app.view_functions["static"] = cookie_free(_as_view(app.view_functions["static"]))


def _as_view(real: View) -> View:
    @wraps(real)
    def view(**kwargs: Any) -> Any:
        return real(**kwargs)

    return view
