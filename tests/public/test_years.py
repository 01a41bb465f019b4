"""The line of years: all on one scale, nothing before it or beyond today, no year that nobody knows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterapp.public.years import Held, Line, Scale, held_for, make_scale, moment_of, year_number

TODAY = date(2026, 11, 24)
YEARS = st.integers(1900, 2060).map(str)
MONTHS = st.tuples(YEARS, st.integers(1, 12)).map(lambda parts: f"{parts[0]}-{parts[1]:02}")
DAYS = st.dates(date(1900, 1, 1), date(2060, 12, 31)).map(date.isoformat)
PARTIAL = YEARS | MONTHS | DAYS
MAYBE = PARTIAL | st.just("")


@pytest.mark.parametrize(
    ("spans", "first"),
    [
        ([("2008-05-10", "2012-07-03"), ("1999-07", "2009-02-21")], 1995),
        ([("2000", "2001")], 2000),
        ([("", "2012")], 2005),  # room for the tail of a start that nobody knows
        ([("2024", "")], 2020),
        ([("", "")], 2025),
        ([], 2025),
        ([("2031", "")], 2025),
    ],
)
def test_the_scale_begins_at_a_round_year(spans: list[tuple[str, str]], first: int) -> None:
    assert make_scale(spans, TODAY).first == first


def test_on_the_first_day_of_a_round_year_there_is_a_scale_still() -> None:
    scale = make_scale([("2025", "")], date(2025, 1, 1))
    assert scale.first < scale.last and 0 <= scale.at(2025) <= 100


def test_places_are_percent_of_the_way_to_today() -> None:
    scale = Scale(2000, 2020)
    assert scale.line("2005", "2010-01-01") == Line(27.5, pytest.approx(50, abs=0.1))
    assert scale.ticks == [0, 25, 50, 75, 100]
    assert len(Scale(1950, 2020).ticks) == 8


def test_no_end_has_no_ring_and_no_start_no_square() -> None:
    scale = Scale(2000, 2020)
    assert scale.line("2010", "").end is None
    assert scale.line("", "2010").start is None


@given(st.lists(st.tuples(MAYBE, MAYBE)))
def test_whatever_is_given_lies_on_the_line_and_in_order(spans: list[tuple[str, str]]) -> None:
    scale = make_scale(spans, TODAY)
    assert scale.first % 5 == 0
    for start, end in spans:
        line = scale.line(start, end)
        places = [place for place in line if place is not None]
        assert places == sorted(places) and all(0 <= place <= 100 for place in places)
        assert 0 <= line.margin <= 5
        if start and moment_of(start) < scale.last:
            assert scale.first <= moment_of(start)


@given(PARTIAL, PARTIAL)
def test_a_number_of_years_is_said_as_exact_only_if_it_is(start: str, end: str) -> None:
    held = held_for(start, end)
    if held and held.is_exact:
        possible = {
            last.year - first.year - ((last.month, last.day) < (first.month, first.day))
            for first in (date.fromisoformat((start + "-01-01")[:10]), _last_day(start))
            for last in (date.fromisoformat((end + "-01-01")[:10]), _last_day(end))
            if first <= last
        }
        assert possible <= {held.years}


def _last_day(partial: str) -> date:
    year, month, day = ([int(part) for part in partial.split("-")] + [0, 0])[:3]
    return date(year, month, day) if day else date(year, month or 12, 31 if month in (0, 12) else 28)


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        ("2008-05-10", "2012-07-03", Held(4, True)),
        ("2008-05-10", "2012-05-09", Held(3, True)),
        ("2008-05-10", "2012-05-10", Held(4, True)),
        ("1999-07", "2009-02-21", Held(9, True)),
        ("2008", "2012", Held(4, False)),
        ("2012-01", "2012-03", Held(0, True)),
        ("", "2012", None),
        ("2008", "", None),
        ("2012", "2008", None),
    ],
)
def test_whole_years(start: str, end: str, held: Held | None) -> None:
    assert held_for(start, end) == held


@pytest.mark.parametrize(
    ("start", "number"), [("2024", 3), ("2024-12-31", 3), ("2026-11", 1), ("", None), ("2027", None)]
)
def test_the_year_of_it_is_counted_by_the_calendar(start: str, number: int | None) -> None:
    assert year_number(start, TODAY) == number
