"""Personal letters from the side of who asks for them: lay out once, see which do not fit, print all."""

from collections.abc import Callable, Mapping, Sequence

from chapterapp.pdf.parts import Composed, Frame, Letter
from chapterapp.pdf.press import Press, RenderFailed
from chapterapp.scripts import say_missing

BATCH = 50  # letters in one plain document: beyond, cost grows faster than pages


def print_letters(
    press: Press,
    html: str,
    css: str,
    images: Mapping[str, bytes],
    letters: Sequence[Letter],
    frame: Frame,
    *,
    plain: Callable[[Sequence[Letter]], str],
    progress: Callable[[int], None] = lambda pages: None,
) -> Composed:
    """One tagged file of `letters`, in this order, an outline entry each; `pages` of the answer are those of a letter.

    `html` has the bodies and blocks that the letters name, as letters.py says. `plain` makes the document of whole
    letters for those that do not fit their zones: the same page, with zones that grow, each an outline entry.
    """
    bodies = 1 + max(-1, *(letter.body for letter in letters))
    blocks = 1 + max(max(letter.sender, letter.closing) for letter in letters)
    laid = press.lay_out_letters(html, css, images, bodies, blocks, progress=lambda pages: progress(0))
    if laid.missing:
        raise RenderFailed(say_missing(laid.missing))
    others = [letter for letter in letters if not laid.fits(letter)]
    documents, done = [], len(letters) - len(others)
    for at in range(0, len(others), BATCH):
        page = plain(others[at : at + BATCH])
        pdf = press.render(page, css=css, images=images, name=f"letters-{at}-", progress=_counted(progress, done))
        if pdf.missing:
            raise RenderFailed(say_missing(pdf.missing))
        documents.append(pdf.data)
        done += pdf.pages
    return press.compose_letters(laid, letters, documents, frame, progress=lambda pages: progress(done))


def _counted(progress: Callable[[int], None], before: int) -> Callable[[int], None]:
    return lambda pages: progress(before + pages)
