"""What writes itself into the timeline of a case: its end, an arrest after it, and that it was taken up again."""

from chapterapp.cases.endings import line_of
from chapterapp.cases.models import Case, CaseUpdate, Outcome, UpdateKind
from chapterapp.cases.queries import find_told_end, updates_of
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now, today
from chapterapp.database import db


def tell(case: Case, kind: UpdateKind, text: str, happened_on: str | None = None, source: str = "",
         outcome: Outcome | None = None) -> None:  # fmt: skip
    """A new update that the world does not see. Without a date it happened today; an empty one: nobody knows when."""
    day = f"{today(_chapter_of(case).time_zone):%Y-%m-%d}" if happened_on is None else happened_on
    own = {"chapter_id": case.chapter_id, "case_id": case.id, "recorded_at": now()}
    told = CaseUpdate(**own, kind=kind, outcome=outcome, happened_on=day, text=text, source=source)
    db.session.add(told)
    db.session.flush()


def tell_end(case: Case) -> None:
    """How and when it ended, as the case says now. Where somebody wrote that down already, it is not said again."""
    if case.outcome is None:
        return
    for one in updates_of(_chapter_of(case), [case])[case.id]:
        if one.kind is UpdateKind.OUTCOME and one.outcome is None and one.happened_on == case.outcome_on:
            one.outcome = case.outcome
            return
    tell(case, UpdateKind.OUTCOME, line_of(case.outcome), case.outcome_on, outcome=case.outcome)


def correct_end(case: Case, before: Outcome | None, before_on: str) -> None:
    """What is said of the end was put right: so is the timeline, but for what somebody wrote there by hand."""
    if case.outcome is None or (case.outcome, case.outcome_on) == (before, before_on):
        return
    told = find_told_end(case)
    if told is None or before is None or told.outcome is not before:
        tell_end(case)
        return
    if told.text == line_of(before):
        told.text = line_of(case.outcome)
    if told.happened_on == before_on:
        told.happened_on = case.outcome_on
    told.outcome = case.outcome
    told.version += 1


def keep_end(case: Case) -> None:
    """Before it is opened again: an end from before ends wrote themselves down must not be lost."""
    told = find_told_end(case)
    if case.outcome and (told is None or told.outcome is not case.outcome):
        tell_end(case)


def _chapter_of(case: Case) -> Chapter:
    return db.session.get_one(Chapter, case.chapter_id)
