"""Each rule of a case has one reading, here. What is not stated is read in the way that cannot harm the person, the
family or the writer. Everything else asks these functions and never the columns."""

import re
from collections.abc import Sequence

from flask_babel import gettext as _

from chapterapp.cases.models import AddresseeRole, Answer, Case, Correspondents, SenderDetails, Subject, WriteToPrisoner


def is_neutral(case: Case) -> bool:
    """Whether nothing of the case may name Amnesty. What is not stated counts as no."""
    return case.name_amnesty is not Answer.YES


def is_open_to_all(case: Case) -> bool:
    """Whether anybody may write to the person, where one may at all. Not stated: the rule above it decides alone."""
    return case.correspondents is not Correspondents.LISTED


def may_write_to(case: Case, role: AddresseeRole) -> bool:
    """Whether a letter may go to an addressee of this role, and their address onto paper."""
    if role is AddresseeRole.PRISONER:
        return case.write_to_prisoner is WriteToPrisoner.YES and is_open_to_all(case)
    if role is AddresseeRole.FAMILY:
        allowed = case.write_to_prisoner in (WriteToPrisoner.YES, WriteToPrisoner.VIA_FAMILY)
        return allowed and is_open_to_all(case)
    return True


def sender_reading(case: Case) -> SenderDetails:
    """What a writer may give of themselves; not stated: name and town, no street."""
    given = case.sender_details
    return SenderDetails.NAME_AND_TOWN if given is SenderDetails.NOT_STATED else given


def may_be_religious(case: Case) -> bool:
    return case.religious_content is Answer.YES


def may_enclose(case: Case) -> bool:
    """Whether anything but the letter may be in the envelope."""
    return case.enclosures is Answer.YES


def languages_of(case: Case) -> str:
    """In words; empty: any."""
    return case.languages.strip()


def asks_of(case: Case) -> list[str]:
    """What letters may ask for, and nothing else."""
    return [line.strip() for line in case.recommended_actions.splitlines() if line.strip()]


def may_show_portrait(subject: Subject | None) -> bool:
    """With somebody's permission and a text that says what is to be seen, on paper and on screen."""
    return bool(subject and subject.portrait and subject.portrait_permission and subject.portrait_alt)


def pronoun_for(subjects: Sequence[Subject]) -> str:
    """Her, him or them: of the one person a case is for, if it is said. Nobody's is guessed."""
    pronouns = subjects[0].pronouns if len(subjects) == 1 else ""
    said = re.split(r"[\s/,]+", pronouns.strip().lower())
    return {"she": _("her"), "her": _("her"), "he": _("him"), "him": _("him")}.get(said[0], _("them"))
