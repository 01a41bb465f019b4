"""Nadzeya Karalevich: naming Amnesty is not stated, one may write to her; the longest background, and a portrait."""

from chapterapp.cases.history_models import RuleName
from chapterapp.cases.models import AddresseeRole, Answer, CaseKind, SenderDetails, WriteToPrisoner
from chapterapp.demo.story import INVENTED, Portrait, Story

NADZEYA = Story(
    act_within=25,
    checked_ago=6,
    portrait=Portrait(
        alt="Drawing of a woman with straight dark hair to her shoulders, in a dark coat, looking at us.",
        hair=45,
        coat=70,
        has_long_hair=True,
    ),
    case={
        "title": "Nadzeya Karalevich",
        "line": "A music teacher, six years for a lullaby.",
        "kind": CaseKind.ACTION_FILE,
        "ua_number": "UA 917/25",
        "index_number": "DEMO 49/0917/2025",
        "country": "BY",
        "region": "Mahilioŭ",
        "issues": "Freedom of expression",
        "summary": (
            "Nadzeya Karalevich taught the accordion to the children of a small town. In December 2024 her pupils "
            "sang a lullaby in Belarusian, in white shirts with red ribbons. The court called it an insult to the "
            "state."
        ),
        "background": """\
The House of Culture in the town has a stage, a stove and eleven accordions. Nadzeya Karalevich, whom the \
children call Aunt Nadzia, came there in 2003 and repaired nine of the accordions herself. In the evening she \
played at weddings, and what she was paid went into new straps and bellows.

On 20 December 2024 her pupils gave their winter concert. There were two waltzes, a polka, a poem about a \
hedgehog, and a lullaby that most grandmothers of the district know. The children wore white shirts with red \
ribbons, as children in the district have done at concerts for a hundred years. It lasted fifty minutes. \
Afterwards there was tea.

A father had filmed the lullaby for his mother in another town. The film was passed on, and after Christmas a \
man whom nobody knew published it with a list: so many white shirts, so many red ribbons, the colours of a flag \
that is not allowed. He gave the name of the teacher and of the school.

On 14 January 2025 she was called to the police station and asked who had chosen the shirts. She said that the \
mothers had. She was asked who had chosen the song. She said that she had, because it is easy to play. She was \
let go in the evening, and fetched again the next morning at work, in front of the younger group.

The trial was held on 3 and 4 April 2025. The first day was public for an hour. An expert in language said that \
the lullaby speaks of sleep. Another said that sleep can be a symbol. Four pupils were on the list of witnesses; \
their parents kept them at home, and two of these parents lost their work at the dairy. The sentence was six \
years for "insulting the state" and for "inciting discord". An appeal took eleven minutes.

She was taken to a colony for women, where she sews uniforms. Her hands, which need to stretch a tenth, have \
swollen from the work. In the winter she spent ten days in a punishment cell because a button was undone. She \
may receive letters, which are read first, and parcels twice a year. She writes that every letter is read aloud \
in the barrack, also those that only tell of the weather, and that she has begun to teach three women to read \
music, with a keyboard drawn on paper.""",
        "recommended_actions": [
            "Free Nadzeya Karalevich, with no conditions.",
            "Until then, give her a doctor and lighter work.",
            "Set aside a sentence that punishes a song.",
        ],
        "talking_points": "- Music, the weather, animals, your town\n- The children still practise.",
        "topics_to_avoid": "- Politics, the war, sanctions\n- Her pupils and their parents",
        "write_to_prisoner": WriteToPrisoner.YES,
        "name_amnesty": Answer.NOT_STATED,
        "sender_details": SenderDetails.FULL,
        "religious_content": Answer.NO,
        "enclosures": Answer.NOT_STATED,
        "languages": "",
    },
    subjects=[
        {
            "display_name": "Nadzeya Karalevich",
            "own_script_name": "Надзея Каралевіч",
            "own_script_language": "be",
            "mailing_name": "Каралевич Надежда Аркадьевна",
            "pronouns": "she/her",
            "is_prisoner_of_conscience": True,
            "birthday": "2 November",
            "held_at": "Colony No. 0, Verkhni Sad",
            "held_since": "2025-01-15",
            "sentence": "6 years",
        }
    ],
    facility={
        "name": "Colony No. 0, Verkhni Sad",
        "country": "BY",
        "address_lines": "ул. Садовая, 1\n210000 Верхний Сад",
        "full_name_required": Answer.YES,
        "return_address_required": Answer.YES,
        "languages": "Russian, Belarusian",
        "paper_rules": "two sheets at most, written on one side",
        "source": INVENTED,
    },
    decisions=[(RuleName.ENCLOSURES, "no", "Two cards with pressed flowers came back opened, without the letters.")],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "Генеральному прокурору",
            "office": "Prosecutor General",
            "address_lines": "ул. Вымышленная, 12\n220000 Минск",
            "country": "BY",
            "salutation": "Dear Prosecutor General,",
            "own_salutation": "Шаноўны спадар пракурор!",
        },
        {
            "role": AddresseeRole.PRISONER,
            "holder": "Каралевич Надежда Аркадьевна",
            "address_lines": "Исправительная колония № 0\nул. Садовая, 1\n210000 Верхний Сад",
            "country": "BY",
            "salutation": "Dear Nadzeya,",
            "own_salutation": "Добры дзень, Надзея!",
        },
        {
            "role": AddresseeRole.DIPLOMAT,
            "holder": "The Chargé d'affaires",
            "office": "Embassy of Belarus",
            "address_lines": "18 Invented Avenue NW\nWashington, DC 20000",
            "country": "US",
            "salutation": "Dear Sir or Madam,",
        },
    ],
    letters=[
        (
            "en",
            """\
I am [a nurse, and I sing in a choir on Thursdays]. I write to you about Nadzeya Karalevich, who taught \
children to play the accordion and has been in prison since 15 January 2025.

Her pupils sang a lullaby at a winter concert, in white shirts with red ribbons. I have read what the court \
wrote about it, and I have read the words of the song. They tell a child to sleep. For this she was sentenced on \
4 April 2025 to six years.

I ask you to use the powers of your office so that she is released at once and without conditions, and so that \
the sentence is set aside. Until she is free, I ask you to see that a doctor looks at her hands, and that she is \
given work that does not harm them. A musician lives by her hands.

I know that you receive many letters. I ask you to read this one as you would read one from a neighbour, and I \
would be grateful for a reply.""",
        )
    ],
    updates=[
        ("2003", "Began to teach at the House of Culture."),
        ("2024-12-20", "The winter concert."),
        ("2025-01-15", "Fetched from her class."),
        ("2025-04-04", "Sentenced to six years."),
        ("2025-06", "Appeal refused, in eleven minutes."),
        ("2026-01", "Ten days in a punishment cell."),
    ],
)
