"""The glue to Flask-Login: who visits, and by which revocable token."""

from dataclasses import dataclass

from flask import session
from flask_login import UserMixin, login_user

from chapterapp.accounts.models import User


@dataclass(eq=False)
class Visitor(UserMixin):
    user: User
    token: str

    def get_id(self) -> str:
        return self.token


def begin_session(user: User, token: str) -> None:
    """Start with an empty cookie, so that nothing from before the log-in lives on."""
    session.clear()
    session.permanent = True
    login_user(Visitor(user, token))


def end_session(token: str) -> None:
    """Empty the cookie. What other tabs send afterwards still passes the CSRF check and is kept for its writer."""
    csrf_token = session.get("csrf_token")
    session.clear()
    session["ended"] = token
    if csrf_token:
        session["csrf_token"] = csrf_token
