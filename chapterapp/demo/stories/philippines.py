"""The women of Sitio Kawayan: a community in the library; whether letters may name us is not stated."""

from chapterapp.cases.models import AddresseeRole, SubjectKind
from chapterapp.demo.story import Story

KAWAYAN = Story(
    act_within=30,
    checked_ago=9,
    case={
        "title": "The women of Sitio Kawayan",
        "line": "Eleven women, charged for standing on a road.",
        "country": "PH",
        "region": "Mindanao",
        "issues": "Land rights",
        "summary": (
            "Eleven women of Sitio Kawayan stood on the only road to their fields when the machines came. They brought "
            "chairs. All are charged with blocking traffic and with rebellion; the oldest is seventy-eight."
        ),
        "recommended_actions": ["Drop the charges against the eleven women.", "Talk with the people of the sitio."],
        "languages": "English",
    },
    subjects=[{"kind": SubjectKind.COMMUNITY, "display_name": "The women of Sitio Kawayan"}],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "The Secretary",
            "office": "Department of Justice",
            "address_lines": "1 Invented Avenue\nManila 1000",
            "country": "PH",
            "salutation": "Dear Secretary,",
        }
    ],
    letters=[
        (
            "en",
            """\
I write to you about eleven women of Sitio Kawayan, who are charged with rebellion because they sat on chairs on the \
road to their own fields.

They sat there for one morning. Nobody was hurt, and the only thing that was stopped was a machine. The oldest of them \
is seventy-eight.

I ask you to see that the charges are dropped, and that somebody talks with the people of the sitio before another \
machine is sent.

Thank you for reading my letter. I would be glad of an answer.""",
        )
    ],
    updates=[("2026-06", "They bring chairs to the road.")],
)
