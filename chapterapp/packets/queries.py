from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from chapterapp.cases.models import Case, CaseStatus
from chapterapp.cases.office_queries import former_holders_of
from chapterapp.chapters.models import Chapter
from chapterapp.database import db
from chapterapp.errors import Missing
from chapterapp.meetings.models import Meeting
from chapterapp.packets.models import Packet, PacketState, PrintOverride


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
            Packet.state != PacketState.FAILED,
        )
        .order_by(Packet.id.desc())
        .limit(1)
    ).one_or_none()


def list_changes(packet: Packet, chapter: Chapter, meeting: Meeting, cases: Iterable[Case]) -> list[str]:
    """What changed since the packet was made, by name; from the revisions alone, so that any page can afford to ask."""
    now = sources_of(chapter, meeting, cases)
    names = {f"case {case.id}": case.title for case in cases}
    changed = [key for key in now if packet.sources.get(key) != now[key]]
    gone = [key for key in packet.sources if key not in now]
    return [names.get(key, key) for key in changed] + (["cases"] if gone else [])


def stopped_on_paper(packet: Packet | None, cases: Iterable[Case]) -> list[Case]:
    """Cases that were stopped after they had been printed: their pages have to come out of the paper."""
    if packet is None or packet.state is not PacketState.READY:
        return []
    printed = [case for case in cases if f"case {case.id}" in packet.sources]
    stopped = [case for case in printed if case.status is CaseStatus.STOP_ACTION]
    return [case for case in stopped if not _is_left_out(packet, case)]


def _is_left_out(packet: Packet, case: Case) -> bool:
    return any(line.startswith(f"{case.title}: ") for line in packet.left_out)


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
    titles = {case.id: case.title for case in held if not _is_left_out(packet, case)}
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
