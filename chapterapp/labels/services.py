"""Asking for labels; stocks of one's own; how far a printer is out."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db, insert_if_new, new_ref
from chapterapp.errors import Refused
from chapterapp.jobs.services import enqueue
from chapterapp.labels.gathering import Place
from chapterapp.labels.models import LabelKind, LabelOffset, LabelSheet, LabelStock
from chapterapp.labels.queries import as_stock
from chapterapp.labels.stocks import Envelope, Stock, faults
from chapterapp.packets import making, storage

MOST = 3000  # labels of one file
KEPT = timedelta(days=7)  # a file; it is made anew in a second


def request_labels(
    place: Place,
    kind: LabelKind,
    stock: Stock | Envelope,
    counts: Mapping[str, int],
    actor: User,
    *,
    start: int = 0,
    offset: tuple[float, float] = (0.0, 0.0),
) -> LabelSheet:
    """A row that the worker will make a file of. Raises Refused where nothing is to be printed, or too much."""
    wanted = {key: count for key, count in counts.items() if count > 0}
    total = sum(wanted.values())
    if kind is not LabelKind.TEST and not total:
        raise Refused(_("Every number is 0: there is nothing to print."))
    if total > MOST:
        raise Refused(_("These are %(total)s. At most %(most)s go into one file.", total=total, most=MOST))
    forget_old_sheets(place.chapter)
    sheet = LabelSheet(
        chapter_id=place.chapter.id,
        meeting_id=place.meeting.id if place.meeting else None,
        case_id=place.case.id if place.case else None,
        kind=kind,
        stock=stock.key,
        start=start,
        offset_x=offset[0],
        offset_y=offset[1],
        counts=wanted,
        file_name=f"{'envelopes' if kind is LabelKind.ENVELOPES else 'labels'}-{place.day.isoformat()}.pdf",
        requested_at=now(),
        requested_by_id=actor.id,
    )
    db.session.add(sheet)
    db.session.flush()
    enqueue("labels.print", sheet.id, size=total // 100)
    record(place.chapter.id, actor.id, "request_labels", f"label sheet {sheet.id}")
    return sheet


def cancel_labels(sheet: LabelSheet, actor: User) -> None:
    making.cancel(sheet, actor, "cancel_labels", f"label sheet {sheet.id}")


def forget_old_sheets(chapter: Chapter) -> None:
    """Files and rows that are older than KEPT."""
    old = select(LabelSheet).where(LabelSheet.chapter_id == chapter.id, LabelSheet.requested_at < now() - KEPT)
    for sheet in db.session.scalars(old):
        storage.remove(sheet.ref)
        db.session.delete(sheet)


def save_offset(chapter: Chapter, stock: str, printer: str, x: float, y: float) -> None:
    """Of two at once the later one stays."""
    own = {"chapter_id": chapter.id, "stock": stock, "printer": printer}
    if insert_if_new(LabelOffset, None, **own, x=x, y=y, saved_at=now()):
        return
    saved = db.session.scalars(select(LabelOffset).filter_by(**own)).one()
    saved.x, saved.y, saved.saved_at = x, y, now()
    db.session.flush()


def add_stock(chapter: Chapter, measures: Mapping[str, Any], actor: User) -> LabelStock:
    """A stock of the chapter's own. Raises Refused where the labels do not fit the sheet, or the name is taken."""
    own = LabelStock(chapter_id=chapter.id, ref=new_ref(), **measures)
    for field, words in faults(as_stock(own)).items():
        raise Refused(words, field)
    if not insert_if_new(LabelStock, chapter_id=chapter.id, ref=own.ref, **measures):
        raise Refused(_("There is a stock of this name already."), "name")
    saved = db.session.scalars(
        select(LabelStock).where(LabelStock.chapter_id == chapter.id, LabelStock.ref == own.ref)
    ).one()
    record(chapter.id, actor.id, "add_label_stock", f"label stock {saved.id}")
    return saved


def remove_stock(own: LabelStock, actor: User) -> None:
    """Files that were made stay; its offsets go with it."""
    for offset in db.session.scalars(
        select(LabelOffset).where(LabelOffset.chapter_id == own.chapter_id, LabelOffset.stock == as_stock(own).key)
    ):
        db.session.delete(offset)
    db.session.delete(own)
    db.session.flush()
    record(own.chapter_id, actor.id, "remove_label_stock", f"label stock {own.id}")
