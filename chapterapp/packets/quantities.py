"""How much paper, envelopes, stamps and pens an evening needs: pure arithmetic over who comes and what is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from flask_babel import gettext as _
from flask_babel import ngettext

from chapterapp.attendance.queries import Regulars
from chapterapp.meetings.rsvp_rules import RsvpCounts
from chapterapp.packets.contents import CaseContents
from chapterapp.packets.evening_contents import HostGroup, HostLine

FIRST_WRITERS, FIRST_LETTERS = 6, 3  # for a chapter that has not met yet
EMBASSY_COPIES = 2  # of each case whose embassy gets any
ENVELOPES = {"letter": "#10", "a4": "DL"}


@dataclass(frozen=True)
class Turnout:
    """`evenings`: how many were looked at; none: the numbers are a guess. `said`: who answered; `silent`: how many came
    lately and have not answered."""

    writers: int = FIRST_WRITERS
    letters_each: int = FIRST_LETTERS
    evenings: int = 0
    said: RsvpCounts = RsvpCounts()
    silent: int = 0

    @classmethod
    def of(cls, evenings: Sequence[tuple[int, int]]) -> "Turnout":
        """From pairs of people and letters of the last evenings; those to which nobody came say nothing, and those of
        which no letter was counted do not say how many one writes."""
        came = [people for people, _letters in evenings if people]
        if not came:
            return cls()
        counted = [(people, letters) for people, letters in evenings if people and letters]
        each = FIRST_LETTERS
        if counted:
            each = max(1, round(sum(letters for _, letters in counted) / sum(people for people, _ in counted)))
        return cls(ceil(sum(came) / len(came)), each, len(came))

    def with_answers(self, said: RsvpCounts, regulars: Regulars) -> "Turnout":
        """Whoever said they come, perhaps or surely, with their guests; and of the usual turnout, newcomers and those
        without a name in it, as large a share as the regulars who have not answered are of all regulars. Where nobody
        came lately there is no share to take: then not fewer than without answers. Nobody answered: as it is."""
        if not said.answers:
            return self
        sure = said.going + said.guests + said.maybe
        if self.evenings and regulars.all:
            writers = sure + ceil(self.writers * regulars.silent / regulars.all)
        else:
            writers = max(self.writers, sure)
        return replace(self, writers=writers, said=said, silent=regulars.silent)

    @property
    def letters(self) -> int:
        return self.writers * self.letters_each

    @property
    def sentence(self) -> str:
        people = ngettext("%(num)s person is expected", "%(num)s people are expected", self.writers)
        if self.said.answers:
            return _("%(people)s: %(answers)s.", people=people, answers="; ".join(self._answers()))
        if not self.evenings:
            return _("%(people)s: a guess, for nothing was counted yet.", people=people)
        if self.evenings == 1:
            return _("%(people)s: so many came last time.", people=people)
        return _(
            "%(people)s: so many came to the last %(evenings)s evenings on average.",
            people=people,
            evenings=self.evenings,
        )

    def _answers(self) -> Iterator[str]:
        """What the number is made of: who said so, and who else."""
        said, rest = self.said, self.writers - self.said.going - self.said.guests - self.said.maybe
        if said.going and said.guests:
            yield _(
                "%(going)s, with %(guests)s",
                going=ngettext("%(num)s said they come", "%(num)s said they come", said.going),
                guests=ngettext("%(num)s guest", "%(num)s guests", said.guests),
            )
        elif said.going:
            yield ngettext("%(num)s said they come", "%(num)s said they come", said.going)
        if said.maybe:
            yield ngettext("%(num)s said maybe", "%(num)s said maybe", said.maybe)
        if said.no:
            yield ngettext("%(num)s cannot", "%(num)s cannot", said.no)
        if rest and self.evenings and self.silent:
            yield ngettext(
                "%(num)s came lately and has not answered, which usually makes %(rest)s",
                "%(num)s came lately and have not answered, which usually makes %(rest)s",
                self.silent,
                rest=rest,
            )
        elif rest and self.evenings:
            yield _("%(rest)s more, as many as usually come", rest=rest)
        elif rest:
            yield _("%(rest)s more are a guess, for nothing was counted yet", rest=rest)


def spare(needed: int, share: int) -> int:
    """One more for each `share` of them."""
    return ceil(needed / share)


def to_print(cases: Sequence[CaseContents], turnout: Turnout) -> list[HostLine]:
    pages = turnout.letters + spare(turnout.letters, 3)
    worked_out = ngettext(
        "%(num)s writer × %(each)s, and a third spare",
        "%(num)s writers × %(each)s, and a third spare",
        turnout.writers,
        each=turnout.letters_each,
    )
    lines = [
        HostLine(str(pages), _("Blank letter pages"), worked_out),
        HostLine(str(turnout.writers), _("“A letter in ten minutes”"), _("one each")),
    ]
    if cases:
        lines += [
            HostLine(f"2 × {len(cases)}", _("Case briefs, each with its letter"), _("two copies a table")),
            HostLine(str(len(cases)), _("Table posters"), _("one a case")),
        ]
    return lines


def to_lay_out(cases: Sequence[CaseContents], turnout: Turnout, paper: str, home: str) -> list[HostLine]:
    """Envelopes, stamps by zone, pens. The letters are shared out evenly among the cases."""
    pens = spare(turnout.writers, 3)
    return [
        *_envelopes(cases, turnout, ENVELOPES[paper]),
        *_stamps(cases, turnout, home),
        HostLine(str(turnout.writers + pens), _("Pens, black or blue"), _("one each, %(more)s spare", more=pens)),
    ]


def _envelopes(cases: Sequence[CaseContents], turnout: Turnout, size: str) -> list[HostLine]:
    neutral = [str(number) for number, case in enumerate(cases, 1) if case.neutral]
    plain = round(turnout.letters * len(neutral) / len(cases)) if cases else 0
    ours = turnout.letters - plain
    lines = []
    if ours:
        words = _("%(letters)s letters, %(more)s spare", letters=ours, more=spare(ours, 5))
        lines.append(HostLine(str(ours + spare(ours, 5)), _("Envelopes %(size)s", size=size), words))
    if neutral:
        numbers = ", ".join(neutral)
        words = ngettext("case %(numbers)s only", "cases %(numbers)s only", len(neutral), numbers=numbers)
        lines.append(HostLine(str(plain + spare(plain, 5)), _("Envelopes without our name"), words))
    return lines


def _stamps(cases: Sequence[CaseContents], turnout: Turnout, home: str) -> list[HostLine]:
    lines = []
    for abroad, zone in ((True, _("abroad")), (False, home)):
        written = [case for case in cases if case.sheets.is_abroad is abroad]
        copied = [case for case in cases if abroad in case.sheets.copies_abroad]
        letters = round(turnout.letters * len(written) / len(cases)) if cases else 0
        if not (stamps := letters + EMBASSY_COPIES * len(copied)):
            continue
        words = []
        if letters:
            words.append(ngettext("letters of %(num)s case", "letters of %(num)s cases", len(written)))
        if copied:
            words.append(
                ngettext("%(num)s copy to embassies", "%(num)s copies to embassies", EMBASSY_COPIES * len(copied))
            )
        lines.append(HostLine(str(stamps), _("Stamps, %(zone)s", zone=zone), ", ".join(words)))
    return lines


def groups_of(
    cases: Sequence[CaseContents], turnout: Turnout, paper: str, home: str, afterwards: Sequence[HostLine]
) -> tuple[HostGroup, ...]:
    return (
        HostGroup(_("Print and copy"), tuple(to_print(cases, turnout)), _("Left over")),
        HostGroup(_("On the tables"), tuple(to_lay_out(cases, turnout, paper, home)), _("Left over")),
        HostGroup(_("Afterwards"), tuple(afterwards), _("Who")),
    )
