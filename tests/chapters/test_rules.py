"""Names that may stand on neutral paper, and in an address."""

import pytest
from flask import Flask

from chapterapp.chapters.rules import names_amnesty, propose_neutral_sender, propose_slug

NAMES = [
    "Amnesty St. Louis",
    "Amnesty International Group 23",
    "Amnistía Zürich",
    "St. Louis chapter",
    "AIUSA 14",
    "人权",
]


@pytest.mark.parametrize("name", NAMES)
def test_the_proposed_sender_never_names_amnesty(app: Flask, name: str) -> None:
    with app.app_context():
        assert not names_amnesty(propose_neutral_sender(name))


@pytest.mark.parametrize(
    "words", ["Amnesty", "the AMNESTY people", "\uff21mnesty", "Amnistie internationale", "Amnistía", "AIUSA, Box 3"]
)
def test_amnesty_is_found_in_whatever_letters(words: str) -> None:
    assert names_amnesty(words)


def test_a_town_is_no_amnesty() -> None:
    assert not names_amnesty("St. Louis letter writers")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("St. Louis chapter", "st-louis"),
        ("Amnesty Saint-Étienne", "saint-etienne"),
        ("人权", "chapter"),
        ("Group", "group"),
    ],
)
def test_the_slug_is_the_place(name: str, slug: str) -> None:
    assert propose_slug(name) == slug
