"""What stands above a title and is none: the name of a newsletter or of a campaign, and a word to its readers."""

import re

from chapterapp.cases.reading.references import BANNER, is_reference

MASTHEAD = re.compile(
    r"\b(?:newsletter|rundbrief|boletín|bulletin\s+of|circular)\b"
    r"|^(?:amnesty\s+(?:international\s+)?)?(?:local\s+)?group\s+\d+",
    re.IGNORECASE,
)
CAMPAIGN = re.compile(
    r"^(?:write[- ]for[- ]rights|write[- ]?a[- ]?thon|(?:holiday|greetings?)\s+cards?(?:\s+(?:action|campaign))?"
    r"|worldwide\s+appeals?|(?:letter|case|card|action|appeal)s?\s+of\s+the\s+month|briefe\s+gegen\s+das\s+vergessen"
    r"|briefmarathon|(?:brief|karte|fall)\s+des\s+monats|marathon\s+des\s+lettres|maratón\s+de\s+cartas)"
    r"(?:\s+\d{4})?(?:\s*\([^()]*\))?[.:!]?$",
    re.IGNORECASE,
)
TO_READERS = re.compile(
    r"^(?:dear\s+(?:friends?|members?|network|all|everyone|supporters?|readers?|colleagues|activists?"
    r"|letter[- ]writers?)"
    r"|liebe\s|queridos?\s|queridas?\s|chers?\s|chères?\s)[^.]{0,40}[,!:]$",
    re.IGNORECASE,
)
NEWSLETTER = re.compile(r"newsletter|bulletin|rundbrief|boletín|circular|\bgroup(?:e|pe)?\b|\bgruppe\b", re.IGNORECASE)


def is_masthead(text: str, *, is_first: bool) -> bool:
    """`is_first`: nothing of a head was read above."""
    if TO_READERS.match(text) or CAMPAIGN.match(text):
        return True
    return is_first and bool(MASTHEAD.search(text)) and not text.endswith(".")


def is_campaign(line: str) -> bool:
    """ "Letter of the month": the title where there is no other."""
    return bool(CAMPAIGN.match(line.strip()))


def title_of(headings: tuple[str, ...], lines: tuple[str, ...]) -> str:
    """Of the first headings of a page the one that is its own: no banner; of several the last above the number."""
    own = [text for text in headings if len(text.split()) > 1 and not BANNER.match(text) and not is_reference(text)]
    own = [text for text in own if not NEWSLETTER.search(text)]
    if len(own) > 1:
        number = next((at for at, line in enumerate(lines) if is_reference(line)), len(lines))
        own = [text for text in own if text in lines and lines.index(text) <= number][-1:] or own
    return own[0] if own else ""
