"""Lines of a page from its pieces, and whole words from parted ones: with other words and places than the corpus."""

import time

import pytest
from cases.reading.once import ONCE
from hypothesis import given, settings
from hypothesis import strategies as st

from chapterapp.cases.reading import pdfs
from chapterapp.cases.reading.mails import read_mail, unwrap
from chapterapp.cases.reading.pages import Piece, place
from chapterapp.cases.reading.webpages import read_page
from chapterapp.cases.reading.wrapping import whole_words

pytestmark = ONCE


def column(left: float, top: float, lines: list[str], height: float = 10.0) -> list[Piece]:
    return [
        Piece(left, left + len(line) * height / 2, top - at * height * 1.2, height, line)
        for at, line in enumerate(lines)
    ]


@settings(max_examples=60, deadline=None)
@given(
    rows=st.integers(4, 12), gap=st.integers(8, 60), height=st.floats(7, 14), shift=st.floats(0, 5), order=st.randoms()
)
def test_two_columns_are_read_one_after_the_other(rows: int, gap: int, height: float, shift: float, order) -> None:
    left = [f"left words of line {at}" for at in range(rows)]
    right = [f"right words of line {at}" for at in range(rows)]
    start = 30 + max(map(len, left)) * height / 2 + gap
    pieces = column(30, 700, left, height) + column(start, 700 - shift, right, height)
    pieces.append(Piece(30, start + 150, 700 + height * 2, height, "UA 12/04 Fear of torture across the whole page"))
    order.shuffle(pieces)
    lines = [line for line in place(pieces).text.splitlines() if line]
    assert lines == ["UA 12/04 Fear of torture across the whole page", *left, *right]


def test_words_that_are_placed_one_by_one_make_lines_and_columns() -> None:
    words = []
    for left, name in ((30, "left"), (330, "right")):
        for at in range(6):
            for place_, word in enumerate([name, "of", "line", str(at)]):
                words.append(Piece(left + place_ * 40, left + place_ * 40 + 37, 700 - at * 12, 10, word))
    lines = [line for line in place(words).text.splitlines() if line]
    assert lines == [f"{name} of line {at}" for name in ("left", "right") for at in range(6)]


def test_a_page_of_ten_thousand_pieces_is_read_soon() -> None:
    pieces = [Piece(at % 7 * 80, at % 7 * 80 + 30, 5000 - at // 7, 1.0, "x") for at in range(10_000)]
    began = time.process_time()
    assert place(pieces).text.count("x") == 10_000
    assert time.process_time() - began < 2


def test_labels_and_values_are_no_columns() -> None:
    labels = ["Date:", "Index:", "Country:", "Deadline:"]
    values = ["5 July 2017", "AMR 37/6674/2017", "Honduras", "16 August 2017"]
    lines = place(column(30, 700, labels) + column(150, 700, values)).text.splitlines()
    assert [" ".join(line.split()) for line in lines] == [f"{a} {b}" for a, b in zip(labels, values, strict=True)]


def test_a_wider_step_parts_paragraphs() -> None:
    pieces = column(30, 700, ["One", "two."]) + column(30, 668, ["Three", "four."])
    assert place(pieces).text == "One\ntwo.\n\nThree\nfour."


TYPESET = [
    "He was de-",
    "tained. They had re-",
    "fused to let him go; many ques-",
    "tions were left un-",
    "answered",
]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (TYPESET, "He was detained. They had refused to let him go; many questions were left unanswered"),
        (["at risk of ill-", "treatment in prison"], "at risk of ill-treatment in prison"),
        (["ill-treatment is common, and ill-", "treatment kills"], "ill-treatment is common, and ill-treatment kills"),
        (["the gen‐", "darmerie came"], "the gendarmerie came"),
        (["IMMEDI‐", "ATELY."], "IMMEDIATELY."),
        (["pre-", "and post-trial"], "pre- and post-trial"),
        (["the Bab al-", "Sharq quarter"], "the Bab al- Sharq quarter"),
        (["write to office@state-", "prisons.example"], "write to office@state- prisons.example"),
    ],
)
def test_parted_words_are_joined_where_it_is_safe(lines: list[str], whole: str) -> None:
    assert " ".join(whole_words(lines)) == whole


def test_the_part_of_a_mail_that_says_more_is_read() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
    html = b"--b\nContent-Type: text/html; charset=utf-8\n\n<p>A long story in many more words than that.</p>\n"
    stub, full = b"Please view as HTML.\n", b"A long story in many more words than that.\n"
    for plain, is_html in ((stub, True), (full, False)):
        mail = read_mail(head + b"--b\nContent-Type: text/plain\n\n" + plain + html + b"--b--\n")
        assert [part.is_html for part in mail.parts] == [is_html]
        assert [part.is_html for part in mail.others] == [not is_html]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "us-ascii", "x-unknown"])
def test_a_charset_that_is_not_true_costs_no_letter(charset: str) -> None:
    for encoded in ("Señora Muñoz".encode(), "Señora Muñoz".encode("cp1252")):
        mail = read_mail(f"Content-Type: text/plain; charset={charset}\n\n".encode() + encoded)
        assert "ora Mu" in mail.parts[0].text
    mail = read_mail(b"Content-Type: text/plain; charset=us-ascii\n\n" + "Señora".encode("cp1252"))
    assert mail.parts[0].text == "Señora"


@pytest.mark.parametrize(
    "headers",
    [
        ["From desk@x.example Thu Apr 30 18:22:41 1998", "Date: Thu, 30 Apr 1998", "From: Desk", "Subject: UA 3/98"],
        ["Von: Desk", "Gesendet: Montag", "An: Liste", "Betreff: WG: UA 3/98"],
        ["Sender: a@x.example", "Received: from b", "   by c; Tue", "Subject: Fwd: Re: UA 3/98", "X-List: actions"],
    ],
)
def test_the_headers_of_a_copied_mail_are_left_out_and_its_subject_is_known(headers: list[str]) -> None:
    copied = unwrap([*headers, "", "A story."])
    assert [line for line in copied.lines if line] == ["A story."]
    assert copied.subject == "UA 3/98"
    assert len(copied.left_out) == len(headers)


def test_a_text_that_begins_like_a_header_is_none() -> None:
    lines = ["Date: 5 July 2017", "UA 3/98", "A story."]
    assert unwrap(lines).lines == lines


def test_cells_with_lines_are_blocks_and_cells_without_are_one_line() -> None:
    page = read_page(
        "<table><tr><td>Minister<br/>Ada Moss</td><td>Governor<br>Jan de Wit</td></tr>"
        "<tr><th>Datum</th><td>5.7.2017</td></tr></table>"
    )
    assert page.text.strip().split("\n\n") == ["Minister\nAda Moss", "Governor\nJan de Wit", "Datum: 5.7.2017"]


def test_a_space_at_the_end_of_a_piece_keeps_two_words_apart() -> None:
    """As word processors write a line: piece by piece, each with the space after it."""
    line = [Piece(0, 167.1, 595.3, 9.96, "on the road returning "), Piece(167.2, 260, 595.3, 9.96, "to La Esperanza")]
    assert "returning to La" in place([one for piece in line for one in pdfs._parted(piece)]).text
