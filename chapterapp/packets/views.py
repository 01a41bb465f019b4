import time
from collections.abc import Sequence

from flask import Blueprint, Response, make_response, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from chapterapp.access import acting_user, chapter_page
from chapterapp.cases.models import Case
from chapterapp.cases.queries import get_case
from chapterapp.cases.rules import contradictions, reason_not_printed
from chapterapp.chapters.models import Chapter, PaperSize, Permission
from chapterapp.database import db, release
from chapterapp.errors import Missing, Refused
from chapterapp.forms import BaseForm
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.queries import get_meeting, list_featured
from chapterapp.packets import services, storage
from chapterapp.packets.checking import count_checks, list_checks
from chapterapp.packets.forms import OverrideForm
from chapterapp.packets.gathering import with_parts
from chapterapp.packets.models import Packet, PacketState
from chapterapp.packets.queries import get_packet, list_changes, list_printed, moved_in_library, old_names, overrides_of
from chapterapp.packets.withdrawing import held_by, stopped_in

bp = Blueprint("packets", __name__, url_prefix="/c/<chapter_slug>")
bp.add_app_template_global(count_checks)
WAIT = 2.0  # seconds: a small packet seems to come at once


@bp.post("/meetings/<slug>/packets")
@chapter_page(Permission.MAKE_PACKETS)
def create(chapter: Chapter, slug: str) -> AnyResponse:
    paper = request.form.get("paper_size", "")
    packet = services.request_packet(
        chapter,
        get_meeting(chapter, slug),
        acting_user(),
        paper_size=PaperSize(paper) if paper in set(PaperSize) else None,
        with_names=request.form.get("names") != "none",
    )
    db.session.commit()
    return redirect(url_for(".show", chapter_slug=chapter.slug, ref=packet.ref), 303)


@bp.get("/meetings/<slug>/packets/checks")
@chapter_page(Permission.EDIT_CASES)
def checks(chapter: Chapter, slug: str) -> str:
    """What is wrong with the cases on the table, each with the way to mend it."""
    meeting = get_meeting(chapter, slug)
    cases = [line.case for line in list_featured(meeting)]
    found = list_checks(chapter, meeting, cases)
    apart = [(one.case, two) for one in with_parts(chapter, cases) for two in contradictions(one.case, one.subjects)]
    words = {"meeting": meeting, "checks": found, "contradictions": apart}
    return render_template("packets/checks.html", chapter=chapter, **words)


@bp.route("/meetings/<slug>/packets/override", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def override(chapter: Chapter, slug: str) -> AnyResponse | str | tuple[str, int]:
    """Print a case although something speaks against it: with a reason, which the cover says."""
    meeting, case = get_meeting(chapter, slug), get_case(chapter, request.args.get("case", ""))
    form = OverrideForm()
    if form.validate_on_submit():
        try:
            services.override(chapter, meeting, case, form.reason.data or "", acting_user())
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            return make_again(chapter, meeting)
    against = reason_not_printed(case, meeting.meets_on, chapter)
    words = {"meeting": meeting, "case": case, "form": form, "against": against}
    return render_template("packets/override.html", chapter=chapter, **words), 422 if form.errors else 200


@bp.post("/meetings/<slug>/packets/take-back-override")
@chapter_page(Permission.EDIT_CASES)
def take_back_override(chapter: Chapter, slug: str) -> AnyResponse:
    meeting, case = get_meeting(chapter, slug), get_case(chapter, request.form.get("case", ""))
    services.take_back_override(meeting, case, acting_user())
    return make_again(chapter, meeting)


def make_again(chapter: Chapter, meeting: Meeting) -> AnyResponse:
    packet = services.request_packet(chapter, meeting, acting_user())
    db.session.commit()
    return redirect(url_for(".show", chapter_slug=chapter.slug, ref=packet.ref), 303)


@bp.get("/packets/<ref>")
@chapter_page(Permission.MAKE_PACKETS)
def show(chapter: Chapter, ref: str) -> Response:
    packet = wait_for(chapter, ref)
    meeting, printed = packet.meeting, list_printed(packet)
    featured = [line.case for line in list_featured(meeting)]
    page = make_response(
        render_template(
            "packets/show.html",
            chapter=chapter,
            packet=packet,
            meeting=meeting,
            changes=list_changes(packet, chapter, meeting, featured),
            held=held_by(packet, printed),
            stopped=stopped_in(packet, printed),
            in_library=moved_in_library(packet, chapter, featured),
            kept_off=kept_off(featured, meeting, chapter),
            old_names=old_names(packet, chapter, featured),
            overrides=overrides_of(meeting),
            form=BaseForm(),
        )
    )
    if is_under_way(packet):
        page.headers["Refresh"] = "2"  # by header: it needs no script
    return page


@bp.get("/packets/<ref>/download")
@chapter_page(Permission.MAKE_PACKETS)
def download(chapter: Chapter, ref: str) -> AnyResponse:
    packet = get_packet(chapter, ref)
    if packet.state is not PacketState.READY or not storage.path_of(ref).exists():
        raise Missing
    if stopped_in(packet, list_printed(packet)):
        return redirect(url_for(".show", chapter_slug=chapter.slug, ref=ref), 303)  # it says what was stopped
    return send_file(
        storage.path_of(ref),
        mimetype="application/pdf",
        download_name=packet.file_name,
        as_attachment="save" in request.args,
        etag=False,
        conditional=False,
        last_modified=None,
    )


@bp.post("/packets/<ref>/withdrawn")
@chapter_page(Permission.MAKE_PACKETS)
def confirm_withdrawn(chapter: Chapter, ref: str) -> AnyResponse:
    """The pages of a stopped case are out."""
    packet, case = get_packet(chapter, ref), get_case(chapter, request.form.get("case", ""))
    services.confirm_withdrawn(packet, case, acting_user())
    db.session.commit()
    return redirect(url_for(".show", chapter_slug=chapter.slug, ref=ref), 303)


def kept_off(cases: Sequence[Case], meeting: Meeting, chapter: Chapter) -> list[tuple[Case, str]]:
    """Those that something speaks against, with its words."""
    against = [(case, reason_not_printed(case, meeting.meets_on, chapter)) for case in cases]
    return [(case, words) for case, words in against if words]


def wait_for(chapter: Chapter, ref: str) -> Packet:
    """The packet when it is ready, or as far as it is after WAIT. The lock is given back between the looks."""
    until = time.monotonic() + WAIT
    while is_under_way(packet := get_packet(chapter, ref)) and time.monotonic() < until:
        release()
        time.sleep(0.05)
    return packet


def is_under_way(packet: Packet) -> bool:
    return packet.state in (PacketState.QUEUED, PacketState.RENDERING)
