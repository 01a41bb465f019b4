"""Odile and Prosper Nkeng: two people in one case of the library, written to by way of their family."""

from chapterapp.cases.models import AddresseeRole, Answer, SenderDetails, WriteToPrisoner
from chapterapp.demo.story import Story

NKENG = Story(
    checked_ago=20,
    case={
        "title": "Odile and Prosper Nkeng",
        "line": "Sister and brother, jailed for a song at a funeral.",
        "ua_number": "UA 912/26",
        "index_number": "DEMO 17/0912/2026",
        "country": "CM",
        "region": "Bamenda",
        "issues": "Freedom of expression",
        "summary": (
            "Odile and Prosper Nkeng sang at the funeral of a teacher who had been shot. The song had his name in it. "
            "Both were taken from the church steps, and a military court is to hear them."
        ),
        "recommended_actions": ["Release both at once.", "Bring no civilian before a military court."],
        "name_amnesty": Answer.YES,
        "write_to_prisoner": WriteToPrisoner.VIA_FAMILY,
        "sender_details": SenderDetails.NAME_AND_TOWN,
        "languages": "English, French",
    },
    subjects=[
        {"display_name": "Odile Nkeng", "pronouns": "she/her", "held_since": "2026-03"},
        {"display_name": "Prosper Nkeng", "pronouns": "he/him", "held_since": "2026-03"},
    ],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "The Minister",
            "office": "Ministry of Justice",
            "address_lines": "Rue Inventée 3\nYaoundé",
            "country": "CM",
            "salutation": "Your Excellency,",
        },
        {
            "role": AddresseeRole.FAMILY,
            "holder": "The Nkeng family",
            "address_lines": "P.O. Box 0000\nBamenda",
            "country": "CM",
            "salutation": "Dear friends,",
        },
    ],
    letters=[
        (
            "en",
            """\
I write to you about Odile and Prosper Nkeng, a sister and a brother from Bamenda, who have been held since March \
because they sang at a funeral.

The song had the name of the man who was buried in it, as songs at funerals do. They hurt nobody and called on nobody \
to do so. A military court is no place for two people with a hymn book.

I ask you to see that both are released at once, and that no civilian is brought before a military court.

Thank you for reading my letter.""",
        )
    ],
    updates=[("2026-03", "Taken from the steps of the church.")],
)
