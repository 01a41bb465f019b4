"""What runs in the child (chapterapp.apart): a PDF in, its clean copy or one word why not out."""

import logging
import sys
import traceback

from chapterapp.files.pdf_copy import copy_pages
from chapterapp.files.pdf_faces import NotClean


def serve() -> None:
    for name in ("pypdf", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # its warnings are about the file, and nobody's to read
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read()))


def _answer(data: bytes) -> bytes:
    try:
        return copy_pages(data)
    except NotClean as no:
        return str(no).encode()
    except (MemoryError, RecursionError):
        return b"much"
    except Exception as error:  # a broken file makes pypdf raise anything; where goes to the log, nothing of the file
        sys.stderr.write(f"copying failed: {type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}")
        return b"broken"
