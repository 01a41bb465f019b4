"""Where stored uploads lie: instance/files, under their random names. Files follow the transaction of their rows."""

from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from chapterapp.database import db


def init_app(app: Flask) -> None:
    folder = Path(app.config["INSTANCE"], "files")
    folder.mkdir(parents=True, exist_ok=True)


def path_of(ref: str) -> Path:
    return Path(current_app.config["INSTANCE"], "files", ref)


def store(ref: str, data: bytes) -> None:
    """Whole or not at all: written beside, then renamed; removed again if the transaction fails."""
    part = path_of(ref).with_suffix(".part")
    db.session().info.setdefault("files on rollback", []).append(ref)
    try:
        part.write_bytes(data)
        part.replace(path_of(ref))
    finally:
        part.unlink(missing_ok=True)


def remove_on_commit(ref: str) -> None:
    db.session().info.setdefault("files on commit", []).append(ref)


def _settle(session: Session, remove: str) -> None:
    keep = "files on commit" if remove == "files on rollback" else "files on rollback"
    session.info.pop(keep, None)
    for ref in session.info.pop(remove, ()):
        path_of(ref).unlink(missing_ok=True)


event.listen(db.session, "after_commit", lambda session: _settle(session, "files on commit"))
event.listen(db.session, "after_rollback", lambda session: _settle(session, "files on rollback"))
