"""What changed since a packet was printed, section by section, and a file of just those pages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _

from chapterapp.packets.contents import PacketContents
from chapterapp.packets.gathering import Gathered
from chapterapp.packets.rendering import Printed, Sheet, compose, map_of, sheets_of
from chapterapp.packets.runs import Bundle
from chapterapp.pdf import parts as pdf
from chapterapp.pdf.parts import AFTER

Row = Mapping[str, Any]  # of Packet.page_map
Place = tuple[str, int | None, int]  # kind, case, copy
Set = tuple[int, int, int]  # run, copy, table: which bundle
Rows = dict[Place, Row]


class Change(NamedTuple):
    """A section that has other words now than on paper. A new one has no pages yet: 0."""

    title: str
    first: int
    last: int
    is_gone: bool = False


def changed_sections(page_map: Iterable[Row], contents: PacketContents) -> list[Change]:
    """In the order of the paper, new ones last; of copies of a bundle each page once. It goes through all templates:
    ask for one packet only."""
    on_paper, now = _by_set(page_map), _by_bundle(sheets_of(contents))
    found: dict[Change, None] = {}
    for key in dict.fromkeys([*on_paper, *now]):
        rows, sheets = on_paper.get(key, {}), now.get(key, [])
        branch = sheets[0].bundle.branch if sheets else next(iter(rows.values())).get("branch", ())
        for change in _changes(rows, sheets):
            found[change._replace(title=f"{branch[0]}: {change.title}" if branch else change.title)] = None
    return list(found)


def render_changes(
    contents: PacketContents, page_map: Sequence[Row], progress: Callable[[int], None] | None = None
) -> Printed:
    """Of each bundle the cover, with a line that says what to do, and each section that is not on paper as it is now.

    They have the page numbers of the paper they go into. The page map of the answer is that of the paper afterwards.
    """
    on_paper, now = _by_set(page_map), _by_bundle(sheets_of(contents))
    with_line = cache(lambda line: _by_bundle(sheets_of(replace(contents, change_line=line))))
    chosen: list[Sheet] = []
    printed: list[Sheet] = []
    elsewhere: dict[Bundle, pdf.Bundle] = {}
    for key, sheets in now.items():
        rows = on_paper.get(key, {})
        if not (changes := _changes(rows, sheets)):
            continue
        line = change_line(changes, contents.language)
        for sheet, lined in zip(sheets, with_line(line)[key], strict=True):
            if sheet.section.kind == "cover" or not _is_same(rows, sheet):
                chosen.append(sheet)
                printed.append(lined)
        elsewhere[sheets[0].bundle] = _elsewhere(rows, sheets)
    firsts = [row["first"] if (row := on_paper.get(_set(sheet), {}).get(_place(sheet))) else AFTER for sheet in chosen]
    composed = compose(printed, contents, progress=progress, firsts=firsts, elsewhere=elsewhere)
    new = _by_set(map_of(chosen, composed.pages))
    after = [row for key, sheets in now.items() for row in _merged(on_paper.get(key, {}), new.get(key, {}), sheets)]
    return Printed(composed.data, sum(composed.pages), after)


def _elsewhere(rows: Rows, sheets: Sequence[Sheet]) -> pdf.Bundle:
    """Where the sections of the paper begin, and how many pages it has."""
    places = {sheet.section.name: rows[_place(sheet)]["first"] for sheet in sheets if _place(sheet) in rows}
    total = max((row["last"] for row in rows.values()), default=0)
    return pdf.Bundle(sheets[0].bundle.branch, places=places, total=total)


def _merged(old_rows: Rows, new_rows: Rows, sheets: Sequence[Sheet]) -> Iterator[dict[str, Any]]:
    """The rows of one bundle's paper with its new pages in it."""
    after = max((row["last"] for row in old_rows.values()), default=0) + 1
    for sheet in sheets:
        old, new = old_rows.get(_place(sheet)), new_rows.get(_place(sheet))
        if new is None:
            yield dict(old or {})
            continue
        first = old["first"] if old else after
        after += 0 if old else new["last"] - new["first"] + 1
        yield {**new, "first": first, "last": first + new["last"] - new["first"]}


def fingerprint_of(gathered: Gathered, replacing: Sequence[Row]) -> str:
    """The same for the same pages: of a whole packet, or of those that replace others."""
    if not replacing:
        return gathered.fingerprint
    digests = "".join(row["digest"] for row in replacing)
    return sha256(f"{gathered.fingerprint} {digests}".encode()).hexdigest()


def file_name_of(gathered: Gathered, replacing: Sequence[Row]) -> str:
    name = gathered.file_name
    return f"{name.removesuffix('.pdf')}, changed pages.pdf" if replacing else name


def change_line(changes: Iterable[Change], language: str) -> str:
    """What the host does with the new pages."""
    with force_locale(language.replace("-", "_")):
        said = []
        for change in changes:
            pages = f"{change.first}" if change.first == change.last else f"{change.first}\u2013{change.last}"
            if change.is_gone:
                said.append(_("take out %(pages)s (%(title)s)", pages=pages, title=change.title))
            elif change.first:
                said.append(_("replace %(pages)s (%(title)s)", pages=pages, title=change.title))
            else:
                said.append(_("add %(title)s", title=change.title))
        return "; ".join(said)


def _changes(rows: Rows, sheets: Iterable[Sheet]) -> list[Change]:
    """Of one bundle."""
    now = {_place(sheet): sheet for sheet in sheets}
    changes = []
    for place, row in rows.items():
        if place not in now:
            changes.append(Change(row["title"], row["first"], row["last"], is_gone=True))
        elif not _is_same(rows, now[place]):
            changes.append(Change(now[place].section.title, row["first"], row["last"]))
    return changes + [Change(sheet.section.title, 0, 0) for place, sheet in now.items() if place not in rows]


def _is_same(rows: Rows, sheet: Sheet) -> bool:
    row = rows.get(_place(sheet))
    return row is not None and row["digest"] == sheet.digest


def _by_set(page_map: Iterable[Row]) -> dict[Set, Rows]:
    found: dict[Set, Rows] = {}
    for row in page_map:
        key = row.get("run", 0), row.get("set", 1), row.get("table", 0)
        found.setdefault(key, {})[row["key"], row["case_id"], row["copy"]] = row
    return found


def _by_bundle(sheets: Iterable[Sheet]) -> dict[Set, list[Sheet]]:
    found: dict[Set, list[Sheet]] = {}
    for sheet in sheets:
        found.setdefault(_set(sheet), []).append(sheet)
    return found


def _set(sheet: Sheet) -> Set:
    return sheet.bundle[:3]


def _place(sheet: Sheet) -> Place:
    case = sheet.section.case
    return sheet.section.kind, case.case_id if case else None, sheet.section.copy
