"""Ana Lucía Cahuec: closed, because she is free."""

from datetime import timedelta

from chapterapp.cases.models import Answer, SenderDetails, WriteToPrisoner
from chapterapp.demo.story import Story

FREE_FOR = timedelta(days=150)
CLOSED_BECAUSE = "Released without conditions. Her family thanks all who wrote."

ANA_LUCIA = Story(
    checked_ago=150,
    case={
        "title": "Ana Lucía Cahuec",
        "line": "A radio reporter, free after more than a year.",
        "ua_number": "UA 906/24",
        "index_number": "DEMO 34/0906/2024",
        "country": "GT",
        "region": "Alta Verapaz",
        "issues": "Freedom of the press",
        "summary": (
            "Ana Lucía Cahuec reported from a village for a radio that is heard in two valleys. She was jailed "
            "for filming an eviction. Then a judge let her go without conditions. The first thing that she did "
            "was to read the weather."
        ),
        "background": """\
She was arrested in November 2024 with her camera in her hand. More than a year later a judge found that she had \
"been present as the press", and that this is no crime.

Our chapter wrote to the attorney general and to her. She kept the cards on the wall of her cell in the order of \
their stamps.""",
        "recommended_actions": ["Release Ana Lucía Cahuec at once and without conditions."],
        "write_to_prisoner": WriteToPrisoner.YES,
        "name_amnesty": Answer.YES,
        "sender_details": SenderDetails.NAME_AND_TOWN,
        "religious_content": Answer.NOT_STATED,
        "enclosures": Answer.YES,
        "languages": "Spanish",
    },
    subjects=[{"display_name": "Ana Lucía Cahuec", "pronouns": "she/her"}],
    updates=[
        ("2024-11", "Arrested while she filmed an eviction."),
        ("2025-09-10", "Hearing put off for the third time."),
    ],
)
