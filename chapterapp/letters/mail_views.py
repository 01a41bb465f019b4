"""The morning after: what left by mail."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.cases.models import CaseStatus
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.clock import today
from chapterapp.database import db
from chapterapp.errors import Refused
from chapterapp.letters import mailing
from chapterapp.letters.forms import MailForm
from chapterapp.letters.grid import Grid
from chapterapp.letters.kinds import CHANNELS, HEADS, MAILED
from chapterapp.letters.models import Channel
from chapterapp.letters.queries import (
    cases_by_id,
    get_mailing,
    left_to_mail,
    list_mailings,
    mailed_of_meeting,
    totals_of_meeting,
)
from chapterapp.letters.views import Page, bp
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.queries import get_meeting
from chapterapp.money import currency_of, parse_money
from chapterapp.receipts.services import new_key, take


@bp.route("/meetings/<slug>/mail", methods=["GET", "POST"])
@chapter_page(Permission.PLAN_MEETINGS)
def mail(chapter: Chapter, slug: str) -> Page:
    meeting = get_meeting(chapter, slug)
    form, grid = MailForm(key=new_key(), mailed_on=today(chapter.time_zone)), propose(chapter, meeting)
    if form.validate_on_submit():
        try:
            save(chapter, meeting, form, grid)
            db.session.commit()
            return redirect(url_for(".mail", chapter_slug=chapter.slug, slug=slug), 303)
        except Refused as no:
            form.refuse(str(no), no.field)
        db.session.rollback()
        form.key.data = new_key()
    elif form.is_submitted():
        grid.read(request.form)
    return show(chapter, meeting, form, grid), 422 if form.errors else 200


def propose(chapter: Chapter, meeting: Meeting) -> Grid:
    """All that was written and has not left: the numbers stand in the fields, but for cases that were stopped."""
    left = left_to_mail(totals_of_meeting(meeting), mailed_of_meeting(meeting))
    cases = cases_by_id(chapter, (case for case, _kind in left.counts))
    grid = Grid(sorted(cases.values(), key=lambda case: case.title), [kind for kind in MAILED if left.of_kinds({kind})])
    stopped = {case.id for case in cases.values() if case.status is CaseStatus.STOP_ACTION}
    grid.fill((cell, count) for cell, count in left.counts.items() if cell[0] not in stopped)
    return grid


def save(chapter: Chapter, meeting: Meeting, form: MailForm, grid: Grid) -> None:
    counts = {(case.id, kind): count for (case, kind), count in grid.read(request.form).items()}
    if grid.errors:
        raise Refused(" ".join(grid.errors.values()))
    on = form.mailed_on.data or today(chapter.time_zone)
    typed = form.postage.data or ""
    postage = parse_money(typed, currency_of(chapter.country, on)) if typed else None
    if typed and postage is None:
        raise Refused(_("A sum of money, as in 14.60."), "postage")
    content = f"{sorted(counts.items())} {form.channel.data} {on} {postage} {form.note.data}"
    if take(chapter.id, form.key.data or "", content):
        channel, note = Channel(form.channel.data), form.note.data or ""
        mailing.mark_mailed(meeting, counts, channel, on, postage, note, acting_user())


def show(chapter: Chapter, meeting: Meeting, form: MailForm, grid: Grid) -> str:
    return render_template(
        "letters/mail.html",
        chapter=chapter,
        meeting=meeting,
        form=form,
        grid=grid,
        heads={kind: str(words) for kind, words in HEADS.items()},
        mailings=list_mailings(meeting),
        channels=CHANNELS,
        currency=currency_of(chapter.country, today(chapter.time_zone)),
    )


@bp.post("/meetings/<slug>/mail/undo")
@chapter_page(Permission.PLAN_MEETINGS)
def undo_mailing(chapter: Chapter, slug: str) -> Response:
    meeting = get_meeting(chapter, slug)
    mailing.undo_mailing(meeting, get_mailing(meeting, request.form.get("mailing", "")), acting_user())
    db.session.commit()
    return redirect(url_for(".mail", chapter_slug=chapter.slug, slug=slug), 303)
