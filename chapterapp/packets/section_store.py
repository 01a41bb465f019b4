"""Where sections lie that were laid out before: instance/sections, under the hash of all that went in.

A section is found by whoever can make the same page again, and by nobody else. The folder may be deleted at any time;
what was not used for long goes by itself.
"""

import os
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import current_app

from chapterapp.config import ROOT

UNUSED_DAYS = 60
PAGES = b"\n%pages "  # stands behind a section, before their number
OURS = (ROOT / "templates" / "packets" / "print", ROOT / "chapterapp" / "packets", ROOT / "chapterapp" / "pdf")
ENGINE = ("pdf/child.py", "pdf/faces.py", "pdf/quicker.py", "pdf/tags.py", "pdf/assets.py", "pdf/cleaning.py")
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts")


def key_of(digest: str, css: str, machine: str) -> str:
    """The name of a section whose HTML and images have this digest, laid out on this `machine`."""
    return sha256("\0".join((digest, css, machine)).encode()).hexdigest()


def machine() -> str:
    """What else decides how a section looks: the engine and the fonts that are installed now."""
    return f"{_engine()} {_fonts()}"


def look() -> str:
    """What decides how a whole packet looks, beside what it says: templates and styles, our code, the machine."""
    return f"{_templates(OURS)} {machine()}"


@cache
def _templates(folders: tuple[Path, ...]) -> str:
    files = sorted(file for top in folders for file in top.rglob("*") if file.suffix in (".html", ".css", ".py"))
    return sha256(b"".join(sha256(file.name.encode() + file.read_bytes()).digest() for file in files)).hexdigest()


@cache
def _engine() -> str:
    ours = sha256(b"".join((ROOT / "chapterapp" / name).read_bytes() for name in ENGINE))
    ours.update((ROOT / "static" / "fonts" / "marks.ttf").read_bytes())
    return f"{version('weasyprint')} {version('uharfbuzz')} {ours.hexdigest()}"


def _fonts() -> str:
    """Other when a font is installed, upgraded or gone: that changes its folder's time."""
    return " ".join(f"{folder.stat().st_mtime_ns}" for folder in _font_folders() if folder.exists())


@cache
def _font_folders() -> tuple[Path, ...]:
    tops = [Path(name).expanduser() for name in FONTS]
    return tuple(Path(folder) for top in tops for folder, _, _ in os.walk(top))


def _path(key: str) -> Path:
    return Path(current_app.config["INSTANCE"], "sections", f"{key}.pdf")


def find(key: str) -> bytes | None:
    try:
        data = _path(key).read_bytes()
    except OSError:
        return None
    with suppress(OSError):  # gone meanwhile, or not ours to touch
        os.utime(_path(key))  # used now
    return data[: data.rfind(PAGES)] if PAGES in data[-20:] else data


def pages_of(key: str) -> int | None:
    """How many pages a kept section has, without reading it; None where it is not kept, or damaged."""
    try:
        with _path(key).open("rb") as file:
            file.seek(-20, os.SEEK_END)
            number = file.read().rpartition(PAGES)[2]
    except OSError:
        return None
    return int(number) if number.isdigit() else None


def keep(key: str, data: bytes, pages: int) -> None:
    """Whole or not at all: the file, and how many pages it has. A section that cannot be kept is laid out again next
    time, so a full disk is no error."""
    path = _path(key)
    part = None
    try:
        path.parent.mkdir(exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            part = Path(file.name)
            file.write(data + PAGES + b"%d" % pages)
        part.replace(path)
    except OSError:
        if part:
            part.unlink(missing_ok=True)


def drop(key: str) -> None:
    _path(key).unlink(missing_ok=True)


def clear() -> None:
    """All of them; after somebody's data was erased, for instance."""
    for file in _path("").parent.glob("*"):
        file.unlink(missing_ok=True)


def trim() -> None:
    """What was not used for UNUSED_DAYS goes, then the least used first, until SECTIONS_MEGABYTES are left."""
    files = []
    for file in _path("").parent.glob("*"):
        with suppress(FileNotFoundError):
            if file.suffix == ".part" and file.stat().st_mtime < time.time() - 3600:
                file.unlink()  # of a worker that was killed
                continue
            files.append((file.stat().st_mtime, file.stat().st_size, file))
    left = sum(size for _, size, _ in files)
    long_ago = time.time() - UNUSED_DAYS * 86400
    for used, size, path in sorted(files):
        if used >= long_ago and left <= current_app.config["SECTIONS_MEGABYTES"] * 1_000_000:
            break
        path.unlink(missing_ok=True)
        left -= size
