"""In which language the target is written to: the first that the document names for it."""

import re

from chapterapp.cases.reading import story
from chapterapp.cases.reading.countries import languages_in
from chapterapp.cases.reading.findings import Findings
from chapterapp.cases.reading.labels import Label
from chapterapp.cases.reading.references import Head
from chapterapp.cases.reading.rules import sentences_of
from chapterapp.cases.reading.sections import Cut

WRITE_IN = re.compile(
    r"\b(?:writ(?:e|ten|ing)|send|appeals?|letters?|schreib\w*|briefe|appelle|escrib\w+|envíen|llamamientos|écri\w+|lettres|appels)\b[^.:]{0,90}?\b(?:in|auf|en)\s+"
    r"((?:(?:good|gutem|either|simple|preferably)\s+)?[^\W\d_]+(?:[ ,/]+(?:[^\W\d_]+))*)",
    re.IGNORECASE,
)


def read_language(parts: Cut, head: Head, findings: Findings) -> None:
    for section in parts.of(Label.LANGUAGE):
        line = next((line for line in section.lines if line.strip()), "")
        for code, _words in languages_in(line)[:1]:
            findings.put("preferred_language", code, line)
            return
    asked = [f"{section.heading} {' '.join(section.lines)}" for section in parts.of(Label.ACTIONS, Label.TARGETS)]
    for text in [*asked, *sentences_of(story.around(parts, head))]:
        for match in WRITE_IN.finditer(text):
            found = languages_in(match[1])
            if found and match[1].split()[0].strip(",/").casefold() in _leads(found[0][1]):
                findings.put("preferred_language", found[0][0], match[0], found[0][1])
                return


def _leads(language: str) -> set[str]:
    return {language.split()[0].casefold(), "good", "gutem", "either", "simple", "preferably"}
