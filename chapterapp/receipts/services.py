"""The same post sent twice (a lost answer, a reload, a second tap) counts once."""

import hashlib
import secrets
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import bindparam, delete, select

from chapterapp.clock import now
from chapterapp.database import db, insert_if_new, prepare
from chapterapp.errors import Refused
from chapterapp.receipts.models import Receipt

SHORTEST, LONGEST = 8, 80
KEPT = timedelta(days=30)
DIGEST = prepare(
    select(Receipt.digest).where(Receipt.chapter_id == bindparam("chapter_id"), Receipt.key == bindparam("key"))
)


class SentBefore(Refused):
    """The key came before with other content: a page from the past, changed and sent again."""


def new_key() -> str:
    """What a form carries from the moment it is shown."""
    return secrets.token_urlsafe(12)


def take(chapter_id: int, key: str, content: str, part: str = "") -> bool:
    """Whether this post is new. False if the same one was taken already: nothing more is to be done.

    `part` tells apart the buttons of a page that has one key for all. Of two at the same moment the second waits for
    the first. Raises SentBefore if the key came with other content, Refused if there is no key.
    """
    if not SHORTEST <= len(key) <= LONGEST:
        raise Refused(_("This page is from before. Load it again and send it once more."))
    key = f"{key} {part}".strip()
    digest = hashlib.sha256(content.encode()).hexdigest()
    if insert_if_new(Receipt, chapter_id=chapter_id, key=key, digest=digest, at=now()):
        return True
    if db.session.scalars(DIGEST, {"chapter_id": chapter_id, "key": key}).one_or_none() != digest:
        raise SentBefore(_("This page was sent before, and now it holds something else."))
    return False


def forget_old(chapter_id: int) -> None:
    """Nobody sends a post again after a month."""
    db.session.execute(delete(Receipt).where(Receipt.chapter_id == chapter_id, Receipt.at < now() - KEPT))
