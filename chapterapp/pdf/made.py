"""Pages made of streams that many pages share, each with tags of its own."""

from collections.abc import Iterator, Sequence
from functools import cache

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from chapterapp.pdf.merging import Merged, elements, kids_of
from chapterapp.pdf.parts import Unit

TEXTS = ("P", "H1", "H2", "H3", "H4", "H5", "H6")


class Made(Merged):
    """Streams are shared, not form XObjects: marks inside a form would belong to the form, not to the page."""

    def __init__(self) -> None:
        super().__init__()
        self._said = cache(_said)  # the body of a case comes in every letter for it

    def stream(self, *parts: bytes) -> Object:
        return self.pdf.make_indirect(Stream(self.pdf, b"".join(parts)))

    def page(self, size: tuple[float, float], resources: Object, contents: Sequence[Object]) -> Object:
        """A page of shared streams, not yet in its place (`order`); `tag` must follow. `size` in points."""
        return self.pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                Parent=self.pdf.Root.Pages,
                MediaBox=Array([0, 0, *size]),
                Resources=resources,
                Contents=Array(contents),
                Tabs=Name.S,
                StructParents=len(self.rows),
            )  # fmt: skip
        )

    def tag(self, page: Object, kind: Name, units: Sequence[Unit], language: str = "") -> Object:
        """An element of `kind` under the Document that holds `units`, and the page's row of the ParentTree."""
        whole = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=self.document, Pg=page))
        if language:
            whole.Lang = String(language)
        owners: dict[int, Object] = {}
        kids = []
        for unit in units:
            tag, marks = self._said(unit)
            kid = self.pdf.make_indirect(
                Dictionary({"/Type": Name.StructElem, "/S": tag, "/P": whole, "/Pg": page, "/K": marks})
            )
            if unit.language:
                kid.Lang = String(unit.language)
            kids.append(kid)
            owners.update((mark, kid) for mark in unit.marks)
        whole.K = Array(kids)
        self.rows.append(Array([owners.get(mark) for mark in range(max(owners, default=-1) + 1)]))
        return whole

    def bookmark(self, page: Object, title: str) -> Object:
        top = page.MediaBox[3]
        return self.pdf.make_indirect(Dictionary(Title=String(title), Dest=Array([page, Name.XYZ, 0, top, 0])))

    def order(self, pages: Sequence[Object]) -> None:
        """These are the pages of the file."""
        tree = self.pdf.Root.Pages
        for page in pages:
            page.Parent = tree
        tree.Kids, tree.Count = Array(pages), len(pages)


def _said(unit: Unit) -> tuple[Name, Array]:
    return Name(f"/{unit.tag}"), Array(list(unit.marks))


def units_of(root: Object) -> Iterator[tuple[tuple[int, int], Unit]]:
    """The texts of a laid out document, in reading order: objgen of the page, tag, language, marks."""
    stack: list[tuple[Object, str]] = [(top, "") for top in reversed(kids_of(root))]
    while stack:
        element, language = stack.pop()
        language = str(element.get("/Lang", language))
        tag = str(element.S).removeprefix("/")
        inside = list(elements(element)) if tag in TEXTS else [element]
        marks = tuple(int(kid) for part in inside for kid in kids_of(part) if isinstance(kid, int))
        if marks:
            yield element.Pg.objgen, Unit(tag if tag in TEXTS else "P", language, marks)
        if tag not in TEXTS:
            below = [kid for kid in kids_of(element) if isinstance(kid, Dictionary) and "/S" in kid]
            stack.extend((kid, language) for kid in reversed(below))
