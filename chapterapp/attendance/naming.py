"""A name as it is typed or searched for, and the people it may mean."""

import unicodedata
from collections.abc import Mapping

APART = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ß": "ss", "-": " "})


def plain(name: str) -> str:
    """Small letters without their marks, and single spaces: Émile is found by emile, Đỗ by do."""
    marked = unicodedata.normalize("NFKD", name.casefold().translate(APART))
    return " ".join("".join(letter for letter in marked if not unicodedata.combining(letter)).split())


def matches(typed: str, name: str) -> bool:
    """Whether each typed word begins a word of the name: "jo pr" means Joan Pryor."""
    words = plain(name).split()
    return all(any(word.startswith(part) for word in words) for part in plain(typed).split())


def find_meant(typed: str, names: Mapping[str, str]) -> list[str]:
    """Whom a typed name may mean, of names by reference: those called exactly so, else those whose name begins so."""
    exactly = [ref for ref, name in names.items() if same(name, typed)]
    return exactly or [ref for ref, name in names.items() if matches(typed, name)]


def same(one: str, other: str) -> bool:
    return plain(one) == plain(other)
