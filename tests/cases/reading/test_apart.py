"""Files that are made to harm: each ends in a sentence, soon, and nothing of it stays."""

import io
import time
import zlib

import pytest
from cases.reading import score
from cases.reading.once import ONCE
from pypdf import PdfWriter

from chapterapp.cases.reading.apart import LIMITS, Limits, read_safely
from chapterapp.cases.reading.proposal import from_plain, to_plain
from chapterapp.cases.reading.reader import read
from chapterapp.cases.reading.sentences import NotAnAction, Reason

pytestmark = ONCE

ACTION = (
    b"UA 12/24 Index: AMR 37/6674/2024 Honduras Date: 5 July 2024\n\nURGENT ACTION\nBAKER HELD\n\nA baker is held.\n"
)


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def blank(pages: int, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    return written(writer)


def bomb(megabytes: int) -> bytes:
    """One page whose content is 1,000 times larger than the file."""
    packed = zlib.compress(b"BT /F1 12 Tf (A) Tj ET " * (megabytes * 45_000), 9)
    parts = [
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n",
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream endobj\n",
        b"trailer<</Root 1 0 R>>\n%%EOF",
    ]
    return b"".join(parts)


HOSTILE = {
    "locked.pdf": (lambda: blank(1, "secret"), {Reason.ENCRYPTED}),
    "scanned.pdf": (lambda: blank(2), {Reason.SCANNED}),
    "long.pdf": (lambda: blank(1000), {Reason.TOO_LONG}),
    "bomb.pdf": (lambda: bomb(400), {Reason.TOO_MUCH, Reason.TOO_SLOW, Reason.TOO_LONG, Reason.BROKEN_PDF}),
    "slow.pdf": (lambda: bomb(60), {Reason.TOO_MUCH, Reason.TOO_SLOW, Reason.TOO_LONG, Reason.BROKEN_PDF}),
    "no.pdf": (lambda: b"PK\x03\x04 this is no PDF", {Reason.BROKEN_PDF}),
    "half.pdf": (lambda: b"%PDF-1.7\n1 0 obj<<", {Reason.BROKEN_PDF}),
    "picture.txt": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0" * 100, {Reason.NO_TEXT}),
    "empty.txt": (lambda: b" \n ", {Reason.EMPTY}),
    "big.txt": (lambda: b"a " * (25 << 20), {Reason.TOO_BIG}),
    "line.txt": (lambda: b"UA 12/24 " * 200_000, {Reason.TOO_LONG}),
    "dates.txt": (lambda: (b"1 1 1 . - / , " * 20 + b"\n") * 900, {Reason.NO_ACTION, Reason.TOO_SLOW}),
    "brackets.txt": (lambda: b"(" * 9_000 + b"\n" + b"a, " * 5_000 + b"(he/him", {Reason.NO_ACTION, Reason.TOO_SLOW}),
    "tags.html": (lambda: b"<html>" + b"<div><nav>" * 500_000, {Reason.EMPTY, Reason.TOO_LONG, Reason.TOO_SLOW}),
    "comment.html": (lambda: b"<html>" + b"<!--" * 700_000, {Reason.EMPTY, Reason.TOO_LONG, Reason.TOO_SLOW}),
    "nested.eml": (
        lambda: (
            b"MIME-Version: 1.0\nMessage-ID: <1>\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n" * 99_000
        ),
        {Reason.EMPTY, Reason.NO_ACTION, Reason.TOO_MUCH, Reason.TOO_SLOW, Reason.TOO_LONG},
    ),
    "story.txt": (lambda: b"It was a dark and stormy night.\n" * 50, {Reason.NO_ACTION}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence_within_ten_seconds(name: str) -> None:
    make, reasons = HOSTILE[name]
    data = make()
    began = time.monotonic()
    with pytest.raises(NotAnAction) as refused:
        read_safely(data, name)
    assert time.monotonic() - began < 10
    assert refused.value.reason in reasons
    assert str(refused.value).endswith(".")


def test_the_child_reads_what_the_parent_would() -> None:
    for example in list(score.examples())[::20]:
        assert read_safely(example.data, example.name) == read(example.data, example.name)


def test_a_proposal_survives_the_way_through_json() -> None:
    for example in score.examples():
        proposal = score.read_once(example.data, example.name)
        assert from_plain(to_plain(proposal)) == proposal


def test_limits_hold() -> None:
    with pytest.raises(NotAnAction) as slow:
        read_safely(ACTION, "a.txt", Limits(wall=0.05))
    assert slow.value.reason is Reason.TOO_SLOW
    with pytest.raises(NotAnAction) as much:
        read_safely(ACTION, "a.txt", Limits(memory=40 << 20))
    assert much.value.reason is Reason.TOO_MUCH
    assert LIMITS.wall < 10
