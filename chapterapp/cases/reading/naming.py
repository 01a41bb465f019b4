"""Who a story is about, where no label and no line of the head says so: "Muralist Vasil Hrynko was detained …".

A name is taken only from where a sentence begins with it, and only if the document speaks of the same person again.
Whatever else might be a name stays unread.
"""

import re

from chapterapp.cases.reading import countries
from chapterapp.cases.reading.countries import country_of
from chapterapp.cases.reading.findings import Findings
from chapterapp.cases.reading.offices import is_person
from chapterapp.cases.reading.paragraphs import text_of
from chapterapp.cases.reading.proposal import Addressed, Person
from chapterapp.cases.reading.references import DASHES
from chapterapp.cases.reading.rules import sentences_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words("al el bin ibn bint binti ben abu de del da das do dos di la le van von der den")
HAPPENS = _words(  # what follows a subject of which something is told
    """was were is are has have had faces face risks risk remains remain may could disappeared died
    ist sind war wurde wurden wird werden hat haben droht drohen sitzt sitzen befindet erhielt
    fue fueron está están ha han es lleva llevan sigue siguen permanece desapareció corre corren
    a ont est sont risque risquent purge demeure"""
)
OF_SEVERAL = _words("were are have sind wurden werden haben fueron están han ont sont")
# Before a name they say that it belongs to another sentence or another person.
APART = _words(
    """of by in at for with from to that on near under against his her their its whose who which when after before since
    von vom bei in mit seine seiner ihr ihre ihrer dass de del en por con que su sus par dans avec sa son ses leur"""
)
THING = _words(
    """village town city river valley region province district island prison camp newspaper magazine weekly daily paper
    company party union ship ferry boat station school church mosque monastery band choir community people tribe website
    film play song law organization organisation group network family dorf stadt zeitung pueblo ciudad periódico diario
    ville journal"""
)
IS_THING = re.compile(
    rf",\s+(?:an?|the|eine?|das|una?|el|la|une?|le)\s+(?:[\w-]+\s+){{0,2}}?(?:{'|'.join(sorted(THING))})"
    r"(?=,|\s+(?:of|in|on|near|that|which|where|for|with|by|at|von|im|de|du|en|à)\b)",
    re.IGNORECASE,
)
FOR = (
    r"(?:\b(?:releas\w+|free(?:ing)?|protect\w*|(?:writing|write|concern\w*)(?:\s+to\s+you)?\s+(?:about|for)|against"
    r"|(?:release|case|situation|detention|arrest|imprisonment|disappearance|execution|safety|trial|conviction|sentence"
    r"|deportation|extradition|torture|beating|killing|flogging)\s+of|deport|extradite|execute|find"
    r"|on\s+behalf\s+of|attack\s+on|freilassung\s+von|libert(?:ad|en|ar|é)\s+(?:a|de)|libér\w+(?:\s+de)?)\s+"
    r"(?:[a-zß-ÿ-]+\s+){0,3}(?<!\bthe )(?:[^\W_][^.,;\s]+\s+and\s+)?"
    r"|\bau\s+sujet\s+(?:de\s+|d['’])|\ben\s+relación\s+con\s+)"
)
PLACE = (
    r"\b(?:in|near|outside|inside|nach|en|à|près\s+de|cerca\s+de"
    r"|(?:families|residents|inhabitants|villagers|people|town|city|valley)\s+of)\s+"
)
CALLED_SO = re.compile(
    r"\b(?:hills?|heights|creek|bay|islands?|mountains?|valley|river|lake|park|gardens?|village|beach|fields?|bridge|farm"
    r"|forces?|front|movement|army|brigade|league|watch|power|operation|puerto|port|cerro|río|monte)\b",
    re.IGNORECASE,
)
OFFICIAL = re.compile(
    r"\b(?:president|prime|minister|governor|prosecutor|judge|magistrate|general|colonel|police|officer|guard|soldier|sergeant|captain|lieutenant|warden|inspector|commander"
    r"|king|prince|spokes\w+|ambassador|senator|official|justice|präsident\w*|richter\w*|presidente|juez|juge"
    r"|président|nations|amnesty|international)\b",
    re.IGNORECASE,
)
NO_WORK = _words("who which whose where aged and und y et e der die wo qui que")
ITS = _words("his her their seine seiner ihr ihre su sus son sa leur")
OWNING = re.compile(r"['’]s?$")  # noqa: RUF001
AND = _words("and und y e et")
ADDRESSED = _words("sie frau herr herrn i")  # words with a capital that begin no sentence alone
TITLES = _words("dr dr. mr mr. mrs mrs. ms ms. pastor father rev rev. reverend bishop prof prof. professor sister")
ARTICLES = {"der", "die", "dem", "den"}  # in German a noun with a capital follows
NO_NAME_AFTER = {"the", "le", "la", "les", "el", "los", "las"}  # "The Popular Front": a person has no article
PREFIX = re.compile(r"^(?:on|am|el|le|since|seit|in|im|en)\s[^,.]{0,40}\d[^,.]{0,20},\s+", re.IGNORECASE)
ONE_PERSON = re.compile(r"\b(?:he|she|his|hers?|him|er|sie|ih[nmr]|seine?|ihre?|él|ella|il|elle|lui)\b", re.IGNORECASE)
PERSONAL = re.compile(
    r"\b(?:he|she|him|her|his|hers|they|them|er|sie|ihm|ihn|sein\w*|ihr\w*|él|ella|il|elle|lui)\b", re.IGNORECASE
)
SHORT = re.compile(r"\b(dr|mr|mrs|ms|rev|prof)\.(?=\s)", re.IGNORECASE)
BRACKETS = re.compile(r"\s*\([^()]*\)")
MOST_CHARACTERS, MOST_WORDS = 4000, 8  # of a story, and of a name
FARTHEST = 5  # words before a name


def name_from_elsewhere(recipients: list[Addressed], above: list[str], findings: Findings) -> None:
    """Who is written to in prison is whom the action is for. A title such as "IRAN: Shirin Karimi" names the person
    too, if the story speaks of her by this name. Else it is who the story begins with, or the letter, where the story
    names them too.
    """
    if "subjects" in findings.values:
        return
    held = [one.name for one in recipients if one.role == "prisoner" and one.name]
    if held:
        findings.put("subjects", tuple(Person(name) for name in dict.fromkeys(held)), held[0])
        return
    name = _name_in_title(findings)
    names = [name] if name else []
    for story in (findings.values.get("summary", ""), text_of(above), findings.values.get("background", "")):
        names = names or people_in(story.partition("\n\n")[0], findings.whole)
    for said in findings.values.get("sample_letter", "").split("\n\n"):
        named = people_in(said, findings.whole)
        names = names or (named if all(one in findings.values.get("summary", "") for one in named) else [])
    findings.put("subjects", tuple(Person(one) for one in names), *names)


def _name_in_title(findings: Findings) -> str:
    title, country = findings.values.get("title", ""), findings.values.get("country", "")
    start = countries.country_at_start(title)
    if not start or start[0] != country:
        return ""
    name = re.split(r",|\s[-–—]\s", title[len(start[1]) :].strip(DASHES))[0].strip()  # noqa: RUF001
    words = name.split()
    is_name = 2 <= len(words) <= 5 and all(word[0].isupper() for word in words)
    return name if is_name and name in findings.values.get("summary", "") else ""


def people_in(story: str, whole: str) -> list[str]:
    """The names with which a sentence of the story begins; `whole` is the document, with its spaces folded."""
    for sentence in _sentences(story):
        names = _subjects(sentence, whole)
        is_meant = bool(PERSONAL.search(story)) or any(_again(name, whole) for name in names)
        if len(names) == 1 and sentence.startswith(names[0]) and sentence[len(names[0])] != ",":
            # "Boko Haram has …" could be anything
            is_meant = bool(ONE_PERSON.search(story))
        if names and is_meant and not IS_THING.match(sentence.partition(names[0])[2]):
            return names
    return _asked_for(story, whole)


def _asked_for(story: str, whole: str) -> list[str]:
    """ "Police detained the baker Ali Reza" in the story, and "release Ali Reza" where it says what to ask for."""
    groups: list[list[str]] = []  # names that a comma or an "and" joins
    for sentence in _sentences(story):
        words = sentence.split()
        at, is_joined = 0, False
        while at < len(words):
            before, run, end = _next_run(words, at)
            if len(run) == 1 and _is_joined(words, end):
                return []  # "Iván and Efrén Luna": half a list would leave somebody out
            name = _name(before[-1:], [*run[:-1], OWNING.sub("", run[-1])], whole) if len(run) > 1 else ""
            if name and groups and is_joined and (not before or before[0] in AND):
                groups[-1].append(name)
            elif name:
                groups.append([name])
            is_joined = bool(name) and (run[-1].endswith(",") or words[end : end + 1] in [[word] for word in AND])
            at = max(end, at + 1)
    asked = [group for group in groups if any(re.search(FOR + re.escape(name), whole) for name in group)]
    return list(dict.fromkeys(name for group in asked for name in group))


def _sentences(story: str) -> list[str]:
    return sentences_of(SHORT.sub(r"\1", BRACKETS.sub("", story[:MOST_CHARACTERS])))


def _is_joined(words: list[str], at: int) -> bool:
    return at + 1 < len(words) and words[at].casefold() in AND and _is_capital(words[at + 1])


def _subjects(sentence: str, whole: str) -> list[str]:
    """Every name of the subject, or none: half a list would leave somebody out."""
    words = PREFIX.sub("", sentence).split()
    names: list[str] = []
    at = 0
    while True:
        before, run, end = _next_run(words, at)
        before = before[1:] if names and before and before[0] in ITS else before  # "and her husband Bao Long"
        name = _name(before, run, whole) or _before_work(before, run, words[end : end + 1], whole)
        if not name:
            return []
        names.append(name)
        last = run[-1]
        if not last.endswith(",") and end < len(words) and words[end].casefold() in HAPPENS:
            is_one = len(names) == 1 and words[end].casefold() in OF_SEVERAL  # "Rapid Support Forces have"
            return [] if is_one else names
        if end < len(words) and words[end].casefold() in AND:
            at = end + 1
        elif last.endswith(",") and end < len(words) and _is_capital(words[end]):
            at = end
        elif last.endswith(",") and _after_apposition(words, end):
            return names
        else:
            return []


def _after_apposition(words: list[str], at: int) -> bool:
    """ "…, a Pentecostal pastor, has been held": what stands between the commas is no further name."""
    if _is_capital(words[at]) if at < len(words) else True:
        return False
    commas = [place for place in range(at, min(len(words), at + 20)) if words[place].endswith(",")]
    return any(place + 1 < len(words) and words[place + 1].casefold() in HAPPENS for place in commas)


def _next_run(words: list[str], at: int) -> tuple[list[str], list[str], int]:
    """The words before the first name from here on, its own words, and where it ends."""
    start = at + 1 if at == 0 and _is_alone(words) else at
    while start < len(words) and start - at <= FARTHEST and not _is_capital(words[start]):
        start += 1
    end = start
    while end < len(words) and (_is_capital(words[end]) or (words[end].casefold() in PARTICLES and end > start)):
        end += 1
        if words[end - 1].endswith((",", ";", ":", "!", "?")) or (
            words[end - 1].endswith(".") and len(words[end - 1]) > 3
        ):
            break
    while end > start and words[end - 1].casefold() in PARTICLES:
        end -= 1
    return words[at:start], words[start:end], end


def _is_alone(words: list[str]) -> bool:
    """ "The", "Village" and "Student" have a capital because a sentence begins with them."""
    return len(words) > 1 and (not _is_capital(words[1]) or words[0].casefold() in (*ARTICLES, "the", "le", "la", "el"))


def _is_capital(word: str) -> bool:
    bare = re.sub(r"^(?:[aA]l-|[dD]['’]|[eE]l-)", "", word.strip("“”\"'"))
    return bool(bare) and bare[0].isupper() and not any(sign.isdigit() for sign in bare)


def _name(before: list[str], run: list[str], whole: str) -> str:
    """Without the work or the title that stands before it, or nothing where that cannot be told apart."""
    said = [word.casefold().strip(",") for word in before]
    if (
        not run
        or len(run) > MOST_WORDS
        or set(said) & APART
        or said[-1:]
        and said[-1] in THING
        or OFFICIAL.search(" ".join([*before, *run]))
        or OWNING.search(run[-1])
    ):  # noqa: RUF001
        return ""
    if said and set(said) <= NO_NAME_AFTER:
        return ""
    words = [*run[:-1], run[-1].rstrip(",.;:!?")]
    title = next((at for at, word in enumerate(words) if word.casefold() in TITLES), -1)
    if title >= 0:
        return _whole_name(words[title + 1 :], whole)
    if said and said[0] in ARTICLES:
        return _whole_name(words[1:], whole)
    is_after_work = any(word[0].islower() for word in before)
    if is_after_work and whole.count(" ".join(words)) > 1:
        return _whole_name(words, whole)
    known = (_known(words[at:], whole) for at in range(is_after_work, len(words) - 1))
    return next(filter(None, known), _whole_name(words, whole) if is_after_work else "")


def _known(words: list[str], whole: str) -> str:
    return _whole_name(words, whole) if _again(" ".join(words), whole) else ""


def _before_work(before: list[str], run: list[str], following: list[str], whole: str) -> str:
    """ "Hamadi Slimane, editor of a weekly, is …": where the work stands behind the name, none stands before it."""
    if before or not run or not run[-1].endswith(",") or OFFICIAL.search(" ".join(run)):
        return ""
    work = following[0] if following else ""
    return _whole_name([*run[:-1], run[-1].rstrip(",")], whole) if work.isalpha() and work not in NO_WORK else ""


def _whole_name(words: list[str], whole: str) -> str:
    name = " ".join(words)
    is_place = CALLED_SO.search(name) or re.search(PLACE + re.escape(name) + r"(?!\w|['’])", whole)
    is_abroad = any(country_of(word) for word in words)  # "Shell Nigeria"
    return name if len(words) > 1 and is_person(name) and not (is_place or is_abroad) else ""


def _again(name: str, whole: str) -> bool:
    """Inside a sentence, where its first word has its capital of its own."""
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", whole):
        last = whole[: match.start()].rstrip().rpartition(" ")[2]
        if last[-1:] in (".", "!", "?", ":"):
            continue
        if last[-1:] in (",", ";", "(") or last[:1].islower() or last.casefold() in ADDRESSED:
            return True
    return False
