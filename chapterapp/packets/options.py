"""What is printed of a packet: which sections, how often, on which paper, for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from chapterapp.chapters.models import PaperSize

# In the order of the packet. "cases": the brief of each with its letter.
TITLES: Mapping[str, str] = {
    "cover": _("Cover"),
    "host": _("Host checklist"),
    "sign-in": _("Sign-in sheet"),
    "ten-minutes": _("A letter in ten minutes"),
    "cases": _("Cases"),
    "blank": _("Blank letter page"),
    "tally": _("Tally sheet"),
    "petition": _("Petition"),
    "poster": _("Table poster"),
    "postage": _("Postage and donations"),
    "back": _("Back page"),
}
ONCE_A_CASE = frozenset({"cases", "blank", "petition", "poster"})
FOR_THE_HOST = frozenset({"host", "sign-in", "tally", "postage"})
# Six writers and the printer of a church hall: what an evening cannot do without, each once. The rest is a tick away.
SMALL = tuple((key, 1) for key in ("cover", "host", "sign-in", "ten-minutes", "cases", "tally"))
MOST_COPIES = 100

MOST_RUNS = 6

Copies = tuple[tuple[str, int], ...]


class Version(StrEnum):
    COORDINATOR = "coordinator"
    PARTICIPANT = "participant"  # nothing that only the host needs, and no names
    TABLE = "table"  # what lies on the table of one case, case after case


@dataclass(frozen=True)
class Run:
    """So many copies of one version. `language`: of the sample letters, as "es"; empty: the chapter's."""

    version: Version = Version.COORDINATOR
    large: bool = False
    language: str = ""
    copies: int = 1

    def prints(self, key: str) -> bool:
        """Whether a chosen section is in this version."""
        if self.version is Version.TABLE:
            return key in ONCE_A_CASE
        return self.version is Version.COORDINATOR or key not in FOR_THE_HOST

    def stored(self) -> dict[str, Any]:
        return {
            "version": self.version.value, "large": self.large, "language": self.language, "copies": self.copies,
        }  # fmt: skip


@dataclass(frozen=True)
class PacketOptions:
    """`copies`: how often each section is in one copy of a run, in the packet's order; one that is not named is left
    out. `runs`: who gets which version, all in one file."""

    paper: PaperSize
    copies: Copies = SMALL
    with_names: bool = True
    runs: tuple[Run, ...] = (Run(),)
    both_sides: bool = False  # each copy begins on a sheet of its own

    @classmethod
    def of(cls, paper: PaperSize, stored: Mapping[str, Any]) -> "PacketOptions":
        """From what a packet's row keeps; what it does not say is as usual."""
        rows = stored.get("runs") or [{"version": stored.get("version", Version.COORDINATOR)}]
        return cls(
            paper,
            ordered(stored["copies"]) if "copies" in stored else SMALL,
            stored.get("with_names", True),
            tuple(Run(**{**row, "version": Version(row["version"])}) for row in rows),
            stored.get("both_sides", False),
        )

    def stored(self) -> dict[str, Any]:
        return {
            "copies": dict(self.copies), "with_names": self.with_names, "runs": [run.stored() for run in self.runs],
            "both_sides": self.both_sides,
        }  # fmt: skip

    @property
    def printed(self) -> Copies:
        """What any of the runs prints."""
        return tuple((key, times) for key, times in self.copies if any(run.prints(key) for run in self.runs))


def ordered(copies: Mapping[str, int]) -> Copies:
    """In the packet's order, without what is not printed or not known."""
    return tuple((key, copies[key]) for key in TITLES if copies.get(key, 0) > 0)
