"""The reader over the corpus: what it must read, and that it invents nothing."""

from email.message import EmailMessage

import pytest
from cases.reading import score
from cases.reading.once import ONCE

from chapterapp.cases.reading.documents import open_document
from chapterapp.cases.reading.paragraphs import folded
from chapterapp.cases.reading.proposal import to_plain
from chapterapp.cases.reading.reader import read

pytestmark = ONCE

EXAMPLES = list(score.examples())
LAYOUTS = {"official", "older", "classic", "newer", "follow-up", "stop", "newsletter", "national"}


def test_the_corpus_has_every_layout() -> None:
    assert len(EXAMPLES) >= 40
    assert {example.layout for example in EXAMPLES} == LAYOUTS
    assert {example.name.rpartition(".")[2] for example in EXAMPLES} == {"txt", "html", "eml", "pdf"}


def test_97_of_100_fields_are_right_and_none_is_invented() -> None:
    table = score.score_corpus()
    wrong = "\n".join(table.differences)
    assert table.share() >= 0.97, wrong
    assert sum(table.invented.values()) == 0, wrong
    assert min(table.share(layout) for layout in LAYOUTS) >= 0.95, wrong


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_word_found_stands_in_the_document(example: score.Example) -> None:
    document = open_document(example.data, example.name)
    text = folded(" ".join([*document.lines, document.subject]))
    proposal = score.read_once(example.data, example.name)
    assert proposal.found
    for name, words in proposal.found.items():
        assert words in text, name
    read_fields = {name.split(".")[0] for name in score.flat(to_plain(proposal))} - {"doubts", "source"}
    assert read_fields - {"rules"} <= set(proposal.found)


def test_a_pdf_that_hangs_on_a_mail_is_read() -> None:
    pdf = next(example for example in EXAMPLES if example.name == "official-puppets.pdf")
    mail = EmailMessage()
    mail["Subject"] = "for Tuesday"
    mail.set_content("Shall we write for her?")
    mail.add_attachment(pdf.data, maintype="application", subtype="pdf", filename="ua.pdf")
    assert read(mail.as_bytes(), "mail.eml").ua_number == pdf.expected["ua_number"]
