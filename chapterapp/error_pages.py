"""What went wrong, as pages: what happened, what stays, what to do."""

import logging
from typing import Any

from flask import Flask, Response, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException

from chapterapp.access import is_cookie_free, send_to_log_in
from chapterapp.accounts import services as accounts
from chapterapp.database import db
from chapterapp.errors import Missing, Refused

log = logging.getLogger(__name__)


def page(code: int, words: str, advice: str = "") -> Response:
    """An error page. The transaction is over; nothing of it was written."""
    db.session.rollback()
    base = "base_public.html" if is_cookie_free() else "base.html"
    return make_response(render_template("errors/error.html", code=code, words=words, advice=advice, base=base), code)


def sentences(code: int) -> tuple[str, str]:
    known = {
        400: (_("That could not be read."), _("Go back, load the page again and send it once more.")),
        403: (_("That is not yours to do here."), _("Ask your coordinator if you need it.")),
        404: (_("There is nothing here."), _("It may have been taken away, or the address has a slip in it.")),
        405: (_("That cannot be done this way."), _("Go back and use the button on the page.")),
        409: (_("That did not go together with what is saved."), _("Go back and look at it again.")),
        413: (
            _("That was too much at once."),
            _("Nothing was saved. Go back: what you typed is still there. Send a smaller picture or a shorter text."),
        ),
        429: (_("That was tried too often."), _("Wait a quarter of an hour, then try again.")),
        500: (_("Something broke on our side."), _("Nothing was saved. Go back and try again.")),
        503: (_("The database is busy."), _("Nothing was saved. Go back and try again in a moment.")),
        507: (
            _("The disk is full."),
            _("Nothing was lost; what you typed is still there when you go back. Try again when there is room."),
        ),
    }
    return known.get(code) or known[400 if code < 500 else 500]


def forged(error: CSRFError) -> Any:
    """A form without our token is refused. One that the browser says came from our own page is kept for its
    writer: it was open in a second tab while somebody logged in."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        if not current_user.is_authenticated:
            return send_to_log_in()
        accounts.keep_form(session.get("_user_id"), request.path, request.form)
        db.session.commit()
        return redirect(url_for("accounts.kept"), 303)
    return page(400, *sentences(400))


def init_app(app: Flask) -> None:
    def http(error: HTTPException) -> Any:
        if error.code is None or error.code < 400:
            return error
        return page(error.code, *sentences(error.code))

    def missing(error: Missing) -> Response:
        return page(404, *sentences(404))

    def refused(error: Refused) -> Response:
        return page(409, str(error), _("Nothing was changed. Go back and look at it again."))

    def database(error: OperationalError) -> Response:
        words = str(error.orig).lower()
        full = any(sign in words for sign in ("disk is full", "disk full", "no space", "disk i/o"))
        log.error("the database refused: %s", type(error.orig).__name__)
        return page(507 if full else 503, *sentences(507 if full else 503))

    def shapeless(error: DataError) -> Response:
        return page(400, *sentences(400))

    def disk(error: OSError) -> Response:
        log.exception("the system refused: %s", error.strerror)
        return page(507 if error.errno in (28, 122) else 500, *sentences(507 if error.errno in (28, 122) else 500))

    app.register_error_handler(HTTPException, http)
    app.register_error_handler(CSRFError, forged)
    app.register_error_handler(Missing, missing)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(OperationalError, database)
    app.register_error_handler(DataError, shapeless)
    app.register_error_handler(OSError, disk)
