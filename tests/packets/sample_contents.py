"""A packet of plain values: six invented cases in five scripts, one of them neutral, for either paper."""

# ruff: noqa: E501 (prose)

from dataclasses import replace
from io import BytesIO
from typing import Any

from markupsafe import Markup
from PIL import Image, ImageDraw

from chapterapp.packets.contents import (
    AddresseeContents,
    AgendaLine,
    CaseContents,
    DatedLine,
    Deadline,
    Fact,
    LeftOut,
    LetterContents,
    Mark,
    OwnText,
    PacketContents,
    Portrait,
    RuleMark,
)


def photo() -> bytes:
    """A grey head and shoulders of 685 x 870 px."""
    picture = Image.new("L", (685, 870), 205)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((190, 150, 495, 560), fill=120)
    draw.ellipse((40, 610, 645, 1260), fill=80)
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


PHOTO = photo()


def html(*paragraphs: str) -> Markup:
    return Markup("\n").join(Markup("<p>{}</p>").format(paragraph) for paragraph in paragraphs)


STORY = (
    "The Guayapito runs through eleven villages in the department of La Paz. In 2023 a company was granted the right to "
    "dam it for thirty years. The villages say that nobody asked them. They went to court, and they kept a watch on the "
    "road.",
    "Maribel Tábora Ixmal, who left school at twelve and taught herself to read contracts, became their voice. She spoke "
    "on the radio, she carried copies of the law in a plastic sleeve, and she was threatened three times. In March 2026 "
    "a man she did not know told her son the way she walked home. She reported it. Nothing was done.",
    "On June 21, 2026, some forty people sat down before the first digger. They sang. Witnesses and a film made that "
    "morning show no violence on their part. Officers read one name from a list, hers, and put her into a car without "
    "plates. For two days her family did not know where she was.",
    "She was brought before a judge on June 25 and sent to prison to await trial for “usurpation” of land that her "
    "family has farmed since 1931. Hearings set for August and for November were put off without a reason. She has "
    "asthma, and has twice gone without her inhaler for more than a week.",
    "The digger is still there. The women of the villages take turns to walk four hours to bring her food, and say that "
    "she asks first about the river.",
)
MORE_STORY = (
    "The court in the capital has had the villages’ own complaint on its desk since 2024. Its first ruling said that "
    "they should have been heard; the company has appealed, and nobody can say when the appeal will be read. Until "
    "then the licence stands, and so does the fence across the path to the spring.",
    "Her sister Rosenda has taken over the radio hour. She begins it each Thursday with the number of days that "
    "Maribel has been in prison and with the height of the water, measured by the schoolchildren at the second bridge. "
    "Three of the men who sat in the road have moved away. The others still meet under the almond tree, and they keep "
    "a place free.",
    "Letters from abroad have been read aloud there. A former minister has said on television that a state that puts "
    "coffee growers into prison should first read its own constitution. The prosecutor has answered none of the "
    "questions that her lawyer has put to him in writing.",
)  # with STORY about 420 words


def addressees(country: str, name: str, begin: str, language: str) -> tuple[AddresseeContents, ...]:
    return (
        AddresseeContents(
            "Write to",
            ("Lic. Ovidio Barahona Quel", "Minister of Security", "Aldea El Ocotal", "Tegucigalpa", country.upper()),
            (OwnText(begin, language), OwnText("Dear Minister,")),
            note="direct",
        ),
        AddresseeContents(
            "Copy to the embassy",
            (f"Ambassador of {country}", "1220 Sample Street NW, Suite 4", "Washington, DC 20000"),
            (OwnText("Your Excellency,"),),
            email="correo@embajada.example",
        ),
        AddresseeContents(
            "To her", (name, "Centro Femenino de Támbora", "Módulo 2", "Comayagua", country.upper()),
            (OwnText("Querida Maribel:", "es"), OwnText("Dear Maribel,")),
        ),
    )  # fmt: skip


def letter(name: str, **changes: Any) -> LetterContents:
    paragraphs = (
        f"I am a [bus driver in St. Louis], and I write to you about {name}, a coffee grower from the Guayapito valley.",
        "She has been in the Centro Femenino de Támbora since June 21, 2026, because she sat in a road with her "
        "neighbours. Films of that morning show no violence. Two hearings have been put off, and no date is set for her "
        "trial.",
        "I ask you to see that she is freed at once, with no conditions, and that the charge against her is dropped. "
        "Until then, let her see her own lawyer and doctor. She has asthma, and [as someone who lives with it too I "
        "know what a week without an inhaler means].",
        "I would be glad of an answer, and I thank you for your attention.",
    )
    whole = LetterContents(
        to="the Minister of Security",
        paragraphs=tuple(html(paragraph) for paragraph in paragraphs),
        date="January 26, 2027",
        salutation="Dear Minister,",
        own_salutation=OwnText("Estimado Señor Ministro:", "es"),
        own_language="Spanish",
        closing="Respectfully,",
        sender=("Your name", "St. Louis, Missouri, USA"),
        sender_note="For this case: name and town, no street.",
    )
    return replace(whole, **changes)


MARIBEL = CaseContents(
    name="Maribel Tábora Ixmal",
    country="Honduras",
    half_line="land defender, held without trial",
    line="A land defender, held seven months without trial for sitting in a road.",
    standing="prisoner of conscience",
    deadline=Deadline.AHEAD,
    act_before="Fri, February 26, 2027",
    act_before_short="Fri, Feb 26",
    marks=(RuleMark(Mark.MAY, "You may write to her"), RuleMark(Mark.IN_THIS_WAY, "Spanish if you can")),
    portrait=Portrait(PHOTO, "Maribel Tábora Ixmal, a woman of about forty, looks into the camera", "Photo: family archive"),
    facts=(
        Fact("Pronoun", "she / her"),
        Fact("Born", "May 9 (no year known)"),
        Fact("Held", "Centro Femenino de Támbora, since June 21, 2026"),
        Fact("Charge", "“Usurpation” (no trial date)"),
        Fact("Source", "UA 118/26, checked January 12", revealing=True),
    ),
    lead=html(
        "Maribel Tábora Ixmal grows coffee above the Guayapito river and speaks for eleven villages that refused a dam. "
        "On June 21 she sat down with forty neighbours before a digger. Police took only her. She has seen a judge once."
    ),
    do=("Write in Spanish if you can; English is read", "Name Amnesty if you wish", "Give your name and town",
        "Write to her too, in short plain words"),
    do_not=("Write your street or e-mail", "Mention the other villages by name", "Send anything but paper to the prison"),
    rules_note="Sender details decided by the chapter, January 14. Religious words: the source does not say, so leave "
    "them out.",
    ask=("Free Maribel Tábora Ixmal at once, with no conditions.", "Until then, let her see her own lawyer and her doctor.",
         "Drop the charge of “usurpation” against her."),
    addressees=addressees("Honduras", "Maribel Tábora Ixmal", "Estimado Señor Ministro:", "es"),
    letter=letter("Maribel Tábora Ixmal"),
    dates=(
        DatedLine("2023", "Dam licence granted"),
        DatedLine("Mar 2026", "Threat against her son reported"),
        DatedLine("Jun 21, 2026", "Arrested on the road"),
        DatedLine("Jun 25, 2026", "Sent to prison to await trial"),
        DatedLine("Nov 2026", "Second hearing put off"),
    ),
    speak_of=Markup("<ul><li>The villages won a first ruling in 2024</li><li>She has asthma; the prison knows</li></ul>"),
    leave_out=Markup("<ul><li>Names of other villagers</li><li>The company’s owners</li></ul>"),
    background=html(*STORY),
)  # fmt: skip

TIMOFEI = CaseContents(
    name="Timofei Lozinin",
    country="Russia",
    half_line="music teacher, 6 years for one song",
    own_name=OwnText("Тимофей Лозинин", "ru"),
    line="A music teacher, six years in a penal colony for one song at a school concert.",
    standing="prisoner of conscience",
    neutral=True,
    deadline=Deadline.AHEAD,
    act_before="Fri, February 19, 2027",
    act_before_short="Fri, Feb 19",
    marks=(RuleMark(Mark.MUST_NOT, "Do not name Amnesty"), RuleMark(Mark.IN_THIS_WAY, "To him: Russian only")),
    no_portrait="No photo, by the family’s wish",
    facts=(
        Fact("Pronoun", "he / him"),
        Fact("Born", "November 2, 1987 (write it on the envelope)"),
        Fact("Held", "Colony No. 0, Verkhny Sad, since April 2026"),
        Fact("Sentence", "6 years"),
        Fact("Source", "UA 77/26, EUR 46/0001/2026", revealing=True),
        Fact("Checked", "January 15, 2027"),
    ),
    lead=html(
        "Timofei Lozinin taught the accordion to children in a town of nine thousand. In December 2025 his pupils sang a "
        "lullaby in two languages. A parent filmed it. The court called the song “discrediting”."
    ),
    do=("Write as a private person", "Write to him in Russian only", "Give your name and town",
        "Use the envelope without a name on it"),
    do_not=("Name any organization, on paper or envelope", "Mention the war, the army or politics",
            "Put stickers, cards or two sheets in one envelope"),
    rules_note="Decided by the section, January 8, 2027. The colony reads every letter: its rules and these agree.",
    ask=("Free Timofei Lozinin at once, with no conditions.",
         "Until then, let him have his family’s visits and letters."),
    addressees=(
        AddresseeContents(
            "Write to",
            ("Генеральному прокурору", "ул. Примерная, 15а", "Москва 000000", "Prosecutor General", "ul. Primernaya 15a",
             "Moscow 000000, RUSSIA"),
            (OwnText("Уважаемый господин прокурор!", "ru"), OwnText("Dear Prosecutor General,")),
        ),
        AddresseeContents("Copy to the embassy", ("Ambassador of Russia", "2600 Sample Avenue NW", "Washington, DC 20000"),
                          (OwnText("Your Excellency,"),)),
        AddresseeContents(
            "To him",
            ("Лозинину Тимофею", "Аркадьевичу, 1987 г. р.", "ФКУ ИК-0, ул. Садовая, 1", "п. Верхний Сад 000000", "RUSSIA"),
            (OwnText("Здравствуйте, Тимофей!", "ru"), OwnText("Hello Timofei,")),
        ),
    ),
    letter=letter("Timofei Lozinin", to="the Prosecutor General", salutation="Dear Prosecutor General,",
                  own_salutation=OwnText("Уважаемый господин прокурор!", "ru"), own_language="Russian"),
    background=Markup('<p>The song was <a href="https://amnesty.example/ua-77">a lullaby</a>, and it was sung in two '
                      "languages.</p>") + html(*STORY[2:]),
)  # fmt: skip


def case_like(
    name: str, country: str, half_line: str, own_name: OwnText | None, *marks: RuleMark, **changes: Any
) -> CaseContents:
    """Another case with the body of Maribel's."""
    base = replace(
        MARIBEL, name=name, country=country, half_line=half_line, line=f"{half_line[:1].upper()}{half_line[1:]}.",
        own_name=own_name, marks=marks, ask=(f"Free {name} at once, with no conditions.", *MARIBEL.ask[1:]),
        addressees=addressees(country, name, "Estimado Señor Ministro:", "es"), letter=letter(name),
    )  # fmt: skip
    return replace(base, **changes)


NO = RuleMark(Mark.MUST_NOT, "Do not write to her")
NAME = RuleMark(Mark.MAY, "Name Amnesty")

CASES = (
    case_like("Khin Sabei Lwin", "Myanmar", "teacher, 9 years for a school poem", OwnText("ခင်စံပယ်လွင်", "my"), NO, NAME,
              act_before="Fri, February 12, 2027", act_before_short="Fri, Feb 12", portrait=None,
              background=html(*STORY, *MORE_STORY)),
    case_like("Parvaneh Sahelgard", "Iran", "librarian, held for a reading circle",
              OwnText("پروانه ساحل‌گرد", "fa", "rtl"), NO, RuleMark(Mark.IN_THIS_WAY, "Persian or English"),
              act_before="Fri, February 5, 2027", act_before_short="Fri, Feb 5"),
    MARIBEL,
    TIMOFEI,
    case_like("Lữ Thị Hoài Ngân", "Viet Nam", "writer on river pollution, on trial", None, NAME,
              RuleMark(Mark.NOT_STATED, "To her: not stated, so no"), deadline=Deadline.SOON,
              act_before="Sun, January 31, 2027", act_before_short="Sun, Jan 31", background=Markup(""), dates=(),
              speak_of=Markup(""), leave_out=Markup(""), portrait=None),
    case_like("Yusra al-Qamrawi", "Egypt", "lawyer, held since a hearing", OwnText("يسرى القمراوي", "ar", "rtl"), NO,
              RuleMark(Mark.MUST_NOT, "No religious words"), act_before="Tue, March 30, 2027",
              act_before_short="Tue, Mar 30"),
)  # fmt: skip

AGENDA = (
    AgendaLine("7:00", "Check in, tea, choose a case", "Ruth, at the door", "10 min"),
    AgendaLine("7:10", "The six people we write for tonight", "Imani", "10 min"),
    AgendaLine("7:20", "Write: first letter", "", "25 min"),
    AgendaLine("7:45", "Pause. News of a release", "Dov", "5 min"),
    AgendaLine("7:50", "Write: second and third letter", "", "30 min"),
    AgendaLine("8:20", "Address, stamp, count, put away", "all", "10 min"),
)
EXPECTED = (
    "Adaeze Brandt", "Dov Lindqvist", "Imani Okwuosa", "Jun Pakulski", "Marguerite Ashdown", "Ruth Vandersloot",
    "Teodor Quill", "Wren Castellane",
)  # fmt: skip

PACKET = PacketContents(
    title="Packet for January 26, 2027",
    language="en-US",
    paper="letter",
    chapter="Amnesty St. Louis",
    neutral_sender="The Tuesday Letter Writers",
    meeting="Letter-writing meeting",
    date="Tuesday, January 26, 2027",
    short_date="January 26, 2027",
    when_and_where="7:00 to 8:30 pm. Lower Hall, Larkspur Avenue Church, 1200 Larkspur Avenue",
    cases=CASES,
    shred_by="February 26, 2027",
    group="Group 201",
    host_first="take case 5 before the others: its letters must go to the post tomorrow. Keep case 4 on its own table; "
    "nothing there may name Amnesty.",
    agenda=AGENDA,
    expected=EXPECTED,
)
LEFT_OUT = (LeftOut("Oriol Banyeres", "The source asked to stop writing on January 20."),)


def packet(**changes: Any) -> PacketContents:
    return replace(PACKET, **changes)
