"""How often something may fail for one account: counted in the database, so that all processes count together.

Keyed by purpose and account, never by address: sixty guests share the one of the hall they sit in.
"""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from chapterapp.accounts.models import Throttle
from chapterapp.accounts.queries import hash_token
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Refused

LIMIT, WINDOW = 10, timedelta(minutes=15)


def check(purpose: str, account: str) -> None:
    """Raises Refused after LIMIT failures within WINDOW."""
    found = db.session.scalars(select(Throttle).where(Throttle.key == _key(purpose, account))).one_or_none()
    if found and found.failures >= LIMIT and found.since > now() - WINDOW:
        raise Refused(_("That was tried too often. Wait a quarter of an hour, then try again."))


def count_failure(purpose: str, account: str) -> None:
    key = _key(purpose, account)
    db.session.execute(delete(Throttle).where(Throttle.since <= now() - WINDOW))
    again = update(Throttle).where(Throttle.key == key).values(failures=Throttle.failures + 1)
    if db.session.execute(again.returning(Throttle.id)).first() is None:
        try:
            with db.session.begin_nested():
                db.session.add(Throttle(key=key, failures=1, since=now()))
        except IntegrityError:  # somebody failed at the same moment and counted first
            db.session.execute(again)


def forget(purpose: str, account: str) -> None:
    db.session.execute(delete(Throttle).where(Throttle.key == _key(purpose, account)))


def _key(purpose: str, account: str) -> str:
    return hash_token(f"{purpose}:{account.strip().lower()}")
