"""What a sentence lets writers give of themselves: everything, name and town, or initials and postcode."""

import re

GIVE = r"(?:give|giving|use|using|put|putting|write|writing|sign(?:ing)?(?:\s+with)?|state|add|include|including)"
NOT = r"(?:do\s+not|don['’]t|never|should\s+not|must\s+not|without|avoid|no\s+need\s+to)"
OWN = r"(?:your\s+|a\s+|any\s+)?"
FULL, NAME_AND_TOWN, INITIALS = "full", "name_and_town", "initials_and_postcode"
# A first name alone is less than any rule of ours but the strictest, and is read as that.
SPELLINGS: list[tuple[str, str]] = [
    (INITIALS, rf"\b{GIVE}\s+(?:only\s+|just\s+)?(?:with\s+)?(?:only\s+|just\s+)?your\s+(?:initials|first\s+name)\b"),
    (INITIALS, rf"\bonly\s+{GIVE}\s+your\s+(?:initials|first\s+name)\b"),
    (INITIALS, r"\bonly\s+(?:your\s+)?initials\b|\binitials\s+(?:and|with)\s+(?:your\s+)?(?:post(?:al)?\s*code|zip)"),
    (INITIALS, r"\bnur\s+(?:mit\s+)?(?:Ihren?|den|die)\s+Initialen\b|\bnur\s+Initialen\b"),
    (INITIALS, r"\b(?:sólo|solo|solamente|únicamente)\s+(?:con\s+)?(?:sus|tus)\s+iniciales\b"),
    (INITIALS, r"\b(?:seulement|uniquement|que)\s+(?:avec\s+)?vos\s+initiales\b"),
    (NAME_AND_TOWN, rf"\b{GIVE}\s+(?:only\s+|just\s+)?your\s+(?:full\s+)?name\s+and\s+(?:your\s+)?(?:town|city)\b"),
    (NAME_AND_TOWN, rf"\bonly\s+{GIVE}\s+your\s+(?:full\s+)?name\s+and\s+(?:your\s+)?(?:town|city)\b"),
    (NAME_AND_TOWN, rf"\b{NOT}\s+(?:{GIVE}\s+)?{OWN}(?:street|house\s+number|home|private)\b"),
    (
        NAME_AND_TOWN,
        r"\bno\s+street(?:\s+address)?\b|\bnur\s+(?:Ihren\s+)?Namen\s+und\s+(?:Ihren\s+)?(?:Ort|Wohnort)\b",
    ),
    (FULL, rf"\b{GIVE}\s+your\s+(?:full|complete)\s+(?:name\s+and\s+)?(?:postal\s+|return\s+|home\s+)?address\b"),
    (FULL, rf"\b{GIVE}\s+your\s+(?:full|complete)\s+name\s+and\s+(?:return\s+|postal\s+|home\s+)?address\b"),
]
PATTERNS = [(details, re.compile(spelling, re.IGNORECASE)) for details, spelling in SPELLINGS]
FORBIDDEN = re.compile(rf"{NOT}\s+$", re.IGNORECASE)


def says_sender(sentence: str) -> tuple[str, int]:
    """What it says, the strictest first, and where; ("", -1) where it says nothing. What is forbidden is not said."""
    for details, pattern in PATTERNS:
        match = pattern.search(sentence)
        if match and not FORBIDDEN.search(sentence[: match.start()]):
            return details, match.start()
    return "", -1
