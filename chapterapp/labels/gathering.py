"""From the rows of a meeting or a case to the labels: which are offered, printed, refused and why."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _

from chapterapp.attendance.queries import count_expected
from chapterapp.cases.models import Addressee, AddresseeRole, Case
from chapterapp.cases.office_rules import lines_of, postage_country
from chapterapp.cases.rules import may_write_to, reason_not_printed
from chapterapp.chapters.models import Chapter
from chapterapp.clock import today
from chapterapp.errors import Refused
from chapterapp.labels import rules
from chapterapp.labels.contents import Piece, Printing
from chapterapp.labels.models import LabelKind
from chapterapp.meetings.models import Meeting
from chapterapp.meetings.queries import list_featured
from chapterapp.packets.case_contents import CaseParts
from chapterapp.packets.gathering import with_parts
from chapterapp.packets.queries import overrides_of


class Place(NamedTuple):
    """What labels are made for: a meeting's table, or one case at any time."""

    chapter: Chapter
    meeting: Meeting | None
    case: Case | None

    @property
    def day(self) -> date:
        return self.meeting.meets_on if self.meeting else today(self.chapter.time_zone)


class Offer(NamedTuple):
    """One row of the form. `key` is the addressee's reference or the case's slug; `reason` why it is not printed."""

    key: str
    name: str
    case: Case
    piece: Piece
    reason: str
    lacks_country: bool = False


def list_offers(place: Place, kind: LabelKind) -> list[Offer]:
    """Everything that may be chosen, in the order of the table; `piece.copies` is what an evening like this needs."""
    cases = (
        [place.case] if place.case else [line.case for line in list_featured(place.meeting)] if place.meeting else []
    )
    against = _against(place, cases)
    parts = with_parts(place.chapter, cases)
    writers = count_expected(place.meeting) if place.meeting else 0
    usual = rules.default_count(writers, sum(1 for case in cases if not against[case.id]))
    return [one for each in parts for one in offers_of(place.chapter, each, kind, usual, against[each.case.id])]


def offers_of(chapter: Chapter, parts: CaseParts, kind: LabelKind, usual: int, against: str = "") -> list[Offer]:
    """Of one case. `usual`: how many letters an evening brings; `against`: what keeps the case off the paper."""
    offer = _offer_returns if kind is LabelKind.RETURNS else _offer_addresses
    return offer(chapter, parts, kind, usual, against)


def _against(place: Place, cases: Sequence[Case]) -> dict[int, str]:
    """What keeps a case off the paper, unless somebody overrode just that for this meeting."""
    made = overrides_of(place.meeting) if place.meeting else {}
    found = {case.id: reason_not_printed(case, place.day, place.chapter) for case in cases}
    return {id_: "" if id_ in made and made[id_].against == words else words for id_, words in found.items()}


def _offer_addresses(chapter: Chapter, parts: CaseParts, kind: LabelKind, usual: int, against: str) -> list[Offer]:
    case, order = parts.case, list(AddresseeRole)
    allowed = [one for one in parts.addressees if may_write_to(case, one.role)]
    found = []
    for one in sorted(allowed, key=lambda one: (order.index(one.role), one.position)):
        lines = rules.address_of(one, parts.subjects, chapter)
        reason = against or rules.reason_not_addressed(case, one, parts.subjects, lines, chapter)
        sender: tuple[str, ...] = ()
        if kind is LabelKind.ENVELOPES and not reason:
            sender, reason = _sender(parts, chapter, abroad=rules.is_abroad(one, chapter))
        country = lines_of(one)[1]
        is_posted = bool(postage_country(one, chapter.country)) and one.role is not AddresseeRole.COPY
        count = usual if is_posted and not reason else 0
        name = rules.name_of(one, parts.subjects)
        piece = Piece(f"{name} ({case.title})", lines, country or chapter.country, count, sender)
        found.append(Offer(one.ref, name, case, piece, reason, not country))
    return found


def _offer_returns(chapter: Chapter, parts: CaseParts, kind: LabelKind, usual: int, against: str) -> list[Offer]:
    case = parts.case
    allowed: list[Addressee] = [one for one in parts.addressees if may_write_to(case, one.role)]
    lines, reason = _sender(parts, chapter, abroad=any(rules.is_abroad(one, chapter) for one in allowed))
    reason = against or reason
    name = _("Return label for %(case)s", case=case.title)
    count = 0 if reason else usual * max(1, sum(one.role is not AddresseeRole.COPY for one in allowed))
    return [Offer(case.slug, name, case, Piece(name, lines, chapter.country, count), reason)]


def _sender(parts: CaseParts, chapter: Chapter, *, abroad: bool) -> tuple[tuple[str, ...], str]:
    try:
        return rules.sender_of(parts.case, parts.subjects, chapter, abroad=abroad), ""
    except Refused as no:
        return (), str(no)


def gather(place: Place, kind: LabelKind, counts: Mapping[str, int]) -> Printing:
    """What is printed of what was asked for, as things stand now, in the chapter's language."""
    with force_locale(place.chapter.locale):
        asked = [one for one in list_offers(place, kind) if counts.get(one.key, 0) > 0]
        title = _("Envelopes") if kind is LabelKind.ENVELOPES else _("Labels")
    pieces = tuple(one.piece._replace(copies=counts[one.key]) for one in asked if not one.reason)
    refused = tuple(f"{one.piece.name}: {one.reason}" for one in asked if one.reason)
    return Printing(title, place.chapter.locale.replace("_", "-"), pieces, refused)
