"""What runs in the kept child: laying out and composing, their limits, and a thread that ends it with its parent."""

import gc
import logging
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import count
from multiprocessing.connection import Connection
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from chapterapp.pdf import faces, quicker, tags
from chapterapp.pdf.assets import OwnFetcher
from chapterapp.pdf.cleaning import printable
from chapterapp.pdf.compose import compose
from chapterapp.pdf.letters import compose_letters, take_apart
from chapterapp.pdf.parts import LaidLetters

FONTS = FontConfiguration()
COLLECT = 20  # jobs


def serve(handle: int) -> None:
    """Answer jobs on the pipe until it closes. A job is a name in JOBS and arguments, an answer a kind and a value."""
    cpu, memory = int(sys.argv[3]), int(sys.argv[4])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    threading.Thread(target=_end_with_parent, daemon=True).start()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tags.prepare()
    faces.prepare()
    quicker.prepare()
    gc.collect()
    gc.freeze()  # what is here now stays: no need to look through it again
    gc.disable()  # a page leaves some thousand cycles; looking for them while it grows took a twentieth
    with Connection(handle) as pipe:
        progress = logging.getLogger("weasyprint.progress")
        progress.setLevel(logging.INFO)
        progress.propagate = False
        pages = _Pages(pipe)
        progress.addHandler(pages)
        logging.getLogger("weasyprint").addHandler(MISSING)
        for number in count(1):
            try:
                job = pipe.recv()
                _limit_cpu(cpu)
                pages.most = 0
                pipe.send(_answer(*job))
                if number % COLLECT == 0:
                    gc.collect()
            except (EOFError, OSError):
                os._exit(1)  # the parent is gone: at once, since a thread still waits for it


def _answer(job: str, *arguments: Any) -> tuple[str, Any]:
    try:
        return "done", JOBS[job](*arguments)
    except MemoryError:
        return "memory", None
    except Exception as error:
        return "broken", type(error).__name__


def lay_out(html: str, css: str, images: dict[str, bytes], name: str) -> tuple[bytes, int, str]:
    """The PDF's bytes, how many pages it has, and the letters that no font has. `name` makes the ids of its header
    cells unique among parts."""
    document, data = _lay_out(html, css, images, name)
    return data, len(document.pages), "".join(MISSING.signs)


def lay_out_letters(html: str, css: str, images: dict[str, bytes], bodies: int, blocks: int) -> LaidLetters:
    laid = take_apart(*_lay_out(html, css, images, "letters-"), bodies, blocks)
    return replace(laid, missing="".join(MISSING.signs))


def _lay_out(html: str, css: str, images: dict[str, bytes], name: str) -> tuple[weasyprint.Document, bytes]:
    MISSING.signs.clear()
    page = weasyprint.HTML(string=printable(html), url_fetcher=OwnFetcher(images))
    document = page.render(font_config=FONTS, stylesheets=[_parsed(css)], pdf_variant="pdf/ua-1")
    data = document.write_pdf(finisher=lambda _, pdf: tags.finish(pdf, name), pdf_variant="pdf/ua-1")
    return document, bytes(data)


JOBS: dict[str, Callable[..., Any]] = {
    "lay_out": lay_out,
    "compose": compose,
    "lay_out_letters": lay_out_letters,
    "compose_letters": compose_letters,
}


@lru_cache(8)
def _parsed(css: str) -> weasyprint.CSS:
    return weasyprint.CSS(string=css, font_config=FONTS, url_fetcher=OwnFetcher({}))


def _limit_cpu(seconds: int) -> None:
    """A soft limit counted from now: a hard one could not be raised for the next job."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _end_with_parent() -> None:
    """Standard input is a pipe that only the parent holds: it ends when the parent does, even by kill -9."""
    sys.stdin.buffer.read()
    os._exit(1)


class _Pages(logging.Handler):
    """Pages laid out so far, from WeasyPrint's own progress log, at most four times a second.

    Page numbers make it go through the pages again: those are not told.
    """

    def __init__(self, pipe: Connection) -> None:
        super().__init__()
        self.pipe, self.last, self.most = pipe, 0.0, 0

    def emit(self, record: logging.LogRecord) -> None:
        if not (isinstance(record.args, tuple) and record.args and "Page %d" in record.msg):
            return
        page, now = int(str(record.args[0])), time.monotonic()
        if page > self.most and now - self.last >= 0.25:
            self.last, self.most = now, page
            self.pipe.send(("pages", page))


class _Missing(logging.Handler):
    """The letters that no font has, from WeasyPrint's warnings, each once."""

    def __init__(self) -> None:
        super().__init__()
        self.signs: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.args, tuple) and record.args and ".notdef" in record.msg:
            self.signs[str(record.args[0])] = None


MISSING = _Missing()
