"""What of a case may stand at which place: one row a place, asked by everything that prints, shows or sends."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from flask_babel import gettext as _

from chapterapp.cases.models import Case, CaseStatus, SenderDetails
from chapterapp.cases.ruling.naming import names_us, own_words
from chapterapp.cases.ruling.printing import reason_not_printed
from chapterapp.cases.ruling.readings import is_neutral, sender_reading
from chapterapp.cases.ruling.words import sender_lines
from chapterapp.cases.ruling.world import is_shown
from chapterapp.chapters.models import Chapter


class Place(StrEnum):
    BRIEF = "brief"
    LETTER = "letter"
    LABEL = "label"
    ENVELOPE = "envelope"
    FOOTER = "footer"
    FILE_NAME = "file_name"
    METADATA = "metadata"
    QR = "qr"  # on paper, to the public page
    PUBLIC_PAGE = "public_page"
    MAIL = "mail"


class Sender(StrEnum):
    """Who stands there as the sender."""

    WRITER = "writer"  # fills in what the rules let a writer give
    ON_ENVELOPE = "on_envelope"  # so much of the chapter's return address as a writer may give of theirs
    NAME = "name"
    NOBODY_IF_NEUTRAL = "nobody_if_neutral"  # the chapter, or nothing at all


class Needs(StrEnum):
    """What a case has to be to stand there."""

    PRINTABLE = "printable"
    SHOWN = "shown"
    ACTIVE = "active"


class Row(NamedTuple):
    needs: Needs
    sender: Sender


PLACES = {
    Place.BRIEF: Row(Needs.PRINTABLE, Sender.NAME),
    Place.LETTER: Row(Needs.PRINTABLE, Sender.WRITER),
    Place.LABEL: Row(Needs.PRINTABLE, Sender.ON_ENVELOPE),
    Place.ENVELOPE: Row(Needs.PRINTABLE, Sender.ON_ENVELOPE),
    Place.FOOTER: Row(Needs.PRINTABLE, Sender.NAME),
    Place.FILE_NAME: Row(Needs.PRINTABLE, Sender.NOBODY_IF_NEUTRAL),
    Place.METADATA: Row(Needs.PRINTABLE, Sender.NOBODY_IF_NEUTRAL),
    Place.QR: Row(Needs.SHOWN, Sender.NOBODY_IF_NEUTRAL),
    Place.PUBLIC_PAGE: Row(Needs.SHOWN, Sender.NOBODY_IF_NEUTRAL),
    Place.MAIL: Row(Needs.ACTIVE, Sender.NAME),
}


def may_stand_on(case: Case, place: Place, chapter: Chapter, day: date) -> bool:
    """Whether the case may be there at all on this day. For paper an override may still let it (packets)."""
    match PLACES[place].needs:
        case Needs.SHOWN:
            return chapter.is_public and is_shown(case) and (place is Place.PUBLIC_PAGE or not is_neutral(case))
        case Needs.ACTIVE:
            return case.status is CaseStatus.ACTIVE and case.deleted_at is None
        case Needs.PRINTABLE:
            return not reason_not_printed(case, day, chapter)


def sender_name(case: Case, place: Place, chapter: Chapter) -> str:
    """Who stands behind it there: the chapter, or its neutral name, or nobody."""
    if PLACES[place].sender is Sender.WRITER:
        return ""
    if not is_neutral(case):
        return chapter.name
    if PLACES[place].sender is Sender.NOBODY_IF_NEUTRAL:
        return ""
    return "" if names_us(chapter.neutral_sender, own_words(case, chapter)) else chapter.neutral_sender


def sender_block(case: Case, place: Place, chapter: Chapter) -> list[str]:
    """The sender there, line by line: what is filled in under a letter, what is printed on an envelope or a label.

    Empty where nothing may be printed and the writer writes by hand.
    """
    match PLACES[place].sender:
        case Sender.WRITER:
            return sender_lines(case)
        case Sender.ON_ENVELOPE:
            return _return_address(case, place, chapter)
        case _:
            return [name] if (name := sender_name(case, place, chapter)) else []


def _return_address(case: Case, place: Place, chapter: Chapter) -> list[str]:
    words = own_words(case, chapter)
    lines = [line.strip() for line in chapter.return_address.splitlines() if line.strip()]
    if is_neutral(case):
        lines = [line for line in lines if not names_us(line, words)]
    name = [line for line in [sender_name(case, place, chapter)] if line]
    return {
        SenderDetails.FULL: [*name, *lines],
        SenderDetails.NAME_AND_TOWN: [*name, *lines[-1:]],
        SenderDetails.INITIALS_AND_POSTCODE: [],
    }[sender_reading(case)]


def number_on(case: Case, place: Place) -> str:
    """The number of the action and of its paper; they tell who writes."""
    if is_neutral(case) or place not in (Place.BRIEF, Place.MAIL, Place.METADATA):
        return ""
    return ", ".join(number for number in (case.ua_number, case.index_number) if number)


def qr_target(case: Case, chapter: Chapter, address: str, day: date) -> str:
    """The address of the case's public page, to be printed as a code; empty where none may be."""
    return address if may_stand_on(case, Place.QR, chapter, day) else ""


def packet_title(cases: Iterable[Case], chapter: Chapter, meeting: str, day: str) -> str:
    """Of the file and in its metadata: it is neutral if one of the cases is. `day` in words."""
    if any(is_neutral(case) for case in cases):
        return _("Letter writing, %(day)s", day=day)
    return f"{chapter.name}, {meeting}, {day}"


def packet_file_name(cases: Iterable[Case], chapter: Chapter, day: date) -> str:
    """As a file system takes it."""
    neutral = any(is_neutral(case) for case in cases)
    plain = "".join(letter for letter in chapter.name if letter.isalnum() or letter in " .-_'").strip()
    return f"{day.isoformat()} {'' if neutral else plain + ' '}packet.pdf"
