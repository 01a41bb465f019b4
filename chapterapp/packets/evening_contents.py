"""What the sheets of the evening say beside the cases: plain values, in the chapter's language, ready to print."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HostLine:
    """`how_many` is written large: "48", "2 × 6"."""

    how_many: str
    what: str
    worked_out: str = ""


@dataclass(frozen=True)
class HostGroup:
    title: str
    lines: tuple[HostLine, ...]
    filled_in: str  # head of the last column: "Left over"


@dataclass(frozen=True)
class HostContents:
    expected: str  # one sentence: how many are expected, and how one knows
    groups: tuple[HostGroup, ...]


@dataclass(frozen=True)
class SheetCode:
    """Opens the screen where a sheet is typed in. Stands on our own sheets only."""

    code: str  # "7KM 4RX"
    address: str = ""  # what its QR code holds; empty where no phone can reach us


@dataclass(frozen=True)
class SheetCodes:
    sign_in: SheetCode
    tally: SheetCode
    postage: SheetCode
    typed_at: str = ""  # "chapters.example/s"; empty where nobody knows how we are reached


@dataclass(frozen=True)
class ReleaseLine:
    name: str
    country: str
    when: str  # "July 4, 2026", "2009"
    story: str


@dataclass(frozen=True)
class MeetingLine:
    day: str  # "Tue, Feb 9"
    time: str
    what: str
    where: str = ""


@dataclass(frozen=True)
class EveningContents:
    """Only what the chosen sections print is filled in."""

    host: HostContents | None = None
    codes: SheetCodes | None = None
    home: str = ""  # the chapter's country, the first postal zone
    releases: tuple[ReleaseLine, ...] = ()  # the latest first
    meetings: tuple[MeetingLine, ...] = ()
