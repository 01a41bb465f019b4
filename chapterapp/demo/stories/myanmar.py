"""Khin Sabei Lwin: Amnesty may be named; a name in Burmese letters; a short background."""

from chapterapp.cases.models import AddresseeRole, Answer, SenderDetails, WriteToPrisoner
from chapterapp.demo.story import Story

KHIN = Story(
    act_within=18,
    checked_ago=9,
    case={
        "title": "Khin Sabei Lwin",
        "line": "A teacher, nine years for a poem.",
        "ua_number": "UA 911/25",
        "index_number": "DEMO 16/0911/2025",
        "country": "MM",
        "region": "Sagaing",
        "issues": "Freedom of expression, teachers",
        "summary": (
            "Khin Sabei Lwin teaches nine-year-olds. On the last day before the rains she read them a poem about "
            "a river that asks the way to the sea. A court inside a prison gave her nine years, in one morning."
        ),
        "background": """\
The school stands on posts beside the river and has two rooms. Khin Sabei Lwin came there in 2014, stayed when \
others left, and taught the fourth year under the mango tree when the roof was gone.

On 30 May 2025 she read her class a poem of twelve lines that she had written herself. A week later soldiers \
asked the headmaster for her. She walked to their post with her school bag, because she thought that it was \
about the register. On 2 July 2025 a court inside the prison found her guilty of "incitement". No lawyer was let \
in, and the poem was not read out.

She has been allowed one letter of one page. In it she asked whether the fourth year had finished its reader.""",
        "recommended_actions": [
            "Free Khin Sabei Lwin, with no conditions.",
            "Let her see a lawyer and her family until then.",
        ],
        "talking_points": "- The poem does not speak of the army.\n- Her pupils still wait for their teacher.",
        "topics_to_avoid": "- The name of the school and of the headmaster",
        "write_to_prisoner": WriteToPrisoner.NO,
        "name_amnesty": Answer.YES,
        "sender_details": SenderDetails.NOT_STATED,
        "religious_content": Answer.NO,
        "enclosures": Answer.NOT_STATED,
        "languages": "Burmese, English",
    },
    subjects=[
        {
            "display_name": "Khin Sabei Lwin",
            "own_script_name": "ခင်စံပယ်လွင်",
            "own_script_language": "my",
            "mailing_name": "Daw Khin Sabei Lwin",
            "pronouns": "she/her",
            "is_prisoner_of_conscience": True,
            "held_at": "A prison in Sagaing; which one is not known",
            "held_since": "2025-06",
            "sentence": "9 years",
        }
    ],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "The Minister",
            "office": "Ministry of Home Affairs",
            "address_lines": "12 Invented Road\nNay Pyi Taw",
            "country": "MM",
            "salutation": "Dear Minister,",
            "own_salutation": "လေးစားအပ်ပါသော ဝန်ကြီး",
            "email": "minister@naypyitaw.example",
        },
        {
            "role": AddresseeRole.DIPLOMAT,
            "holder": "The Ambassador",
            "office": "Embassy of Myanmar",
            "address_lines": "14 Invented Street NW\nWashington, DC 20000",
            "country": "US",
            "salutation": "Your Excellency,",
        },
    ],
    letters=[
        (
            "en",
            """\
I am writing to you about a teacher. Khin Sabei Lwin has taught the fourth year of a village school in Sagaing \
since 2014. She is in prison because, on 30 May 2025, she read twelve lines of poetry to her class.

I have read a translation of the poem. It is about a river that asks the way to the sea. [I teach children of \
the same age, and mine would have asked to hear it again.] It names no person, no party and no army. On 2 July \
2025 a court inside the prison sentenced her to nine years. She had no lawyer, and the court did not hear the \
poem.

I ask you to release Khin Sabei Lwin at once and without conditions, because she has done nothing but speak. \
Until she is free, I ask you to let her receive visits from her family and from a lawyer of her choice.

I would be grateful for an answer, and I thank you for your time.""",
        )
    ],
    updates=[
        ("2014", "Came to the school by the river."),
        ("2025-05-30", "Read a poem to her class."),
        ("2025-06", "Asked to come to a military post, and kept there."),
        ("2025-07-02", "Sentenced to nine years by a court inside the prison."),
        ("2026-02", "Her family received one letter of one page."),
    ],
)
