"""The page on which a rule of a case is decided."""

from flask import render_template
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.cases import rule_services as services
from chapterapp.cases.history_models import RuleName
from chapterapp.cases.models import Case
from chapterapp.cases.queries import decisions_of_case, get_case, subjects_of
from chapterapp.cases.rule_forms import FORMS, DecideForm
from chapterapp.cases.rules import answer_words, rule_labels, screen_lines, standing
from chapterapp.cases.views import Page, bp, to_case
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db
from chapterapp.forms import status_after

ANY = f"<any({','.join(RuleName)}):rule>"


@bp.route(f"/<slug>/rules/{ANY}", methods=["GET", "POST"])
@chapter_page(Permission.EDIT_CASES)
def decide(chapter: Chapter, slug: str, rule: str) -> Page:
    case, name = get_case(chapter, slug), RuleName(rule)
    form = FORMS[name](value=getattr(case, name), version=case.version)

    def save() -> None:
        value, reason = str(form["value"].data), form.reason.data or ""
        services.decide_rule(case, name, value, reason, form.seen_version(), acting_user())

    status = status_after(form, save)
    if status == 303:
        db.session.commit()
        return to_case(chapter, case)
    return show_decide(chapter, case, name, form, status)


def show_decide(chapter: Chapter, case: Case, rule: RuleName, form: DecideForm, status: int) -> Page:
    subjects, decisions = subjects_of(chapter, [case])[case.id], decisions_of_case(case)
    page = render_template(
        "cases/decide.html",
        chapter=chapter,
        case=case,
        rule=rule,
        label=rule_labels(subjects)[rule],
        line=next(line for line in screen_lines(case, subjects, chapter, decisions) if line.rule is rule),
        decision=standing(case, decisions).get(rule),
        earlier=[one for one in reversed(decisions) if one.rule is rule],
        answer_words=answer_words,
        form=form,
        stale=status == 409,
    )
    return page, status


@bp.post(f"/<slug>/rules/{ANY}/take-back")
@chapter_page(Permission.EDIT_CASES)
def take_back_decision(chapter: Chapter, slug: str, rule: str) -> Response:
    case = get_case(chapter, slug)
    services.take_back_decision(case, RuleName(rule), acting_user())
    db.session.commit()
    return to_case(chapter, case)
