"""Words that were parted at the end of a line become whole again, where it is safe to say how."""

import re

PARTED = re.compile(r"(?<![\w/@.-])([^\W\d_]{2,})([-\u2010])$")
GOES_ON = re.compile(r"\s*([^\W\d_]+)([^\w\s]*)(?:\s+|$)")
NO_REST = {"and", "or", "und", "oder", "bzw", "y", "o", "et", "ou", "to", "bis"}
FEWEST = 4  # whoever lets a program part words parts many
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def whole_words(lines: list[str]) -> list[str]:
    """The rest of a parted word is taken up from the next line, so that each word stands on one line."""
    parted = [line for line in lines if PARTED.search(line)]
    if not parted:
        return lines
    known = _whole(lines)
    is_typeset = len(parted) >= FEWEST
    done: list[str] = []
    for line in lines:
        if done and (joined := _joined(done[-1], line, known, is_typeset)):
            done[-1], line = joined
            if not line:
                continue
        done.append(line)
    return done


def _whole(lines: list[str]) -> set[str]:
    """The words that stand on one line."""
    known: set[str] = set()
    for before, line in zip(["", *lines], lines, strict=False):
        rest = GOES_ON.match(line) if PARTED.search(before) else None
        known.update(word.casefold() for word in WORD.findall(PARTED.sub("", line[rest.end() if rest else 0 :])))
    return known


def _joined(upper: str, lower: str, known: set[str], is_typeset: bool) -> tuple[str, str] | None:
    begins, rest = PARTED.search(upper), GOES_ON.match(lower)
    if begins is None or rest is None or rest[1].casefold() in NO_REST:
        return None
    if rest[1][0].isupper() and not begins[1].isupper():
        return None
    hyphen = begins[2] if _keeps_hyphen(begins[1], rest[1], begins[2], known, is_typeset) else ""
    return upper[: begins.end(1)] + hyphen + rest[1] + rest[2], lower[rest.end() :]


def _keeps_hyphen(first: str, second: str, sign: str, known: set[str], is_typeset: bool) -> bool:
    """Known with a hyphen, or two known words: it keeps it. A typographic hyphen, or one of many, parts a word."""
    if f"{first}{second}".casefold() in known:
        return False
    if any(f"{first}{hyphen}{second}".casefold() in known for hyphen in "-\u2010"):
        return True
    if first.casefold() in known and second.casefold() in known:
        return True
    return not (sign == "\u2010" or is_typeset)
