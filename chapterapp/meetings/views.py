from collections.abc import Sequence
from typing import NamedTuple

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.attendance.queries import (
    HeadCount,
    Present,
    count_expected,
    count_here,
    find_attendance,
    list_present,
)
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.cases.queries import search_cases
from chapterapp.cases.searching import LONGEST
from chapterapp.chapters.models import ROLE_PERMISSIONS, Chapter, Permission, Role
from chapterapp.clock import now, wall_time
from chapterapp.database import db
from chapterapp.errors import Refused, Stale
from chapterapp.forms import BaseForm
from chapterapp.letters.queries import (
    Totals,
    has_counts,
    left_to_mail,
    mailed_of_meeting,
    totals_of_meeting,
)
from chapterapp.meetings import services
from chapterapp.meetings.forms import AgendaForm, CancelForm, CreateMeetingForm, EditMeetingForm, TableForm
from chapterapp.meetings.hours import days_until, has_come, is_door_open, state_of
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.meetings.queries import (
    PAST_PAGE,
    UNDO,
    get_deleted_meeting,
    get_meeting,
    list_agenda,
    list_agenda_items,
    list_choosable,
    list_deleted,
    list_featured,
    list_past,
    list_upcoming,
)
from chapterapp.meetings.recurrence import Proposal, propose_meeting, propose_next
from chapterapp.meetings.rsvp_forms import OwnRsvpForm
from chapterapp.meetings.rsvp_queries import see_rsvps
from chapterapp.meetings.rsvp_rules import why_no_answers
from chapterapp.members.models import Member
from chapterapp.members.queries import find_own_member
from chapterapp.packets.queries import find_latest_packet, list_changes, list_held_of, moved_in_library, old_names

bp = Blueprint("meetings", __name__, url_prefix="/c/<chapter_slug>/meetings")
bp.add_app_template_global(state_of)
bp.add_app_template_global(days_until)
bp.add_app_template_global(is_door_open)
Page = str | Response | tuple[str, int]
FIRST_PAGES = 1000


@bp.get("")
@chapter_page(Permission.SEE)
def index(chapter: Chapter) -> str:
    page = min(max(request.args.get("page", 1, int), 1), FIRST_PAGES)
    past = list_past(chapter, page)
    upcoming = list_upcoming(chapter) if page == 1 else []
    deleted = list_deleted(chapter) if page == 1 else []
    return render_template(
        "meetings/index.html",
        chapter=chapter,
        upcoming=upcoming,
        past=past,
        deleted=deleted,
        page=page,
        has_more=len(past) == PAST_PAGE,
        undo=UNDO,
    )


@bp.get("/<slug>")
@chapter_page(Permission.SEE)
def show(chapter: Chapter, slug: str) -> str:
    meeting = get_meeting(chapter, slug)
    featured, packet = list_featured(meeting), find_latest_packet(meeting)
    is_past = has_come(meeting) and meeting.status is not MeetingStatus.CANCELLED
    rsvps = None if why_no_answers(meeting) else see_rsvps(meeting, acting_user())
    return render_template(
        "meetings/show.html",
        chapter=chapter,
        meeting=meeting,
        featured=featured,
        agenda=list_agenda(meeting),
        evening=look_at_evening(chapter, meeting, [row.case for row in featured]) if is_past else None,
        packet=packet,
        held=list_held_of(meeting, chapter) if packet and Permission.MAKE_PACKETS in ROLE_PERMISSIONS[g.role] else (),
        in_library=moved_in_library(packet, chapter, [row.case for row in featured]),
        old_names=old_names(packet, chapter, [row.case for row in featured]),
        changed=packet and list_changes(packet, chapter, meeting, [row.case for row in featured]),
        rsvps=rsvps,
        rsvp_form=OwnRsvpForm(formdata=None, guests=rsvps.own.guests or 0) if rsvps and rsvps.own else None,
    )


class Evening(NamedTuple):
    """What is known of a meeting whose day has come. `present`: names, for those who run it; `uncounted`: cases on the
    table of which nobody said a number; `member`: the person who looks, and whether they are marked as here."""

    here: HeadCount
    expected: int
    present: Sequence[Present]
    written: Totals
    mailed: Totals
    left: Totals
    uncounted: Sequence[Case]
    member: Member | None
    is_here: bool


def look_at_evening(chapter: Chapter, meeting: Meeting, cases: Sequence[Case]) -> Evening:
    runs = Permission.RUN_MEETINGS in ROLE_PERMISSIONS[g.role]
    member = None if runs else find_own_member(chapter, acting_user())
    written, mailed = totals_of_meeting(meeting), mailed_of_meeting(meeting)
    return Evening(
        count_here(meeting),
        count_expected(meeting),
        list_present(meeting) if may_see_names(meeting) else (),
        written,
        mailed,
        left_to_mail(written, mailed),
        [case for case in cases if case.status is not CaseStatus.STOP_ACTION and not written.is_told(case.id)],
        member,
        member is not None and find_attendance(meeting, member) is not None,
    )


def may_see_names(meeting: Meeting) -> bool:
    """A host sees who came as long as the door is theirs: until the next noon."""
    if g.role is Role.COORDINATOR:
        return True
    return Permission.RUN_MEETINGS in ROLE_PERMISSIONS[g.role] and is_door_open(meeting)


def refuse_counted(meeting: Meeting) -> None:
    """Under the meeting's lock, so that nothing is counted meanwhile. Raises Refused."""
    services.lock(meeting)
    if has_counts(meeting) or count_here(meeting).all:
        raise Refused(_("People came and letters are counted here. What was held stays, so that the sums stay right."))


@bp.route("/create", methods=["GET", "POST"])
@chapter_page(Permission.PLAN_MEETINGS)
def create(chapter: Chapter) -> Page:
    return _plan(chapter, propose_meeting(chapter))


@bp.route("/<slug>/plan-next", methods=["GET", "POST"])
@chapter_page(Permission.PLAN_MEETINGS)
def plan_next(chapter: Chapter, slug: str) -> Page:
    meeting = get_meeting(chapter, slug)
    return _plan(chapter, propose_next(chapter, meeting), like=meeting)


def _plan(chapter: Chapter, proposal: Proposal, like: Meeting | None = None) -> Page:
    """The form filled with the proposal. The agenda comes along as long as the kind stays."""
    form = CreateMeetingForm.propose(proposal, list_choosable(chapter))
    if form.validate_on_submit():
        agenda = proposal.agenda if form.kind.data == proposal.values["kind"] else []
        rows = form.case_rows(proposal)
        try:
            meeting = services.schedule_meeting(chapter, form.values(), acting_user(), agenda=agenda, cases=rows)
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            return redirect(url_for(".show", chapter_slug=chapter.slug, slug=meeting.slug), 303)
    return render_template("meetings/create.html", chapter=chapter, form=form, like=like), 422 if form.errors else 200


@bp.route("/<slug>/edit", methods=["GET", "POST"])
@chapter_page(Permission.PLAN_MEETINGS)
def edit(chapter: Chapter, slug: str) -> Page:
    meeting = get_meeting(chapter, slug)
    form, status = EditMeetingForm(obj=meeting), 200
    form.choose(meeting)
    if form.validate_on_submit():
        try:
            services.edit_meeting(meeting, form.values(), form.seen_version(), acting_user())
        except Stale as stale:
            form.compare(stale.current)
            status = 409
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            return _saved(chapter, meeting)
    status = 422 if form.errors else status
    return render_template(
        "meetings/edit.html", chapter=chapter, meeting=meeting, form=form, stale=status == 409
    ), status


@bp.route("/<slug>/agenda", methods=["GET", "POST"])
@chapter_page(Permission.PLAN_MEETINGS)
def agenda(chapter: Chapter, slug: str) -> Page:
    meeting = get_meeting(chapter, slug)
    form, saved = AgendaForm.of(meeting, list_agenda_items(meeting)), None
    if form.validate_on_submit():
        try:
            services.set_agenda(meeting, form.items(), acting_user(), form.seen_version())
        except Stale:
            form.version.data, saved = str(meeting.version), list_agenda(meeting)
        else:
            return _saved(chapter, meeting)
    status = 409 if saved is not None else 422 if form.errors else 200
    return render_template("meetings/agenda.html", chapter=chapter, meeting=meeting, form=form, saved=saved), status


@bp.route("/<slug>/cases", methods=["GET", "POST"])
@chapter_page(Permission.PLAN_MEETINGS)
def cases(chapter: Chapter, slug: str) -> Page:
    meeting = get_meeting(chapter, slug)
    words = request.args.get("q", "").strip()[:LONGEST]
    featured, found = list_featured(meeting), search_cases(chapter, words, status=CaseStatus.ACTIVE)
    form, saved = TableForm.of(meeting, featured, found.cases), None
    if form.validate_on_submit():
        try:
            services.feature_cases(meeting, form.case_rows(), acting_user(), form.seen_version())
        except Stale:
            form.version.data, saved = str(meeting.version), list_featured(meeting)
        except Refused as no:
            form.refuse(str(no))
        else:
            return _saved(chapter, meeting)
    named = {case.slug: case for case in (*found.cases, *(row.case for row in featured))}
    status = 409 if saved is not None else 422 if form.errors else 200
    shown = {"form": form, "cases": named, "saved": saved, "words": words, "found": found}
    return render_template("meetings/cases.html", chapter=chapter, meeting=meeting, **shown), status


@bp.route("/<slug>/cancel", methods=["GET", "POST"])
@chapter_page(Permission.PLAN_MEETINGS)
def cancel(chapter: Chapter, slug: str) -> Page:
    meeting = get_meeting(chapter, slug)
    form = CancelForm()
    if form.validate_on_submit():
        refuse_counted(meeting)
        services.cancel_meeting(meeting, form.reason.data or "", acting_user())
        return _saved(chapter, meeting)
    return render_template(
        "meetings/cancel.html", chapter=chapter, meeting=meeting, form=form
    ), 422 if form.errors else 200


@bp.post("/<slug>/take-back")
@chapter_page(Permission.PLAN_MEETINGS)
def take_back(chapter: Chapter, slug: str) -> Response:
    """What is cancelled takes place after all; what was marked as held is open again."""
    meeting = get_meeting(chapter, slug)
    if meeting.status is MeetingStatus.HELD:
        services.take_back_held(meeting, acting_user())
    else:
        services.take_back_cancel(meeting, acting_user())
    return _saved(chapter, meeting)


@bp.post("/<slug>/mark-held")
@chapter_page(Permission.PLAN_MEETINGS)
def mark_held(chapter: Chapter, slug: str) -> Response:
    meeting = get_meeting(chapter, slug)
    services.mark_held(meeting, acting_user())
    return _saved(chapter, meeting)


@bp.route("/<slug>/delete", methods=["GET", "POST"])
@chapter_page(Permission.PLAN_MEETINGS)
def delete(chapter: Chapter, slug: str) -> Page:
    meeting = get_meeting(chapter, slug)
    form = BaseForm()
    if form.validate_on_submit():
        refuse_counted(meeting)
        services.delete_meeting(meeting, acting_user())
        db.session.commit()
        flash(_("%(title)s is deleted. You can take it back below.", title=meeting.title), "go")
        return redirect(url_for(".index", chapter_slug=chapter.slug), 303)
    until = wall_time(now() + UNDO, chapter.time_zone).date()
    return render_template("meetings/delete.html", chapter=chapter, meeting=meeting, form=form, until=until)


@bp.post("/<slug>/restore")
@chapter_page(Permission.PLAN_MEETINGS)
def restore(chapter: Chapter, slug: str) -> Response:
    meeting = get_deleted_meeting(chapter, slug)
    services.restore_meeting(meeting, acting_user())
    return _saved(chapter, meeting)


def _saved(chapter: Chapter, meeting: Meeting) -> Response:
    db.session.commit()
    return redirect(url_for(".show", chapter_slug=chapter.slug, slug=meeting.slug), 303)
