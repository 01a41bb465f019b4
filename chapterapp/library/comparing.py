"""What the library says otherwise than before: pure functions over contents.

Three contents are laid side by side: `before`, what the library said when the chapter last answered; `now`, what it
says today; and `mine`, what the chapter's copy says. A difference is where the library moved and does not agree with
the copy. What the chapter keeps as its own is no difference any more, until the library moves again.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from chapterapp.library.sharing import PARTS, Content


class Difference(NamedTuple):
    """One thing to answer. `key` names it in a form; `name` is a field, or empty for a whole part that is new or gone.

    The three values are None where there is nothing. `is_own`: the chapter had changed it, so it is not taken unasked.
    """

    key: str
    kind: str  # "case", "subjects", …
    ref: str  # the library's, of a part
    name: str
    mine: Any
    before: Any
    now: Any

    @property
    def is_own(self) -> bool:
        return bool(self.mine != self.before)


def compare(before: Content, mine: Content, now: Content) -> list[Difference]:
    """All differences: the case's fields, then its parts in the library's order."""
    found = list(_fields("case", "", before["case"], mine["case"], now["case"]))
    for kind in PARTS:
        for ref in (*now[kind], *(ref for ref in before[kind] if ref not in now[kind])):
            found += _part(kind, ref, *(content[kind].get(ref) for content in (before, mine, now)))
    return found


def _fields(
    kind: str, ref: str, before: Mapping[str, Any], mine: Mapping[str, Any], now: Mapping[str, Any], within: str = ""
) -> Iterator[Difference]:
    """Of the rules of one place each is a difference of its own, named "facility.…"; another place is one difference,
    and so is another way or another portrait."""
    for name, value in now.items():
        was, own = before.get(name), mine.get(name)
        if value in (was, own):
            continue
        if name == "facility" and is_same_place(value, own):
            yield from _fields(kind, ref, was or {}, own or {}, value, "facility.")
        else:
            key = ".".join(filter(None, (kind, ref, within + name)))
            yield Difference(key, kind, ref, within + name, own, was, value)


def is_same_place(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    """A place is known by its country and name."""
    return bool(one and other) and _place(one) == _place(other)


def _place(told: Mapping[str, Any] | None) -> tuple[str, str]:
    return (told["country"], " ".join(told["name"].casefold().split())) if told else ("", "")


def _part(kind: str, ref: str, before: Any, mine: Any, now: Any) -> Iterator[Difference]:
    if mine is not None and now is not None:
        yield from _fields(kind, ref, before or {}, mine, now)
    elif now != before and now != mine:  # new, gone, or changed after the chapter had removed it
        yield Difference(f"{kind}.{ref}", kind, ref, "", mine, before, now)


def in_terms_of_library(content: Content, own: Mapping[str, str]) -> Content:
    """A copy's content under the library's references; what the chapter added itself is left out. `own`: the copy's
    reference of each of the library's parts and pictures."""
    theirs = {mine: ref for ref, mine in own.items()}
    parts = {kind: {ref: content[kind][mine] for ref, mine in own.items() if mine in content[kind]} for kind in PARTS}
    for ref, values in parts["subjects"].items():
        if portrait := values.get("portrait"):
            picture = theirs.get(portrait["picture"], portrait["picture"])
            parts["subjects"][ref] = {**values, "portrait": {**portrait, "picture": picture}}
    return {"case": content["case"]} | parts
