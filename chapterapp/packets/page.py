"""What the print templates ask for beside the contents: geometry, drawn rows, footers, images, our notes."""

import re
from dataclasses import dataclass, field
from itertools import count

from flask_babel import gettext as _
from markupsafe import Markup

from chapterapp.letters.kinds import HEADS, TALLIED
from chapterapp.packets import fitting
from chapterapp.packets.contents import CaseContents, LetterContents, PacketContents
from chapterapp.packets.qr import qr_svg
from chapterapp.packets.rows import (
    HEAVY,
    MM,
    ROW,
    TALLY_ROW,
    Column,
    form_rows,
    ruled_lines,
    tally_columns,
    tally_rows,
)
from chapterapp.packets.sections import Section
from chapterapp.packets.sign_in import SignInPage, plan_sign_in

WIDTH_MM = {"letter": 175.9, "a4": 170.0}
TALLY_CASES = 7  # on a page
NAME_LINE = 18  # characters of a name in the largest size
LONGEST_HOST = 27  # characters that the frame of a code has room for


@dataclass
class Page:
    """For the sections of one document; it collects their images."""

    contents: PacketContents
    images: dict[str, bytes] = field(default_factory=dict)

    @property
    def width_mm(self) -> float:
        return WIDTH_MM[self.contents.paper]

    def footer(self, section: Section) -> str:
        """What stands at the left under its pages; nothing on what leaves the house."""
        if not section.has_footer:
            return ""
        neutral = section.case and section.case.neutral
        sender = self.contents.neutral_sender if neutral else self.contents.chapter
        demo = f"{_('Demo')} · " if self.contents.demo else ""
        return f"{demo}{sender} · {self.contents.short_date}"

    def portrait(self, case: CaseContents) -> str:
        assert case.portrait
        return self._keep("portrait", case.portrait.data)

    def fit(self, case: CaseContents) -> fitting.Fit:
        return fitting.fit_brief(case, self.contents.paper)

    def letter_size(self, letter: LetterContents) -> str:
        return fitting.letter_size(letter, self.contents.paper)

    def is_tight_beside(self, letter: LetterContents) -> bool:
        beside = letter.beside
        return beside is not None and fitting.is_tight_beside(letter, beside, self.contents.paper)

    def is_tight_story(self, case: CaseContents, fit: fitting.Fit) -> bool:
        return fitting.is_tight_story(case, fit, self.contents.paper)

    @staticmethod
    def qr(address: str, title: str) -> Markup:
        return qr_svg(address, title)

    @property
    def typed_at(self) -> str:
        """Where a code is typed in; in words where the address is not known, or too long for its frame."""
        codes = self.contents.evening.codes
        short = codes and codes.typed_at and len(codes.typed_at) <= LONGEST_HOST
        return codes.typed_at if codes and short else _("Meetings, Code of a sheet")

    @staticmethod
    def short(text: str, words: int) -> str:
        """At most so many words."""
        parts = text.split()
        return text if len(parts) <= words else " ".join(parts[:words]).rstrip(",;:") + "\N{HORIZONTAL ELLIPSIS}"

    @staticmethod
    def balanced(name: str) -> str:
        """A name that fills more than a line of a poster breaks near its middle."""
        spaces = [at for at, letter in enumerate(name) if letter == " "]
        if not NAME_LINE < len(name) <= 2 * NAME_LINE or not spaces:
            return name
        at = min(spaces, key=lambda place: max(place, len(name) - place - 1))
        return f"{name[:at]}\n{name[at + 1 :]}"

    def letter_lines(self, case: CaseContents) -> Markup:
        rows = fitting.letter_lines(case, self.contents.paper)
        return self._drawing(ruled_lines(self.width_mm * MM, rows), rows * ROW)

    def petition_words(self, case: CaseContents) -> str:
        return f"{_('We, who sign below, ask you:')} {' '.join(case.ask)}"

    @staticmethod
    def petition_note() -> str:
        return _("This goes to the government: your name and town, no more.")

    def petition_rows(self, case: CaseContents) -> int:
        return fitting.petition_rows(case, self.petition_words(case), self.contents.paper)

    def petition_columns(self) -> list[Column]:
        return self.widths(8, 62, 50)

    def postage_columns(self) -> list[Column]:
        return self.widths(46, 30, 20, 22, 24)

    def widths(self, *mm: float) -> list[Column]:
        """Columns of these widths, and one more that takes the rest."""
        return [*map(Column, mm), Column(self.width_mm - sum(mm))]

    def sign_in(self) -> list[SignInPage]:
        return plan_sign_in(len(self.contents.expected), self.contents.paper)

    def case_columns(self) -> list[Column]:
        """One column a case to tick, or one to write numbers in."""
        cases = len(self.contents.cases)
        if not cases:
            return []
        if cases > 8:
            return [Column(30, edge=HEAVY)]
        mm = 6 if cases <= 6 else 4.5
        return [Column(mm, edge=HEAVY if first else 0.75) for first in [True] + [False] * (cases - 1)]

    def expected_columns(self) -> list[Column]:
        cases = self.case_columns()
        return [Column(9, box=True), Column(60), Column(16), Column(self._rest(85, cases)), *cases]

    def blank_columns(self) -> list[Column]:
        cases = self.case_columns()
        boxes = [Column(10, box=True), Column(13, box=True)]
        return [Column(8), Column(54), Column(self._rest(85, cases)), *boxes, *cases]

    def _rest(self, taken: float, cases: list[Column]) -> float:
        return self.width_mm - taken - sum(column.mm for column in cases)

    def rows(self, columns: list[Column], rows: int) -> Markup:
        """A style attribute: the height of so many rows, and the drawing behind them."""
        return self._drawing(form_rows(columns, rows), rows * ROW)

    def tally(self) -> list[tuple[list[tuple[int, CaseContents]], bool, Markup]]:
        """A page each: numbered cases, whether the sum stands on it, the drawing."""
        numbered = list(enumerate(self.contents.cases, 1))
        pages = [numbered[at : at + TALLY_CASES] for at in range(0, len(numbered), TALLY_CASES)] or [[]]
        return [(part, part is pages[-1], self._tally_drawing(len(part), part is pages[-1])) for part in pages]

    def _tally_drawing(self, cases: int, with_sum: bool) -> Markup:
        drawn = tally_rows(self.width_mm * MM, cases, with_sum=with_sum)
        return self._drawing(drawn, (cases + with_sum) * TALLY_ROW)

    @staticmethod
    def kinds() -> list[str]:
        """In the order and the words of the screen where the sheet is typed in."""
        return [str(HEADS[kind]) for kind in TALLIED]

    def tally_lefts(self) -> list[float]:
        return [column.left for column in tally_columns(self.width_mm * MM)]

    def _drawing(self, svg: bytes, height: float) -> Markup:
        name = self._keep("rows", svg)
        return Markup('style="height:{:.2f}pt;background-image:url({})"').format(height, name)

    def _keep(self, kind: str, data: bytes) -> str:
        for name, kept in self.images.items():
            if kept == data:
                return f"image:{name}"
        name = next(f"{kind}-{n}" for n in count(1) if f"{kind}-{n}" not in self.images)
        self.images[name] = data
        return f"image:{name}"

    @staticmethod
    def letter_note(paragraph: int, paragraphs: int) -> str:
        """What stands in the margin beside a paragraph of the body."""
        who = _("Say who you are in one line. Your own words go where a line is drawn.")
        facts = _("One or two facts from the brief, with dates. No guesses.")
        ask = _("Ask only for what the brief asks. A line about yourself makes it a letter, not a form.")
        answer = _("They may answer. That is why it has its own envelope.")
        beside = (
            {0: who, 1: facts, paragraphs - 1: answer, paragraphs - 2: ask}
            if paragraphs > 3
            else {0: who, paragraphs - 1: ask}
        )
        return str(beside.get(paragraph, ""))

    @staticmethod
    def text(html: Markup, case: CaseContents | None = None) -> Markup:
        """Own words underlined; on the pages of a neutral case without links, whose addresses may name us."""
        safe = re.sub(r"\[([^\[\]<>]{1,200})\]", r'<span class="own-words">\1</span>', str(html))
        if case and case.neutral:
            safe = re.sub(r"</?a\b[^>]*>", "", safe)
        return Markup(safe)  # noqa: S704 safe before, and only our own tag added
