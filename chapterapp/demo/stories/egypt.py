"""Samira Haddad: Amnesty may not be named, nobody writes to her, and the deadline is near."""

from chapterapp.cases.models import AddresseeRole, Answer, SenderDetails, WriteToPrisoner
from chapterapp.demo.story import Story

SAMIRA = Story(
    act_within=6,
    checked_ago=13,
    case={
        "title": "Samira Haddad",
        "line": "A lawyer, held without trial since 2024.",
        "ua_number": "UA 904/24",
        "index_number": "DEMO 12/0904/2024",
        "country": "EG",
        "region": "Cairo",
        "issues": "Unfair trial, lawyers",
        "summary": (
            "Samira Haddad defended street vendors and students in the courts of Cairo and never asked for a fee. "
            "In March 2024 men without uniform took her from her office. She has not been told what she did."
        ),
        "background": """\
Samira Haddad opened her office in 2011, in two rooms above a stationer's shop. Her clients were people whom \
other lawyers turned away: vendors whose carts had been taken, students who had carried a banner, a mother who \
asked where her son was held. She kept a list of hearings on the wall, and whoever came was given tea.

On the evening of 11 March 2024 four men without uniform came up the stairs. They asked her name, took two \
telephones and the list from the wall, and led her down to a van. For nine days her family went from one police \
station to the next. Then a prosecutor said that she was under investigation for "spreading false news" and for \
belonging to a group whose name he did not give.

Egyptian law lets a prosecutor, and then a judge, prolong such detention again and again. Hers was renewed every \
fifteen days at first, and every forty-five days now. Most of these hearings are held over a screen. In 2025 the \
first hearing in open court was put off four times.

Her sister may visit once a month for twenty minutes. In September 2025 she found her thinner, and with a cough. \
A doctor of the prison hospital saw her, and she was taken back to her cell the same day. She has asked for a \
doctor of her own, at her own cost. There has been no answer.

Colleagues still climb the stairs to her office. The list on the wall is written again, and her name is the \
first on it.""",
        "recommended_actions": [
            "Free Samira Haddad at once, with no conditions.",
            "Until then, let her see her family and a doctor.",
            "Drop the case that rests on her work as a lawyer.",
        ],
        "talking_points": "- She has never been told what she did.\n- Lawyers must be free to defend whom they choose.",
        "topics_to_avoid": "- Her clients and her sister by name\n- The government as a whole, and religion",
        "write_to_prisoner": WriteToPrisoner.NO,
        "name_amnesty": Answer.NO,
        "sender_details": SenderDetails.NAME_AND_TOWN,
        "religious_content": Answer.NOT_STATED,
        "enclosures": Answer.NO,
        "languages": "Arabic, English",
    },
    subjects=[
        {
            "display_name": "Samira Haddad",
            "own_script_name": "سميرة حداد",
            "own_script_language": "ar",
            "pronouns": "she/her",
            "is_prisoner_of_conscience": True,
            "held_at": "Women's prison, Madinat al-Rehab",
            "held_since": "2024-03-11",
        }
    ],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "The Public Prosecutor",
            "office": "Public Prosecution Office",
            "address_lines": "12 Invented Street\nMadinat al-Rehab\nCairo",
            "country": "EG",
            "salutation": "Dear Counsellor,",
            "own_salutation": "السيد المستشار،",
            "email": "prosecutor@cairo.example",
        },
        {
            "role": AddresseeRole.DIPLOMAT,
            "holder": "The Ambassador",
            "office": "Embassy of Egypt",
            "address_lines": "12 Invented Court NW\nWashington, DC 20000",
            "country": "US",
            "salutation": "Your Excellency,",
            "email": "embassy@egypt.example",
        },
    ],
    letters=[
        (
            "en",
            """\
I am [a school librarian in Missouri], and I write to you about Samira Haddad, a lawyer, who was taken from her \
office in Cairo on 11 March 2024.

She has been held ever since. Her detention is renewed every forty-five days, in hearings that last a few \
minutes, and no court has heard what she is said to have done. As far as I can learn, she is held for defending \
people who could not pay for a lawyer.

I respectfully ask you to release her at once and without conditions, and to close the investigation that rests \
on her work alone. Until then I ask you to let her see her family and a doctor of her choice. She was ill in \
September 2025, and [my own mother waited too long for a doctor, so I know what such weeks are].

A country is well served by lawyers who take the cases of the poor. I would be glad to hear from you what has \
been decided.""",
        )
    ],
    updates=[
        ("2011", "Opened her office."),
        ("2024-03-11", "Taken from her office in Cairo."),
        ("2024-03-20", "Brought before a prosecutor for the first time."),
        ("2025", "First hearing in open court put off four times."),
        ("2025-09", "Moved to a prison hospital, then back the same day."),
        ("2026-05-14", "Detention renewed for 45 days."),
    ],
)
