"""Alto Sinchi: a community, not imprisoned; of the chapter in Lyon."""

from chapterapp.cases.models import AddresseeRole, Answer, CaseKind, SenderDetails, SubjectKind, WriteToPrisoner
from chapterapp.demo.story import Story

ALTO_SINCHI = Story(
    act_within=60,
    checked_ago=18,
    case={
        "title": "Community of Alto Sinchi",
        "line": "Two hundred families with lead in their water.",
        "kind": CaseKind.SPECIAL_FOCUS,
        "country": "PE",
        "region": "Pasco",
        "issues": "Right to health, indigenous peoples",
        "summary": (
            "The spring of Alto Sinchi has carried lead since 2017. The state measured it, wrote it down and "
            "left. The children are tested again and again, and nobody treats them. A court gave the community "
            "its due in 2024; the judgment has not been carried out."
        ),
        "background": """\
Two hundred families keep sheep and grow potatoes at four thousand metres. In 2017 the water of their spring \
turned cloudy. A laboratory of the state found lead and cadmium, and the report was filed.

In 2024 a court ordered the ministry to bring clean water and to treat everybody who is ill. Tank lorries came \
for six weeks. Since then the women fetch water from a stream two hours away.

In 2025 three speakers of the community walked to Lima with a bottle from the spring and asked the minister to \
drink it. They were not let in, and left the bottle at the gate.""",
        "recommended_actions": [
            "Carry out the judgment of 2024: clean water for Alto Sinchi.",
            "Treat all who have metal in their blood, the children first.",
        ],
        "write_to_prisoner": WriteToPrisoner.NOT_STATED,
        "name_amnesty": Answer.YES,
        "sender_details": SenderDetails.FULL,
        "religious_content": Answer.NOT_STATED,
        "enclosures": Answer.NOT_STATED,
        "languages": "Spanish, English, French",
    },
    subjects=[
        {
            "kind": SubjectKind.COMMUNITY,
            "display_name": "Community of Alto Sinchi",
            "pronouns": "they/them",
            "own_script_language": "es",
        },
    ],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "The Minister",
            "office": "Ministry of Health",
            "address_lines": "Avenida Inventada 12\nLima 00000",
            "country": "PE",
            "salutation": "Dear Minister,",
            "own_salutation": "Señor Ministro:",
            "email": "ministro@lima.example",
        },
        {
            "role": AddresseeRole.DIPLOMAT,
            "holder": "The Ambassador",
            "office": "Embassy of Peru",
            "address_lines": "14 rue Inventée\n75000 Paris",
            "country": "FR",
            "salutation": "Your Excellency,",
        },
    ],
    letters=[
        (
            "en",
            """\
I write to you about the water of Alto Sinchi, a community of two hundred families in the region of Pasco.

In 2017 a laboratory of the state found lead and cadmium in their spring. In 2024 a court ordered your ministry \
to bring clean water and to treat those who are ill. Lorries with water came for six weeks, and then no longer. \
The women walk two hours to a stream. The children have been tested many times, and treated not once. [My \
daughter is seven. I have never had to ask what is in her glass.]

I ask you to carry out the judgment: to bring clean water to Alto Sinchi, and to treat all who have metal in \
their blood, the children first.

I would be glad to read in your answer when this will begin.""",
        )
    ],
    updates=[
        ("2017", "Lead is found in the spring."),
        ("2024-04-18", "A court orders clean water and treatment."),
        ("2025-07", "Three speakers walk to Lima."),
    ],
)
