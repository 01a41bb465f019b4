"""What the sheets of the evening say beside the cases, from what is known of this meeting and of those around it."""

from collections.abc import Collection, Sequence

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from chapterapp import dates
from chapterapp.attendance.queries import count_here, count_regulars
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.cases.rules import FREEDOM, is_shown
from chapterapp.chapters.models import Chapter
from chapterapp.database import db
from chapterapp.letters.kinds import CARDS, LETTERS
from chapterapp.letters.queries import totals_of_meeting
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.queries import list_coming_after, list_held_before
from chapterapp.meetings.rsvp_queries import count_rsvps
from chapterapp.packets.addresses import reached_at
from chapterapp.packets.codes import Sheet, code_of, spaced
from chapterapp.packets.contents import CaseContents
from chapterapp.packets.evening_contents import (
    EveningContents,
    HostContents,
    HostLine,
    MeetingLine,
    ReleaseLine,
    SheetCode,
    SheetCodes,
)
from chapterapp.packets.quantities import Turnout, groups_of
from chapterapp.partial_dates import format_partial

LOOKED_AT = 3  # evenings
RELEASES, MEETINGS = 4, 3  # on the back page
LONGEST_STORY = 225  # characters of a release: four lines


def gather_evening(
    chapter: Chapter, meeting: Meeting, cases: Sequence[CaseContents], paper: str, shred_by: str, keys: Collection[str]
) -> EveningContents:
    """What the sections with these keys print. In the language in force."""
    codes, home = make_codes(meeting), dates.country(chapter.country, chapter.locale)
    host = None
    if "host" in keys:
        turnout = usual_turnout(meeting).with_answers(count_rsvps(meeting), count_regulars(meeting))
        groups = groups_of(cases, turnout, paper, home, _afterwards(codes, shred_by))
        host = HostContents(turnout.sentence, groups)
    is_back = "back" in keys
    return EveningContents(
        host=host,
        codes=codes if {"sign-in", "tally", "postage"} & set(keys) else None,
        home=home if "postage" in keys else "",
        releases=tuple(list_releases(chapter)) if is_back else (),
        meetings=tuple(_meeting_line(one, chapter) for one in list_coming_after(meeting, MEETINGS)) if is_back else (),
    )


def usual_turnout(meeting: Meeting) -> Turnout:
    """Of the last evenings of its kind."""
    last = list_held_before(meeting, LOOKED_AT)
    return Turnout.of([(count_here(one).all, totals_of_meeting(one).of_kinds(LETTERS | CARDS)) for one in last])


def make_codes(meeting: Meeting) -> SheetCodes:
    reached = reached_at()

    def code(sheet: Sheet) -> SheetCode:
        letters = code_of(meeting, sheet)
        return SheetCode(spaced(letters), f"{reached}/s/{letters}" if reached else "")

    host = current_app.config["BASE_URL"].partition("://")[2]
    return SheetCodes(code(Sheet.SIGN_IN), code(Sheet.TALLY), code(Sheet.POSTAGE), f"{host}/s" if host else "")


def _afterwards(codes: SheetCodes, shred_by: str) -> list[HostLine]:
    return [
        HostLine("1", _("Tally sheet, filled in"), _("type it in tomorrow: code %(code)s", code=codes.tally.code)),
        HostLine("1", _("Sign-in sheet, locked away"), _("shred it by %(day)s", day=shred_by)),
    ]


def list_releases(chapter: Chapter) -> list[ReleaseLine]:
    """Those who came free, the latest first, as far as the world may know of them; one of whom nothing is known is not
    there."""
    closed = (
        select(Case)
        .where(Case.chapter_id == chapter.id, Case.status == CaseStatus.CLOSED, Case.outcome.in_(FREEDOM))
        .where(Case.is_public)
        .order_by(Case.outcome_on.desc(), Case.title, Case.id)
    )
    shown = [case for case in db.session.scalars(closed) if is_shown(case)][:RELEASES]
    return [
        ReleaseLine(
            case.title,
            dates.country(case.country, chapter.locale),
            format_partial(case.outcome_on, chapter.locale),
            shorten(case.story),
        )
        for case in shown
    ]


def shorten(story: str) -> str:
    """The first sentences, as many as fit."""
    words = " ".join(story.split())
    if len(words) <= LONGEST_STORY:
        return words
    cut = words[:LONGEST_STORY]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? ", "။", "。"))
    return cut[: end + 1] if end > LONGEST_STORY // 3 else cut.rpartition(" ")[0] + "\N{HORIZONTAL ELLIPSIS}"


def _meeting_line(meeting: Meeting, chapter: Chapter) -> MeetingLine:
    return MeetingLine(
        dates.short_weekday(meeting.meets_on, chapter.locale),
        dates.clock(meeting.starts, chapter.locale),
        meeting.title,
        meeting.venue,
    )
