from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DecimalField, IntegerField, RadioField, StringField
from wtforms.validators import InputRequired, Optional, ValidationError

from chapterapp.forms import BaseForm, NumberRange, SelectChoice, filled, short
from chapterapp.labels.gathering import Offer
from chapterapp.labels.stocks import Envelope, Stock

MOST_OF_ONE = 500
FARTHEST = 20  # mm that a printer may be out


class Millimetres(DecimalField):
    """A measure, with a comma or a point."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            self.data = Decimal(valuelist[0].strip().replace(",", ".", 1))
            usable = self.data.is_finite() and abs(self.data) < 10_000
        except ArithmeticError:
            usable = False
        if not usable:
            self.data = None
            raise ValueError(gettext("A measure in millimetres, as in 1.5."))


def _near(form: Any, field: Any) -> None:
    if field.data is not None and abs(field.data) > FARTHEST:
        raise ValidationError(gettext("At most %(mm)s mm either way.", mm=FARTHEST))


class LabelsForm(BaseForm):
    """The numbers of the offers come as fields of their own: see labels_form."""

    start = RadioField(_("The first label that is free"), coerce=int)
    printer = StringField(
        _("Printer"), [short(60)], description=_("With a name, its offset is kept for the next time.")
    )
    x = Millimetres(_("Move to the right, mm"), [Optional(), _near], description=_("Minus moves to the left."))
    y = Millimetres(_("Move down, mm"), [Optional(), _near], description=_("Minus moves up."))

    def offset(self) -> tuple[float, float]:
        return float(self.x.data or 0), float(self.y.data or 0)


def labels_form(stock: Stock | Envelope, offers: Sequence[Offer], **saved: Any) -> LabelsForm:
    """The form for a stock: a field `count-<key>` for each offer that can be printed, a start for a sheet of labels."""
    many = NumberRange(0, MOST_OF_ONE, message=_("From 0 to %(most)s.", most=MOST_OF_ONE))
    fields: dict[str, Any] = {
        f"count-{offer.key}": IntegerField(offer.name, [Optional(), many], default=offer.piece.copies)
        for offer in offers
        if not offer.reason
    }
    if isinstance(stock, Envelope):
        fields["start"] = None
    kind = type("LabelsForm", (LabelsForm,), fields)
    form: LabelsForm = kind(**({"start": 0} | saved if isinstance(stock, Stock) else saved))
    if isinstance(stock, Stock):
        form.start.choices = [SelectChoice(n, str(n + 1)) for n in range(stock.labels)]
    return form


def counts_of(form: LabelsForm) -> dict[str, int]:
    return {
        field.short_name.removeprefix("count-"): field.data or 0
        for field in form
        if field.short_name.startswith("count-")
    }


def _measure(label: str, **options: Any) -> Millimetres:
    return Millimetres(label, [InputRequired(_("This is needed.")), _positive], **options)


def _positive(form: Any, field: Any) -> None:
    if field.data is not None and not 0 <= field.data <= 1000:
        raise ValidationError(gettext("From 0 to 1,000 mm."))


class StockForm(BaseForm):
    name = StringField(_("Name"), [filled(), short(40)], description=_("As it stands on the box."))
    sheet_width = _measure(_("Width of the sheet, mm"), description=_("Letter 215.9, A4 210."))
    sheet_height = _measure(_("Height of the sheet, mm"), description=_("Letter 279.4, A4 297."))
    columns = IntegerField(_("Labels beside one another"), [filled(), NumberRange(1, 10, message=_("From 1 to 10."))])
    rows = IntegerField(_("Labels below one another"), [filled(), NumberRange(1, 30, message=_("From 1 to 30."))])
    width = _measure(_("Width of a label, mm"))
    height = _measure(_("Height of a label, mm"))
    left = _measure(_("From the left edge of the sheet to the first label, mm"))
    top = _measure(_("From the upper edge of the sheet to the first label, mm"))
    across = _measure(
        _("From the left edge of one label to that of the next, mm"),
        description=_("The width of a label, and the gap if there is one."),
    )
    down = _measure(
        _("From the upper edge of one label to that of the next, mm"),
        description=_("The height of a label, and the gap if there is one."),
    )

    def measures(self) -> dict[str, Any]:
        return {name: float(value) if isinstance(value, Decimal) else value for name, value in self.values().items()}
