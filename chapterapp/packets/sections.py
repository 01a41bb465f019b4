"""The sections of a packet, in their order: each one template, laid out by itself, kept, and put together in the end.

A new part of the packet is a template `templates/packets/print/<kind>.html`, a function here, its place in PARTS, and
its title in options.TITLES.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext as _

from chapterapp.packets.contents import CaseContents, PacketContents
from chapterapp.packets.fitting import AGENDA_APART
from chapterapp.packets.options import TITLES


@dataclass(frozen=True)
class Section:
    """What is laid out on pages of its own. Its template gets `section`, `case`, `number`, `contents` and `page`."""

    kind: str  # "brief": names the template and the rows of Packet.page_map
    title: str  # in the outline
    case: CaseContents | None = None
    number: int = 0  # of the case on this packet, from 1; 0: none
    copy: int = 1  # which one of it: the pages are the same
    depth: int = 0  # in the outline: 1 stands under the section before
    large: bool = False  # laid out anew in large print
    has_footer: bool = True  # nothing that leaves the house has one
    footer_size: float = 9.0  # points
    sheets: tuple[str, ...] = ()  # more style sheets, after the packet's own: "poster" is poster.css
    values: Mapping[str, Any] = field(default_factory=dict)  # what else its template needs, as `section.values`

    @property
    def template(self) -> str:
        folder = "packets/print/large" if self.large else "packets/print"
        return f"{folder}/{self.kind.replace('-', '_')}.html"

    @property
    def name(self) -> str:
        """What links to it say: `<a href="to:brief-3">`."""
        return f"{self.kind}-{self.number}" if self.number else self.kind


Parts = Iterator[tuple[Section, ...]]  # what is copied together


def sections_of(contents: PacketContents) -> list[Section]:
    """All sections of one bundle, in the language in force. Copies of what belongs together lie together: the first
    case twice, then the second twice."""
    copies = dict(contents.copies)
    return [
        replace(section, copy=copy, large=contents.large)
        for key, part in PARTS.items()
        for together in part(contents)
        for copy in range(1, copies.get(key, 0) + 1)
        for section in together
    ]


def cover(contents: PacketContents) -> Parts:
    """The agenda stands on a page of its own where the cases fill the cover."""
    apart = contents.agenda and len(contents.cases) in AGENDA_APART and not contents.large
    yield Section("cover", _("Cover")), *([Section("agenda", _("The evening"))] if apart else [])


def host(contents: PacketContents) -> Parts:
    if contents.evening.host:
        yield (Section("host", str(TITLES["host"]), sheets=("host",)),)


def sign_in(contents: PacketContents) -> Parts:
    yield (Section("sign-in", str(TITLES["sign-in"])),)


def ten_minutes(contents: PacketContents) -> Parts:
    yield (Section("ten-minutes", str(TITLES["ten-minutes"]), sheets=("ten-minutes",)),)


def cases(contents: PacketContents) -> Parts:
    """The first page of a brief is enough to write; the background stands on the next."""
    for number, case in enumerate(contents.cases, 1):
        yield (
            Section("brief", f"{number}. {case.name}", case, number),
            Section("letter", _("Sample letter"), case, number, depth=1),
        )


def once_a_case(kind: str) -> Callable[[PacketContents], Parts]:
    """A page of each case that leaves the house or hangs in it: nothing of ours stands on it."""

    def part(contents: PacketContents) -> Parts:
        for number, case in enumerate(contents.cases, 1):
            title = f"{TITLES[kind]}: {case.name}"
            yield (Section(kind, title, case, number, has_footer=False, sheets=(kind,)),)

    return part


def tally(contents: PacketContents) -> Parts:
    yield (Section("tally", str(TITLES["tally"])),)


def postage(contents: PacketContents) -> Parts:
    yield (Section("postage", str(TITLES["postage"]), sheets=("postage",)),)


def back(contents: PacketContents) -> Parts:
    if contents.evening.releases or contents.evening.meetings:
        yield (Section("back", str(TITLES["back"]), sheets=("back",)),)


PARTS: Mapping[str, Callable[[PacketContents], Parts]] = {
    "cover": cover,
    "host": host,
    "sign-in": sign_in,
    "ten-minutes": ten_minutes,
    "cases": cases,
    "blank": once_a_case("blank"),
    "tally": tally,
    "petition": once_a_case("petition"),
    "poster": once_a_case("poster"),
    "postage": postage,
    "back": back,
}
