"""Names of a chapter: the one that may stand on neutral paper, and the one in its address."""

import re
import unicodedata

from flask_babel import gettext as _

from chapterapp.slugs import slugify

OURS = re.compile(r"amnest|amnist|\baiusa\b", re.IGNORECASE)  # also in French and Spanish, and the American short form
# What a name says beyond the place it is of.
KINDS = re.compile(
    r"\b(amnest\w*|amnist\w*|international\w*|internacional|aiusa|usa|local|youth|student|chapter|group|groupe|grupo|gruppe)\b"
    r"|#?\b\d+\b",
    re.IGNORECASE,
)


def names_amnesty(words: str) -> bool:
    """Whether the words name Amnesty, in whatever letters it is written."""
    return OURS.search(unicodedata.normalize("NFKC", words)) is not None


def place_of(name: str) -> str:
    """What is left of a chapter's name without its kind: "Amnesty St. Louis, group 23" is of St. Louis."""
    return re.sub(r"\s+", " ", KINDS.sub(" ", unicodedata.normalize("NFKC", name))).strip(" ,;:–—-/()|")


def propose_neutral_sender(name: str) -> str:
    """A sender for paper that may not name Amnesty, made of the chapter's own name."""
    place = place_of(name)
    return str(_("%(place)s letter writers", place=place) if place else _("Letter writers"))


def propose_slug(name: str) -> str:
    return slugify(place_of(name)) or slugify(name) or "chapter"
