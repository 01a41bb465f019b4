"""What a file is put together from: plain values, the same in the worker and in the kept child.

Lengths are points (1/72 in). A link to another part is written `<a href="to:brief-3">`; an empty one says with
`to:brief-3@9.5/15` in which size and leading (points) the page's number is set into it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

MM = 72 / 25.4


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
class Part:
    """Laid out pages with tags: a whole PDF that the press made. A part may come twice."""

    data: bytes
    name: str  # links lead to it by this
    title: str  # which they say
    depth: int = 0  # in the outline: 1 stands under the entry before
    footer: Footer | None = None
    first: int | None = None  # the number of its first page, where that is not the running one


@dataclass(frozen=True)
class Frame:
    """What the whole file says. `places` and `total` are those of another file that some of its pages come from."""

    title: str
    language: str  # BCP 47
    numbers: str = "{page} / {pages}"  # at the right of the footer
    places: Mapping[str, int] = field(default_factory=dict)  # pages of parts that may not be in this file
    total: int | None = None


@dataclass(frozen=True)
class Composed:
    """The file, and how many pages each part has in it."""

    data: bytes
    pages: tuple[int, ...]
