"""What a letter needs and the document does not give, or gives twice."""

from chapterapp.cases.reading.findings import Findings
from chapterapp.cases.reading.proposal import Doubt, Kind

# An address in one of them is no surprise in a paper about the other.
TOGETHER = (frozenset({"CN", "HK", "MO", "TW"}), frozenset({"IL", "PS"}), frozenset({"US", "PR"}))


def note_what_is_missing(findings: Findings) -> None:
    """Who asks to stop writing gives no address."""
    kinds = []
    if "subjects" not in findings.values:
        kinds.append(Kind.NO_SUBJECT)
    if "addressees" not in findings.values and "stop" not in findings.values:
        kinds.append(Kind.NO_ADDRESSEE)
    if "issued_on" not in findings.values:
        kinds.append(Kind.NO_ISSUE_DATE)
    findings.doubts += [Doubt(kind, ()) for kind in kinds]


def note_other_country(first: tuple[str, str], others: list[tuple[str, str]], findings: Findings) -> None:
    """`first` and `others` are code and words."""
    for code, words in others:
        if code != first[0] and not any({code, first[0]} <= group for group in TOGETHER):
            findings.doubts.append(Doubt(Kind.TWO_COUNTRIES, (first[1], words)))
            return
