"""Ticks on the sign-in sheet and the counts of the table speak of the same letters: nothing is counted twice."""

from collections.abc import Iterable

from chapterapp.letters.kinds import TALLIED
from chapterapp.letters.models import ActionKind
from chapterapp.letters.queries import Pile

KINDS = (*TALLIED, *(kind for kind in ActionKind if kind not in TALLIED))
Tick = tuple[int, int]  # the number of a writer and of a case


def claim(piles: Iterable[Pile], ticks: Iterable[Tick]) -> dict[Tick, ActionKind | None]:
    """Which item of the table's count each tick makes its writer's: one, of the first kind that has one left.

    None where the table has no item left, or where the writer has a sheet of their own for this case: that counts what
    they wrote already. Ticks are served in their order; what nobody claims stays unattributed.
    """
    left = {(pile.case_id, pile.kind): pile.number for pile in piles if pile.member_id is None}
    own = {(pile.member_id, pile.case_id) for pile in piles if pile.member_id is not None and pile.number > 0}
    claimed: dict[Tick, ActionKind | None] = {}
    for member_id, case_id in ticks:
        kinds = () if (member_id, case_id) in own else KINDS
        kind = next((kind for kind in kinds if left.get((case_id, kind), 0) > 0), None)
        if kind is not None:
            left[case_id, kind] -= 1
        claimed[member_id, case_id] = kind
    return claimed
