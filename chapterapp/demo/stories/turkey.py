"""Deniz Arıkan: on trial and not in prison; what is not stated is the rule here; of the chapter in Lyon."""

from chapterapp.cases.models import AddresseeRole, CaseKind
from chapterapp.demo.story import Story

DENIZ = Story(
    checked_ago=30,
    case={
        "title": "Deniz Arıkan",
        "line": "A student, on trial for a picnic.",
        "kind": CaseKind.OWN,
        "country": "TR",
        "region": "Eskişehir",
        "issues": "Freedom of assembly",
        "summary": (
            "Deniz Arıkan and thirty students spread blankets on the lawn and ate together, on the day when their "
            "spring meeting had been forbidden. Deniz is on trial for an unlawful assembly, because the biggest "
            "blanket was theirs. They are free until the judgment."
        ),
        "recommended_actions": ["Acquit Deniz Arıkan, or drop the charges.", "Let students meet in peace."],
        "languages": "Turkish, English",
    },
    subjects=[{"display_name": "Deniz Arıkan", "own_script_language": "tr", "pronouns": "they/them"}],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "The Minister",
            "office": "Ministry of Justice",
            "address_lines": "Hayalî Sokak 12\n06000 Ankara",
            "country": "TR",
            "salutation": "Dear Minister,",
            "own_salutation": "Sayın Bakan,",
        }
    ],
    letters=[
        (
            "en",
            """\
I write to you about Deniz Arıkan, a student in Eskişehir, who is on trial because of a picnic.

On 17 May 2025 about thirty students spread their blankets on the lawn of the university and ate together. There \
was no stage and no speech. A meeting had been forbidden on that day, and the prosecutor holds that the picnic \
was the meeting. Deniz Arıkan is said to have organised it, since the biggest blanket belonged to them. [I was a \
student too, and I remember that whoever owned the blanket was never asked to organise anything.]

I ask you to see that the charges are dropped, or that Deniz Arıkan is acquitted, and that students may meet in \
peace. To eat on the grass together is no crime.

Thank you for reading my letter. I would be glad of an answer.""",
        )
    ],
    updates=[("2025-05-17", "A picnic on the lawn."), ("2025-12", "The trial begins.")],
)
