"""Numbers typed into a grid of cases and kinds: the tally, and what goes to the post."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from chapterapp.cases.models import Case
from chapterapp.letters.kinds import HEADS
from chapterapp.letters.models import ActionKind

MOST = 9999


@dataclass
class Grid:
    """`typed`: what stands in each field, by its name; `errors`: what is wrong with it, in words."""

    cases: Sequence[Case]
    kinds: Sequence[ActionKind]
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def name_of(case: Case, kind: ActionKind) -> str:
        return f"{kind.value}:{case.slug}"

    def cells(self) -> Iterator[tuple[Case, ActionKind, str]]:
        for case in self.cases:
            for kind in self.kinds:
                yield case, kind, self.name_of(case, kind)

    def read(self, sent: Mapping[str, str]) -> dict[tuple[Case, ActionKind], int]:
        """What was typed, as numbers; an empty field says nothing. What is no number is an error in words."""
        counts = {}
        for case, kind, name in self.cells():
            typed = self.typed[name] = sent.get(name, "").strip()
            if typed.isascii() and typed.isdecimal() and len(typed) < 9 and int(typed) <= MOST:
                counts[case, kind] = int(typed)
            elif typed:
                words = _(
                    "%(kind)s, %(name)s: a whole number up to %(most)s.", most=MOST, kind=HEADS[kind], name=case.title
                )
                self.errors[name] = words
        return counts

    def left_over(self, sent: Mapping[str, str]) -> list[str]:
        """Slugs of cases for which a number was sent that have no row here: stopped or taken off while one typed."""
        names, kinds = {name for _case, _kind, name in self.cells()}, {kind.value for kind in self.kinds}
        typed = (name for name, value in sent.items() if value.strip() and name not in names)
        return sorted({name.partition(":")[2] for name in typed if name.partition(":")[0] in kinds})

    def fill(self, counts: Iterable[tuple[tuple[int, ActionKind], int]]) -> None:
        """Propose these numbers, by a case's number and a kind."""
        slugs = {case.id: case for case in self.cases}
        for (case_id, kind), count in counts:
            if case_id in slugs:
                self.typed[self.name_of(slugs[case_id], kind)] = str(count)
