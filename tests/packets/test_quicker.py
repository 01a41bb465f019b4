"""What is left out of WeasyPrint's work changes no byte of what it makes."""

import os
import subprocess
import sys

import pytest

from chapterapp.config import ROOT

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)

LONG = "A sentence that is longer than the line it stands on, so that it is broken and set again. " * 3
PAGE = """<!doctype html><html lang=en><title>T</title><style>
.just { text-align: justify; width: 70mm }
.mark { text-decoration: underline; color: #333 }
.logical { margin-block-start: 9mm; padding-inline-start: 5mm }
.left { float: left; width: 40mm; border: 1pt solid }
.moved { position: relative; top: 3mm; display: inline }
li { list-style: none }
li::before { content: counter(list-item) ". " }
@page { size: A5; @bottom-left { content: counter(page) } }
</style>
<h1>Heading</h1><div class=left>LONG</div><p>LONG<p class=just>LONG<p class=logical>LONG
<p class=mark>Under <b>lined <i>in</i></b> <span class=moved>moved</span><ol><li>One<li>Two</ol>
<table style="border-collapse: collapse"><tr><th>A<td>LONG</table><blockquote>LONG</blockquote>""".replace("LONG", LONG)
CODE = """
import sys, weasyprint
from chapterapp.pdf import quicker
html = sys.stdin.read()
make = lambda: weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
before = make()
quicker.prepare()
print(len(before), make() == before)
"""


def test_pages_are_byte_for_byte_what_weasyprint_makes_by_itself() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], input=PAGE, capture_output=True, text=True, check=True, cwd=ROOT
    )
    size, is_same = done.stdout.split()
    assert int(size) > 10_000
    assert is_same == "True"
