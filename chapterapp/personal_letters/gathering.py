"""From the rows of members and cases to the letters: which are offered, printed, left out and why."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from chapterapp import dates
from chapterapp.attendance.queries import list_expected, list_present
from chapterapp.cases import rules
from chapterapp.cases.models import Addressee, Case, SampleLetter
from chapterapp.cases.rules import Signed, Writer
from chapterapp.cases.sample_letters import Filled, appeals_of, closing_of, fill_letter, is_formula
from chapterapp.chapters.models import Chapter, PaperSize
from chapterapp.errors import Refused
from chapterapp.labels.rules import address_of, is_abroad, reason_not_addressed
from chapterapp.markdown import to_html
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.queries import list_featured
from chapterapp.members.models import Member
from chapterapp.members.queries import list_members
from chapterapp.packets.case_contents import CaseParts, direction_of, printable
from chapterapp.packets.gathering import with_parts
from chapterapp.packets.models import PrintOverride
from chapterapp.packets.queries import overrides_of
from chapterapp.personal_letters.contents import OWN, CaseLetter, Letter, Run
from chapterapp.personal_letters.models import LetterOrder

LINK = re.compile(r"</?a\b[^>]*>")


class Choice(NamedTuple):
    """One of the letters that may be sent for a case: the reference of the sample, and what it is called."""

    ref: str
    words: str
    letter: CaseLetter
    to: Addressee | None


class Offer(NamedTuple):
    """A case of the table: its letter, or why there is none. Of `choices` the first is the usual one."""

    case: Case
    letter: CaseLetter | None
    to: Addressee | None
    reason: str
    choices: tuple[Choice, ...] = ()


class Place(NamedTuple):
    """What letters are printed for: a meeting, with what was overridden there; or one case at home."""

    chapter: Chapter
    day: date
    made: Mapping[int, PrintOverride]


def place_of(chapter: Chapter, meeting: Meeting) -> Place:
    return Place(chapter, meeting.meets_on, overrides_of(meeting))


def list_writers(chapter: Chapter, meeting: Meeting, who: str) -> list[Member]:
    """Active members by name: those who are expected, those who are here, or all of them."""
    active = [member for member in list_members(chapter) if member.is_active]
    if who == "expected":
        refs = {member.ref for member in list_expected(meeting)}
    elif who == "here":
        refs = {one.ref for one in list_present(meeting)}
    else:
        refs = {member.ref for member in active}
    return [member for member in active if member.ref in refs]


def list_offers(chapter: Chapter, meeting: Meeting) -> list[Offer]:
    """The cases of the meeting in its order, in the chapter's language."""
    place = place_of(chapter, meeting)
    with force_locale(chapter.locale):
        cases = [line.case for line in list_featured(meeting)]
        return [offer_case(parts, place) for parts in with_parts(chapter, cases)]


def offer_case(parts: CaseParts, place: Place) -> Offer:
    if reason := reason_off(parts, place):
        return Offer(parts.case, None, None, reason)
    try:
        choices = list_choices(parts, place)
    except Refused as no:
        return Offer(parts.case, None, None, str(no))
    return Offer(parts.case, choices[0].letter, choices[0].to, "", choices)


def list_choices(parts: CaseParts, place: Place) -> tuple[Choice, ...]:
    """The letters that may be sent, the usual one first. Raises Refused where that may not."""
    found: list[Choice] = []
    for one in appeals_of(parts.letters, parts.case, parts.addressees, place.chapter.locale):
        try:
            letter, to = describe_letter(one, parts, place)
        except Refused:
            if not found:
                raise
            continue
        words = _words_of(letter, to, place.chapter)
        if any(choice.words == words for choice in found):
            words = f"{words}: {' '.join(paragraph.striptags() for paragraph in letter.paragraphs)[:40]}…"
        found.append(Choice(one.ref, words, letter, to))
    return tuple(found)


def _words_of(letter: CaseLetter, to: Addressee | None, chapter: Chapter) -> str:
    language = dates.language(letter.language, chapter.locale)
    whom = (to.holder or to.office) if to else ""
    return _("%(language)s, to %(whom)s", language=language, whom=whom) if whom else language


def choose(offers: Sequence[Offer], chosen: Mapping[str, str]) -> list[Offer]:
    """With the letter that was chosen for a case, by its slug, where that one may still be sent."""
    return [
        offer._replace(letter=choice.letter, to=choice.to) if (choice := _chosen(offer, chosen)) else offer
        for offer in offers
    ]


def say_instead(offers: Sequence[Offer], chosen: Mapping[str, str], chapter: Chapter) -> list[str]:
    """A sentence for each case that another letter is printed for than was chosen."""
    with force_locale(chapter.locale):
        return [
            _("%(case)s: the letter that was chosen is no longer there, or may not be sent now. Printed instead: "
              "%(letter)s.", case=offer.case.title, letter=offer.choices[0].words)
            for offer in offers
            if offer.letter and offer.case.slug in chosen and not _chosen(offer, chosen)
        ]  # fmt: skip


def _chosen(offer: Offer, chosen: Mapping[str, str]) -> Choice | None:
    return next((one for one in offer.choices if one.ref == chosen.get(offer.case.slug)), None)


def reason_off(parts: CaseParts, place: Place) -> str:
    """What keeps the case off the paper on this day, as it would keep it off a packet."""
    case = parts.case
    against = rules.reason_not_printed(case, place.day, place.chapter)
    if against and not (case.id in place.made and place.made[case.id].against == against):
        return against
    return rules.reason_left_out(*parts[:3], printable(parts), parts.updates, place.chapter)


def describe_letter(letter: SampleLetter, parts: CaseParts, place: Place) -> tuple[CaseLetter, Addressee | None]:
    """One that all writers send for the case, and to whom. Raises Refused where the rules do not allow it."""
    case, chapter = parts.case, place.chapter
    filled = fill_letter(
        letter, case, parts.subjects, parts.addressees, day=place.day, locale=chapter.locale, writer="{writer}"
    )
    paragraphs = tuple(Markup(LINK.sub("", to_html(block).strip())) for block in filled.blocks)  # noqa: S704 safe
    language = letter.language or chapter.locale.replace("_", "-")
    described = CaseLetter(
        case_id=case.id,
        name=case.title,
        to=_inside(filled.to, parts, chapter),
        language=language,
        direction=direction_of(language),
        date=filled.date,
        salutation=filled.salutation,
        is_greeted=_is_greeted(filled),
        paragraphs=paragraphs,
        closing="" if filled.has_closing else closing_of(language),
        gaps=sum(len(OWN.findall(paragraph)) for paragraph in paragraphs),
    )
    said = [*described.to, described.salutation, *(paragraph.striptags() for paragraph in paragraphs)]
    if rules.gives_us_away(case, chapter, said):
        raise Refused(_("It may not name Amnesty, but %(where)s does.", where=_("the letter")))
    return described, filled.to


def _inside(to: Addressee | None, parts: CaseParts, chapter: Chapter) -> tuple[str, ...]:
    """The address above the letter; the name alone where the address may not stand on an envelope either."""
    if to is None:
        return ()
    lines = address_of(to, parts.subjects, chapter)
    if not reason_not_addressed(parts.case, to, parts.subjects, lines, chapter):
        return lines
    return tuple(line for line in (to.holder, to.office) if line.strip())


def _is_greeted(filled: Filled) -> bool:
    """Whether the body says the salutation itself."""
    said = [words for words in (filled.to.salutation, filled.to.own_salutation) if words] if filled.to else []
    begins = filled.blocks[:2]
    return bool(begins) and (is_formula(begins[0]) or any(words in block for words in said for block in begins))


def writer_of(member: Member, *, with_address: bool) -> Writer:
    address = tuple(member.postal_address.splitlines()) if with_address else ()
    return Writer(member.mailing_name or member.display_name, address)


def sign(offer: Offer, writer: Writer, chapter: Chapter) -> Signed:
    """How this writer stands on the letter of this case."""
    abroad = offer.to is None or is_abroad(offer.to, chapter)
    return rules.writer_block(offer.case, writer, chapter, abroad=abroad)


def by_hand(member: Member, offers: Sequence[Offer], chapter: Chapter, *, with_address: bool) -> list[str]:
    """What the member will have to fill in on some of these letters, in words, each once."""
    writer = writer_of(member, with_address=with_address)
    words = [word for offer in offers if offer.letter for word in sign(offer, writer, chapter).by_hand]
    return list(dict.fromkeys(words))


def gather_run(
    place: Place, offers: Sequence[Offer], writers: Sequence[Writer], order: LetterOrder = LetterOrder.WRITER
) -> Run:
    """A letter of each of the writers for each of the cases that may be printed."""
    chapter, printed = place.chapter, [offer for offer in offers if offer.letter]
    pairs = [(case, writer) for writer in range(len(writers)) for case in range(len(printed))]
    ordered = sorted(pairs) if order is LetterOrder.CASE else pairs
    with force_locale(chapter.locale):
        title = _("Letters, %(day)s", day=dates.full_day(place.day, chapter.locale))
        letters = [Letter(c, w, sign(printed[c], writers[w], chapter)) for c, w in ordered]
    return Run(
        title=title,
        language=chapter.locale.replace("_", "-"),
        paper="a4" if chapter.paper_size is PaperSize.A4 else "letter",
        cases=tuple(offer.letter for offer in printed if offer.letter),
        writers=tuple(writer.name for writer in writers),
        letters=tuple(letters),
        by_case=order is LetterOrder.CASE,
        left_out=tuple(f"{offer.case.title}: {offer.reason}" for offer in offers if offer.reason),
    )
