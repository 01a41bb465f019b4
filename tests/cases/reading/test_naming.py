"""Who is named by the story alone; and what is no person, however it is written."""

import pytest
from cases.reading.once import ONCE

from chapterapp.cases.reading.addresses import blocks_of
from chapterapp.cases.reading.naming import people_in

pytestmark = ONCE


@pytest.mark.parametrize(
    ("story", "elsewhere", "names"),
    [
        ("Muralist Vasil Hrynko was detained on 4 March.", "I write about Vasil Hrynko.", ["Vasil Hrynko"]),
        ("The bus driver Li Wen has been jailed. He is ill.", "", ["Li Wen"]),
        ("Baker Олена Шевчук is on trial.", "Please release Олена Шевчук.", ["Олена Шевчук"]),
        ("Ali Reza Bahmani, a goldsmith, has been held since May. He is ill.", "", ["Ali Reza Bahmani"]),
        (
            "Singer Neema Mushi and porter Baraka Lyimo were beaten.",
            "Please free Neema Mushi.",
            ["Neema Mushi", "Baraka Lyimo"],
        ),
        ("Der Fischer Anton Perera ist verschwunden. Er war krank.", "", ["Anton Perera"]),
        ("La panadera Yulimar Contreras fue detenida. Ella no ha visto a nadie.", "", ["Yulimar Contreras"]),
        ("Le pêcheur Cheikhna Ould Bilal est détenu. Il est malade.", "", ["Cheikhna Ould Bilal"]),
        ("On 2 May, police took the cook Sara Lind away.", "We ask you to release Sara Lind.", ["Sara Lind"]),
        ("Dr. Amina Sesay, 61, has been charged. She is ill.", "", ["Amina Sesay"]),
    ],
)
def test_a_story_names_whom_it_is_about(story: str, elsewhere: str, names: list[str]) -> None:
    assert people_in(story, f"{story} {elsewhere}") == names


@pytest.mark.parametrize(
    ("story", "elsewhere"),
    [
        ("Puerto Yacuma, a village of forty families, was burnt down. He saw it.", ""),
        ("Paga Hill Heights is to be bulldozed. He lives there.", "protect the families of Paga Hill Heights"),
        ("Ciudad Verde was searched by soldiers. His van was there.", "Nobody is safe in Ciudad Verde."),
        ("Boko Haram has taken eleven girls.", "Nobody spoke for Boko Haram."),
        ("The newspaper Addis Fitsame has been closed. He was its editor.", ""),
        ("President Ada Moss has signed the order. He fears it.", "President Ada Moss"),
        ("Judge Tim Hall was promoted. She was beaten.", "the trial of Judge Tim Hall"),
        ("His brother Ali Reza was killed. He wept.", ""),
        ("Amnesty International is concerned. He is held.", ""),
        ("The brothers Iván and Efrén Luna have been missing since May. He drove.", "Please release Efrén Luna."),
        ("Three boys were beaten by guards. One of them is twelve.", ""),
        ("South Sudan has closed its border. She fled.", ""),
    ],
)
def test_what_may_be_no_person_is_left_empty(story: str, elsewhere: str) -> None:
    assert people_in(story, f"{story} {elsewhere}") == []


@pytest.mark.parametrize(
    "line",
    [
        "Postage: £1.35 up to 20g (World Zone 1)",
        "A letter to Laos costs $1.55",
        "Porto: Standardbrief 1,10 € (bis 20 g)",
        "87p up to 10g",
        "until 31 January 2020",
        "Last posting date: 2 December",
    ],
)
def test_a_price_or_a_day_is_no_address(line: str) -> None:
    blocks, left_out = blocks_of([line, "", "Mrs Hirut Bekele", "Kaliti Prison", "Addis Ababa", line, "Ethiopia"])
    assert [block.address for block in blocks] == [["Mrs Hirut Bekele", "Kaliti Prison", "Addis Ababa", "Ethiopia"]]
    assert left_out == [line, line]
