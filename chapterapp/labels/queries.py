from collections.abc import Sequence

from sqlalchemy import select

from chapterapp.chapters.models import Chapter
from chapterapp.database import db
from chapterapp.errors import Missing
from chapterapp.labels.models import LabelOffset, LabelSheet, LabelStock
from chapterapp.labels.stocks import ENVELOPES, LABELS, Envelope, Stock

OWN = "own-"  # and the reference: the key of a stock of one's own


def get_label_sheet(chapter: Chapter, ref: str) -> LabelSheet:
    """Raises Missing."""
    found = select(LabelSheet).where(LabelSheet.chapter_id == chapter.id, LabelSheet.ref == ref)
    if (sheet := db.session.scalars(found).one_or_none()) is None:
        raise Missing
    return sheet


def list_own_stocks(chapter: Chapter) -> Sequence[LabelStock]:
    return db.session.scalars(
        select(LabelStock).where(LabelStock.chapter_id == chapter.id).order_by(LabelStock.name)
    ).all()


def get_own_stock(chapter: Chapter, ref: str) -> LabelStock:
    """Raises Missing."""
    found = select(LabelStock).where(LabelStock.chapter_id == chapter.id, LabelStock.ref == ref)
    if (stock := db.session.scalars(found).one_or_none()) is None:
        raise Missing
    return stock


def find_stock(chapter: Chapter, key: str) -> Stock | Envelope | None:
    """By its key: one that everybody can buy, or one of the chapter's own."""
    if not key.startswith(OWN):
        return LABELS.get(key) or ENVELOPES.get(key)
    found = select(LabelStock).where(LabelStock.chapter_id == chapter.id, LabelStock.ref == key.removeprefix(OWN))
    own = db.session.scalars(found).one_or_none()
    return as_stock(own) if own else None


def as_stock(own: LabelStock) -> Stock:
    return Stock(
        key=f"{OWN}{own.ref}",
        name=own.name,
        sheet=(own.sheet_width, own.sheet_height),
        columns=own.columns,
        rows=own.rows,
        left=own.left,
        top=own.top,
        across=own.across,
        down=own.down,
        width=own.width,
        height=own.height,
    )


def list_offsets(chapter: Chapter, stock: str) -> Sequence[LabelOffset]:
    """What was saved for the printers on this stock, the one used last first."""
    return db.session.scalars(
        select(LabelOffset)
        .where(LabelOffset.chapter_id == chapter.id, LabelOffset.stock == stock)
        .order_by(LabelOffset.saved_at.desc(), LabelOffset.id.desc())
    ).all()
