from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.validators import ValidationError

from chapterapp.forms import BaseForm, SelectChoice
from chapterapp.personal_letters.models import LetterOrder

WHO = {"expected": _("Expected"), "here": _("Here"), "all": _("All active")}


def _still_offered(form: Any, field: Any) -> None:
    if not set(field.data or ()) <= set(field.choices):
        raise ValidationError(gettext("One that was ticked is not on the list any more. Look at it again."))


class LettersForm(BaseForm):
    """Writers by reference, cases by slug."""

    writers = SelectMultipleField(_("Writers"), [_still_offered], validate_choice=False)
    cases = SelectMultipleField(_("Cases"), [_still_offered], validate_choice=False)
    sorted_by = RadioField(
        _("In which order"),
        choices=[
            SelectChoice(LetterOrder.WRITER, _("By writer: each takes a pile home")),
            SelectChoice(LetterOrder.CASE, _("By case: a table signs for one case")),
        ],
        coerce=LetterOrder,
        default=LetterOrder.WRITER,
    )
    with_addresses = BooleanField(
        _("Print their addresses, as far as each case allows"),
        default=True,
        description=_("Without, each writes the address by hand."),
    )

    @classmethod
    def offering(cls, writers: list[str], cases: list[str]) -> "LettersForm":
        """Everything that is offered is ticked at first."""
        form: Any = cls(writers=writers, cases=cases)
        form.writers.choices, form.cases.choices = writers, cases
        return form  # type: ignore[no-any-return] # it is one

    @property
    def letters(self) -> int:
        """How many these ticks make."""
        return len(self.writers.data or ()) * len(self.cases.data or ())
