"""What stands among addresses and in stories and is neither: prices, days, and what writers are told to do."""

import re

from chapterapp.cases.reading.days import find_days

PRICE = re.compile(
    r"[£$€¥]\s?\d|\d\s?[£$€¥]|\b\d+(?:[.,]\d+)?\s?(?:eur|usd|gbp|chf|euros?|dollars?|pence|cents?)\b"
    r"|\b(?:up\s+to|bis|hasta|jusqu['’]à)\s+\d+\s?(?:g|gr|oz)\b"
    r"|\bpostage\b|\bposting\s+dates?\b|\bportokosten\b|\bfranqueo\b|\baffranchissement\b",
    re.IGNORECASE,
)
TO_WRITERS = re.compile(
    r"^(?:this\s+month,?\s+)?(?:please\s+(?:send|write|sign|post|mail)|send\s+(?:a|your)|write\s+(?:a|to|your)|cards?\s+(?:may|can|should)"
    r"|bitte\s+(?:schreiben|schicken|senden)|(?:schreiben|schicken|senden)\s+sie|schickt|schreibt"
    r"|(?:por\s+favor,?\s+)?(?:envíen|escriban|manden|envía|escribe)|(?:veuillez|merci\s+d['’e])\s?"
    r"|(?:envoyez|écrivez))\b",
    re.IGNORECASE,
)


def is_no_address(line: str) -> bool:
    """A price, a postage tip or a day is neither where somebody is nor who."""
    return bool(PRICE.search(line) or find_days(line))


def tells_writers(paragraph: str) -> bool:
    """ "Please send a card with a short message": what to do, and nothing of what happened."""
    return bool(TO_WRITERS.match(paragraph))
