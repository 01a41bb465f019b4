from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from chapterapp.cases.models import Case, CaseStatus
from chapterapp.chapters.models import Chapter
from chapterapp.database import db
from chapterapp.errors import Missing
from chapterapp.library.queries import list_changed, revisions_of
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
    gone = [key for key in packet.sources if key not in now and not key.startswith("library ")]
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


def stopped_on_paper(packet: Packet | None, cases: Iterable[Case]) -> list[Case]:
    """Cases that were stopped after they had been printed: their pages have to come out of the paper."""
    if packet is None or packet.state is not PacketState.READY:
        return []
    printed = [case for case in cases if f"case {case.id}" in packet.sources]
    stopped = [case for case in printed if case.status is CaseStatus.STOP_ACTION]
    return [case for case in stopped if not any(line.startswith(f"{case.title}: ") for line in packet.left_out)]


def sources_of(chapter: Chapter, meeting: Meeting, cases: Iterable[Case]) -> dict[str, int]:
    """The revisions of everything a packet is printed from."""
    return {
        "chapter": chapter.version,
        "meeting": meeting.version,
        **{f"case {case.id}": case.revision for case in cases},
    }
