"""A random case written down in each layout, and read back: equal."""

import pytest
from cases.reading.invented import Invented, cases
from cases.reading.layouts import LAYOUTS, expected
from cases.reading.once import ONCE
from cases.reading.score import flat
from hypothesis import HealthCheck, given, settings

from chapterapp.cases.reading.proposal import to_plain
from chapterapp.cases.reading.reader import read

pytestmark = ONCE


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
@given(case=cases())
def test_what_was_written_is_read(layout: str, case: Invented) -> None:
    text = LAYOUTS[layout](case)
    assert flat(to_plain(read(text.encode(), "action.txt"))) == flat(expected(case, layout)), text
