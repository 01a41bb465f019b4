"""Where finished packets lie: instance/packets, under their random names."""

from pathlib import Path

from flask import Flask, current_app
from flask_babel import gettext as _


def init_app(app: Flask) -> None:
    folder = Path(app.config["INSTANCE"], "packets")
    folder.mkdir(parents=True, exist_ok=True)


def path_of(ref: str) -> Path:
    return Path(current_app.config["INSTANCE"], "packets", f"{ref}.pdf")


def store(ref: str, data: bytes) -> None:
    """Whole or not at all: written beside, then renamed. What a killed worker left beside is written over."""
    part = _part_of(ref)
    try:
        part.write_bytes(data)
        part.replace(path_of(ref))
    finally:
        part.unlink(missing_ok=True)


def remove(ref: str) -> None:
    for path in (path_of(ref), _part_of(ref)):
        path.unlink(missing_ok=True)


def _part_of(ref: str) -> Path:
    return path_of(ref).with_suffix(".part")


def say_not_stored(failed: OSError) -> str:
    return _("The file could not be written: %(why)s. Make room on the disk, then try again.", why=failed.strerror)
