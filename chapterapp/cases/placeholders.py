"""What is filled in a sample letter when it is printed or shown: {salutation}, {subject}, {writer}, {date}."""

import re
from collections.abc import Mapping

KNOWN = ("salutation", "subject", "writer", "date")
NAME = re.compile(r"\{([^{}\n]{0,60})\}")
MARKUP = re.compile(r"[\\`*_<&]")  # what Markdown would read as its own


def names_in(body: str) -> list[str]:
    """The words between braces, each once, in their order; unknown ones too."""
    return list(dict.fromkeys(NAME.findall(body)))


def unknown_in(body: str) -> list[str]:
    return [name for name in names_in(body) if name not in KNOWN]


def fill(body: str, values: Mapping[str, str]) -> str:
    """The body, which is Markdown, with each placeholder that has a value filled in as plain text. One without stays as
    it is, for somebody to see."""

    def word(found: re.Match[str]) -> str:
        value = values.get(found[1])
        return found[0] if value is None else MARKUP.sub(r"\\\g<0>", value)

    return NAME.sub(word, body)
