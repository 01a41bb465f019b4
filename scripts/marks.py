"""Makes static/fonts/marks.ttf: the ten marks of our paper, 1 em wide, the same beside every script.

Run by hand when a glyph changes: .venv/bin/python scripts/marks.py
"""

import math
import sys
from collections.abc import Callable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM, ASCENT, DESCENT = 1000, 850, -150
FILE = Path(__file__).resolve().parent.parent / "static" / "fonts" / "marks.ttf"
MIDDLE = 330  # height of the middle of a mark above the baseline
Point = tuple[int, int]


def rectangle(left: int, bottom: int, right: int, top: int) -> list[Point]:
    return [(left, bottom), (left, top), (right, top), (right, bottom)]


def circle(radius: int, corners: int = 48) -> list[Point]:
    turns = [2 * math.pi * i / corners for i in range(corners)]
    return [(round(500 + radius * math.sin(turn)), round(MIDDLE + radius * math.cos(turn))) for turn in turns]


def diamond(reach: int) -> list[Point]:
    return [(500, MIDDLE + reach), (500 + reach, MIDDLE), (500, MIDDLE - reach), (500 - reach, MIDDLE)]


def cross(reach: int = 380, half: int = 75) -> list[Point]:
    """An upright cross, turned by an eighth."""
    arm = [(-half, reach), (half, reach), (half, half)]
    upright = [*arm]
    for _ in range(3):
        arm = [(y, -x) for x, y in arm]
        upright += arm
    shrink = math.sqrt(0.5)
    return [(round(500 + (x + y) * shrink), round(MIDDLE + (y - x) * shrink)) for x, y in upright]


TICK = [(110, 330), (215, 440), (395, 265), (790, 720), (900, 620), (400, 40)]
ARROW = [(150, 730), (900, 330), (150, -70)]
BOX = rectangle(60, -110, 940, 770), rectangle(94, -76, 906, 736)

# name: character, outline, hole in it
MARKS: dict[str, tuple[str, list[Point], list[Point]]] = {
    "tick": ("✓", TICK, []),
    "cross": ("✕", cross(), []),
    "circle": ("●", circle(300), []),
    "ring": ("○", circle(320), circle(250)),
    "diamond": ("◆", diamond(410), []),
    "hollow": ("◇", diamond(410), diamond(290)),
    "arrow": ("▶", ARROW, []),
    "box": ("□", *BOX),
}


def outline(*contours: list[Point]) -> Callable[[TTGlyphPen], None]:
    def draw(pen: TTGlyphPen) -> None:
        for turn, contour in enumerate(c for c in contours if c):
            points = contour[::-1] if turn else contour  # a hole runs the other way round
            pen.moveTo(points[0])
            for point in points[1:]:
                pen.lineTo(point)
            pen.closePath()

    return draw


def glyph(draw: Callable[[TTGlyphPen], None]) -> object:
    pen = TTGlyphPen(None)
    draw(pen)
    return pen.glyph()


def build() -> FontBuilder:
    glyphs = {".notdef": glyph(outline(*BOX)), "space": glyph(outline())}
    glyphs |= {name: glyph(outline(shape, hole)) for name, (_, shape, hole) in MARKS.items()}
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({0x20: "space"} | {ord(character): name for name, (character, _, _) in MARKS.items()})
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics(
        {name: (420 if name == "space" else EM, getattr(shape, "xMin", 0)) for name, shape in glyphs.items()}
    )
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    names = {"familyName": "Marks", "styleName": "Regular", "psName": "Marks-Regular", "fullName": "Marks Regular"}
    font.setupNameTable(names | {"uniqueFontIdentifier": "Marks 1", "version": "Version 1.0"})
    font.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    font.setupPost()
    font.updateHead(created=0, modified=0)  # the same bytes each time
    font.font.recalcTimestamp = False
    return font


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    build().save(target)
    print(f"{target}: {target.stat().st_size} bytes")
