"""What runs in the child (chapterapp.apart): read a file from standard input, answer in JSON, and end."""

import json
import sys
import traceback

from chapterapp.cases.reading.documents import open_document
from chapterapp.cases.reading.proposal import to_plain
from chapterapp.cases.reading.reader import read_document
from chapterapp.cases.reading.sentences import NotAnAction, Reason


def serve(name: str) -> None:
    answer = _answer(sys.stdin.buffer.read(), name)
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _answer(data: bytes, name: str) -> dict[str, object]:
    try:
        document = open_document(data, name)
        return {"proposal": to_plain(read_document(document)), "text": "\n".join(document.lines)}
    except NotAnAction as no:
        return {"reason": no.reason}
    except (MemoryError, RecursionError):
        return {"reason": Reason.TOO_MUCH}
    except Exception as error:  # a fault of ours: where it was goes to the log, and nothing of the document
        sys.stderr.write(f"reading failed: {type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}")
        return {"reason": Reason.FAILED}
