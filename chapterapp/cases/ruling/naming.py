"""Words that name Amnesty: in any letters, behind marks that nobody sees, across a line, inside Markdown."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import unescape

from flask_babel import gettext as _

from chapterapp.cases.models import Addressee, Case, CaseUpdate, SampleLetter, Subject
from chapterapp.chapters.models import Chapter
from chapterapp.chapters.rules import OURS
from chapterapp.markdown import to_html

TELLTALE = ("prisoner of conscience", "prisoners of conscience", "urgent action", "write for rights")
# The name in other scripts and languages, as sections write it themselves.
ELSEWHERE = (
    "العفو الدولية",
    "عفو بین الملل",
    "国际特赦",
    "國際特赦",
    "アムネスティ",
    "앰네스티",
    "эмнести",
    "διεθνής αμνηστία",
    "международная амнистия",
    "міжнародна амністія",
    "uluslararası af örgütü",
    "ân xá quốc tế",
)
NUMBER = re.compile(r"\bua[\s-]*\d{1,3}(?:-\d)?\s*[/.]\s*\d{2,4}\b|\b[a-z]{3}\s?\d{2}/\d{3,4}/(?:19|20)\d\d\b")
MARKED_UP = re.compile(r"[*_`\[\]\\&<]")
TAG, BRACKETS = re.compile(r"<[^>]*>"), str.maketrans("", "", "[]")
UNSEEN = {"Cf", "Mn"}  # joiners, soft hyphens, marks over letters


def folded(text: str) -> str:
    """As a reader sees it: plain letters without marks, one space between words, no capitals."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(one for one in plain if unicodedata.category(one) not in UNSEEN).split())


FOLDED = tuple(folded(word) for word in (*TELLTALE, *ELSEWHERE))


def names_us(text: str, words: Sequence[str] = ()) -> bool:
    """Whether it names Amnesty or a number of ours; `words` (folded) are what names it besides."""
    return any(_names(form, words) for form in _forms(text))


def _names(form: str, words: Sequence[str]) -> bool:
    if OURS.search(form) or NUMBER.search(form):
        return True
    return any(word in form for word in (*FOLDED, *words))


def _forms(text: str) -> Iterable[str]:
    """As typed, and as Markdown prints it, where links lose their addresses and a writer's own words their brackets."""
    yield folded(text)
    if MARKED_UP.search(text):
        yield folded(unescape(TAG.sub("", str(to_html(text)))).translate(BRACKETS))


def own_words(case: Case, chapter: Chapter) -> list[str]:
    """What would give away who writes for this case: the chapter's name, the case's numbers; folded."""
    own = [chapter.name, case.ua_number, case.index_number]
    return [word for word in map(folded, own) if word]


def texts_that_name(
    case: Case,
    subjects: Iterable[Subject],
    addressees: Iterable[Addressee],
    letters: Iterable[SampleLetter],
    updates: Iterable[CaseUpdate],
    chapter: Chapter,
) -> list[str]:
    """The printed texts of a neutral case that name what must not be named, as words: "the background"."""
    words = own_words(case, chapter)
    printed = _printed(case, list(subjects), addressees, letters, updates)
    return [where for where, texts in printed.items() if any(names_us(text, words) for text in texts if text)]


def _printed(
    case: Case,
    subjects: Sequence[Subject],
    addressees: Iterable[Addressee],
    letters: Iterable[SampleLetter],
    updates: Iterable[CaseUpdate],
) -> dict[str, list[str]]:
    return {
        _("the name"): [case.title],
        _("the line under the name"): [case.line],
        _("the summary"): [case.summary],
        _("the background"): [case.background],
        _("what to ask"): [case.recommended_actions],
        _("what to speak of"): [case.talking_points],
        _("what to leave out"): [case.topics_to_avoid],
        _("the languages"): [case.languages],
        _("a portrait's words"): [text for one in subjects for text in (one.portrait_alt, one.portrait_credit)],
        _("a person"): [text for one in subjects for text in _of_person(one)],
        _("a facility"): [text for one in subjects for text in _of_facility(one)],
        _("an addressee"): [text for one in addressees for text in _of_addressee(one)],
        _("the sample letter"): [letter.body for letter in letters],
        _("the timeline"): [update.text for update in updates],
    }


def _of_person(one: Subject) -> Sequence[str]:
    names = (one.display_name, one.own_script_name, one.mailing_name, one.prisoner_number)
    return (*names, one.pronouns, one.birthday, one.held_at, one.held_since, one.sentence)


def _of_facility(one: Subject) -> Sequence[str]:
    return (one.facility.name, one.facility.languages, one.facility.paper_rules) if one.facility else ()


def _of_addressee(one: Addressee) -> Sequence[str]:
    lines = (one.holder, one.office, one.attention, one.address_lines, one.salutation, one.own_salutation)
    return (*lines, one.email, one.email_subject, one.web_form, one.fax, one.phone)
