"""What the worker does for packets: gather, lay out, store, and tell how it went."""

from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import across_chapters, db, enter_chapter, release
from chapterapp.errors import Cancelled
from chapterapp.jobs.progress import reporter
from chapterapp.jobs.registry import task
from chapterapp.packets import storage
from chapterapp.packets.changes import file_name_of, fingerprint_of, render_changes
from chapterapp.packets.expecting import expect_pages
from chapterapp.packets.gathering import Gathered, gather
from chapterapp.packets.models import Packet, PacketState
from chapterapp.packets.options import PacketOptions
from chapterapp.packets.rendering import Printed, render
from chapterapp.pdf.press import RenderFailed


def fail_packet(packet_id: int, why: str) -> None:
    """The job was given up for a reason that its packet does not know yet."""
    packet = _enter(packet_id)
    storage.remove(packet.ref)
    if packet.state is PacketState.CANCELLED:
        return
    packet.state = PacketState.FAILED
    packet.error = (
        f"Something broke on our side ({why}). Try again; if it breaks again, leave out one case after another."
    )
    db.session.flush()


@task("packets.render", fail=fail_packet)
def render_packet(packet_id: int) -> None:
    packet = _enter(packet_id)
    if packet.state is PacketState.CANCELLED:
        storage.remove(packet.ref)  # of a worker that was killed between its file and its last word
        return
    packet.state, packet.progress = PacketState.RENDERING, 0
    gathered = _gather(packet)
    _take_over(packet, gathered)
    packet.expected_pages = 0 if packet.replacing else expect_pages(gathered.contents)
    db.session.commit()
    ref, replacing, printed = packet.ref, packet.replacing, None
    release()
    try:
        report = reporter(Packet, packet_id, PacketState.RENDERING)
        made = render_changes(gathered.contents, replacing, report) if replacing else render(gathered.contents, report)
        storage.store(ref, made.data)
        printed, error = made, ""
    except Cancelled:
        error = ""
    except RenderFailed as failed:
        error = str(failed)
    except OSError as failed:
        error = storage.say_not_stored(failed)
    _finish(_enter(packet_id), printed, error)


def _enter(packet_id: int) -> Packet:
    """Locked, so that nobody cancels it between the look and the commit."""
    with across_chapters("a job carries only the number of its packet"):
        packet = db.session.get_one(Packet, packet_id, with_for_update={"of": Packet}, populate_existing=True)
    enter_chapter(packet.chapter_id)
    return packet


def _gather(packet: Packet) -> Gathered:
    chapter = db.session.get_one(Chapter, packet.chapter_id)
    return gather(chapter, packet.meeting, PacketOptions.of(packet.paper_size, packet.options))


def _take_over(packet: Packet, gathered: Gathered) -> None:
    """It is printed from what stands there now, which may be newer than the request."""
    packet.fingerprint = fingerprint_of(gathered, packet.replacing)
    packet.sources, packet.left_out = gathered.sources, gathered.left_out
    packet.file_name = file_name_of(gathered, packet.replacing)


def _finish(packet: Packet, printed: Printed | None, error: str) -> None:
    if packet.state is PacketState.CANCELLED:
        storage.remove(packet.ref)
        return
    packet.state = PacketState.READY if printed else PacketState.FAILED
    packet.pages, packet.page_map = (printed.pages, printed.page_map) if printed else (0, [])
    packet.error, packet.ready_at = error, now()
    db.session.flush()
