"""Slugs: words for an address, minted once and never changed."""

import re
import unicodedata
from collections.abc import Callable

LONGEST = 60


def slugify(words: str) -> str:
    """The words in small ASCII letters, joined by hyphens: "Saint-Étienne (Sud)" is saint-etienne-sud. May be empty."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-")


def first_free(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """The wanted slug, or with the first number behind it that nobody has: st-louis, st-louis-2."""
    slug, number = wanted, 1
    while is_taken(slug):
        number += 1
        slug = f"{wanted}-{number}"
    return slug
