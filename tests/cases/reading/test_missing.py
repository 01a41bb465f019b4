"""Invitations without a label, ligatures of Chromium, sections that are no countries, and what is missing."""

import pytest
from cases.reading.once import ONCE

from chapterapp.cases.reading import countries, pdfs, references
from chapterapp.cases.reading.addresses import blocks_of
from chapterapp.cases.reading.documents import undressed
from chapterapp.cases.reading.findings import Findings
from chapterapp.cases.reading.invitations import parted
from chapterapp.cases.reading.labels import Label, Section
from chapterapp.cases.reading.missing import note_other_country
from chapterapp.cases.reading.pages import Piece
from chapterapp.cases.reading.proposal import Kind
from chapterapp.cases.reading.reader import read

pytestmark = ONCE

PRISON = ("Alena Kruk", "Prison No. 3", "Minsk", "Belarus")
INVITING = [
    ("WRITE TO ALENA", *PRISON),
    ("WRITE TO ALENA", "", *PRISON),
    ("WRITE TO ALENA", "You can also send Alena Kruk a card. Keep it short.", "", *PRISON),
    ("You can also send a card to Alena Kruk", "with friendly greetings:", *PRISON),
    ("Please write a card to Alena Kruk.", "", *PRISON, "", "The story goes on."),
]
NOT_INVITING = [
    ("WRITE TO THE PRESIDENT", "", "Alena Kruk", "President", "Minsk", "Belarus"),
    ("You can also send a letter to the Minister, Alena Kruk:", "", *PRISON),
    ("You can also send a card to the mother of Alena Kruk:", "", *PRISON),
    ("You can also send Alena Kruk a card.", "", "Ivan Petrov", *PRISON[1:]),
    ("Alena Kruk wrote to her judges.", "", *PRISON),
    ("You can also send Alena Kruk a card.", "", "She likes birds."),
]


@pytest.mark.parametrize("lines", INVITING)
def test_an_invitation_leaves_the_story(lines: tuple[str, ...]) -> None:
    story, invitation = parted([Section(Label.BACKGROUND, "BACKGROUND", ("The trial was short.", "", *lines), 4)])
    assert invitation.label is Label.PRISONER
    assert invitation.lines[-4:] == PRISON
    assert [line for line in story.lines if line] in (["The trial was short."], ["The trial was short.", lines[-1]])


@pytest.mark.parametrize("lines", NOT_INVITING)
def test_what_is_no_address_of_the_prisoner_stays(lines: tuple[str, ...]) -> None:
    section = Section(Label.BACKGROUND, "BACKGROUND", ("The trial was short.", "", *lines), 4)
    assert list(parted([section])) == [section]


def test_a_ligature_that_was_not_moved_goes_on_where_the_line_ended() -> None:
    line = [Piece(10, 60, 5, 10, "an o"), Piece(10, 16, 5, 10, "ﬃ"), Piece(10, 40, 5, 10, "ce ")]  # noqa: RUF001
    placed = list(pdfs._continued([*line, Piece(10, 20, 5, 10, "at"), Piece(200, 240, 5, 10, "apart")]))
    assert [round(piece.left) for piece in placed] == [10, 60, 66, 98, 200]


@pytest.mark.parametrize(
    ("printed", "typed"),
    [("oﬃce ﬂoods", "office floods"), ("ＵＡ １２", "UA 12"), ("5½ m², № 3, 1ª", "5½ m², № 3, 1ª")],  # noqa: RUF001
)
def test_letters_are_plain_and_fractions_stay(printed: str, typed: str) -> None:
    assert undressed(printed) == typed


def test_a_section_is_no_country() -> None:
    assert countries.countries_in("Urgent action from Amnesty International USA") == []
    assert countries.countries_in("Amnesty International asks Iran to free her") == [("IR", "Iran")]
    for mast in ("URGENT ACTION APPEAL - From Amnesty International USA", "Amnesty International United Kingdom"):
        assert references.BANNER.match(mast)
    assert not references.BANNER.match("Amnesty International condemns the arrest of a poet")


@pytest.mark.parametrize(("other", "said"), [("CN", False), ("TW", False), ("KH", True), ("HK", False)])
def test_two_countries_are_a_doubt_unless_they_belong_together(other: str, said: bool) -> None:
    findings = Findings("")
    note_other_country(("CN", "China"), [(other, "Other")], findings)
    assert [doubt.kind for doubt in findings.doubts] == ([Kind.TWO_COUNTRIES] if said else [])


def test_who_asks_to_stop_is_not_asked_for_an_address() -> None:
    text = "UA: 1/20 Index: ASA 11/1/2020 Nepal\n\nURGENT ACTION\nPOTTER FREED\n\nThe potter is free.\n\n"
    stopped = read(f"{text}No further action is requested.\n\nName: Maya Rai\n".encode(), "ua.txt")
    assert [doubt.kind for doubt in stopped.doubts] == [Kind.NO_ISSUE_DATE]
    going_on = read(f"{text}PREFERRED LANGUAGE TO ADDRESS TARGET: Nepali\n\nName: Maya Rai\n".encode(), "ua.txt")
    assert [doubt.kind for doubt in going_on.doubts] == [Kind.NO_ADDRESSEE, Kind.NO_ISSUE_DATE]


@pytest.mark.parametrize(
    "handle", ["@gov", "Twitter @gov", "X (formerly Twitter): @gov", "Facebook/Instagram: gov", "X: @gov, @gov2"]
)
def test_a_handle_is_no_line_of_an_address(handle: str) -> None:
    (block,), left_out = blocks_of(
        ["Minister of Justice", "2 Palace Road", "Accra, Ghana", handle, "Email: m@gov.example"]
    )
    assert block.address == ["Minister of Justice", "2 Palace Road", "Accra, Ghana"]
    assert block.contact["email"] == "m@gov.example"
    assert left_out == [handle]
