"""Work on files from outside in a process of its own, with limits: a file may be made to harm who opens it.

The child holds no secrets, opens no file of ours and keeps nothing: what a hostile file can do there ends with it.
"""

import logging
import os
import resource
import signal
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
# create_app is not imported there: the child is given the package's path without its __init__, as the press is.
BOOT = (
    "import sys, types; package = types.ModuleType('chapterapp'); package.__path__ = [sys.argv[1]]; "
    "sys.modules['chapterapp'] = package; from chapterapp.apart import limit; from importlib import import_module; "
    "limit(int(sys.argv[2]), int(sys.argv[3])); import_module(sys.argv[4]).serve(*sys.argv[5:])"
)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """`wall` and `cpu` are seconds, `memory` bytes of address space, all with the start of the process in them."""

    wall: float = 8.0
    cpu: int = 6
    memory: int = 512 << 20


class Ended(Enum):
    """How a child ended before it had answered."""

    TOO_SLOW = "too slow"
    TOO_MUCH = "too much"
    STOPPED = "stopped"


class NoAnswer(Exception):
    """`args[0]` is an Ended."""


def run_apart(module: str, data: bytes, *words: str, limits: Limits) -> bytes:
    """What `module.serve(*words)` writes to its standard output, given `data` on standard input. Raises NoAnswer."""
    called = [sys.executable, "-c", BOOT, str(PACKAGE), str(limits.cpu), str(limits.memory), module, *words]
    try:
        child = subprocess.run(  # noqa: S603 our own words; the file comes by standard input
            called, input=data, capture_output=True, timeout=limits.wall, check=False,
            env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LANG": "C.UTF-8"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NoAnswer(Ended.TOO_SLOW) from None
    if child.stderr:
        log.warning("%s", child.stderr[-2000:].decode(errors="replace"))
    if child.returncode:
        raise NoAnswer(_why(child.returncode))
    return child.stdout


def _why(code: int) -> Ended:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return Ended.TOO_SLOW
    if code in (-signal.SIGABRT, -signal.SIGSEGV, 1):  # so Python and C libraries answer when memory ends
        return Ended.TOO_MUCH
    return Ended.STOPPED


def limit(cpu: int, memory: int) -> None:
    """In the child, before anything else."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
