"""What paper may say of a case."""

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask

from chapterapp.cases import rules
from chapterapp.cases.models import (
    Addressee,
    AddresseeRole,
    Answer,
    Case,
    CaseStatus,
    Correspondents,
    Facility,
    Outcome,
    SampleLetter,
    SenderDetails,
    Subject,
    WriteToPrisoner,
)
from chapterapp.cases.ruling.facilities import facility_lines
from chapterapp.chapters.models import Chapter

CHAPTER = Chapter(
    name="Amnesty St. Louis", slug="st-louis", locale="en_US", time_zone="America/Chicago", verify_within_days=365
)


def make(**values: object) -> Case:
    given = {
        "title": "Samira Haddad",
        "country": "EG",
        "line": "",
        "summary": "",
        "background": "",
        "recommended_actions": "Release her.",
        "talking_points": "",
        "topics_to_avoid": "",
        "languages": "",
        "ua_number": "UA 60/16",
        "index_number": "",
        "status": CaseStatus.ACTIVE,
        "verified_on": date(2026, 11, 1),
        "correspondents": Correspondents.NOT_STATED,
        "name_amnesty": Answer.NOT_STATED,
        "write_to_prisoner": WriteToPrisoner.NOT_STATED,
        "sender_details": SenderDetails.NOT_STATED,
        "religious_content": Answer.NOT_STATED,
        "enclosures": Answer.NOT_STATED,
    }
    return Case(**{**given, **values})


@pytest.mark.parametrize(("said", "neutral"), [(Answer.YES, False), (Answer.NO, True), (Answer.NOT_STATED, True)])
def test_what_is_not_stated_does_not_name_amnesty(said: Answer, neutral: bool) -> None:
    assert rules.is_neutral(make(name_amnesty=said)) is neutral


@pytest.mark.parametrize(
    ("said", "prisoner", "family"),
    [
        (WriteToPrisoner.YES, True, True),
        (WriteToPrisoner.VIA_FAMILY, False, True),
        (WriteToPrisoner.NO, False, False),
        (WriteToPrisoner.NOT_STATED, False, False),
    ],
)
def test_who_may_be_written_to(said: WriteToPrisoner, prisoner: bool, family: bool) -> None:
    case = make(write_to_prisoner=said)
    assert rules.may_write_to(case, AddresseeRole.PRISONER) is prisoner
    assert rules.may_write_to(case, AddresseeRole.FAMILY) is family
    assert rules.may_write_to(case, AddresseeRole.TARGET)


@pytest.mark.parametrize(
    ("pronouns", "word"), [("she / her", "her"), ("He/him", "him"), ("they", "them"), ("", "them"), ("xe", "them")]
)
def test_nobodys_pronoun_is_guessed(app: Flask, pronouns: str, word: str) -> None:
    with app.test_request_context():
        assert rules.pronoun_for([Subject(pronouns=pronouns)]) == word
        assert rules.pronoun_for([Subject(pronouns=pronouns)] * 2) == "them"


def test_the_cautious_reading_is_taken_and_said(app: Flask) -> None:
    with app.test_request_context():
        ruled = rules.rule_lines(make(), [Subject(pronouns="she / her")], CHAPTER)
        assert "Name any organization, on paper or envelope" in ruled.do_not
        assert "Write to her: letters go to the authorities only" in ruled.do_not
        assert "Give your name and town" in ruled.do
        assert "does not speak of" in ruled.closing
        assert [mark for mark, _ in ruled.marks] == [rules.NOT_STATED, rules.NOT_STATED]


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ([{}, {}], []),
        ([{"letters_are_read": True}], ["Remember that letters are read there"]),
        ([{"languages": "Arabic "}], ["Write to the prison in: Arabic"]),
        ([{"letters_are_read": True}] * 2, ["Remember that letters are read there"]),
        ([{"letters_are_read": True}, None], ["A: Remember that letters are read there"]),
        (
            [{"letters_are_read": True, "paper_rules": "No clips."}, {"letters_are_read": True}],
            ["A: To the prison: No clips.", "Remember that letters are read there"],
        ),
        (
            [{"number_required": Answer.YES}, {"full_name_required": Answer.YES}],
            [
                "A: Copy the prisoner number onto the envelope",
                "B: Write your full name on letters to the prison",
            ],
        ),
    ],
)
def test_each_who_may_be_written_to_has_the_lines_of_their_place(
    app: Flask, asked: list[dict[str, Any] | None], lines: list[str]
) -> None:
    silent: dict[str, Any] = {
        "number_required": Answer.NO,
        "full_name_required": Answer.NO,
        "paper_rules": "",
        "languages": "",
    }
    people = [
        Subject(facility=Facility(name=name, **(silent | told)) if told is not None else None)
        for name, told in zip("AB", asked, strict=False)
    ]
    with app.test_request_context():
        assert facility_lines(make(write_to_prisoner=WriteToPrisoner.YES), people) == lines
        assert facility_lines(make(write_to_prisoner=WriteToPrisoner.VIA_FAMILY), people) == []


@pytest.mark.parametrize(
    ("ours", "said"), [("", True), ("Arabic", False), ("Arabic or French", False), ("English, French", True)]
)
def test_the_languages_of_a_place_are_said_where_the_case_leaves_more_open(app: Flask, ours: str, said: bool) -> None:
    place = Facility(name="A", languages="French, Arabic", paper_rules="")
    with app.test_request_context():
        lines = facility_lines(make(write_to_prisoner=WriteToPrisoner.YES, languages=ours), [Subject(facility=place)])
    assert lines == (["Write to the prison in: French, Arabic"] if said else [])


def test_a_neutral_cases_own_rules_do_not_say_the_word(app: Flask) -> None:
    with app.test_request_context():
        for said in (Answer.NO, Answer.NOT_STATED):
            ruled = rules.rule_lines(make(name_amnesty=said), [], CHAPTER)
            printed = [*ruled.do, *ruled.do_not, ruled.closing, *(text for _, text in ruled.marks)]
            assert not [line for line in printed if "amnesty" in line.casefold()]


def test_it_says_what_is_missing_and_no_more(app: Flask) -> None:
    with app.test_request_context():
        target = Addressee(role=AddresseeRole.TARGET, address_lines="1 Street")
        letter = SampleLetter(body="Dear Minister")
        assert rules.missing_to_print(make(), [], [target], [letter]) == []
        missing = rules.missing_to_print(make(title="", country="", recommended_actions=""), [], [], [])
        assert missing == ["a name", "a country", "what to ask", "an addressee", "a letter"]
        assert rules.missing_sentence(missing[3:]) == "To print, this case still needs an addressee and a letter."


def test_an_address_that_may_not_be_written_to_is_no_addressee(app: Flask) -> None:
    with app.test_request_context():
        prisoner = Addressee(role=AddresseeRole.PRISONER, address_lines="A prison")
        letter = SampleLetter(body="Dear")
        assert rules.missing_to_print(make(), [], [prisoner], [letter]) == ["an addressee"]


@pytest.mark.parametrize("word", ["AMNESTY International", "ua 60/16", "a prisoner of conscience", "Amnesty St. Louis"])
def test_texts_of_a_neutral_case_that_name_it_are_found(app: Flask, word: str) -> None:
    with app.test_request_context():
        case = make(background=f"She wrote to {word}.")
        assert rules.texts_that_name(case, [], [], [SampleLetter(body=word)], [], CHAPTER) == [
            "the background",
            "the sample letter",
        ]
        assert rules.texts_that_name(make(), [], [], [SampleLetter(body="Dear Minister")], [], CHAPTER) == []


@pytest.mark.parametrize(
    ("status", "printed"),
    [
        (CaseStatus.ACTIVE, True),
        (CaseStatus.ON_HOLD, False),
        (CaseStatus.STOP_ACTION, False),
        (CaseStatus.CLOSED, False),
    ],
)
def test_only_active_cases_are_printed(app: Flask, status: CaseStatus, printed: bool) -> None:
    with app.test_request_context():
        assert (rules.reason_not_printed(make(status=status), date(2026, 11, 24), CHAPTER) == "") is printed


def test_every_end_is_freedom_or_better_or_sad() -> None:
    sad = {Outcome.DIED, Outcome.EXECUTED, Outcome.EXILED, Outcome.REARRESTED}
    assert {*rules.FREEDOM, *rules.BETTER} | sad == set(Outcome)
    assert len(rules.FREEDOM) + len(rules.BETTER) + len(sad) == len(Outcome)


@pytest.mark.parametrize(
    ("values", "may"),
    [
        ({"name_amnesty": Answer.YES}, True),
        ({"name_amnesty": Answer.NOT_STATED}, False),
        ({"name_amnesty": Answer.NO}, False),
        ({"name_amnesty": Answer.YES, "status": CaseStatus.STOP_ACTION}, False),
        ({"name_amnesty": Answer.YES, "status": CaseStatus.ON_HOLD}, False),
        ({"name_amnesty": Answer.YES, "deleted_at": datetime(2026, 1, 1)}, False),
        ({"status": CaseStatus.CLOSED, "outcome": Outcome.RELEASED}, True),
        ({"status": CaseStatus.CLOSED, "outcome": Outcome.LAW_CHANGED}, True),
        ({"status": CaseStatus.CLOSED, "outcome": Outcome.RELEASED, "name_amnesty": Answer.NO}, False),
        ({"status": CaseStatus.CLOSED, "outcome": Outcome.DIED}, False),
        ({"status": CaseStatus.CLOSED, "outcome": None}, False),
    ],
)
def test_what_the_world_may_see(app: Flask, values: dict[str, object], may: bool) -> None:
    with app.test_request_context():
        assert (rules.may_be_public(make(**values)) == "") is may


@pytest.mark.parametrize(
    ("values", "shown"),
    [({}, True), ({"is_public": False}, False), ({"story": ""}, False), ({"outcome_on": ""}, False)],
)
def test_a_closed_case_is_shown_if_it_is_ticked_and_told_with_its_year(
    app: Flask, values: dict[str, object], shown: bool
) -> None:
    told = {"is_public": True, "story": "Home.", "outcome_on": "2012", "outcome": Outcome.RELEASED}
    with app.test_request_context():
        assert rules.is_shown(make(status=CaseStatus.CLOSED, **{**told, **values})) is shown
