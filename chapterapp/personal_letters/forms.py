from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from chapterapp.forms import BaseForm, SelectChoice
from chapterapp.personal_letters.gathering import Offer
from chapterapp.personal_letters.models import LetterOrder

WHO = {"expected": _("Expected"), "here": _("Here"), "all": _("All active")}


def _still_offered(form: Any, field: Any) -> None:
    if not set(field.data or ()) <= set(field.choices):
        raise ValidationError(gettext("One that was ticked is not on the list any more. Look at it again."))


def _may_be_sent(form: Any, field: Any) -> None:
    """Only of a case that is printed."""
    is_printed = field.short_name.removeprefix("letter-") in (form.cases.data or ())
    if is_printed and field.data not in [choice.value for choice in field.choices]:
        raise ValidationError(gettext("The letter that was chosen is no longer there, or may not be sent now."))


class LettersForm(BaseForm):
    """Writers by reference, cases by slug; for each case a field `letter-<slug>`, which of its letters is printed."""

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
    def offering(cls, writers: list[str], offers: Sequence[Offer]) -> "LettersForm":
        """Everything that is offered is ticked at first, and the usual letter of each case chosen."""
        cases = [offer.case.slug for offer in offers]
        form: Any = type("LettersForm", (cls,), {f"letter-{offer.case.slug}": _letter_field(offer) for offer in offers})
        form = form(writers=writers, cases=cases)
        form.writers.choices, form.cases.choices = writers, cases
        return form  # type: ignore[no-any-return] # it is one

    def chosen(self) -> dict[str, str]:
        """Of the cases that have several letters, by slug, the reference of one."""
        fields: list[Any] = [field for field in self if field.short_name.startswith("letter-")]
        return {one.short_name.removeprefix("letter-"): one.data for one in fields if one.data and len(one.choices) > 1}

    @property
    def letters(self) -> int:
        """How many these ticks make."""
        return len(self.writers.data or ()) * len(self.cases.data or ())


def _letter_field(offer: Offer) -> Any:
    pages = [{"data-pages": choice.letter.pages} for choice in offer.choices]
    choices = [SelectChoice(one.ref, one.words, more) for one, more in zip(offer.choices, pages, strict=True)]
    return SelectField(
        _("Letter for %(case)s", case=offer.case.title),
        [_may_be_sent],
        choices=choices,
        default=choices[0].value,
        validate_choice=False,
    )
