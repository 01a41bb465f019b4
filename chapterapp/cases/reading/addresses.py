"""Whom letters go to: blocks of address lines with their salutation, e-mail, fax and telephone."""

import re
from dataclasses import dataclass, field

from chapterapp.cases.reading.asides import is_no_address
from chapterapp.cases.reading.countries import country_of
from chapterapp.cases.reading.deadlines import deadlines_in
from chapterapp.cases.reading.labels import BULLET
from chapterapp.cases.reading.offices import DIPLOMAT, HONORIFIC, is_office, is_person, split_heading
from chapterapp.cases.reading.proposal import Addressed
from chapterapp.cases.reading.rules import says_a_rule

NETWORK = r"twitter|x|facebook|instagram|tiktok|youtube|linkedin|bluesky|threads|vk|telegram|mastodon"
CONTACT = re.compile(
    rf"""(?:^|(?<=[\s(,;|]))\(?(?:
    (?P<email>e(?=:)|e-?mails?(?:\ address)?|correos?(?:\ electrónicos?|-e)?|courriels?|c\.\ e\.|mail|mél)
    | (?P<fax>f(?=:)|fax(?:es)?(?:\ number)?|telefax|télécopie)
    | (?P<phone>t(?=:)|(?:tele)?phone|tel|tél|telefon|teléfono|téléphone|mobile)
    | (?P<salutation>salutation|opening|greeting|form\ of\ address|(?:korrekte\ )?anrede|tratamiento|encabezamiento
    | fórmula\ de\ tratamiento|formule\ d['’]appel)
    | (?<![^(])(?P<other>telegrams?|telex(?:es)?|(?:{NETWORK})(?:\ ?(?:/|,|and|or)\ ?(?:{NETWORK}))*
    |website|web(?:\ form|\ page)?|whatsapp|contact\ form
    | social\ media|kontaktformular)
    )(?:\.?\s*:\s*|(?<=[a-zé])\.?\s+(?=(?:\(?\+|\(?\d[\d\s()/.-]{5}))|(?<=mail)\s+(?=[\w.+%-]+@))""",
    re.IGNORECASE | re.VERBOSE,
)
HANDLE = re.compile(
    rf"(?:(?:{NETWORK})\b(?:\s*\(formerly\s+twitter\))?[\s:/]*)*@\w[\w.]*(?:[\s,/]+@\w[\w.]*)*", re.IGNORECASE
)
DEAR = re.compile(r"(?:dear|sehr\s+geehrte[rs]?|estimad[oa])\s.{2,60}$", re.IGNORECASE)
MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
SENTENCE = re.compile(r"^[A-ZÄÖÜÁÉÍÓÚ¡¿(\"“].*[.!:)]$")
REPRESENTATIVES = re.compile(
    r"\bdiplomatic representatives?\b|\baccredited to your country\b|\brepresentantes? diplomátic"
    r"|\bdiplomatischen? vertretung|\bacreditad[oa]s? en su país"
    r"|\brepresentación diplomática\b|\breprésentants? diplomatiques?\b",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"(?:[,;/]|\b(?:or|and|und|oder|y|o|ou|et|of|the|de|du|des|del|la|le|el|der|die|das|für|von))$")
OTHER_LANGUAGE = re.compile(
    r"^[^:]{0,40}/\s*(?:dear|your|sehr|estimad|señor|excelen|monsieur|madame|honou?r)", re.IGNORECASE
)
NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s")


@dataclass
class Block:
    """Lines as they stood, and what was read out of them."""

    raw: list[str] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    contact: dict[str, str] = field(default_factory=dict)
    last: str = ""

    @property
    def is_done(self) -> bool:
        return "salutation" in self.contact


def blocks_of(lines: list[str]) -> tuple[list[Block], list[str]]:
    """Several addresses in one text, and what stands between them and is no address."""
    blocks: list[Block] = []
    left_out: list[str] = []
    for group in _groups(lines):
        if _is_prose(group) or _is_note(group):
            left_out.append(" ".join(group))
            continue
        if not blocks or not _belongs_to_former(group, blocks[-1]):
            blocks.append(Block())
        is_open = False
        for line in group:
            if is_open or is_sentence(line) or BULLET.match(line) and not NUMBERED.match(line):
                left_out.append(line)
                is_open = not line.rstrip().endswith((".", "!", "?", ";", ")"))
                continue
            if is_no_address(line):
                left_out.append(line)
                is_open = line.rstrip().endswith((",", ";"))
                continue
            if not blocks[-1].raw and line.endswith(":") and not CONTACT.match(line):
                if not is_office(NUMBERED.sub("", line).rstrip(" :")):
                    left_out.append(line)
                    continue
                _add(line.rstrip(" :"), blocks[-1], left_out)
                blocks[-1].raw[-1] = line
                continue
            if blocks[-1].is_done and not _goes_on(line, blocks[-1]):
                blocks.append(Block())
            _add(line, blocks[-1], left_out)
    done = [block for block in blocks if _is_address(block)]
    left_out += [line for block in blocks if block not in done for line in block.raw]
    return done, left_out


def _is_address(block: Block) -> bool:
    """A lone line must name an office or be a whole address: a letter would go to where it says."""
    if len(block.address) > 1 or "email" in block.contact or "fax" in block.contact:
        return True
    line = " ".join(block.address)
    if not line or "www." in line or "://" in line or line.endswith((".", "!", "?", ":")) and "," not in line:
        return False
    office = is_office(line) or is_person(line) and bool(HONORIFIC.match(line) or block.contact)
    return office or bool(DIPLOMAT.search(line)) or line.count(",") > 1 or any(sign.isdigit() for sign in line)


def _groups(lines: list[str]) -> list[list[str]]:
    """Between empty lines; but where every line stands alone, as web pages do, they are one."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(" ".join(line.split()))
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    alone = [group for group in groups if len(group) == 1 and not is_sentence(group[0])]
    if len(groups) > 2 and len(alone) >= len(groups) - 1:
        return [[line for group in groups for line in group]]
    return groups


def _is_prose(group: list[str]) -> bool:
    """A paragraph of the story that stands behind the addresses without a label, with its heading or without."""
    if any(CONTACT.match(line) for line in group):
        return False
    long = sum(len(line) > 60 for line in group)
    if long >= max(2, len(group) * 0.6) or bool(REPRESENTATIVES.search(" ".join(group))):
        return True
    return len(group) > 1 and is_sentence(" ".join(group[1:])) and any(len(line) > 40 for line in group)


def _is_note(group: list[str]) -> bool:
    """A remark in brackets to those who write."""
    text = " ".join(group)
    return text.startswith("(") and text.endswith(")") and len(text.split()) > 4 and not CONTACT.match(text)


def _belongs_to_former(group: list[str], former: Block) -> bool:
    """An e-mail and a salutation that stand apart belong to the address above them."""
    if former.is_done:
        return False
    if former.last and _wraps(group[0], former):
        return True
    if _is_torn(former) and _is_rest(group):
        return True
    return bool(CONTACT.match(group[0]) or MAIL.fullmatch(group[0]) or DEAR.match(group[0]))


def _is_torn(block: Block) -> bool:
    """An address that ends without a country and without a way to reach who it names: a page may have ended there."""
    if block.contact or len(block.address) < 2:
        return False
    last = block.address[-1]
    return not country_of(last) and not country_of(last.rpartition(",")[2])


def _is_rest(group: list[str]) -> bool:
    """A town and a country, and how to reach someone, but nobody to reach."""
    if any(is_office(line) or HONORIFIC.match(line) or DIPLOMAT.search(line) for line in group[:2]):
        return False
    return any(country_of(line) or country_of(line.rpartition(",")[2]) for line in group[:3])


def is_strong(group: list[str]) -> bool:
    """Lines that are an address even where no label says so."""
    if not 3 <= len(group) <= 14 or any(BULLET.match(line) or is_sentence(line) or len(line) > 90 for line in group):
        return False
    has_contact = any(CONTACT.match(line) or MAIL.fullmatch(line) for line in group)
    first = group[0]
    begins = is_office(first) or is_person(first) or bool(HONORIFIC.match(first) or DIPLOMAT.search(first))
    return begins and has_contact


def is_sentence(line: str) -> bool:
    if REPRESENTATIVES.search(line) or says_a_rule(line):
        return True
    if line.endswith(".") and deadlines_in(line):
        return True
    words = line.split()
    small = sum(word[0].islower() for word in words)
    return len(words) > 5 and small >= len(words) * 0.4 and bool(SENTENCE.match(line)) and not CONTACT.search(line)


def _goes_on(line: str, block: Block) -> bool:
    if block.last == "salutation" and _wraps(line, block):
        return True
    match = CONTACT.match(line)
    return bool(match and match.lastgroup != "salutation") or bool(MAIL.fullmatch(line))


def _wraps(line: str, block: Block) -> bool:
    """Whether what was said last goes on with this line."""
    said = block.contact.get(block.last, "")
    if block.last == "salutation" and "/" not in said and OTHER_LANGUAGE.match(line):
        return True
    return bool(UNFINISHED.search(said if block.last != "other" else (block.raw[-1] if block.raw else "")))


def _add(line: str, block: Block, left_out: list[str]) -> None:
    if HANDLE.fullmatch(line.strip()):
        block.raw.append(line)
        left_out.append(line)
    else:
        _add_words(line, block, left_out)


def _add_words(line: str, block: Block, left_out: list[str]) -> None:
    goes_on = bool(block.last) and _wraps(line, block) and not CONTACT.match(line)
    block.raw.append(line)
    if not block.address and (mark := BULLET.match(line)):
        line = line[mark.end() :]
    if block.address and DEAR.match(line):
        _put("salutation", line.rstrip(",:"), block)
        return
    marks = list(CONTACT.finditer(line))
    plain = line[: marks[0].start()].strip(" ,;(|") if marks else line
    if plain and goes_on and block.last == "other":
        left_out.append(plain)
    elif plain and goes_on:
        block.contact[block.last] += " " + plain
    elif plain and block.last and not block.contact.get(block.last, "-"):
        block.contact[block.last] = plain
    elif MAIL.fullmatch(plain):
        _put("email", plain, block)
    elif plain:
        block.address.append(plain if marks else line)
        block.last = ""
    for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(line)], strict=False):
        kind = str(mark.lastgroup)
        value = _value(line, mark, end)
        value = value.rstrip(".") if plain or kind in ("fax", "phone") else value
        if kind == "other":
            left_out.append(line[mark.start() : end].strip(" (|"))
            block.last = kind
        else:
            _put(kind, value, block)


def _value(line: str, mark: re.Match[str], end: int) -> str:
    value = line[mark.end() : end].strip(" ;|")
    if line[mark.start() : mark.end()].lstrip().startswith("(") or line[: mark.start()].rstrip().endswith("("):
        value = value.rstrip(")") if value.count(")") > value.count("(") else value
    return value


def _put(kind: str, value: str, block: Block) -> None:
    before = block.contact.get(kind)
    block.contact[kind] = f"{before}, {value}" if before and value else (before or value)
    block.last = kind


def addressed(block: Block, role: str, *, may_be_diplomat: bool = False) -> Addressed:
    address = [line for line in block.address if line.strip(" ,;.")]
    if len(address) == 1 and address[0].count(",") > 1:  # in a running text it stands on one line
        address = [part.strip() for part in address[0].rstrip(".").split(",")]
    if may_be_diplomat and any(DIPLOMAT.search(line) for line in address[:2]):
        role = "diplomat"
    name, office, used = split_heading(address)
    if role == "prisoner" and office and not name and not is_office(office):
        name, office = office, ""
    return Addressed(
        role=role,
        name=name,
        office=office,
        salutation=block.contact.get("salutation", ""),
        lines=tuple(address[used:]),
        email=block.contact.get("email", ""),
        fax=block.contact.get("fax", ""),
        phone=block.contact.get("phone", ""),
    )


def looks_like_address(lines: list[str]) -> bool:
    """Short lines without sentences, that begin with an office or a person."""
    full = [line.strip() for line in lines if line.strip()]
    if not 2 <= len(full) <= 40 or any(len(line) > 110 or is_sentence(line) for line in full):
        return False
    return is_office(full[0]) or is_person(full[0]) or bool(HONORIFIC.match(full[0])) or len(full) > 2
