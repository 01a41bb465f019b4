"""Asking for a packet. Making it is the worker's business (tasks)."""

from flask_babel import gettext as _

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.cases.models import Case
from chapterapp.cases.rules import reason_not_printed
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.errors import Refused
from chapterapp.jobs.services import enqueue
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.services import lock
from chapterapp.packets import storage
from chapterapp.packets.gathering import gather
from chapterapp.packets.models import Packet, PacketState, PrintOverride
from chapterapp.packets.options import PacketOptions
from chapterapp.packets.queries import find_latest_packet, find_same_packet, overrides_of


def override(meeting: Meeting, case: Case, reason: str, actor: User) -> None:
    """Print a case for this meeting although something speaks against it. The cover says why, and by whom.

    Raises Refused if nothing does. The same again replaces the reason.
    """
    lock(meeting)
    if not (against := reason_not_printed(case, meeting.meets_on)):
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


def usual_options(chapter: Chapter, meeting: Meeting) -> PacketOptions:
    """What was printed for this meeting last; before that the small packet on the chapter's paper."""
    if last := find_latest_packet(meeting):
        return PacketOptions.of(last.paper_size, last.options)
    return PacketOptions(chapter.paper_size)


def request_packet(chapter: Chapter, meeting: Meeting, actor: User, options: PacketOptions | None = None) -> Packet:
    """The stored packet if nothing changed, else a new one that the worker will make. Raises Refused for a packet of
    nothing."""
    options = options or usual_options(chapter, meeting)
    if not options.printed:
        raise Refused(_("Choose at least one section."))
    gathered = gather(chapter, meeting, options)
    same = find_same_packet(meeting, gathered.fingerprint)
    if same and (same.state is not PacketState.READY or storage.path_of(same.ref).exists()):
        return same
    packet = Packet(
        chapter_id=chapter.id,
        meeting_id=meeting.id,
        paper_size=options.paper,
        options=options.stored(),
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
