"""Labels and envelopes: each distinct label is laid out once and placed as often as wanted, tagged. In the kept child.

The document to lay out has the labels as zones (see zones.py) one below the other on tall pages, `id="label-0"` and so
on in their order, each as high as its text. The same label may come twice on a sheet, so its stream may carry no
marked-content id. The marks stand in small streams before the labels, one a place: /Contents is [place 0, label, place
1, label, …]. A place moves to its corner and opens a mark, a label paints and closes it: one label is one P.
"""

import re
from functools import cache

import weasyprint
from pikepdf import Name, Object

from chapterapp.pdf.made import Made
from chapterapp.pdf.parts import Frame, Labels, Place, Placed, Unit
from chapterapp.pdf.zones import Laid, lay, marks_in

PX = 0.75  # points
MARKED = re.compile(rb"/(\w+)\s<</MCID (\d+)>>\sBDC")
SLACK = 0.01


def place_labels(document: weasyprint.Document, data: bytes, labels: Labels, frame: Frame) -> Placed:
    """`data` is the finished file of `document`."""
    laid = lay(document, data)
    used = dict.fromkeys(pair for page in labels.pages for pair in page)
    heights = {label: PX * _height(laid, label) for label, _ in used}
    limits = {place: labels.places[place].height for _, place in used}
    too_tall = sorted({label for label, place in used if heights[label] > (limits[place] or 1e9) + SLACK})
    if too_tall:
        return Placed(b"", tuple(too_tall))
    return Placed(_Sheets(laid, labels, heights, data).compose(frame))


def _height(laid: Laid, label: int) -> float:
    _, (_, top, _, bottom) = laid.places[f"label-{label}"]
    return bottom - top


class _Sheets:
    def __init__(self, laid: Laid, labels: Labels, heights: dict[int, float], data: bytes) -> None:
        self.laid, self.labels, self.heights = laid, labels, heights
        self.made = Made()
        source = self.made.open(data)
        self.resources = self.made.pdf.copy_foreign(source.pages[0].obj.Resources)
        self.made.fonts.extend(self.resources.get("/Font", {}).values())
        self.painted = {
            number: next(laid.zones[laid.places[f"label-{number}"][0]])
            for number in range(sum(name.startswith("label-") for name in laid.places))
        }
        self.place, self.label = cache(self._place), cache(self._label)

    def _place(self, place: Place, down: float, mark: int) -> Object:
        top = self.labels.height - place.top - down
        matrix = b"q 0.75 0 0 -0.75 %.4f %.4f cm\n" % (place.left, top)
        return self.made.stream(matrix, b"/P <</MCID %d>> BDC\n" % mark)

    def _label(self, number: int) -> Object:
        """Painted with its corner at the origin (CSS px, y down); its texts say their language, and have no ids."""
        page, (_, top, _, _) = self.laid.places[f"label-{number}"]
        operators = self.painted[number]
        here = set(marks_in(operators))
        languages = {
            mark: unit.language
            for unit in self.laid.units[page]
            for mark in unit.marks
            if mark in here and unit.language
        }

        def plain(match: re.Match[bytes]) -> bytes:
            language = languages.get(int(match[2]))
            return b"/Span <</Lang (%s)>> BDC" % language.encode() if language else b"/Span BMC"

        return self.made.stream(b"1 0 0 1 0 %.4f cm\n" % -top, MARKED.sub(plain, operators), b"\nEMC Q\n")

    def compose(self, frame: Frame) -> bytes:
        pages = []
        for pairs, title in zip(self.labels.pages, self.labels.titles, strict=True):
            contents = []
            for mark, (label, number) in enumerate(pairs):
                place = self.labels.places[number]
                down = (place.height - self.heights[label]) / 2 if place.height else 0.0
                contents += [self.place(place, down, mark), self.label(label)]
            page = self.made.page((self.labels.width, self.labels.height), self.resources, contents)
            units = [Unit("P", "", (mark,)) for mark in range(len(pairs))]
            self.made.kids.append(self.made.tag(page, Name.Sect, units))
            self.made.outline.append((self.made.bookmark(page, title), []))
            pages.append(page)
        self.made.order(pages)
        return self.made.save(frame.title, frame.language)
