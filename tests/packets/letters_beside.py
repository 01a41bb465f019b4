"""A sample letter in Spanish beside its English one, of plain values."""

from dataclasses import replace

from packets.sample_contents import html, letter

from chapterapp.packets.contents import Beside, CaseContents, LetterContents

TEXTS = (
    "Soy [conductor de autobús en San Luis] y le escribo acerca de Maribel Tábora Ixmal, del valle del Guayapito.",
    "Desde el 21 de junio de 2026 se encuentra en el Centro Femenino de Támbora por haberse sentado en un camino "
    "junto a sus vecinos. Dos audiencias han sido aplazadas, y no hay fecha para su juicio.",
    "Le ruego que disponga su libertad inmediata e incondicional y que se retire el cargo en su contra. Entretanto, "
    "debe poder ver a su propia abogada y a su médica.",
    "Le agradeceré su respuesta y le doy las gracias por su atención.",
)
TOLD = "There is no letter in Spanish for this case yet: this is the usual one."


def spanish(name: str, *, paragraphs: int = len(TEXTS)) -> LetterContents:
    english = letter(name, own_salutation=None)
    return replace(
        english,
        paragraphs=tuple(html(text) for text in TEXTS[:paragraphs]),
        salutation="Estimado Señor Ministro:",
        date="26 de enero de 2027",
        closing="Atentamente,",
        language="es",
        beside=Beside(english, "English", "español", is_line_for_line=paragraphs == len(english.paragraphs)),
    )


def with_spanish(case: CaseContents) -> CaseContents:
    return replace(case, letters=(("es", spanish(case.name)),))


def without_spanish(case: CaseContents) -> CaseContents:
    return replace(case, letters=(("es", replace(case.letter, told=TOLD)),))
