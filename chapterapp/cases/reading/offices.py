"""Which line of an address names an office, and which a person."""

import re

from chapterapp.cases.reading.countries import country_of

ROLE = re.compile(
    r"""\b(?:minister|president|vice[- ]president|governor|attorney[- ]general|prosecutor|procurator|director
    | directorate|chief|head
    | commander|commissioner|ambassador|secretary|chair|chairman|chairwoman|chairperson|king|queen|emir|sultan
    | chancellor
    | superintendent|warden|speaker|inspector[- ]general|ombudsman|ombudsperson|supreme\ leader|leader|mayor
    | coordinator|coordinador|coordinadora|registrar|consul|keeper\ of\ the\ seals|editor(?:[- ]in[- ]chief)?
    | (?:presiding|chief)\ officer|deputy|delegate|délégué\w*|rédact\w+|redactora?|chefredakt\w+
    | judge|magistrate|administrator|representative|commandant|sheriff|ceo|manager|premier|rapporteur|leader\ of
    | chargé\ d'affaires
    | ministro|ministra|presidente|presidenta|gobernador|gobernadora|fiscal|fiscala|procurador|procuradora
    | secretario|secretaria|director[ae]?
    | embajador|embajadora|alcalde|alcaldesa|comandante|jefe|jefa|defensor\ del\ pueblo
    | ministre|présidente?|gouverneur|procureur|garde\ des\ sceaux|ambassadeur|ambassadrice|directeur|directrice
    | premier\ ministre|maire
    | ministerin|[a-zäöü]*präsident|[a-zäöü]*präsidentin|gouverneurin|[a-zäöü]*staatsanwalt|[a-z]*staatsanwältin
    | botschafter|botschafterin
    | [a-zäöü]*inspekteur(?:in)?|kommissar(?:in)?|kommandant(?:in)?
    | s\.?e\.?\ herr\ botschafter|direktor|direktorin|leiter|leiterin|premierminister|premierministerin
    | [a-zäöü]*minister(?:in)?
    | oberste[rs]?\ religionsführer|justizchef|könig|bürgermeister|bürgermeisterin|polizeichef)\b""",
    re.IGNORECASE | re.VERBOSE,
)
BODY = re.compile(
    r"""\b(?:ministry|office|palace|street|st|avenue|ave|road|rd|building|floor|house|court|prison|department
    | embassy|commission
    | committee|box|square|centre|center|city|republic|government|headquarters|university|parliament|assembly
    | council|tribunal|complex
    | district|province|state|block|sector|lane|boulevard|blvd|ambassade|embajada|consulado|consulate
    |başsavcılığı|bakanlığı|valiliği|county|jail|police|federal|national|supreme|human
    | rights|public|authority
    | mission|high\ commission|camp|institution|correctional|facility|penitentiary|capitol|plaza|kremlin|colony
    | detention|statehouse|quarter
    | asociación|fundación|sindicato|colectivo|comité|federación|verein|stiftung|syndicat|fédération
    | daily|matin|quotidien|journal|news|times|herald|gazette|tribune|observer|zeitung|diario|harian|radio|newspaper
    | organi[sz]ation|association|union|company|inc|ltd|corporation|organismo|coordinator|bar|unit|agency|bureau|board
    | secretaría|ministerio|calle|avenida|av|colonia|palacio|casa|edificio|piso|despacho|fiscalía|gobierno|plaza
    | cárcel|comisión|barrio|c\.p
    | rue|place|palais|ministère|bureau|présidence|prison\ de|cité|immeuble|bp
    | straße|strasse|platz|botschaft|ministerium|[a-zäöü]*ministerium|haus|gefängnis|präsidialamt|kanzlei|allee
    | weg|amt|palast)\b
    | [a-zäöü]{4,}(?:straße|strasse|str\.|platz|allee|weg)\b""",
    re.IGNORECASE | re.VERBOSE,
)
HONORIFIC = re.compile(
    r"^(?:[is]\.\s?e\.(?:\s(?:frau|herr))?|mr|mrs|ms|miss|dr|h\.?\s?e\.?|his\ excellency|her\ excellency"
    r"|his\ majesty|his\ honou?r|hrh|hon"
    r"|the\ honou?rable|sr|sra|lic|gen"
    r"|general|col|colonel|major|lt|lieutenant|captain|brigadier|sheikh|ayatollah|señor|señora|herr|frau|m|mme"
    r"|monsieur|madame|prof|professor"
    r"|justice|sayyid|excmo|dra|ing|senior\ general|vice\ admiral|admiral|maître|s\.?\s?e|dato|datuk|tan\ sri"
    r"|daw)\b\.?(?=\s)",
    re.IGNORECASE,
)
DIPLOMAT = re.compile(
    r"^(?:(?:the|royal|h\.e\.|his excellency the|her excellency the|s\.?e\.? (?:herr|frau))\s+)?(?:ambassador"
    r"|embassy|botschaft|embaja|ambassad|consul|high commission"
    r"|permanent (?:mission|representative)|\w+ embassy|kanzlei der botschaft|chargé d)|\bembassy of\b"
    r"|\bbotschaft (?:der|des|von)\b",
    re.IGNORECASE,
)
BARE = re.compile(
    r"^((?:(?:vice|deputy|prime|acting|state|lieutenant|foreign|interior|justice|defence|chief"
    r"|home)[- ])*(?:president|governor|minister|king|queen|mayor"
    r"|sheriff|ambassador|chief justice|commissioner|chairperson|judge|superintendent"
    r"|attorney general|chancellor|director|warden|sultan|presidente|presidenta|gobernador|gobernadora"
    r"|präsident|präsidentin|président|présidente))"
    r"\s+(\S.*)$",
    re.IGNORECASE,
)
ARABIC = re.compile(r"(?:a[ldnstz]|e[ld]|ul|ud)-[^\W\d_a-z]")  # "al-Omar"
OF = re.compile(
    r"^(?:of|for|de|del|der|des|du|von|für|to|and|und|y|et|at|in)\b|\s(?:of|for|der|des|für)\s", re.IGNORECASE
)
TITLED = re.compile(r"(?:his|her)\s+(?:excellency|majesty|(?:royal\s+)?highness)\s+the\s", re.IGNORECASE)
AND_AN_OFFICE = re.compile(
    r"(?:and|und|y|et)\s+\S*(?:minist|attorney|president|head|chief|commander|secret)", re.IGNORECASE
)
GOES_ON = re.compile(r"(?:\b(?:of|for|and|the|de|del|la|y|und|der|et|du|des)|[,&])$", re.IGNORECASE)


def is_office(line: str) -> bool:
    """ "Minister of Justice" is one; "Ministry of Justice" and "President's Office, 3 Palace Road" are addresses."""
    if TITLED.match(line):
        return True
    rank = HONORIFIC.match(line)
    if rank and not _is_bare_role(line[rank.end() :].strip()):  # "General Prosecutor" is no general
        return False
    if any(sign.isdigit() for sign in line) or line.startswith(("Office of", "c/o")):
        return False
    return bool(ROLE.search(line)) and not re.search(r"['’]s\s+office", line, re.IGNORECASE)  # noqa: RUF001


def _is_bare_role(rest: str) -> bool:
    """ "Prosecutor" or "Director of Prisons", but not "King Salman"."""
    role = ROLE.match(rest)
    after = rest[role.end() :].strip() if role else ""
    return bool(role) and (not after or bool(OF.match(after)))


def is_person(line: str) -> bool:
    """Two to seven words that begin with capitals, or an honorific; nothing that houses and streets are called."""
    if any(sign.isdigit() or sign in "()" for sign in line) or not line or country_of(line):
        return False
    if re.search(r"\s(?:of|for|für)\s", line):
        return False
    if HONORIFIC.match(line):
        rest = HONORIFIC.sub("", line).strip(". ")
        return not ROLE.search(rest) or bool(not OF.search(rest) and len(ROLE.sub("", rest).split()) > 1)
    if BODY.search(line) or ROLE.search(line) or "," in line:
        return False
    words = line.split()
    has_no_case = not any(sign.islower() or sign.isupper() for sign in line)
    capital = sum(word[0].isupper() or not word[0].isalpha() or bool(ARABIC.match(word)) for word in words)
    return (has_no_case and len(words) < 6) or (
        2 <= len(words) <= 7 and capital >= len(words) * 0.6 and line[0].isupper()
    )


def split_heading(lines: list[str]) -> tuple[str, str, int]:
    """Name, office, and how many lines they took."""
    if not lines:
        return "", "", 0
    first = lines[0].rstrip(",")
    for name, office in _on_one_line(lines[0]):
        return name, office, 1
    if is_office(first):
        return _office_first(lines)
    if len(lines) > 2 and _is_shouted(first) and not _is_shouted(lines[1]) and is_person(lines[1].rstrip(",")):
        return lines[1].rstrip(","), first, 2
    if is_person(first):
        if len(lines) > 1 and is_office(lines[1]):
            return first, lines[1].rstrip(","), 2
        return first, "", 1
    if len(lines) > 3 and OF.search(first) and is_person(lines[1].rstrip(",")) and not BODY.search(first):
        return lines[1].rstrip(","), first, 2
    if len(lines) > 1 and (HONORIFIC.match(lines[1]) or _on_one_line(lines[1])) and not is_office(first):
        return lines[1].rstrip(","), first, 2
    return "", first, 1


def _is_shouted(line: str) -> bool:
    """The office stands in capitals, and who holds it does not."""
    return line.isupper() and len(line.split()) > 1


def _on_one_line(line: str) -> list[tuple[str, str]]:
    """ "Head of the Judiciary, Ali Rahimi", "Ali Rahimi, Head of the Judiciary" and "Governor Ada Moss"."""
    bare = None if line.casefold().endswith(" general") else BARE.match(line)
    if (
        bare
        and not OF.search(bare[2])
        and is_person(f"Mr {bare[2]}")
        and not BODY.search(bare[2])
        and "," not in bare[2]
    ):
        return [(bare[2], bare[1])]
    roles = list(ROLE.finditer(line))
    rest = line[roles[-1].end() :].strip() if roles else ""
    if len(rest.split()) in (2, 3, 4) and "," not in line and line[roles[-1].end()].isspace():
        is_name = rest.istitle() or all(word[0].isupper() for word in rest.split())
        if is_name and is_person(rest) and not OF.search(rest):
            return [(rest, line[: roles[-1].end()])]
    left, _, right = line.rpartition(",")
    left, right = left.strip(), right.strip()
    if left and is_office(left) and is_person(right):
        return [(right, left)]
    left, _, right = line.partition(",")
    if right.strip() and is_person(left.strip()) and is_office(right.strip()):
        return [(left.strip(), right.strip())]
    return []


def _office_first(lines: list[str]) -> tuple[str, str, int]:
    used = 1
    while used < min(3, len(lines)) and _goes_on(lines[used - 1], lines[used]):
        used += 1
    office = " ".join(lines[:used]).rstrip(",")
    if used < len(lines) and is_person(lines[used].rstrip(",")) and _is_no_town(lines, used):
        return lines[used].rstrip(","), office, used + 1
    return "", office, used


def _goes_on(line: str, following: str) -> bool:
    """ "Attorney General and" or, on the next line, "and Minister of Justice"; or the short name in brackets."""
    if following.startswith("(") and following.endswith(")"):
        return True
    return bool(GOES_ON.search(line) or AND_AN_OFFICE.match(following)) and not is_person(following)


def _is_no_town(lines: list[str], at: int) -> bool:
    """ "Addis Ababa" before "Ethiopia", or last of all, is where the office is and not who holds it."""
    if HONORIFIC.match(lines[at]):
        return True
    following = lines[at + 1 :]
    return bool(following) and not (len(following) == 1 and country_of(following[0]))
