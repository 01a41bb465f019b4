"""The door: who is here tonight. Every post carries a key, so that one that is sent again counts once."""

from datetime import datetime
from typing import Any

from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp import dates
from chapterapp.access import acting_user, chapter_page
from chapterapp.attendance import services
from chapterapp.attendance.forms import WalkInForm
from chapterapp.attendance.models import Via
from chapterapp.attendance.naming import find_meant
from chapterapp.attendance.queries import count_here, list_door, list_here, list_nameless
from chapterapp.attendance.rules import why_closed
from chapterapp.chapters.models import Chapter, Permission, Role
from chapterapp.clock import now, wall_time
from chapterapp.database import db
from chapterapp.errors import Missing, Refused
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.queries import get_meeting
from chapterapp.members.queries import find_own_member, get_member
from chapterapp.receipts.services import new_key, take

bp = Blueprint("attendance", __name__, url_prefix="/c/<chapter_slug>/meetings/<slug>")
Page = str | Response | tuple[str, int]


@bp.get("/door")
@chapter_page(Permission.RUN_MEETINGS)
def door(chapter: Chapter, slug: str) -> str:
    meeting = get_meeting(chapter, slug)
    if closed := closed_for_role(chapter, meeting):
        return render_template("attendance/closed.html", chapter=chapter, meeting=meeting, why=closed)
    rows, typed = list_door(meeting), request.args.get("q", "").strip()[:100]
    found = find_meant(typed, {row.ref: row.name for row in rows}) if typed else None
    verdict = describe(meeting, request.args.get("said", ""), request.args.get("who", ""))
    return render_template(
        "attendance/door.html",
        chapter=chapter,
        meeting=meeting,
        rows=rows,
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
    meeting = get_open_meeting(chapter, slug)
    member = get_member(chapter, request.form.get("member", ""))
    is_sent_first = take(chapter.id, request.form.get("key", ""), "check_in", f"in {member.ref}")
    is_new = is_sent_first and services.record_attendance(meeting, member, acting_user())
    return answer(chapter, meeting, "again" if is_sent_first and not is_new else "here", member.ref)


@bp.post("/door/undo")
@chapter_page(Permission.RUN_MEETINGS)
def undo_check_in(chapter: Chapter, slug: str) -> Response:
    meeting = get_open_meeting(chapter, slug)
    member = get_member(chapter, request.form.get("member", ""))
    if take(chapter.id, request.form.get("key", ""), "undo", f"un {member.ref}"):
        services.undo_attendance(meeting, member, acting_user())
    return answer(chapter, meeting, "undone", member.ref)


@bp.post("/door/nameless")
@chapter_page(Permission.RUN_MEETINGS)
def add_nameless(chapter: Chapter, slug: str) -> Response:
    meeting = get_open_meeting(chapter, slug)
    if take(chapter.id, request.form.get("key", ""), "nameless", "+1"):
        services.add_nameless(meeting, acting_user())
    return answer(chapter, meeting, "nameless")


@bp.post("/door/undo-nameless")
@chapter_page(Permission.RUN_MEETINGS)
def undo_nameless(chapter: Chapter, slug: str) -> Response:
    """Names the one that is taken away, so that a second tap takes no second one."""
    meeting = get_open_meeting(chapter, slug)
    services.undo_nameless(meeting, request.form.get("nameless", ""), acting_user())
    return answer(chapter, meeting, "fewer")


@bp.route("/door/new", methods=["GET", "POST"])
@chapter_page(Permission.RUN_MEETINGS)
def add_walk_in(chapter: Chapter, slug: str) -> Page:
    meeting = get_open_meeting(chapter, slug)
    form = WalkInForm(key=new_key(), name=request.args.get("name", "")[:100])
    twins: list[str] = []
    if form.validate_on_submit():
        name, email, said = form.name.data or "", form.email.data or "", form.said(_("said so at the door"))
        names = {row.ref: row.name for row in list_door(meeting)}
        twins = [] if "another" in request.form else [ref for ref in find_meant(name, names) if same(names[ref], name)]
        try:
            if not twins:
                if take(chapter.id, form.key.data or "", f"{name} {email} {sorted(said)}"):
                    services.add_walk_in(chapter, meeting, name, email, said, acting_user(), Via.DOOR)
                return answer(chapter, meeting, "added")
        except Refused as no:
            db.session.rollback()
            form.refuse(str(no), no.field)
    page = render_template("attendance/new.html", chapter=chapter, meeting=meeting, form=form, twins=twins)
    return page, 422 if form.errors or twins else 200


def same(one: str, other: str) -> bool:
    return bool(find_meant(one, {"": other})) and bool(find_meant(other, {"": one}))


@bp.post("/here")
@chapter_page(Permission.SEE)
def say_here(chapter: Chapter, slug: str) -> Response:
    """A member on their own phone."""
    meeting = get_meeting(chapter, slug)
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


def get_open_meeting(chapter: Chapter, slug: str) -> Meeting:
    """Raises Missing, and Refused when its door is closed to this role."""
    meeting = get_meeting(chapter, slug)
    if closed := closed_for_role(chapter, meeting):
        raise Refused(closed)
    return meeting


def answer(chapter: Chapter, meeting: Meeting, said: str, who: str = "") -> Response:
    """Commit. To the script of the page the new state, to a browser without scripts the page."""
    if request.accept_mimetypes.best == "application/json":
        verdict = render_template("attendance/_verdict.html", verdict=describe(meeting, said, who))
        state = jsonify(state_of_door(meeting) | {"verdict": verdict})
        db.session.commit()
        return state
    db.session.commit()
    here = {"chapter_slug": chapter.slug, "slug": meeting.slug}
    return redirect(url_for(".door", **here, said=said, who=who or None), 303)


def state_of_door(meeting: Meeting) -> dict[str, Any]:
    """`here`: by reference since when; `count`: heads with and without a name."""
    here = {ref: clock(since, meeting) for ref, since in list_here(meeting).items()}
    return {"count": count_here(meeting).all, "here": here, "saved": clock(now(), meeting)}


def describe(meeting: Meeting, said: str, who: str) -> dict[str, Any] | None:
    """What the last tap did, for the line above the list."""
    if said in ("nameless", "fewer"):
        nameless = list_nameless(meeting)
        return {"said": said, "nameless": nameless[0].ref if nameless else "", "count": len(nameless)}
    if said == "added":
        return {"said": said}
    row = next((row for row in list_door(meeting) if row.ref == who), None) if who else None
    if row is None:
        return None
    since = clock(row.since, meeting) if row.since else ""
    is_here = row.since is not None
    return {"said": said if is_here or said == "undone" else "undone", "row": row, "since": since}


def clock(at: datetime, meeting: Meeting) -> str:
    """What the clock on the wall of the meeting shows then."""
    return dates.clock(wall_time(at, meeting.time_zone).time(), g.chapter.locale)
