"""How paper reaches the one who asked for it: a short wait for the worker, then the file."""

import time
from collections.abc import Callable
from typing import Protocol, TypeVar

from flask import request, send_file
from werkzeug.wrappers import Response

from chapterapp.database import release
from chapterapp.errors import Missing
from chapterapp.packets import storage

WAIT = 2.0  # seconds: most paper seems to come at once


class Made(Protocol):
    @property
    def is_under_way(self) -> bool: ...


Row = TypeVar("Row", bound=Made)


def wait_for(get: Callable[[], Row]) -> Row:
    """The row when its file is ready, or as far as it is after WAIT. The lock is given back between the looks."""
    until = time.monotonic() + WAIT
    while (made := get()).is_under_way and time.monotonic() < until:
        release()
        time.sleep(0.05)
    return made


def hand_out(ref: str, file_name: str) -> Response:
    """The stored PDF, shown by the browser or, with ?save, kept by it. Raises Missing where there is none."""
    path = storage.path_of(ref)
    if not path.exists():
        raise Missing
    return send_file(
        path,
        mimetype="application/pdf",
        download_name=file_name,
        as_attachment="save" in request.args,
        etag=False,
        conditional=False,
        last_modified=None,
    )
