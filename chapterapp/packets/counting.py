"""How many pages a section takes and how many sheets a whole packet, as far as that is known before it is laid out."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from chapterapp.packets import section_store
from chapterapp.packets.contents import PacketContents
from chapterapp.packets.expecting import pages_of
from chapterapp.packets.options import ONCE_A_CASE, TITLES, Copies
from chapterapp.packets.rendering import sheets_of

PARTS_OF = {"brief": "cases", "letter": "cases", "agenda": "cover"}  # what is chosen together
GUESS = {"cases": 3, "sign-in": 2}  # pages, the first of each case


class SectionPages(NamedTuple):
    """Pages of one copy; `is_guess`: it was not laid out yet."""

    key: str
    title: str
    pages: int
    copies: int
    is_guess: bool


class Bundled(NamedTuple):
    """Pages that are handed out together, of which there are `copies`."""

    title: str  # empty: it is the whole packet
    pages: int
    copies: int


class Takes(NamedTuple):
    """What a packet takes. `is_guess`: some of it was not laid out yet."""

    bundles: tuple[Bundled, ...]
    is_guess: bool
    both_sides: bool = False  # each copy begins on a sheet of its own

    @property
    def pages(self) -> int:
        return sum(one.pages * one.copies for one in self.bundles)

    @property
    def copies(self) -> int:
        return sum(one.copies for one in self.bundles)

    @property
    def sheets(self) -> int:
        """Printed on both sides."""
        if self.both_sides:
            return sum((one.pages + 1) // 2 * one.copies for one in self.bundles)
        return (self.pages + 1) // 2


def takes_of(contents: PacketContents) -> Takes:
    """Counted from the sections that were laid out before; the others are guessed. It goes through all templates."""
    sheets = sheets_of(contents)
    known = {sheet.key: section_store.pages_of(sheet.key) for sheet in sheets}
    counted = (
        (sheet.bundle[:3], sheet.bundle.branch, known[sheet.key] or pages_of(sheet.section, contents))
        for sheet in sheets
    )
    return Takes(_bundled(counted), None in known.values(), contents.both_sides)


def takes_in(page_map: Iterable[Mapping[str, Any]], *, both_sides: bool) -> Takes:
    """The same of a packet that was made."""
    counted = (
        (
            (row.get("run", 0), row.get("set", 1), row.get("table", 0)),
            row.get("branch", ()),
            row["last"] - row["first"] + 1,
        )
        for row in page_map
    )
    return Takes(_bundled(counted), is_guess=False, both_sides=both_sides)


def _bundled(counted: Iterable[tuple[tuple[int, ...], Sequence[str], int]]) -> tuple[Bundled, ...]:
    """From sections, each with its bundle, where that stands in the outline, and its pages."""
    found: dict[tuple[Any, ...], Bundled] = {}
    for (run, _copy, table), rows in groupby(counted, key=lambda one: one[0]):
        together = list(rows)
        pages, branch = sum(count for _key, _branch, count in together), together[0][1]
        title = ", ".join(branch[:2] if table else branch[:1])
        one = found.setdefault((run, table), Bundled(title, pages, 0))
        found[run, table] = one._replace(copies=one.copies + 1)
    return tuple(found.values())


def list_sections(page_map: Iterable[Mapping[str, Any]], copies: Copies, cases: int) -> list[SectionPages]:
    """All that can be printed. `page_map` tells what is in the file: the first copy of each counts; `cases`: how many
    are printed of a meeting."""
    chosen, first_in, pages = dict(copies), dict[str, tuple[int, int]](), dict[str, int]()
    for row in page_map:
        key, copy = PARTS_OF.get(row["key"], row["key"]), (row.get("run", 0), row.get("set", 1))
        if first_in.setdefault(key, copy) == copy and row["copy"] == 1:
            pages[key] = pages.get(key, 0) + row["last"] - row["first"] + 1
    return [_section(key, str(title), pages.get(key, 0), chosen.get(key, 0), cases) for key, title in TITLES.items()]


def _section(key: str, title: str, pages: int, copies: int, cases: int) -> SectionPages:
    if pages and copies:
        return SectionPages(key, title, pages, copies, is_guess=False)
    guess = GUESS.get(key, 1) * (cases if key in ONCE_A_CASE else 1)
    return SectionPages(key, title, guess, copies, is_guess=key in GUESS)
