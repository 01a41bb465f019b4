"""Leyla Məmmədova: of the library, adopted by St. Louis; the library has set a nearer deadline since."""

from chapterapp.cases.models import AddresseeRole, Answer, SenderDetails, WriteToPrisoner
from chapterapp.demo.story import Story

NEWS = {
    "line": "An editor, moved to a prison hospital.",
    "recommended_actions": (
        "Release Leyla Məmmədova at once and without conditions.\nLet a doctor of her own choice see her."
    ),
}

LEYLA = Story(
    act_within=48,
    checked_ago=6,
    case={
        "title": "Leyla Məmmədova",
        "line": "An editor, three years for a story about a bridge.",
        "ua_number": "UA 911/26",
        "index_number": "DEMO 55/0911/2026",
        "country": "AZ",
        "region": "Ganja",
        "issues": "Freedom of the press",
        "summary": (
            "Leyla Məmmədova edits a local news page. She counted the trucks that brought no cement to a bridge that "
            "was paid for twice. Since May she is in prison for libel, and she is ill."
        ),
        "background": """\
Her page has four writers, all of them unpaid. The story of the bridge had photographs of every truck, with the hour \
and the day. Nobody has said that a number in it was wrong.

The trial took one morning. The judge asked her who was behind it. "The bridge is," she said.""",
        "recommended_actions": ["Release Leyla Məmmədova at once and without conditions."],
        "name_amnesty": Answer.YES,
        "write_to_prisoner": WriteToPrisoner.NO,
        "sender_details": SenderDetails.FULL,
        "languages": "Azerbaijani, English",
    },
    subjects=[
        {
            "display_name": "Leyla Məmmədova",
            "pronouns": "she/her",
            "is_prisoner_of_conscience": True,
            "held_at": "A women's prison near Baku",
            "held_since": "2026-05",
            "sentence": "3 years",
        }
    ],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "The Prosecutor General",
            "office": "Office of the Prosecutor General",
            "address_lines": "Uydurma küçəsi 7\nBakı AZ1000",
            "country": "AZ",
            "salutation": "Dear Prosecutor General,",
        }
    ],
    letters=[
        (
            "en",
            """\
I write to you about Leyla Məmmədova, an editor from Ganja, who is serving three years for a story about a bridge.

She published what she saw: so many trucks, on such a day, at such an hour. Nobody has shown that any of it was wrong. \
To count trucks and to print the number is the work of a newspaper, and it is no crime.

I ask you to see that she is released at once and without conditions, and that nobody is punished for what is true.

Thank you for reading my letter. I would be glad of an answer.""",
        )
    ],
    updates=[("2026-05", "Sentenced after a trial of one morning.")],
)
