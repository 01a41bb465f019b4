"""What WeasyPrint 70 leaves wrong in the tags of a file, put right while the file is still in memory.

- an element does not say its language, and a table that only sets things side by side is tagged as a table: known
  only while the boxes are read, so one private function is wrapped (a test fails when it changes);
- running footers are marked content outside the tree: they become artifacts;
- each line of text has a Span of its own that says nothing, and so has each box a Div: what they hold goes to the
  element above, a third as many elements;
- header cells have no Scope, there is no IDTree, the BBox of a Figure is in px from the top;
- a link within the file is described by the id it leads to, not by what stands there.
"""

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.pdf import tags

FOOTER = pydyf.Dictionary({"Type": "/Pagination", "Subtype": "/Footer"})
BARE = {"Type", "S", "K", "Pg", "P"}  # of an element that says nothing
Elements = dict[bytes, pydyf.Dictionary]


def prepare() -> None:
    """Once a process: let elements say their `lang`, and make `role=presentation` tables plain divisions."""
    original = tags._build_box_tree

    def build(box: Any, *rest: Any) -> Iterator[pydyf.Dictionary]:
        element = getattr(box, "element", None)
        if element is None or box.element_tag in ("html", "body"):
            yield from original(box, *rest)
            return
        looks = box.element_tag == "table" and element.get("role") == "presentation"
        for made in original(box, *rest):
            if lang := element.get("lang"):
                made["Lang"] = pydyf.String(lang)
            if looks:
                made["Presentation"] = True
            yield made

    tags._build_box_tree = build


def finish(pdf: pydyf.PDF, name: str = "") -> None:
    """Called by WeasyPrint right before the file is written. `name` stands before the ids of header cells."""
    items = {item.reference: item for item in pdf.objects}
    root = items[pdf.catalog["StructTreeRoot"]]
    tree = items[root["ParentTree"]]
    elements = {ref: item for ref, item in items.items() if _is_element(item)}
    reached = dict(_walk(elements, root["K"][0]))
    _make_artifacts(pdf, items, tree, reached)
    _drop(elements, reached)
    _flatten(reached)
    _fold(reached, tree)
    _name_headers(reached, root, name)
    _place_figures(items, reached)
    _describe_links(pdf)


def _is_element(item: Any) -> bool:
    return isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"


def _walk(elements: Elements, start: bytes) -> Iterator[tuple[bytes, pydyf.Dictionary]]:
    stack = [start]
    while stack:
        reference = stack.pop()
        if reference in elements:
            yield reference, elements[reference]
            stack.extend(reversed(elements[reference]["K"]))


def _make_artifacts(pdf: pydyf.PDF, items: dict[bytes, Any], tree: pydyf.Dictionary, reached: Elements) -> None:
    """Marks that no element of the tree owns are the running footers."""
    for page in pdf.page_references:
        page = items[page]
        key = page["StructParents"]
        row = tree["Nums"][2 * key + 1]
        loose = {mark for mark, owner in enumerate(row) if owner not in reached}
        row[:] = ["null" if mark in loose else owner for mark, owner in enumerate(row)]
        stream = items[page["Contents"]].stream
        for at, item in enumerate(stream):
            if isinstance(item, pydyf.Dictionary) and item.get("MCID") in loose:
                stream[at - 1], stream[at] = "/Artifact", FOOTER


def _drop(elements: Elements, reached: Elements) -> None:
    for reference, item in elements.items():
        if reference not in reached:
            item.clear()


def _flatten(reached: Elements) -> None:
    """Tables for looks only: Table, rows and cells become divisions, without headers or attributes."""
    for item in list(reached.values()):
        if item.pop("Presentation", None):
            _flatten_table(reached, item)


def _flatten_table(reached: Elements, item: pydyf.Dictionary) -> None:
    if item["S"] in ("/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TH", "/TD"):
        item["S"] = "/Div"
        item.pop("A", None)
        item.pop("ID", None)
        for kid in item["K"]:
            if kid in reached:
                _flatten_table(reached, reached[kid])


def _fold(reached: Elements, tree: pydyf.Dictionary) -> None:
    """What an element that says nothing holds takes its place, the inner ones first; a Div with text of its own is a
    block and stays, and so does what holds a link's place. Each page has its own elements, so that a mark is on the
    page of the one above too."""
    owners: dict[bytes, bytes] = {}
    for reference, item in reversed(list(reached.items())):
        above = reached.get(item["P"])
        if above is None or set(item) != BARE or item["S"] not in ("/Span", "/Div", "/NonStruct"):
            continue
        if any(kid not in reached and (item["S"] == "/Div" or not isinstance(kid, int)) for kid in item["K"]):
            continue
        at = above["K"].index(reference)
        above["K"][at : at + 1] = item["K"]
        for kid in item["K"]:
            if kid in reached:
                reached[kid]["P"] = item["P"]
        owners[reference] = item["P"]
        del reached[reference]
        item.clear()
    for row in tree["Nums"]:
        if isinstance(row, pydyf.Array):
            row[:] = [_holder(owner, owners) for owner in row]


def _holder(reference: bytes, owners: dict[bytes, bytes]) -> bytes:
    while reference in owners:
        reference = owners[reference]
    return reference


def _name_headers(reached: Elements, root: pydyf.Dictionary, name: str) -> None:
    """Scope of header cells (a column's stands in a thead), and the IDTree their ids ask for."""
    names = []
    for reference, item in reached.items():
        if "ID" in item:
            item["ID"].string = f"{name}{item['ID'].string}"  # the Headers that name it hold the same object
            names.append((item["ID"].string, reference))
            group = reached[reached[item["P"]]["P"]]  # cell, row, group of rows
            item["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
    if names:
        flat = [part for text, reference in sorted(names) for part in (pydyf.String(text), reference)]
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(flat)})


def _place_figures(items: dict[bytes, Any], reached: Elements) -> None:
    for item in reached.values():
        if item["S"] == "/Figure":
            height = items[item["Pg"]]["MediaBox"][3]
            left, top, right, bottom = (0.75 * value for value in item["A"]["BBox"])
            item["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


def _describe_links(pdf: pydyf.PDF) -> None:
    """A link within the file says the title, from the outline, of the page it leads to."""
    known = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
    titles = {item["Dest"][0]: item["Title"] for item in reversed(known) if "Title" in item and "Dest" in item}
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    pages = {name.string: place[0] for name, place in zip(names[::2], names[1::2], strict=True)}
    for link in known:
        if link.get("Subtype") == "/Link" and "Dest" in link:
            link["Contents"] = titles.get(pages.get(link["Dest"].string), link["Contents"])
