"""The text of a PDF, page by page."""

import io
import logging

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from chapterapp.cases.reading.sentences import NotAnAction, Reason

MOST_PAGES = 60


def pages_of(data: bytes) -> list[str]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are about the file, and nobody's to read
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotAnAction(Reason.ENCRYPTED)
        if len(reader.pages) > MOST_PAGES:
            raise NotAnAction(Reason.TOO_LONG)
        pages = [page.extract_text() for page in reader.pages]
    except (NotAnAction, MemoryError):
        raise
    except FileNotDecryptedError:
        raise NotAnAction(Reason.ENCRYPTED) from None
    except (PyPdfError, Exception):  # a broken file makes pypdf raise anything
        raise NotAnAction(Reason.BROKEN_PDF) from None
    if not any(page.strip() for page in pages):
        raise NotAnAction(Reason.SCANNED)
    return pages
