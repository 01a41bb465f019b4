"""Who comes: one's own answer, and those that others gave by telephone."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db
from chapterapp.errors import Missing, Refused
from chapterapp.meetings import rsvp_services as services
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.queries import get_meeting
from chapterapp.meetings.rsvp_forms import OwnRsvpForm, RsvpForm
from chapterapp.meetings.rsvp_queries import find_rsvp, list_rsvps
from chapterapp.meetings.rsvp_rules import why_no_answers
from chapterapp.meetings.views import Page, bp
from chapterapp.members.queries import find_own_member, get_member


@bp.route("/<slug>/rsvp", methods=["GET", "POST"])
@chapter_page(Permission.SEE)
def rsvp(chapter: Chapter, slug: str) -> Page:
    """For whoever of the chapter's people has this account."""
    meeting, member = get_asked(chapter, slug), find_own_member(chapter, acting_user())
    if member is None:
        raise Missing
    form = OwnRsvpForm(obj=find_rsvp(meeting, member))
    if form.validate_on_submit():
        services.record_rsvp(meeting, member, form.answer.data, form.guests.data or 0, acting_user())
        db.session.commit()
        return redirect(url_for(".show", chapter_slug=chapter.slug, slug=slug), 303)
    page = render_template("meetings/rsvp.html", chapter=chapter, meeting=meeting, form=form)
    return page, 422 if form.errors else 200


@bp.route("/<slug>/rsvps", methods=["GET", "POST"])
@chapter_page(Permission.MANAGE_MEMBERS)
def rsvps(chapter: Chapter, slug: str) -> Page:
    """Half of a chapter answers by telephone. For those who see its people anyway: a host sees names at the door."""
    meeting = get_asked(chapter, slug)
    form, people = RsvpForm(), list_rsvps(meeting)
    form.offer(people)
    if form.validate_on_submit():
        member = get_member(chapter, form.member.data)
        services.record_rsvp(meeting, member, form.answer.data, form.guests.data or 0, acting_user())
        return _saved(chapter, meeting, _("%(name)s is written down.", name=member.display_name))
    page = render_template("meetings/rsvps.html", chapter=chapter, meeting=meeting, form=form, rsvps=people)
    return page, 422 if form.errors else 200


@bp.post("/<slug>/rsvps/take-back")
@chapter_page(Permission.MANAGE_MEMBERS)
def take_back_rsvp(chapter: Chapter, slug: str) -> Response:
    """It was written down for the wrong one."""
    meeting, member = get_asked(chapter, slug), get_member(chapter, request.form.get("member", ""))
    services.undo_rsvp(meeting, member, acting_user())
    return _saved(chapter, meeting, _("%(name)s has not answered.", name=member.display_name))


def get_asked(chapter: Chapter, slug: str) -> Meeting:
    """A meeting that takes answers; it is kept while one is written. Raises Missing and Refused."""
    meeting = get_meeting(chapter, slug, keep=request.method == "POST")
    if closed := why_no_answers(meeting):
        raise Refused(closed)
    return meeting


def _saved(chapter: Chapter, meeting: Meeting, words: str) -> Response:
    db.session.commit()
    flash(words, "go")
    return redirect(url_for(".rsvps", chapter_slug=chapter.slug, slug=meeting.slug), 303)
