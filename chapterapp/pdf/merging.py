"""A PDF in the making out of parts that were laid out before, with their tags.

Plain copying of pages loses the structure tree. What is done here, a part at a time:

- its pages are appended, then its StructTreeRoot is copied, whose /Pg lead to the pages just copied;
- the elements below its Document go under the one Document of the file;
- `StructParents` of pages and `StructParent` of links are shifted by the number of keys so far, and the rows of the
  ParentTree are entered under the shifted keys;
- ids of header cells are unique by the part's own name; of a part that comes again they get a number in front;
- its outline is chained on;
- of a part that comes again what its pages paint is not copied a second time.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf, Stream, String

from chapterapp.pdf.faces import share_programs
from chapterapp.pdf.stamps import Stamper

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""

Entry = tuple[Object, list[Any]]  # of the outline, with the entries under it, which are such pairs too


class Merged:
    """Pages, one Document element, ParentTree rows by key, outline, ids of header cells; saved once."""

    def __init__(self) -> None:
        self.pdf = Pdf.new()
        self.document = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
        self.kids: list[Object] = []  # children of the Document, in reading order
        self.rows: list[Object] = []  # ParentTree: of a page its elements by MCID, of a link its element
        self.outline: list[Entry] = []
        self._level = self.outline  # where entries go
        self._painted: dict[bytes, list[tuple[Object, Object]]] = {}  # of a part: contents and resources of its pages
        self.fonts: list[Object] = []
        self.stamper = Stamper(self.pdf)
        self._ids: dict[bytes, Object] = {}
        self._stamped: set[tuple[int, int]] = set()
        self._taken: dict[bytes, Pdf] = {}
        self._again: list[Pdf] = []

    def add(self, data: bytes, depth: int = 0) -> tuple[list[Page], list[Object]]:
        """Append a part; return its pages, as they are in this file, and its elements below the Document."""
        source = self.open(data)
        start = len(self.pdf.pages)
        self.pdf.pages.extend(source.pages)
        pages = [self.pdf.pages[number] for number in range(start, len(self.pdf.pages))]
        self._share_paint(data, pages)
        root = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        kids = [kid for top in kids_of(root) for kid in kids_of(top)]
        for kid in kids:
            kid.P = self.document
        for page in pages:
            page.obj.StructParents += len(self.rows)
            for link in page.obj.get("/Annots", ()):
                link.StructParent += len(self.rows)
        self.rows.extend(list(root.ParentTree.Nums)[1::2])  # WeasyPrint's keys are 0, 1, 2 …
        self._take_ids(root, kids)
        self.kids.extend(kids)
        if "/Outlines" in source.Root:
            self._take_outline(self.pdf.copy_foreign(source.Root.Outlines), depth)
        return pages, kids

    def _share_paint(self, data: bytes, pages: Sequence[Page]) -> None:
        before = self._painted.get(data)
        if before is None:
            self._painted[data] = [(page.obj.Contents, page.obj.Resources) for page in pages]
            fonts = pages[0].obj.Resources.get("/Font", Dictionary())  # its pages share their resources
            self.fonts.extend(fonts.values())
            return
        for page, (contents, resources) in zip(pages, before, strict=True):
            page.obj.Contents, page.obj.Resources = contents, resources

    def add_empty_page(self) -> None:
        """Of the size of the last one."""
        _, _, width, height = (float(edge) for edge in self.pdf.pages[-1].mediabox)
        page = self.pdf.add_blank_page(page_size=(width, height)).obj
        page.Tabs, page.StructParents = Name.S, len(self.rows)
        self.rows.append(Array([]))

    def open_branch(self, titles: Sequence[str]) -> None:
        """What comes now stands in the outline under entries of these titles; the inner ones are closed at first."""
        self._level = self.outline
        for depth, title in enumerate(titles):
            if not self._level or str(self._level[-1][0].Title) != title:
                count = -1 if depth else 1  # the sign says whether it is closed; `save` counts
                self._level.append((self.pdf.make_indirect(Dictionary(Title=String(title), Count=count)), []))
            self._level = self._level[-1][1]

    def open(self, data: bytes) -> Pdf:
        """A file to copy from; it stays open until `save`, which reads its streams. Copied from twice, one and the same
        would give the same objects again."""
        if data not in self._taken:
            self._taken[data] = _opened(data)
            return self._taken[data]
        self._again.append(Pdf.open(BytesIO(data)))
        return self._again[-1]

    def _take_ids(self, root: Object, kids: Sequence[Object]) -> None:
        if "/IDTree" not in root:
            return
        names = list(root.IDTree.Names)
        found = {bytes(key): cell for key, cell in zip(names[::2], names[1::2], strict=True)}
        if not found.keys().isdisjoint(self._ids):  # this part is in the file already
            prefix = b"%d-" % len(self.kids)
            for cell in (cell for kid in kids for cell in elements(kid)):
                if "/ID" in cell:
                    cell.ID = String(prefix + bytes(cell.ID))
                if "/A" in cell and "/Headers" in cell.A:
                    cell.A.Headers = Array([String(prefix + bytes(key)) for key in cell.A.Headers])
            found = {prefix + key: cell for key, cell in found.items()}
        self._ids.update(found)

    def _take_outline(self, root: Object, depth: int) -> None:
        for entry in list(chain(root.First)):
            under: list[Entry] = [(below, []) for below in chain(entry.get("/First"))]
            if depth and self._level:
                self._level[-1][1].append((entry, under))
            else:
                self._level.append((entry, under))

    def stamp(self, page: Page, operators: bytes) -> None:
        """Paint over a page; WeasyPrint leaves its y axis upside down, so what is there is put between q and Q."""
        if page.obj.objgen not in self._stamped:
            self._stamped.add(page.obj.objgen)
            before = page.obj.Contents
            inner = list(before) if isinstance(before, Array) else [before]
            page.obj.Contents = Array([Stream(self.pdf, b"q\n"), *inner, Stream(self.pdf, b"\nQ\n")])
        page.obj.Contents.append(Stream(self.pdf, operators))
        self.stamper.add_to(page.obj.Resources)

    def save(self, title: str, language: str) -> bytes:
        """Close the trees, say what the file is, return it. Only once."""
        pdf, root = self.pdf, self.pdf.Root
        share_programs(pdf, unique([*self.fonts, *self.stamper.finish()]))
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([self.document])))
        tree.ParentTree = pdf.make_indirect(
            Dictionary(Nums=Array([part for pair in enumerate(self.rows) for part in pair]))
        )
        tree.ParentTreeNextKey = len(self.rows)
        if self._ids:
            tree.IDTree = Dictionary(
                Names=Array([part for key in sorted(self._ids) for part in (String(key), self._ids[key])])
            )
        self.document.P, self.document.K = tree, Array(self.kids)
        root.StructTreeRoot = tree
        root.Lang, root.MarkInfo = String(language), Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.Metadata = Stream(pdf, XMP.format(escape(title)).encode(), Type=Name.Metadata, Subtype=Name.XML)
        pdf.docinfo["/Title"] = String(title)
        if self.outline:
            top = pdf.make_indirect(Dictionary(Type=Name.Outlines))
            top.Count = _link(top, self.outline)
            root.Outlines, root.PageMode = top, Name.UseOutlines
        out = BytesIO()
        pdf.save(out, object_stream_mode=ObjectStreamMode.generate, min_version="1.7", deterministic_id=True)
        for opened in (*self._again, pdf):
            opened.close()
        return out.getvalue()


@lru_cache(64)
def _opened(data: bytes) -> Pdf:
    """A part that was read before; it is only copied from."""
    return Pdf.open(BytesIO(data))


def _link(parent: Object, entries: Sequence[Entry]) -> int:
    """Chain outline entries under their parent, both ways, and those under them; how many can be seen. An entry without
    a page of its own leads to that of the first one under it."""
    objects, seen = [entry for entry, _ in entries], len(entries)
    for before, (entry, under), after in zip([None, *objects], entries, [*objects[1:], None], strict=False):
        entry.Parent = parent
        for key, other in (("/Prev", before), ("/Next", after)):
            if other is not None:
                entry[key] = other
            elif key in entry:
                del entry[key]
        if under:
            is_closed = int(entry.get("/Count", 1)) < 0
            below = _link(entry, under)
            entry.Count = -below if is_closed else below
            seen += 0 if is_closed else below
            if "/Dest" not in entry:
                entry.Dest = under[0][0].Dest
    parent.First, parent.Last = objects[0], objects[-1]
    return seen


def unique(objects: Iterable[Object]) -> list[Object]:
    return list({item.objgen: item for item in objects}.values())


def chain(entry: Object | None) -> Iterator[Object]:
    """An outline entry and those after it on its level."""
    while entry is not None:
        yield entry
        entry = entry.get("/Next")


def kids_of(element: Object) -> list[Object]:
    """What /K of a structure element holds: elements, MCIDs (int), object references."""
    kids = element.get("/K")
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]


def elements(element: Object) -> Iterator[Object]:
    """A structure element and all below it, in reading order."""
    stack = [element]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(kid for kid in reversed(kids_of(element)) if isinstance(kid, Dictionary) and "/S" in kid)
