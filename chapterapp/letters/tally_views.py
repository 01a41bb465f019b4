"""The tally: what stands on the sheet in the hand is added to what is saved."""

from collections.abc import Iterable
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.attendance.queries import list_door
from chapterapp.attendance.views import clock, get_open_meeting
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.cases.queries import get_case
from chapterapp.chapters.models import Chapter, Permission, Role
from chapterapp.database import db
from chapterapp.errors import Missing, Refused, Stale
from chapterapp.forms import SelectChoice
from chapterapp.letters import services
from chapterapp.letters.forms import CorrectForm, SheetForm
from chapterapp.letters.grid import Grid
from chapterapp.letters.kinds import HEADS, TALLIED, count_words
from chapterapp.letters.models import ActionKind
from chapterapp.letters.queries import (
    cases_by_id,
    find_last_sheet,
    get_sheet,
    list_piles,
    list_ticks,
    totals_of_meeting,
)
from chapterapp.letters.views import Page, bp
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.queries import list_featured
from chapterapp.members.models import Member
from chapterapp.members.queries import find_member, get_member
from chapterapp.receipts.services import SentBefore, new_key, take

AT_MEETING = "/meetings/<slug>"


@bp.route(f"{AT_MEETING}/tally", methods=["GET", "POST"])
@chapter_page(Permission.RUN_MEETINGS)
def tally(chapter: Chapter, slug: str) -> Page:
    meeting = get_open_meeting(chapter, slug)
    form, grid, status = SheetForm(), Grid(list_offered(meeting), TALLIED), 200
    form.writer.choices = list_writers(meeting)
    if form.validate_on_submit():
        try:
            if save(chapter, meeting, form, grid):
                return to_tally(chapter, meeting)
        except Refused as no:
            form.refuse(str(no))
            status = 409 if isinstance(no, SentBefore) else 422
        db.session.rollback()
    elif form.is_submitted():
        grid.read(request.form)
    form.key.data = new_key() if status == 409 else form.key.data or new_key()
    return show_tally(chapter, meeting, form, grid), 422 if form.errors and status == 200 else status


def save(chapter: Chapter, meeting: Meeting, form: SheetForm, grid: Grid) -> bool:
    """Whether the sheet is saved, now or when it was sent before. Raises Refused."""
    counts = grid.read(request.form)
    if grid.errors:
        raise Refused(" ".join(grid.errors.values()))
    if left_over := grid.left_over(request.form):
        names = [row.case.title for row in list_featured(meeting) if row.case.slug in left_over] or left_over
        words = _("Not taken any more: %(names)s. The rest is not saved yet: look again, then add it.")
        raise Refused(words % {"names": ", ".join(names)})
    if not counts:
        raise Refused(_("Nothing is typed yet."))
    content = f"{form.writer.data} {sorted((case.slug, kind.value, count) for (case, kind), count in counts.items())}"
    if take(chapter.id, form.key.data or "", content):
        services.save_sheet(meeting, writer_of(chapter, form.writer.data), counts, acting_user())
    db.session.commit()
    return True


def show_tally(chapter: Chapter, meeting: Meeting, form: SheetForm, grid: Grid) -> str:
    totals, last = totals_of_meeting(meeting), find_last_sheet(meeting)
    return render_template(
        "letters/tally.html",
        chapter=chapter,
        meeting=meeting,
        form=form,
        grid=grid,
        totals=totals,
        heads={kind: str(words) for kind, words in HEADS.items()},  # said once, not a cell
        last=last,
        last_at=clock(last.sheet.recorded_at, meeting) if last else "",
    )


def list_offered(meeting: Meeting) -> list[Case]:
    """In the order of the printed sheet; stopped ones are not offered."""
    return [row.case for row in list_featured(meeting) if row.case.status is not CaseStatus.STOP_ACTION]


def list_writers(meeting: Meeting) -> list[SelectChoice]:
    """Those who are here; to a coordinator also the others, below."""
    rows = list_door(meeting)
    here = [SelectChoice(row.ref, row.name) for row in rows if row.since]
    others = [SelectChoice(row.ref, row.name, {}, _("Not marked as here")) for row in rows if not row.since]
    return [SelectChoice("", _("The whole table")), *here, *(others if g.role is Role.COORDINATOR else ())]


def writer_of(chapter: Chapter, ref: str | None) -> Member | None:
    return get_member(chapter, ref) if ref else None


def to_tally(chapter: Chapter, meeting: Meeting) -> Response:
    return redirect(url_for(".tally", chapter_slug=chapter.slug, slug=meeting.slug), 303)


@bp.post(f"{AT_MEETING}/tally/undo")
@chapter_page(Permission.RUN_MEETINGS)
def undo_sheet(chapter: Chapter, slug: str) -> Response:
    """Names the sheet, so that one that is sent again takes no other one back."""
    meeting = get_open_meeting(chapter, slug)
    services.undo_sheet(get_sheet(chapter, request.form.get("sheet", "")), meeting, acting_user())
    db.session.commit()
    return to_tally(chapter, meeting)


@bp.get(f"{AT_MEETING}/tally/numbers")
@chapter_page(Permission.RUN_MEETINGS)
def numbers(chapter: Chapter, slug: str) -> str:
    """All that is saved, each number with the way to correct it."""
    meeting = get_open_meeting(chapter, slug)
    piles = [pile for pile in list_piles(meeting) if pile.tells > 0]
    cases = cases_by_id(chapter, (pile.case_id for pile in piles))
    return render_template(
        "letters/numbers.html",
        chapter=chapter,
        meeting=meeting,
        piles=sorted(piles, key=lambda pile: (cases[pile.case_id].title, list(ActionKind).index(pile.kind))),
        cases=cases,
        names=names_of(meeting),
        count_words=count_words,
    )


@bp.route(f"{AT_MEETING}/tally/correct", methods=["GET", "POST"])
@chapter_page(Permission.RUN_MEETINGS)
def correct(chapter: Chapter, slug: str) -> Page:
    meeting = get_open_meeting(chapter, slug)
    case, kind = get_case(chapter, request.args.get("case", "")), kind_of(request.args.get("kind", ""))
    member = writer_of(chapter, request.args.get("by"))
    piles = {pile[:3]: pile.number for pile in list_piles(meeting) if pile.tells > 0}
    if (seen := piles.get((case.id, kind, member.id if member else None))) is None:
        raise Missing
    form, status = CorrectForm(key=new_key(), seen=seen, number=seen), 200
    if form.validate_on_submit():
        try:
            if take(chapter.id, form.key.data or "", f"{form.number.data} {form.reason.data}"):
                looked_at = int(form.seen.data or 0) if str(form.seen.data).isdecimal() else -1
                number, reason = form.number.data or 0, form.reason.data or ""
                services.correct_count(meeting, (case.id, kind), member, looked_at, number, reason, acting_user())
            db.session.commit()
            return to_tally(chapter, meeting)
        except Stale:
            status, form.seen.data = 409, str(seen)
        except Refused as no:
            form.refuse(str(no))
        db.session.rollback()
        form.key.data = new_key()
    status = 422 if form.errors else status
    words = {"case": case, "head": HEADS[kind], "member": member, "seen": seen, "stale": status == 409}
    return render_template("letters/correct.html", chapter=chapter, meeting=meeting, form=form, **words), status


def kind_of(word: str) -> ActionKind:
    """Raises Missing."""
    if word not in set(ActionKind):
        raise Missing
    return ActionKind(word)


def names_of(meeting: Meeting) -> dict[int, tuple[str, str]]:
    return {row.id: (row.ref, row.name) for row in list_door(meeting)}


@bp.route(f"{AT_MEETING}/ticks", methods=["GET", "POST"])
@chapter_page(Permission.RUN_MEETINGS)
def ticks(chapter: Chapter, slug: str) -> Page:
    """Who wrote for whom, as the sign-in sheet says. Only what differs from what the page showed is changed."""
    meeting = get_open_meeting(chapter, slug)
    saved: dict[tuple[int, int], Any] = {(tick.member_id, tick.case_id): tick for tick in list_ticks(meeting)}
    ticked = {member_id for member_id, _case_id in saved}  # of whom some may have been taken off the list since
    people = [row for row in list_door(meeting) if row.since or row.id in ticked]
    cases = [row.case for row in list_featured(meeting)]
    if request.method == "POST":
        now_ticked, before = set(request.form.getlist("tick")), set(request.form.get("before", "").split())
        refs, slugs = {row.ref: row.id for row in people}, {case.slug: case for case in cases}
        added, removed = (
            list(resolve(chapter, ticked, refs, slugs)) for ticked in (now_ticked - before, before - now_ticked)
        )
        services.set_ticks(meeting, added, removed, acting_user())
        db.session.commit()
        return redirect(url_for(".ticks", chapter_slug=chapter.slug, slug=slug, saved=len(added) + len(removed)), 303)
    return render_template(
        "letters/ticks.html", chapter=chapter, meeting=meeting, people=people, cases=cases, saved=saved,
        totals=totals_of_meeting(meeting), just_saved=request.args.get("saved", type=int),
    )  # fmt: skip


def resolve(
    chapter: Chapter, ticked: Iterable[str], refs: dict[str, int], slugs: dict[str, Case]
) -> Iterable[tuple[Member, Case]]:
    """ "ref:slug" as a person and a case of this evening; what is neither is passed over."""
    for word in sorted(ticked):
        ref, _colon, slug = word.partition(":")
        if ref in refs and slug in slugs and (member := find_member(chapter, ref)):
            yield member, slugs[slug]
