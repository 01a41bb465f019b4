"""A finished PDF read back: what is wrong with its tags, and what stands on its pages. Problems come in words."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, parse_content_stream
from pypdf import PdfReader

SHOWS = {"Tj", "TJ", "'", '"', "Do", "S", "f", "f*", "B", "sh"}


class File:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = Pdf.open(BytesIO(data))
        self.reader = PdfReader(BytesIO(data))
        self.root: Any = self.pdf.Root.StructTreeRoot
        self.elements = list(walk(self.root.K[0]))
        nums = list(self.root.ParentTree.Nums)
        self.rows = {int(key): row for key, row in zip(nums[::2], nums[1::2], strict=True)}

    def text(self, page: int) -> str:
        """Of a page counted from 1, its spaces made plain."""
        return " ".join(self.reader.pages[page - 1].extract_text().split())

    def texts(self) -> list[str]:
        return [self.text(page) for page in range(1, len(self.reader.pages) + 1)]

    def outline(self, items: Any = None, depth: int = 0) -> Iterator[tuple[int, str, int]]:
        """Depth, title and page of each entry."""
        for item in self.reader.outline if items is None else items:
            if isinstance(item, list):
                yield from self.outline(item, depth + 1)
            else:
                number = self.reader.get_destination_page_number(item)
                assert number is not None
                yield depth, str(item.title), number + 1

    def fonts(self) -> set[str]:
        """BaseFont of each without the subset's tag; those not embedded have a ! in front."""
        found = set()
        for page in self.pdf.pages:
            for font in page.obj.get("/Resources", Dictionary()).get("/Font", {}).values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                whole = ("/FontFile2" in descriptor or "/FontFile3" in descriptor) and "/ToUnicode" in font
                found.add(("" if whole else "!") + str(font.BaseFont).partition("+")[2])
        return found


def kids_of(element: Any) -> list[Any]:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]


def walk(element: Any) -> Iterator[Any]:
    stack = [element]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(kid for kid in reversed(kids_of(element)) if isinstance(kid, Dictionary) and "/S" in kid)


def content_of(page: Any) -> Iterator[tuple[str, Any]]:
    """("mark", MCID), ("artifact", subtype), ("bare", operator) for what is painted outside any mark."""
    stack: list[str] = []
    for operands, operator in parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if len(operands) == 2 else Dictionary()
            if "/MCID" in properties:
                stack.append("mark")
                yield "mark", int(properties.MCID)
            elif operands[0] == Name.Artifact:
                stack.append("artifact")
                yield "artifact", str(properties.get("/Subtype", ""))
            else:
                stack.append("other")
        elif name == "EMC":
            stack.pop()
        elif name in SHOWS and not {"mark", "artifact"} & set(stack):
            yield "bare", name
    if stack:
        yield "bare", "a mark that does not end"


def loose_marks(file: File) -> Iterator[str]:
    """Every mark of a page is owned by one element of the tree, and the ParentTree leads there."""
    owned: dict[Any, Counter[int]] = {}
    owners = {}
    for element in file.elements:
        for kid in kids_of(element):
            if isinstance(kid, int):
                owned.setdefault(element.Pg.objgen, Counter())[kid] += 1
                owners[element.Pg.objgen, kid] = element.objgen
            elif isinstance(kid, Dictionary) and "/S" in kid and kid.P.objgen != element.objgen:
                yield f"a {kid.S} names another parent"
    for number, page in enumerate(file.pdf.pages, 1):
        found = Counter[int]()
        for kind, value in content_of(page.obj):
            if kind == "mark":
                found[value] += 1
            elif kind == "bare":
                yield f"page {number}: {value} outside any mark"
        if owned.pop(page.obj.objgen, Counter()) != found:
            yield f"page {number}: marks differ between content and tree"
        row = list(file.rows[int(page.obj.StructParents)])
        for mark in found:
            if not isinstance(row[mark], Dictionary) or row[mark].objgen != owners.get((page.obj.objgen, mark)):
                yield f"page {number}: the ParentTree does not lead from mark {mark} to its element"
    if owned:
        yield "the tree names pages that are not in the file"


def loose_links(file: File) -> Iterator[str]:
    """Each link is in the tree, says where it leads, and leads there."""
    pages = {page.obj.objgen for page in file.pdf.pages}
    held = {
        kid.Obj.objgen: element.objgen
        for element in file.elements
        for kid in kids_of(element)
        if isinstance(kid, Dictionary) and "/Obj" in kid
    }
    for number, page in enumerate(file.pdf.pages, 1):
        for link in page.obj.get("/Annots", []):
            row = file.rows.get(int(link.get("/StructParent", -1)))
            if row is None or held.get(link.objgen) != row.objgen:
                yield f"page {number}: a link is not in the tree"
            if not str(link.get("/Contents", "")):
                yield f"page {number}: a link does not say where it leads"
            goal, address = link.get("/Dest"), str(link.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith("to:") or (isinstance(goal, Array) and goal[0].objgen not in pages):
                yield f"page {number}: a link leads nowhere"


def dumb_figures(file: File) -> Iterator[str]:
    for element in file.elements:
        if str(element.S) == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "a Figure has no Alt"
        if str(element.S) in ("/H1", "/H2", "/H3") and not any(
            isinstance(kid, int) for part in walk(element) for kid in kids_of(part)
        ):
            yield f"a heading {element.S} is empty"


def loose_headers(file: File) -> Iterator[str]:
    """Ids of header cells are unique and listed; cells name headers that exist; each table has them, with a scope."""
    ids = Counter(bytes(element.ID) for element in file.elements if "/ID" in element)
    listed = [bytes(key) for key in list(file.root.IDTree.Names)[::2]] if "/IDTree" in file.root else []
    if any(times > 1 for times in ids.values()) or listed != sorted(ids):
        yield "ids of header cells are not unique, or not listed in order"
    for element in file.elements:
        attributes = element.get("/A", Dictionary())
        for key in attributes.get("/Headers", ()):
            if bytes(key) not in ids:
                yield "a cell names a header that is not there"
        if str(element.S) == "/TD" and not list(attributes.get("/Headers", ())):
            yield "a cell has no header"
        if str(element.S) == "/TH" and "/Scope" not in attributes:
            yield "a header cell has no scope"
        if str(element.S) == "/Table" and not any(str(part.S) == "/TH" for part in walk(element)):
            yield "a table has no header cell"


def loose_outline(file: File) -> Iterator[str]:
    """Each level is linked both ways and counted, and each entry leads to a page of the file."""
    pages = {page.obj.objgen for page in file.pdf.pages}
    levels = [file.pdf.Root.Outlines] if "/Outlines" in file.pdf.Root else []
    while levels:
        parent = levels.pop()
        entry, before = parent.First, None
        while entry is not None:
            if entry.Parent.objgen != parent.objgen or entry.Dest[0].objgen not in pages:
                yield f"outline: {entry.Title} leads nowhere"
            if (entry.get("/Prev") is None) != (before is None) or (before and entry.Prev.objgen != before.objgen):
                yield f"outline: {entry.Title} is linked one way only"
            levels += [entry] if "/First" in entry else []
            entry, before = entry.get("/Next"), entry
        if before is None or parent.Last.objgen != before.objgen or int(parent.Count) == 0:
            yield "outline: Last or Count is wrong"


def silent(file: File) -> Iterator[str]:
    """The file says what it is, in which language, and that it is accessible; its fonts are whole."""
    root = file.pdf.Root
    said = root.Metadata.read_bytes() if "/Metadata" in root else b""
    if not re.search(rb'pdfuaid:part(="1"|>1<)', said) or b"<dc:title>" not in said:
        yield "the file does not say PDF/UA-1 and its title"
    if not str(root.get("/Lang", "")) or not bool(root.get("/MarkInfo", Dictionary()).get("/Marked", False)):
        yield "the file does not say its language, or that it is tagged"
    if not bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield "the title is not shown"
    if not all(page.obj.get("/Tabs") == Name.S for page in file.pdf.pages):
        yield "a page is not gone through in the order of its tags"
    yield from (f"the font {name[1:]} is not embedded" for name in file.fonts() if name.startswith("!"))


def problems(file: File) -> list[str]:
    checks = (loose_marks, loose_links, dumb_figures, loose_headers, loose_outline, silent)
    return [problem for check in checks for problem in check(file)]
