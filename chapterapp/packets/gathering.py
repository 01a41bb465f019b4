"""From the rows of a meeting to the plain values that are printed: what is on the packet, what is left out and why."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Literal, NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from chapterapp import dates
from chapterapp.attendance.queries import list_expected
from chapterapp.cases import queries as case_queries
from chapterapp.cases import rules
from chapterapp.cases.models import Case
from chapterapp.cases.sample_letters import base_of
from chapterapp.chapters.models import Chapter, PaperSize
from chapterapp.meetings.models import Meeting, MeetingKind
from chapterapp.meetings.queries import list_agenda, list_featured
from chapterapp.packets import section_store
from chapterapp.packets.case_contents import CaseParts, describe_case, printable
from chapterapp.packets.contents import AgendaLine, CaseContents, LeftOut, PacketContents, PrintedAlthough
from chapterapp.packets.evening_contents import HostContents
from chapterapp.packets.evening_gathering import gather_evening
from chapterapp.packets.models import PrintOverride
from chapterapp.packets.options import PacketOptions, Version
from chapterapp.packets.queries import list_held_of, overrides_of, sources_in_library, sources_of
from chapterapp.packets.withdrawing import withdrawal_lines

SHRED_AFTER = timedelta(days=31)
NAMES_ON_PAPER = {
    MeetingKind.LETTER_WRITING: lazy("Letter-writing meeting"),
    MeetingKind.BUSINESS: lazy("Business meeting"),
    MeetingKind.WRITE_A_THON: lazy("Write-a-thon"),
    MeetingKind.STALL: lazy("Stall"),
    MeetingKind.VIGIL: lazy("Vigil"),
    MeetingKind.OTHER: lazy("Meeting"),
}


class Gathered(NamedTuple):
    """What is printed; the revisions it was gathered from; why cases are missing; what the file is called."""

    contents: PacketContents
    sources: dict[str, int]
    left_out: list[str]
    file_name: str

    @property
    def fingerprint(self) -> str:
        """The same for the same pages, whenever and by whomever they are asked for. After an upgrade a packet that is
        asked for is made anew; one on paper is not changed by it (`sources`)."""
        return hashlib.sha256(f"{self.contents!r} {section_store.look()}".encode()).hexdigest()


def gather(chapter: Chapter, meeting: Meeting, options: PacketOptions) -> Gathered:
    """Everything that the packet of a meeting says, in the chapter's language."""
    featured = [line.case for line in list_featured(meeting)]
    is_for_host = any(run.version is Version.COORDINATOR for run in options.runs)
    languages = foreign_languages(options, chapter.locale)
    with force_locale(chapter.locale):
        made = overrides_of(meeting)
        printed, left_out, although = sort_out(with_parts(chapter, featured), chapter, meeting, made)
        on_paper = [parts.case for parts in printed]
        day = dates.full_day(meeting.meets_on, chapter.locale)
        cases = tuple(describe(parts, chapter, meeting, although, languages) for parts in printed)
        shred_by = dates.full_day(meeting.meets_on + SHRED_AFTER, chapter.locale)
        withdrawn = tuple(withdrawal_lines(list_held_of(meeting, chapter), chapter))
        paper, keys = _paper(options.paper), {key for key, _copies in options.printed}
        contents = PacketContents(
            title=rules.packet_title(on_paper, chapter, meeting.title, day),
            language=chapter.locale.replace("_", "-"),
            paper=paper,
            chapter=chapter.name,
            neutral_sender=chapter.neutral_sender,
            group=_("Group %(number)s", number=chapter.group_number) if chapter.group_number else "",
            meeting=str(NAMES_ON_PAPER[meeting.kind]),
            date=dates.whole_day(meeting.meets_on, chapter.locale),
            short_date=day,
            when_and_where=_when_and_where(meeting, chapter.locale),
            access=meeting.access_notes,
            cases=cases,
            shred_by=shred_by,
            host_first=" ".join([*withdrawn, _host_first(printed, meeting)]).strip() if is_for_host else "",
            withdraw=withdrawn if is_for_host else (),
            agenda=tuple(_agenda(meeting, chapter.locale)),
            expected=tuple(one.display_name for one in list_expected(meeting))
            if options.with_names and "sign-in" in keys
            else (),
            left_out=tuple(left_out) if is_for_host else (),
            although=tuple(_say_although(case, made[case.id]) for case in although),
            evening=gather_evening(chapter, meeting, cases, paper, shred_by, keys),
            copies=options.printed,
            runs=tuple(replace(run, language=base_of(run.language)) for run in options.runs),
            both_sides=options.both_sides,
            demo=chapter.is_demo,
        )
    return Gathered(
        contents,
        sources_of(chapter, meeting, featured) | sources_in_library(featured),
        [f"{line.name}: {line.reason}" for line in left_out],
        rules.packet_file_name(on_paper, chapter, meeting.meets_on),
    )


def gather_host(chapter: Chapter, meeting: Meeting, paper: PaperSize) -> HostContents:
    """What the host has to print, lay out and take along."""
    host = gather(chapter, meeting, PacketOptions(paper, (("host", 1),))).contents.evening.host
    assert host
    return host


def with_parts(chapter: Chapter, cases: Sequence[Case]) -> list[CaseParts]:
    subjects = case_queries.subjects_of(chapter, cases)
    addressees = case_queries.addressees_of(chapter, cases)
    letters = case_queries.letters_of(chapter, cases)
    updates = case_queries.updates_of(chapter, cases)
    decisions = case_queries.decisions_of(chapter, cases)
    return [
        CaseParts(
            case,
            subjects.get(case.id, ()),
            addressees.get(case.id, ()),
            letters.get(case.id, ()),
            updates.get(case.id, ()),
            decisions.get(case.id, ()),
        )
        for case in cases
    ]


def sort_out(
    all_parts: Sequence[CaseParts], chapter: Chapter, meeting: Meeting, made: Mapping[int, PrintOverride]
) -> tuple[list[CaseParts], list[LeftOut], list[Case]]:
    """The cases that are printed, the others with the reason why not, and of the first those that are printed although
    something speaks against it."""
    printed, left_out, although = [], [], []
    for parts in all_parts:
        against = rules.reason_not_printed(parts.case, meeting.meets_on, chapter)
        is_overridden = bool(against) and parts.case.id in made and made[parts.case.id].against == against
        if reason := (not is_overridden and against) or rules.reason_left_out(
            *parts[:3], printable(parts), parts.updates, chapter
        ):
            left_out.append(LeftOut(parts.case.title, reason))
            continue
        printed.append(parts)
        if is_overridden:
            although.append(parts.case)
    return printed, left_out, although


def foreign_languages(options: PacketOptions, locale: str) -> tuple[str, ...]:
    """Those of the runs' letters that are not the chapter's own, each once."""
    wanted = dict.fromkeys(base_of(run.language) for run in options.runs if run.language)
    return tuple(language for language in wanted if language != base_of(locale))


def describe(
    parts: CaseParts,
    chapter: Chapter,
    meeting: Meeting,
    although: Sequence[Case] = (),
    languages: Sequence[str] = (),
) -> CaseContents:
    described = describe_case(parts, chapter, meeting.meets_on, languages)
    if parts.case not in although:
        return described
    return replace(described, although=rules.reason_not_printed(parts.case, meeting.meets_on, chapter))


def _say_although(case: Case, made: PrintOverride) -> PrintedAlthough:
    return PrintedAlthough(case.title, made.against, made.reason, made.made_by.name if made.made_by else "")


def _paper(paper: PaperSize) -> Literal["letter", "a4"]:
    return "a4" if paper is PaperSize.A4 else "letter"


def _when_and_where(meeting: Meeting, locale: str) -> str:
    return ". ".join(part for part in (dates.hours(meeting.starts, meeting.ends, locale), meeting.venue) if part)


def _host_first(printed: Sequence[CaseParts], meeting: Meeting) -> str:
    """What cannot wait until the host has read the cover: the nearest deadline, and cases on a table of their own."""
    said = []
    numbered = list(enumerate((parts.case for parts in printed), 1))
    for number, case in numbered:
        if case.deadline_on and meeting.meets_on <= case.deadline_on <= meeting.meets_on + timedelta(days=7):
            said.append(_("Take case %(number)s before the others: its letters go to the post at once.", number=number))
    apart = [str(number) for number, case in numbered if rules.is_neutral(case)]
    if apart and len(apart) < len(numbered):
        numbers = ", ".join(apart)
        said.append(_("Keep case %(numbers)s on a table of its own: nothing there may name us.", numbers=numbers))
    return " ".join(said)


def _agenda(meeting: Meeting, locale: str) -> list[AgendaLine]:
    return [
        AgendaLine(
            dates.clock(line.at, locale).split("\u202f")[0],
            line.title,
            line.leader,
            _("%(minutes)s min", minutes=line.minutes),
        )
        for line in list_agenda(meeting)
    ]
