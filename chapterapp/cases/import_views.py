"""From a paper to a case: read, looked at beside its own words, kept. Nothing is saved before somebody keeps it."""

import json
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page, takes_up_to
from chapterapp.cases import document_services as services
from chapterapp.cases.forms import RULES
from chapterapp.cases.import_forms import DocumentForm, ReviewForm
from chapterapp.cases.importing import (
    changes_of,
    document_values,
    emails_of,
    new_addressees,
    rule_values,
    stated_rules,
)
from chapterapp.cases.models import Case
from chapterapp.cases.queries import addressees_of, decisions_of_case, find_case_by_number, get_case, get_document
from chapterapp.cases.reading.apart import Reading, read_with_text
from chapterapp.cases.reading.proposal import Proposal, from_plain, to_plain
from chapterapp.cases.reading.sentences import NotAnAction, sentence_of
from chapterapp.cases.views import Page, bp, to_case
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.clock import today
from chapterapp.database import db, release
from chapterapp.errors import Refused
from chapterapp.forms import BaseForm

LARGEST, LARGEST_TEXT = 21 * 1024 * 1024, 4 * 1024 * 1024
WANTED = ("title", "country", "recommended_actions", "letter")


@bp.route("/read", methods=["GET", "POST"])
@takes_up_to(LARGEST)
@chapter_page(Permission.EDIT_CASES)
def read(chapter: Chapter) -> Page:
    form = DocumentForm()
    if form.validate_on_submit():
        data, name = data_of(form)
        release()  # reading may take seconds: nobody waits for the lock meanwhile
        try:
            reading = read_with_text(data, name)
        except NotAnAction as no:
            form.refuse(str(no), "document" if form.document.data else "text")
        else:
            return show_reading(chapter, reading)
    return render_template("cases/read.html", chapter=chapter, form=form), 422 if form.errors else 200


def data_of(form: DocumentForm) -> tuple[bytes, str]:
    sent = form.document.data
    if isinstance(sent, FileStorage) and sent.filename:
        return sent.read(), sent.filename
    return (form.text.data or "").encode(), "pasted.txt"


def show_reading(chapter: Chapter, reading: Reading) -> str:
    """A new case to be looked at; or, where the number is known, what the paper would change of that case."""
    if known := find_case_by_number(chapter, reading.proposal.ua_number):
        return show_changes(chapter, known, reading)
    return show_review(chapter, reading, ReviewForm.propose(reading.proposal))


def show_review(chapter: Chapter, reading: Reading, form: ReviewForm) -> str:
    proposal = reading.proposal
    found = proposal.found | {"letter": proposal.found.get("sample_letter", "")}
    not_stated = [name for name in RULES if form[name].data in ("", "not_stated", None)]
    to_look_at = [name for name in WANTED if not form[name].data]
    if form.deadline_on.data and form.deadline_on.data < today(chapter.time_zone):
        to_look_at.append("deadline_on")
    return render_template(
        "cases/review.html",
        chapter=chapter,
        form=form,
        proposal=proposal,
        doubts=doubts_of(proposal),
        found=found,
        to_look_at=to_look_at,
        not_stated=not_stated,
        carried=carry(reading),
    )


def doubts_of(proposal: Proposal) -> list[str]:
    """What somebody has to look at, in sentences."""
    several = [emails_of(one) for one in proposal.addressees if len(emails_of(one)) > 1]
    more = [_("Of several e-mail addresses the first is taken: %(all)s", all=", ".join(emails)) for emails in several]
    return [*(sentence_of(doubt) for doubt in proposal.doubts), *more]


def show_changes(chapter: Chapter, case: Case, reading: Reading) -> str:
    return render_template(
        "cases/changes.html",
        chapter=chapter,
        case=case,
        form=BaseForm(formdata=None),
        proposal=reading.proposal,
        doubts=doubts_of(reading.proposal),
        labels=ReviewForm(formdata=None),
        changes=changes_of(case, reading.proposal, decisions_of_case(case)),
        addressees=list(new_addressees(addressees_of(chapter, [case])[case.id], reading.proposal)),
        carried=carry(reading),
    )


def carry(reading: Reading) -> str:
    """The reading travels in the page, since nothing is saved before it is kept."""
    return json.dumps({"proposal": to_plain(reading.proposal), "text": reading.text})


def carried() -> Reading:
    """Raises Refused for what does not come from such a page."""
    try:
        sent = json.loads(request.form.get("carried", ""))
        return Reading(from_plain(sent["proposal"]), str(sent["text"]).replace("\0", ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refused(_("This page is from before. Read the document once more.")) from None


@bp.post("/keep")
@takes_up_to(LARGEST_TEXT)
@chapter_page(Permission.EDIT_CASES)
def keep(chapter: Chapter) -> Page:
    reading, form = carried(), ReviewForm()
    if form.validate_on_submit():
        document = document_values(reading.proposal, reading.text)
        values = form.case_values()
        values["background"] = add_used(values["background"], reading.proposal)
        rows = form.rows("subjects"), form.rows("addressees")
        try:
            stated = rule_values(reading.proposal)
            case = services.keep_case(chapter, values, *rows, form.letter.data or "", document, stated, acting_user())
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            return to_case(chapter, case)
    return show_review(chapter, reading, form), 422


def add_used(background: str, proposal: Proposal) -> str:
    """What had been left out, and somebody wants all the same, stands at the end of the background."""
    used = [proposal.left_out[int(n)] for n in request.form.getlist("use") if n.isdecimal() and len(n) < 5
            and int(n) < len(proposal.left_out)]  # fmt: skip
    return "\n\n".join(filter(None, [background, *used]))


@bp.post("/<slug>/documents")
@takes_up_to(LARGEST_TEXT)
@chapter_page(Permission.EDIT_CASES)
def add_document(chapter: Chapter, slug: str) -> Response:
    """A further paper of a known case: only what is ticked is taken over."""
    case, reading, ticked = get_case(chapter, slug), carried(), set(request.form.getlist("take"))
    proposed_changes = changes_of(case, reading.proposal, decisions_of_case(case))
    changes: dict[str, Any] = {one.name: one.new for one in proposed_changes if one.name in ticked}
    proposed = new_addressees(addressees_of(chapter, [case])[case.id], reading.proposal)
    chosen = [values for n, values in enumerate(proposed) if f"addressee-{n}" in ticked]
    document = document_values(reading.proposal, reading.text)
    stated = stated_rules(reading.proposal)
    services.add_document(chapter, case, changes, chosen, document, stated, acting_user())
    db.session.commit()
    return to_case(chapter, case)


@bp.get("/<slug>/documents/<ref>")
@chapter_page(Permission.SEE)
def document(chapter: Chapter, slug: str, ref: str) -> str:
    """A paper as it came."""
    case = get_case(chapter, slug)
    return render_template("cases/document.html", chapter=chapter, case=case, document=get_document(case, ref))
