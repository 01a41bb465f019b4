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
        (
            "On 3 June, human rights defender Leila Hosseini was "
            "summoned to Evin prison. She had published a letter about poetry.",
            "I write about the human rights defender Leila Hosseini.",
            ["Leila Hosseini"],
        ),
        (
            "Egyptian authorities are holding vet Karim Fathy in Tora prison. He needs insulin.",
            "I call on you to release Karim Fathy at once.",
            ["Karim Fathy"],
        ),
        (
            "Twenty-two-year-old student Zawadi Njeri has not been seen since 4 May. Her phone is off.",
            "Please find Zawadi Njeri.",
            ["Zawadi Njeri"],
        ),
        (
            "Since 1 March 2020, Nguyen Van Thanh, a retired teacher, "
            "has been detained in Nghe An. His wife was told nothing.",
            "",
            ["Nguyen Van Thanh"],
        ),
        (
            "Texas is scheduled to execute Marcus Wayne Tolliver on 5 May. He has an intellectual disability.",
            "I urge you to commute the death sentence of Marcus Wayne Tolliver.",
            ["Marcus Wayne Tolliver"],
        ),
        (
            "Mother of three Roza Karimova faces deportation to Uzbekistan. She could be tortured.",
            "Do not deport Roza Karimova.",
            ["Roza Karimova"],
        ),
        (
            "Palestinian journalist Samer Odeh’s administrative detention was renewed on 2 July.",
            "End the administrative detention of Samer Odeh.",
            ["Samer Odeh"],
        ),
        (
            "Supreme Leader Ali Rahimi has pardoned 200 prisoners. Poet Mina Sadeghi was not among them. She is ill.",
            "I ask you to free Mina Sadeghi.",
            ["Mina Sadeghi"],
        ),
        (
            "Honduran environmental defenders Carlos Amaya and Ruth Pineda were shot at on 2 May. They escaped.",
            "protect Carlos Amaya and Ruth Pineda",
            ["Carlos Amaya", "Ruth Pineda"],
        ),
        (
            "Uyghur scholar Dr. Gulnisa Imin is serving seventeen years. Her daughter lives in Norway.",
            "I am concerned about Gulnisa Imin.",
            ["Gulnisa Imin"],
        ),
        (
            "Three members of the Kurdish Women’s Union, Rojin Demir, Helin "
            "Aslan and Zozan Kaya, were arrested on 1 May. They are on hunger strike.",
            "release Rojin Demir, Helin Aslan and Zozan Kaya",
            ["Rojin Demir", "Helin Aslan", "Zozan Kaya"],
        ),
        (
            "Al-Shifa Hospital was hit on 2 May. Doctor Rami Saleh has been missing since. His brother waits.",
            "Where is Rami Saleh?",
            ["Rami Saleh"],
        ),
        (
            "El Salvador has extended its state of emergency. Union "
            "leader Giovanni Aguirre was arrested in May. He is diabetic.",
            "I ask you to release Giovanni Aguirre.",
            ["Giovanni Aguirre"],
        ),
        (
            "Vice President Constantino Nguema has threatened the poet Ana Obiang. She has fled.",
            "protect Ana Obiang",
            ["Ana Obiang"],
        ),
        (
            "Saudi Arabia executed Hassan al-Omar on 2 May. His cousin Ali al-Omar is now at risk of execution.",
            "halt the execution of Ali al-Omar",
            ["Ali al-Omar"],
        ),
        (
            "Bishop Rolando Sequeira has been under house arrest since August. He may not receive visitors.",
            "I urge you to release Bishop Rolando Sequeira.",
            ["Rolando Sequeira"],
        ),
        ("Aboriginal elder Aunty Joan Walker was evicted. She is 81.", "I write about Joan Walker.", ["Joan Walker"]),
        (
            "La abogada Claudia Menjívar está detenida en Soyapango desde el 2 de mayo. No ha visto a su hija.",
            "Pido la libertad de Claudia Menjívar.",
            ["Claudia Menjívar"],
        ),
        ("Der 19-jährige Schüler Yusuf Demir wurde am 3. Mai in Van festgenommen. Er hat Asthma.", "", ["Yusuf Demir"]),
        (
            "Die Journalistinnen Rana Saleh und Mona Aziz wurden "
            "am 3. Mai in Kairo festgenommen. Ihre Familien warten.",
            "",
            ["Rana Saleh", "Mona Aziz"],
        ),
        (
            "The Minister of Justice, Karim Haddad, has said that the trial was "
            "fair. Journalist Rana Saleh was sentenced to two years. She will appeal.",
            "release Rana Saleh",
            ["Rana Saleh"],
        ),
        (
            "Radio Station Voz Libre has been closed. Its owner Pedro Lugo is in hiding. He has been threatened.",
            "protect Pedro Lugo",
            ["Pedro Lugo"],
        ),
        (
            "Human rights lawyer Wang Yu and her husband Bao Longjun were taken from their homes on 9 July.",
            "I write about Wang Yu and Bao Longjun.",
            ["Wang Yu", "Bao Longjun"],
        ),
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
        (
            "The Yupanqui community in Ancash has been without "
            "water since the mine of Compañía Minera Alto Cielo opened.",
            "protect the Yupanqui community",
        ),
        ("Port Sudan was bombed on 4 May. His house burnt.", "protect Port Sudan"),
        ("The Popular Front was banned. He led it.", ""),
        ("Shell Nigeria has spilled oil in Bodo. He lost his pond.", "against Shell Nigeria"),
        ("Rapid Support Forces have burnt Umm Dukhun. He fled.", "against the Rapid Support Forces"),
        ("Operation Clean City has driven out vendors. He lost his stall.", "protect them from Operation Clean City"),
        ("Lake Turkana Wind Power has fenced off wells. He walked far.", "against Lake Turkana Wind Power"),
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
