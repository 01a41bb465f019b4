"""What the rules of a case forbid, said once more and otherwise than in the code: over the columns of the case and the
words that stand at each place. Returns what is broken, in words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from enum import Enum
from html import unescape
from typing import Any

from markupsafe import Markup
from packets.random_cases import (
    CHAPTER,
    DAY,
    MAILING_NAME,
    MOTHERS_STREET,
    NUMBER,
    OUR_STREET,
    PRISON_STREET,
    World,
)

from chapterapp.cases import rules
from chapterapp.cases.history_models import RuleDecision
from chapterapp.cases.models import Case, Outcome
from chapterapp.cases.rules import Place
from chapterapp.packets.contents import CaseContents, PacketContents
from chapterapp.packets.gathering import describe
from chapterapp.packets.large_page import page_of
from chapterapp.packets.options import TITLES, Run, Version
from chapterapp.packets.rendering import Page
from chapterapp.packets.runs import contents_of
from chapterapp.packets.sections import Section, sections_of

SAD = {Outcome.DIED, Outcome.EXECUTED, Outcome.EXILED, Outcome.REARRESTED, None}
OURS = re.compile(
    "amnest|amnist|aiusa|амнисти|prisoners? ?of ?conscience|urgent ?action|"
    + "|".join(map(re.escape, (CHAPTER.lower(), "60/16")))
    + r"|37/6674|\bua \d"
)
LANGUAGES = ("es", "ar")
EVERYTHING = tuple((key, 1) for key in TITLES)
RUNS = (Run(Version.PARTICIPANT, large=True, language="es"), Run(Version.TABLE, language="ar"))
STRICT = {
    "name_amnesty": ("no", "yes"),
    "write_to_prisoner": ("no", "via_family", "yes"),
    "correspondents": ("listed", "anyone"),
    "sender_details": ("initials_and_postcode", "name_and_town", "full"),
    "religious_content": ("no", "yes"),
    "enclosures": ("no", "yes"),
}  # the strictest first


def plain(words: str) -> str:
    """As an eye reads it."""
    spelled = unicodedata.normalize("NFKD", words).lower()
    seen = "".join(sign for sign in spelled if unicodedata.category(sign) not in ("Mn", "Cf"))
    return " ".join(seen.split())


def names_us(words: str) -> bool:
    return OURS.search(plain(words)) is not None


def words_of(value: Any, case: CaseContents | None) -> Iterator[str]:
    """Every text of a contents value; HTML as the templates print it, with what its links lead to."""
    if isinstance(value, Markup):
        html = str(Page.text(value, case))
        yield unescape(re.sub(r"<[^>]*>", "", html))
        yield from re.findall(r'href="([^"]*)"', html)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from words_of(one, case)
    elif is_dataclass(value):
        for field in fields(value):
            yield from words_of(getattr(value, field.name), case)


def broken(world: World) -> list[str]:
    """What stands where it must not, or does not stand where it must. Empty when every rule is kept."""
    printed, although = world.sort_out()
    found = [*broken_at_places(world), *broken_before_the_world(world)]
    reason = why_off_paper(world)
    if printed and reason:
        return [*found, f"printed although {reason}"]
    if not printed:
        return found
    contents = describe(world.parts, world.chapter, world.meeting, [world.case] if although else [], LANGUAGES)
    return [*found, *broken_on_paper(world, contents), *broken_in_versions(world, contents)]


def is_public_case(case: Case) -> bool:
    told = case.status == "closed" and case.story and case.outcome_on and case.outcome not in SAD
    allowed = case.name_amnesty == "yes" if case.status == "active" else told and case.name_amnesty != "no"
    return bool(case.is_public and allowed)


def why_off_paper(world: World) -> str:
    """Empty where it may be printed, as far as status, age, facility and sender go."""
    case, chapter = world.case, world.chapter
    days = (DAY - case.verified_on).days if case.verified_on else 9999
    against = {
        "it is stopped": case.status == "stop_action",
        "it is on hold": case.status == "on_hold",
        "it is closed": case.status == "closed",
        "its deadline passed": case.status == "active" and case.deadline_on is not None and case.deadline_on < DAY,
        "it is not verified": case.status == "active" and days > chapter.verify_within_days,
    }
    speaks = [words for words, does in against.items() if does]
    covered = {
        "Stop action: do not write.": ["it is stopped"],
        "On hold.": ["it is on hold"],
        "Closed.": ["it is closed"],
        "Its deadline has passed: check it against its source.": ["its deadline passed"],
        "Nobody has checked it against its source yet.": ["it is not verified"] if not case.verified_on else [],
        "Nobody has checked it against its source for too long.": ["it is not verified"] if case.verified_on else [],
    }
    if speaks and not (world.made and covered[world.made[1].against] == speaks):
        return speaks[0]
    if case.name_amnesty != "yes" and (not chapter.neutral_sender or names_us(chapter.neutral_sender)):
        return "the chapter has no neutral sender"
    return "a facility wants something else" if has_contradiction(world) else ""


def writes_to_person(case: Case) -> bool:
    return case.write_to_prisoner == "yes" and case.correspondents != "listed"


def has_contradiction(world: World) -> bool:
    case = world.case
    if not writes_to_person(case):
        return False
    for one in world.parts.subjects:
        facility = one.facility
        if facility and (
            (facility.full_name_required == "yes" and case.sender_details == "initials_and_postcode")
            or (facility.return_address_required == "yes" and case.sender_details != "full")
            or (facility.number_required == "yes" and not one.prisoner_number)
            or (
                facility.languages
                and case.languages in ("Spanish", "English", "Russian")
                and facility.languages != case.languages
            )
        ):
            return True
    return False


def broken_at_places(world: World) -> Iterator[str]:
    """Names, blocks and codes, for each place that asks."""
    case, chapter = world.case, world.chapter
    neutral = case.name_amnesty != "yes"
    for place in Place:
        block = rules.sender_block(case, place, chapter)
        said = [*block, rules.sender_name(case, place, chapter), rules.number_on(case, place)]
        if neutral and place is not Place.PUBLIC_PAGE and any(map(names_us, said)):
            yield f"a neutral case names us on the {place}"
        if OUR_STREET in block and case.sender_details != "full":
            yield f"a street on the {place}"
        if "Your street" in block and case.sender_details != "full":
            yield f"a writer is asked for a street on the {place}"
        if case.sender_details == "initials_and_postcode" and place in (Place.ENVELOPE, Place.LABEL) and block:
            yield f"a name on the {place} where initials are the rule"
    title = rules.packet_title([case], chapter, "Letter writing", "November 24")
    for words in (title, rules.packet_file_name([case], chapter, DAY)):
        if neutral and names_us(words):
            yield f"the file of a neutral case is called {words}"


def broken_before_the_world(world: World) -> Iterator[str]:
    case, chapter = world.case, world.chapter
    target = rules.qr_target(case, chapter, "https://x.example/p/riverbend", DAY)
    shown = rules.may_stand_on(case, Place.PUBLIC_PAGE, chapter, DAY)
    if shown and not (is_public_case(case) and chapter.is_public):
        yield "the world sees a case that it may not see"
    if target and not (is_public_case(case) and chapter.is_public and case.name_amnesty == "yes"):
        yield "a code leads where none may"
    if rules.may_stand_on(case, Place.MAIL, chapter, DAY) and case.status != "active":
        yield "a mail speaks of a case that is not active"


def broken_on_paper(world: World, contents: CaseContents) -> Iterator[str]:
    words = list(words_of(contents, contents))
    yield from broken_names(world, contents, words)
    yield from broken_addresses(world, words)
    yield from broken_box(world, contents)
    yield from broken_closing(world, contents)


def broken_names(world: World, contents: CaseContents, words: list[str]) -> Iterator[str]:
    case, first = world.case, world.parts.subjects[0]
    if case.name_amnesty != "yes":
        footer = Page(packet_of(world, (contents,))).footer(Section("brief", contents.name, contents, 1))
        shown = [*words, footer]
        if facts := [fact for fact in contents.facts if fact.revealing]:
            yield f"a neutral case holds {facts}"
        yield from (f"a neutral case says: {line}" for line in shown if names_us(line))
    if contents.portrait and not (first.portrait_permission and first.portrait_alt):
        yield "a portrait that nobody allowed, or that says nothing to the blind"


def broken_addresses(world: World, words: list[str]) -> Iterator[str]:
    case, everything = world.case, "\n".join(words)
    family = case.write_to_prisoner in ("yes", "via_family") and case.correspondents != "listed"
    if PRISON_STREET in everything and not writes_to_person(case):
        yield "the address of the person"
    if MOTHERS_STREET in everything and not family:
        yield "the address of the family"
    if (MAILING_NAME in everything or NUMBER in everything) and PRISON_STREET not in everything:
        yield "the name or the number of the envelope without its address"


def broken_box(world: World, contents: CaseContents) -> Iterator[str]:
    case, do, do_not = world.case, " ".join(contents.do), " ".join(contents.do_not)
    must = {
        "Name any organization": (do_not, case.name_amnesty != "yes"),
        "Name Amnesty if you wish": (do, case.name_amnesty == "yes"),
        "Write your street": (do_not, case.sender_details != "full"),
        "Give your full address": (do, case.sender_details == "full"),
        "Give your initials": (do, case.sender_details == "initials_and_postcode"),
        "Use religious words": (do_not, case.religious_content != "yes"),
        "Put anything but": (do_not, case.enclosures != "yes"),
        "Copy the prisoner number": (do, wants_number(world)),
        "letters go to the authorities only": (do_not, case.write_to_prisoner in ("no", "not_stated")),
    }
    yield from (
        f"{words} is {'missing' if does else 'said'}" for words, (box, does) in must.items() if (words in box) != does
    )
    if case.languages and case.languages not in do:
        yield "the languages are not said"
    if list(contents.ask) != [line for line in case.recommended_actions.splitlines() if line]:
        yield "something else is asked for"
    marks = [mark.text for mark in contents.marks]
    if "Name Amnesty" in marks and case.name_amnesty != "yes":
        yield "the cover says to name Amnesty"
    lines = set(contents.letter.sender)
    if ("Your street" in lines) != (case.sender_details == "full"):
        yield "the street under the letter"
    if ("Your name" in lines) == (case.sender_details == "initials_and_postcode"):
        yield "the name under the letter"


def broken_in_versions(world: World, contents: CaseContents) -> Iterator[str]:
    """The same in large print, in other languages, on the case's own table."""
    for run in RUNS:
        packet = contents_of(replace(packet_of(world, (contents,)), copies=EVERYTHING), run)
        case = packet.cases[0]
        yield from broken_on_paper(world, case)
        beside = case.letter.beside
        for letter in (case.letter, *([beside.letter] if beside else [])):
            if set(letter.sender) != set(contents.letter.sender):
                yield "another sender under the letter of another language"
        if beside and (beside.letter.language or not case.letter.language):
            yield "two letters side by side that are in one language"
        for section in sections_of(packet):
            said = [section.title, page_of(packet).footer(section)]
            if world.case.name_amnesty != "yes" and section.case and any(map(names_us, said)):
                yield f"a section of a neutral case names us: {section.kind}"


def wants_number(world: World) -> bool:
    facilities = [one.facility for one in world.parts.subjects if one.facility]
    return any(one.number_required == "yes" for one in facilities) and writes_to_person(world.case)


def broken_closing(world: World, contents: CaseContents) -> Iterator[str]:
    note, case = contents.rules_note, world.case
    silent = [
        name
        for name in ("write_to_prisoner", "name_amnesty", "sender_details", "religious_content", "enclosures")
        if getattr(case, name) == "not_stated"
    ]
    if bool(silent) != ("does not speak of" in note):
        yield "what the source does not say"
    stand = {one.rule: one for one in world.parts.decisions if one.value == getattr(case, one.rule) != one.stated}
    for one in stand.values():
        name = one.decided_by.name if one.decided_by else ""
        hidden = not name or (case.name_amnesty != "yes" and "Amnesty" in name)
        day = f"November {(one.decided_at - timedelta(hours=6)).day}, 2026"
        if f"Decided by {'the letter writers' if hidden else name}, {day}" not in note:
            yield f"who decided {one.rule}"
    if any(map(is_against, stand.values())) != ("(against the source)" in note):
        yield "that it is against the source"
    if not silent and not stand and note != "All of this stands in the source.":
        yield "that all of it is stated"


def is_against(decision: RuleDecision) -> bool:
    order = STRICT.get(decision.rule, ())
    return decision.stated in order and order.index(decision.value) > order.index(decision.stated)


def packet_of(world: World, cases: tuple[CaseContents, ...]) -> PacketContents:
    chapter = world.chapter
    return PacketContents(
        title="x",
        language="en-US",
        paper="letter",
        chapter=chapter.name,
        neutral_sender=chapter.neutral_sender,
        meeting="m",
        date="Tuesday, November 24, 2026",
        short_date="November 24, 2026",
        when_and_where="",
        cases=cases,
        shred_by="x",
    )
