"""Files that nobody needs any more: they hold names, and any of them can be made again."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.meetings.models import Meeting
from chapterapp.packets import storage
from chapterapp.packets.models import Packet, PacketState


def remove_superseded_files(chapter: Chapter) -> None:
    """After the chapter's period. The rows stay: they say what is on paper."""
    for packet in list_superseded(chapter):
        storage.remove(packet.ref)
        packet.removed_at = now()
    db.session.flush()


def list_superseded(chapter: Chapter) -> Sequence[Packet]:
    """Those whose file is there still, though a newer one was ready, or the evening was over, longer ago than the
    chapter's period. Packets of deleted meetings too."""
    newer, long_ago = aliased(Packet), now() - timedelta(days=chapter.keep_files_days)
    followed = select(newer.id).where(
        newer.chapter_id == chapter.id,
        newer.meeting_id == Packet.meeting_id,
        newer.id > Packet.id,
        newer.state == PacketState.READY,
        newer.ready_at < long_ago,
    )
    over = select(Meeting.id).where(
        Meeting.chapter_id == chapter.id, Meeting.id == Packet.meeting_id, Meeting.ends_at < long_ago
    )
    there = select(Packet).where(
        Packet.chapter_id == chapter.id,
        Packet.state == PacketState.READY,
        Packet.removed_at.is_(None),
        Packet.ready_at < long_ago,
        or_(followed.exists(), over.exists()),
    )
    return db.session.scalars(there.order_by(Packet.id).execution_options(include_deleted=True)).all()
