"""The formal closing of a letter in its language: in the right letters, and never twice."""

import os
import unicodedata

import pytest
from cases.test_placeholders import filled
from flask import Flask

from chapterapp.cases.sample_letters import CLOSINGS, closing_of
from chapterapp.cli import print_samples
from chapterapp.pdf.press import press
from chapterapp.personal_letters.rendering import style_sheet
from chapterapp.scripts import SCRIPTS, direction_of, script_of

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)
SCRIPT_OF = {
    **dict.fromkeys(("ru", "be", "bg", "kk", "uk"), "CYRILLIC"), **dict.fromkeys(("ar", "fa"), "ARABIC"),
    "am": "ETHIOPIC", "el": "GREEK", "he": "HEBREW", "hi": "DEVANAGARI", "ka": "GEORGIAN", "my": "MYANMAR",
    "th": "THAI", "zh": "CJK", "zh-hant": "CJK",
}  # fmt: skip


@pytest.mark.parametrize("language", CLOSINGS)
def test_each_is_in_the_script_of_its_language_which_the_doctor_looks_at(language: str) -> None:
    words = CLOSINGS[language]
    script = SCRIPT_OF.get(language, "LATIN")
    assert {script_of(sign) for sign in words if sign.isalpha()} == {script}
    assert script in {one.key for one in SCRIPTS}
    assert words == unicodedata.normalize("NFC", words).strip() and "\n" not in words


def test_each_can_be_printed_where_the_letters_of_its_script_are(whole_app: Flask) -> None:
    with whole_app.app_context():
        lacking = {script_of(sign) for sign in print_samples()}
        words = "".join(
            f'<p lang="{language}" dir="{direction_of(words)}">{words}</p>'
            for language, words in CLOSINGS.items()
            if script_of(words) not in lacking
        )
        page = f"<!doctype html><html lang=en><title>Closings</title><body>{words}</body></html>"
        assert press.render(page, css=style_sheet("a4")).missing == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pt_BR", "Atenciosamente,"),
        ("zh-CN", "此致敬礼"),
        ("zh-TW", "此致敬禮"),
        ("zh_Hant_HK", "此致敬禮"),
        ("no", "Med vennlig hilsen"),
        ("tl", "Lubos na gumagalang,"),
        ("ja", ""),
        ("", ""),
    ],
)
def test_it_is_found_by_the_tag_of_the_letter(language: str, words: str) -> None:
    assert closing_of(language) == words


@pytest.mark.parametrize(
    ("language", "body", "has_closing"),
    [
        ("pl", "Piszę do Pana.\n\nZ poważaniem", True),
        ("pl", "Piszę do Pana.\n\nŁączę wyrazy szacunku", True),
        ("my", "စာရေးပါသည်။\n\nရိုသေစွာဖြင့်", True),
        ("zh", "我写信给您。\n\n此致\n敬礼！", True),
        ("zh", "我写信给您。\n\n请释放她！", False),
        ("th", "ฉันเขียนถึงคุณ\n\nขอแสดงความนับถืออย่างสูง", True),
        ("th", "ฉันเขียนถึงคุณ\n\nโปรดปล่อยตัวเธอ", False),
        ("en", "I write to you.\n\nRespectfully I ask you to free her.", False),
        ("en", "I write to you.\n\nFree her now!", False),
        ("en", "I write to you.\n\n[Your own sentence.]", False),
        ("en", "Free her", False),
        ("en", "I write to you.\n\nFree Samira Haddad now", False),
        ("en", "I write to you.\n\nRelease her https://example.org/act", False),
        ("en", "I write to you.\n\nCall 555 0100", False),
        ("en", "I write to you.\n\nRelease her\nNow", False),
        ("en", "I write to you.\n\nWith kind regards", True),
        ("en", "I write to you.\n\nYours faithfully,", True),
    ],
)
def test_a_letter_that_brings_its_own_has_no_second_one(
    whole_app: Flask, language: str, body: str, has_closing: bool
) -> None:
    assert filled(whole_app, body, language=language).has_closing is has_closing
