"""What differs on a page of large print: higher rows, wider columns, fewer of them. Lengths are points unless in mm."""

from math import ceil

from markupsafe import Markup

from chapterapp.packets.contents import CaseContents, PacketContents
from chapterapp.packets.fitting import HEIGHT
from chapterapp.packets.page import Page
from chapterapp.packets.rows import HEAVY, MM, Column, form_rows, ruled_lines
from chapterapp.packets.sign_in import SignInPage

ROW = 45.0
BOX = 6 * MM
LINE = 27.0
CHARACTERS = 46  # of a line across the page
HEADS, HIGH_HEADS = 53, 80  # of a table, with two and with three lines
CONSENT = 155  # what stands below the last row of a sign-in sheet
LEAST_ROWS = 3  # fewer are not worth their head
BLANK = 12  # rows for people whose names are not there


class LargePage(Page):
    def letter_lines(self, case: CaseContents) -> Markup:
        greeting = case.sheets.salutation
        used = 27 + 49 * (len(case.sheets.sender) + 1) + 32 * _lines(greeting.text if greeting else "", 42) + 8
        rows = int((HEIGHT[self.contents.paper] + 20 - used) // ROW)
        return self._drawing(ruled_lines(self.width_mm * MM, rows, ROW, HEAVY), rows * ROW)

    def petition_sides(self, case: CaseContents) -> list[range]:
        """Numbers of the rows on each side: what fits under the words, then a whole side."""
        height = HEIGHT[self.contents.paper]
        room = height - 53 - 40 * _lines(f"For {case.name}", 26) - 30 - HEADS
        room -= LINE * (_lines(self.petition_words(case), CHARACTERS) + _lines(self.petition_note(), CHARACTERS))
        first, further = int(room // ROW), int((height - 53 - HEADS) // ROW)
        if first < LEAST_ROWS:
            return [range(1, 1), range(1, further + 1)]
        return [range(1, first + 1), range(first + 1, first + further + 1)]

    def petition_columns(self) -> list[Column]:
        return self.widths(13, 66, 42)

    def sign_in(self) -> list[SignInPage]:
        """Those who are expected, then empty rows: as many as the sides hold, and BLANK at least."""
        sides = list[SignInPage]()
        named = blank = 0
        while named < len(self.contents.expected) or blank < BLANK:
            room = HEIGHT[self.contents.paper] - (310 if not sides else 60)
            names = min(len(self.contents.expected) - named, int((room - HEADS) // ROW))
            room -= HEADS + 15 + names * ROW if names else 0
            rows = int((room - HIGH_HEADS - CONSENT) // ROW)
            rows = rows if rows >= LEAST_ROWS or not names else 0
            sides.append(SignInPage(slice(named, named + names), max(rows, 0), blank + 1))
            named, blank = named + names, blank + max(rows, 0)
        return sides

    def expected_columns(self) -> list[Column]:
        return [Column(22, box=True), Column(self.width_mm - 70), Column(48)]

    def blank_columns(self) -> list[Column]:
        fixed = [Column(20, box=True), Column(28, box=True), Column(26)]
        rest = self.width_mm - 74
        return [Column(rest * 0.46), Column(rest * 0.54), *fixed]

    def rows(self, columns: list[Column], rows: int) -> Markup:
        return self._drawing(form_rows(columns, rows, ROW, BOX), rows * ROW)


def page_of(contents: PacketContents) -> Page:
    """For the sections of one document."""
    return LargePage(contents) if contents.large else Page(contents)


def _lines(text: str, characters: int) -> int:
    return ceil(len(text) / characters)
