"""Sums of what was written. One shape for every page, so that all say the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from chapterapp.letters.models import ActionKind

Cell = tuple[int, ActionKind]  # a case's number and a kind


@dataclass(frozen=True)
class Totals:
    """`counts`: how many by case and kind. `told`: the cells that somebody counted; one untold is not 0 but unknown."""

    counts: dict[Cell, int] = field(default_factory=dict)
    told: frozenset[Cell] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[tuple[int, ActionKind, int, int]]) -> "Totals":
        """From rows of case, kind, sum of counts and sum of tells; rows of one cell are added."""
        counts: defaultdict[Cell, int] = defaultdict(int)
        tells: defaultdict[Cell, int] = defaultdict(int)
        for case_id, kind, count, told in rows:
            counts[case_id, kind] += count
            tells[case_id, kind] += told
        return cls(dict(counts), frozenset(cell for cell, told in tells.items() if told > 0))

    def of_cell(self, case_id: int, kind: ActionKind) -> int:
        return self.counts.get((case_id, kind), 0)

    def of_case(self, case_id: int, kinds: Collection[ActionKind] = tuple(ActionKind)) -> int:
        return sum(self.counts.get((case_id, kind), 0) for kind in kinds)

    def of_kinds(self, kinds: Collection[ActionKind] = tuple(ActionKind)) -> int:
        return sum(count for (_case, kind), count in self.counts.items() if kind in kinds)

    def by_kind(self, case_id: int | None = None) -> dict[ActionKind, int]:
        """Of one case or of all: the kinds of which there are any, in the order of the tally."""
        found = {kind: self.of_kinds({kind}) if case_id is None else self.of_cell(case_id, kind) for kind in ActionKind}
        return {kind: count for kind, count in found.items() if count}

    def is_told(self, case_id: int | None = None) -> bool:
        """Whether anybody counted this case, or any case."""
        return any(case_id in (None, case) for case, _kind in self.told)

    def cases(self) -> list[int]:
        """The cases that were counted, the one with the most first."""
        return sorted({case for case, _kind in self.told}, key=lambda case: (-self.of_case(case), case))

    def without(self, less: "Totals") -> "Totals":
        """What is left when these are taken off, where anything is."""
        left = {cell: count - less.counts.get(cell, 0) for cell, count in self.counts.items()}
        return Totals({cell: count for cell, count in left.items() if count}, self.told)
