"""One case for one member at home: the brief that a packet has, and a letter with their own name."""

from flask_babel import force_locale
from flask_babel import gettext as _

from chapterapp import dates
from chapterapp.cases.rules import Writer
from chapterapp.errors import Refused
from chapterapp.packets.case_contents import CaseParts, describe_case
from chapterapp.packets.contents import PacketContents
from chapterapp.packets.rendering import compose, sheets_of
from chapterapp.packets.sections import Section
from chapterapp.pdf.parts import Composed, Part
from chapterapp.personal_letters.contents import Run
from chapterapp.personal_letters.gathering import Place, gather_run, offer_case
from chapterapp.personal_letters.rendering import lay_out_one


def gather_home(parts: CaseParts, place: Place, writer: Writer) -> tuple[PacketContents, Run]:
    """Raises Refused, in words, where the case may not be printed today."""
    with force_locale(place.chapter.locale):
        offer = offer_case(parts, place)
        if offer.reason:
            raise Refused(offer.reason)
        return _contents(parts, place), gather_run(place, [offer], [writer])


def _contents(parts: CaseParts, place: Place) -> PacketContents:
    """Just what a brief needs: the footer says who stands behind it."""
    chapter, day = place.chapter, dates.full_day(place.day, place.chapter.locale)
    return PacketContents(
        title=_("A letter, %(day)s", day=day),
        language=chapter.locale.replace("_", "-"),
        paper="a4" if chapter.paper_size == "a4" else "letter",
        chapter=chapter.name,
        neutral_sender=chapter.neutral_sender,
        meeting="",
        date=day,
        short_date=day,
        when_and_where="",
        cases=(describe_case(parts, chapter, place.day),),
        shred_by="",
        demo=chapter.is_demo,
    )


def print_home(contents: PacketContents, run: Run) -> Composed:
    """The brief as every packet has it, kept for all; the letter behind it is laid out now and not kept."""
    case = contents.cases[0]
    letter = Part(lay_out_one(run).data, "own-letter", _("Letter"))
    sheets = sheets_of(contents, [Section("brief", case.name, case, 1)])
    return compose(sheets, contents, behind=[letter])
