"""Pictures that somebody sends: drawn anew, so that no byte, metadata or comment of the original survives."""

import io
from typing import NamedTuple

from flask_babel import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Refused
from chapterapp.files import storage
from chapterapp.files.models import StoredFile

WIDEST, HIGHEST = 685, 914  # pixels: sharp on paper at portrait size
MOST_PIXELS = 40_000_000


class Picture(NamedTuple):
    data: bytes  # a JPEG
    width: int
    height: int


def draw_anew(data: bytes) -> Picture:
    """Decode and encode again, upright and no larger than paper needs. Slow: call it outside of any transaction.

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
    flat.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    drawn = io.BytesIO()
    flat.save(drawn, "JPEG", quality=88, optimize=True)
    return Picture(drawn.getvalue(), *flat.size)


def store_picture(chapter_id: int, picture: Picture) -> StoredFile:
    """Write the file and its row. If the transaction then fails, the caller removes the file."""
    row = StoredFile(
        chapter_id=chapter_id,
        media_type="image/jpeg",
        width=picture.width,
        height=picture.height,
        size=len(picture.data),
        stored_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    storage.store(row.ref, picture.data)
    return row
