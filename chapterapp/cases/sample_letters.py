"""A sample letter as it is printed or shown: whom it goes to, and its words with the placeholders filled."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from flask_babel import gettext as _

from chapterapp import dates
from chapterapp.cases.models import Addressee, AddresseeRole, Case, LetterKind, SampleLetter, Subject
from chapterapp.cases.placeholders import fill
from chapterapp.cases.rules import languages_of, may_be_written_in, may_write_to, sender_lines
from chapterapp.errors import Refused
from chapterapp.scripts import script_of

TO_PRISON = (AddresseeRole.PRISONER, AddresseeRole.FAMILY)
GOES_TO = {  # the first of these roles that the rules let a letter go to
    LetterKind.SOLIDARITY_LETTER: TO_PRISON,
    LetterKind.SOLIDARITY_CARD: TO_PRISON,
    LetterKind.EMBASSY_COPY: (AddresseeRole.DIPLOMAT,),
}
CLOSINGS = {  # a plain one, polite to an official, for a letter that does not bring its own
    "en": "Respectfully,",
    "nl": "Hoogachtend,",
    "es": "Atentamente,",
    "fr": "Respectueusement,",
    "pt": "Atenciosamente,",
    "it": "Con osservanza,",
    "de": "Hochachtungsvoll",
    "ru": "С уважением,",
    "ar": "مع فائق الاحترام،",
    "fa": "با احترام،",
    "am": "ከሰላምታ ጋር",
    "az": "Hörmətlə,",
    "be": "З павагай,",
    "bg": "С уважение,",
    "cs": "S úctou",
    "da": "Med venlig hilsen",
    "el": "Με εκτίμηση,",
    "fi": "Kunnioittavasti",
    "fil": "Lubos na gumagalang,",
    "he": "בכבוד רב,",
    "hi": "सादर,",
    "hu": "Tisztelettel",
    "id": "Hormat saya,",
    "ka": "პატივისცემით,",
    "kk": "Құрметпен,",
    "my": "လေးစားစွာဖြင့်",
    "nb": "Med vennlig hilsen",
    "pl": "Z poważaniem",
    "ro": "Cu stimă,",
    "sv": "Med vänlig hälsning",
    "th": "ขอแสดงความนับถือ",
    "tr": "Saygılarımla,",
    "uk": "З повагою",
    "vi": "Trân trọng,",
    "zh": "此致敬礼",
    "zh-hant": "此致敬禮",
}  # not Japanese, whose closing answers an opening word, nor Korean, which has it behind the name
WITHOUT_STOPS = ("THAI", "LAO")  # their sentences end in a letter too
TRADITIONAL = {"hant", "tw", "hk", "mo"}  # in the tag of a Chinese letter
APPEAL = (AddresseeRole.TARGET, AddresseeRole.COPY, AddresseeRole.DIPLOMAT, *TO_PRISON)


class Filled(NamedTuple):
    """A letter in the order of its parts. `blocks` are Markdown; what a block says itself is empty beside them."""

    to: Addressee | None
    date: str
    salutation: str
    own_salutation: str
    blocks: list[str]
    has_closing: bool


def recipient_of(letter: SampleLetter, case: Case, addressees: Sequence[Addressee]) -> Addressee | None:
    """The addressee it names, or the first that its kind goes to; None where the rules let it go to nobody."""
    allowed = [one for one in addressees if may_write_to(case, one.role)]
    if letter.addressee_id is not None:
        return next((one for one in allowed if one.id == letter.addressee_id), None)
    roles = GOES_TO.get(letter.kind, APPEAL)
    found = [one for one in allowed if one.role in roles]
    return min(found, key=lambda one: (roles.index(one.role), one.position), default=None)


def may_print(letter: SampleLetter, case: Case, addressees: Sequence[Addressee]) -> bool:
    """A letter to somebody who must not be written to stays off the paper, and off the members' pages."""
    if letter.addressee_id is None and letter.kind not in (LetterKind.SOLIDARITY_LETTER, LetterKind.SOLIDARITY_CARD):
        return True
    return recipient_of(letter, case, addressees) is not None


def printed_first(
    letters: Sequence[SampleLetter], case: Case, addressees: Sequence[Addressee], language: str
) -> list[SampleLetter]:
    """Those that may be printed: appeal letters first, of them those in the packet's language, then as they stand."""
    allowed = [letter for letter in letters if may_print(letter, case, addressees)]
    return sorted(
        allowed,
        key=lambda letter: (letter.kind is not LetterKind.APPEAL_LETTER, base_of(letter.language) != base_of(language)),
    )


def appeals_of(
    letters: Sequence[SampleLetter], case: Case, addressees: Sequence[Addressee], locale: str
) -> list[SampleLetter]:
    """The appeals that may be printed with a writer's own name, the usual one first. Raises Refused where the case has
    none in a language that its rules allow."""
    appeals = [one for one in printed_first(letters, case, addressees, locale) if one.kind is LetterKind.APPEAL_LETTER]
    if not appeals:
        raise Refused(_("It has no appeal letter yet."))
    allowed = [one for one in appeals if may_be_written_in(case, one.language or locale)]
    if not allowed:
        named = languages_of(case)
        raise Refused(_("Its rules say: write in %(languages)s. There is no such letter.", languages=named))
    return allowed


class Chosen(NamedTuple):
    """The letter of one language, and the same in the packet's, to be set beside it: None where there is none."""

    letter: SampleLetter
    translation: SampleLetter | None


def choose_letter(
    letters: Sequence[SampleLetter], case: Case, addressees: Sequence[Addressee], language: str, packet_language: str
) -> Chosen | None:
    """Which letter is printed in `language`: of the kind that is printed otherwise, the first that is in it. None where
    there is none. A translation is of the same kind and goes to the same one."""
    usual = printed_first(letters, case, addressees, packet_language)
    same_kind = [letter for letter in usual if letter.kind is usual[0].kind]
    found = next((letter for letter in same_kind if base_of(letter.language) == base_of(language)), None)
    if found is None:
        return None
    to = recipient_of(found, case, addressees)
    others = (letter for letter in same_kind if base_of(letter.language) == base_of(packet_language))
    beside = (letter for letter in others if letter is not found and recipient_of(letter, case, addressees) is to)
    return Chosen(found, next(beside, None))


def fill_letter(
    letter: SampleLetter,
    case: Case,
    subjects: Sequence[Subject],
    addressees: Sequence[Addressee],
    *,
    day: date,
    locale: str,
    writer: str = "",
) -> Filled:
    """`writer`: the name under a personal letter; on a sample the writer's own line stands there instead."""
    to, there = recipient_of(letter, case, addressees), locale_of(letter.language, locale)
    own_language = next((one.own_script_language for one in subjects if one.own_script_language), "")
    is_foreign = base_of(letter.language) != base_of(locale)  # where no name says which, own words are in the letter's
    speaks = base_of(letter.language) == base_of(own_language) if own_language else is_foreign
    in_own = bool(to and to.own_salutation) and speaks
    salutation = ((to.own_salutation if in_own else to.salutation) if to else "").strip()
    written_on = dates.full_day(day, there)
    values = {
        "salutation": salutation,
        "subject": _name(case, subjects, there),
        "writer": writer or f"[{sender_lines(case)[0]}]",
        "date": written_on,
    }
    blocks = _without_frame([block.strip() for block in letter.body.split("\n\n") if block.strip()])
    begins = bool(blocks) and is_formula(blocks[0])
    ends = bool(blocks) and (is_formula(blocks[-1]) or (len(blocks) > 1 and _is_closing(blocks[-1], letter.language)))
    return Filled(
        to=to,
        date="" if any("{date}" in block for block in blocks[:1]) else written_on,
        salutation="" if begins or any("{salutation}" in block for block in blocks[:2]) else salutation,
        own_salutation=to.own_salutation if to and not in_own else "",
        blocks=[fill(block, values) for block in blocks],
        has_closing=ends,
    )


def _without_frame(blocks: list[str]) -> list[str]:
    """Date, salutation and signature have their places around the body: alone on a line they are not said twice."""
    while len(blocks) > 1 and blocks[0] in ("{date}", "{salutation}"):
        blocks = blocks[1:]
    if len(blocks) > 1 and blocks[-1] == "{writer}":
        return blocks[:-1]
    *others, last = blocks or [""]
    return [*others, last.removesuffix("{writer}").rstrip()] if "\n" in last else blocks


def is_formula(block: str) -> bool:
    """Whether a paragraph is a salutation or a closing: a few words and a comma. Then the letter has its own."""
    return len(block) <= 60 and block.endswith((",", ":"))


def _is_closing(block: str, language: str) -> bool:
    """Whether the last of several paragraphs is one without a comma, as many languages have it: a few words that are no
    sentence, or those that would be printed."""
    said, known = _bare(block), _bare(closing_of(language))
    if known and said.startswith(known) and len(said) <= len(known) + 10:
        return True
    if "\n" in block or "://" in block or any(char.isdigit() for char in block):
        return False
    ends_open = unicodedata.category(block[-1])[0] in "LM" and script_of(block) not in WITHOUT_STOPS
    most = 3 if closing_of(language).endswith((",", "،")) else 6  # words: where a comma is usual, more are a demand
    return ends_open and len(block) <= 40 and len(block.split()) <= most


def _bare(words: str) -> str:
    return re.sub(r"\W", "", words)


def _name(case: Case, subjects: Sequence[Subject], locale: str) -> str:
    """Names as they are shown; never the name or the number of the envelope. Of many, what the case is called."""
    names = [one.display_name for one in subjects]
    return format_list(names, locale=locale) if 0 < len(names) <= 3 else case.title


def base_of(language: str) -> str:
    return language.replace("_", "-").split("-")[0].casefold()


def closing_of(language: str) -> str:
    """By the letter's BCP 47 tag; empty where none is known, and the writer's pen has the last word."""
    tags = language.replace("_", "-").casefold().split("-")
    if tags[0] == "zh" and TRADITIONAL & set(tags):
        return CLOSINGS["zh-hant"]
    return CLOSINGS.get({"no": "nb", "tl": "fil"}.get(tags[0], tags[0]), "")


def locale_of(language: str, locale: str) -> str:
    """That of the letter's dates: the chapter's own where it speaks the same language, or where that is none."""
    if base_of(language) == base_of(locale):
        return locale
    try:
        return str(Locale.parse(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return locale
