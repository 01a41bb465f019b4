"""Yonas Tesfay: the deadline has passed, so the case has to be checked before it is printed."""

from chapterapp.cases.models import AddresseeRole, Answer, SenderDetails, WriteToPrisoner
from chapterapp.demo.story import Story

YONAS = Story(
    act_within=-9,
    checked_ago=110,
    case={
        "title": "Yonas Tesfay",
        "line": "A printer, taken away in 2023.",
        "ua_number": "UA 908/23",
        "index_number": "DEMO 64/0908/2023",
        "country": "ER",
        "region": "Asmara",
        "issues": "Enforced disappearance",
        "summary": (
            "Yonas Tesfay printed invitations, calendars and hymn books. In 2023 he printed an open letter in "
            "which twelve retired teachers asked for a constitution. Soldiers closed the shop and took him away. "
            "Nobody has told his wife where he is, and no court has heard him."
        ),
        "background": """\
The shop had one press, bought second-hand in 1998. Yonas Tesfay set the open letter himself in the spring of \
2023, five hundred copies, and asked for the price of the paper. He did not write it and did not sign it.

On 6 June 2023 four soldiers sealed the door. A neighbour saw him led to a lorry. Since then a man who was set \
free in 2024 has said that he shared a container with a printer who knew all hymns by heart.""",
        "recommended_actions": [
            "Say where Yonas Tesfay is held, and let his wife see him.",
            "Release him, or charge him with a recognizable crime before an ordinary court.",
        ],
        "is_public": True,
        "story": (
            "Yonas Tesfay ran a print shop with one press. He printed an open letter that asked for a constitution, "
            "and soldiers took him away. His wife has not been told where he is. We ask that she may see him."
        ),
        "topics_to_avoid": "- The retired teachers by name",
        "write_to_prisoner": WriteToPrisoner.NO,
        "name_amnesty": Answer.YES,
        "sender_details": SenderDetails.NOT_STATED,
        "religious_content": Answer.NO,
        "enclosures": Answer.NOT_STATED,
        "languages": "Tigrinya, English",
    },
    subjects=[
        {
            "display_name": "Yonas Tesfay",
            "pronouns": "he/him",
            "held_at": "Not known",
            "held_since": "2023-06-06",
        }
    ],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "The Minister",
            "office": "Ministry of Justice",
            "address_lines": "12 Invented Street\nP.O. Box 000\nAsmara",
            "country": "ER",
            "salutation": "Dear Minister,",
        },
        {
            "role": AddresseeRole.DIPLOMAT,
            "office": "Embassy of Eritrea",
            "address_lines": "22 Invented Street NW\nWashington, DC 20000",
            "country": "US",
            "salutation": "Dear Sir or Madam,",
        },
    ],
    letters=[
        (
            "en",
            """\
I write to you about Yonas Tesfay, a printer from Asmara. On 6 June 2023 soldiers took him from his shop. His \
wife has asked for him at eleven offices since then, and at none of them has she been told where he is.

He had printed an open letter for twelve retired teachers. He did not write it, and he was paid for the paper \
only. [My father set type by hand for thirty years and printed whatever people brought him.] As far as I know no \
court has heard him, and nobody has said what he is accused of.

I ask you to say where Yonas Tesfay is held and to let his wife see him. I ask you to release him, or else to \
charge him with a recognizable crime before an ordinary court, with a lawyer at his side.

I would be grateful if your office answered this letter.""",
        )
    ],
    updates=[
        ("1998", "Opened his print shop."),
        ("2023-06-06", "Taken from his shop."),
        ("2024", "A man who was set free says that he saw him alive."),
    ],
)
