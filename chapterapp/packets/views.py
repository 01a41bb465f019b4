from collections.abc import Sequence

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from chapterapp.access import acting_user, chapter_page
from chapterapp.cases.models import Case
from chapterapp.cases.queries import get_case, letters_of
from chapterapp.cases.rules import contradictions, reason_not_printed
from chapterapp.cases.sample_letters import base_of
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db
from chapterapp.errors import Missing, Refused
from chapterapp.meetings.models import FeaturedCase, Meeting
from chapterapp.meetings.queries import get_meeting, list_featured
from chapterapp.packets import services
from chapterapp.packets.addresses import reached_at
from chapterapp.packets.checking import list_checks
from chapterapp.packets.counting import SectionPages, Takes, list_sections, takes_in, takes_of
from chapterapp.packets.forms import OptionsForm, OverrideForm
from chapterapp.packets.gathering import gather, gather_host, with_parts
from chapterapp.packets.handing_out import hand_out, wait_for
from chapterapp.packets.models import Packet, PacketState
from chapterapp.packets.options import PacketOptions
from chapterapp.packets.queries import (
    find_latest_packet,
    get_packet,
    list_changes,
    list_printed,
    moved_in_library,
    old_names,
    overrides_of,
)
from chapterapp.packets.runs import language_name
from chapterapp.packets.withdrawing import held_by, stopped_in

bp = Blueprint("packets", __name__, url_prefix="/c/<chapter_slug>")


@bp.get("/meetings/<slug>/packets/choose")
@chapter_page(Permission.MAKE_PACKETS)
def choose(chapter: Chapter, slug: str) -> str:
    """Sections, versions and copies, with what they take, before anything is printed."""
    meeting = get_meeting(chapter, slug)
    options = services.usual_options(chapter, meeting)
    form = OptionsForm.showing(options, list_languages(chapter, meeting), formdata=None)
    return choose_page(chapter, meeting, form, options, takes_of(gather(chapter, meeting, options).contents))


@bp.post("/meetings/<slug>/packets")
@chapter_page(Permission.MAKE_PACKETS)
def create(chapter: Chapter, slug: str) -> AnyResponse | str | tuple[str, int]:
    """With the form what was chosen, with a button alone what was printed last; `show` only says what it takes."""
    meeting = get_meeting(chapter, slug)
    options = services.usual_options(chapter, meeting)
    if "paper_size" not in request.form:
        return make_again(chapter, meeting)
    form = OptionsForm.showing(options, list_languages(chapter, meeting))
    if form.validate():
        options = form.options()
        try:
            if "show" not in request.form:
                return make_again(chapter, meeting, options)
            takes = takes_of(services.gather_whole(chapter, meeting, options).contents)
            return choose_page(chapter, meeting, form, options, takes)
        except Refused as no:
            form.refuse(str(no))
    return choose_page(chapter, meeting, form, options), 422


def choose_page(
    chapter: Chapter, meeting: Meeting, form: OptionsForm, options: PacketOptions, takes: Takes | None = None
) -> str:
    latest = find_latest_packet(meeting)
    words = {
        "meeting": meeting, "options": form, "parts": list_parts(latest, options, list_featured(meeting)),
        "takes": takes, "host": gather_host(chapter, meeting, options.paper) if takes else None,
        "url": url_for(".create", chapter_slug=chapter.slug, slug=meeting.slug),
    }  # fmt: skip
    return render_template("packets/choose.html", chapter=chapter, **words)


def list_languages(chapter: Chapter, meeting: Meeting) -> list[tuple[str, str]]:
    """In which the sample letters on the table may be printed beside the chapter's own, by code and name."""
    letters = letters_of(chapter, [line.case for line in list_featured(meeting)])
    codes = {base_of(letter.language) for some in letters.values() for letter in some} - {base_of(chapter.locale)}
    return sorted(((code, language_name(code, chapter.locale)) for code in codes if code), key=lambda one: one[1])


def list_parts(packet: Packet | None, options: PacketOptions, featured: Sequence[FeaturedCase]) -> list[SectionPages]:
    """What can be printed, with its pages."""
    printed = len(featured) - len(packet.left_out if packet else ())
    return list_sections(packet.page_map if packet else (), options.copies, printed)


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


def make_again(chapter: Chapter, meeting: Meeting, options: PacketOptions | None = None) -> AnyResponse:
    packet = services.request_packet(chapter, meeting, acting_user(), options)
    db.session.commit()
    return redirect(url_for(".show", chapter_slug=chapter.slug, ref=packet.ref), 303)


@bp.get("/packets/<ref>")
@chapter_page(Permission.MAKE_PACKETS)
def show(chapter: Chapter, ref: str) -> Response:
    packet = wait_for(lambda: get_packet(chapter, ref))
    meeting, on_table, printed = packet.meeting, list_featured(packet.meeting), list_printed(packet)
    featured, options = [line.case for line in on_table], PacketOptions.of(packet.paper_size, packet.options)
    host = gather_host(chapter, meeting, packet.paper_size) if packet.state is PacketState.READY else None
    changes = list_changes(packet, chapter, meeting, featured)
    is_printed = packet.state is PacketState.READY and bool(packet.page_map)
    page = make_response(
        render_template(
            "packets/show.html",
            chapter=chapter,
            packet=packet,
            meeting=meeting,
            changes=changes,
            replaced=services.list_replaced(chapter, packet) if changes and is_printed else (),
            held=held_by(packet, printed),
            stopped=stopped_in(packet, printed),
            in_library=moved_in_library(packet, chapter, featured),
            kept_off=(against := kept_off(featured, meeting, chapter)),
            left_out_too=[line for line in packet.left_out if line not in map(left_out_line, against)],
            old_names=old_names(packet, chapter, featured),
            overrides=overrides_of(meeting),
            options=OptionsForm.showing(options, list_languages(chapter, meeting), formdata=None),
            takes=takes_in(packet.page_map, both_sides=options.both_sides),
            parts=list_parts(packet, options, on_table),
            take_along=host.groups[1].lines if host else (),
            expected=host.expected if host else "",
            is_reached=bool(reached_at()),
        )
    )
    if packet.is_under_way:
        page.headers["Refresh"] = "2"  # by header: it needs no script
    return page


@bp.post("/packets/<ref>/cancel")
@chapter_page(Permission.MAKE_PACKETS)
def cancel(chapter: Chapter, ref: str) -> AnyResponse:
    """Stop making it, and leave nothing of it."""
    services.cancel_packet(get_packet(chapter, ref), acting_user())
    db.session.commit()
    return redirect(url_for(".show", chapter_slug=chapter.slug, ref=ref), 303)


@bp.post("/packets/<ref>/changes")
@chapter_page(Permission.MAKE_PACKETS)
def create_changes(chapter: Chapter, ref: str) -> AnyResponse:
    """Only the pages that are not on paper as they are now."""
    packet = services.request_changes(chapter, get_packet(chapter, ref), acting_user())
    db.session.commit()
    return redirect(url_for(".show", chapter_slug=chapter.slug, ref=packet.ref), 303)


@bp.get("/packets/<ref>/download")
@chapter_page(Permission.MAKE_PACKETS)
def download(chapter: Chapter, ref: str) -> AnyResponse:
    packet = get_packet(chapter, ref)
    if packet.state is not PacketState.READY:
        raise Missing
    if stopped_in(packet, list_printed(packet)):
        return redirect(url_for(".show", chapter_slug=chapter.slug, ref=ref), 303)  # it says what was stopped
    return hand_out(ref, packet.file_name)


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


def left_out_line(kept: tuple[Case, str]) -> str:
    """How a packet writes down that it left out one of those: the page says it once, with what to do about it."""
    return f"{kept[0].title}: {kept[1]}"
