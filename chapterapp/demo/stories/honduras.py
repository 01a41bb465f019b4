"""Weavers of San Rafael: a group, threatened and not imprisoned; no deadline; no background."""

from chapterapp.cases.models import AddresseeRole, Answer, CaseKind, SenderDetails, SubjectKind, WriteToPrisoner
from chapterapp.demo.story import Story

WEAVERS = Story(
    checked_ago=20,
    case={
        "title": "Weavers of San Rafael",
        "line": "Thirty-one women, threatened for their river.",
        "kind": CaseKind.WRITE_FOR_RIGHTS,
        "country": "HN",
        "region": "La Paz",
        "issues": "Land and environment, defenders of human rights",
        "summary": (
            "Thirty-one women weave in an old school in San Rafael. Since they told a hearing in 2024 what a "
            "planned dam would take from them, stones have come through the windows, and a list of names was "
            "nailed to the door."
        ),
        "recommended_actions": [
            "Protect the weavers in a way that they agree to.",
            "Find out who threatens them, and try them.",
            "Hear the villages before anything is built.",
        ],
        "talking_points": "- They carry nothing but yarn.\n- Three complaints, no visit yet.",
        "topics_to_avoid": "- Names of single women\n- The owners of the company",
        "write_to_prisoner": WriteToPrisoner.NOT_STATED,
        "name_amnesty": Answer.YES,
        "sender_details": SenderDetails.NAME_AND_TOWN,
        "religious_content": Answer.NO,
        "enclosures": Answer.YES,
        "languages": "Spanish, English",
    },
    subjects=[
        {
            "kind": SubjectKind.GROUP,
            "display_name": "Weavers of San Rafael",
            "own_script_language": "es",
            "pronouns": "they/them",
        }
    ],
    addressees=[
        {
            "role": AddresseeRole.TARGET,
            "holder": "The Minister",
            "office": "Secretariat of Human Rights",
            "address_lines": "Avenida Inventada 12\nColonia El Ocotal\nTegucigalpa",
            "country": "HN",
            "salutation": "Dear Minister,",
            "own_salutation": "Estimada Señora Ministra:",
            "email": "ministra@tegucigalpa.example",
        },
        {
            "role": AddresseeRole.COPY,
            "holder": "The Attorney General",
            "office": "Office for Crimes against Defenders",
            "address_lines": "Boulevard Inventado 4\nTegucigalpa",
            "country": "HN",
            "salutation": "Dear Attorney General,",
            "own_salutation": "Señor Fiscal General:",
        },
        {
            "role": AddresseeRole.DIPLOMAT,
            "holder": "The Ambassador",
            "office": "Embassy of Honduras",
            "address_lines": "16 Invented Street NW, Suite 4\nWashington, DC 20000",
            "country": "US",
            "salutation": "Your Excellency,",
            "email": "embajada@honduras.example",
        },
    ],
    letters=[
        (
            "en",
            """\
I write to you on behalf of thirty-one women who weave in San Rafael, in the department of La Paz, and who are \
afraid to open their own door.

In 2024 they told a public hearing what a planned dam would take from their village. Since then stones have been \
thrown at their workshop at night, and on 9 August 2025 a list with eleven of their names was nailed to the \
door. They have made three complaints. As far as I know nobody has come to see the door.

I ask you to protect the Weavers of San Rafael in a way that they themselves agree to, to have the threats \
investigated, and to see that the villages on the river are heard before anything is built there.

[I own a shawl that was made in a workshop like theirs.] It would be good to know that those who make such \
things can do so without fear. I would be glad to learn what your office has done.""",
        ),
        (
            "es",
            """\
Le escribo por las treinta y una mujeres que tejen en San Rafael, en el departamento de La Paz, y que tienen \
miedo de abrir su propia puerta.

En 2024 dijeron en una audiencia pública lo que una represa le quitaría a su aldea. Desde entonces les han \
tirado piedras de noche, y el 9 de agosto de 2025 apareció en la puerta una lista con once de sus nombres. Han \
presentado tres denuncias.

Le pido que proteja a las Tejedoras de San Rafael de una manera que ellas mismas acepten, que se investiguen las \
amenazas y que se escuche a las aldeas antes de construir.

[Tengo un chal hecho en un taller como el suyo.] Me alegraría saber qué ha hecho su despacho, y le agradezco su \
atención.""",
        ),
    ],
    updates=[
        ("2019", "The cooperative moves into the old school."),
        ("2024-10", "They speak at the hearing on the dam."),
        ("2025-03", "Stones through the windows, for the first time."),
        ("2025-08-09", "A list with eleven names is nailed to their door."),
        ("2026", "Third complaint; no answer yet."),
    ],
)
