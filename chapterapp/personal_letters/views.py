"""Letters of a write-a-thon: who writes for whom, before it is printed and after; and one letter for oneself."""

from collections.abc import Callable, Sequence

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from chapterapp.access import acting_user, chapter_page
from chapterapp.cases.queries import get_case
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.clock import today
from chapterapp.database import db
from chapterapp.errors import Missing, Refused
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.queries import get_meeting
from chapterapp.members.models import Member
from chapterapp.packets.handing_out import hand_out, wait_for
from chapterapp.personal_letters import services
from chapterapp.personal_letters.forms import WHO, LettersForm
from chapterapp.personal_letters.gathering import Offer, by_hand, choose, list_offers, list_writers
from chapterapp.personal_letters.models import LetterPrint, LetterState
from chapterapp.personal_letters.queries import get_letter_print, get_own_print, list_prints, list_stopped

bp = Blueprint("personal_letters", __name__, url_prefix="/c/<chapter_slug>")
Page = AnyResponse | str | tuple[str, int]


@bp.route("/meetings/<slug>/personal-letters", methods=["GET", "POST"])
@chapter_page(Permission.MANAGE_MEMBERS)
def create(chapter: Chapter, slug: str) -> Page:
    """Who writes for which case; how many letters that makes, and who lacks what."""
    meeting, who = get_meeting(chapter, slug), request.args.get("who", "")
    who = who if who in WHO else "expected"
    writers, offers = list_writers(chapter, meeting, who), list_offers(chapter, meeting)
    form = LettersForm.offering([member.ref for member in writers], [offer for offer in offers if offer.letter])
    if form.validate_on_submit() and "count" not in request.form:
        try:
            made = _request(chapter, meeting, form)
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            return redirect(url_for(".show", chapter_slug=chapter.slug, ref=made.ref), 303)
    return _form_page(chapter, meeting, who, writers, choose(offers, form.chosen()), form)


def _request(chapter: Chapter, meeting: Meeting, form: LettersForm) -> LetterPrint:
    return services.request_letters(
        chapter,
        meeting,
        form.writers.data or [],
        form.cases.data or [],
        acting_user(),
        sorted_by=form.sorted_by.data,
        with_addresses=form.with_addresses.data,
        chosen=form.chosen(),
    )


def _form_page(
    chapter: Chapter, meeting: Meeting, who: str, writers: Sequence[Member], offers: Sequence[Offer], form: LettersForm
) -> tuple[str, int]:
    with_address = bool(form.with_addresses.data)
    lacks = {one.ref: by_hand(one, offers, chapter, with_address=with_address) for one in writers}
    ticked = set(form.cases.data or ())
    pages = sum(offer.letter.pages for offer in offers if offer.letter and offer.case.slug in ticked)
    made = list_prints(meeting)
    words = {
        "meeting": meeting, "who": who, "groups": WHO, "writers": writers, "offers": offers, "form": form,
        "lacks": lacks, "sheet_count": pages * len(form.writers.data or ()), "made": made,
        "stopped": list_stopped(chapter, made),
    }  # fmt: skip
    return render_template("personal_letters/create.html", chapter=chapter, **words), 422 if form.errors else 200


@bp.get("/personal-letters/<ref>")
@chapter_page(Permission.MANAGE_MEMBERS)
def show(chapter: Chapter, ref: str) -> Response:
    return _show(chapter, lambda: get_letter_print(chapter, ref))


@bp.get("/personal-letters/<ref>/download")
@chapter_page(Permission.MANAGE_MEMBERS)
def download(chapter: Chapter, ref: str) -> AnyResponse:
    return _hand_out(chapter, get_letter_print(chapter, ref), url_for(".show", chapter_slug=chapter.slug, ref=ref))


@bp.post("/personal-letters/<ref>/cancel")
@chapter_page(Permission.MANAGE_MEMBERS)
def cancel(chapter: Chapter, ref: str) -> AnyResponse:
    """Stop making them, and leave nothing of them."""
    services.cancel_letters(get_letter_print(chapter, ref), acting_user())
    db.session.commit()
    return redirect(url_for(".show", chapter_slug=chapter.slug, ref=ref), 303)


@bp.post("/cases/<slug>/at-home")
@chapter_page(Permission.SEE)
def print_at_home(chapter: Chapter, slug: str) -> AnyResponse:
    """Brief and letter of one case, for oneself."""
    made = services.request_at_home(chapter, get_case(chapter, slug), today(chapter.time_zone), acting_user())
    db.session.commit()
    return redirect(url_for(".show_at_home", chapter_slug=chapter.slug, ref=made.ref), 303)


@bp.get("/at-home/<ref>")
@chapter_page(Permission.SEE)
def show_at_home(chapter: Chapter, ref: str) -> Response:
    return _show(chapter, lambda: get_own_print(chapter, ref, acting_user()))


@bp.get("/at-home/<ref>/download")
@chapter_page(Permission.SEE)
def download_at_home(chapter: Chapter, ref: str) -> AnyResponse:
    made = get_own_print(chapter, ref, acting_user())
    return _hand_out(chapter, made, url_for(".show_at_home", chapter_slug=chapter.slug, ref=ref))


def _show(chapter: Chapter, get: Callable[[], LetterPrint]) -> Response:
    """What came out before it is printed. The page waits a little, and looks again by itself."""
    made = wait_for(get)
    stopped = list_stopped(chapter, [made]).get(made.id, [])
    page = make_response(
        render_template(
            "personal_letters/show.html",
            chapter=chapter,
            made=made,
            meeting=made.meeting,
            case=made.case,
            stopped=stopped,
        )
    )
    if made.is_under_way:
        page.headers["Refresh"] = "2"  # by header: it needs no script
    return page


def _hand_out(chapter: Chapter, made: LetterPrint, page: str) -> AnyResponse:
    """The file; where a case in it was stopped since, the page that says so."""
    if made.state is not LetterState.READY:
        raise Missing
    if list_stopped(chapter, [made]):
        return redirect(page, 303)
    return hand_out(made.ref, made.file_name)
