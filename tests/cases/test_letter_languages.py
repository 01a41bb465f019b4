"""Which sample letter is printed in a run of another language, and which stands beside it."""

from collections.abc import Sequence

import pytest
from cases.test_placeholders import EVERYBODY, case, filled, letter, subject
from flask import Flask

from chapterapp.cases.models import LetterKind, SampleLetter, WriteToPrisoner
from chapterapp.cases.sample_letters import choose_letter

ENGLISH, SPANISH, MEXICAN = letter(), letter(language="es"), letter(language="es-MX")
TO_EMBASSY = letter(addressee_id=2)
SPANISH_TO_EMBASSY = letter(language="es", addressee_id=2)
POSTCARD = letter(language="es", kind=LetterKind.APPEAL_POSTCARD)
TO_PRISON = letter(language="es", kind=LetterKind.SOLIDARITY_LETTER)


@pytest.mark.parametrize(
    ("letters", "chosen", "beside"),
    [
        ([ENGLISH, SPANISH], SPANISH, ENGLISH),
        ([SPANISH, ENGLISH], SPANISH, ENGLISH),
        ([ENGLISH, MEXICAN], MEXICAN, ENGLISH),
        ([ENGLISH, SPANISH, MEXICAN], SPANISH, ENGLISH),
        ([SPANISH], SPANISH, None),
        ([ENGLISH], None, None),
        ([TO_EMBASSY, SPANISH, ENGLISH], SPANISH, ENGLISH),  # what goes to another one is no translation
        ([TO_EMBASSY, SPANISH], SPANISH, None),
        ([TO_EMBASSY, SPANISH_TO_EMBASSY], SPANISH_TO_EMBASSY, TO_EMBASSY),
        ([ENGLISH, POSTCARD], None, None),  # nor is another kind the letter in Spanish
        ([POSTCARD], POSTCARD, None),
        ([ENGLISH, TO_PRISON], None, None),
        ([letter(language="fr"), ENGLISH], None, None),
    ],
)
def test_the_letter_of_a_language_and_its_translation(
    letters: Sequence[SampleLetter], chosen: SampleLetter | None, beside: SampleLetter | None
) -> None:
    found = choose_letter(letters, case(), EVERYBODY, "es", "en_US")
    assert (found and found.letter, found and found.translation) == (chosen, beside)


def test_of_a_letter_that_the_rules_keep_off_paper_there_is_no_language() -> None:
    letters = [letter(kind=LetterKind.SOLIDARITY_LETTER), TO_PRISON]
    assert choose_letter(letters, case(), EVERYBODY, "es", "en") is None
    allowed = choose_letter(letters, case(write_to_prisoner=WriteToPrisoner.YES), EVERYBODY, "es", "en")
    assert allowed and allowed.letter is TO_PRISON


@pytest.mark.parametrize(
    ("language", "own_script", "greeting"),
    [
        ("es", "", "Señor Ministro:"),  # no name says in which language their own words are: in the letter's
        ("es", "es", "Señor Ministro:"),
        ("es", "my", "Dear Minister,"),
        ("en", "", "Dear Minister,"),
    ],
)
def test_a_letter_in_another_language_greets_in_it(app: Flask, language: str, own_script: str, greeting: str) -> None:
    assert filled(app, "I write.", subject(language=own_script), language=language).salutation == greeting
