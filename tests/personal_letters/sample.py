"""Invented letters of a run: long, short, in Spanish and Arabic, with a name inside; writers of every kind."""

from collections.abc import Sequence

from markupsafe import Markup

from chapterapp.cases.rules import Signed
from chapterapp.personal_letters.contents import CaseLetter, Letter, Run

WORDS = (
    "I am [a nurse, and I sing in a choir]. I write to you about {0}, who has been in prison since June 21, 2026 for "
    "sitting in a road with her neighbours.",
    "Films of that morning show no violence, and two hearings have been put off without a reason. No date is set.",
    "I ask you to see that {0} is freed at once, with no conditions, and that the charge against her is dropped.",
    "Until then I ask you to let her see her own <em>lawyer</em> and a doctor. She has asthma, and winter is hard.",
    "[My mother waited too long for a doctor, so I know what such weeks are.] I would be glad of an answer.",
)
TO = ("Minister of Security", "Ministry of Security", "1 Invented Avenue", "Tegucigalpa", "HONDURAS")


def case(number: int, *, times: int = 1, **values: object) -> CaseLetter:
    name = f"Maribel the {number}th"
    given: dict[str, object] = {
        "case_id": number, "name": name, "to": TO, "language": "en-US", "direction": "ltr",
        "date": "December 22, 2026", "salutation": "Dear Minister,", "is_greeted": False,
        "closing": "Respectfully,", "paragraphs": told(name, *WORDS * times),
    }  # fmt: skip
    return CaseLetter(**(given | values))  # type: ignore[arg-type] # by name


def told(name: str, *words: str) -> tuple[Markup, ...]:
    return tuple(Markup(f"<p>{one.format(name)}</p>") for one in words)


SPANISH = case(
    2, language="es", date="22 de diciembre de 2026", salutation="Señor Ministro:", closing="Atentamente,",
    paragraphs=told("", "Le escribo por [una amiga], en prisión desde junio.", "Pido su libertad inmediata."),
)  # fmt: skip
ARABIC = case(
    3, language="ar", direction="rtl", date="٢٢ ديسمبر ٢٠٢٦", salutation="معالي الوزير،", closing="",
    to=("معالي وزير العدل", "القاهرة", "EGYPT"), paragraphs=(Markup("<p>أكتب إليكم من أجل سميرة حداد.</p>"),),
)  # fmt: skip
NAMED = case(4, paragraphs=told("", "My name is {{writer}}.", "I ask you to free her."), salutation="")
CASES = (case(0), case(1, times=3), SPANISH, ARABIC, NAMED)
FULL = Signed(("Ann O’Lee", "12 Elm Street", "St. Louis, MO 63100", "UNITED STATES"), (), "Ann O’Lee")
TOWN = Signed(("Basil Writer",), ("Your town and country",), "Basil Writer")
INITIALS = Signed(("C. W.",), ("Your postcode and country",), "C. W.")
BARE = Signed((), ("Your name", "Your street", "Your town and country"), "")
LINES = tuple(f"Line {n} of an address" for n in range(6))
LONG = Signed(("Dora <b>Long</b>", "x" * 100, *LINES, "UNITED STATES"), (), "Dora Long")
WRITERS = {"Ann O’Lee": FULL, "Basil Writer": TOWN, "Clio Writer": INITIALS, "Dora Long": LONG, "Esme": BARE}


def run(cases: Sequence[CaseLetter] = CASES, names: Sequence[str] = tuple(WRITERS), *, by_case: bool = False) -> Run:
    """Each of the writers to each of the cases, by writer or by case."""
    pairs = [(c, w) for w in range(len(names)) for c in range(len(cases))]
    order = sorted(pairs) if by_case else pairs
    letters = tuple(Letter(c, w, WRITERS[names[w]]) for c, w in order)
    return Run("Letters, December 22, 2026", "en-US", "letter", tuple(cases), tuple(names), letters, by_case)


def many(cases: int, writers: int) -> Run:
    """A write-a-thon: so many different writers and cases."""
    names = tuple(f"Writer the {n}th" for n in range(writers))
    signed = [Signed((name, f"{n} Elm Street", "St. Louis, MO 63100", "USA"), (), name) for n, name in enumerate(names)]
    letters = tuple(Letter(c, w, signed[w]) for w in range(writers) for c in range(cases))
    return Run("Letters", "en-US", "letter", tuple(case(n) for n in range(cases)), names, letters)
