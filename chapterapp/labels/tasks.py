"""What the worker does for labels: gather, lay out, place, store, and tell how it went."""

from flask_babel import gettext as _

from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import across_chapters, db, enter_chapter, release
from chapterapp.jobs.registry import task
from chapterapp.labels.calibration import print_test_sheet
from chapterapp.labels.contents import Printing
from chapterapp.labels.gathering import Place, gather
from chapterapp.labels.models import LabelKind, LabelSheet, LabelState
from chapterapp.labels.queries import find_stock
from chapterapp.labels.rendering import Printed, print_envelopes, print_labels
from chapterapp.labels.stocks import Envelope, Stock
from chapterapp.packets import storage
from chapterapp.pdf.press import RenderFailed

NOTHING = Printed(b"")


def fail_labels(sheet_id: int, why: str) -> None:
    """The job was given up for a reason that its row does not know yet."""
    sheet = _enter(sheet_id)
    sheet.state = LabelState.FAILED
    sheet.error = _("Something broke on our side (%(why)s). Try again.", why=why)
    db.session.flush()


@task("labels.print", fail=fail_labels)
def make_labels(sheet_id: int) -> None:
    sheet = _enter(sheet_id)
    sheet.state = LabelState.RENDERING
    chapter = db.session.get_one(Chapter, sheet.chapter_id)
    stock = find_stock(chapter, sheet.stock)
    printing = gather(Place(chapter, sheet.meeting, sheet.case), sheet.kind, sheet.counts)
    db.session.commit()
    ref, kind, start, offset = sheet.ref, sheet.kind, sheet.start, (sheet.offset_x, sheet.offset_y)
    release()
    printed, error = NOTHING, ""
    try:
        if stock is None:
            error = _("This stock is no longer there. Choose another one.")
        else:
            printed = _print(kind, printing, stock, start, offset)
            error = "" if printed.pages else _("Nothing was left to print: see why below.")
            if printed.pages:
                storage.store(ref, printed.data)
    except RenderFailed as failed:
        error = str(failed)
    except OSError as failed:
        error = storage.say_not_stored(failed)
    _finish(_enter(sheet_id), printed, error)


def _print(
    kind: LabelKind, printing: Printing, stock: Stock | Envelope, start: int, offset: tuple[float, float]
) -> Printed:
    if kind is LabelKind.TEST:
        pdf = print_test_sheet(stock, printing.language)
        return Printed(pdf.data, pdf.pages)
    if isinstance(stock, Envelope):
        return print_envelopes(printing, stock, offset)
    return print_labels(printing, stock, start, offset)


def _finish(sheet: LabelSheet, printed: Printed, error: str) -> None:
    sheet.state = LabelState.FAILED if error else LabelState.READY
    sheet.pages, sheet.labels, sheet.error, sheet.ready_at = printed.pages, printed.labels, error, now()
    sheet.shrunk, sheet.refused = printed.shrunk, printed.refused
    db.session.flush()


def _enter(sheet_id: int) -> LabelSheet:
    with across_chapters("a job carries only the number of its labels"):
        sheet = db.session.get_one(LabelSheet, sheet_id)
    enter_chapter(sheet.chapter_id)
    return sheet
