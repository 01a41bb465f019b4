"""What the worker does for labels: gather, lay out, place, store, and tell how it went."""

from collections.abc import Callable

from flask_babel import gettext as _

from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import db, release
from chapterapp.jobs.progress import reporter
from chapterapp.jobs.registry import task
from chapterapp.labels.calibration import print_test_sheet
from chapterapp.labels.contents import Printing
from chapterapp.labels.gathering import Place, gather
from chapterapp.labels.models import LabelKind, LabelSheet, LabelState
from chapterapp.labels.queries import find_stock
from chapterapp.labels.rendering import Printed, print_envelopes, print_labels
from chapterapp.labels.stocks import Envelope, Stock
from chapterapp.packets import making, storage

NOTHING = Printed(b"")


def fail_labels(sheet_id: int, why: str) -> None:
    """The job was given up for a reason that its row does not know yet."""
    sheet = making.enter(LabelSheet, sheet_id)
    storage.remove(sheet.ref)
    if making.was_cancelled(sheet):
        return
    sheet.state = LabelState.FAILED
    sheet.error = _("Something broke on our side (%(why)s). Try again.", why=why)
    db.session.flush()


@task("labels.print", fail=fail_labels)
def make_labels(sheet_id: int) -> None:
    sheet = making.enter(LabelSheet, sheet_id)
    if making.was_cancelled(sheet):
        return
    sheet.state, sheet.labels = LabelState.RENDERING, 0
    chapter = db.session.get_one(Chapter, sheet.chapter_id)
    stock = find_stock(chapter, sheet.stock)
    printing = gather(Place(chapter, sheet.meeting, sheet.case), sheet.kind, sheet.counts)
    db.session.commit()
    ref, kind, start, offset = sheet.ref, sheet.kind, sheet.start, (sheet.offset_x, sheet.offset_y)
    release()
    report = reporter(LabelSheet, sheet_id, LabelState.RENDERING, "labels")
    printed, error = None, _("This stock is no longer there. Choose another one.")
    if stock is not None:
        printed, error = making.make(ref, lambda: _print(kind, printing, stock, start, offset, report))
    if printed and not printed.pages:
        error = _("Nothing was left to print: see why below.")
    _finish(making.enter(LabelSheet, sheet_id), printed or NOTHING, error)


def _print(
    kind: LabelKind,
    printing: Printing,
    stock: Stock | Envelope,
    start: int,
    offset: tuple[float, float],
    report: Callable[[int], None],
) -> Printed:
    if kind is LabelKind.TEST:
        pdf = print_test_sheet(stock, printing.language)
        return Printed(pdf.data, pdf.pages)
    if isinstance(stock, Envelope):
        return print_envelopes(printing, stock, offset, report)
    return print_labels(printing, stock, start, offset, report)


def _finish(sheet: LabelSheet, printed: Printed, error: str) -> None:
    if making.is_over(sheet):
        return
    sheet.state = LabelState.FAILED if error else LabelState.READY
    sheet.pages, sheet.labels, sheet.error, sheet.ready_at = printed.pages, printed.labels, error, now()
    sheet.shrunk, sheet.refused = printed.shrunk, printed.refused
    db.session.flush()
