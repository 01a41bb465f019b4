"""Every section of the demo's packet as pictures, to be looked at: both papers, both prints, and what a copier leaves.

    .venv/bin/python -m scripts.paper FOLDER

writes contact sheets `letter-1.png`, `letter-large-1.png`, `a4-es-1.png` … and a `-copied` one of the first pages:
black and white, nothing between, with the dirt of a bad photocopier. Needs pdftoppm.
The same every time but for the dates.
"""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageFilter, ImageOps

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = {"": (), "-large": ("--large",), "-es": ("--language", "es")}
ON_A_SHEET, ACROSS = 12, 4
DPI, COPIED_DPI = 60, 130
GAP = 12
BACKGROUND, EDGE = 232, 160


def make_demo(environment: dict[str, str]) -> None:
    """In the folder that the environment names."""
    command = [sys.executable, "-m", "scripts.prepare"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def print_packet(environment: dict[str, str], file: Path, *options: str) -> None:
    """The next meeting's, of the demo that is in the environment's folder."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "packet", "print", "next", "--chapter", "st-louis"]
    command += ["-o", str(file), *options]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def draw(pdf: Path, folder: Path, dpi: int) -> list[Image.Image]:
    """Its pages in grey."""
    folder.mkdir()
    subprocess.run(["pdftoppm", "-png", "-gray", "-r", str(dpi), str(pdf), str(folder / "page")], check=True)  # noqa: S607
    return [Image.open(file).convert("L") for file in sorted(folder.glob("page-*.png"))]


def side_by_side(pages: Sequence[Image.Image], across: int) -> Image.Image:
    """Pages with a thin edge, so many in a row."""
    framed = [ImageOps.expand(page, 1, EDGE) for page in pages]
    width, height = framed[0].width + GAP, framed[0].height + GAP
    rows = -(-len(framed) // across)
    sheet = Image.new("L", (min(across, len(framed)) * width + GAP, rows * height + GAP), BACKGROUND)
    for place, page in enumerate(framed):
        sheet.paste(page, (GAP + place % across * width, GAP + place // across * height))
    return sheet


def copied(page: Image.Image) -> Image.Image:
    """As a bad photocopier gives it back: soft, askew, one bit deep, with dust."""
    dice = random.Random(page.width)  # noqa: S311 dust, and the same each time
    soft = page.filter(ImageFilter.GaussianBlur(0.45)).rotate(0.3, fillcolor=255, resample=Image.Resampling.BILINEAR)
    for _ in range(page.width * page.height // 800):
        soft.putpixel((dice.randrange(page.width), dice.randrange(page.height)), 0)
    return soft.point(lambda value: 255 if value > 150 else 0)


def save(name: str, pages: Sequence[Image.Image], folder: Path) -> None:
    sheets = [pages[at : at + ON_A_SHEET] for at in range(0, len(pages), ON_A_SHEET)]
    for number, some in enumerate(sheets, 1):
        file = folder / f"{name}-{number}.png"
        side_by_side(some, ACROSS).quantize(24, dither=Image.Dither.NONE).save(file, optimize=True)
        print(f"{file}: {file.stat().st_size // 1000} kB")


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = os.environ | {"CHAPTERAPP_INSTANCE": name, "DEMO": "1"}
        environment.pop("DATABASE_URL", None)
        make_demo(environment)
        for paper in ("letter", "a4"):
            for version, options in VERSIONS.items():
                pdf = folder / f"{paper}{version}.pdf"
                print_packet(environment, pdf, "--paper", paper, "--every", *options)
                pages = draw(pdf, pdf.with_suffix(""), DPI)
                save(pdf.stem, pages, target)
                if paper == "letter":
                    finer = draw(pdf, folder / f"{pdf.stem}-finer", COPIED_DPI)
                    save(f"{pdf.stem}-copied", [copied(page) for page in finer[:ON_A_SHEET]], target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
