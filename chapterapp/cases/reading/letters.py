"""The sample letter: from its salutation to its closing; what stands before may be the address it goes to."""

import re

from chapterapp.cases.reading.paragraphs import text_of

OPENING = re.compile(
    r"^(?:dear|your\s+(?:excellency|honou?r|majesty|eminence|highness|royal\s+highness)|to\s+whom|sehr\s+geehrte"
    r"|estimad[oa]s?|distinguid[oa]s?|excelentísim[oa]|eure\s+exzellenz)\b"
    # These may begin an address as well: a comma tells.
    r"|^(?:honou?rable|señora?|excelencia|monsieur|madame|excellence|honoured|respected|exzellenz|mr|ms|sir|herr|frau)\b.*[,:]$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"^(?:yours\s+(?:sincerely|faithfully|respectfully|truly)|respectfully(?:\s+yours)?|sincerely|with\s+(?:kind\s+|best\s+)?regards|kind\s+regards|hochachtungsvoll|mit\s+(?:freundlichen|vorzüglicher)\b.*"
    r"|atentamente|respetuosamente|cordialmente|veuillez\s+agréer\b.*|je\s+vous\s+prie\s+d['’]agréer\b.*|cordialement|le\s+saluda\s+atentamente)\s*[,.]?$",
    re.IGNORECASE,
)


ONE_LINE = re.compile(
    r"\s*((?:dear|your\s+excellency|estimad[oa]|sehr\s+geehrte)\b[^,:]{0,60}[,:])\s+(\S.*)$", re.IGNORECASE
)
ENDING = re.compile(r"(?<=[.!?])\s+yours\s+(?:sincerely|faithfully|respectfully|truly)\s*[,.]?\s*$", re.IGNORECASE)


def parts_of(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Before the salutation, the letter, and after its closing. Without a salutation there is no letter."""
    lines = [part for line in lines for part in _unfolded(line)]
    start = next((at for at, line in enumerate(lines) if _opens(line)), None)
    if start is None:
        return lines, [], []
    end = next((at for at in range(start + 1, len(lines)) if CLOSING.match(lines[at].strip())), len(lines) - 1)
    return lines[:start], lines[start : end + 1], lines[end + 1 :]


def _unfolded(line: str) -> list[str]:
    """A web page or a mail program may have put the whole letter into one line."""
    if len(line) < 100:
        return [line]
    begins = ONE_LINE.match(line)
    parts = [begins[1], begins[2]] if begins else [line]
    ends = ENDING.search(parts[-1])
    return [*parts[:-1], parts[-1][: ends.start()], ends[0]] if ends else parts


def _opens(line: str) -> bool:
    text = line.strip()
    return bool(OPENING.match(text)) and len(text) < 100 and not text.endswith(".")


def letter_of(lines: list[str]) -> str:
    """The salutation and the closing each stand on their own."""
    if not lines:
        return ""
    body, closing = (
        (lines[1:-1], lines[-1:]) if CLOSING.match(lines[-1].strip()) and len(lines) > 1 else (lines[1:], [])
    )
    return "\n\n".join(part for part in (lines[0].strip(), text_of(body), *(line.strip() for line in closing)) if part)
