"""The test sheet: crosses and rulers, so that one reads from the paper how far the printer is out."""

from collections.abc import Iterator

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from chapterapp.labels.stocks import Envelope, Stock
from chapterapp.pdf.press import Pdf, press

REACH = 10  # mm that a ruler goes to either side of its cross
EDGE = 30.0  # mm between the cross on an envelope and two of its edges
BAR = 100  # mm of the line that shows whether the printer scales
FREE = 10.0  # mm at the edges of a sheet where many printers print nothing


def print_test_sheet(stock: Stock | Envelope, language: str) -> Pdf:
    """One page, without any offset: the numbers read from it are those to save."""
    width, height = stock.sheet
    bar = BAR if width > BAR + 60 and height > 100 else 0
    with force_locale(language.replace("-", "_")):
        html = render_template(
            "labels/print/test.html", language=language, stock=stock, lines=_lines(stock), bar=bar or None
        )
    crosses = _crosses(stock)
    return press.render(html, css=_style(stock), images={"crosses": _drawing(stock.sheet, crosses, bar)})


def _crosses(stock: Stock | Envelope) -> list[tuple[float, float]]:
    """Corners of labels that lie where a printer can print, far from one another; of an envelope one point."""
    if isinstance(stock, Envelope):
        return [(EDGE, EDGE)]
    boxes = [stock.box(place) for place in range(stock.labels)]
    corners = [
        (x, y) for box in boxes for x in (box.left, box.left + box.width) for y in (box.top, box.top + box.height)
    ]
    width, height = stock.sheet
    inside = [(x, y) for x, y in corners if FREE <= x <= width - FREE and FREE <= y <= height - FREE]
    return [min(inside or corners, key=sum), max(inside or corners, key=sum)]


def _lines(stock: Stock | Envelope) -> list[str]:
    print_it = _("Print it at its actual size, not fitted to the page.")
    if isinstance(stock, Envelope):
        return [
            print_it,
            _(
                "Measure the cross: it should lie %(mm)s mm from the left edge and %(mm)s mm from the upper edge.",
                mm=f"{EDGE:g}",
            ),
            _(
                "To the right: type %(mm)s less the millimetres from the left edge. Down: %(mm)s less those from the "
                "upper edge.",
                mm=f"{EDGE:g}",
            ),
        ]
    return [
        print_it,
        _("Lay it over a sheet of labels and hold both to the light. Each cross should lie on a corner of a label."),
        _(
            "If it does not, read the rulers. Where the upright edge of the label cuts the level ruler: that number "
            "goes to “to the right”. Where the level edge cuts the upright ruler: that number goes to “down”."
        ),
        _("If the two crosses do not agree, the printer scales the page: look at its settings first."),
    ]


def _style(stock: Stock | Envelope) -> str:
    width, height = stock.sheet
    envelope = isinstance(stock, Envelope)
    left, top = (EDGE + REACH + 12, 12.0) if envelope else (0.2 * width, 0.3 * height)
    size, leading = (8.5, 10.5) if envelope and height < 120 else (10, 14)
    whole = f"{width:.3f}mm {height:.3f}mm"
    return (
        f"@page{{size:{whole};margin:0}}body,p,h1{{margin:0}}"
        f".sheet{{height:{height - 0.1:.3f}mm;background:url(image:crosses) 0 0/{whole} no-repeat}}"
        f".text{{padding:{top:.1f}mm {12 if envelope else left:.1f}mm 0 {left:.1f}mm;"
        f'font:{size}pt/{leading}pt "Noto Sans",sans-serif;background:none}}'
        f".text p{{margin-top:3pt}}h1{{font-size:1.15em;line-height:1.3}}"
    )


def _drawing(sheet: tuple[float, float], crosses: list[tuple[float, float]], bar: float) -> bytes:
    width, height = sheet
    parts = [part for x, y in crosses for part in _cross(x, y)]
    if bar:
        left, low = (width - bar) / 2, height - 14 if height < 170 else 0.56 * height
        line = f"M{left} {low}h{bar}M{left} {low - 2}v4M{left + bar} {low - 2}v4"
        parts.append(f'<path d="{line}" stroke="#000" stroke-width=".25"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}mm" height="{height}mm">'
        f'<g fill="none" font-family="Noto Sans" font-size="1.9">{"".join(parts)}</g></svg>'
    ).encode()


def _cross(x: float, y: float) -> Iterator[str]:
    """Two rulers whose zero is the cross: a tick a millimetre, a longer one each fifth, with its number."""
    ticks = [f"M{x - REACH} {y}h{2 * REACH}M{x} {y - REACH}v{2 * REACH}"]
    for mm in range(-REACH, REACH + 1):
        long = 1.8 if mm % 5 == 0 else 0.9
        ticks.append(f"M{x + mm} {y - long / 2}v{long}M{x - long / 2} {y + mm}h{long}")
    yield f'<path d="{"".join(ticks)}" stroke="#000" stroke-width=".18"/>'
    for mm in (number for number in range(-REACH, REACH + 1, 5) if number):
        yield f'<text x="{x + mm}" y="{y - 1.4}" text-anchor="middle" fill="#000">{mm}</text>'
        yield f'<text x="{x + 1.4}" y="{y + mm + 0.65}" fill="#000">{mm}</text>'
