"""The small readers, each with the spellings that documents have."""

from datetime import date

import pytest
from cases.reading.once import ONCE

from chapterapp.cases.reading.days import find_days
from chapterapp.cases.reading.numbers import find_index, find_numbers
from chapterapp.cases.reading.offices import split_heading
from chapterapp.cases.reading.people import people_of
from chapterapp.cases.reading.rules import read_rules

pytestmark = ONCE


@pytest.mark.parametrize(
    ("written", "value", "issue"),
    [
        ("UA 219 /06", "UA 219/06", ""),
        ("UA 83.18", "UA 83/18", ""),
        ("UA-257-1/2014", "UA 257/14", ""),
        ("UA: 216/06", "UA 216/06", ""),
        ("UA-Nr: 112/2016", "UA 112/16", ""),
        ("First UA: 14/23 Index: MDE 13/6514/2023", "UA 14/23", "first"),
        ("THIRD UA 60/16", "UA 60/16", "third"),
        ("Segunda AU: 4/20", "UA 4/20", "second"),
        ("stop action to EX 13/98 on Iran", "EX 13/98", ""),
        ("Urgent Action 92.19", "UA 92/19", ""),
    ],
)
def test_numbers(written: str, value: str, issue: str) -> None:
    found = find_numbers(written)[0]
    assert (found.value, found.issue) == (value, issue)
    assert found.words in written


@pytest.mark.parametrize("written", ["on 5/6 of the month", "GUATEMALA 5/06", "amr37/6674/2017", "1/2"])
def test_no_numbers(written: str) -> None:
    assert find_numbers(written) == []
    assert find_index(written) is None


@pytest.mark.parametrize(
    "written",
    [
        *("5 July 2017", "5th of July 2017", "July 5, 2017", "JULY 5TH 2017", "2017-07-05", "5.7.2017", "05.07.17"),
        *(
            "5. Juli 2017",
            "5 de julio de 2017",
            "5 juillet 2017",
            "Wednesday, 5 July 2017",
            "Mittwoch, den 5. Juli 2017",
        ),
        *("5-Jul-2017", "5 July, 2017"),
    ],
)
def test_days(written: str) -> None:
    [found] = find_days(f"until {written}.")
    assert (found.on, found.wrong_weekday) == (date(2017, 7, 5), False)
    assert found.words in written


def test_days_that_are_none() -> None:
    assert [day.on for day in find_days("31 April 2010")] == [None]
    assert find_days("05/07/2017")[0].is_open
    assert find_days("16/07/2017")[0].on == date(2017, 7, 16)
    assert find_days("Monday 5 July 2017")[0].wrong_weekday
    assert find_days("on 5 July, +504 221 4552, UA 5/06, 12:30") == []


@pytest.mark.parametrize(
    ("sentence", "rule", "answer"),
    [
        ("Please do not mention Amnesty.", "name_amnesty", False),
        ("Please don’t mention Amnesty International on the envelope.", "name_amnesty", False),
        ("Do not name Amnesty in your letters.", "name_amnesty", False),
        ("Letters should not mention Amnesty.", "name_amnesty", False),
        ("Write without mentioning Amnesty International.", "name_amnesty", False),
        ("No mention of Amnesty, please.", "name_amnesty", False),
        ("Amnesty should not be named.", "name_amnesty", False),
        ("Bitte Amnesty nicht erwähnen.", "name_amnesty", False),
        ("Por favor, no mencionen a Amnistía Internacional.", "name_amnesty", False),
        ("Merci de ne pas mentionner Amnesty International.", "name_amnesty", False),
        ("You may mention Amnesty.", "name_amnesty", True),
        ("Please do not write to the prisoner.", "write_to_prisoner", False),
        ("Do not write to him directly.", "write_to_prisoner", False),
        ("Please do not send letters to the prison.", "write_to_prisoner", False),
        ("You can write to her in English.", "write_to_prisoner", True),
        ("Write to him care of his family.", "write_via_family", True),
        ("Do not give your full address.", "full_sender_details", False),
        ("Give only your initials.", "full_sender_details", False),
        ("Please include your full name and address.", "full_sender_details", True),
        ("Please avoid religious messages.", "religious_content", False),
        ("Religious cards are welcome.", "religious_content", True),
        ("Do not enclose anything.", "enclosures", False),
    ],
)
def test_rules(sentence: str, rule: str, answer: bool) -> None:
    ruled = read_rules(f"The trial is in May. {sentence} Write soon.", "")
    assert getattr(ruled.rules, rule) is answer
    assert ruled.words[f"rules.{rule}"] == sentence
    assert [value for name, value in vars(ruled.rules).items() if name != rule and value is not None] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "He was told: do not mention Amnesty to anyone.",
        "The guards said that she must not write to him.",
        "Amnesty International calls for his release.",
        "You can write to President Moss at once.",
        "They were arrested for handing out religious leaflets.",
        "His lawyer may not write to him.",
    ],
)
def test_what_happened_to_somebody_is_no_rule(sentence: str) -> None:
    assert set(vars(read_rules(sentence, "").rules).values()) == {None}


@pytest.mark.parametrize(
    ("sentence", "details"),
    [
        ("Give only your initials and postcode as sender.", "initials_and_postcode"),
        ("Please sign only with your initials.", "initials_and_postcode"),
        ("Only use your first name.", "initials_and_postcode"),
        ("Bitte unterschreiben Sie nur mit Ihren Initialen.", "initials_and_postcode"),
        ("Escriban sólo sus iniciales.", "initials_and_postcode"),
        ("Write your name and town, but no street.", "name_and_town"),
        ("Do not give your home address.", "name_and_town"),
        ("Please write only your name and city.", "name_and_town"),
        ("Please include your full name and address.", "full"),
        ("Give your full postal address.", "full"),
        ("Do not give your full postal address.", ""),
        ("Write to him at his home address.", ""),
        ("She signs her poems with her initials only.", ""),
        ("He was told: give only your initials.", ""),
    ],
)
def test_what_a_sender_may_give(sentence: str, details: str) -> None:
    ruled = read_rules(f"The trial is in May. {sentence} Write soon.", "")
    assert ruled.sender == details
    if details:
        assert ruled.words["sender_details"] == sentence
        assert ruled.rules.full_sender_details is (details == "full")


def test_two_rules_for_the_sender_are_said_and_none_is_taken() -> None:
    ruled = read_rules("Give only your initials. Give your name and town.", "")
    assert (ruled.sender, ruled.rules.full_sender_details) == ("", False)
    assert ruled.doubts[0].words == ("Give only your initials.", "Give your name and town.")


def test_rules_that_contradict_each_other_are_said() -> None:
    ruled = read_rules("Please do not mention Amnesty. You may mention Amnesty.", "")
    assert ruled.rules.name_amnesty is None
    assert ruled.doubts[0].words == ("You may mention Amnesty.", "Please do not mention Amnesty.")


@pytest.mark.parametrize(
    ("lines", "name", "office", "used"),
    [
        (["Minister of Justice", "Ada Moss", "1 Road", "Iran"], "Ada Moss", "Minister of Justice", 2),
        (["Ada Moss", "Minister of Justice", "1 Road"], "Ada Moss", "Minister of Justice", 2),
        (["Governor Ada Moss", "1 Road"], "Ada Moss", "Governor", 1),
        (["Head of the Judiciary, Ada Moss", "1 Road"], "Ada Moss", "Head of the Judiciary", 1),
        (["Minister of Justice", "Addis Ababa", "Ethiopia"], "", "Minister of Justice", 1),
        (["Ministry of Justice", "1 Road"], "", "Ministry of Justice", 1),
        (["Staatspräsident", "Juan Mora", "Palacio", "Bogotá"], "Juan Mora", "Staatspräsident", 2),
        (["Director General", "Prof. Ada Moss", "1 Road"], "Prof. Ada Moss", "Director General", 2),
    ],
)
def test_office_and_holder_are_told_apart(lines: list[str], name: str, office: str, used: int) -> None:
    assert split_heading(lines) == (name, office, used)


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("Ana Ruiz (she/her)", [("Ana Ruiz", "she/her")]),
        ("Ana Ruiz (she/her) and 李娜 (they/them)", [("Ana Ruiz", "she/her"), ("李娜", "they/them")]),
        ("Ana Ruiz, Tomás Valle", [("Ana Ruiz", ""), ("Tomás Valle", "")]),
        ("Ana Ruiz (f), aged 30, and three others", [("Ana Ruiz", "")]),
        ("محمد الحارثي (he/him)", [("محمد الحارثي", "he/him")]),
    ],
)
def test_people(written: str, people: list[tuple[str, str]]) -> None:
    assert [(person.name, person.pronouns) for person in people_of(written)] == people
