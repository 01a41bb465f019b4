"""The press: one kept child process that lays out pages and composes files, with limits of time and memory.

The child is started by the first job, kept for the next ones and replaced after `recycle` of them, or when one
goes wrong. It does not import create_app (60 MB and a second): it is given the package's path without its __init__.
"""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any, cast

from flask_babel import gettext as _

from chapterapp.errors import Interrupted
from chapterapp.pdf.parts import Composed, Frame, Labels, LaidLetters, Letter, Part, Placed

PACKAGE = Path(__file__).resolve().parent.parent
BOOT = (
    "import sys, types; package = types.ModuleType('chapterapp'); package.__path__ = [sys.argv[1]]; "
    "sys.modules['chapterapp'] = package; from chapterapp.pdf import child; child.serve(int(sys.argv[2]))"
)


BEAT = 0.5  # seconds in which whoever waits is asked whether it is still wanted


class RenderFailed(Exception):
    """No paper came out. The message is a sentence for the coordinator: what happened, what to do."""


class Broken(RenderFailed):
    """Neither time nor memory: an error of ours, of WeasyPrint's, or a damaged part."""


@dataclass(frozen=True)
class Pdf:
    data: bytes
    pages: int
    missing: str = ""  # letters that no font of this machine has: boxes stand for them


@dataclass(frozen=True)
class Limits:
    """`wall` and `cpu` are seconds a job, `memory` bytes of address space, `recycle` jobs a child."""

    wall: float = 60.0
    cpu: int = 40
    memory: int = 1 << 30
    recycle: int = 2000  # some hundred packets of fifteen sections


@dataclass
class _Child:
    process: subprocess.Popen[bytes]
    pipe: Connection
    jobs: int = 0


@dataclass
class Press:
    """One job at a time; who comes second waits."""

    limits: Limits = field(default_factory=Limits)
    _busy: threading.Lock = field(default_factory=threading.Lock)
    _switch: threading.Lock = field(default_factory=threading.Lock)  # guards _child and _stopping, held briefly
    _child: _Child | None = None
    _stopping: bool = False
    _used_at: float = 0.0

    def render(
        self,
        html: str,
        *,
        css: str = "",
        images: Mapping[str, bytes] | None = None,
        name: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> Pdf:
        """Lay out a whole HTML document (its `lang` and `title` become the file's), tagged as PDF/UA-1.

        `images` are the bytes behind `image:<name>`; nothing else is fetched but `asset:<name>`, our own files.
        `css` is parsed once a child. `name` makes ids unique among parts that are composed later. `progress` is told
        the pages laid out so far, a few times a second, new ones or not; what it raises ends the render.
        Raises RenderFailed, or Interrupted when the press was stopped meanwhile.
        """
        return Pdf(*self._ask("lay_out", html, css, dict(images or {}), name, progress=progress))

    def compose(self, parts: Sequence[Part], frame: Frame) -> Composed:
        """One tagged file out of parts that were laid out before. Raises like render, and Broken for a damaged part."""
        return cast("Composed", self._ask("compose", list(parts), frame))

    def lay_out_letters(
        self,
        html: str,
        css: str,
        images: Mapping[str, bytes],
        bodies: int,
        blocks: int,
        *,
        progress: Callable[[int], None] | None = None,
    ) -> LaidLetters:
        """Bodies and blocks of personal letters, as letters.py asks for them; print_letters does all of it."""
        asked = (html, css, dict(images), bodies, blocks)
        return cast("LaidLetters", self._ask("lay_out_letters", *asked, progress=progress))

    def compose_letters(
        self,
        laid: LaidLetters,
        letters: Sequence[Letter],
        plain: Sequence[bytes],
        frame: Frame,
        *,
        progress: Callable[[int], None] | None = None,
    ) -> Composed:
        asked = (laid, list(letters), list(plain), frame)
        return cast("Composed", self._ask("compose_letters", *asked, progress=progress))

    def place_labels(self, html: str, css: str, images: Mapping[str, bytes], labels: Labels, frame: Frame) -> Placed:
        """Sheets of labels, or envelopes; `html` has each distinct label once, as placing.py asks for them."""
        return cast("Placed", self._ask("lay_out_labels", html, css, dict(images), labels, frame))

    def _ask(self, job: str, *arguments: Any, progress: Callable[[int], None] | None = None) -> Any:
        with self._busy:
            child = self._start()
            child.jobs += 1
            try:
                child.pipe.send((job, *arguments))
                kind, value = self._wait(child, progress or (lambda pages: None))
            except (EOFError, OSError):
                self._drop()
                raise self._why(child.process.returncode) from None
            except BaseException:
                self._drop()
                raise
            self._used_at = time.monotonic()
        if kind == "done":
            return value
        raise Broken(
            _(
                "The pages could not be laid out (%(what)s). Ask again; if it fails again, tell who runs this site.",
                what=value,
            )
        )

    def warm(self) -> None:
        """Start the child now, so that the first packet does not wait for it."""
        self.render("<!doctype html><html lang=en><title>-</title><p>-</p></html>")

    def rest(self, idle_seconds: float) -> None:
        """Send the child home when nothing was printed for so long: it weighs some 100 MB."""
        if self._busy.acquire(blocking=False):
            try:
                if self._child and time.monotonic() - self._used_at >= idle_seconds:
                    self._drop()
            finally:
                self._busy.release()

    def stop(self) -> None:
        """For good, from any thread: a render under way ends as Interrupted, none begins any more."""
        with self._switch:
            self._stopping = True
            if self._child:
                self._child.process.kill()
        with self._busy:
            self._drop()

    @property
    def child_pid(self) -> int | None:
        child = self._child
        return child.process.pid if child else None

    def _start(self) -> _Child:
        if self._child and (self._child.jobs >= self.limits.recycle or self._child.process.poll() is not None):
            self._drop()
        with self._switch:
            if self._stopping:
                raise Interrupted
            if self._child is None:
                self._child = _spawn(self.limits)
            return self._child

    def _drop(self) -> None:
        with self._switch:
            child, self._child = self._child, None
        if child:
            child.process.kill()
            child.process.wait()
            if child.process.stdin:
                child.process.stdin.close()
            child.pipe.close()

    def _wait(self, child: _Child, progress: Callable[[int], None]) -> tuple[str, Any]:
        until, pages = time.monotonic() + self.limits.wall, 0
        while (left := until - time.monotonic()) > 0:
            if child.pipe.poll(min(left, BEAT)):
                kind, value = child.pipe.recv()
                if kind == "memory":
                    self._drop()
                    raise _too_big()
                if kind != "pages":
                    return kind, value
                pages = value
            progress(pages)
        self._drop()
        raise _too_slow()

    def _why(self, code: int | None) -> Exception:
        """Why a child went away in the middle of a render."""
        if self._stopping:
            return Interrupted()
        if code == -signal.SIGXCPU:
            return _too_slow()
        if code in (-signal.SIGABRT, -signal.SIGTRAP):  # so C libraries answer when memory ends
            return _too_big()
        return RenderFailed(_("The printing process was stopped from outside. Ask for the packet again."))


def _too_slow() -> RenderFailed:
    return RenderFailed(
        _("The pages took too long to lay out. Print fewer cases at once, or shorten the longest text.")
    )


def _too_big() -> RenderFailed:
    return RenderFailed(_("The pages needed too much memory. Print fewer cases at once, or use smaller photos."))


def _spawn(limits: Limits) -> _Child:
    ours, theirs = Pipe()
    with theirs:
        words = [sys.executable, "-c", BOOT, str(PACKAGE), str(theirs.fileno()), str(limits.cpu), str(limits.memory)]
        process = subprocess.Popen(words, pass_fds=[theirs.fileno()], stdin=subprocess.PIPE)  # noqa: S603 our own words
    return _Child(process, ours)


press = Press()
