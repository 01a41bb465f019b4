"""Who wrote for whom: ticks take items of the table's count as their writers'; they add none."""

from collections.abc import Callable

import pytest
from cast import COORDINATOR, MEMBER
from client import Client
from flask import Flask
from letters.room import LETTER, MEETING, POSTCARD, add_sheet, figure, mark_here, saved

from chapterapp.letters.models import ActionKind
from chapterapp.letters.queries import Pile
from chapterapp.letters.reconciling import claim

Visit = Callable[[str | None], Client]
TICKS = f"{MEETING}/ticks"
A, P = ActionKind.APPEAL_LETTER, ActionKind.APPEAL_POSTCARD


def test_each_tick_claims_one_item_and_the_rest_is_nobodys() -> None:
    piles = [Pile(7, A, None, 2, 1), Pile(7, P, None, 1, 1)]
    assert claim(piles, [(1, 7), (2, 7), (3, 7), (4, 7)]) == {(1, 7): A, (2, 7): A, (3, 7): P, (4, 7): None}


def test_who_has_a_sheet_of_their_own_for_the_case_claims_nothing_more() -> None:
    piles = [Pile(7, A, None, 5, 1), Pile(7, A, 1, 3, 1)]
    assert claim(piles, [(1, 7), (2, 7)]) == {(1, 7): None, (2, 7): A}


def test_a_tick_for_another_case_takes_nothing_of_this_one() -> None:
    assert claim([Pile(7, A, None, 5, 1)], [(1, 8)]) == {(1, 8): None}


@pytest.mark.usefixtures("tonight")
def test_ticks_and_counts_in_either_order_say_the_same(app: Flask, visit: Visit) -> None:
    ref, member, coordinator = mark_here(app, "member of kingfisher"), visit(MEMBER), visit(COORDINATOR)
    assert figure(member, "/c/st-louis/letters", "own") is None
    coordinator.post(TICKS, {"before": "", "tick": f"{ref}:a-case"})
    assert figure(member, "/c/st-louis/letters", "own") is None
    add_sheet(coordinator, {LETTER: 8, POSTCARD: 1})
    assert figure(member, "/c/st-louis/letters", "own") == 1
    assert (saved(coordinator), figure(coordinator, MEETING, "written")) == ("8 +", 9)
    coordinator.post(TICKS, {"before": f"{ref}:a-case"})
    assert figure(member, "/c/st-louis/letters", "own") is None
    assert figure(coordinator, MEETING, "written") == 9


@pytest.mark.usefixtures("tonight")
def test_two_people_ticking_at_once_add_and_take_away_only_what_they_changed(app: Flask, visit: Visit) -> None:
    joan, walter = mark_here(app, "Joan Pryor"), mark_here(app, "Walter Ahn")
    coordinator = visit(COORDINATOR)
    coordinator.post(TICKS, {"before": "", "tick": f"{joan}:a-case"})
    coordinator.post(TICKS, {"before": "", "tick": f"{walter}:a-case"})  # from a page that knew of no tick
    assert coordinator.get(TICKS).text.count(" checked") == 2


@pytest.mark.usefixtures("tonight")
def test_a_tick_of_somebody_who_is_not_here_or_for_a_case_not_on_the_table_is_passed_over(
    app: Flask, visit: Visit
) -> None:
    joan, coordinator = mark_here(app, "Joan Pryor"), visit(COORDINATOR)
    for tick in ("nobody:a-case", f"{joan}:no-case", "rubbish", ":"):
        assert coordinator.post(TICKS, {"before": "", "tick": tick}).status_code == 303
    assert " checked" not in coordinator.get(TICKS).text
