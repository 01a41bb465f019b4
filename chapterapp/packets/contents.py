"""What a packet says: plain values, ready to print. No ORM object crosses this line.

Strings are already in the chapter's language, with dates and times formatted; the templates add only our own fixed
words. `Markup` is safe HTML made by `chapterapp.markdown.to_html`; every `str` is escaped. Empty strings and empty
tuples are left out of the paper.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from markupsafe import Markup

from chapterapp.packets.evening_contents import EveningContents
from chapterapp.packets.options import Copies, Run
from chapterapp.scripts import direction_of, language_of

NOTHING = Markup("")


class Mark(StrEnum):
    """The shapes before a rule on the cover."""

    MAY = "●"
    MUST_NOT = "✕"
    IN_THIS_WAY = "◆"
    NOT_STATED = "◇"  # the source does not say: the careful way


class Deadline(StrEnum):
    NONE = "none"
    AHEAD = "ahead"
    SOON = "soon"  # within seven days after the meeting: framed on the cover
    PASSED = "passed"  # "Check first: deadline passed" takes its place


@dataclass(frozen=True)
class OwnText:
    """Text in a language of its own, such as a name in its own script or a salutation."""

    text: str
    language: str = ""  # BCP 47, such as "my"; empty: the packet's
    direction: Literal["ltr", "rtl"] = "ltr"


@dataclass(frozen=True)
class RuleMark:
    mark: Mark
    text: str  # up to 25 characters: "Do not write to her"


@dataclass(frozen=True)
class Portrait:
    data: bytes  # JPEG or PNG, 3:3.81 high, about 685 x 870 px
    alt: str  # what is to be seen; required
    credit: str = ""  # "Photo: family archive"


@dataclass(frozen=True)
class Fact:
    label: str  # "Born"
    value: str  # "May 9 (no year known)"
    revealing: bool = False  # names us or our numbers (UA, index): left out of a neutral case


@dataclass(frozen=True)
class DatedLine:
    date: str  # "2023", "Mar 2026", "Jun 21, 2026"
    text: str


@dataclass(frozen=True)
class AddresseeContents:
    """One block of the address row. The most important first; the fourth and later ones go to the second page."""

    heading: str  # "Write to", "Copy to the embassy", "To her"
    lines: tuple[str, ...]  # the address as it is written on an envelope, country last and in capitals
    salutations: tuple[OwnText, ...] = ()
    note: str = ""  # small, under the heading: "by the embassy", "direct"
    email: str = ""
    fax: str = ""
    phone: str = ""
    country: str = ""  # ISO 3166: tells in which language a line in another script is

    @property
    def spoken(self) -> tuple[OwnText, ...]:
        """The lines, each with its language."""
        return tuple(OwnText(line, language_of(line, self.country), direction_of(line)) for line in self.lines)


@dataclass(frozen=True)
class LetterContents:
    """A sample letter. Words in [square brackets] are the writer's own: they are underlined, without brackets."""

    to: str  # "the Minister of Security", after "Sample letter to"; may be empty
    paragraphs: tuple[Markup, ...]  # of the body, each one made by to_html; without the closing formula
    date: str = ""  # "January 26, 2027"; empty when the body begins with it
    salutation: str = ""  # empty when the body begins with it
    own_salutation: OwnText | None = None  # the same in the addressee's language
    own_language: str = ""  # the name of that language: "Spanish"
    language: str = ""  # of the paragraphs, BCP 47; empty: the packet's
    direction: Literal["ltr", "rtl"] = "ltr"
    closing: str = ""  # "Respectfully,"; empty when the last paragraph is it
    sender: tuple[str, ...] = ()  # lines under the signature: "Your name", "St. Louis, Missouri, USA"
    sender_note: str = ""  # "For this case: name and town, no street."
    told: str = ""  # what has to be said of its language: that there is no letter in the one that was asked for
    beside: "Beside | None" = None  # the same letter in the packet's language, to be set side by side


@dataclass(frozen=True)
class Beside:
    """Two letters that say the same, one to copy and its translation. `is_line_for_line`: paragraph by paragraph."""

    letter: LetterContents
    language: str  # the name of the translation's: "English"
    copied_language: str  # and of the one to copy, in its own words: "español"
    is_line_for_line: bool


@dataclass(frozen=True)
class CaseSheets:
    """What a case gives to its poster and to the sheets that are written on and posted. They name nobody but the case
    and whom it asks."""

    sender: tuple[str, ...] = ()  # what a writer may give of themselves, a line each: "Your name", "Your town"
    salutation: OwnText | None = None  # of the one who is written to first, printed on the blank letter
    to: str = ""  # "Minister of Security", the head of the petition
    poster_marks: tuple[RuleMark, ...] = ()  # up to four
    public_page: str = ""  # whose QR code may stand on the poster; empty: none may
    is_abroad: bool = True  # where the letters go, seen from the chapter
    copies_abroad: tuple[bool, ...] = ()  # the same of each embassy that gets a copy


@dataclass(frozen=True)
class CaseContents:
    """One case as it is printed. `neutral`: its own pages name neither the chapter nor us."""

    name: str  # display name of the subject or title of the case
    country: str
    half_line: str  # for the cover, after the country, up to 45 characters: "teacher, 9 years for a school poem"
    ask: tuple[str, ...]  # one to five sentences
    addressees: tuple[AddresseeContents, ...]
    letter: LetterContents
    letters: tuple[tuple[str, LetterContents], ...] = ()  # what stands in its place in a run of another language
    neutral: bool = False
    own_name: OwnText | None = None
    line: str = ""  # under the name: who and what happened, one line
    standing: str = ""  # after the country: "prisoner of conscience", only if so; never printed when neutral
    deadline: Deadline = Deadline.NONE
    although: str = ""  # what speaks against printing it: stands in the place of the deadline
    act_before: str = ""  # "Fri, February 26, 2027"
    act_before_short: str = ""  # for the cover: "Fri, Feb 26"
    marks: tuple[RuleMark, ...] = ()  # for the cover: the two sharpest, "do not" first
    portrait: Portrait | None = None
    no_portrait: str = ""  # under the name in its own script, in place of a portrait: "No photo, by the family's wish"
    facts: tuple[Fact, ...] = ()  # the most important first: five stand on the first page, the others on the second
    lead: Markup = NOTHING  # the summary, about 60 words
    do: tuple[str, ...] = ()
    do_not: tuple[str, ...] = ()
    rules_note: str = ""  # who decided and when; what the source does not say
    dates: tuple[DatedLine, ...] = ()
    speak_of: Markup = NOTHING
    leave_out: Markup = NOTHING
    background: Markup = NOTHING
    sheets: CaseSheets = CaseSheets()
    case_id: int | None = field(default=None, repr=False, compare=False)  # which case it is; prints nothing


@dataclass(frozen=True)
class AgendaLine:
    time: str  # "7:00"
    title: str
    leader: str = ""
    minutes: str = ""  # "10 min"


@dataclass(frozen=True)
class LeftOut:
    """A case of the meeting that is not printed, and why, as a sentence."""

    name: str
    reason: str


@dataclass(frozen=True)
class PrintedAlthough:
    """A case that somebody had printed although something speaks against it: said on the cover and on its brief."""

    name: str
    against: str
    reason: str
    by: str


@dataclass(frozen=True)
class PacketContents:
    """A whole packet. If a case is neutral, `title` must be: it becomes the file's title and metadata."""

    title: str
    language: str  # BCP 47, of the packet's own words: "en-US"
    paper: Literal["letter", "a4"]
    chapter: str  # "Amnesty St. Louis"
    neutral_sender: str  # stands in the footer of a neutral case in place of the chapter
    meeting: str  # what it is: "Letter-writing meeting"
    date: str  # "Tuesday, January 26, 2027"
    short_date: str  # for the footer: "January 26, 2027"
    when_and_where: str  # "7:00 to 8:30 pm. Lower Hall, Larkspur Avenue Church"
    cases: tuple[CaseContents, ...]
    shred_by: str  # "February 26, 2027"
    group: str = ""  # "Group 201"
    access: str = ""  # access notes of the venue
    host_first: str = ""  # what the host has to know before all else
    withdraw: tuple[str, ...] = ()  # which pages of stopped cases the host takes out of what is printed already
    agenda: tuple[AgendaLine, ...] = ()
    expected: tuple[str, ...] = ()  # names on the sign-in sheet; empty: nobody is expected, or no names by choice
    left_out: tuple[LeftOut, ...] = field(default=())
    although: tuple[PrintedAlthough, ...] = ()
    evening: EveningContents = EveningContents()
    copies: Copies = (("cover", 1), ("sign-in", 1), ("cases", 1), ("tally", 1))  # how often each section is in a copy
    runs: tuple[Run, ...] = (Run(),)
    large: bool = False  # large print
    both_sides: bool = False  # each copy begins on a sheet of its own
    change_line: str = ""  # on the cover of pages that replace others: which to take out, which to put in
    demo: bool = False  # every footer says so, and the cover says that people and open cases are invented
