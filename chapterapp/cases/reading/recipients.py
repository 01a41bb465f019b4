"""The addressees of a document, from all its sections that hold addresses."""

import re
from dataclasses import dataclass, replace

from chapterapp.cases.reading import invitations, letters
from chapterapp.cases.reading.addresses import (
    CONTACT,
    DEAR,
    NUMBERED,
    Block,
    addressed,
    blocks_of,
    is_sentence,
    is_strong,
    looks_like_address,
)
from chapterapp.cases.reading.countries import country_of
from chapterapp.cases.reading.findings import Findings
from chapterapp.cases.reading.labels import BULLET, Label, Section
from chapterapp.cases.reading.offices import HONORIFIC, ROLE, is_office
from chapterapp.cases.reading.paragraphs import folded
from chapterapp.cases.reading.proposal import Addressed
from chapterapp.cases.reading.sections import Cut

DEMAND = re.compile(
    rf"{BULLET.pattern}(?:(?:politely|respectfully)\s+)?(?:ask|call|urg|demand|express|request|welcom|remind|appeal|insist)\w*ing\b",
    re.IGNORECASE,
)
OWN_OFFICE = re.compile(
    r"^(?!.*\bc/o\b).*(?:\bamnesty\s+(?:international|section|office)\b|\bAIUSA\b|\burgent\s+action\s+(?:network|office|team|coordinator|programme))",
    re.IGNORECASE,
)
ROLES = {Label.TARGETS: "target", Label.COPIES: "copy", Label.DIPLOMATS: "diplomat", Label.PRISONER: "prisoner"}


@dataclass(frozen=True)
class Recipient:
    addressed: Addressed
    words: str


def read_recipients(cut: Cut, findings: Findings) -> list[Recipient]:
    """In the document's order. The address above a sample letter is the target's."""
    recipients: list[Recipient] = []
    for section in cut.sections:
        if section.label in ROLES:
            blocks, left_out = blocks_of(_without_instruction(section.lines))
            findings.leave_out(*left_out)
            blocks = _without_sections(blocks, section.label, findings)
            recipients += [_recipient(block, section, place) for place, block in enumerate(blocks)]
        elif section.label is Label.LETTER:
            recipients += _above_letter(section, findings)
    recipients = _greeted(recipients, cut)
    findings.put(
        "addressees",
        tuple(recipient.addressed for recipient in recipients),
        " ".join(recipient.words for recipient in recipients),
        *(recipient.words for recipient in recipients),
    )
    for place, recipient in enumerate(recipients):
        findings.note(f"addressees.{place}", recipient.words)
    return recipients


def _without_sections(blocks: list[Block], label: Label, findings: Findings) -> list[Block]:
    """Amnesty's own offices help those who write. Letters to a prisoner may go through them."""
    kept: list[Block] = []
    for block in blocks:
        if label is not Label.PRISONER and any(OWN_OFFICE.search(line) for line in block.raw[:3]):
            findings.leave_out(*block.raw)
        else:
            kept.append(block)
    return kept


def _greeted(recipients: list[Recipient], parts: Cut) -> list[Recipient]:
    """Where one target stands right above the letter, the letter's first line greets it."""
    targets = [one for one in recipients if one.addressed.role == "target"]
    if len(targets) != 1 or targets[0].addressed.salutation:
        return recipients
    for section in parts.of(Label.LETTER, Label.TARGETS):
        before, letter, _after = letters.parts_of(list(section.lines))
        greeting = letter[0].strip().rstrip(",:").strip() if letter else ""
        if greeting and folded(" ".join(before)).endswith(targets[0].words):
            greeted = replace(targets[0], addressed=replace(targets[0].addressed, salutation=greeting))
            return [greeted if one is targets[0] else one for one in recipients]
    return recipients


def with_addresses(parts: Cut) -> Cut:
    """Addresses that stand without a label of their own, in the story, among what to do or above a letter, get one."""
    head, sections = _after_story(parts.head)
    for section in invitations.parted(parts.sections):
        if section.label is Label.ACTIONS or (
            section.label is Label.LETTER and not letters.parts_of(list(section.lines))[1]
        ):
            is_asking = any(DEMAND.match(line) for line in section.lines)
            if not is_asking and _holds_letter(section.lines):
                sections.append(replace(section, label=Label.LETTER))
            else:
                sections += _parted(replace(section, label=Label.ACTIONS) if is_asking else section)
        elif section.label is Label.DEADLINE:
            sections += _parted(section)
        elif section.label is Label.TARGETS and _begins_with_bullets(section):
            sections += _parted(replace(section, label=Label.ACTIONS))
        else:
            sections.append(section)
    return replace(parts, head=head, sections=tuple(sections))


def _after_story(lines: tuple[str, ...]) -> tuple[tuple[str, ...], list[Section]]:
    """A story ends where an address begins: what follows are more of them, or the letter that goes there."""
    groups = _groups_with_spaces(lines)
    at = next((at for at, group in enumerate(groups) if is_strong([line for line in group if line.strip()])), None)
    if at is None:
        return _without_invitation(lines)
    rest = tuple(line for group in groups[at:] for line in group)
    lead = groups[at - 1] if at else []
    is_lead = len([line for line in lead if line.strip()]) == 1 and (
        lead[0].isupper() or lead[0].rstrip().endswith(":")
    )
    heading = lead[0].strip() if is_lead else ""
    head = tuple(line for group in groups[: at - is_lead] for line in group)
    return head, [Section(Label.LETTER if _holds_letter(rest) else Label.TARGETS, heading, ("", *rest), len(head))]


def _without_invitation(lines: tuple[str, ...]) -> tuple[tuple[str, ...], list[Section]]:
    """Below an invitation stand tips and dates, and no story."""
    found = invitations.invitation_in(lines)
    if found is None:
        return lines, []
    begin, at, end = found
    said = " ".join(line.strip() for line in lines[begin:at])
    invited = Section(Label.PRISONER, "", (said, "", *lines[at:end]), begin)
    return lines[:begin], [invited, Section(Label.RULES, "", ("", *lines[end:]), end)]


def _holds_letter(lines: tuple[str, ...]) -> bool:
    """From a salutation to a closing."""
    _before, letter, _after = letters.parts_of(list(lines))
    return bool(letter) and bool(letters.CLOSING.match(letter[-1].strip()))


def _begins_with_bullets(section: Section) -> bool:
    """ "Please write to the authorities, asking them to:" is no label of addresses, if a list follows."""
    first = next((line for line in section.lines if line.strip()), "")
    return bool(BULLET.match(first)) and not NUMBERED.match(first)


def _parted(section: Section) -> list[Section]:
    kept: list[str] = []
    found: list[Section] = []
    for group in _groups_with_spaces(section.lines):
        if found and not any(line.strip() for line in kept[-1:]) and _reaches((group or [""])[0]):
            found[-1] = replace(found[-1], lines=(*found[-1].lines, *group))
        elif _is_apart([line.strip() for line in group if line.strip()]):
            found.append(Section(Label.TARGETS, "", tuple(group), section.first))
            kept.append("")
        else:
            kept += group
    return [replace(section, lines=tuple(kept) or ("",)), *found]


def _reaches(line: str) -> bool:
    return bool(CONTACT.match(line) or DEAR.match(line.strip().rstrip(",:")))


def _is_apart(group: list[str]) -> bool:
    """An address among what to do: it says how to reach somebody, or is of short lines with a country as the last."""
    is_short = 3 < len(group) < 9 and all(len(line) < 60 and not BULLET.match(line) for line in group)
    return is_strong(group) or (is_short and bool(country_of(group[-1])) and not any(map(is_sentence, group)))


def _groups_with_spaces(lines: tuple[str, ...]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        groups[-1].append(line)
        if not line.strip():
            groups.append([])
    return groups


def _without_instruction(lines: tuple[str, ...]) -> list[str]:
    """What is asked behind a label, as in "Please insert local addresses below:", may wrap."""
    if not lines[0].casefold().startswith("please"):
        return list(lines)
    end = next((at for at, line in enumerate(lines[:4]) if line.rstrip().endswith((".", ":"))), -1)
    return list(lines[end + 1 :])


def in_prison(recipients: list[Recipient], findings: Findings) -> list[Recipient]:
    """Who the action is for is no target and gets no copy."""
    names = {person.name for person in findings.values.get("subjects", ())}

    def is_meant(one: Addressed) -> bool:
        return not one.office and bool({one.name, HONORIFIC.sub("", one.name).strip(" .")} & names)

    told = [
        replace(one, addressed=replace(one.addressed, role="prisoner")) if is_meant(one.addressed) else one
        for one in recipients
    ]
    findings.values |= {"addressees": tuple(one.addressed for one in told)} if told else {}
    return told


def _recipient(block: Block, section: Section, place: int) -> Recipient:
    """An ambassador is written to as one where somebody else is the target."""
    role = ROLES[section.label]
    if role == "prisoner" and ROLE.search(section.heading):
        role = "target"
    may_be_diplomat = role == "copy" or "copies" in section.heading.casefold() or not section.heading or place > 0
    one = addressed(block, role, may_be_diplomat=may_be_diplomat)
    if role == "prisoner" and is_office(one.office):
        one = replace(one, role="target")
    return Recipient(one, folded(" ".join(block.raw)))


def _above_letter(section: Section, findings: Findings) -> list[Recipient]:
    before, letter, _after = letters.parts_of(list(section.lines))
    lines = list(before)
    while lines and (not lines[0].strip() or _is_instruction(lines[0])):
        findings.leave_out(lines.pop(0))
    if not letter or not looks_like_address(lines):
        findings.leave_out(*lines)
        return []
    blocks, left_out = blocks_of(lines)
    findings.leave_out(*left_out)
    blocks = _without_sections(blocks, section.label, findings)
    return [Recipient(addressed(block, "target"), folded(" ".join(block.raw))) for block in blocks]


def _is_instruction(line: str) -> bool:
    """The rest of a long label, or a sentence that tells how to write."""
    return (
        bool(BULLET.match(line))
        or is_sentence(line)
        or line.rstrip().endswith(":")
        or (line.isupper() and not is_office(line))
    )
