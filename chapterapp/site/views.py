from flask import Blueprint

from chapterapp.access import cookie_free
from chapterapp.accounts.queries import has_users

bp = Blueprint("site", __name__)


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
