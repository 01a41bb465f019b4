"""Dates, hours and countries are written as the chapter writes them."""

from datetime import date, time

import pytest
import time_machine

from chapterapp import dates


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en", "7:00–8:30\u202fpm"), ("en_GB", "19:00–20:30"), ("fr", "19:00–20:30"), ("de", "19:00–20:30 Uhr")],
)
def test_hours_are_said_once_and_as_in_the_locale(locale: str, words: str) -> None:
    assert dates.hours(time(19), time(20, 30), locale).casefold() == words.casefold()


def test_hours_over_noon_and_midnight_say_both_halves_of_the_day() -> None:
    assert dates.hours(time(11), time(13, 30), "en") == "11:00\u202fam–1:30\u202fpm"
    assert dates.hours(time(22), time(1), "en") == "10:00\u202fpm–1:00\u202fam"


def test_a_country_has_its_name_in_the_chapters_language() -> None:
    assert dates.country("EG", "en") == "Egypt"
    assert dates.country("Ruritania", "en") == "Ruritania"
    assert dates.country("EG", "fr") == "Égypte"
    assert dates.day(date(2001, 11, 27), "fr") == "mardi 27 novembre 2001"


@pytest.mark.parametrize(
    ("locale", "near", "far"),
    [
        ("en", "Tuesday, November 24", "Tuesday, November 27, 2001"),
        ("en_GB", "Tuesday, 24 November", "Tuesday, 27 November 2001"),
        ("fr", "mardi 24 novembre", "mardi 27 novembre 2001"),
        ("es", "martes, 24 de noviembre", "martes, 27 de noviembre de 2001"),
        ("ja", "11月24日火曜日", "2001年11月27日火曜日"),
    ],
)
def test_a_day_has_its_year_only_when_it_is_not_near(locale: str, near: str, far: str) -> None:
    with time_machine.travel("2026-11-01T12:00Z"):
        assert dates.day(date(2026, 11, 24), locale) == near
        assert dates.day(date(2001, 11, 27), locale) == far
