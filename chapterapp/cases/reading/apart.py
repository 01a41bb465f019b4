"""Reading in a process of its own, with limits: a file from outside may be made to harm who opens it."""

import json
import logging
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from chapterapp.cases.reading.documents import MOST_BYTES
from chapterapp.cases.reading.proposal import Proposal, from_plain
from chapterapp.cases.reading.sentences import NotAnAction, Reason

PACKAGE = Path(__file__).resolve().parent.parent.parent
# create_app is not imported there: the child is given the package's path without its __init__, as the press is.
BOOT = (
    "import sys, types; package = types.ModuleType('chapterapp'); package.__path__ = [sys.argv[1]]; "
    "sys.modules['chapterapp'] = package; from chapterapp.cases.reading import child; "
    "child.serve(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))"
)


@dataclass(frozen=True)
class Limits:
    """`wall` and `cpu` are seconds, `memory` bytes of address space, all with the start of the process in them."""

    wall: float = 8.0
    cpu: int = 6
    memory: int = 512 << 20


LIMITS = Limits()
log = logging.getLogger(__name__)


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
    words = [sys.executable, "-c", BOOT, str(PACKAGE), _ending(name), str(limits.cpu), str(limits.memory)]
    try:
        child = subprocess.run(  # noqa: S603 our own words; the file comes by standard input
            words, input=data, capture_output=True, timeout=limits.wall, check=False,
            env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LANG": "C.UTF-8"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NotAnAction(Reason.TOO_SLOW) from None
    if child.stderr:
        log.warning("%s", child.stderr[-2000:].decode(errors="replace"))
    if child.returncode:
        raise NotAnAction(_why(child.returncode))
    answer = json.loads(child.stdout)
    if "reason" in answer:
        raise NotAnAction(Reason(answer["reason"]))
    return Reading(from_plain(answer["proposal"]), answer["text"])


def _ending(name: str) -> str:
    """Nobody's file names go to a command line, where others may read them."""
    return "file" + "".join(sign for sign in Path(name).suffix.lower() if sign == "." or sign.isalnum())[:8]


def _why(code: int) -> Reason:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return Reason.TOO_SLOW
    if code in (-signal.SIGABRT, -signal.SIGSEGV, 1):  # so Python and C libraries answer when memory ends
        return Reason.TOO_MUCH
    return Reason.STOPPED
