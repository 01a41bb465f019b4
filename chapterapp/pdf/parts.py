"""What a file is put together from: plain values, the same in the worker and in the kept child.

Lengths are points (1/72 in). A link to another part is written `<a href="to:brief-3">`; an empty one says with
`to:brief-3@9.5/15` in which size and leading (points) the page's number is set into it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

MM = 72 / 25.4
AFTER = 0  # a part that comes behind the last page of the file its pages go into


@dataclass(frozen=True)
class Footer:
    """The line at the foot of a part's pages. `top` is its upper edge above the lower edge of the page, `side` its
    distance from either edge."""

    left: str
    top: float
    side: float = 20 * MM
    size: float = 9.0
    leading: float = 11.0


@dataclass(frozen=True)
class Bundle:
    """Parts that are handed out together: their pages are numbered from 1, and their links lead to one another.

    `branch`: the entries of the outline under which theirs stand, the outermost first. `places` and `total` are those
    of another file that some of its pages come from.
    """

    branch: tuple[str, ...] = ()
    is_even: bool = False  # an empty page follows where its last one is the front of a sheet
    places: Mapping[str, int] = field(default_factory=dict)  # pages of parts that may not be in this file
    total: int | None = None


@dataclass(frozen=True)
class Part:
    """Laid out pages with tags: a whole PDF that the press made. A part may come twice."""

    data: bytes
    name: str  # links lead to it by this
    title: str  # which they say
    depth: int = 0  # in the outline: 1 stands under the entry before
    footer: Footer | None = None
    first: int | None = None  # the number of its first page, where that is not the running one; or AFTER
    bundle: int = 0  # its place in Frame.bundles; those of one stand together


@dataclass(frozen=True)
class Frame:
    """What the whole file says."""

    title: str
    language: str  # BCP 47
    numbers: str = "{page} / {pages}"  # at the right of the footer
    bundles: tuple[Bundle, ...] = (Bundle(),)


@dataclass(frozen=True)
class Composed:
    """The file, and how many pages each part has in it."""

    data: bytes
    pages: tuple[int, ...]


@dataclass(frozen=True)
class Unit:
    """An element of text: its tag ("P", "H1"), language ("" as around it) and the ids of its marks on the page."""

    tag: str
    language: str
    marks: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """What one personal zone painted, in CSS px (1/96 in) of its tall page; `top` is its upper edge there."""

    operators: bytes
    top: float
    units: tuple[Unit, ...]
    fits: bool


@dataclass(frozen=True)
class Body:
    """What the page of one case's letter painted; `open` and `close` are the upper edges of its empty zones, CSS px."""

    operators: bytes
    units: tuple[Unit, ...]
    language: str
    open: float
    close: float


@dataclass(frozen=True)
class LaidLetters:
    """A document of bodies and blocks, laid out once (letters.py). A body of more than a page is None."""

    data: bytes
    bodies: tuple[Body | None, ...]
    blocks: tuple[Block, ...]
    missing: str = ""  # letters that no font of this machine has

    def fits(self, letter: "Letter") -> bool:
        """Whether it can be made of shared streams; else it has to be laid out by itself."""
        if letter.body < 0 or not self.bodies[letter.body]:
            return False
        return self.blocks[letter.sender].fits and self.blocks[letter.closing].fits


@dataclass(frozen=True)
class Letter:
    """One letter: which body, which block above it and which below. A negative body is none that others share: such a
    letter is laid out by itself. `title` stands in the outline; those of one heading `under` that follow one another
    stand below it."""

    body: int
    sender: int
    closing: int
    title: str
    under: str = ""


@dataclass(frozen=True)
class Place:
    """Where a label goes on its sheet: left upper corner. Within `height` it is centred and has to fit; without one it
    hangs from its top."""

    left: float
    top: float
    height: float | None = None


@dataclass(frozen=True)
class Labels:
    """Sheets of labels: of each page the numbers of label and place. `width` and `height` are those of the sheet."""

    width: float
    height: float
    places: tuple[Place, ...]
    pages: tuple[tuple[tuple[int, int], ...], ...]
    titles: tuple[str, ...]  # of each page, in the outline


@dataclass(frozen=True)
class Placed:
    """The file; empty where labels are `too_tall` for a place they go to. Lay those out smaller, then ask again."""

    data: bytes
    too_tall: tuple[int, ...] = ()
