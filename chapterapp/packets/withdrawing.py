"""Stopped cases that are on paper already: which pages of which packet have to come out."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from chapterapp import dates
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.chapters.models import Chapter
from chapterapp.clock import wall_time
from chapterapp.packets.models import Packet

Runs = tuple[tuple[int, int], ...]  # first and last page of each


class Held(NamedTuple):
    """A packet with pages of a stopped case. `pages`: of each version that is in it, by its title (empty where there is
    one only), first and last of each run of pages."""

    packet: Packet
    case: Case
    pages: tuple[tuple[str, Runs], ...]

    @property
    def order(self) -> str:
        """What to do, in words."""
        return " ".join(_take_out(title, _(" and ").join(_span(*run) for run in runs)) for title, runs in self.pages)


def stopped_in(packet: Packet, cases: Sequence[Case]) -> list[Case]:
    """Those of the cases that have pages in the packet and were stopped after it was asked for."""
    printed = {row["case_id"] for row in packet.page_map}
    return [
        case
        for case in cases
        if case.status is CaseStatus.STOP_ACTION and case.id in printed and not _is_known(packet, case)
    ]


def held_by(packet: Packet, cases: Sequence[Case]) -> list[Held]:
    """The stopped cases whose pages nobody took out of the packet yet."""
    held = [case for case in stopped_in(packet, cases) if f"case {case.id}" not in packet.withdrawn]
    return [Held(packet, case, _runs(packet, case)) for case in held]


def withdrawal_lines(held: Sequence[Held], chapter: Chapter) -> list[str]:
    """What the host takes out before all else: a sentence for each stopped case, or for each packet that has it on
    other pages."""
    lines = []
    for case in dict.fromkeys(one.case for one in held):
        mine = [one for one in held if one.case is case]
        stopped = _stopped(case, chapter)
        if len({one.pages for one in mine}) == 1:
            said = _("Take %(pages)s out of the packets on the table:", pages=_pages(mine[0].pages))
            lines.append(f"{said} {case.title}, {stopped}.")
            continue
        for one in mine:
            made = dates.moment(one.packet.ready_at or one.packet.requested_at, chapter.time_zone, chapter.locale)
            said = _("Take %(pages)s out of the packet that was made %(when)s:", pages=_pages(one.pages), when=made)
            lines.append(f"{said} {case.title}, {stopped}.")
    return lines


def _stopped(case: Case, chapter: Chapter) -> str:
    if case.status_at is None:
        return _("stop action")
    day = dates.full_day(wall_time(case.status_at, chapter.time_zone).date(), chapter.locale)
    return _("stop action of %(day)s", day=day)


def _pages(versions: Sequence[tuple[str, Runs]]) -> str:
    said = ((title, _some_pages(runs)) for title, runs in versions)
    return ", ".join(f"{pages} ({title})" if title else pages for title, pages in said)


def _some_pages(runs: Runs) -> str:
    spans = _(" and ").join(_span(*run) for run in runs)
    single = len(runs) == 1 and runs[0][0] == runs[0][1]
    return _("page %(pages)s", pages=spans) if single else _("pages %(pages)s", pages=spans)


def say_held(held: Sequence[Held]) -> str:
    """ "2 packets on paper hold this case. Take page 7 to 9 out." """
    many = ngettext("%(num)s packet on paper holds this case.", "%(num)s packets on paper hold this case.", len(held))
    orders = [order for order, _same in groupby(one.order for one in held)]
    return f"{many} {orders[0]}" if len(orders) == 1 else many


def _is_known(packet: Packet, case: Case) -> bool:
    """Whether the packet was asked for after the stop: somebody decided to print the case all the same."""
    return case.status_at is not None and packet.requested_at > case.status_at


def _take_out(title: str, pages: str) -> str:
    return (
        _("Take page %(pages)s out of: %(which)s.", pages=pages, which=title)
        if title
        else _("Take page %(pages)s out.", pages=pages)
    )


def _runs(packet: Packet, case: Case) -> tuple[tuple[str, Runs], ...]:
    """Copies of one version have the same pages, so each is said once."""
    found: dict[str, dict[tuple[int, int], None]] = {}
    for (_set, title), rows in groupby(packet.page_map, key=_version):
        runs: list[tuple[int, int]] = []
        for row in rows:
            if row["case_id"] == case.id:
                if runs and runs[-1][1] == row["first"] - 1:
                    runs[-1] = (runs[-1][0], row["last"])
                else:
                    runs.append((row["first"], row["last"]))
        if runs:
            found.setdefault(title, {}).update(dict.fromkeys(runs))
    return tuple((title, tuple(runs)) for title, runs in found.items())


def _version(row: Mapping[str, Any]) -> tuple[tuple[int, ...], str]:
    """Which bundle a row of the page map is in, and what its version is called: of tables the table."""
    branch = row.get("branch", ())
    return (row.get("run", 0), row.get("set", 1), row.get("table", 0)), ", ".join(branch[: 1 + bool(row.get("table"))])


def _span(first: int, last: int) -> str:
    return str(first) if first == last else _("%(first)s to %(last)s", first=first, last=last)
