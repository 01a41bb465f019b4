"""Labels and envelopes as they are printed, beside the same laid out plainly; and what a screen reader gets."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from labels.plain import plain_envelopes, plain_labels
from labels.samples import LONG, SENDER, piece, printing
from packets.plain import differences, lay_out_plainly
from packets.reading import File, problems

from chapterapp.labels.contents import Piece
from chapterapp.labels.rendering import print_envelopes, print_labels
from chapterapp.labels.stocks import ENVELOPES, LABELS

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)
DPI = 100
ADDRESSES = printing(
    Piece("Russia", ("Генеральному прокурору", "Minister of Justice", "Office 1", "RUSSIA"), "RU", 7, SENDER),
    Piece("Vietnam", ("Ông Bộ trưởng Bộ Công an", "44 Đường Ví Dụ", "VIETNAM"), "VN", 2, SENDER),
    Piece("Myanmar", ("တရားရေးဝန်ကြီး", "Office 25", "MYANMAR"), "MM", 3, SENDER[:2]),
)
SHEET, ENVELOPE = LABELS["avery-5163"], ENVELOPES["envelope-10"]


@pytest.fixture(autouse=True)
def context(whole_app: Flask) -> Iterator[None]:
    with whole_app.app_context():
        yield


def test_labels_look_and_read_like_labels_laid_out_one_by_one() -> None:
    plain = lay_out_plainly(*plain_labels(ADDRESSES, SHEET, 3), {})
    printed = print_labels(ADDRESSES, SHEET, 3)
    assert (printed.pages, printed.labels, printed.shrunk) == (2, 12, [])
    assert differences(plain, printed.data, DPI) == []
    moved = print_labels(ADDRESSES, SHEET, 3, (0.2, 0.0)).data
    assert differences(plain, moved, DPI), "the control: 0.2 mm are seen"


def test_envelopes_look_and_read_like_envelopes_laid_out_one_by_one() -> None:
    plain = lay_out_plainly(*plain_envelopes(ADDRESSES, ENVELOPE), {})
    printed = print_envelopes(ADDRESSES, ENVELOPE)
    assert (printed.pages, printed.shrunk) == (12, [])
    assert differences(plain, printed.data, DPI) == []
    moved = print_envelopes(ADDRESSES, ENVELOPE, (0.0, 0.2)).data
    assert differences(plain, moved, DPI), "the control: 0.2 mm are seen"


def test_a_text_in_another_language_says_so_wherever_its_label_stands() -> None:
    names = {"Burmese": "my", "Arabic": "ar", "Persian": "fa", "Cyrillic": "ru", "short": ""}
    printed = print_labels(printing(*(piece(name, 2) for name in names)), LABELS["avery-5163"])
    assert printed.refused == []
    file = File(printed.data)
    said = [form.read_bytes() for form in file.pdf.pages[0].obj.Resources.XObject.values()]
    assert len(said) == len(names)
    for language in filter(None, names.values()):
        painted = [form for form in said if b"/Span <</Lang (%s)>> BDC\nBT" % language.encode() in form]
        assert len(painted) == 1, language
    assert all(form.count(b" BDC") == form.count(b"EMC") and b"MCID" not in form for form in said)
    assert set(names) <= set(LONG)


@pytest.mark.parametrize("kind", ["labels", "envelopes"])
def test_no_checker_finds_a_fault(kind: str, tmp_path: Path) -> None:
    made = print_labels(ADDRESSES, SHEET) if kind == "labels" else print_envelopes(ADDRESSES, ENVELOPE)
    path = tmp_path / "made.pdf"
    path.write_bytes(made.data)
    assert problems(File(made.data)) == []
    check = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert (check.returncode, check.stderr) == (0, ""), check.stdout
    pdfua = pytest.importorskip("pdfua")
    assert [f"{one.rule_id} {one.message}" for one in pdfua.validate(str(path)).findings] == []
