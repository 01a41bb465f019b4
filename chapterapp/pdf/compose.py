"""Parts that were laid out by themselves, put together into one tagged file without laying anything out again."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from pikepdf import Array, Name, Object, Page, String

from chapterapp.pdf.merging import Merged
from chapterapp.pdf.parts import AFTER, Bundle, Composed, Footer, Frame, Part

TO = "to:"


def compose(parts: Sequence[Part], frame: Frame) -> Composed:
    """The file made of `parts` in this order."""
    merged = Merged()
    counts: list[int] = []
    for number, together in groupby(parts, key=attrgetter("bundle")):
        counts += _add_bundle(merged, list(together), frame.bundles[number], frame.numbers)
    return Composed(merged.save(frame.title, frame.language), tuple(counts))


def _add_bundle(merged: Merged, parts: Sequence[Part], bundle: Bundle, format_number: str) -> list[int]:
    """Its pages with their links and numbers; how many each part has."""
    placed: list[tuple[Part, list[Page], int]] = []
    starts: dict[str, Page] = {}
    numbers = dict(bundle.places)
    running, last = 1, bundle.total or 0
    merged.open_branch(bundle.branch)
    for part in parts:
        pages, _ = merged.add(part.data, part.depth)
        first = part.first or running
        if part.first == AFTER:
            first, last = last + 1, last + len(pages)
        if part.name not in starts:
            starts[part.name], numbers[part.name] = pages[0], first
        running += len(pages)
        placed.append((part, pages, first))
    titles = {part.name: part.title for part in parts}
    total = last or running - 1
    for part, pages, first in placed:
        for number, page in enumerate(pages, first):
            _lead_links(merged, page, starts, numbers, titles)
            if part.footer:
                _stamp_footer(merged, page, part.footer, format_number.format(page=number, pages=total))
    if bundle.is_even and running % 2 == 0:
        merged.add_empty_page()
    return [len(pages) for _, pages, _ in placed]


def _lead_links(
    merged: Merged, page: Page, starts: dict[str, Page], numbers: dict[str, int], titles: dict[str, str]
) -> None:
    """Turn the `to:` links of a page into GoTo, and write the numbers into the empty ones.

    The digits are real content of the Link element: they get an MCID and a place in the page's row. Where the goal is
    not in this file a link stays on its page.
    """
    row, shown = merged.rows[page.obj.StructParents], []
    for link in page.obj.get("/Annots", ()):
        uri = str(link.A.get("/URI", "")) if "/A" in link else ""
        if not uri.startswith(TO):
            continue
        name, _, size = uri.removeprefix(TO).partition("@")
        goal = starts.get(name, page)
        del link["/A"]
        link.Dest = Array([goal.obj, Name.XYZ, 0, goal.mediabox[3], 0])
        link.Contents = String(titles.get(name, str(numbers.get(name, ""))))
        if size and name in numbers:
            mark = len(row)
            shown.append(b"/Link <</MCID %d>> BDC %s EMC\n" % (mark, _digits(merged, link.Rect, numbers[name], size)))
            element = merged.rows[link.StructParent]
            element.K.insert(0, mark)
            row.append(element)
    if shown:
        merged.stamp(page, b"".join(shown))


def _digits(merged: Merged, rectangle: Object, number: int, size_and_leading: str) -> bytes:
    """A page number, right in the box of its link."""
    size, leading = map(float, size_and_leading.split("/"))
    left, bottom, right, top = (float(value) for value in rectangle)
    x = max(left, right) - merged.stamper.width(str(number), size)
    return merged.stamper.show(str(number), x, max(bottom, top), size, leading)


def _stamp_footer(merged: Merged, page: Page, footer: Footer, right: str) -> None:
    """Left words and page number, each a pagination artifact."""
    stamper, size = merged.stamper, footer.size
    edge = float(page.mediabox[2]) - footer.side
    begins = edge - stamper.width(right, size)
    left = stamper.fitting(footer.left, size, begins - footer.side - 2 * size)
    lines = [
        b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC %s EMC\n"
        % stamper.show(text, x, footer.top, size, footer.leading)
        for text, x in ((left, footer.side), (right, begins))
    ]
    merged.stamp(page, b"".join(lines))
