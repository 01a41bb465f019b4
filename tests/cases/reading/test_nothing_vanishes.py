"""Each word of a document is in a field, beside a label that was used, or among what was left out."""

import io
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from cases.reading import score
from cases.reading.once import ONCE
from pypdf import PdfReader

from chapterapp.cases.reading import mails, references
from chapterapp.cases.reading.labels import SPELLINGS, label_of
from chapterapp.cases.reading.ledger import texts_in
from chapterapp.cases.reading.proposal import Proposal

pytestmark = ONCE

EXAMPLES = list(score.examples())
WORD = re.compile(r"[^\W\d_]{3,}")
OF_NUMBERS = {"index", "date", "issue", "public", "urgent", "action", "update", "outcome", "amnesty", "international"}
LABELS = OF_NUMBERS | {word for spellings in SPELLINGS.values() for word in WORD.findall(spellings)}


class Seen(HTMLParser):
    """All that a browser would show of a page, read by other means than the reader's."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style", "title")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style", "title")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def lines_of(example: score.Example) -> list[str]:
    if example.name.endswith(".pdf"):
        pages = [page.extract_text(extraction_mode="layout") for page in PdfReader(io.BytesIO(example.data)).pages]
        return [line for page in pages for line in page.splitlines()]
    if example.name.endswith(".html"):
        return shown(example.data.decode())
    if example.name.endswith(".eml"):
        mail = mails.read_mail(example.data)
        parts = [*mail.parts, *mail.others]
        return [line for part in parts for line in (shown(part.text) if part.is_html else part.text.splitlines())]
    return example.data.decode().splitlines()


def shown(html: str) -> list[str]:
    seen = Seen()
    seen.feed(html)
    return seen.words


def words_of(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text.replace("\u00ad", ""))]


def accounted(proposal: Proposal) -> Counter[str]:
    texts = [*texts_in(vars(proposal)), *proposal.found.values()]
    return Counter(word for text in texts for word in words_of(text))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_no_line_of_a_document_vanishes(example: score.Example) -> None:
    proposal = score.read_once(example.data, example.name)
    kept = accounted(proposal)
    whole = " ".join([*kept, *LABELS])
    lost = []
    for line in lines_of(example):
        if label_of(line) or references.BANNER.match(line.strip()):
            continue
        missing = [word for word in words_of(line) if word not in kept and word not in LABELS and word not in whole]
        if missing:
            lost.append((line, missing))
    assert not lost
