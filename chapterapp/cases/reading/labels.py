"""The labels of urgent actions in all their spellings. A section goes from its label to the next one.

To teach the reader another spelling, add it to its line in SPELLINGS; for another kind of section, add a line.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Label(StrEnum):
    TITLE = "title"
    ISSUED = "issued"
    NUMBER = "number"
    INDEX = "index"
    COUNTRY = "country"
    SUMMARY = "summary"
    LETTER = "letter"
    ACTIONS = "actions"
    TARGETS = "targets"
    COPIES = "copies"
    DIPLOMATS = "diplomats"
    PRISONER = "prisoner"
    LANGUAGE = "language"
    DEADLINE = "deadline"
    NAMES = "names"
    GENDER = "gender"
    BACKGROUND = "background"
    PREVIOUS = "previous"
    SOURCE = "source"
    RULES = "rules"
    POSTAGE = "postage"
    REPLIES = "replies"


# A spelling is lower case; "…" is any words, "[x]" may be missing. What stands after the label belongs to its section.
# A spelling that begins with "^" counts only if nothing else, or only what follows a colon, stands on the line;
# one that begins with "!" counts always, as the beginning of a sentence that says the same thing as a label.
SPELLINGS: dict[Label, str] = {
    Label.TITLE: (
        "urgent action title | action title | ^title | ^titel | ^título | ^titre | título de la acción urgente | "
        "titre de l'action urgente | titel der eilaktion | titel der urgent action"
    ),
    Label.ISSUED: (
        "publication date | issue date | date of issue | date issued | ^date | ^issued | ^datum | ^fecha | "
        "^published | veröffentlicht am | fecha de publicación | date de publication | veröffentlichungsdatum"
    ),
    Label.NUMBER: (
        "urgent action type and number | type and number | ^number | ^ua number | urgent action number | "
        "^action number | ^ua-nr. | ^ua nr. | ^ua-nr | ^ua nr | ^ua-nummer | ^ua no. | ^número | ^numéro | "
        "^nummer | tipo y número de la acción urgente | tipo y número | type et numéro de l'action urgente | "
        "art und nummer der eilaktion | art und nummer der urgent action"
    ),
    Label.INDEX: (
        "index number | ai index number | ^ai index | ^ai-index | ^index | ^índice | ^índice ai | "
        "número de índice | numéro d'index | numéro d'index de l'action urgente | index-nummer"
    ),
    Label.COUNTRY: ("^country | ^land | ^país | ^pays"),
    Label.SUMMARY: (
        "urgent action summary | ^summary | ^sachlage | ^zusammenfassung | ^resumen | ^résumé | case summary | "
        "resumen de la acción urgente | résumé de l'action urgente | zusammenfassung der eilaktion | "
        "zusammenfassung der urgent action"
    ),
    Label.LETTER: (
        "urgent action letter | ^sample letter | ^model letter | ^musterbrief | ^briefvorschlag | "
        "^carta modelo | ^lettre type | ^modèle de lettre | ^take action | ^suggested letter | ^letter | "
        "take action: write an appeal in your own words or use this model letter | "
        "write an appeal in your own words… | 1) take action write a letter… | ^text of the letter | "
        "passez à l'action: envoyez un appel en utilisant vos propres mots ou en vous inspirant du modèle "
        "de lettre ci-dessous | "
        "^passez à l'action | actúen: redacten su propio llamamiento… | ^actúen | schreiben sie einen brief… | "
        "carta de la acción urgente | lettre de l'action urgente | modelo de carta | brief der eilaktion"
    ),
    Label.ACTIONS: (
        "further recommended action[s]: | ^further recommended action[s] | recommended action[s]: | "
        "^recommended action | ^recommended actions | please write immediately… | please write… : | "
        "please send appeals…: | please send a[n] …: | please send appeals to arrive as quickly as possible… | "
        "please send politely worded… | write to… urging… : | schreiben sie bitte… | bitte schreiben sie…: | "
        "^empfohlene aktionen | ^forderungen | escriban… : | envíen llamamientos… : | ^acción recomendada | "
        "^acciones recomendadas | ^action recommandée | ^actions recommandées | ^what to ask for | ^ask for | "
        "^points to make | ^what you can do | ^what can you do? | ^what you can do? | ^how you can help | "
        "dans les appels… : | veuillez écrire… : | ^amnesty fordert | ^amnesty international fordert | "
        "^unsere forderungen | ^deine forderungen | ^suggested points | ^suggested points to make | "
        "^points for your letter | ^points for letters"
    ),
    Label.TARGETS: (
        'target\'s contact details & "copies to" | target\'s contact details and "copies to" | '
        "target's contact details | target contact details | ^targets | ^target | ^appeals to | "
        "^send appeals to | ^addresses | ^please send appeals to | ^write to | please send appeals before…to: | "
        "send appeals before…to: | please send appeals before… to: | ^appelle an | ^llamamientos a | "
        "^envíen los llamamientos a | ^appels à | ^envoyez vos appels à | ^please write to | "
        "^address your letter to | ^letters to | ^send your letter to | ^send your letters to | "
        "^write politely to | ^who to write to | ^whom to write to | ^write a letter to | "
        "contact these…officials…: | contact the officials…: | contact…authorities…: | please write…to: | "
        "please send…to: | write…letters…to: | ^address | ^adresse | ^dirección | please send your letters to | "
        "send letters to | ^appelle bitte an | ^briefe an | ^escriban a | ^écrivez à | ^where to write | "
        "^appell an | ^schreib an | ^destinatarios | ^destinataires | envoyez vos appels…à: | "
        '^schreiben sie an | datos de contacto del destinatario y "copias a" | '
        "datos de contacto del destinatario | datos de contacto de los destinatarios | "
        'coordonnées du destinataire et "copies à" | coordonnées du destinataire | '
        "coordonnées des destinataires | kontaktdaten des adressaten | kontaktdaten der adressaten | ^send to | "
        "^send your message to | ^send your appeals to | ^mail to | schreiben sie in…an: | "
        "^send your letters and e-mails to"
    ),
    Label.COPIES: (
        "^copies to | ^and copies to | ^copy to | ^with copies to | ^with a copy to | ^please send copies to | "
        "^cc | ^send copies to | ^kopien an | ^kopie an | ^copias a | ^copia a | ^envíen copia a | ^y copia a | "
        "^y copias a | ^copies à | ^copie à | ^and a copy to | ^copies of your appeals to | "
        "^sende eine kopie an | ^senden sie eine kopie an | ^kopien bitte an | ^en copie à | "
        "^copies of appeals to | ^copies of your letters to | ^please copy | ^and please copy | "
        "^please send a copy to | senden sie…kopie…an:"
    ),
    Label.DIPLOMATS: (
        "!also send copies to diplomatic representatives accredited to your country | "
        "and to diplomatic representatives…accredited to your country | also send copies to: | "
        "also send copies to diplomatic representatives… | please send copies to diplomatic representatives… | "
        "and copies to diplomatic representatives… | ^diplomatic representatives | "
        "envíen también copias a la representación diplomática… | veuillez également adresser… | ^embassy | "
        "^embassies | ^botschaft | ^a copy to the embassy"
    ),
    Label.PRISONER: (
        "^messages of support to | ^send messages of solidarity to | ^solidarity messages to | "
        "^letters of support to | ^solidaritätsschreiben an | ^address of the prisoner | ^prison address | "
        "send cards…to: | send a card…to: | you can write to…at: | write to…at: | "
        "send letters of solidarity…to: | send messages of support…to: | send messages of solidarity…to: | "
        "cartas de apoyo a: | ^you can write to | cards…may be sent…: | cards…can be sent…: | "
        "letters of support…sent…: | letters of support to…: | messages of support to…: | "
        "messages of solidarity to…: | letters of solidarity to…: | cards of solidarity to…: | "
        "cards of support to…: | greetings to…: | cards to…: | messages…may be sent…: | "
        "greetings…may be sent…: | you may write to…: | you can write to…: | messages of support…sent…: | "
        "karten…an: | solidaritätskarten an: | you may also send…to…: | you can also send…to…: | "
        "you may send…to…: | you can send…to…: | you may also write to…: | you can also write to…: | "
        "sie können auch…schreiben…: | please send cards…to: | please send a card…to: | "
        "please send messages…to: | please send letters of support…to: | please send greetings…to: | "
        "please write to him at | please write to her at | please write to them at | please write a card…: | "
        "write a card…: | please send a card…: | please send cards…: | send a card…: | send cards…: | "
        "please write to the prisoner…: | ^send your card to | ^cards to | ^send solidarity cards to | "
        "^show your solidarity | ^show solidarity | ^send solidarity to | ^send a message of solidarity to | "
        "^solidarity address"
    ),
    Label.LANGUAGE: (
        "preferred language to address target | preferred language[s] | ^language | ^languages | "
        "^bevorzugte sprache | ^idioma preferido | idioma preferente para dirigirse al destinatario | "
        "idioma preferente… : | langue préférée… : | ^langue | ^sprache | "
        "langue(s) à privilégier pour les appels aux destinataires | pueden escribir al destinatario en | "
        "pueden escribir llamamientos en | ^pueden escribir en | ^sprachen | vous pouvez écrire en | "
        "^language to write in | ^languages to write in | idioma preferido para dirigirse al destinatario | "
        "langue préférée pour s'adresser au destinataire | bevorzugte sprache für den adressaten | "
        "langue à privilégier pour les appels aux destinataires | ^langue à privilégier"
    ),
    Label.DEADLINE: (
        "appeal deadline notice | appeal deadline | ^deadline | please take action as soon as possible until | "
        "please take action before | please take action until | ^take action before | ^take action until | "
        "^write before | !appelle bis | !appelle bitte bis | !bitte appelle bis | !bitte schreiben sie bis | "
        "!prière d'intervenir | !merci d'agir | !écrivez avant | !please write before | !please write by | "
        "!please act before | !letters should be sent before | ^bitte schreiben bis | ^act before | "
        "^fecha límite | actúen lo antes posible hasta | actúen lo antes posible y antes del | ^date limite | "
        "^plazo | veuillez agir dès que possible, avant le | ^appeals before | "
        "!please send appeals immediately | !please check with | !check with | "
        "!please do not send appeals after | !bitte schreiben sie ihre appelle | "
        "!da informationen in urgent actions | !bitte senden sie keine appelle | !consulten con | "
        "!si van a enviar llamamientos después | !vérifiez auprès | "
        "merci d'agir dans les plus brefs délais et avant le | fecha límite para enviar llamamientos | "
        "fecha límite para el envío de llamamientos | date limite d'envoi des appels | "
        "date limite pour l'envoi des appels | appelle bitte senden bis | !schreibe in gutem | "
        "!bitte schreibe bis | ^bitte schreibe bis"
    ),
    Label.NAMES: (
        "name and preferred pronoun[s] | name and pronoun[s] | name(s) and preferred pronoun(s) | "
        "names and preferred pronouns | ^prisoner | ^person concerned | ^betroffene person | "
        "nombre y pronombre preferido | nombre y género preferido | nom et pronom préféré[s] | "
        "name und pronomen | name und bevorzugtes pronomen | ^name | ^names | ^nombre | ^nom | "
        "prénom, nom et pronom à utiliser | nombre y pronombre | noms et pronoms | ^subject | ^subjects | "
        "^name and pronouns | ^names and pronouns"
    ),
    Label.GENDER: (
        "gender m/f | ^gender | gender (m/f) | ^sexo | ^género | ^genre | ^sexe | ^geschlecht | both m/f | "
        "gender m/f/nb"
    ),
    Label.BACKGROUND: (
        "background information (400 words + relevant links) | ^background information | "
        "^additional information | ^background | ^hintergrundinformation | ^hintergrundinformationen | "
        "^hintergrund | ^información complementaria | ^información adicional | ^complément d'information | "
        "^informations complémentaires | ^contexte | ^informations générales | ^información general | "
        "^contexto | ^antecedentes | ^further background | ^additional resources | ^more information | "
        "^about the case | información de contexto | informations contextuelles | ^the background | "
        "^background to the case"
    ),
    Label.PREVIOUS: (
        "link to previous ua | ^previous ua | enlace a la au anterior | lien vers l'au précédente | "
        "link zur vorherigen ua | ^link to previous urgent action"
    ),
    Label.SOURCE: (
        "^source | ^quelle | ^fuente | ^online | for a print-friendly version of this urgent action (pdf) | ^web"
    ),
    Label.RULES: (
        "^please note | ^note | ^important | ^caution | ^bitte beachten | ^nota | ^rules | ^what to avoid | "
        "^do not | ^safety"
    ),
    Label.POSTAGE: (
        "postage rates | ^postage | ^postage costs | ^porto | ^portokosten | ^stamps | ^franqueo | "
        "^tarifas postales | ^affranchissement"
    ),
    Label.REPLIES: (
        "^replies | ^if you receive a reply | ^tips for letter writers | ^tips | ^how to write | "
        "please let us know if you took action… | ^contact us | ^about us | ^follow up | ^events | "
        "^next meeting | ^thank you | !if you want updates on | !if you would like updates on | ^tell us | "
        "^tell us what you did | ^let us know"
    ),
}
ONE_VALUE = {
    Label.LANGUAGE,
    Label.DEADLINE,
    Label.NAMES,
    Label.NUMBER,
    Label.PREVIOUS,
    Label.ISSUED,
    Label.INDEX,
}
BULLET = re.compile(r"^\s*(?:[•●▪■◦‣·*\uf0b7\uf0a7]|[–—-]{1,2}|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")  # noqa: RUF001


@dataclass(frozen=True)
class Section:
    """`first` is the line of the label in the document; the rest of that line is the first of `lines`."""

    label: Label
    heading: str
    lines: tuple[str, ...]
    first: int


def plain(line: str) -> str:
    """As SPELLINGS are written: one kind of apostrophe and quotation mark, small letters, single spaces."""
    table = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})  # noqa: RUF001
    return line.translate(table).lower()


# "…" stays in one sentence: the full stop of "Mr." or "U.S." ends none.
WITHIN = r"(?:[^:.]|\.(?!\s)|(?<=\b[a-z])\.|(?<=\b(?:mr|ms|dr|st))\.|(?<=\bmrs)\.){0,160}?"


def _as_pattern(spelling: str) -> tuple[str, str]:
    kind = spelling[0] if spelling[0] in "^!" else ""
    text = re.escape(spelling.removeprefix(kind).replace(" :", ":")).replace(":", r"\s*:")
    text = text.replace(r"\ ", r"\s+").replace("…", WITHIN).replace(r"\[", "(?:").replace(r"\]", ")?")
    return text.replace('"', '"?').replace(r"\&", r"(?:&|and)"), kind


@cache
def _patterns() -> list[tuple[Label, re.Pattern[str], str]]:
    """The longest spelling first, so that none hides behind a shorter one."""
    found: list[tuple[Label, str]] = []
    for label, spellings in SPELLINGS.items():
        found += [(label, spelling.strip()) for spelling in spellings.split(" | ")]
    found.sort(key=lambda pair: -len(pair[1]))
    patterns = []
    for label, spelling in found:
        text, kind = _as_pattern(spelling)
        patterns.append((label, re.compile(rf"\s*{text}(?![\w-])" if text[-1].isalpha() else rf"\s*{text}"), kind))
    return patterns


def label_of(line: str) -> tuple[Label, int] | None:
    """The label that a line begins with, and where what follows it begins."""
    if not line.strip():
        return None
    text = plain(line[:400])  # no label is longer
    for label, pattern, kind in _patterns():
        match = pattern.match(text)
        if match is None:
            continue
        rest = line[match.end() :]
        if kind == "^" and rest.strip() and not re.match(r"\s*:", rest):
            continue
        if not kind and not _closes(label, line[: match.end()], rest):
            continue
        colon = re.match(r"\s*(?:[:.]|[–—-](?=\s))?\s*", rest)  # noqa: RUF001
        return label, match.end() + (colon.end() if colon else 0)
    return None


def _closes(label: Label, heading: str, rest: str) -> bool:
    """A label without a colon is a sentence's beginning, unless it is in capitals, alone, or names a short value."""
    if (
        label in ONE_VALUE
        and len(heading.split()) > 1
        and re.match(r"\s+(?:[–—-]\s*)?[A-Z\d]", rest)
        and len(rest) < 80
    ):
        return True
    return (
        heading.isupper() or heading.rstrip().endswith(":") or not rest.strip(" .:") or rest.lstrip()[:1] in (":", "(")
    )
