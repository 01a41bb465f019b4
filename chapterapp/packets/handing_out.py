"""How finished paper leaves the house: one file after the other, kept by no cache."""

from flask import request, send_file
from werkzeug.wrappers import Response

from chapterapp.errors import Missing
from chapterapp.packets import storage


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
