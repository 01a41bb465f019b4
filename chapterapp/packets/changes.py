"""What changed since a packet was printed, section by section, and a file of just those pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _

from chapterapp.packets.contents import PacketContents
from chapterapp.packets.gathering import Gathered
from chapterapp.packets.rendering import Printed, Sheet, compose, frame_of, map_of, sheets_of
from chapterapp.pdf.parts import AFTER

Row = Mapping[str, Any]  # of Packet.page_map
Place = tuple[str, int | None, int]  # kind, case, copy


class Change(NamedTuple):
    """A section that has other words now than on paper. A new one has no pages yet: 0."""

    title: str
    first: int
    last: int
    is_gone: bool = False


def changed_sections(page_map: Iterable[Row], contents: PacketContents) -> list[Change]:
    """In the order of the paper, new ones last. It goes through all templates: ask for one packet only."""
    return _changes(_by_place(page_map), sheets_of(contents))


def render_changes(
    contents: PacketContents, page_map: Sequence[Row], progress: Callable[[int], None] | None = None
) -> Printed:
    """The cover, with a line that says what to do, and each section that is not on paper as it is now.

    They have the page numbers of the paper they go into. The page map of the answer is that of the paper afterwards.
    """
    on_paper, sheets = _by_place(page_map), sheets_of(contents)
    line = change_line(_changes(on_paper, sheets), contents.language)
    chosen = [sheet for sheet in sheets if sheet.section.kind == "cover" or not _is_same(on_paper, sheet)]
    sheets_now = sheets_of(replace(contents, change_line=line), [sheet.section for sheet in chosen])
    total = max(row["last"] for row in page_map)
    firsts = [row["first"] if (row := on_paper.get(_place(sheet))) else AFTER for sheet in sheets_now]
    places = {sheet.section.name: on_paper[_place(sheet)]["first"] for sheet in sheets if _place(sheet) in on_paper}
    frame = replace(frame_of(contents), places=places, total=total)
    composed = compose(sheets_now, contents, frame, progress, firsts)
    rows = {_place(sheet): row for sheet, row in zip(chosen, map_of(chosen, composed), strict=True)}
    merged: list[dict[str, Any]] = []
    after = total + 1
    for sheet in sheets:
        old, new = on_paper.get(_place(sheet)), rows.get(_place(sheet))
        if new is None:
            merged.append(dict(old or {}))
            continue
        first = old["first"] if old else after
        after += 0 if old else new["last"] - new["first"] + 1
        merged.append(new | {"first": first, "last": first + new["last"] - new["first"]})
    return Printed(composed.data, sum(composed.pages), merged)


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


def _changes(on_paper: Mapping[Place, Row], sheets: Iterable[Sheet]) -> list[Change]:
    now = {_place(sheet): sheet for sheet in sheets}
    changes = []
    for place, row in on_paper.items():
        if place not in now:
            changes.append(Change(row["title"], row["first"], row["last"], is_gone=True))
        elif not _is_same(on_paper, now[place]):
            changes.append(Change(now[place].section.title, row["first"], row["last"]))
    return changes + [Change(sheet.section.title, 0, 0) for place, sheet in now.items() if place not in on_paper]


def _is_same(on_paper: Mapping[Place, Row], sheet: Sheet) -> bool:
    row = on_paper.get(_place(sheet))
    return row is not None and row["digest"] == sheet.digest


def _by_place(page_map: Iterable[Row]) -> dict[Place, Row]:
    return {(row["key"], row["case_id"], row["copy"]): row for row in page_map}


def _place(sheet: Sheet) -> Place:
    case = sheet.section.case
    return sheet.section.kind, case.case_id if case else None, sheet.section.copy
