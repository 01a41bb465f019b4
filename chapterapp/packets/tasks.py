"""What the worker does for packets: gather, lay out, store, and tell how it went."""

from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db, release
from chapterapp.jobs.progress import reporter
from chapterapp.jobs.registry import task
from chapterapp.packets import making, storage
from chapterapp.packets.changes import file_name_of, fingerprint_of, render_changes
from chapterapp.packets.expecting import expect_pages
from chapterapp.packets.gathering import Gathered, gather
from chapterapp.packets.models import Packet, PacketState
from chapterapp.packets.options import PacketOptions
from chapterapp.packets.rendering import Printed, render


def fail_packet(packet_id: int, why: str) -> None:
    """The job was given up for a reason that its packet does not know yet."""
    packet = making.enter(Packet, packet_id)
    storage.remove(packet.ref)
    if making.was_cancelled(packet):
        return
    packet.state = PacketState.FAILED
    packet.error = (
        f"Something broke on our side ({why}). Try again; if it breaks again, leave out one case after another."
    )
    db.session.flush()


@task("packets.render", fail=fail_packet)
def render_packet(packet_id: int) -> None:
    packet = making.enter(Packet, packet_id)
    if making.was_cancelled(packet):
        return
    packet.state, packet.progress = PacketState.RENDERING, 0
    gathered = _gather(packet)
    _take_over(packet, gathered)
    packet.expected_pages = 0 if packet.replacing else expect_pages(gathered.contents)
    db.session.commit()
    ref, replacing = packet.ref, packet.replacing
    release()
    report = reporter(Packet, packet_id, PacketState.RENDERING)

    def work() -> Printed:
        return render_changes(gathered.contents, replacing, report) if replacing else render(gathered.contents, report)

    printed, error = making.make(ref, work)
    _finish(making.enter(Packet, packet_id), printed, error)


def _gather(packet: Packet) -> Gathered:
    chapter = db.session.get_one(Chapter, packet.chapter_id)
    return gather(chapter, packet.meeting, PacketOptions.of(packet.paper_size, packet.options))


def _take_over(packet: Packet, gathered: Gathered) -> None:
    """It is printed from what stands there now, which may be newer than the request."""
    packet.fingerprint = fingerprint_of(gathered, packet.replacing)
    packet.sources, packet.left_out = gathered.sources, gathered.left_out
    packet.file_name = file_name_of(gathered, packet.replacing)


def _finish(packet: Packet, printed: Printed | None, error: str) -> None:
    if making.is_over(packet):
        return
    packet.state = PacketState.READY if printed else PacketState.FAILED
    packet.pages, packet.page_map = (printed.pages, printed.page_map) if printed else (0, [])
    packet.error, packet.ready_at = error, now()
    db.session.flush()
