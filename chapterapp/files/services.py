"""Pictures and PDFs that somebody sends: made anew, so that no byte, metadata or comment of the original survives."""

import io
from typing import NamedTuple

from flask_babel import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Refused
from chapterapp.files import storage
from chapterapp.files.models import StoredFile
from chapterapp.files.pdfs import copy_safely

PORTRAIT = (685, 914)  # pixels, wide and high: sharp on paper at portrait size
SCAN = (1754, 2480)  # a page of A4 at 212 dots an inch: small print can be read
MOST_PIXELS = 40_000_000


class Picture(NamedTuple):
    data: bytes  # a JPEG
    width: int
    height: int


def draw_anew(data: bytes, most: tuple[int, int] = PORTRAIT) -> Picture:
    """Decode and encode again, upright and no larger than `most`. Slow: call it outside of any transaction.

    Raises Refused, in words, for what is no picture or too large a one.
    """
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF")) as original:
            if original.width * original.height > MOST_PIXELS:
                raise Refused(_("This picture is too large. Most are 40 million pixels."), "portrait")
            upright = ImageOps.exif_transpose(original)
            flat = Image.new("RGB", upright.size, "white")
            flat.paste(upright.convert("RGBA"), mask=upright.convert("RGBA").getchannel("A"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise Refused(_("This is no picture that can be read. Send a JPEG or PNG file."), "portrait") from None
    flat.thumbnail(most, Image.Resampling.LANCZOS)
    drawn = io.BytesIO()
    flat.save(drawn, "JPEG", quality=88, optimize=True)
    return Picture(drawn.getvalue(), *flat.size)


def draw_or_copy(data: bytes) -> Picture | bytes:
    """A scan drawn anew, or a PDF whose pages are. Slow: call it outside of any transaction. Raises Refused."""
    return copy_safely(data) if b"%PDF-" in data[:1024] else draw_anew(data, SCAN)


def store_picture(chapter_id: int, picture: Picture) -> StoredFile:
    """Write the file and its row; the file goes if the transaction fails."""
    return _store(chapter_id, "image/jpeg", picture)


def store_pdf(chapter_id: int, data: bytes) -> StoredFile:
    """The same for a PDF that copy_safely made; it has no size in pixels."""
    return _store(chapter_id, "application/pdf", Picture(data, 0, 0))


def _store(chapter_id: int, media_type: str, file: Picture) -> StoredFile:
    row = StoredFile(
        chapter_id=chapter_id,
        media_type=media_type,
        width=file.width,
        height=file.height,
        size=len(file.data),
        stored_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    storage.store(row.ref, file.data)
    return row


def forget(file: StoredFile) -> None:
    """The row now, the file with the commit: a transaction that fails keeps both."""
    db.session.delete(file)
    db.session.flush()
    storage.remove_on_commit(file.ref)
