from flask import Blueprint, g, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page, logged_in
from chapterapp.cases.queries import list_cases
from chapterapp.chapters.models import ROLE_PERMISSIONS, Chapter, Permission, Role
from chapterapp.chapters.queries import list_chapters_of
from chapterapp.clock import now, today, wall_time
from chapterapp.dashboard.queries import find_uncounted, list_attention
from chapterapp.letters.queries import totals_of_year
from chapterapp.library.queries import list_changed
from chapterapp.meetings.hours import is_tonight
from chapterapp.meetings.queries import find_next_meeting, has_meetings, list_upcoming
from chapterapp.packets.queries import has_packets

bp = Blueprint("dashboard", __name__)
COMING = 4


@bp.get("/")
@logged_in
def index() -> str | Response:
    """Where the log-in leads: to the one chapter, to a choice of several, or to the site admin's page."""
    chapters = list_chapters_of(acting_user())
    if len(chapters) == 1:
        return redirect(url_for(".show", chapter_slug=chapters[0].chapter.slug), 303)
    if not chapters and acting_user().is_site_admin:
        return redirect(url_for("site.index"), 303)
    return render_template("dashboard/choose.html", chapters=chapters)


@bp.get("/c/<chapter_slug>/")
@chapter_page(Permission.SEE)
def show(chapter: Chapter) -> str | Response:
    if chapter.is_library:
        return redirect(url_for("library.index", chapter_slug=chapter.slug), 303)
    cases, coming, day = list_cases(chapter), list_upcoming(chapter), today(chapter.time_zone)
    following = find_next_meeting(chapter)
    done = [bool(cases), bool(coming) or has_meetings(chapter), has_packets(chapter)]
    steps = ("case", "meeting", "packet")
    step = next((name for name, is_done in zip(steps, done, strict=True) if not is_done), None)
    return render_template(
        "dashboard/show.html",
        chapter=chapter,
        step=step if step and g.role is Role.COORDINATOR and (step != "packet" or following) else None,
        done=sum(done),
        attention=list_attention(
            chapter,
            cases,
            day,
            checks=g.role is Role.COORDINATOR,
            prints=Permission.MAKE_PACKETS in ROLE_PERMISSIONS[g.role],
            moved=moved(chapter),
        ),
        uncounted=find_uncounted(chapter, day) if g.role is Role.COORDINATOR else None,
        year=day.year,
        written=totals_of_year(chapter, day.year),
        coming=coming[:COMING],
        next=following,
        is_tonight=following is not None and is_tonight(following, now()),
        greeting=greet(chapter),
        day=day,
    )


def moved(chapter: Chapter) -> set[int]:
    """The cases of which the library says something else by now, for whoever can answer it."""
    return {one.case.id for one in list_changed(chapter)} if g.role is Role.COORDINATOR else set()


def greet(chapter: Chapter) -> str:
    hour = wall_time(now(), chapter.time_zone).hour
    words = _("Good morning") if hour < 12 else _("Good afternoon") if hour < 18 else _("Good evening")
    return f"{words}, {acting_user().name.split()[0]}"
