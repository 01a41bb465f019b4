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
from chapterapp.packets import making, storage
from chapterapp.packets.changes import Change, changed_sections, file_name_of, fingerprint_of
from chapterapp.packets.contents import PacketContents
from chapterapp.packets.gathering import Gathered, gather
from chapterapp.packets.models import Packet, PacketState, PrintOverride
from chapterapp.packets.options import ONCE_A_CASE, PacketOptions
from chapterapp.packets.queries import find_latest_packet, find_same_packet, overrides_of
from chapterapp.packets.runs import contents_of

MOST_SECTIONS = 6_000  # of a file: some ten seconds of putting together


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


def cancel_packet(packet: Packet, actor: User) -> None:
    making.cancel(packet, actor, "cancel_packet", f"packet {packet.id}")


def usual_options(chapter: Chapter, meeting: Meeting) -> PacketOptions:
    """What was printed for this meeting last; before that the small packet on the chapter's paper."""
    if last := find_latest_packet(meeting):
        return PacketOptions.of(last.paper_size, last.options)
    return PacketOptions(chapter.paper_size)


def gather_whole(chapter: Chapter, meeting: Meeting, options: PacketOptions) -> Gathered:
    """What is printed. Raises Refused for nothing, and for more than one file takes."""
    if not options.runs:
        raise Refused(_("Ask for at least one copy."))
    if not options.printed:
        raise Refused(_("Choose at least one section."))
    gathered = gather(chapter, meeting, options)
    if count_sections(gathered.contents) > MOST_SECTIONS:
        raise Refused(_("That is more than fits into one file: print fewer copies at once."))
    return gathered


def count_sections(contents: PacketContents) -> int:
    """At most: how many times something is put into the file."""
    cases = max(1, len(contents.cases))
    once = {run: contents_of(contents, run).copies for run in contents.runs}
    return sum(
        run.copies * times * (2 * cases if key in ONCE_A_CASE else 1)
        for run in contents.runs
        for key, times in once[run]
    )


def request_packet(chapter: Chapter, meeting: Meeting, actor: User, options: PacketOptions | None = None) -> Packet:
    """The stored packet if nothing changed, else a new one that the worker will make. Raises Refused for a packet of
    nothing."""
    options = options or usual_options(chapter, meeting)
    gathered = gather_whole(chapter, meeting, options)
    same = find_same_packet(meeting, gathered.fingerprint)
    if same and (same.state is not PacketState.READY or storage.path_of(same.ref).exists()):
        return same
    return _enqueue(Packet(paper_size=options.paper, options=options.stored()), gathered, meeting, actor)


def list_replaced(chapter: Chapter, packet: Packet) -> list[Change]:
    """The pages of a packet that say something else by now, in their order."""
    gathered = gather(chapter, packet.meeting, PacketOptions.of(packet.paper_size, packet.options))
    return changed_sections(packet.page_map, gathered.contents)


def request_changes(chapter: Chapter, packet: Packet, actor: User) -> Packet:
    """The pages of a packet that are not on paper as they are now, with a cover that says what to replace.

    Raises Refused if the packet is not ready, or nothing changed.
    """
    gathered = gather(chapter, packet.meeting, PacketOptions.of(packet.paper_size, packet.options))
    if packet.state is not PacketState.READY or not packet.page_map:
        raise Refused(_("This packet has no pages yet."))
    if not changed_sections(packet.page_map, gathered.contents):
        raise Refused(_("Nothing changed since this packet was printed."))
    same = find_same_packet(packet.meeting, fingerprint_of(gathered, packet.page_map))
    if same and (same.state is not PacketState.READY or storage.path_of(same.ref).exists()):
        return same
    made = Packet(paper_size=packet.paper_size, options=packet.options, replacing=packet.page_map)
    return _enqueue(made, gathered, packet.meeting, actor)


def _enqueue(packet: Packet, gathered: Gathered, meeting: Meeting, actor: User) -> Packet:
    """A new packet with what it is printed from, and the job to make it."""
    packet.chapter_id, packet.meeting_id = meeting.chapter_id, meeting.id
    packet.fingerprint = fingerprint_of(gathered, packet.replacing or [])
    packet.sources, packet.left_out = gathered.sources, gathered.left_out
    packet.file_name = file_name_of(gathered, packet.replacing or [])
    packet.requested_at, packet.requested_by_id = now(), actor.id
    db.session.add(packet)
    db.session.flush()
    enqueue("packets.render", packet.id, size=len(gathered.contents.cases))
    record(meeting.chapter_id, actor.id, "request_packet", f"packet {packet.id}")
    return packet
