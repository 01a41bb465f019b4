"""Puts the stories into a chapter as its cases."""

from collections.abc import Mapping
from datetime import timedelta

from chapterapp.accounts.models import User
from chapterapp.audit.services import record
from chapterapp.cases.models import Addressee, Case, CaseStatus, CaseUpdate, Outcome, SampleLetter, Subject
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now, today
from chapterapp.database import db
from chapterapp.demo.portraits import SIZE
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
from chapterapp.demo.story import INVENTED, Portrait, Story
from chapterapp.files.models import StoredFile
from chapterapp.files.storage import store
from chapterapp.slugs import slugify

ST_LOUIS = (SAMIRA, NADZEYA, WEAVERS, DUC, KHIN, YONAS, BAHRAM, ANA_LUCIA)
LYON = (PARVANEH, ALTO_SINCHI, DENIZ)


def add_case(chapter: Chapter, story: Story, picture: bytes | None, actor: User) -> Case:
    day = today(chapter.time_zone)
    case = Case(
        chapter_id=chapter.id,
        slug=slugify(story.case["title"]),
        **{**story.case, "summary": f"{story.case['summary']} {INVENTED}"},
        deadline_on=day + timedelta(days=story.act_within) if story.act_within is not None else None,
        verified_on=day - timedelta(days=story.checked_ago),
        verified_by_id=actor.id,
        changed_by_id=actor.id,
    )
    db.session.add(case)
    db.session.flush()
    record(chapter.id, actor.id, "create_case", f"case {case.id}", story.case)
    own = {"chapter_id": chapter.id, "case_id": case.id}
    for position, subject in enumerate(story.subjects, 1):
        person = Subject(**own, position=position, **subject)
        db.session.add(person)
        if picture and story.portrait:
            _hang(person, story.portrait, picture)
    for position, addressee in enumerate(story.addressees, 1):
        db.session.add(Addressee(**own, position=position, **addressee))
    for position, (language, body) in enumerate(story.letters, 1):
        db.session.add(SampleLetter(**own, position=position, language=language, body=body))
    for happened_on, text in story.updates:
        db.session.add(CaseUpdate(**own, happened_on=happened_on, text=text, source=INVENTED, recorded_at=now()))
    db.session.flush()
    return case


def _hang(subject: Subject, portrait: Portrait, picture: bytes) -> None:
    width, height = SIZE
    stored = StoredFile(
        chapter_id=subject.chapter_id,
        media_type="image/jpeg",
        width=width,
        height=height,
        size=len(picture),
        stored_at=now(),
    )
    db.session.add(stored)
    db.session.flush()
    store(stored.ref, picture)
    subject.portrait = stored
    subject.portrait_alt, subject.portrait_credit = portrait.alt, portrait.credit
    subject.portrait_permission = portrait.permission


def end_cases(cases: Mapping[Story, Case], actor: User) -> None:
    """What became of two of them after they had been on a table."""
    if stopped := cases.get(BAHRAM):
        stopped.status, stopped.status_reason = CaseStatus.STOP_ACTION, STOPPED_BECAUSE
        record(stopped.chapter_id, actor.id, "stop_case", f"case {stopped.id}", ["status", "status_reason"])
    if closed := cases.get(ANA_LUCIA):
        closed.status, closed.status_reason = CaseStatus.CLOSED, CLOSED_BECAUSE
        closed.outcome, closed.outcome_on = Outcome.RELEASED_UNCONDITIONALLY, f"{now() - FREE_FOR:%Y-%m}"
        record(closed.chapter_id, actor.id, "close_case", f"case {closed.id}", ["status", "status_reason", "outcome"])
