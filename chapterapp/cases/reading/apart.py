"""Reading in a process of its own, with limits."""

import json
from pathlib import Path
from typing import NamedTuple

from chapterapp.apart import Ended, NoAnswer, run_apart
from chapterapp.apart import Limits as Limits
from chapterapp.cases.reading.documents import MOST_BYTES
from chapterapp.cases.reading.proposal import Proposal, from_plain
from chapterapp.cases.reading.sentences import NotAnAction, Reason

LIMITS = Limits()
REASONS = {Ended.TOO_SLOW: Reason.TOO_SLOW, Ended.TOO_MUCH: Reason.TOO_MUCH, Ended.STOPPED: Reason.STOPPED}


class Reading(NamedTuple):
    """What was read, and the text it was read from."""

    proposal: Proposal
    text: str


def read_safely(data: bytes, name: str, limits: Limits = LIMITS) -> Proposal:
    """Like reader.read, but whatever the file does ends within ten seconds. Raises NotAnAction."""
    return read_with_text(data, name, limits).proposal


def read_with_text(data: bytes, name: str, limits: Limits = LIMITS) -> Reading:
    """The same, and the text. Raises NotAnAction."""
    if len(data) > MOST_BYTES:
        raise NotAnAction(Reason.TOO_BIG)
    try:
        answer = json.loads(run_apart("chapterapp.cases.reading.child", data, _ending(name), limits=limits))
    except NoAnswer as no:
        raise NotAnAction(REASONS[no.args[0]]) from None
    if "reason" in answer:
        raise NotAnAction(Reason(answer["reason"]))
    return Reading(from_plain(answer["proposal"]), answer["text"])


def _ending(name: str) -> str:
    """Nobody's file names go to a command line, where others may read them."""
    return "file" + "".join(sign for sign in Path(name).suffix.lower() if sign == "." or sign.isalnum())[:8]
