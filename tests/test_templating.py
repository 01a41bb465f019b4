"""Dates, hours and countries are written as the chapter writes them."""

from datetime import date, time

import pytest
import time_machine
from flask import Flask, g

from chapterapp import templating
from chapterapp.chapters.models import Chapter


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en", "7:00–8:30\u202fpm"), ("en_GB", "19:00–20:30"), ("fr", "19:00–20:30"), ("de", "19:00–20:30 Uhr")],
)
def test_hours_are_said_once_and_as_in_the_locale(app: Flask, locale: str, words: str) -> None:
    with app.test_request_context():
        g.chapter = Chapter(locale=locale)
        assert templating.hours(time(19), time(20, 30)).casefold() == words.casefold()


def test_hours_over_noon_and_midnight_say_both_halves_of_the_day(app: Flask) -> None:
    with app.test_request_context():
        assert templating.hours(time(11), time(13, 30)) == "11:00\u202fam–1:30\u202fpm"
        assert templating.hours(time(22), time(1)) == "10:00\u202fpm–1:00\u202fam"


def test_a_country_has_its_name_in_the_chapters_language(app: Flask) -> None:
    with app.test_request_context():
        assert templating.country("EG") == "Egypt"
        assert templating.country("Ruritania") == "Ruritania"
        g.chapter = Chapter(locale="fr")
        assert templating.country("EG") == "Égypte"
        assert templating.day(date(2001, 11, 27)) == "mardi 27 novembre 2001"


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
def test_a_day_has_its_year_only_when_it_is_not_near(app: Flask, locale: str, near: str, far: str) -> None:
    with app.test_request_context(), time_machine.travel("2026-11-01T12:00Z"):
        g.chapter = Chapter(locale=locale)
        assert templating.day(date(2026, 11, 24)) == near
        assert templating.day(date(2001, 11, 27)) == far
