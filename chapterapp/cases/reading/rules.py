"""Sentences that say what letters may do. What no sentence says is None."""

import re
from typing import NamedTuple

from chapterapp.cases.reading.proposal import Doubt, Kind, Rules
from chapterapp.cases.reading.senders import FULL, says_sender

NOT = (
    r"(?:do\s+not|don['’]t|never|take\s+care\s+not\s+to|be\s+careful\s+not\s+to|(?:are\s+)?asked\s+not\s+to"
    r"|should\s+not|must\s+not|may\s+not|without|avoid)"
)
MENTION = (
    r"(?:mention(?:ing)?|nam(?:e|ing)|refer(?:ring)?\s+to|us(?:e|ing)\s+the\s+name(?:\s+of)?|writ(?:e"
    r"|ing)\s+on\s+behalf\s+of|identify(?:\s+yourself\s+\w+)?)"
)
SOMEONE = (
    r"(?:the\s+prisoners?|him|her|them|the\s+prison|the\s+detainees?|the\s+person|prisoners?|(?-i:(?!President"
    r"|Minister|Prime|Governor|Ambassador|Embassy|Amnesty|Head|The|Your|Their)[A-ZÀ-Þ]\w+))"
)
SPELLINGS: list[tuple[str, bool, str]] = [
    ("name_amnesty", False, rf"\b{NOT}\s+(?:please\s+)?{MENTION}[^.]{{0,60}}\bAmnesty"),
    (
        "name_amnesty",
        False,
        r"\bAmnesty(?:\s+International)?\s+(?:should|must|may)\s+not\s+be\s+(?:mentioned|named|referred\s+to)",
    ),
    (
        "name_amnesty",
        False,
        r"\bno\s+mention\s+of\s+Amnesty|\bAmnesty\b[^.]{0,40}\bnicht\b[^.]{0,20}\b(?:erwähnen|nennen|erwähnt)|\bohne\s+Amnesty\b[^.]{0,30}\bzu\s+(?:erwähnen|nennen)",
    ),
    ("name_amnesty", False, r"\b(?:erwähnen|nennen)\s+Sie\b[^.]{0,40}\bAmnesty\b[^.]{0,30}\bnicht"),
    (
        "name_amnesty",
        False,
        r"\bno\s+(?:mencionen?|nombren?|hagan\s+mención\s+a)\b[^.]{0,40}\bAmnist|\bne\s+(?:mentionnez\s+pas|citez\s+pas|pas\s+mentionner|pas\s+citer)\b[^.]{0,40}\bAmnesty",
    ),
    (
        "name_amnesty",
        True,
        r"\b(?:you\s+(?:may|can)|feel\s+free\s+to|do|it\s+is\s+(?:fine|all\s+right|ok(?:ay)?)\s+to)\s+(?:mention|name|refer\s+to|say)[^.]{0,50}\bAmnesty",
    ),
    ("write_to_prisoner", False, rf"\b{NOT}\s+(?:write|send)\b(?:\s+[a-z]+){{0,4}}?\s+to\s+{SOMEONE}"),
    (
        "write_to_prisoner",
        False,
        r"\b(?:letters|cards|mail)\s+to\s+(?:him|her|them|the\s+prisoner)\s+(?:should|must|may|can)\s*not\b",
    ),
    (
        "write_to_prisoner",
        False,
        r"\bschreiben\s+Sie\b[^.]{0,30}\bnicht\s+(?:direkt\s+)?an\s+(?:den|die)\s+(?:Gefangenen?|Inhaftierten?)",
    ),
    ("write_to_prisoner", True, rf"\b(?:you\s+(?:may|can)(?:\s+also)?)\s+write\s+(?:directly\s+)?to\s+{SOMEONE}"),
    (
        "write_to_prisoner",
        True,
        r"\b(?:letters|cards|messages)(?:\s+[a-z]+){0,3}\s+to\s+(?:him|her|them|the\s+prisoner)\s+(?:are\s+welcome|may\s+be\s+sent|can\s+be\s+sent)",
    ),
    ("write_via_family", True, r"\b(?:via|through|care\s+of|by\s+way\s+of)\s+(?:his|her|their|the)\s+family"),
    (
        "full_sender_details",
        False,
        rf"\b{NOT}\s+(?:give|giving|include|including|put|write|writing|use|using|add)\s+(?:your|a)\s+(?:full|home|own|return|private|complete|postal|street)?\s*(?:name\s+(?:and|or)\s+)?(?:address|surname)",
    ),
    (
        "full_sender_details",
        False,
        r"\b(?:give|use|sign\s+with|write)\s+only\s+your\s+(?:initials|first\s+name|name\s+and\s+(?:town|city))|\bonly\s+(?:give|use)\s+your\s+(?:initials|first\s+name|name\s+and\s+(?:town|city))",
    ),
    (
        "full_sender_details",
        True,
        r"\b(?:please\s+)?(?:include|give|write|add|put)\s+your\s+(?:full\s+|complete\s+)(?:name|address|return\s+address)",
    ),
    (
        "religious_content",
        False,
        rf"\b{NOT}\s+(?:includ(?:e|ing)|mention(?:ing)?|us(?:e|ing)|send(?:ing)?|writ(?:e|ing)|add(?:ing)?)?\s*(?:any\s+|anything\s+|of\s+|a\s+)?religious|\bno\s+religious\b|\bkeine\s+religiösen\b",
    ),
    ("religious_content", True, r"\breligious\s+(?:\w+\s+){0,2}(?:are|is)\s+(?:welcome|fine|allowed)"),
    (
        "enclosures",
        False,
        rf"\b{NOT}\s+(?:enclose|enclosing|put\s+anything\s+else|include\s+(?:money|gifts|anything\s+else|enclosures))|\bno\s+enclosures\b|\bnothing\s+else\s+in\s+the\s+envelope",
    ),
    ("enclosures", True, r"\byou\s+(?:may|can)\s+enclose\b"),
]
PATTERNS = [(rule, answer, re.compile(spelling, re.IGNORECASE)) for rule, answer, spelling in SPELLINGS]
HEARSAY = re.compile(
    r"\b(?:told|warned|ordered|forced|threatened|said|authorities|officials|guards|lawyers?|he|she|they)\b[^.]{0,60}$",
    re.IGNORECASE,
)
STOP = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-ZÄÖÜÁÉÍÓÚÀ-Þ¡¿•\"“(])")


class Ruled(NamedTuple):
    """`sender` is what writers may give of themselves, in the words of SenderDetails; empty where no sentence says."""

    rules: Rules
    sender: str
    words: dict[str, str]
    doubts: list[Doubt]


def sentences_of(text: str) -> list[str]:
    return [sentence.strip() for sentence in STOP.split(" ".join(text.split())) if sentence.strip()]


def says_a_rule(sentence: str) -> list[tuple[str, bool]]:
    """Which rules it states. What somebody in the story was told is no rule."""
    said: dict[str, bool] = {}
    for rule, answer, pattern in PATTERNS:
        match = pattern.search(sentence)
        if match and rule not in said and not HEARSAY.search(sentence[: match.start()]):
            said[rule] = answer
    return list(said.items())


def read_rules(text: str, prisoner: str) -> Ruled:
    """`prisoner` are the words of an address for letters to the person: giving one says that one may write."""
    said: dict[str, dict[bool, str]] = {}
    senders: dict[str, str] = {}
    for sentence in sentences_of(text):
        for rule, answer in says_a_rule(sentence):
            said.setdefault(rule, {}).setdefault(answer, sentence)
        details, at = says_sender(sentence)
        if details and not HEARSAY.search(sentence[:at]):
            senders.setdefault(details, sentence)
            said.setdefault("full_sender_details", {}).setdefault(details == FULL, sentence)
    if prisoner:
        said.setdefault("write_to_prisoner", {}).setdefault(True, prisoner)
    doubts = [Doubt(Kind.RULE_BOTH_WAYS, (both[True], both[False])) for both in said.values() if len(both) > 1]
    if len(senders) > 1 and len(said["full_sender_details"]) == 1:
        first, second, *_ = senders.values()
        doubts.append(Doubt(Kind.RULE_BOTH_WAYS, (first, second)))
    clear = {rule: next(iter(answers.items())) for rule, answers in said.items() if len(answers) == 1}
    rules = Rules(**{rule: answer for rule, (answer, _) in clear.items()})
    found = {f"rules.{rule}": words for rule, (_, words) in clear.items()}
    if len(senders) != 1:
        return Ruled(rules, "", found, doubts)
    ((sender, words),) = senders.items()
    return Ruled(rules, sender, {**found, "sender_details": words}, doubts)
