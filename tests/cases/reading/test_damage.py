"""Documents come torn, shuffled and retyped: the reader reads what is left, or says no, and never falls."""

from typing import Any

import pytest
from cases.reading import score
from cases.reading.once import ONCE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chapterapp.cases.reading.documents import open_document
from chapterapp.cases.reading.paragraphs import folded
from chapterapp.cases.reading.proposal import Proposal, to_plain
from chapterapp.cases.reading.reader import read
from chapterapp.cases.reading.sentences import NotAnAction

pytestmark = ONCE

TEXTS = [example.data.decode() for example in score.examples() if example.name.endswith(".txt")]
LINES = sorted({line for text in TEXTS for line in text.splitlines()})
PLAIN = {example.name: example for example in score.examples() if example.name.endswith(".txt")}
QUOTES = str.maketrans({"’": "'", "“": '"', "”": '"'})


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(lines=st.lists(st.sampled_from(LINES), max_size=60), torn=st.integers(0, 40))
def test_shuffled_lines_are_read_or_refused(lines: list[str], torn: int) -> None:
    data = "\n".join(line[torn:] if len(line) > 60 else line for line in lines).encode()
    try:
        proposal = read(data, "torn.txt")
    except NotAnAction:
        return
    document = open_document(data, "torn.txt")
    text = folded(" ".join([*document.lines, document.subject]))
    assert all(words in text for words in proposal.found.values())


@pytest.mark.parametrize("name", PLAIN)
def test_plain_quotes_and_windows_line_ends_change_nothing(name: str) -> None:
    text = PLAIN[name].data.decode()
    before, after = read(text.encode(), name), read(text.replace("\n", "\r\n").translate(QUOTES).encode(), name)
    assert score.flat(vars_of(after)) == score.flat(vars_of(before))


def vars_of(proposal: Proposal) -> dict[str, Any]:
    """Its fields with plain quotes."""
    return {name: straight(value) for name, value in to_plain(proposal).items()}


def straight(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(QUOTES)
    if isinstance(value, list):
        return [straight(one) for one in value]
    if isinstance(value, dict):
        return {name: straight(one) for name, one in value.items()}
    return value
