"""No label, envelope or return label breaks a rule of its case, whatever was typed."""

import io
import os
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from labels.random_cases import KINDS, MAILING, NAME, STREET, UA, Random, broken_rules, draw_many, offered, random_cases
from packets.taken_out import take_out
from pypdf import PdfReader

from chapterapp.cases.models import Addressee, AddresseeRole, Answer, Case, SenderDetails, Subject, WriteToPrisoner
from chapterapp.cases.office_models import Route
from chapterapp.cases.ruling import readings, writers
from chapterapp.chapters.models import Chapter
from chapterapp.errors import Refused
from chapterapp.labels import rules
from chapterapp.labels.contents import Piece, Printing
from chapterapp.labels.models import LabelKind
from chapterapp.labels.rendering import print_envelopes, print_labels
from chapterapp.labels.stocks import ENVELOPES, LABELS
from chapterapp.packets.case_contents import CaseParts

ONCE = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="rules and paper know no database: once is enough"
)
DRAWN = 250  # random cases for what needs many


@ONCE
@settings(max_examples=150, deadline=None)
@given(random_cases())
def test_no_label_envelope_or_return_label_breaks_a_rule_of_its_case(made: Random) -> None:
    for kind in KINDS:
        for addressee, offer in offered(made, kind):
            assert broken_rules(made, addressee, offer.piece) == [], (kind, offer)


def choose(kind: LabelKind, wanted: int, many: Sequence[Random]) -> list[tuple[Random, Addressee | None, Piece]]:
    """The first so many labels or envelopes of these cases."""
    found = [(made, one, offer.piece._replace(copies=1)) for made in many for one, offer in offered(made, kind)]
    return found[:wanted]


def print_pieces(kind: LabelKind, pieces: Sequence[Piece]) -> list[str]:
    """The finished file as texts without blanks: of each page, so of each envelope, or of the sheets of labels."""
    printing = Printing("Labels", "en", tuple(pieces), ())
    is_envelope = kind is LabelKind.ENVELOPES
    printed = (
        print_envelopes(printing, ENVELOPES["envelope-c5"])
        if is_envelope
        else print_labels(printing, LABELS["avery-5163"])
    )
    assert printed.refused == []
    reader = PdfReader(io.BytesIO(printed.data))
    outside = f"{reader.metadata} {reader.xmp_metadata and reader.xmp_metadata.dc_title}".casefold()
    assert not any(word in outside for word in ("amnesty", NAME.casefold(), UA.casefold(), "prisoner"))
    texts = [closed(page.extract_text()) for page in reader.pages]
    return texts if is_envelope else ["".join(texts)]


def closed(text: str) -> str:
    """Without blanks, and without scripts that a reader may give in another order."""
    return "".join(sign for sign in text if sign.isascii() and not sign.isspace())


@pytest.fixture(scope="module")
def many() -> list[Random]:
    return draw_many(DRAWN)


@ONCE
def test_70_finished_labels_and_envelopes_say_what_was_decided_and_nothing_else(
    whole_app: Flask, many: list[Random]
) -> None:
    with whole_app.app_context():
        for kind, wanted in {LabelKind.ADDRESSES: 30, LabelKind.ENVELOPES: 25, LabelKind.RETURNS: 15}.items():
            chosen = choose(kind, wanted, many)
            assert len(chosen) == wanted
            texts = print_pieces(kind, [piece for _, _, piece in chosen])
            said = [closed("".join((*piece.sender, *piece.lines))) for _, _, piece in chosen]
            assert texts == (said if kind is LabelKind.ENVELOPES else ["".join(said)])
            assert [fault for made, one, piece in chosen for fault in broken_rules(made, one, piece)] == []


# Each rule of what stands outside, and what is left of it when it is taken out.
TAKEN_OUT: list[tuple[Callable[..., Any], Any]] = [
    (readings.is_neutral, lambda case: False),
    (readings.may_write_to, lambda case, role: True),
    (readings.sender_reading, lambda case: SenderDetails.FULL),
    (writers.initials, lambda name: name),
    (rules.reason_not_addressed, lambda case, one, subjects, lines, chapter: ""),
    (rules.sender_of, lambda case, subjects, chapter, abroad: (chapter.name, *chapter.return_address.splitlines())),
    (rules.address_of, lambda one, subjects, chapter: tuple(one.address_lines.splitlines())),
    (rules._said, lambda lines, words: ""),
    (rules._never, lambda case, chapter: []),
    (rules._people, lambda case, subjects: []),
    (rules._town, lambda lines, country: lines),
    (rules._postcode, lambda lines, country: " ".join(lines)),
]


@ONCE
@pytest.mark.parametrize(("rule", "instead"), TAKEN_OUT, ids=[rule.__name__ for rule, _ in TAKEN_OUT])
def test_each_rule_taken_out_is_noticed(
    many: list[Random], monkeypatch: pytest.MonkeyPatch, rule: Callable[..., Any], instead: Any
) -> None:
    """The control: without the rule one of the same random labels breaks one."""
    assert take_out(monkeypatch, rule, instead)
    assert any(
        broken_rules(made, addressee, offer.piece)
        for made in many
        for kind in KINDS
        for addressee, offer in offered(made, kind)
    )


def a_case(**values: object) -> Case:
    given = {"title": NAME, "country": "EG", "ua_number": UA, "index_number": "", "slug": "x"}
    answers = {
        "write_to_prisoner": WriteToPrisoner.YES, "name_amnesty": Answer.YES, "sender_details": SenderDetails.FULL,
    }  # fmt: skip
    return Case(**(given | answers | values))


def a_chapter(**values: str) -> Chapter:
    given = {
        "name": "Amnesty St. Louis", "country": "US", "locale": "en", "neutral_sender": "The Tuesday Letter Writers",
        "return_address": f"Amnesty St. Louis\n{STREET}\nSt. Louis, MO 63100\nUSA",
    }  # fmt: skip
    return Chapter(**(given | values))


TOWN = "St. Louis, MO 63100"
NEUTRAL = {"name_amnesty": Answer.NOT_STATED}
SENDERS = {
    "full": ({}, ("Amnesty St. Louis", STREET, TOWN)),
    "full, neutral": (NEUTRAL, ("The Tuesday Letter Writers", STREET, TOWN)),
    "town": ({"sender_details": SenderDetails.NAME_AND_TOWN}, ("Amnesty St. Louis", TOWN)),
    "not stated": ({"sender_details": SenderDetails.NOT_STATED, **NEUTRAL}, ("The Tuesday Letter Writers", TOWN)),
    "initials": ({"sender_details": SenderDetails.INITIALS_AND_POSTCODE, **NEUTRAL}, ("T. T. L. W.", "63100")),
}


@pytest.mark.parametrize("rule", SENDERS)
def test_the_sender_gives_as_much_as_the_rule_says(rule: str) -> None:
    changes, lines = SENDERS[rule]
    assert rules.sender_of(a_case(**changes), [], a_chapter(), abroad=False) == lines
    assert rules.sender_of(a_case(**changes), [], a_chapter(), abroad=True) == (*lines, "UNITED STATES")


@pytest.mark.parametrize(
    ("chapter", "case", "words"),
    [
        ({"neutral_sender": ""}, NEUTRAL, "no neutral sender yet"),
        ({"return_address": ""}, {}, "no return address yet"),
        ({"return_address": f"{STREET}, {TOWN}"}, {"sender_details": SenderDetails.NAME_AND_TOWN}, "line of its own"),
        (
            {"return_address": f"{STREET}\nSt. Louis"},
            {"sender_details": SenderDetails.INITIALS_AND_POSTCODE},
            "postcode",
        ),
        ({"return_address": f"c/o Amnistía\n{STREET}\n{TOWN}"}, NEUTRAL, "names Amnesty"),
        ({"return_address": f"Letters for {NAME}\n{STREET}\n{TOWN}"}, {}, "must not stand on an envelope"),
        ({"return_address": f"Prisoner support\n{STREET}\n{TOWN}"}, {}, "must not stand on an envelope"),
    ],
)
def test_a_sender_that_cannot_obey_the_rule_is_refused_in_words(
    chapter: dict[str, str], case: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        rules.sender_of(a_case(**case), [], a_chapter(**chapter), abroad=True)


def test_a_british_return_address_gives_town_and_postcode_from_two_lines() -> None:
    chapter = a_chapter(country="GB", return_address=f"{STREET}\nLeeds\nLS1 4AB")
    case = a_case(sender_details=SenderDetails.NAME_AND_TOWN)
    assert rules.sender_of(case, [], chapter, abroad=False) == ("Amnesty St. Louis", "Leeds", "LS1 4AB")


def in_prison(**values: str) -> Addressee:
    given = {"holder": NAME, "office": "Qanater Prison", "address_lines": "Example Road\nCairo", "country": "EG"}
    return Addressee(role=AddresseeRole.PRISONER, route=Route.DIRECT, attention="", **(given | values))


def test_in_prison_a_person_gets_mail_under_the_mailing_name_with_the_number() -> None:
    subject = Subject(display_name=NAME, mailing_name=MAILING, prisoner_number="No. 1234")
    lines = (MAILING, "No. 1234", "Qanater Prison", "Example Road", "Cairo", "EGYPT")
    assert rules.address_of(in_prison(), [subject], a_chapter()) == lines
    typed = in_prison(office=f"{NAME}, Qanater Prison")
    found = rules.address_of(typed, [subject], a_chapter())
    assert "another name" in rules.reason_not_addressed(a_case(), typed, [subject], found, a_chapter())
    assert rules.name_of(in_prison(), [subject]) == NAME  # on the screen it is the other way round


def test_without_a_mailing_name_the_typed_name_stays_and_of_two_people_the_named_one_is_meant() -> None:
    first = Subject(display_name="Omar Haddad", mailing_name="HADDAD Omar", prisoner_number="1")
    second = Subject(display_name=NAME, mailing_name="", prisoner_number="2")
    assert rules.address_of(in_prison(), [first, second], a_chapter())[:2] == (NAME, "2")
    assert rules.address_of(in_prison(holder=""), [first, second], a_chapter())[:2] == ("HADDAD Omar", "1")


@pytest.mark.parametrize(
    ("writers", "cases", "count"), [(0, 6, 3), (0, 1, 6), (16, 6, 8), (100, 10, 30), (2, 6, 1), (5, 0, 5)]
)
def test_an_evening_brings_three_letters_a_writer_and_one_a_case_at_most(writers: int, cases: int, count: int) -> None:
    assert rules.default_count(writers, cases) == count


def test_the_rules_are_seen_to_be_broken_where_they_are() -> None:
    """The control: a label made without asking the rules is found out."""
    case = a_case(name_amnesty=Answer.NO, sender_details=SenderDetails.NAME_AND_TOWN)
    minister = Addressee(role=AddresseeRole.TARGET, ref="r", position=1, country="EG", office="", address_lines="Cairo")
    made = Random(a_chapter(), CaseParts(case, [Subject(display_name=NAME, mailing_name="")], [minister], (), ()))
    bare = Piece("x", (f"{NAME}, {UA}",), "EG", 1, ("Amnesty St. Louis", STREET))
    assert set(broken_rules(made, minister, bare)) >= {
        "amnesty", "a street where only the town may stand", "the number of the case", "the name of the case",
        "no country last",
    }  # fmt: skip
