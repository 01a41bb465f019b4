"""How many pages a section takes, as far as that is known before it is laid out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from chapterapp.packets.options import ONCE_A_CASE, TITLES, Copies

PARTS_OF = {"brief": "cases", "letter": "cases", "agenda": "cover"}  # what is chosen together
GUESS = {"cases": 3, "sign-in": 2}  # pages, the first of each case


class SectionPages(NamedTuple):
    """Pages of one copy; `is_guess`: it was not laid out yet."""

    key: str
    title: str
    pages: int
    copies: int
    is_guess: bool


def list_sections(page_map: Iterable[Mapping[str, Any]], copies: Copies, cases: int) -> list[SectionPages]:
    """All that can be printed. `page_map` tells what is in the file; `cases`: how many are printed of a meeting."""
    printed, found = dict(copies), Counter[str]()
    for row in page_map:
        found[PARTS_OF.get(row["key"], row["key"])] += row["last"] - row["first"] + 1
    return [_section(key, str(title), found[key], printed.get(key, 0), cases) for key, title in TITLES.items()]


def _section(key: str, title: str, pages: int, copies: int, cases: int) -> SectionPages:
    if pages and copies:
        return SectionPages(key, title, pages // copies, copies, is_guess=False)
    guess = GUESS.get(key, 1) * (cases if key in ONCE_A_CASE else 1)
    return SectionPages(key, title, guess, copies, is_guess=key in GUESS)
