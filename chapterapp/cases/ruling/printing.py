"""Whether a case is printed, and why not."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from flask_babel import gettext as _

from chapterapp.cases.models import Addressee, Case, CaseStatus, CaseUpdate, SampleLetter, Subject
from chapterapp.cases.ruling.facilities import contradictions
from chapterapp.cases.ruling.naming import names_us, own_words, texts_that_name
from chapterapp.cases.ruling.readings import asks_of, is_neutral, may_write_to
from chapterapp.chapters.models import Chapter


def missing_to_print(
    case: Case, subjects: Sequence[Subject], addressees: Sequence[Addressee], letters: Sequence[SampleLetter]
) -> list[str]:
    """What the case still needs before it can be printed, as words; empty when it can."""
    needed = {
        _("a name"): bool(case.title),
        _("a country"): bool(case.country),
        _("what to ask"): bool(asks_of(case)),
        _("an addressee"): any(
            may_write_to(case, one.role) and (one.address_lines or one.care_of_id) for one in addressees
        ),
        _("a letter"): any(letter.body for letter in letters),
    }
    return [words for words, there in needed.items() if not there]


def missing_sentence(missing: Sequence[str]) -> str:
    """ "To print, this case still needs an addressee and a letter." Empty when nothing is missing."""
    if not missing:
        return ""
    *first, last = missing
    words = _("%(first)s and %(last)s", first=", ".join(first), last=last) if first else last
    return _("To print, this case still needs %(what)s.", what=words)


def needs_check(case: Case, day: date) -> bool:
    """Whether the deadline of an active case has passed."""
    return case.status is CaseStatus.ACTIVE and case.deadline_on is not None and case.deadline_on < day


def needs_verifying(case: Case, day: date, chapter: Chapter) -> bool:
    """Whether nobody compared an active case with its source for longer than the chapter's period, or ever."""
    if case.status is not CaseStatus.ACTIVE:
        return False
    return case.verified_on is None or case.verified_on < day - timedelta(days=chapter.verify_within_days)


def reason_not_printed(case: Case, day: date, chapter: Chapter) -> str:
    """Why its status, its deadline or its age on the day of the meeting keeps a case off the paper; empty when nothing
    does. An override is held against these very words, so that they hold no number that changes from day to day, and
    something new makes them other words."""
    by_status = {
        CaseStatus.STOP_ACTION: _("Stop action: do not write."),
        CaseStatus.ON_HOLD: _("On hold."),
        CaseStatus.CLOSED: _("Closed."),
    }
    said = [by_status.get(case.status, "")]
    if needs_check(case, day):
        said.append(_("Its deadline has passed: check it against its source."))
    if needs_verifying(case, day, chapter):
        said.append(unverified(case))
    return " ".join(words for words in said if words)


def unverified(case: Case) -> str:
    if case.verified_on is None:
        return _("Nobody has checked it against its source yet.")
    return _("Nobody has checked it against its source for too long.")


def reason_left_out(
    case: Case,
    subjects: Sequence[Subject],
    addressees: Sequence[Addressee],
    letters: Sequence[SampleLetter],
    updates: Iterable[CaseUpdate],
    chapter: Chapter,
) -> str:
    """Why a case cannot be printed as it stands, in words; nobody can override it. Empty when it can."""
    if missing := missing_to_print(case, subjects, addressees, letters):
        return missing_sentence(missing)
    if against := contradictions(case, subjects):
        return " ".join(one.words for one in against)
    if not is_neutral(case):
        return ""
    if not has_neutral_sender(case, chapter):
        return _("It does not name Amnesty, and the chapter has no neutral sender yet.")
    if found := texts_that_name(case, subjects, addressees, letters, updates, chapter):
        return _("It may not name Amnesty, but %(where)s does.", where=", ".join(found))
    return ""


def reason_not_copied(
    case: Case,
    subjects: Sequence[Subject],
    addressees: Sequence[Addressee],
    letters: Sequence[SampleLetter],
    updates: Iterable[CaseUpdate],
    chapter: Chapter,
) -> str:
    """Why nobody is shown the samples to copy them by hand, as far as their words go. Empty where nothing is against
    it."""
    if against := contradictions(case, subjects):
        return " ".join(one.words for one in against)
    found = texts_that_name(case, subjects, addressees, letters, updates, chapter) if is_neutral(case) else []
    return _("It may not name Amnesty, but %(where)s does.", where=", ".join(found)) if found else ""


def has_neutral_sender(case: Case, chapter: Chapter) -> bool:
    sender = chapter.neutral_sender
    return bool(sender) and not names_us(sender, own_words(case, chapter))
