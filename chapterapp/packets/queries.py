from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from chapterapp.cases.models import Case, CaseStatus
from chapterapp.cases.office_queries import former_holders_of
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Missing
from chapterapp.library.queries import list_changed, revisions_of
from chapterapp.meetings.models import Meeting
from chapterapp.packets.models import Packet, PacketState, PrintOverride
from chapterapp.packets.withdrawing import Held, held_by

ON_PAPER = timedelta(days=90)  # after that nobody has it at hand any more


def get_packet(chapter: Chapter, ref: str) -> Packet:
    """Raises Missing."""
    found = db.session.scalars(select(Packet).where(Packet.chapter_id == chapter.id, Packet.ref == ref)).one_or_none()
    if found is None:
        raise Missing
    return found


def overrides_of(meeting: Meeting) -> dict[int, PrintOverride]:
    """By the case's number, each with who made it."""
    made = (
        select(PrintOverride)
        .where(PrintOverride.chapter_id == meeting.chapter_id, PrintOverride.meeting_id == meeting.id)
        .options(joinedload(PrintOverride.made_by))
    )
    return {override.case_id: override for override in db.session.scalars(made)}


def has_packets(chapter: Chapter) -> bool:
    return db.session.scalars(select(Packet.id).where(Packet.chapter_id == chapter.id).limit(1)).first() is not None


def find_latest_packet(meeting: Meeting) -> Packet | None:
    return db.session.scalars(
        select(Packet)
        .where(Packet.chapter_id == meeting.chapter_id, Packet.meeting_id == meeting.id)
        .order_by(Packet.id.desc())
        .limit(1)
    ).one_or_none()


def find_same_packet(meeting: Meeting, fingerprint: str) -> Packet | None:
    """A packet with just these pages that is ready or on its way."""
    return db.session.scalars(
        select(Packet)
        .where(
            Packet.chapter_id == meeting.chapter_id,
            Packet.meeting_id == meeting.id,
            Packet.fingerprint == fingerprint,
            Packet.state.not_in((PacketState.FAILED, PacketState.CANCELLED)),
        )
        .order_by(Packet.id.desc())
        .limit(1)
    ).one_or_none()


def list_printed(packet: Packet) -> Sequence[Case]:
    """The cases that have pages in a packet, whether or not they are on its meeting's table still."""
    numbers = {row["case_id"] for row in packet.page_map} - {None}
    return db.session.scalars(
        select(Case).where(Case.chapter_id == packet.chapter_id, Case.id.in_(numbers)).order_by(Case.id)
    ).all()


def list_held(chapter: Chapter, cases: Iterable[Case], meeting: Meeting | None = None) -> dict[int, list[Held]]:
    """Of each stopped case among these, by its number, the packets with pages of it, the latest first; of one meeting
    only, if it is given."""
    stopped = [case for case in cases if case.status is CaseStatus.STOP_ACTION]
    if not stopped:
        return {}
    ready = select(Packet).where(
        Packet.chapter_id == chapter.id, Packet.state == PacketState.READY, Packet.ready_at > now() - ON_PAPER
    )
    if meeting:
        ready = ready.where(Packet.meeting_id == meeting.id)
    packets = db.session.scalars(ready.order_by(Packet.id.desc())).all()
    held = [one for packet in packets for one in held_by(packet, stopped)]
    return {case.id: mine for case in stopped if (mine := [one for one in held if one.case is case])}


def list_held_of(meeting: Meeting, chapter: Chapter) -> list[Held]:
    """Those of one meeting, whether or not the case is on its table still."""
    stopped = select(Case).where(Case.chapter_id == chapter.id, Case.status == CaseStatus.STOP_ACTION)
    held = list_held(chapter, db.session.scalars(stopped).all(), meeting)
    return [one for mine in held.values() for one in mine]


def list_changes(packet: Packet, chapter: Chapter, meeting: Meeting, cases: Iterable[Case]) -> list[str]:
    """What changed since the packet was made, by name; from the revisions alone, so that any page can afford to ask."""
    there = sources_of(chapter, meeting, cases)
    names = {f"case {case.id}": case.title for case in cases}
    changed = [key for key in there if packet.sources.get(key) != there[key]]
    gone = [key for key in packet.sources if key not in there and not key.startswith("library ")]
    return [names.get(key, key) for key in changed] + (["cases"] if gone else [])


def moved_in_library(packet: Packet | None, chapter: Chapter, cases: Iterable[Case]) -> list[tuple[Case, bool]]:
    """Cases on the table of which the library says something else by now, and whether it did so after the printing."""
    on_table = {case.id for case in cases}
    moved = [one for one in list_changed(chapter) if one.case.id in on_table]
    printed = packet.sources if packet else {}
    return [
        (one.case, printed.get(source_of_copy(one.case), one.origin.revision) != one.origin.revision) for one in moved
    ]


def source_of_copy(case: Case) -> str:
    return f"library {case.id}"


def sources_in_library(cases: Iterable[Case]) -> dict[str, int]:
    """The revisions that the library had of copies when they were printed: no source of paper, but good to know."""
    copies = {case.origin_id: case for case in cases if case.origin_id is not None}
    return {source_of_copy(copies[number]): revision for number, revision in revisions_of(copies).items()}


class OldName(NamedTuple):
    """Somebody whom a packet names in an office that another holds now, or nobody that is known; on whose pages."""

    holder: str
    new_holder: str
    office: str
    is_ambassador: bool
    cases: list[str]


def old_names(packet: Packet | None, chapter: Chapter, cases: Sequence[Case]) -> list[OldName]:
    """Of offices that got a new holder after the packet was made, whom it names still."""
    if packet is None or packet.state is not PacketState.READY:
        return []
    held = [case for case in cases if f"case {case.id}" in packet.sources]
    titles = {case.id: case.title for case in held}
    printed: dict[tuple[int, str], OldName] = {}
    for row in former_holders_of(chapter, titles):
        if packet.sources[f"case {row.case_id}"] < row.revision:  # of several since then, the first is printed
            old = printed.get((row.case_id, row.office))
            named = old.holder if old else row.holder
            name = OldName(named, row.new_holder, row.office, row.is_ambassador, [titles[row.case_id]])
            printed[row.case_id, row.office] = name
    return _together(name for name in printed.values() if name.holder != name.new_holder)


def _together(names: Iterable[OldName]) -> list[OldName]:
    """One entry a person and office, with all its cases."""
    found: dict[tuple[str, str, str], OldName] = {}
    for name in names:
        found.setdefault(name[:3], name._replace(cases=[])).cases.extend(name.cases)
    return list(found.values())


def sources_of(chapter: Chapter, meeting: Meeting, cases: Iterable[Case]) -> dict[str, int]:
    """The revisions of everything a packet is printed from."""
    return {
        "chapter": chapter.version,
        "meeting": meeting.version,
        **{f"case {case.id}": case.revision for case in cases},
    }
