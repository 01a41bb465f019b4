"""What may stand on paper for a case: pure functions over its fields. Every place that prints or shows asks here.

A rule may be "not stated": paper then takes the cautious reading, the one that cannot harm the person, the family or
the writer.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _

from chapterapp.cases.models import (
    Addressee,
    AddresseeRole,
    Answer,
    Case,
    CaseStatus,
    CaseUpdate,
    Outcome,
    SampleLetter,
    SenderDetails,
    Subject,
    WriteToPrisoner,
)
from chapterapp.chapters.models import Chapter

MAY, MUST_NOT, IN_THIS_WAY, NOT_STATED = "●", "✕", "◆", "◇"
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
TELLTALE = ("amnesty", "prisoner of conscience", "prisoners of conscience", "urgent action")


class Lack(NamedTuple):
    """What keeps a case from the world, in words, and the field that would mend it."""

    words: str
    field: str


class RuleLine(NamedTuple):
    """One rule for a screen: what it is about, the answer in words, what paper does, and whether it was stated."""

    label: str
    answer: str
    consequence: str
    shape: str  # tick, cross or dash


class Ruled(NamedTuple):
    """The rules box of a brief, and the two sharpest as marks for the cover."""

    do: list[str]
    do_not: list[str]
    closing: str
    marks: list[tuple[str, str]]


def is_neutral(case: Case) -> bool:
    """Whether nothing of the case may name Amnesty. What is not stated counts as no."""
    return case.name_amnesty is not Answer.YES


def may_write_to(case: Case, role: AddresseeRole) -> bool:
    """Whether a letter may go to an addressee of this role."""
    if role is AddresseeRole.PRISONER:
        return case.write_to_prisoner is WriteToPrisoner.YES
    if role is AddresseeRole.FAMILY:
        return case.write_to_prisoner in (WriteToPrisoner.YES, WriteToPrisoner.VIA_FAMILY)
    return True


def sender_reading(case: Case) -> SenderDetails:
    """What a writer may give of themselves; not stated: name and town, no street."""
    given = case.sender_details
    return SenderDetails.NAME_AND_TOWN if given is SenderDetails.NOT_STATED else given


def sender_lines(case: Case) -> list[str]:
    return {
        SenderDetails.FULL: [_("Your name"), _("Your street"), _("Your town and country")],
        SenderDetails.NAME_AND_TOWN: [_("Your name"), _("Your town and country")],
        SenderDetails.INITIALS_AND_POSTCODE: [_("Your initials"), _("Your postcode and country")],
    }[sender_reading(case)]


def sender_note(case: Case) -> str:
    return {
        SenderDetails.FULL: _("For this case: your full address, so that an answer can come."),
        SenderDetails.NAME_AND_TOWN: _("For this case: name and town, no street."),
        SenderDetails.INITIALS_AND_POSTCODE: _("For this case: initials and postcode, no name."),
    }[sender_reading(case)]


def object_pronoun(subject: Subject | None) -> str:
    """Her, him or them; nobody's is guessed."""
    said = re.split(r"[\s/,]+", (subject.pronouns if subject else "").strip().lower())
    return {"she": _("her"), "her": _("her"), "he": _("him"), "him": _("him")}.get(said[0], _("them"))


def rule_lines(case: Case, subject: Subject | None) -> Ruled:
    them = object_pronoun(subject)
    do: list[str] = []
    do_not: list[str] = []
    _say_who_may_be_written_to(case, them, do, do_not)
    if is_neutral(case):
        do.append(_("Write as a private person"))
        do_not.append(_("Name any organization, on paper or envelope"))
    else:
        do.append(_("Name Amnesty if you wish"))
    do.append(sender_do(case))
    if sender_reading(case) is not SenderDetails.FULL:
        do_not.append(_("Write your street or e-mail"))
    if case.languages:
        do.append(_("Write in %(languages)s", languages=case.languages))
    if case.religious_content is not Answer.YES:
        do_not.append(_("Use religious words"))
    if case.enclosures is not Answer.YES:
        do_not.append(_("Put anything but the letter in the envelope"))
    return Ruled(do, do_not, closing_line(case), _marks(case, them))


def _say_who_may_be_written_to(case: Case, them: str, do: list[str], do_not: list[str]) -> None:
    match case.write_to_prisoner:
        case WriteToPrisoner.YES:
            do.append(_("Write to %(them)s too, in short plain words", them=them))
        case WriteToPrisoner.VIA_FAMILY:
            do.append(_("Write to %(them)s by way of the family", them=them))
        case _never:
            do_not.append(_("Write to %(them)s: letters go to the authorities only", them=them))


def sender_do(case: Case) -> str:
    return {
        SenderDetails.FULL: _("Give your full address"),
        SenderDetails.NAME_AND_TOWN: _("Give your name and town"),
        SenderDetails.INITIALS_AND_POSTCODE: _("Give your initials and postcode"),
    }[sender_reading(case)]


def not_stated(case: Case) -> list[str]:
    """The rules that the source says nothing of, in words."""
    names = {
        _("writing to the person"): case.write_to_prisoner is WriteToPrisoner.NOT_STATED,
        _("naming an organization"): case.name_amnesty is Answer.NOT_STATED,
        _("sender's details"): case.sender_details is SenderDetails.NOT_STATED,
        _("religious words"): case.religious_content is Answer.NOT_STATED,
        _("enclosures"): case.enclosures is Answer.NOT_STATED,
    }
    return [name for name, silent in names.items() if silent]


def closing_line(case: Case) -> str:
    if silent := not_stated(case):
        return _("The source does not speak of %(rules)s: take the careful way.", rules=", ".join(silent))
    return _("All of this stands in the source.")


def _marks(case: Case, them: str) -> list[tuple[str, str]]:
    """The two sharpest for the cover, "do not" first."""
    never, open_, ways, may = [], [], [], []
    if case.name_amnesty is Answer.NO:
        never.append((MUST_NOT, _("Name no organization")))
    elif case.name_amnesty is Answer.NOT_STATED:
        open_.append((NOT_STATED, _("Name no organization")))
    else:
        may.append((MAY, _("Name Amnesty")))
    match case.write_to_prisoner:
        case WriteToPrisoner.NO:
            never.append((MUST_NOT, _("Do not write to %(them)s", them=them)))
        case WriteToPrisoner.NOT_STATED:
            open_.append((NOT_STATED, _("Do not write to %(them)s", them=them)))
        case WriteToPrisoner.VIA_FAMILY:
            ways.append((IN_THIS_WAY, _("To %(them)s by the family", them=them)))
        case WriteToPrisoner.YES:
            may.append((MAY, _("You may write to %(them)s", them=them)))
    if case.religious_content is Answer.NO:
        never.append((MUST_NOT, _("No religious words")))
    if case.languages:
        ways.append((IN_THIS_WAY, case.languages))
    return (never + open_ + ways + may)[:2]


def screen_lines(case: Case, subject: Subject | None) -> list[RuleLine]:
    """The rules for the case's page, each with what it means on paper."""
    them = object_pronoun(subject)
    stated = {
        Answer.YES: (_("Yes"), "tick"),
        Answer.NO: (_("No"), "cross"),
        Answer.NOT_STATED: (_("Not stated"), "dash"),
    }
    to_person = {
        WriteToPrisoner.YES: (_("Yes"), _("the address is printed on the brief"), "tick"),
        WriteToPrisoner.NO: (_("No"), _("letters go to the authorities only"), "cross"),
        WriteToPrisoner.VIA_FAMILY: (_("By way of the family"), _("the family's address is printed"), "tick"),
        WriteToPrisoner.NOT_STATED: (_("Not stated"), _("paper reads it as no"), "dash"),
    }[case.write_to_prisoner]
    sender = {
        SenderDetails.FULL: (_("Full address"), "", "tick"),
        SenderDetails.NAME_AND_TOWN: (_("Name and town"), _("no street"), "tick"),
        SenderDetails.INITIALS_AND_POSTCODE: (_("Initials and postcode"), _("no name"), "tick"),
        SenderDetails.NOT_STATED: (_("Not stated"), _("paper reads it as name and town"), "dash"),
    }[case.sender_details]
    careful = _("paper reads it as no")
    name, religion, more = stated[case.name_amnesty], stated[case.religious_content], stated[case.enclosures]
    neutral = _("letterhead, footer and file name leave it out")
    lines = [
        RuleLine(_("Write to %(them)s", them=them), *to_person),
        RuleLine(_("Name Amnesty"), name[0], neutral if is_neutral(case) else "", name[1]),
        RuleLine(_("Your details"), *sender),
        RuleLine(_("Religion"), religion[0], careful if religion[1] == "dash" else "", religion[1]),
        RuleLine(_("Enclosures"), more[0], careful if more[1] == "dash" else "", more[1]),
    ]
    return [*lines, RuleLine(_("Language"), case.languages, "", "tick")] if case.languages else lines


def missing_to_print(
    case: Case, subjects: Sequence[Subject], addressees: Sequence[Addressee], letters: Sequence[SampleLetter]
) -> list[str]:
    """What the case still needs before it can be printed, as words; empty when it can."""
    needed = {
        _("a name"): bool(case.title),
        _("a country"): bool(case.country),
        _("what to ask"): bool(case.recommended_actions),
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


def reason_not_printed(case: Case, day: date) -> str:
    """Why its status, or a deadline before the day of the meeting, keeps a case off the paper; empty when none does."""
    by_status = {
        CaseStatus.STOP_ACTION: _("Stop action: do not write."),
        CaseStatus.ON_HOLD: _("On hold."),
        CaseStatus.CLOSED: _("Closed."),
    }
    if needs_check(case, day):
        return _("Its deadline has passed: check it against its source.")
    return by_status.get(case.status, "")


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


def needs_check(case: Case, today: date) -> bool:
    """Whether the deadline of an active case has passed."""
    return case.status is CaseStatus.ACTIVE and case.deadline_on is not None and case.deadline_on < today


def telltale_words(case: Case, chapter: Chapter) -> list[str]:
    """What must not stand on the paper of a neutral case."""
    own = [chapter.name, case.ua_number, case.index_number]
    return [*TELLTALE, *(word.casefold() for word in own if word)]


def texts_that_name(
    case: Case,
    subjects: Iterable[Subject],
    addressees: Iterable[Addressee],
    letters: Iterable[SampleLetter],
    updates: Iterable[CaseUpdate],
    chapter: Chapter,
) -> list[str]:
    """The printed texts of a neutral case that name what must not be named, as words: "the background"."""
    printed = {
        _("the name"): [case.title],
        _("the line under the name"): [case.line],
        _("the summary"): [case.summary],
        _("the background"): [case.background],
        _("what to ask"): [case.recommended_actions],
        _("what to speak of"): [case.talking_points],
        _("what to leave out"): [case.topics_to_avoid],
        _("the languages"): [case.languages],
        _("a portrait's words"): [text for one in subjects for text in (one.portrait_alt, one.portrait_credit)],
        _("a person"): [
            text for one in subjects for text in (one.held_at, one.sentence, one.display_name, one.birthday)
        ],
        _("an addressee"): [
            text
            for one in addressees
            for text in (
                one.holder,
                one.office,
                one.attention,
                one.address_lines,
                one.salutation,
                one.email,
                one.web_form,
            )
        ],
        _("the sample letter"): [letter.body for letter in letters],
        _("the timeline"): [update.text for update in updates],
    }
    words = telltale_words(case, chapter)
    return [
        where for where, texts in printed.items() if any(word in text.casefold() for text in texts for word in words)
    ]
