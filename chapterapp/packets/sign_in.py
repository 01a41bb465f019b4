"""How many rows stand on which side of the sign-in sheet. Whoever is expected, 20 blank rows remain."""

from dataclasses import dataclass

FIRST = {"letter": 15, "a4": 16}  # rows on the first side, with both headings
FIRST_PLAIN = {"letter": 17, "a4": 18}  # with one heading only
SIDE = {"letter": 21, "a4": 23}  # on each further side
HEADING = 3  # rows that a second heading costs on a further side
LEAST_BLANK = 20


@dataclass(frozen=True)
class SignInPage:
    """`expected` is a slice of the names; blank rows are numbered on from `first_blank`."""

    expected: slice
    blank: int
    first_blank: int

    @property
    def names(self) -> int:
        return int(self.expected.stop - self.expected.start)


def plan_sign_in(expected: int, paper: str) -> list[SignInPage]:
    """The sides in order; each is filled, and blank rows follow the last expected name."""
    pages: list[SignInPage] = []
    named = blank = 0
    while named < expected or blank < LEAST_BLANK:
        only, both = (SIDE[paper], SIDE[paper] - HEADING) if pages else (FIRST_PLAIN[paper], FIRST[paper])
        names = min(expected - named, only)
        room = only if not names else max(0, both - names)
        rows = room if room >= HEADING else 0  # fewer are not worth a heading
        pages.append(SignInPage(slice(named, named + names), rows, blank + 1))
        named, blank = named + names, blank + rows
    return pages
