"""From a document to a proposal. Each function below reads a field or two; what none of them takes is left out."""

import re
from collections.abc import Iterable

from chapterapp.cases.reading import (
    countries,
    days,
    deadlines,
    headings,
    languages,
    ledger,
    mastheads,
    missing,
    name_lines,
    naming,
    numbers,
    people,
    references,
    rules,
    story,
)
from chapterapp.cases.reading.documents import Document, open_document
from chapterapp.cases.reading.findings import Findings
from chapterapp.cases.reading.labels import Label
from chapterapp.cases.reading.paragraphs import folded, paragraphs_of, sentence_at
from chapterapp.cases.reading.proposal import Doubt, Kind, Person, Proposal
from chapterapp.cases.reading.recipients import Recipient, in_prison, read_recipients, with_addresses
from chapterapp.cases.reading.references import Head
from chapterapp.cases.reading.sections import Cut, cut, labels_apart
from chapterapp.cases.reading.sentences import NotAnAction, Reason

ASKING = {Label.TARGETS, Label.LETTER, Label.ACTIONS, Label.PRISONER}
USUAL = ASKING | {
    Label.SUMMARY,
    Label.COPIES,
    Label.DIPLOMATS,
    Label.LANGUAGE,
    Label.DEADLINE,
    Label.PREVIOUS,
    Label.NAMES,
}
URL = re.compile(r"(?:https?://|www\.)[^\s<>()\"]+[^\s<>()\".,;:]")
ELSEWHERE = re.compile(r"\bc/o\b|\bembass|\bbotschaft|\bembajada|\bambassade|\bconsulate|\bmission\b", re.IGNORECASE)
OF_COUNTRY = re.compile(r"\brepresentatives\s+of\s+(?:the\s+)?", re.IGNORECASE)


def read(data: bytes, name: str) -> Proposal:
    """Read a file; its name is only asked for its ending. Raises NotAnAction."""
    return read_document(open_document(data, name))


def read_document(document: Document) -> Proposal:
    head = Head()
    body: list[str] = []
    lines, others = references.first_action(labels_apart(document.lines))
    for line in lines:
        if references.is_reference(line):
            head.at = head.at if head.number else len(body)
            references.take_reference(line, head)
        else:
            body.append(line)
    parts = with_addresses(cut(tuple(body)))
    headings.read_head(parts.head, head, mastheads.title_of(document.headings, document.lines))
    headings.complete(head, document.subject)
    parts = story.without_repeated_title(parts, head)
    findings = Findings(folded(" ".join([*document.lines, document.subject])), left_out=list(document.left_out))
    if others:
        findings.leave_out(*paragraphs_of(others))
        findings.doubts.append(Doubt(Kind.SEVERAL_ACTIONS, (folded(others[0]),)))
    _read_number(parts, head, findings)
    _read_subjects(parts, head, findings)
    recipients = read_recipients(parts, findings)
    story.read_title(parts, head, findings)
    _read_country(parts, head, recipients, findings)
    _read_dates(parts, head, findings)
    languages.read_language(parts, head, findings)
    story.read_story(parts, head, findings)
    naming.name_from_elsewhere([one.addressed for one in recipients], head.text, findings)
    recipients = in_prison(recipients, findings)
    _read_rules(parts, head, recipients, findings)
    _read_stop(parts, head, document.subject, findings)
    _read_links(document, parts, findings)
    if not _is_action(parts, head, findings):
        raise NotAnAction(Reason.NO_ACTION)
    story.leave_out_the_rest(parts, findings)
    findings.leave_out(*head.repeated)
    ledger.leave_out_the_unread(document.lines, ledger.headings_of(parts), findings)
    missing.note_what_is_missing(findings)
    left_out = tuple(dict.fromkeys(findings.left_out))
    doubts = tuple(dict.fromkeys(findings.doubts))
    return Proposal(**findings.values, left_out=left_out, found=findings.found, doubts=doubts)


def _read_number(parts: Cut, head: Head, findings: Findings) -> None:
    """The number under its label comes first; else that of the head or of a reference line."""
    own = [found for section in parts.of(Label.NUMBER) for found in numbers.find_numbers(_first(section.lines))]
    every = own + head.all_numbers
    if not every:
        text = " ".join(line for line in parts.lines if references.FOLLOWS.search(line) or references.STOP.search(line))
        every = numbers.find_numbers(text)
    if every:
        findings.put("ua_number", every[0].value, every[0].words)
        issue = next((found for found in every if found.issue and found.value == every[0].value), None)
        if issue:
            findings.put("issue", issue.issue, issue.words)
        other = next((found for found in every if found.value != every[0].value), None)
        if other:
            findings.doubts.append(Doubt(Kind.TWO_NUMBERS, (every[0].words, other.words)))
    index = next((numbers.find_index(_first(section.lines)) for section in parts.of(Label.INDEX)), None) or head.index
    if index:
        findings.put("index_number", *index)
    _read_follow_up(parts, head, every, findings)


def _read_follow_up(parts: Cut, head: Head, every: list[numbers.Number], findings: Findings) -> None:
    update = references.UPDATE_OF.search("\n".join(parts.lines))
    is_later = next((found.words for found in every if found.is_update or found.issue not in ("", "first")), "")
    words = head.is_follow_up or is_later or (update[0] if update else "")
    previous = parts.of(Label.PREVIOUS)
    if not words and previous and _first(previous[0].lines).strip(" -–—").casefold() not in ("", "n/a", "none"):  # noqa: RUF001
        words = _first(previous[0].lines)
    if words:
        findings.put("follow_up", True, words)


def _read_subjects(parts: Cut, head: Head, findings: Findings) -> None:
    named: list[Person] = []
    words: list[str] = []
    for section in parts.of(Label.NAMES):
        text = " ".join(_first_paragraph(section.lines))
        if section.heading.casefold().startswith("subject") and not people.PRONOUNS.search(text):
            continue  # of an e-mail, or of a school
        named += people.people_of(text)
        words.append(text)
    for section in parts.of(Label.GENDER) if named else []:
        findings.doubts.append(Doubt(Kind.ONLY_A_GENDER_MARK, (f"{section.heading} {_first(section.lines)}".strip(),)))
    if not named:
        text = "\n".join(head.names)
        named, doubts, _ = people.marked_people(text)
        findings.doubts += doubts
        named = named or [one for line in head.names for one in people.people_of(_without_work(line))]
        words = [text]
    if not named:
        named, doubts, text = _marked_in_title(head)
        findings.doubts += doubts
        words = [text]
    findings.put("subjects", tuple(dict.fromkeys(named)), " ".join(words), *words, *(person.name for person in named))


def _without_work(line: str) -> str:
    """ "Tendai Moyo, farm foreman" is one person, and so is "Frau Ngọc Lan, Bloggerin"."""
    if person := name_lines.PERSON.match(line):
        return person[1]
    name, _, work = line.partition(",")
    return name if work.strip()[:1].islower() else line


def _marked_in_title(head: Head) -> tuple[list[Person], list[Doubt], str]:
    text = " ".join(head.title)
    start = countries.country_at_start(text)
    return people.marked_people(text[len(start[1]) :] if start else text)


def _read_country(parts: Cut, head: Head, recipients: list[Recipient], findings: Findings) -> None:
    """Where the document names it, the surest place first. An embassy's address says where the embassy is."""
    surest = [found for found in _countries(parts, head, findings) if found[0]]
    addresses = [found for found in _countries_of(recipients) if found[0]]
    every = surest + ([] if surest else _in_title(findings)) + addresses
    if every:
        findings.put("country", *every[0])
        missing.note_other_country(every[0], every[1:], findings)


def _countries(parts: Cut, head: Head, findings: Findings) -> Iterable[tuple[str, str]]:
    for section in parts.of(Label.COUNTRY):
        yield countries.country_of(_first(section.lines)), _first(section.lines)
    title = findings.values.get("title", "")
    yield countries.country_at_start(title) or ("", "")
    if head.country:
        yield head.country
    for section in parts.of(Label.DIPLOMATS):
        of = OF_COUNTRY.search(section.heading)
        yield (countries.country_at_start(section.heading[of.end() :]) if of else None) or ("", "")


def _in_title(findings: Findings) -> list[tuple[str, str]]:
    named = dict(countries.countries_in(findings.values.get("title", "")))
    return list(named.items()) if len(named) == 1 else []


def _countries_of(recipients: list[Recipient]) -> Iterable[tuple[str, str]]:
    for recipient in sorted(recipients, key=lambda one: one.addressed.role not in ("target", "prisoner")):
        if not ELSEWHERE.search(recipient.words) and recipient.addressed.lines:
            last = recipient.addressed.lines[-1].rpartition(",")[2].strip(" .")
            yield countries.country_of(last), last


def _read_dates(parts: Cut, head: Head, findings: Findings) -> None:
    labelled = [day for section in parts.of(Label.ISSUED) for day in days.find_days(_first(section.lines))]
    own = labelled + head.issued or headings.closing_day(parts.lines)
    issued, doubts = deadlines.agreed(own, Kind.TWO_ISSUE_DATES)
    if issued:
        findings.put("issued_on", issued.on, issued.words)
    last: list[days.Day] = list(head.deadline)
    for section in parts.of(Label.DEADLINE):
        near = days.find_days(_first(section.lines))
        last += near[:1] or deadlines.deadlines_in(" ".join([section.heading, *section.lines]))
    for section in parts.of(Label.TARGETS, Label.ACTIONS):
        last += days.find_days(section.heading)
    last += deadlines.deadlines_in(story.around(parts, head))
    deadline, more = deadlines.agreed(last, Kind.TWO_DEADLINES)
    if deadline:
        findings.put("deadline_on", deadline.on, deadline.words)
    findings.doubts += [*doubts, *more, *deadlines.contradictions(issued, deadline, head.earlier)]


def _read_rules(parts: Cut, head: Head, recipients: list[Recipient], findings: Findings) -> None:
    prisoner = next((one.words for one in recipients if one.addressed.role == "prisoner"), "")
    ruled = rules.read_rules("\n".join([*head.before, story.around(parts, head)]), prisoner)
    findings.values["rules"] = ruled.rules
    findings.values["sender_details"] = ruled.sender
    for name, words in ruled.words.items():
        findings.note(name, words)
    findings.doubts += ruled.doubts


def _read_stop(parts: Cut, head: Head, subject: str, findings: Findings) -> None:
    """A stop is always a later paper of an action."""
    told = [] if parts.of(*ASKING) else [line for one in parts.of(*story.TELLING) for line in one.lines]
    text = "\n".join([*parts.head, story.around(parts, head), subject, *told])
    if match := references.STOP.search(text):
        sentence = sentence_at(text, match.start(), match.end())
        findings.put("stop", True, sentence, match[0])
        if "ua_number" in findings.values and "follow_up" not in findings.values:
            findings.put("follow_up", True, sentence, match[0])


def _read_links(document: Document, parts: Cut, findings: Findings) -> None:
    for section in parts.of(Label.PREVIOUS):
        text = _first(section.lines)
        url = URL.search(text)
        own = numbers.find_numbers(text)
        words = url[0] if url else (own[0].words if own else "")
        findings.put("previous_ua", url[0] if url else (own[0].value if own else ""), words)
    update = references.UPDATE_OF.search("\n".join(parts.lines))
    after = "\n".join(parts.lines)[update.end() : update.end() + 200] if update else ""
    link = re.match(r"\.?\s*Further\s+information\s*:\s*", after)
    if link and "previous_ua" not in findings.values and (url := URL.match(after[link.end() :])):
        findings.put("previous_ua", url[0], url[0])
    for section in parts.of(Label.SOURCE):
        if url := URL.search(" ".join(section.lines[:2])):
            findings.put("source", url[0], url[0])
    if document.source and "source" not in findings.values:
        findings.values["source"] = document.source


def _is_action(parts: Cut, head: Head, findings: Findings) -> bool:
    """A number or an index of its own, or what makes a letter: whom to write to and what to ask, in so many words."""
    labels = {section.label for section in parts.sections}
    if "ua_number" in findings.values or "index_number" in findings.values:
        return bool(labels & USUAL or findings.values.get("summary") or findings.values.get("stop"))
    has_address = any(one.lines or one.email for one in findings.values.get("addressees", ()))
    if head.banner and labels & ASKING:
        return True
    speaks = "amnesty" in findings.whole.casefold() or any(name.startswith("rules.") for name in findings.found)
    tells = "subjects" in findings.values and "country" in findings.values
    return bool(has_address and labels & ASKING and (speaks or tells or len(labels & USUAL) > 2))


def _first(lines: tuple[str, ...]) -> str:
    return next((line.strip() for line in lines if line.strip()), "")


def _first_paragraph(lines: tuple[str, ...]) -> list[str]:
    paragraph: list[str] = []
    for line in lines:
        if line.strip():
            paragraph.append(line.strip())
        elif paragraph:
            break
    return paragraph
