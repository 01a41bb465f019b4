"""After the evening: the names on the sign-in sheet, typed in one after the other."""

from typing import NamedTuple
from urllib.parse import urlencode

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.attendance import services
from chapterapp.attendance.forms import NameForm, NamelessForm
from chapterapp.attendance.models import Via
from chapterapp.attendance.naming import find_meant, same
from chapterapp.attendance.queries import DoorRow, count_here, list_door
from chapterapp.attendance.views import Page, bp, get_open_meeting
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db
from chapterapp.errors import Refused, Stale
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.services import hold_if_over, lock
from chapterapp.members.queries import get_member
from chapterapp.receipts.services import new_key, take


class Typed(NamedTuple):
    """What became of a typed name: who it was, or whom it may mean (then nothing is saved yet)."""

    ref: str = ""
    is_new: bool = True
    meant: tuple[DoorRow, ...] = ()


@bp.route("/names", methods=["GET", "POST"])
@chapter_page(Permission.RUN_MEETINGS)
def names(chapter: Chapter, slug: str) -> Page:
    meeting = get_open_meeting(chapter, slug)
    form, typed = NameForm(key=new_key()), Typed()
    if form.validate_on_submit():
        try:
            typed = write_down(chapter, meeting, form)
        except Refused as no:
            form.refuse(str(no))
            form.key.data = new_key()
        if typed.ref:
            hold_if_over(meeting, acting_user())
            db.session.commit()
            here = url_for(".names", chapter_slug=chapter.slug, slug=slug)
            said = {"said": "here" if typed.is_new else "again", "who": typed.ref, "typed": form.name.data or ""}
            return redirect(f"{here}?{urlencode(said)}", 303)
        db.session.rollback()
    return show_names(chapter, meeting, form, typed), 422 if form.errors else 200


def write_down(chapter: Chapter, meeting: Meeting, form: NameForm) -> Typed:
    """The one who is meant comes to stand on the list; a name that nobody has becomes a guest. `member`: chosen of
    several. `new`: a new person although somebody's name begins so; `instead`: whom the typed name was taken for."""
    lock(meeting)
    name, rows = form.name.data or "", {row.ref: row for row in list_door(meeting, with_former=True)}
    meant = [request.form["member"]] if "member" in request.form else find_meant(name, names_of(rows))
    if "new" in request.form:
        meant = []
    is_sent_first = take(
        chapter.id, form.key.data or "", f"{name} {request.form.get('member')} {'new' in request.form}"
    )
    if not is_sent_first:  # whoever it made then is found by the whole name now
        meant = [ref for ref in names_of(rows) if same(rows[ref].name, name)] or meant
    if len(meant) > 1:
        return Typed(meant=tuple(rows[ref] for ref in meant))
    if meant:
        member = get_member(chapter, meant[0])
        return Typed(member.ref, services.record_attendance(meeting, member, acting_user(), Via.PAPER))
    if instead := request.form.get("instead"):
        services.undo_attendance(meeting, get_member(chapter, instead), acting_user())
    return Typed(services.add_walk_in(chapter, meeting, name, "", {}, acting_user(), Via.PAPER).ref)


def names_of(rows: dict[str, DoorRow]) -> dict[str, str]:
    return {ref: row.name for ref, row in rows.items()}


def show_names(chapter: Chapter, meeting: Meeting, form: NameForm, typed: Typed) -> str:
    rows = list_door(meeting)
    here = count_here(meeting)
    return render_template(
        "attendance/names.html",
        chapter=chapter,
        meeting=meeting,
        form=form,
        typed=typed,
        rows=rows,
        last=next((row for row in rows if row.ref == request.args.get("who")), None),
        said=request.args.get("said"),
        as_typed=request.args.get("typed", "")[:100],
        same=same,
        here=here,
        nameless=NamelessForm(formdata=None, count=here.nameless, seen=here.nameless),
    )


@bp.post("/names/undo")
@chapter_page(Permission.RUN_MEETINGS)
def undo_name(chapter: Chapter, slug: str) -> Response:
    """Somebody was marked by mistake."""
    meeting = get_open_meeting(chapter, slug)
    services.undo_attendance(meeting, get_member(chapter, request.form.get("member", "")), acting_user())
    db.session.commit()
    return redirect(url_for(".names", chapter_slug=chapter.slug, slug=slug), 303)


@bp.post("/names/nameless")
@chapter_page(Permission.RUN_MEETINGS)
def set_nameless(chapter: Chapter, slug: str) -> Response:
    """So many without a name as the sheet says."""
    meeting, form = get_open_meeting(chapter, slug), NamelessForm()
    if not form.validate_on_submit():
        raise Refused(" ".join(str(error) for error in (*form.count.errors, *form.seen.errors)))
    try:
        services.set_nameless(meeting, form.seen.data or 0, form.count.data or 0, acting_user())
    except Stale:
        raise Refused(_("Somebody counted at the door meanwhile. Look at the number again.")) from None
    db.session.commit()
    return redirect(url_for(".names", chapter_slug=chapter.slug, slug=slug), 303)
