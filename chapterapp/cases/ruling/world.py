"""What the world may see of a case."""

from typing import NamedTuple

from flask_babel import gettext as _

from chapterapp.cases.models import Answer, Case, CaseStatus, Outcome
from chapterapp.cases.ruling.readings import is_neutral

FREEDOM = (
    Outcome.RELEASED_UNCONDITIONALLY,
    Outcome.RELEASED_CONDITIONALLY,
    Outcome.RELEASED_ON_BAIL,
    Outcome.RELEASED_AFTER_SERVING,
    Outcome.RELEASED,
    Outcome.ACQUITTED,
    Outcome.CHARGES_DROPPED,
    Outcome.PARDONED,
)
BETTER = (
    Outcome.COMMUTED,
    Outcome.STAYED,
    Outcome.SENTENCE_REDUCED,
    Outcome.CONDITIONS_IMPROVED,
    Outcome.MEDICAL_CARE_GIVEN,
    Outcome.WHEREABOUTS_KNOWN,
    Outcome.PROTECTION_GIVEN,
    Outcome.LAW_CHANGED,
)


class Lack(NamedTuple):
    """What keeps a case from the world, in words, and the field that would mend it."""

    words: str
    field: str


def may_be_public(case: Case) -> str:
    """Why the world may not see a case, in words; empty where it may. Whether anybody ticked it is not asked here."""
    if case.deleted_at is not None:
        return _("A deleted case is not shown.")
    match case.status:
        case CaseStatus.ACTIVE:
            return _("An open case is shown only if its letters may name Amnesty.") if is_neutral(case) else ""
        case CaseStatus.CLOSED if case.name_amnesty is Answer.NO:
            return _("Letters for this case must not name Amnesty, so its page must not either.")
        case CaseStatus.CLOSED:
            return "" if case.outcome in (*FREEDOM, *BETTER) else _("Only those who are free or better off are shown.")
        case _:
            return _("A case is not shown while it is on hold or stopped.")


def lack_for_world(case: Case) -> Lack | None:
    """What has to change before the world may see a case."""
    if reason := may_be_public(case):
        return Lack(reason, "is_public")
    if case.status is CaseStatus.CLOSED and not case.story:
        return Lack(_("The world needs a few sentences to read. Write them, or take the tick away."), "story")
    if case.status is CaseStatus.CLOSED and not case.outcome_on:
        return Lack(_("The world is told at least the year. Add it, or take the tick away."), "outcome_on")
    return None


def is_shown(case: Case) -> bool:
    """Whether the world sees a case: somebody ticked it, and nothing speaks against it today."""
    return case.is_public and lack_for_world(case) is None
