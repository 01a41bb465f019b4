"""What is wrong with the cases of a meeting before they are printed, each with the place where it is mended."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _

from chapterapp.cases import rules
from chapterapp.cases.models import AddresseeRole, Case
from chapterapp.chapters.models import Chapter
from chapterapp.packets.case_contents import CaseParts

PLACEHOLDER = re.compile(r"\{\w*\}|<\w+>|\bTODO\b|\bXXX\b")
LONG_LETTER = 2400  # characters: about a page in the size of a sample letter


class Check(NamedTuple):
    """A sentence, and what to open to mend it: a part of the case by kind and reference, or (both empty) the case."""

    case: Case
    words: str
    kind: str = ""
    ref: str = ""


def list_checks(all_parts: Sequence[CaseParts], chapter: Chapter, meets_on: date) -> list[Check]:
    return [check for parts in all_parts for check in _checks_of(parts, chapter, meets_on)]


def _checks_of(parts: CaseParts, chapter: Chapter, meets_on: date) -> Iterator[Check]:
    case = parts.case
    if against := rules.reason_not_printed(case, meets_on, chapter):
        yield Check(case, against)
    if missing := rules.missing_to_print(case, parts.subjects, parts.addressees, parts.letters):
        yield Check(case, rules.missing_sentence(missing))
    if rules.is_neutral(case) and not chapter.neutral_sender:
        yield Check(case, _("It does not name Amnesty, and the chapter has no neutral sender yet."))
    elif rules.is_neutral(case) and (found := rules.texts_that_name(case, *parts[1:5], chapter)):
        yield Check(case, _("It may not name Amnesty, but %(where)s does.", where=", ".join(found)))
    yield from _checks_of_parts(parts)


def _checks_of_parts(parts: CaseParts) -> Iterator[Check]:
    for one in parts.addressees:
        asked = one.role in (AddresseeRole.TARGET, AddresseeRole.DIPLOMAT)
        if asked and not one.salutation:
            name = one.holder or one.office or _("An addressee")
            yield Check(parts.case, _("%(name)s has no salutation.", name=name), "addressees", one.ref)
    for letter in parts.letters:
        if left := PLACEHOLDER.search(letter.body):
            yield Check(
                parts.case, _("A placeholder is left in the letter: %(words)s", words=left[0]), "letters", letter.ref
            )
        if len(letter.body) > LONG_LETTER:
            yield Check(parts.case, _("The letter is longer than a page."), "letters", letter.ref)
    for subject in parts.subjects:
        if subject.portrait_id and not subject.portrait_permission:
            yield Check(parts.case, _("Nobody has allowed the portrait to be printed."), "subjects", subject.ref)
