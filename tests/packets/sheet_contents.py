"""The sheets of the evening beside the cases, of plain values; codes, releases and meetings are invented."""

from dataclasses import replace
from typing import Any

from packets.sample_contents import CASES, MARIBEL, TIMOFEI, packet

from chapterapp.packets.contents import CaseContents, CaseSheets, Mark, OwnText, PacketContents, RuleMark
from chapterapp.packets.evening_contents import (
    EveningContents,
    HostContents,
    HostGroup,
    HostLine,
    MeetingLine,
    ReleaseLine,
    SheetCode,
    SheetCodes,
)
from chapterapp.packets.options import TITLES

ADDRESS = "https://letters.stlouis.example/s"
CODES = SheetCodes(
    SheetCode("7KM 4RX", f"{ADDRESS}/7KM4RX"),
    SheetCode("B3T H8Q", f"{ADDRESS}/B3TH8Q"),
    SheetCode("9TD 2HV", f"{ADDRESS}/9TD2HV"),
    "letters.stlouis.example/s",
)
HOST = HostContents(
    "7 people are expected: so many came to the last 3 evenings.",
    (
        HostGroup(
            "Print and copy",
            (
                HostLine("28", "Blank letter pages", "7 writers × 3, and a third spare"),
                HostLine("7", "“A letter in ten minutes”", "one each"),
                HostLine("2 × 6", "Case briefs, each with its letter", "two copies a table"),
                HostLine("6", "Table posters", "one a case"),
            ),
            "Left over",
        ),
        HostGroup(
            "On the tables",
            (
                HostLine("21", "Envelopes #10", "17 letters, 4 spare"),
                HostLine("5", "Envelopes without our name", "case 4 only"),
                HostLine("17", "Stamps, abroad", "letters of 5 cases"),
                HostLine("14", "Stamps, United States", "letters of 1 case; 2 embassy copies a case"),
                HostLine("10", "Pens, black or blue", "one each, 3 spare"),
            ),
            "Left over",
        ),
        HostGroup(
            "Afterwards",
            (
                HostLine("1", "Tally sheet, filled in", "type it in tomorrow: code B3T H8Q"),
                HostLine("1", "Sign-in sheet, locked away", "shred it by February 26, 2027"),
            ),
            "Who",
        ),
    ),
)
RELEASES = (
    ReleaseLine(
        "Oriol Banyeres",
        "Andorra",
        "July 4, 2026",
        "Freed with a number of others. He had campaigned for a “no” vote and was sentenced to 37 years. Two "
        "colleagues came out earlier; he stayed in, and we went on writing.",
    ),
    ReleaseLine(
        "Sefa and Luisa Amoa",
        "Samoa",
        "2025",
        "Two students of the harbour school, and cases of this chapter for years. Freed in an amnesty with 130 others.",
    ),
    ReleaseLine(
        "Ivana Petrašová",
        "Slovakia",
        "February 2024",
        "Freed after serving her sentence. The chapter had written for her for six years.",
    ),
)
MEETINGS = (
    MeetingLine("Tue, Feb 9", "7:00 pm", "Business meeting", "Coffee house, 18 Marigold Street"),
    MeetingLine("Tue, Feb 23", "7:00 pm", "Letter-writing meeting", "Lower Hall, Larkspur Avenue Church"),
    MeetingLine("Tue, Mar 23", "7:00 pm", "Letter-writing meeting", "Lower Hall, Larkspur Avenue Church"),
)
EVENING = EveningContents(HOST, CODES, "United States", RELEASES, MEETINGS)
MARKS = (
    RuleMark(Mark.MAY, "Write to the Minister of Security"),
    RuleMark(Mark.MAY, "You may write to her"),
    RuleMark(Mark.IN_THIS_WAY, "Spanish if you can"),
    RuleMark(Mark.IN_THIS_WAY, "Give your name and town"),
)


def with_sheets(case: CaseContents) -> CaseContents:
    """What its rules allow; the neutral one as the real rules have it."""
    sheets = CaseSheets(
        sender=("Your name", "Your town and country"),
        salutation=case.addressees[0].salutations[0],
        to="Minister of Security",
        poster_marks=MARKS,
        public_page="" if case.neutral else "https://letters.stlouis.example/p/st-louis",
    )
    if not case.neutral:
        return replace(case, sheets=sheets)
    marks = (RuleMark(Mark.MUST_NOT, "Name no organization"), *MARKS[2:])
    return replace(case, sheets=replace(sheets, poster_marks=marks), marks=marks[:2])


def whole_packet(**changes: Any) -> PacketContents:
    """Every section once."""
    given = {"cases": tuple(map(with_sheets, CASES)), "evening": EVENING, "copies": tuple((key, 1) for key in TITLES)}
    return packet(**(given | changes))


OPEN, NEUTRAL = with_sheets(MARIBEL), with_sheets(TIMOFEI)
FULL = replace(
    OPEN,
    sheets=replace(
        OPEN.sheets,
        sender=("Your name", "Your street", "Your town and country"),
        salutation=OwnText("خانم پروانه", "fa", "rtl"),
    ),
)
