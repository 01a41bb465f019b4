"""One case as it is printed. What may stand there is decided by cases.rules; here it is only put into its places."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from babel import Locale, UnknownLocaleError
from flask_babel import gettext as _
from markupsafe import Markup

from chapterapp import dates
from chapterapp.cases import rules
from chapterapp.cases.history_models import RuleDecision
from chapterapp.cases.models import Addressee, AddresseeRole, Case, CaseUpdate, SampleLetter, Subject
from chapterapp.cases.office_rules import lines_of, stamp_note
from chapterapp.cases.sample_letters import base_of, choose_letter, closing_of, fill_letter, may_print, printed_first
from chapterapp.chapters.models import Chapter
from chapterapp.files import storage
from chapterapp.markdown import to_html
from chapterapp.packets.addresses import public_page
from chapterapp.packets.contents import (
    AddresseeContents,
    Beside,
    CaseContents,
    CaseSheets,
    DatedLine,
    Deadline,
    Fact,
    LetterContents,
    Mark,
    OwnText,
    Portrait,
    RuleMark,
)
from chapterapp.packets.postage import is_abroad
from chapterapp.packets.runs import language_name
from chapterapp.partial_dates import format_partial
from chapterapp.scripts import language_of

SOON = timedelta(days=7)


class CaseParts(NamedTuple):
    """A case with everything that belongs to it."""

    case: Case
    subjects: Sequence[Subject]
    addressees: Sequence[Addressee]
    letters: Sequence[SampleLetter]
    updates: Sequence[CaseUpdate]
    decisions: Sequence[RuleDecision] = ()


def describe_case(parts: CaseParts, chapter: Chapter, day: date, languages: Sequence[str] = ()) -> CaseContents:
    """As it is printed for this day. `languages`: those in which a run wants its sample letter, beside the chapter's
    own."""
    case, locale = parts.case, chapter.locale
    subject = parts.subjects[0] if parts.subjects else None
    ruled = rules.rule_lines(case, parts.subjects, chapter, parts.decisions)
    names_us = not rules.is_neutral(case)
    return CaseContents(
        name=case.title,
        own_name=_own_name(parts.subjects),
        country=dates.country(case.country, locale),
        half_line=_half_line(case.line),
        line=case.line,
        standing=_("prisoner of conscience") if names_us and subject and subject.is_prisoner_of_conscience else "",
        neutral=not names_us,
        deadline=_deadline(case, day),
        act_before=dates.long_weekday(case.deadline_on, locale) if case.deadline_on else "",
        act_before_short=dates.short_weekday(case.deadline_on, locale) if case.deadline_on else "",
        marks=tuple(RuleMark(Mark(mark), text) for mark, text in ruled.marks),
        portrait=_portrait(subject),
        facts=tuple(_facts(case, subject, locale)),
        lead=to_html(case.summary),
        do=tuple(ruled.do),
        do_not=tuple(ruled.do_not),
        rules_note=ruled.closing,
        ask=tuple(rules.asks_of(case)),
        addressees=tuple(_addressee(one, parts, chapter) for one in _written_to(parts)),
        letter=_letter(parts, chapter, day),
        letters=tuple((one, _letter_in(one, parts, chapter, day)) for one in languages),
        dates=tuple(DatedLine(format_partial(one.happened_on, locale), one.text) for one in parts.updates),
        speak_of=to_html(case.talking_points),
        leave_out=to_html(case.topics_to_avoid),
        background=to_html(case.background),
        sheets=_sheets(parts, chapter, ruled.marks),
        case_id=case.id,
    )


def _sheets(parts: CaseParts, chapter: Chapter, marks: Sequence[tuple[str, str]]) -> CaseSheets:
    case, written_to = parts.case, _written_to(parts)
    target = written_to[0] if written_to else None
    to = (target.office or target.holder) if target else ""
    on_poster = [(rules.MAY, _("Write to %(whom)s", whom=to))] if to else []
    on_poster += [*marks, (rules.IN_THIS_WAY, rules.sender_do(case))]
    own = _own_text(target.own_salutation, _language_of(parts)) if target else None
    return CaseSheets(
        sender=tuple(rules.sender_lines(case)),
        salutation=own or (_own_text(target.salutation, "") if target else None),
        to=to,
        poster_marks=tuple(RuleMark(Mark(mark), text) for mark, text in on_poster[:4]),
        public_page=public_page(case, chapter),
        is_abroad=is_abroad(target, case, chapter.country) if target else True,
        copies_abroad=tuple(
            is_abroad(one, case, chapter.country) for one in written_to if one.role is AddresseeRole.DIPLOMAT
        ),
    )


def _half_line(line: str) -> str:
    """It stands after the country and a colon."""
    article = line.split(" ", 1)[0]
    return line[0].lower() + line[1:] if article in ("A", "An", "The") else line


def _deadline(case: Case, meets_on: date) -> Deadline:
    if case.deadline_on is None:
        return Deadline.NONE
    if case.deadline_on < meets_on:
        return Deadline.PASSED
    return Deadline.SOON if case.deadline_on <= meets_on + SOON else Deadline.AHEAD


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    try:
        return "rtl" if Locale.parse(language, sep="-").text_direction == "rtl" else "ltr"
    except (UnknownLocaleError, ValueError):
        return "ltr"


def _own_text(text: str, language: str) -> OwnText | None:
    language = language or language_of(text)
    return OwnText(text, language, direction_of(language)) if text else None


def _own_name(subjects: Sequence[Subject]) -> OwnText | None:
    if len(subjects) != 1:
        return None
    return _own_text(subjects[0].own_script_name, subjects[0].own_script_language)


def _portrait(subject: Subject | None) -> Portrait | None:
    """Printed only with its permission and a text that says what is to be seen."""
    if subject is None or subject.portrait is None or not rules.may_show_portrait(subject):
        return None
    path = storage.path_of(subject.portrait.ref)
    return Portrait(path.read_bytes(), subject.portrait_alt, subject.portrait_credit) if path.exists() else None


def _facts(case: Case, subject: Subject | None, locale: str) -> list[Fact]:
    facts = []
    if subject:
        held = ", ".join(
            part
            for part in (
                subject.held_at,
                _("since %(when)s", when=format_partial(subject.held_since, locale)) if subject.held_since else "",
            )
            if part
        )
        facts = [
            Fact(_("Pronoun"), subject.pronouns),
            Fact(_("Born"), subject.birthday),
            Fact(_("Held"), held),
            Fact(_("Sentence"), subject.sentence),
        ]
    facts.append(Fact(_("Source"), rules.number_on(case, rules.Place.BRIEF), revealing=True))
    if case.verified_on:
        facts.append(Fact(_("Checked"), dates.full_day(case.verified_on, locale)))
    return [fact for fact in facts if fact.value]


def _written_to(parts: CaseParts) -> list[Addressee]:
    """Those whom the rules let a letter go to, the most important first."""
    order = list(AddresseeRole)
    allowed = [one for one in parts.addressees if rules.may_write_to(parts.case, one.role)]
    return sorted(allowed, key=lambda one: (order.index(one.role), one.position))


def _heading(role: AddresseeRole, subjects: Sequence[Subject]) -> str:
    them = rules.pronoun_for(subjects)
    return {
        AddresseeRole.TARGET: _("Write to"),
        AddresseeRole.COPY: _("Copy to"),
        AddresseeRole.DIPLOMAT: _("Copy to the embassy"),
        AddresseeRole.PRISONER: _("To %(them)s", them=them),
        AddresseeRole.FAMILY: _("To the family"),
    }[role]


def _addressee(one: Addressee, parts: CaseParts, chapter: Chapter) -> AddresseeContents:
    lines, country = lines_of(one)
    if one.role is AddresseeRole.PRISONER and parts.subjects:
        subject = parts.subjects[0]
        name = one.holder or subject.mailing_name or subject.display_name
        lines = [name, subject.prisoner_number, *lines[bool(one.holder) :]]
    if country and country != chapter.country:
        lines.append(dates.country(country, "en").upper())  # the post of the sender's country has to read it
    own = _own_text(one.own_salutation, _language_of(parts))
    return AddresseeContents(
        heading=_heading(one.role, parts.subjects),
        lines=tuple(line.strip() for line in lines if line.strip()),
        salutations=tuple(text for text in (own, _own_text(one.salutation, "")) if text),
        note=stamp_note(one, chapter.country, chapter.locale),
        email=one.email,
        fax=one.fax,
        phone=one.phone,
        country=country or parts.case.country,
    )


def _language_of(parts: CaseParts) -> str:
    """Of salutations in the addressee's own words: that of the name in its own script, where there is one."""
    return next((one.own_script_language for one in parts.subjects if one.own_script_language), "")


def _name_of(language: str, locale: str) -> str:
    return language_name(language, locale) if language else ""


def printable(parts: CaseParts) -> list[SampleLetter]:
    return [letter for letter in parts.letters if may_print(letter, parts.case, parts.addressees)]


def _letter(parts: CaseParts, chapter: Chapter, day: date) -> LetterContents:
    """The one sample of the packet: an appeal letter, in the packet's language where there is one."""
    first = printed_first(parts.letters, parts.case, parts.addressees, chapter.locale)[0]
    return describe_letter(first, parts, chapter, day)


def _letter_in(language: str, parts: CaseParts, chapter: Chapter, day: date) -> LetterContents:
    """The sample in another language, side by side with the packet's own. Where there is one of the two only, it says
    so."""
    ours = _name_of(chapter.locale, chapter.locale)
    chosen = choose_letter(parts.letters, parts.case, parts.addressees, language, chapter.locale)
    if chosen is None:
        asked = _name_of(language, chapter.locale)
        told = _("There is no letter in %(language)s for this case yet: this is the usual one.", language=asked)
        return replace(_letter(parts, chapter, day), told=told)
    letter = describe_letter(chosen.letter, parts, chapter, day)
    if chosen.translation is None:
        told = _("There is no %(language)s version of it. Copy it only if you can read it.", language=ours)
        return replace(letter, told=told)
    translation = describe_letter(chosen.translation, parts, chapter, day)
    is_line_for_line = len(letter.paragraphs) == len(translation.paragraphs)
    copied = language_name(chosen.letter.language, chosen.letter.language)
    return replace(letter, beside=Beside(translation, ours, copied, is_line_for_line))


def describe_letter(letter: SampleLetter, parts: CaseParts, chapter: Chapter, day: date) -> LetterContents:
    filled = fill_letter(letter, parts.case, parts.subjects, parts.addressees, day=day, locale=chapter.locale)
    return LetterContents(
        to=(filled.to.office or filled.to.holder) if filled.to else "",
        date=filled.date,
        salutation=filled.salutation,
        own_salutation=_own_text(filled.own_salutation, _language_of(parts)),
        paragraphs=tuple(map(_paragraph, filled.blocks)),
        closing="" if filled.has_closing else closing_of(letter.language or chapter.locale),
        own_language=_name_of(_language_of(parts), chapter.locale),
        language="" if base_of(letter.language) == base_of(chapter.locale) else letter.language,
        direction=direction_of(letter.language),
        sender=tuple(rules.sender_block(parts.case, rules.Place.LETTER, chapter)),
        sender_note=rules.sender_note(parts.case),
    )


def _paragraph(block: str) -> Markup:
    return Markup(to_html(block).strip().removeprefix("<p>").removesuffix("</p>"))  # noqa: S704 made safe by to_html
