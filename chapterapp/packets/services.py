"""Asking for a packet. Making it is the worker's business (tasks)."""

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.chapters.models import Chapter, PaperSize
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.jobs.services import enqueue
from chapterapp.meetings.models import Meeting
from chapterapp.packets import storage
from chapterapp.packets.gathering import gather
from chapterapp.packets.models import Packet, PacketState
from chapterapp.packets.queries import find_same_packet


def request_packet(
    chapter: Chapter, meeting: Meeting, actor: User, *, paper_size: PaperSize | None = None, with_names: bool = True
) -> Packet:
    """The stored packet if nothing changed, else a new one that the worker will make."""
    paper = paper_size or chapter.paper_size
    gathered = gather(chapter, meeting, paper, with_names=with_names)
    same = find_same_packet(meeting, gathered.fingerprint)
    if same and (same.state is not PacketState.READY or storage.path_of(same.ref).exists()):
        return same
    packet = Packet(
        chapter_id=chapter.id,
        meeting_id=meeting.id,
        paper_size=paper,
        with_expected_names=with_names,
        fingerprint=gathered.fingerprint,
        sources=gathered.sources,
        left_out=gathered.left_out,
        file_name=gathered.file_name,
        requested_at=now(),
        requested_by_id=actor.id,
    )
    db.session.add(packet)
    db.session.flush()
    enqueue("packets.render", packet.id, size=len(gathered.contents.cases))
    record(chapter.id, actor.id, "request_packet", f"packet {packet.id}")
    return packet
