"""One spelling for words that are searched, so that what somebody types finds what somebody else wrote."""

import unicodedata

# Marks that a writer may leave out: accents, Hebrew points, Arabic vowels and the stretch of its lines. In the scripts
# of India and South-East Asia marks are vowels, so those stay.
MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E8), (0x06EA, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
)  # fmt: skip
LEFT_OUT = "'’‘ʼʻ`´ʾʿ\u00ad\u200b\u200c\u200d\u2060"  # noqa: RUF001 apostrophes of all kinds, and what nobody sees
ALIKE = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ٱ": "ا",
}  # fmt: skip
TABLE = {
    **{number: None for first, last in MARKS for number in range(first, last + 1)},
    **dict.fromkeys(map(ord, LEFT_OUT)),
    **{ord(sign): other for sign, other in ALIKE.items()},
}


def fold(text: str) -> str:
    """Small letters and figures with single spaces between words: "Nguyễn-Đức" is "nguyen duc", "٦٠" is "60"."""
    for _twice in range(2):  # İ and the ligatures come apart only after they were made small
        text = unicodedata.normalize("NFKD", text.translate(TABLE)).casefold()
    return " ".join("".join(map(_sign, text.translate(TABLE))).split())


def _sign(sign: str) -> str:
    """Letters and their marks as they are, figures of every script as ours, all else as a space."""
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    return sign if kind[0] in "LMN" else " "
