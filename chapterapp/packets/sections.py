"""The sections of a packet, in their order: each one template, laid out by itself, kept, and put together in the end.

A new part of the packet is a template `templates/packets/print/<kind>.html`, a function here and its place in PARTS or,
if it comes once a case, in CASE_PARTS.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from chapterapp.packets.contents import CaseContents, PacketContents
from chapterapp.packets.fitting import AGENDA_APART


@dataclass(frozen=True)
class Section:
    """What is laid out on pages of its own. Its template gets `section`, `case`, `number`, `contents` and `page`."""

    kind: str  # "brief": names the template and the rows of Packet.page_map
    title: str  # in the outline
    case: CaseContents | None = None
    number: int = 0  # of the case on this packet, from 1; 0: none
    depth: int = 0  # in the outline: 1 stands under the section before
    has_footer: bool = True  # nothing that leaves the house has one
    footer_size: float = 9.0  # points
    sheets: tuple[str, ...] = ()  # more style sheets, after the packet's own: "poster" is poster.css
    values: Mapping[str, Any] = field(default_factory=dict)  # what else its template needs, as `section.values`

    @property
    def template(self) -> str:
        return f"packets/print/{self.kind.replace('-', '_')}.html"

    @property
    def name(self) -> str:
        """What links to it say: `<a href="to:brief-3">`."""
        return f"{self.kind}-{self.number}" if self.number else self.kind


def sections_of(contents: PacketContents) -> list[Section]:
    """All sections, in the language in force."""
    return [section for part in PARTS for section in part(contents)]


def cover(contents: PacketContents) -> Iterator[Section]:
    yield Section("cover", _("Cover"))


def agenda(contents: PacketContents) -> Iterator[Section]:
    """On a page of its own, where the cases fill the cover."""
    if contents.agenda and len(contents.cases) in AGENDA_APART:
        yield Section("agenda", _("The evening"))


def sign_in(contents: PacketContents) -> Iterator[Section]:
    yield Section("sign-in", _("Sign-in sheet"))


def cases(contents: PacketContents) -> Iterator[Section]:
    for number, case in enumerate(contents.cases, 1):
        for part in CASE_PARTS:
            yield from part(contents, case, number)


def brief(contents: PacketContents, case: CaseContents, number: int) -> Iterator[Section]:
    """The first page is enough to write; the background stands on the next."""
    yield Section("brief", f"{number}. {case.name}", case, number)


def letter(contents: PacketContents, case: CaseContents, number: int) -> Iterator[Section]:
    yield Section("letter", _("Sample letter"), case, number, depth=1)


def tally(contents: PacketContents) -> Iterator[Section]:
    yield Section("tally", _("Tally sheet"))


CASE_PARTS: tuple[Callable[[PacketContents, CaseContents, int], Iterator[Section]], ...] = (brief, letter)
PARTS: tuple[Callable[[PacketContents], Iterator[Section]], ...] = (cover, agenda, sign_in, cases, tally)
