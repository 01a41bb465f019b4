"""Work of WeasyPrint 70 that changes nothing on the page, left out: a sixth of what a layout costs.

The tests hold that pages are the same as WeasyPrint makes them by itself (test_composing.py), and that the private
parts wrapped here are what they are taken for (test_pdf.py).
"""

from typing import Any

import weasyprint
from weasyprint.css import PHYSICAL_FUNCTIONS, ComputedStyle
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.text.line_break import Layout

# Every element gets a style for each of these, though nothing on our paper has a marker or a note.
UNUSED = {"marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}


def prepare() -> None:
    """Once a process."""
    _leave_out_notes()
    _know_plain_values()
    _keep_lines()


def _leave_out_notes() -> None:
    rules = weasyprint.UA_STYLESHEET.matcher
    rules.other_selectors = [rule for rule in rules.other_selectors if rule[3] not in UNUSED]


def _know_plain_values() -> None:
    """Most properties of most elements are what they are above them, or what they are by themselves."""
    special = {name for name in INITIAL_VALUES if _is_special(name)}
    inherited = frozenset(INHERITED) - special
    first = INITIAL_VALUES.keys() - INITIAL_NOT_COMPUTED - INHERITED - special
    work_out = ComputedStyle.__missing__

    def value_of(style: Any, name: str) -> Any:
        if name not in style.cascaded and style.parent_style is not None:
            if name in inherited:
                value = style[name] = style.parent_style[name]
                return value
            if name in first:
                value = style[name] = INITIAL_VALUES[name]
                return value
        return work_out(style, name)

    ComputedStyle.__missing__ = value_of


def _is_special(name: str) -> bool:
    """Whether a property that nobody set may be something else than its parent's or its own first value."""
    others = ("position", "float", "display", "page")
    return name in PHYSICAL_FUNCTIONS or name in others or name.startswith("text_decoration_")


def _keep_lines() -> None:
    """A line that was measured is drawn as it is, not laid out again; only a justified one has become another."""
    lay_out_again = Layout.reactivate

    def reactivate(line: Any, style: Any) -> None:
        if line.justification_spacing:
            lay_out_again(line, style)

    Layout.reactivate = reactivate
    Layout.deactivate = lambda line: None
