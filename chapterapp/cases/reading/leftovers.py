"""What leaks into the text and must not stay: page numbers, running headers, footers of web sites, separators."""

import re
from collections import Counter

from chapterapp.cases.reading import days, numbers, references

PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|p\.)?\s*[-–—|]?\s*\d{1,2}\s*(?:(?:of|/|von|de|sur)\s*\d{1,3})?\s*[-–—|]?",
    re.IGNORECASE,  # noqa: RUF001
)
SEPARATOR = re.compile(r"[\s*_=~#.+|·•—–-]{3,}|[•●▪·]\s*")  # noqa: RUF001
FOOTER = re.compile(
    r"""^(?:
    ©.* | .*\ball\ rights\ reserved\b.* | (?:amnesty\ international,?\ )?1\ easton\ street.*
    | .*\bregistered\ charity\b.*
    | .*\b(?:privacy|cookie)\ (?:policy|notice|settings)\b.* | .*\bunsubscribe\b.*
    | .*\bmanage\ your\ (?:e-?mail\ )?preferences\b.*
    | (?:share|tweet|print|donate|donate\ now|join\ us|sign\ up|log\ in|menu|search|home|back\ to\ top
    | read\ more)(?:\ (?:this|page|on|by|our).*)?
    | follow\ us.* | skip\ to\ (?:main\ )?content
    | .*\b(?:view|open|read|see)\b.{0,40}\ in\ (?:your|a|the)\ (?:web\ )?browser\b.*
    | (?:powered|generated)\ by\ .* | https?://\S+\s+\d{1,2}/\d{1,2}/\d{2,4}.*
    | \d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\ \d{1,2}:\d{2}(?:\ [ap]m)?\b.*  # a browser's own head and foot of a page
    | (?:https?|file)://\S+\s+\d{1,2}\s?/\s?\d{1,2}
    | .*\bnewsletter\ abbestellen\b.*
    | datenschutz.* | impressum.*
    | (?:spenden|jetzt\ spenden|teilen|drucken|compartir|imprimir|partager|imprimer)
    | \[?sections\ to\ add\ when\ relevant\]? | (?:amnesty\ international\ )?urgent\ action\ network,?\ .*
    | name\ address\ 1\ address\ 2.* | please\ insert\ local\ diplomatic\ addresses\ below:?
    | (?:public|internal|external|öffentlich|público)
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
FRAME = re.compile(r"^([*+#|=~])\1*\s+(\S.*\S)\s+\1+$")
TRAIL = re.compile(r"^[^.!?]{0,160}$")
STEP = re.compile(r"\s*[›»→>]\s*")
HOME_STEP = re.compile(
    r"^(?:you are here:?\s*)?(?:home|start|startseite|inicio|accueil|portada)\s*[/|:›»→>]", re.IGNORECASE
)
CONTACT = re.compile(r"^(?:e-?mail|fax|phone|tel|salutation|anrede|dear|name|•|-)\b", re.IGNORECASE)
EDGE = 3


def clean(pages: list[list[str]]) -> tuple[list[str], list[str]]:
    """The lines that stay, and those left out, each once."""
    pieces = [piece for page in pages for piece in _pieces(page)]
    running = _running(pieces)
    kept: list[str] = []
    left_out: list[str] = []
    seen: set[str] = set()
    for number, piece in enumerate(pieces):
        edges = _edges(piece)
        for at, line in enumerate(piece):
            plain = " ".join(line.split())
            if _is_leftover(plain, at in edges and _shape(plain) in running, seen, number == 0):
                left_out.append(plain)
                continue
            seen.add(_shape(plain))
            if plain or (kept and kept[-1]):
                kept.append(line.rstrip() if plain else "")
    return kept, [line for line in dict.fromkeys(left_out) if line.strip(" -–—_=*·•.")]  # noqa: RUF001


def _pieces(page: list[str]) -> list[list[str]]:
    """Text that was copied has no pages, only their numbers: each begins a new one."""
    pieces: list[list[str]] = [[]]
    for line in page:
        if line.strip() and PAGE_NUMBER.fullmatch(line.strip()):
            pieces[-1].append(line)
            pieces.append([])
        else:
            pieces[-1].append(line)
    return pieces


def _edges(piece: list[str]) -> set[int]:
    full = [at for at, line in enumerate(piece) if line.strip() and not PAGE_NUMBER.fullmatch(line.strip())]
    return {*full[:EDGE], *full[-EDGE:]}


def _shape(line: str) -> str:
    """Page numbers in a running header differ; the header is the same."""
    return re.sub(r"\d+", "0", line.casefold())


def _running(pieces: list[list[str]]) -> set[str]:
    shapes: Counter[str] = Counter()
    for piece in pieces:
        shapes.update({_shape(" ".join(piece[at].split())) for at in _edges(piece)})
    return {shape for shape, count in shapes.items() if count > 1 and len(shape) > 7 and not CONTACT.match(shape)}


def _is_leftover(line: str, is_running: bool, seen: set[str], is_first: bool) -> bool:
    if not line:
        return False
    if PAGE_NUMBER.fullmatch(line) or SEPARATOR.fullmatch(line) or FOOTER.match(line) or _is_trail(line):
        return True
    if (framed := FRAME.match(line)) and not _says_something(framed[2]):
        return True
    return is_running and not (
        _shape(line) not in seen and (references.is_reference(line) or (is_first and _says_something(line)))
    )


def _is_trail(line: str) -> bool:
    """ "Home › Act › Urgent actions": where in a web site the page is."""
    steps = [step for step in STEP.split(line) if step.strip()]
    return bool(HOME_STEP.match(line)) or (bool(TRAIL.match(line)) and len(steps) > 2 and max(map(len, steps)) < 60)


def _says_something(line: str) -> bool:
    """A running header that is the title, the number or the date is kept where it stands first."""
    return bool(line.isupper() or numbers.find_numbers(line) or numbers.find_index(line) or days.find_days(line))
