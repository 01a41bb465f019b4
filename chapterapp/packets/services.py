"""Asking for a packet. Making it is the worker's business (tasks)."""

from flask_babel import gettext as _

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.cases.models import Case
from chapterapp.cases.rules import reason_not_printed
from chapterapp.chapters.models import Chapter, PaperSize
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Refused
from chapterapp.jobs.services import enqueue
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.services import lock
from chapterapp.packets import storage
from chapterapp.packets.gathering import gather
from chapterapp.packets.models import Packet, PacketState, PrintOverride
from chapterapp.packets.queries import find_same_packet, overrides_of


def override(chapter: Chapter, meeting: Meeting, case: Case, reason: str, actor: User) -> None:
    """Print a case for this meeting although something speaks against it. The cover says why, and by whom.

    Raises Refused if nothing does. The same again replaces the reason.
    """
    lock(meeting)
    if not (against := reason_not_printed(case, meeting.meets_on, chapter)):
        raise Refused(_("Nothing keeps this case off the paper."))
    made = overrides_of(meeting).get(case.id)
    if made is None:
        made = PrintOverride(chapter_id=meeting.chapter_id, meeting_id=meeting.id, case_id=case.id)
        db.session.add(made)
    made.against, made.reason, made.made_at, made.made_by_id = against, reason, now(), actor.id
    db.session.flush()
    record(meeting.chapter_id, actor.id, "make_override", f"case {case.id}", [f"meeting {meeting.id}"])


def take_back_override(meeting: Meeting, case: Case, actor: User) -> None:
    """The case is left out again. Done twice it is done once."""
    lock(meeting)
    if made := overrides_of(meeting).get(case.id):
        db.session.delete(made)
        db.session.flush()
        record(meeting.chapter_id, actor.id, "undo_override", f"case {case.id}", [f"meeting {meeting.id}"])


def confirm_withdrawn(packet: Packet, case: Case, actor: User) -> None:
    """The pages of a stopped case are out of what was printed. Done twice it is done once."""
    db.session.refresh(packet, with_for_update=True)  # two cases at one moment: neither is forgotten
    if (name := f"case {case.id}") not in packet.withdrawn:
        packet.withdrawn = [*packet.withdrawn, name]
        db.session.flush()
        record(packet.chapter_id, actor.id, "confirm_withdrawn", f"packet {packet.id}", [name])


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
