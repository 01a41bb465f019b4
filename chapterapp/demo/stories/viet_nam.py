"""Trần Minh Đức: letters to him go by his family, senders give initials and postcode; a portrait."""

from chapterapp.cases.models import AddresseeRole, Answer, SenderDetails, WriteToPrisoner
from chapterapp.demo.story import Portrait, Story

DUC = Story(
    act_within=39,
    checked_ago=15,
    portrait=Portrait(
        alt="Drawing of a man with short black hair and round glasses, in a grey shirt.",
        hair=25,
        coat=110,
        has_long_hair=False,
        has_glasses=True,
    ),
    case={
        "title": "Trần Minh Đức",
        "line": "A writer, held for what he wrote about a dead river.",
        "ua_number": "UA 922/25",
        "index_number": "DEMO 41/0922/2025",
        "country": "VN",
        "region": "Quảng Ngãi",
        "issues": "Freedom of expression, environment",
        "summary": (
            "Trần Minh Đức counted fish. Every month he published on one page what his village had caught. When a "
            "factory opened upstream the numbers fell to nothing. He published that page too, and was arrested "
            "eight days later."
        ),
        "background": """\
He is no journalist by trade. He repaired boat engines, and his notebook lay beside the till. The page of each \
month had four columns: date, boat, kind, kilos. He never wrote what he thought of the numbers.

On 3 March 2025 he published the page for February: four boats, no fish. On 11 March police searched his \
workshop and took the notebook, a telephone and the till. He is charged with "abusing democratic freedoms". The \
trial was set for October 2025 and put off; a new day has not been named.

His wife may see him every second month. She copies out letters that reach her and reads them to him through the \
glass.""",
        "recommended_actions": [
            "Free Trần Minh Đức, with no conditions.",
            "Drop the charge: he published numbers.",
            "Until then, let his family visit him every month.",
        ],
        "is_public": True,
        "story": (
            "Trần Minh Đức repairs boat engines. For years he counted what the boats of his village brought home, and "
            "published the numbers. When they fell to nothing he published that too. He waits for his trial."
        ),
        "talking_points": "- He published what was caught, nothing else.",
        "topics_to_avoid": "- The factory by name\n- Political parties",
        "write_to_prisoner": WriteToPrisoner.VIA_FAMILY,
        "name_amnesty": Answer.YES,
        "sender_details": SenderDetails.INITIALS_AND_POSTCODE,
        "religious_content": Answer.NO,
        "enclosures": Answer.NO,
        "languages": "Vietnamese, English",
    },
    subjects=[
        {
            "display_name": "Trần Minh Đức",
            "own_script_language": "vi",
            "pronouns": "he/him",
            "is_prisoner_of_conscience": True,
            "birthday": "19 August",
            "held_at": "Detention centre of the province",
            "held_since": "2025-03-11",
        }
    ],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "The Minister",
            "office": "Ministry of Public Security",
            "address_lines": "12 phố Tưởng Tượng\nHà Nội",
            "country": "VN",
            "salutation": "Dear Minister,",
            "own_salutation": "Kính gửi Bộ trưởng,",
        },
        {
            "role": AddresseeRole.FAMILY,
            "holder": "Family of Trần Minh Đức",
            "address_lines": "4 đường Bến Cá\nQuảng Ngãi",
            "country": "VN",
            "salutation": "Dear family of Đức,",
            "own_salutation": "Kính gửi gia đình anh Đức,",
        },
        {
            "role": AddresseeRole.DIPLOMAT,
            "holder": "The Ambassador",
            "office": "Embassy of Viet Nam",
            "address_lines": "20 Invented Street NW\nWashington, DC 20000",
            "country": "US",
            "salutation": "Your Excellency,",
            "email": "embassy@vietnam.example",
        },
    ],
    letters=[
        (
            "en",
            """\
For six years Trần Minh Đức, who repairs boat engines in Quảng Ngãi, wrote down what the fishermen of his \
village caught, and let everybody read it. I write to you because he has been held since 11 March 2025 for one \
such page.

The page says that in February 2025 four boats went out and came back empty. It accuses nobody. [I fish on the \
Meramec at weekends, and I would want to know such a thing about my own river.] He is charged with "abusing \
democratic freedoms", his trial has been put off, and no new day has been named.

I ask you to have Trần Minh Đức released at once and without conditions, and to have the charge dropped. Until \
then I ask that his family may visit him every month.

People who count carefully do their country a service. I hope for your answer, and thank you for reading this \
letter.""",
        )
    ],
    updates=[
        ("2019", "Begins to publish what is caught."),
        ("2025-03-03", "Publishes the page for February."),
        ("2025-03-11", "Arrested in his workshop."),
        ("2025-10", "Trial put off."),
    ],
)
