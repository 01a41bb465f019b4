"""Title, summary, what to ask, letter and background; and the text around them, where rules and deadlines stand."""

from dataclasses import replace

from chapterapp.cases.reading import asides, letters, references, rules, senders
from chapterapp.cases.reading.findings import Findings
from chapterapp.cases.reading.labels import Label, Section
from chapterapp.cases.reading.paragraphs import bullets_of, folded, paragraphs_of, text_of, unmarked_items
from chapterapp.cases.reading.references import Head
from chapterapp.cases.reading.sections import Cut

TELLING = {Label.SUMMARY, Label.BACKGROUND, Label.TITLE}
UNUSED = {Label.POSTAGE, Label.REPLIES}


def without_repeated_title(parts: Cut, head: Head) -> Cut:
    """The second page begins with the title again."""
    again = {folded(line) for line in head.title if line.isupper()}

    def is_kept(line: str) -> bool:
        return folded(line) not in again and not references.BANNER.match(line.strip())

    sections = tuple(
        replace(section, lines=(section.lines[0], *(line for line in section.lines[1:] if is_kept(line))))
        for section in parts.sections
    )
    return replace(parts, sections=sections)


def read_title(parts: Cut, head: Head, findings: Findings) -> None:
    for section in parts.of(Label.TITLE):
        paragraphs = paragraphs_of(section.lines)
        if paragraphs:
            findings.put("title", paragraphs[0], paragraphs[0])
            return
    findings.put("title", folded(" ".join(head.title)), " ".join(head.title), *head.title)


def read_story(parts: Cut, head: Head, findings: Findings) -> None:
    _read_actions(parts, findings)
    _read_letter(parts, findings)
    findings.leave_out(*paragraphs_of(head.before))
    summaries = parts.of(Label.SUMMARY)
    if summaries:
        findings.leave_out(*paragraphs_of(head.text))
        _put_text("summary", [line for section in summaries for line in (*section.lines, "")], findings)
    else:
        paragraphs = paragraphs_of(head.text)
        told = [text for text in paragraphs if not (_only_rules(text) or asides.tells_writers(text))]
        findings.put("summary", "\n\n".join(told), " ".join(told), *told)
    background = [line for section in parts.of(Label.BACKGROUND) for line in (*section.lines, "")]
    _put_text("background", background, findings)


def _put_text(name: str, lines: list[str], findings: Findings) -> None:
    findings.put(name, text_of(lines), " ".join(lines), *paragraphs_of(lines))


def _read_actions(parts: Cut, findings: Findings) -> None:
    items: list[str] = []
    words: list[str] = []
    for section in parts.of(Label.ACTIONS):
        bullets, _before, end = bullets_of(section.lines)
        if bullets:
            items += [text for text in bullets if not _only_rules(text)]
            words.append(" ".join(section.lines[:end]))
        else:
            plain = [text for text in unmarked_items(section.lines) if not text.endswith(":") and not _only_rules(text)]
            items += plain
            words += plain
    findings.put("recommended_actions", tuple(items), " ".join(words), *words, *items)


def _read_letter(parts: Cut, findings: Findings) -> None:
    for section in parts.of(Label.LETTER):
        _before, letter, after = letters.parts_of(list(section.lines))
        if letter:
            text = letters.letter_of(letter)
            findings.put("sample_letter", text, " ".join(letter), *paragraphs_of(letter))
            findings.leave_out(*(text for text in paragraphs_of(after) if not _only_rules(text)))
            return


def _only_rules(paragraph: str) -> bool:
    """A paragraph that tells what to do and not what happened."""
    return all(
        rules.says_a_rule(sentence)
        or senders.says_sender(sentence)[0]
        or references.STOP.search(sentence)
        or references.UPDATE_OF.match(sentence)
        or sentence.casefold().startswith(
            ("many thanks", "thank you", "vielen dank", "muchas gracias", "merci", "further information:")
        )
        for sentence in rules.sentences_of(paragraph)
    )


def around(parts: Cut, head: Head) -> str:
    """All but the story and the sample letter; of a head without a label, all of it, since there nothing is apart."""
    lines = list(head.text)
    for section in parts.sections:
        if section.label in TELLING:
            continue
        if section.label is Label.LETTER:
            before, _letter, after = letters.parts_of(list(section.lines))
            lines += ["", section.heading, *before, *after]
        else:
            lines += ["", section.heading, *section.lines]
    return "\n".join(lines)


def leave_out_the_rest(parts: Cut, findings: Findings) -> None:
    """What stands in a section behind what was read from it, and sections that no letter needs."""
    for section in parts.sections:
        if section.label in UNUSED:
            findings.leave_out(" ".join([section.heading, *section.lines]))
        elif section.label is Label.RULES:
            findings.leave_out(*(text for text in paragraphs_of(section.lines) if not _only_rules(text)))
        elif section.label is Label.ACTIONS:
            findings.leave_out(*paragraphs_of(section.lines[_used(section) :]))
        elif section.label in (Label.LANGUAGE, Label.ISSUED, Label.INDEX, Label.NUMBER, Label.PREVIOUS, Label.DEADLINE):
            first = next((at for at, line in enumerate(section.lines) if line.strip()), 0)
            findings.leave_out(*(text for text in paragraphs_of(section.lines[first + 1 :]) if not _only_rules(text)))


def _used(section: Section) -> int:
    bullets, _before, end = bullets_of(section.lines)
    return end if bullets else len(section.lines)
