"""From a run of letters to its file: each case's letter and each writer's blocks laid out once, then put together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from flask import render_template
from flask_babel import force_locale
from markupsafe import Markup, escape

from chapterapp.cases.rules import Signed
from chapterapp.config import ROOT
from chapterapp.pdf import parts
from chapterapp.pdf.letter_run import print_letters
from chapterapp.pdf.parts import Composed, Frame
from chapterapp.pdf.press import Pdf, RenderFailed, press
from chapterapp.personal_letters.contents import OWN, CaseLetter, Letter, Run
from chapterapp.scripts import say_missing

SIZES = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}  # mm
SIDE, TOP, FOOT = 25.0, 20.0, 18.0  # mm
STACK = 14_000  # points: a tall page holds a hundred blocks
LONG = 40  # letters of a word
NARROWEST, WIDEST = 35, 150  # mm to write own words on
Progress = Callable[[int], None]


class Whole(NamedTuple):
    """A letter that is laid out by itself."""

    case: CaseLetter
    signed: Signed
    title: str = ""


@dataclass(frozen=True)
class _Block:
    number: int
    signed: Signed
    is_signature: bool = False
    is_rtl: bool = False


class _Blocks:
    """The different blocks of a run. Two letters with the same lines share one."""

    def __init__(self) -> None:
        self.numbers: dict[object, int] = {}
        self.all: list[_Block] = []

    def sender(self, signed: Signed) -> int:
        return self._number((signed.lines, signed.by_hand), signed)

    def signature(self, signed: Signed, direction: str) -> int:
        return self._number((signed.name, direction), signed, True, direction == "rtl")

    def _number(self, key: object, signed: Signed, *kind: bool) -> int:
        if key not in self.numbers:
            self.numbers[key] = len(self.all)
            self.all.append(_Block(len(self.all), signed, *kind))
        return self.numbers[key]


def print_run(run: Run, progress: Progress | None = None) -> Composed:
    """One tagged file of all letters, an entry of the outline each under its writer or its case; `pages` of the answer
    are those of each. Needs an app context; raises RenderFailed and Interrupted like the press."""
    blocks = _Blocks()
    shared = [case for case in run.cases if not case.in_words]
    bodies = {case.case_id: number for number, case in enumerate(shared)}
    letters = [_placed(run, one, bodies, blocks) for one in run.letters]
    whole = {letter: wholes_of(run, [one])[0] for letter, one in zip(letters, run.letters, strict=True)}
    return print_letters(
        press,
        shared_html(run, shared, blocks.all),
        style_sheet(run.paper),
        {},
        letters,
        Frame(run.title, run.language),
        plain=lambda chosen: whole_html(run, [whole[letter] for letter in chosen]),
        progress=progress or (lambda pages: None),
    )


def _placed(run: Run, one: Letter, bodies: dict[int, int], blocks: _Blocks) -> parts.Letter:
    """Its body, blocks and place in the outline. A number of its own makes a letter that shares no body one of a
    kind."""
    case, writer = run.cases[one.case], run.writers[one.writer]
    body = bodies.get(case.case_id, -1 - one.case)
    title, under = (writer, case.name) if run.by_case else (case.name, writer)
    return parts.Letter(body, blocks.sender(one.sender), blocks.signature(one.sender, case.direction), title, under)


def wholes_of(run: Run, letters: Iterable[Letter]) -> list[Whole]:
    return [
        Whole(case, one.sender, run.writers[one.writer] if run.by_case else case.name)
        for one in letters
        for case in [run.cases[one.case]]
    ]


def shared_html(run: Run, cases: Sequence[CaseLetter], blocks: Sequence[_Block]) -> str:
    return _render("shared", run, cases=cases, blocks=blocks)


def whole_html(run: Run, letters: Sequence[Whole]) -> str:
    return _render("whole", run, letters=letters)


def lay_out_one(run: Run, name: str = "letter-") -> Pdf:
    """The letters of a short run, each by itself, to be put together with other pages."""
    pdf = press.render(whole_html(run, wholes_of(run, run.letters)), css=style_sheet(run.paper), name=name)
    if pdf.missing:
        raise RenderFailed(say_missing(pdf.missing))
    return pdf


def _render(template: str, run: Run, **words: object) -> str:
    with force_locale(run.language.replace("-", "_")):
        return render_template(
            f"personal_letters/print/{template}.html",
            language=run.language,
            title=run.title,
            own_words=own_words,
            is_long=is_long,
            **words,
        )


def own_words(html: Markup, signed: Signed | None) -> Markup:
    """A line to write on where the sample has a writer's own words; the name where the text calls for it."""
    made = OWN.sub(lambda found: f'<span class="gap" style="width:{_width(found[1])}mm"></span>', str(html))
    if signed:
        made = made.replace("{writer}", str(escape(signed.name)) or '<span class="gap" style="width:60mm"></span>')
    return Markup(made)  # noqa: S704 safe before, and only our own tags added


def is_long(signed: Signed) -> bool:
    """Whether a word of it may have to be broken; to look for that costs, so it is done where it may be."""
    return any(len(word) > LONG for line in (*signed.lines, signed.name) for word in line.split())


def _width(words: str) -> int:
    return max(NARROWEST, min(WIDEST, 2 * len(words)))


@cache
def style_sheet(paper: str) -> str:
    width, height = SIZES[paper]
    own = ROOT / "templates" / "personal_letters" / "print" / "letters.css"
    pages = (
        f"@page{{size:{width}mm {height}mm;margin:{TOP}mm {SIDE}mm {FOOT}mm}}"
        f"@page stack{{size:{width}mm {STACK}pt;margin:0 {SIDE}mm}}"
    )
    return f"{own.read_text()}\n{pages}"
