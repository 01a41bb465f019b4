from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, StringField, TextAreaField
from wtforms.validators import Optional

from chapterapp.cases.forms import ANSWERS
from chapterapp.choices import CountryField, WordField
from chapterapp.forms import VersionedForm, filled, short


class FacilityForm(VersionedForm):
    """What its source says of letters to it; what it does not say stays "not stated"."""

    name = StringField(_("Name"), [filled(), short(120)], description=_("As in: Centro Femenino de Támbora."))
    country = CountryField(_("Country"), none=_("Choose one"), validators=[filled()])
    address_lines = TextAreaField(_("Address"), [short(600)], description=_("Line by line, without the country."))
    full_name_required = WordField(_("Must a letter have the sender's full name?"), ANSWERS)
    return_address_required = WordField(_("Must it have the sender's full address?"), ANSWERS)
    number_required = WordField(_("Must the envelope have the prisoner's number?"), ANSWERS)
    languages = StringField(_("Languages it lets through"), [short(100)], description=_("Blank if any."))
    paper_rules = TextAreaField(
        _("Paper and enclosures"), [short(200)], description=_("Printed. As in: plain paper, no photographs.")
    )
    letters_are_read = BooleanField(_("Letters are read there"))
    note = TextAreaField(_("A note for the chapter"), [short(600)])
    source = StringField(_("Who says so"), [short(200)])
    checked_on = DateField(_("Checked on"), [Optional()])
