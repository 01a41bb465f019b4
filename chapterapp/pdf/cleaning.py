"""What no page can show is taken out before it is laid out, so that it draws no box and turns nothing around."""

import re

# Controls, marks that override the direction of what follows, and code points that are no characters.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
ENDS = re.compile("[\u2028\u2029]")  # they would end a paragraph of Pango's in the middle of ours
NO_WIDTH = "[\u200b-\u200f\u2060-\u2064\u2066-\u2069\u00ad\u034f]"
ON_TOP = "[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff\ufe20-\ufe2f]"
FLOOD = re.compile(f"({NO_WIDTH}{{4}}){NO_WIDTH}+")
PILE = re.compile(f"({ON_TOP}{{6}}){ON_TOP}+")


def printable(html: str) -> str:
    """The same without them; of a run of signs without width four are left, of marks piled on one letter six."""
    html = ENDS.sub("\n", UNSEEN.sub("", html))
    return PILE.sub(r"\1", FLOOD.sub(r"\1", html))
