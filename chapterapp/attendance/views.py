"""The door: who is here tonight. Every post carries a key, so that one that is sent again counts once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp import dates
from chapterapp.access import acting_user, chapter_page
from chapterapp.attendance import services
from chapterapp.attendance.forms import WalkInForm
from chapterapp.attendance.models import NamelessAttendance, Via
from chapterapp.attendance.naming import find_meant, same
from chapterapp.attendance.queries import (
    DoorRow,
    count_here,
    find_attendance,
    get_person,
    list_door,
    list_here,
    list_nameless,
)
from chapterapp.attendance.rules import why_closed
from chapterapp.chapters.models import Chapter, Permission, Role
from chapterapp.clock import now, wall_time
from chapterapp.database import db
from chapterapp.errors import Missing, Refused
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.queries import get_meeting
from chapterapp.members.models import Member
from chapterapp.members.queries import find_own_member
from chapterapp.receipts.services import new_key, take

bp = Blueprint("attendance", __name__, url_prefix="/c/<chapter_slug>/meetings/<slug>")
Page = str | Response | tuple[str, int]
OF_SOMEBODY, OF_NOBODY = ("here", "again", "undone"), ("nameless", "fewer", "added")


@bp.get("/door")
@chapter_page(Permission.RUN_MEETINGS)
def door(chapter: Chapter, slug: str) -> str:
    meeting = get_meeting(chapter, slug)
    if closed := closed_for_role(chapter, meeting):
        return render_template("attendance/closed.html", chapter=chapter, meeting=meeting, why=closed)
    rows, typed = list_door(meeting), request.args.get("q", "").strip()[:100]
    found = find_meant(typed, {row.ref: row.name for row in rows}) if typed else None
    said, who = request.args.get("said", ""), next((row for row in rows if row.ref == request.args.get("who")), None)
    times = {row.ref: clock(row.since, meeting) for row in rows if row.since}
    verdict = None
    if said in OF_NOBODY:
        verdict = judge(meeting, said)
    elif said in OF_SOMEBODY and who:
        verdict = judge(meeting, said, who.ref, who.name, times.get(who.ref, ""))
    return render_template(
        "attendance/door.html",
        chapter=chapter,
        meeting=meeting,
        rows=rows,
        times=times,
        found=found,
        typed=typed,
        here=count_here(meeting),
        expected=sum(row.is_expected for row in rows),
        verdict=verdict,
        form=WalkInForm(formdata=None, name=typed, key=new_key()),
        saved=clock(now(), meeting),
        key=new_key(),
    )


@bp.get("/door/state")
@chapter_page(Permission.RUN_MEETINGS)
def door_state(chapter: Chapter, slug: str) -> Response:
    """What another device changed: small enough to be asked for every two seconds."""
    return jsonify(state_of_door(get_open_meeting(chapter, slug)))


@bp.post("/door/check-in")
@chapter_page(Permission.RUN_MEETINGS)
def check_in(chapter: Chapter, slug: str) -> Response:
    meeting = get_open_meeting(chapter, slug, keep=True)
    member = get_person(meeting, request.form.get("member", ""))
    is_sent_first = take(chapter.id, request.form.get("key", ""), "check_in", f"in {member.ref}")
    is_new = is_sent_first and services.record_attendance(meeting, member, acting_user())
    since = clock(now(), meeting) if is_new else ""
    return answer(chapter, meeting, "again" if is_sent_first and not is_new else "here", member, since)


@bp.post("/door/undo")
@chapter_page(Permission.RUN_MEETINGS)
def undo_check_in(chapter: Chapter, slug: str) -> Response:
    meeting = get_open_meeting(chapter, slug, keep=True)
    member = get_person(meeting, request.form.get("member", ""))
    if take(chapter.id, request.form.get("key", ""), "undo", f"un {member.ref}"):
        services.undo_attendance(meeting, member, acting_user())
    return answer(chapter, meeting, "undone", member)


@bp.post("/door/nameless")
@chapter_page(Permission.RUN_MEETINGS)
def add_nameless(chapter: Chapter, slug: str) -> Response:
    meeting = get_open_meeting(chapter, slug, keep=True)
    if take(chapter.id, request.form.get("key", ""), "nameless", "+1"):
        services.add_nameless(meeting, acting_user())
    return answer(chapter, meeting, "nameless")


@bp.post("/door/undo-nameless")
@chapter_page(Permission.RUN_MEETINGS)
def undo_nameless(chapter: Chapter, slug: str) -> Response:
    """Names the one that is taken away, so that a second tap takes no second one."""
    meeting = get_open_meeting(chapter, slug, keep=True)
    services.undo_nameless(meeting, request.form.get("nameless", ""), acting_user())
    return answer(chapter, meeting, "fewer")


@bp.route("/door/new", methods=["GET", "POST"])
@chapter_page(Permission.RUN_MEETINGS)
def add_walk_in(chapter: Chapter, slug: str) -> Page:
    meeting = get_open_meeting(chapter, slug, keep=request.method == "POST")
    form = WalkInForm(key=new_key(), name=request.args.get("name", "")[:100])
    twins: list[DoorRow] = []
    if form.validate_on_submit():
        try:
            if not (twins := register(chapter, meeting, form)):
                return answer(chapter, meeting, "added")
        except Refused as no:
            form.refuse(str(no), no.field)
        db.session.rollback()  # the key is not used up by what was not done
    page = render_template("attendance/new.html", chapter=chapter, meeting=meeting, form=form, twins=twins)
    return page, 422 if form.errors or twins else 200


def register(chapter: Chapter, meeting: Meeting, form: WalkInForm) -> list[DoorRow]:
    """Add the new person and check them in, unless somebody is called so already: those come back."""
    name, email, said = form.name.data or "", form.email.data or "", form.said(_("said so at the door"))
    if not take(chapter.id, form.key.data or "", f"{name} {email} {sorted(said)}"):
        return []
    if "another" not in request.form and (twins := [row for row in list_door(meeting) if same(row.name, name)]):
        return twins
    services.add_walk_in(chapter, meeting, name, email, said, acting_user(), Via.DOOR)
    return []


@bp.post("/here")
@chapter_page(Permission.SEE)
def say_here(chapter: Chapter, slug: str) -> Response:
    """A member on their own phone."""
    meeting = get_meeting(chapter, slug, keep=True)
    member = find_own_member(chapter, acting_user())
    if closed := why_closed(meeting, any_day=False, locale=chapter.locale):
        raise Refused(closed)
    if member is None:
        raise Missing
    if request.form.get("not") == "yes":
        services.undo_attendance(meeting, member, acting_user())
    else:
        services.record_attendance(meeting, member, acting_user(), Via.SELF)
    db.session.commit()
    return redirect(url_for("meetings.show", chapter_slug=chapter.slug, slug=slug), 303)


def closed_for_role(chapter: Chapter, meeting: Meeting) -> str:
    return why_closed(meeting, any_day=g.role is Role.COORDINATOR, locale=chapter.locale)


def get_open_meeting(chapter: Chapter, slug: str, *, keep: bool = False) -> Meeting:
    """Raises Missing, and Refused when its door is closed to this role. `keep`: as in get_meeting, for what never locks
    the meeting afterwards (two that did would wait for each other)."""
    meeting = get_meeting(chapter, slug, keep=keep)
    if closed := closed_for_role(chapter, meeting):
        raise Refused(closed)
    return meeting


class Verdict(NamedTuple):
    """What the last tap did, for the line above the list. `nameless`: the latest of them, which Undo takes away."""

    said: str
    ref: str = ""
    name: str = ""
    since: str = ""
    nameless: Sequence[NamelessAttendance] = ()


def answer(chapter: Chapter, meeting: Meeting, said: str, member: Member | None = None, since: str = "") -> Response:
    """Commit. To the script of the page what changed, to a browser without scripts the page. `since`: of somebody who
    came just now; of others it is looked up."""
    if request.accept_mimetypes.best == "application/json":
        if member and not since and (attendance := find_attendance(meeting, member)):
            since = clock(attendance.recorded_at, meeting)
        verdict = judge(meeting, said, *((member.ref, member.display_name, since) if member else ()))
        changed = {member.ref: [since, member.display_name] if since else None} if member else {}
        state = {"count": count_here(meeting).all, "saved": clock(now(), meeting), "changed": changed}
        db.session.commit()
        words = render_template("attendance/_verdict.html", chapter=chapter, meeting=meeting, verdict=verdict)
        return jsonify(state | {"verdict": words})
    db.session.commit()
    who = member.ref if member else None
    return redirect(url_for(".door", chapter_slug=chapter.slug, slug=meeting.slug, said=said, who=who), 303)


def judge(meeting: Meeting, said: str, ref: str = "", name: str = "", since: str = "") -> Verdict:
    """`since` is empty for one who is not there any more: taken back, perhaps by somebody else meanwhile."""
    if said in OF_NOBODY and said != "added":
        return Verdict(said, nameless=list_nameless(meeting))
    return Verdict(said if since or said == "added" else "undone", ref, name, since)


def state_of_door(meeting: Meeting) -> dict[str, Any]:
    """`here`: by reference since when, and the name; `count`: heads with and without a name."""
    here = {ref: (clock(since, meeting), name) for ref, (since, name) in list_here(meeting).items()}
    return {"count": count_here(meeting).all, "here": here, "saved": clock(now(), meeting)}


def clock(at: datetime, meeting: Meeting) -> str:
    """What the clock on the wall of the meeting shows then."""
    return dates.clock(wall_time(at, meeting.time_zone).time(), g.chapter.locale)
