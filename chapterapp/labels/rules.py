"""What may stand on the outside of an envelope: pure functions over a case, its addressees and the chapter.

Whoever handles the letter sees it, so a case shows nothing of itself there: no number, no campaign, and no name but
that of the one who is written to.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from chapterapp.addresses import country_line, names_country, postcode_in, with_country
from chapterapp.cases.models import Addressee, AddresseeRole, Case, SenderDetails, Subject
from chapterapp.cases.office_rules import lines_of
from chapterapp.cases.rules import initials, is_neutral, sender_reading
from chapterapp.chapters.models import Chapter
from chapterapp.chapters.rules import names_amnesty
from chapterapp.errors import Refused

REVEALING = ("urgent action", "prisoner of conscience", "prisoners of conscience")
EACH_WRITES = 3  # letters of one writer in an evening
FEW = 6  # writers, where nobody knows better
TO_THE_PERSON = (AddresseeRole.PRISONER, AddresseeRole.FAMILY)


def default_count(writers: int, cases: int) -> int:
    """Letters to expect for one case: each writes three, and no more than one a case."""
    writers = writers or FEW
    return min(writers, math.ceil(EACH_WRITES * writers / max(cases, 1)))


def name_of(one: Addressee, subjects: Sequence[Subject]) -> str:
    """What an addressee is called on the screen."""
    if one.role is AddresseeRole.PRISONER and (subject := _subject_of(one, subjects)):
        return subject.display_name
    return one.holder or one.office or one.address_lines.strip().split("\n")[0] or _("An addressee")


def address_of(one: Addressee, subjects: Sequence[Subject], chapter: Chapter) -> tuple[str, ...]:
    """The lines of a label: as they were typed, the country last. In prison a person gets mail under the mailing name,
    with the number, and under no other."""
    lines, country = lines_of(one)
    if one.role is AddresseeRole.PRISONER and (subject := _subject_of(one, subjects)):
        name = subject.mailing_name or one.holder or subject.display_name
        lines = [name, *(lines[1:] if one.holder.strip() else lines)]
        if subject.prisoner_number and not any(subject.prisoner_number in line for line in lines):
            lines.insert(1, subject.prisoner_number)
    return with_country(lines, country, chapter.country, chapter.locale)


def _subject_of(one: Addressee, subjects: Sequence[Subject]) -> Subject | None:
    """Whom a letter to prison goes to: the one whose name was typed, else the first."""
    named = [
        subject for subject in subjects if one.holder and one.holder in (subject.display_name, subject.mailing_name)
    ]
    return next(iter(named or subjects), None)


def reason_not_addressed(
    case: Case, one: Addressee, subjects: Sequence[Subject], lines: Sequence[str], chapter: Chapter
) -> str:
    """Why the lines of address_of are not printed; empty where nothing speaks against it."""
    if not one.address_lines.strip() and not one.care_of:
        return _("It has no address yet.")
    typed = lines[:-1] if is_abroad(one, chapter) else lines
    if one.role is AddresseeRole.PRISONER and (name := _wrong_name(one, subjects)) and _said(typed, [name]):
        return _("In prison mail comes under another name than “%(name)s”: take it out of the address.", name=name)
    people = () if one.role in TO_THE_PERSON else _people(case, subjects)
    if found := _said(typed, [*_never(case, chapter), *people]):
        return _("“%(words)s” must not stand on an envelope.", words=found)
    if is_neutral(case) and any(map(names_amnesty, lines)):
        return _("It names Amnesty, which this case may not.")
    return ""


def sender_of(case: Case, subjects: Sequence[Subject], chapter: Chapter, *, abroad: bool) -> tuple[str, ...]:
    """The chapter as sender, as far as the case's rules allow it; its country last where the letter leaves it.

    Raises Refused where the return address does not have what the rule wants, or says too much.
    """
    neutral = is_neutral(case)
    name = chapter.neutral_sender if neutral else chapter.name
    if not name.strip():
        raise Refused(_("It does not name Amnesty, and the chapter has no neutral sender yet."))
    typed = _own_lines(chapter)
    match sender_reading(case):
        case SenderDetails.FULL:
            lines = [name, *_some(typed, _("The chapter has no return address yet."))]
        case SenderDetails.INITIALS_AND_POSTCODE:
            lines = [initials(name), _postcode(typed, chapter.country)]
        case _:
            lines = [name, *_town(typed, chapter.country)]
    if found := _said(lines, [*_never(case, chapter), *_people(case, subjects), "prisoner", "prisoners"]):
        raise Refused(_("“%(words)s” must not stand on an envelope.", words=found))
    if neutral and any(map(names_amnesty, lines)):
        raise Refused(_("The return address names Amnesty, which this case may not."))
    home = [country_line(chapter.country, chapter.country, chapter.locale)] if abroad else []
    return (*(" ".join(line.split()) for line in lines), *home)


def is_abroad(one: Addressee, chapter: Chapter) -> bool:
    country = lines_of(one)[1]
    return bool(country) and country != chapter.country


def _own_lines(chapter: Chapter) -> list[str]:
    """The return address without the chapter's names and its country, which are added by the rule."""
    lines = [line.strip() for line in chapter.return_address.splitlines() if line.strip()]
    ours = {_plain(chapter.name), _plain(chapter.neutral_sender)}
    lines = [line for line in lines if _plain(line) not in ours]
    return lines[:-1] if len(lines) > 1 and names_country(lines[-1], chapter.country) else lines


def _some(lines: list[str], words: str) -> list[str]:
    if not lines:
        raise Refused(words)
    return lines


def _town(lines: list[str], country: str) -> list[str]:
    """The last lines of the return address: town and postcode, never the street."""
    code = postcode_in(lines[-1], country) if lines else ""
    taken = 2 if code and not any(sign.isalpha() for sign in lines[-1].replace(code, "")) else 1
    town = " ".join(lines[-taken:]).replace(code, "") if code else " ".join(lines[-taken:])
    if len(lines) <= taken or any(sign.isdigit() for sign in town):
        raise Refused(_("The town needs a line of its own at the end of the chapter's return address."))
    return lines[-taken:]


def _postcode(lines: list[str], country: str) -> str:
    found = next(filter(None, (postcode_in(line, country) for line in reversed(lines))), "")
    if not found:
        raise Refused(_("The chapter's return address has no postcode, and this case allows nothing more."))
    return found


def _never(case: Case, chapter: Chapter) -> list[str]:
    """What stands on no envelope of the case. A chapter that is called like its town cannot hide that name."""
    words = [*REVEALING, case.ua_number, case.index_number]
    if not is_neutral(case):
        return words
    town = chapter.return_address.strip().split("\n")[-1]
    return [*words, "amnesty", *(() if _said([town], [chapter.name]) else (chapter.name,))]


def _wrong_name(one: Addressee, subjects: Sequence[Subject]) -> str:
    """The name under which a prisoner gets no mail, or an empty text."""
    subject = _subject_of(one, subjects)
    differ = subject and subject.mailing_name and _plain(subject.mailing_name) != _plain(subject.display_name)
    return subject.display_name if subject and differ else ""


def _people(case: Case, subjects: Sequence[Subject]) -> list[str]:
    return [case.title, *(name for one in subjects for name in (one.display_name, one.mailing_name))]


def _said(lines: Iterable[str], words: Iterable[str]) -> str:
    """The first of the words that stands in the lines, over their ends too; words of one or two signs are no words."""
    text = f" {_plain(' '.join(lines))} "
    return next((word for word in words if len(word.strip()) > 2 and f" {_plain(word)} " in text), "")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
