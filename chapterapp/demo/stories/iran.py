"""Bahram Azadi, whose case is stopped, and Parvaneh Sahelgard of the chapter in Lyon; names in Persian letters."""

from chapterapp.cases.models import AddresseeRole, Answer, CaseKind, SenderDetails, WriteToPrisoner
from chapterapp.demo.story import Story

STOPPED_BECAUSE = "His family asks for silence while a transfer is talked about. Send nothing until we hear from them."

BAHRAM = Story(
    act_within=30,
    checked_ago=24,
    case={
        "title": "Bahram Azadi",
        "line": "A bus driver, five years in prison for a union of forty men.",
        "ua_number": "UA 915/24",
        "index_number": "DEMO 13/0915/2024",
        "country": "IR",
        "region": "Khuzestan",
        "issues": "Trade unions",
        "summary": (
            "Bahram Azadi drove a city bus for nineteen years. In 2023 he and forty colleagues founded a union "
            "and asked for the pay that was owed to them. He was sentenced to five years for it, and is ill."
        ),
        "background": """\
The drivers had not been paid for four months when they met in a garage and wrote one page. Bahram Azadi signed \
first, because he was the oldest. He was arrested on 1 May 2024 on his way to work.

He has a heart condition. In prison he fainted twice, and was taken to a hospital and back on the same day.""",
        "recommended_actions": [
            "Release Bahram Azadi at once.",
            "Let him be treated in a hospital outside the prison.",
        ],
        "write_to_prisoner": WriteToPrisoner.NOT_STATED,
        "name_amnesty": Answer.YES,
        "sender_details": SenderDetails.NAME_AND_TOWN,
        "religious_content": Answer.NO,
        "enclosures": Answer.NO,
        "languages": "Persian, English",
    },
    subjects=[
        {
            "display_name": "Bahram Azadi",
            "own_script_name": "بهرام آزادی",
            "own_script_language": "fa",
            "pronouns": "he/him",
            "is_prisoner_of_conscience": True,
            "held_at": "Central prison of the province",
            "held_since": "2024-05-01",
            "sentence": "5 years",
        }
    ],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "The Head of the Judiciary",
            "office": "Office of the Head of the Judiciary",
            "address_lines": "c/o Permanent Mission to the United Nations\n12 Invented Avenue\nNew York, NY 10000",
            "country": "US",
            "salutation": "Your Excellency,",
            "own_salutation": "جناب آقای رئیس،",
        }
    ],
    letters=[
        (
            "en",
            """\
I write to you about Bahram Azadi, who drove a city bus for nineteen years and has been in prison since 1 May \
2024.

He and forty colleagues had not been paid for four months. They founded a union and wrote one page, in which \
they asked for their wages. He signed it first. For this he was sentenced to five years. [I have driven a bus \
myself, and I know how far forty men will go before they put their names to a paper.]

Bahram Azadi has a heart condition. Twice he has fainted in prison, and twice he was brought back from the \
hospital on the same day. I ask you to release him at once and without conditions, and to let him be treated in \
a hospital outside the prison until then.

I thank you for reading this letter, and I would be grateful to learn what has been decided.""",
        )
    ],
    updates=[
        ("2023", "Forty drivers found a union."),
        ("2024-05-01", "Arrested on his way to work."),
        ("2024-09", "Sentenced to five years."),
        ("2026-04", "Fainted for the second time."),
    ],
)

PARVANEH = Story(
    act_within=11,
    checked_ago=5,
    case={
        "title": "Parvaneh Sahelgard",
        "line": "A librarian, held for a reading circle.",
        "kind": CaseKind.URGENT_ACTION,
        "ua_number": "UA 919/25",
        "index_number": "DEMO 13/0919/2025",
        "country": "IR",
        "region": "Gilan",
        "issues": "Freedom of expression, women's rights",
        "summary": (
            "On Thursdays seven women met in a library by the Caspian Sea and read novels aloud. The librarian, "
            "Parvaneh Sahelgard, made the tea. She was arrested in August 2025; the catalogue of the library is "
            "evidence against her."
        ),
        "background": """\
The circle had read eleven novels, all of them from the shelves of the library. Its rule was that nobody speaks \
of the news. On 21 August 2025 two men sat down at the table, listened to a chapter, and asked Parvaneh \
Sahelgard to come along.

She was alone in a cell for thirty-four days. Her first hearing was in November 2025. The charge is "assembly \
against national security". The other six women have been told not to leave the province.

She is allowed no books. She recites the novels from memory to those who share her cell, a chapter every \
evening.""",
        "recommended_actions": [
            "Release Parvaneh Sahelgard at once and without conditions.",
            "Let her have books, and visits of her family, until then.",
        ],
        "talking_points": "- All the novels are sold in bookshops.\n- The circle met in public, at an open door.",
        "topics_to_avoid": "- The names of the other women\n- Religion",
        "write_to_prisoner": WriteToPrisoner.NO,
        "name_amnesty": Answer.NO,
        "sender_details": SenderDetails.NAME_AND_TOWN,
        "religious_content": Answer.NO,
        "enclosures": Answer.NO,
        "languages": "Persian, English",
    },
    subjects=[
        {
            "display_name": "Parvaneh Sahelgard",
            "own_script_name": "پروانه ساحل‌گرد",
            "own_script_language": "fa",
            "pronouns": "she/her",
            "is_prisoner_of_conscience": True,
            "held_at": "Women's ward of a prison in Rasht",
            "held_since": "2025-08-21",
        }
    ],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "The Head of the Judiciary",
            "office": "Office of the Head of the Judiciary",
            "address_lines": "c/o Embassy of Iran\n12 avenue Inventée\n75000 Paris",
            "country": "FR",
            "salutation": "Your Excellency,",
            "own_salutation": "جناب آقای رئیس،",
        }
    ],
    letters=[
        (
            "en",
            """\
I write to you about Parvaneh Sahelgard, a librarian from Gilan, who has been in prison since 21 August 2025.

She belongs to a circle of seven women who met on Thursdays in the library and read novels aloud to one another. \
They met at an open door, and their books came from the shelves around them. [I belong to such a circle in Lyon; \
we are on our ninth novel.] She was kept alone in a cell for thirty-four days, and is charged with an offence \
against the security of the nation.

I ask you to release her at once and without conditions, since she has done no more than read. Until then, let \
her family visit her, and let her have books.

I should be grateful for an answer, and I thank you for your attention to this letter.""",
        )
    ],
    updates=[
        ("2022", "The reading circle begins."),
        ("2025-08-21", "Arrested in the library."),
        ("2025-11", "First hearing."),
    ],
)
