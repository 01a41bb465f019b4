"""Lines of a page become paragraphs again; bullets become a list."""

import re

from chapterapp.cases.reading.labels import BULLET

ENDS = re.compile(r"[.!?:;…»”\"')\]]$|[,]$")
GLUED = re.compile(r"(\w)[\u2010-]$")


def folded(text: str) -> str:
    return " ".join(text.split())


def paragraphs_of(lines: list[str] | tuple[str, ...]) -> list[str]:
    """An empty line ends a paragraph; so does a line that is short of the others and ends a sentence."""
    widest = max((len(line) for line in lines), default=0)
    done: list[str] = []
    open_: list[str] = []
    for line in lines:
        text = line.strip()
        if not text or BULLET.match(line):
            _close(open_, done)
        if text:
            open_.append(text)
            if len(line) < widest * 0.75 and ENDS.search(text):
                _close(open_, done)
    _close(open_, done)
    return done


def _close(open_: list[str], done: list[str]) -> None:
    if open_:
        done.append(folded(" ".join(open_)))
        open_.clear()


def text_of(lines: list[str] | tuple[str, ...]) -> str:
    return "\n\n".join(paragraphs_of(lines))


def bullets_of(lines: list[str] | tuple[str, ...]) -> tuple[list[str], list[str], int]:
    """The items of the first list, the lines before it, and how many lines were used to its end.

    An item goes on over the lines that follow it, until an empty line that no further item follows.
    """
    items: list[list[str]] = []
    before: list[str] = []
    end = 0
    for at, line in enumerate(lines):
        mark = BULLET.match(line)
        if mark:
            items.append([line[mark.end() :].strip()])
        elif not items:
            before.append(line)
            continue
        elif not line.strip():
            if not _more_follow(lines, at) and not _is_torn(items[-1], lines, at):
                break
        else:
            items[-1].append(line.strip())
        end = at + 1
    return [folded(" ".join(item)) for item in items], before, end


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence, or the line, that these characters stand in."""
    begin = max(text.rfind(sign, 0, start) for sign in ".!?\n") + 1
    ends = [at for at in (text.find(sign, end) for sign in ".!?\n") if at >= 0]
    last = min(ends) if ends else len(text)
    return text[begin : last + 1].strip()


def unmarked_items(lines: list[str] | tuple[str, ...]) -> list[str]:
    """A list whose marks were lost on the way: an item ends with a semicolon or a full stop at the end of its line."""
    spaced: list[str] = []
    for line in lines:
        spaced += [line, ""] if line.rstrip().endswith((";", ".")) else [line]
    return paragraphs_of(spaced)


def _is_torn(item: list[str], lines: list[str] | tuple[str, ...], at: int) -> bool:
    """A page ended inside an item: it ends in the middle of a sentence, and what follows goes on with it."""
    following = next((line.strip() for line in lines[at:] if line.strip()), "")
    return bool(item[-1:]) and item[-1][-1:].isalnum() and following[:1].islower()


def _more_follow(lines: list[str] | tuple[str, ...], at: int) -> bool:
    return next((bool(BULLET.match(line)) for line in lines[at:] if line.strip()), False)
