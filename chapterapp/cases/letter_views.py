"""A sample letter as it will print."""

import re

from flask import render_template
from markupsafe import Markup

from chapterapp.access import chapter_page
from chapterapp.cases.models import Case, SampleLetter
from chapterapp.cases.queries import addressees_of, get_case, get_part, subjects_of
from chapterapp.cases.rules import sender_lines, sender_note
from chapterapp.cases.sample_letters import Filled, fill_letter, may_print
from chapterapp.cases.views import bp
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.clock import today
from chapterapp.errors import Missing

OWN = re.compile(r"\[([^\[\]<>]{1,200})\]")


@bp.app_template_filter()
def own_words(html: Markup) -> Markup:
    """What writers say in their own words is underlined, as on paper."""
    return Markup(OWN.sub(r"<u>\1</u>", str(html)))  # noqa: S704 safe before, and only our own tag added


@bp.get("/<slug>/letters/<ref>/preview")
@chapter_page(Permission.SEE)
def preview_letter(chapter: Chapter, slug: str, ref: str) -> str:
    case = get_case(chapter, slug)
    letter = get_part(case, SampleLetter, ref)
    if not may_print(letter, case, addressees_of(chapter, [case])[case.id]):
        raise Missing
    shown = {"letter": letter, "filled": filled_today(chapter, case, letter), "sender": sender_lines(case)}
    return render_template("cases/preview_letter.html", chapter=chapter, case=case, note=sender_note(case), **shown)


def filled_today(chapter: Chapter, case: Case, letter: SampleLetter) -> Filled:
    subjects, addressees = subjects_of(chapter, [case])[case.id], addressees_of(chapter, [case])[case.id]
    return fill_letter(letter, case, subjects, addressees, day=today(chapter.time_zone), locale=chapter.locale)
