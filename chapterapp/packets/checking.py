"""What is wrong with the cases of a meeting before they are printed, each with the page where it is mended."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _
from markupsafe import escape

from chapterapp import dates
from chapterapp.cases import rules
from chapterapp.cases.models import Addressee, AddresseeRole, Case, SampleLetter, Subject
from chapterapp.cases.office_models import MailStop, Office
from chapterapp.cases.office_queries import list_offices, mail_stops_by_country
from chapterapp.cases.office_rules import postage_country
from chapterapp.cases.placeholders import names_in, unknown_in
from chapterapp.cases.sample_letters import may_print, recipient_of
from chapterapp.chapters.models import Chapter
from chapterapp.meetings.models import Meeting
from chapterapp.packets.case_contents import CaseParts, printable
from chapterapp.packets.contents import LetterContents
from chapterapp.packets.fitting import is_longer_than_a_page
from chapterapp.packets.gathering import with_parts

YEAR = timedelta(days=365)
PLACEHOLDER = re.compile(r"<\w+>|\bTODO\b|\bXXX\b")  # those of other programs


class Check(NamedTuple):
    """A sentence, and the page that mends it: an endpoint with its values."""

    case: Case
    words: str
    endpoint: str
    values: dict[str, str]


class Asked(NamedTuple):
    """What the checks look at beside a case: the chapter, its meeting, its offices by number, its mail stops."""

    chapter: Chapter
    meeting: Meeting
    offices: Mapping[int, Office]
    stops: Mapping[str, MailStop]


def list_checks(chapter: Chapter, meeting: Meeting, cases: Sequence[Case]) -> list[Check]:
    offices = {office.id: office for office in list_offices(chapter)}
    asked = Asked(chapter, meeting, offices, mail_stops_by_country(chapter))
    return [check for parts in with_parts(chapter, cases) for check in checks_of(parts, asked)]


def checks_of(parts: CaseParts, asked: Asked) -> Iterator[Check]:
    yield from _of_case(parts, asked)
    yield from _of_names(parts, asked)
    for addressee in parts.addressees:
        yield from _of_addressee(addressee, parts, asked)
    for letter in parts.letters:
        yield from _of_letter(letter, parts, asked)
    for subject in parts.subjects:
        yield from _of_subject(subject, parts.case)


def _of_case(parts: CaseParts, asked: Asked) -> Iterator[Check]:
    case, meets_on = parts.case, asked.meeting.meets_on
    page = ("cases.show", {"slug": case.slug})
    if against := rules.reason_not_printed(case, meets_on, asked.chapter):
        yield Check(case, against, *page)
    printed = printable(parts)
    if missing := rules.missing_to_print(case, parts.subjects, parts.addressees, printed):
        yield Check(case, rules.missing_sentence(missing), *_where_missing(parts, printed))
    if rules.is_neutral(case) and not asked.chapter.neutral_sender:
        words = _("It does not name Amnesty, and the chapter has no neutral sender yet.")
        yield Check(case, words, "chapters.settings", {})


def _of_names(parts: CaseParts, asked: Asked) -> Iterator[Check]:
    """What names us where nothing may: the case itself, then whichever of its parts adds to that."""
    case, chapter = parts.case, asked.chapter
    if not rules.is_neutral(case) or not rules.texts_that_name(case, *parts[1:5], chapter):
        return
    if found := rules.texts_that_name(case, (), (), (), (), chapter):
        yield Check(case, _names(", ".join(found)), "cases.edit", {"slug": case.slug})
    alone: list[tuple[str, str, str, tuple[Any, Any, Any, Any]]] = [
        *(("subjects", one.ref, one.display_name, ([one], (), (), ())) for one in parts.subjects),
        *(("addressees", one.ref, one.holder or one.office, ((), [one], (), ())) for one in parts.addressees),
        *(("letters", one.ref, _("the sample letter"), ((), (), [one], ())) for one in parts.letters),
        *(("updates", one.ref, _("the timeline"), ((), (), (), [one])) for one in parts.updates),
    ]
    for kind, ref, words, given in alone:
        if rules.texts_that_name(case, *given, chapter) != found:
            yield Check(case, _names(words), "cases.edit_part", _part(case, kind, ref))


def _names(what: str) -> str:
    return _("It may not name Amnesty, but %(where)s does.", where=what)


def _part(case: Case, kind: str, ref: str) -> dict[str, str]:
    return {"slug": case.slug, "kind": kind, "ref": ref}


def _where_missing(parts: CaseParts, printed: Sequence[SampleLetter]) -> tuple[str, dict[str, str]]:
    """What is asked for first: the case's own fields, then a letter, then an address."""
    case = parts.case
    if not (case.title and case.country and case.recommended_actions):
        return "cases.edit", {"slug": case.slug}
    has_letter = any(letter.body for letter in printed)
    return "cases.add_part", {"slug": case.slug, "kind": "addressees" if has_letter else "letters"}


def _of_addressee(one: Addressee, parts: CaseParts, asked: Asked) -> Iterator[Check]:
    case, name = parts.case, one.holder or one.office or _("An addressee")
    if not rules.may_write_to(case, one.role):
        return
    own = ("cases.edit_part", _part(case, "addressees", one.ref))
    office = asked.offices.get(one.office_id) if one.office_id else None
    words = ("offices.edit", {"ref": office.ref}) if office else own
    if not one.salutation and _is_greeted(one, parts):
        yield Check(case, _("%(name)s has no salutation.", name=name), *words)
    goes_to = postage_country(one, asked.chapter.country)
    if goes_to and _is_old(one, asked):
        yield Check(case, _("Nobody has checked the address of %(name)s for a year.", name=name), *words)
    if stop := asked.stops.get(goes_to):
        country = dates.country(goes_to, asked.chapter.locale)
        said = _("No mail goes to %(country)s now: choose another way for %(name)s.", country=country, name=name)
        yield Check(case, f"{said} {stop.source}".strip(), *own)


def _is_greeted(one: Addressee, parts: CaseParts) -> bool:
    """Whom a letter goes to, and who gets its copy at the embassy."""
    if one.role in (AddresseeRole.TARGET, AddresseeRole.DIPLOMAT):
        return True
    greeting = [letter for letter in parts.letters if "salutation" in names_in(letter.body)]
    return any(recipient_of(letter, parts.case, parts.addressees) is one for letter in greeting)


def _is_old(one: Addressee, asked: Asked) -> bool:
    """An address that came with the case, and has no day of its own, is checked with the case."""
    if one.verified_on is None:
        return one.office_id is not None
    return one.verified_on < asked.meeting.meets_on - YEAR


def _of_letter(letter: SampleLetter, parts: CaseParts, asked: Asked) -> Iterator[Check]:
    case, edit = parts.case, ("cases.edit_part", _part(parts.case, "letters", letter.ref))
    foreign = PLACEHOLDER.search(letter.body)
    if left := [f"{{{name}}}" for name in unknown_in(letter.body)] or ([foreign[0]] if foreign else []):
        yield Check(case, _("A placeholder is left in the letter: %(words)s", words=left[0]), *edit)
    if may_print(letter, case, parts.addressees) and _is_long(letter, asked.chapter.paper_size.value):
        yield Check(case, _("The letter is longer than a page."), *edit)


def _is_long(letter: SampleLetter, paper: str) -> bool:
    """With date, salutation, closing and two lines of the writer, which nearly every letter has; what is filled in is
    about as long as its placeholder, and Markdown is not worth its time here."""
    blocks = tuple(escape(block) for block in letter.body.split("\n\n"))
    whole = LetterContents("", blocks, date="-", salutation="-", closing="-", sender=("-", "-"))
    return is_longer_than_a_page(whole, paper)


def _of_subject(subject: Subject, case: Case) -> Iterator[Check]:
    if subject.portrait_id and not subject.portrait_permission:
        where = {"slug": case.slug, "ref": subject.ref}
        yield Check(case, _("Nobody has allowed the portrait to be printed."), "cases.set_portrait", where)
