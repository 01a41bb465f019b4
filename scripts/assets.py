"""Copy what the pages use from Python packages into static/vendor, and compress everything for WhiteNoise."""

import shutil
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from whitenoise.compress import Compressor

STATIC = Path(__file__).resolve().parent.parent / "static"
VENDOR = STATIC / "vendor"
LATIN = "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2039-203A,U+20AC,U+2122"  # noqa: E501 one range a script
LATIN_EXTENDED = "U+0100-02BA,U+1D00-1DBF,U+1E00-1E9F,U+1EA0-1EFF"


def copy_bootstrap() -> None:
    source = files("flask_bootstrap") / "static" / "bootstrap5" / "css" / "bootstrap.min.css"
    shutil.copyfile(str(source), VENDOR / "bootstrap.min.css")


def find_literata() -> Path:
    folder = Path(str(files("fontpkg_literata")))
    return next(path for path in sorted(folder.rglob("*.ttf")) if "Italic" not in path.name)


def cut_literata() -> None:
    """Weight 600 alone, one file for Latin and one for what lies beyond it."""
    for name, letters in (("latin", LATIN), ("latin-ext", LATIN_EXTENDED)):
        font = TTFont(find_literata())
        if "fvar" in font:
            axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": 600}
            font = instancer.instantiateVariableFont(font, axes)
        options = subset.Options(flavor="woff2", layout_features=["kern", "liga", "mark", "mkmk", "ccmp"])
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(letters))
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(VENDOR / f"literata-{name}-600.woff2")


def compress() -> None:
    compressor = Compressor(use_brotli=True, quiet=True)
    for file in STATIC.rglob("*"):
        if file.suffix in (".css", ".js", ".svg"):
            list(compressor.compress(str(file)) or [])


if __name__ == "__main__":
    VENDOR.mkdir(parents=True, exist_ok=True)
    copy_bootstrap()
    cut_literata()
    compress()
    (VENDOR / "made").touch()
