"""QR codes as SVG inside HTML."""

from functools import lru_cache

from markupsafe import Markup
from segno import make_qr


@lru_cache(maxsize=512)  # 2 ms each
def qr_svg(address: str, title: str) -> Markup:
    """Without size and border, black alone. The title stands inside it, or there would be nothing to read aloud."""
    code = make_qr(address, error="m")
    return Markup(code.svg_inline(border=0, omitsize=True, title=title, svgclass=None, lineclass=None))  # noqa: S704 segno escapes the title
