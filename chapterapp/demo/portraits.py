"""Faces that nobody has: drawn in greys, like the case brief of the design."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from chapterapp.demo.story import Portrait
from chapterapp.files.services import Picture

SIZE = (685, 870)  # of a print at 50 × 63.5 mm
SKIN, SHADE, INK = 205, 182, 60


def draw(portrait: Portrait) -> Picture:
    """A JPEG of a head and shoulders before a wall. The same portrait is always the same picture."""
    picture = Image.linear_gradient("L").resize(SIZE).point([175 + step // 6 for step in range(256)])
    pen = ImageDraw.Draw(picture)
    if portrait.has_long_hair:
        pen.rounded_rectangle((182, 150, 503, 590), 155, fill=portrait.hair)
    pen.rounded_rectangle((278, 500, 408, 700), 50, fill=SHADE)  # neck
    pen.rounded_rectangle((70, 650, 615, 1100), 190, fill=portrait.coat)
    pen.polygon([(278, 648), (408, 648), (343, 735)], fill=SHADE)  # open collar
    pen.ellipse((215, 180, 470, 565), fill=SKIN)
    _draw_fringe(pen, portrait)
    _draw_face(pen, portrait)
    picture = picture.filter(ImageFilter.GaussianBlur(1.6))
    data = BytesIO()
    picture.save(data, "JPEG", quality=88)
    return Picture(data.getvalue(), *SIZE)


def _draw_fringe(pen: ImageDraw.ImageDraw, portrait: Portrait) -> None:
    top, side = (420, 370) if portrait.has_long_hair else (395, 318)
    pen.chord((200, 150, 485, top), 180, 360, fill=portrait.hair)
    for left, right in ((200, 230), (455, 485)):
        pen.rounded_rectangle((left, 262, right, side), 12, fill=portrait.hair)


def _draw_face(pen: ImageDraw.ImageDraw, portrait: Portrait) -> None:
    for middle in (288, 397):
        pen.arc((middle - 36, 322, middle + 36, 372), 200, 340, fill=INK, width=7)  # brow
        pen.ellipse((middle - 14, 366, middle + 14, 390), fill=INK)
        if portrait.has_glasses:
            pen.ellipse((middle - 44, 336, middle + 44, 420), outline=INK, width=6)
    if portrait.has_glasses:
        pen.line((332, 374, 353, 374), fill=INK, width=6)
    pen.line((343, 392, 334, 448, 352, 452), fill=SHADE - 30, width=6, joint="curve")  # nose
    pen.arc((298, 452, 388, 508), 25, 155, fill=INK + 20, width=8)  # mouth
