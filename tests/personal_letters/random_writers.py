"""Random writers, with and without addresses, and what may stand of them on a letter, said once more and otherwise."""

import re
from collections.abc import Iterator
from random import Random

from packets.random_cases import DAY, MAILING_NAME, MOTHERS_STREET, NUMBER, PRISON_STREET, World, invent
from packets.rule_oracle import names_us, why_off_paper, writes_to_person

from chapterapp.cases.rules import Signed, Writer
from chapterapp.personal_letters.contents import CaseLetter
from chapterapp.personal_letters.gathering import Offer, Place, offer_case, sign

STREETS = ("1234 Quince Street", "77 Pelican Road, Apt 3", "Am Quittenweg 5", "63199 Long Road")
TOWNS = ("St. Louis, MO 63117", "Webster Groves, MO 63119", "Kirkwood MO 63122-1234")
NAMES = (
    *("Ruth Quillfeather", "Bo Z.", "Ana <b>Ortega</b>", "Lữ Thị Ngân", "Ruth of Amnesty", "AMNESTY Ruth"),
    "O'Pell-Quagg",
)
WHOLE = (
    *("", "{street}", "{town}", "{street}\n{town}", "{street}\n{town}\nUSA", "{name}\n{street}\n{town}"),
    *("{street}, {town}", "{street}\nBackyard", "{street}\n{street}", "{street}\n{town}\nCanada"),
    *("c/o Amnesty House\n{street}\n{town}", "Riverbend Group 23\n{street}\n{town}"),
)
BODIES = (*("", "I am [a nurse].", "Respectfully,") * 3, "My name is {writer}.")
LANGUAGES = {"en": "English", "es": "Spanish", "ar": "Arabic", "ru": "Russian"}
MONTHS = {"en": "November 24, 2026", "es": "24 de noviembre de 2026", "ar": "نوفمبر", "ru": "24 ноября 2026"}


def invent_writer(random: Random) -> Writer:
    name = random.choice(NAMES)
    words = {"street": random.choice(STREETS), "town": random.choice(TOWNS), "name": name}
    return Writer(name, tuple(random.choice(WHOLE).format(**words).splitlines()))


def invent_letter(random: Random) -> tuple[World, Writer, Offer]:
    """A random case, its letter in one of several languages, and somebody who signs."""
    world = invent(random)
    letter = world.parts.letters[0]
    letter.language = random.choice(tuple(LANGUAGES))
    letter.body = f"{letter.body}\n\n{random.choice(BODIES)}".strip()
    for number, one in enumerate(world.parts.addressees, 1):
        one.id = number
    if world.parts.addressees and random.random() < 0.3:  # a letter may name whom it goes to
        letter.addressee_id = random.choice(world.parts.addressees).id
    made = Place(world.chapter, DAY, world.made)
    return world, invent_writer(random), offer_case(world.parts, made)


def broken(world: World, writer: Writer, offer: Offer) -> list[str]:
    """What is wrong with the letter of this writer; empty where nothing is, or where none is printed."""
    if offer.letter is None:
        return [] if offer.reason else ["neither a letter nor a reason"]
    signed = sign(offer, writer, world.chapter)
    texts = texts_of(offer.letter, signed)
    found = [*broken_on_page(world, writer, "\n".join(texts)), *_wrong_letter(world, writer, offer.letter, signed)]
    if reason := why_off_paper(world):
        found.append(f"printed although {reason}")
    return found


def texts_of(letter: CaseLetter, signed: Signed) -> list[str]:
    paragraphs = [str(one.striptags()).replace("{writer}", signed.name) for one in letter.paragraphs]
    above = (*signed.lines, *signed.by_hand, letter.date, *letter.to, letter.salutation)
    return [*above, *paragraphs, letter.closing, signed.name]


def broken_on_page(world: World, writer: Writer, text: str) -> Iterator[str]:
    """What stands on a letter, read as one text, and may not."""
    case, words = world.case, set(re.findall(r"\w+", text))
    details, neutral = case.sender_details, case.name_amnesty != "yes"
    if details != "full" and (found := street_words(writer) & words):
        yield f"a street: {found}"
    name = {word for word in re.findall(r"\w{4,}", writer.name) if word.casefold() != "amnesty"}
    if details == "initials_and_postcode" and (name | {"Louis", "Groves", "Kirkwood"}) & words:
        yield "a name or a town where only initials may stand"
    if neutral and names_us(text):
        yield "it names us"
    family = case.write_to_prisoner in ("yes", "via_family") and case.correspondents != "listed"
    if PRISON_STREET in text and not writes_to_person(case):
        yield "the address of the person"
    if MOTHERS_STREET in text and not family:
        yield "the address of the family"
    if (MAILING_NAME in text or NUMBER in text) and PRISON_STREET not in text:
        yield "the name or the number of the envelope without its address"


def street_words(writer: Writer) -> set[str]:
    """What only the street of the writer says."""
    lines = " ".join(line for line in writer.address for street in STREETS if street in line)
    others = " ".join((*TOWNS, writer.name, "Am Road Long Street"))
    return {word for word in re.findall(r"\w+", lines) if len(word) > 1} - set(re.findall(r"\w+", others))


def _wrong_letter(world: World, writer: Writer, letter: CaseLetter, signed: Signed) -> Iterator[str]:
    case, said = world.case, " ".join((*signed.lines, signed.name))
    if not writer.address and any(sign.isdigit() for sign in said):
        yield "an address of somebody who has none"
    may = case.name_amnesty == "yes" or not names_us(f"{writer.name} {' '.join(writer.address)}")
    typed = set(writer.address) - {"USA", "Canada", writer.name}
    if case.sender_details == "full" and may and not typed <= set(signed.lines):
        yield "no answer can come"
    place = len(signed.lines) > (1 if signed.name else 0)
    if not place and not any("town" in words or "postcode" in words for words in signed.by_hand):
        yield "neither a place nor a line for it"
    wanted = [code for code, name in LANGUAGES.items() if name in case.languages]
    if wanted and letter.language not in wanted:
        yield "a language that the rules do not name"
    if MONTHS[letter.language] not in letter.date:
        yield "a date in another language"
    if letter.to and not letter.salutation and not letter.is_greeted:
        yield "no salutation of somebody who has one"
