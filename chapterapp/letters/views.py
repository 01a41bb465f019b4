"""Letters: what one wrote, what the chapter wrote this year, and how to write one at home."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chapterapp import dates
from chapterapp.access import acting_user, chapter_page
from chapterapp.cases import rules
from chapterapp.cases.models import Case, CaseStatus
from chapterapp.cases.queries import (
    addressees_of,
    decisions_of_case,
    get_case,
    letters_of,
    list_cases,
    subjects_of,
    updates_of,
)
from chapterapp.cases.sample_letters import appeals_of, fill_letter, printed_first
from chapterapp.chapters.models import Chapter, Permission, Role
from chapterapp.clock import today
from chapterapp.database import db
from chapterapp.errors import Missing, Refused
from chapterapp.forms import SelectChoice
from chapterapp.letters import services
from chapterapp.letters.forms import HomeForm
from chapterapp.letters.kinds import HEADS, LETTERS, count_words
from chapterapp.letters.models import ActionKind
from chapterapp.letters.queries import (
    cases_by_id,
    get_sheet,
    list_logged,
    list_own,
    list_years,
    mailed_of_year,
    totals_of_member,
    totals_of_year,
)
from chapterapp.members.models import Member
from chapterapp.members.queries import find_own_member, get_member, list_members
from chapterapp.receipts.services import new_key, take

bp = Blueprint("letters", __name__, url_prefix="/c/<chapter_slug>")
bp.add_app_template_global(count_words)
bp.record_once(lambda setup: setup.app.jinja_env.globals.update(LETTERS=LETTERS))
Page = str | Response | tuple[str, int]


@bp.get("/letters")
@chapter_page(Permission.SEE)
def index(chapter: Chapter) -> str:
    """One's own, and the chapter's year in sums; never what another person wrote."""
    this_year = today(chapter.time_zone).year
    year = request.args.get("year", this_year, int)
    year = year if services.FIRST_YEAR <= year <= 2100 else this_year
    member, totals = find_own_member(chapter, acting_user()), totals_of_year(chapter, year)
    return render_template(
        "letters/index.html",
        chapter=chapter,
        active=[case for case in list_cases(chapter) if case.status is CaseStatus.ACTIVE],
        own=totals_of_member(chapter, member) if member else None,
        entries=list_own(chapter, member) if member else [],
        logged=list_logged(chapter, acting_user(), member) if g.role is Role.COORDINATOR else [],
        year=year,
        years=list_years(chapter),
        totals=totals,
        mailed=mailed_of_year(chapter, year),
        cases=cases_by_id(chapter, totals.cases()),
    )


@bp.route("/letters/<slug>", methods=["GET", "POST"])
@chapter_page(Permission.SEE)
def log(chapter: Chapter, slug: str) -> Page:
    """The letter and whom it goes to; then what was written. A coordinator may say who wrote it."""
    case, form = get_case(chapter, slug), HomeForm(key=new_key(), written_on=today(chapter.time_zone))
    form.writer.choices = list_writers(chapter)
    if form.validate_on_submit():
        try:
            save_home(chapter, case, form)
            db.session.commit()
            return redirect(url_for(".index", chapter_slug=chapter.slug), 303)
        except Refused as no:
            form.refuse(str(no), no.field)
        db.session.rollback()
        form.key.data = new_key()
    page = render_template(
        "letters/log.html", chapter=chapter, case=case, form=form, kinds=HEADS, **offer_at_home(chapter, case)
    )
    return page, 422 if form.errors else 200


def offer_at_home(chapter: Chapter, case: Case) -> dict[str, Any]:
    """What one needs to write it now; `off` is why nobody does, `unprinted` why there is no paper of it."""
    day, people = today(chapter.time_zone), addressees_of(chapter, [case])[case.id]
    subjects, updates = subjects_of(chapter, [case])[case.id], updates_of(chapter, [case])[case.id]
    letters = printed_first(letters_of(chapter, [case])[case.id], case, people, chapter.locale)
    parts = (case, subjects, people, letters, updates, chapter)
    off = rules.reason_not_printed(case, day, chapter) or rules.reason_not_copied(*parts)
    if off:
        return {"off": off}
    unprinted = rules.reason_left_out(*parts)
    try:
        appeals_of(letters, case, people, chapter.locale)
    except Refused as no:
        unprinted = unprinted or str(no)
    return {
        "off": "",
        "unprinted": unprinted,
        "ruled": rules.rule_lines(case, subjects, chapter, decisions_of_case(case)),
        "addressees": [one for one in people if rules.may_write_to(case, one.role)],
        "letters": [
            (
                letter,
                fill_letter(letter, case, subjects, people, day=day, locale=chapter.locale),
                dates.language(letter.language, chapter.locale),
            )
            for letter in letters
        ],
        "sender": rules.sender_lines(case),
    }


def save_home(chapter: Chapter, case: Case, form: HomeForm) -> None:
    kind, on = request.form.get("kind", ""), form.written_on.data or today(chapter.time_zone)
    if kind not in set(ActionKind):
        raise Refused(_("Choose what you wrote."))
    count = form.count.data or 1
    if take(chapter.id, form.key.data or "", f"{kind} {count} {on} {form.writer.data} {case.slug}"):
        services.log_at_home(chapter, case, writer_of(chapter, form), ActionKind(kind), count, on, acting_user())
        words = _(
            "Written down: %(count)s for %(name)s.", count=count_words({ActionKind(kind): count}), name=case.title
        )
        flash(words, "go")


def list_writers(chapter: Chapter) -> list[SelectChoice]:
    """To a coordinator everybody, and somebody without a name; to others nobody but themselves."""
    if g.role is not Role.COORDINATOR:
        return [SelectChoice("", _("Me"))]
    people = [SelectChoice(member.ref, member.display_name) for member in list_members(chapter) if member.is_active]
    return [SelectChoice("", _("Me")), SelectChoice("nobody", _("Without a name")), *people]


def writer_of(chapter: Chapter, form: HomeForm) -> Member | None:
    if form.writer.data == "nobody":
        return None
    return get_member(chapter, form.writer.data) if form.writer.data else find_own_member(chapter, acting_user())


@bp.post("/letters/undo")
@chapter_page(Permission.SEE)
def undo(chapter: Chapter) -> Response:
    """What one logged by a slip. A coordinator may take back anybody's."""
    sheet = get_sheet(chapter, request.form.get("sheet", ""))
    member = find_own_member(chapter, acting_user())
    if g.role is not Role.COORDINATOR and (member is None or sheet.member_id != member.id):
        raise Missing
    services.undo_sheet(sheet, None, acting_user())
    db.session.commit()
    return redirect(url_for(".index", chapter_slug=chapter.slug), 303)
