"""Puts the stories into a chapter as its cases."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from chapterapp.accounts.models import User
from chapterapp.cases.facility_services import create_facility
from chapterapp.cases.models import (
    Addressee,
    AddresseeRole,
    Answer,
    Case,
    CaseUpdate,
    Outcome,
    SampleLetter,
    Subject,
)
from chapterapp.cases.office_rules import FOLLOWED
from chapterapp.cases.office_services import add_office, create_office
from chapterapp.cases.part_services import Part, add_part, edit_part, set_portrait
from chapterapp.cases.queries import find_told_end, subjects_of
from chapterapp.cases.rule_services import decide_rule
from chapterapp.cases.services import close_case, create_case, create_past_case, stop_case
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now, today
from chapterapp.demo.stories.belarus import NADZEYA
from chapterapp.demo.stories.egypt import SAMIRA
from chapterapp.demo.stories.eritrea import YONAS
from chapterapp.demo.stories.guatemala import ANA_LUCIA, CLOSED_BECAUSE, FREE_FOR
from chapterapp.demo.stories.honduras import WEAVERS
from chapterapp.demo.stories.iran import BAHRAM, PARVANEH, STOPPED_BECAUSE
from chapterapp.demo.stories.myanmar import KHIN
from chapterapp.demo.stories.peru import ALTO_SINCHI
from chapterapp.demo.stories.turkey import DENIZ
from chapterapp.demo.stories.viet_nam import DUC
from chapterapp.demo.story import INVENTED, Portrait, Release, Story
from chapterapp.files.services import Picture

ST_LOUIS = (SAMIRA, NADZEYA, WEAVERS, DUC, KHIN, YONAS, BAHRAM, ANA_LUCIA)
LYON = (PARVANEH, ALTO_SINCHI, DENIZ)


def add_case(chapter: Chapter, story: Story, picture: Picture | None, actor: User) -> Case:
    """The case as somebody entered and checked it `checked_ago` days ago, with all that belongs to it."""
    day = today(chapter.time_zone)
    told = story.case | {
        "summary": f"{story.case['summary']} {INVENTED}",
        "recommended_actions": "\n".join(story.case["recommended_actions"]),
        "deadline_on": day + timedelta(days=story.act_within) if story.act_within is not None else None,
        "verified_on": day - timedelta(days=story.checked_ago),
        "verified_by_id": actor.id,
    }
    (first, *others) = story.subjects
    held = {"facility_id": create_facility(chapter, story.facility, actor).id} if story.facility else {}
    case = create_case(chapter, told, actor, subject={**first, **held})
    parts: list[tuple[type[Part], Mapping[str, Any]]] = [
        *((Subject, values) for values in others),
        *((Addressee, values) for values in story.addressees if values["role"] is not AddresseeRole.DIPLOMAT),
        *((SampleLetter, {"language": language, "body": body}) for language, body in story.letters),
        *((CaseUpdate, {"happened_on": on, "text": text, "source": INVENTED}) for on, text in story.updates),
    ]
    for kind, values in parts:
        add_part(case, kind, values, actor)
    for values in story.addressees:
        if values["role"] is AddresseeRole.DIPLOMAT:
            add_embassy(chapter, case, values, actor)
    if picture and story.portrait:
        (subject, *_) = subjects_of(chapter, [case])[case.id]
        set_portrait(case, subject, picture, words_of(story.portrait), actor)
    for rule, value, reason in story.decisions:
        decide_rule(case, rule, value, reason, case.version, actor)
    return case


def add_embassy(chapter: Chapter, case: Case, values: Mapping[str, Any], actor: User) -> None:
    """Kept on the chapter's list of offices, and from there on the case; its address was checked with the case."""
    own = {FOLLOWED[name]: value for name, value in values.items() if name in FOLLOWED}
    told = {**own, "of_country": case.country, "verified_on": case.verified_on}
    add_office(case, create_office(chapter, told, actor), actor)


def words_of(portrait: Portrait) -> dict[str, str]:
    return {
        "portrait_alt": portrait.alt,
        "portrait_credit": portrait.credit,
        "portrait_permission": portrait.permission,
    }


def end_cases(cases: Mapping[Story, Case], actor: User) -> None:
    """What became of two of them after they had been on a table."""
    if stopped := cases.get(BAHRAM):
        stop_case(stopped, STOPPED_BECAUSE, actor)
    if closed := cases.get(ANA_LUCIA):
        month = f"{now() - FREE_FOR:%Y-%m}"
        end = {
            "outcome": Outcome.RELEASED_UNCONDITIONALLY,
            "outcome_on": month,
            "status_reason": CLOSED_BECAUSE,
            "is_public": False,
        }
        close_case(closed, end, closed.version, actor)


def add_release(chapter: Chapter, release: Release, actor: User) -> Case:
    """A real one, as the chapter entered it years later: closed from the start, on no table."""
    told = {"outcome": Outcome.RELEASED, "name_amnesty": Answer.YES, "is_public": True, **release.case}
    case = create_past_case(chapter, told, actor, release.subject)
    end = find_told_end(case)
    for on, text, source in release.updates:
        values = {"happened_on": on, "text": text, "source": source, "is_public": True}
        if end and on == end.happened_on:  # the end wrote itself down, in plain words
            edit_part(case, end, values, end.version, actor)
        else:
            add_part(case, CaseUpdate, values, actor)
    return case
