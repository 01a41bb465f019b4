"""What somebody types of an office, of its new holder, and of a country that no mail goes to."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, EmailField, StringField, TextAreaField
from wtforms.validators import Optional

from chapterapp.cases.labels import OFFICE_KINDS
from chapterapp.cases.office_models import OfficeKind
from chapterapp.choices import CountryField, WordField
from chapterapp.forms import BaseForm, VersionedForm, email_address, filled, short

GREETING = _("As in: Your Excellency,")


class OfficeForm(VersionedForm):
    kind = WordField(_("What is it?"), OFFICE_KINDS, default=OfficeKind.EMBASSY)
    of_country = CountryField(
        _("Of which country?"),
        none=_("Choose one"),
        validators=[filled()],
        description=_("It is proposed on every case of that country."),
    )
    name = StringField(_("Name"), [filled(), short(160)], description=_("As in: Embassy of Egypt."))
    holder = StringField(_("Who holds it"), [short(120)], description=_("As in: H.E. Jane Doe, Ambassador."))
    salutation = StringField(_("Salutation"), [short(120)], description=GREETING)
    own_salutation = StringField(_("Salutation in their own language"), [short(120)])
    attention = StringField(_("Attention line"), [short(120)])
    address_lines = TextAreaField(
        _("Address"), [filled(), short(600)], description=_("Line by line, without the country.")
    )
    address_country = CountryField(
        _("Where it stands"), none=_("Choose one"), validators=[filled()], description=_("The stamp is for there.")
    )
    verified_on = DateField(_("Address checked on"), [Optional()])
    email = EmailField(_("E-mail"), [short(254), email_address])
    phone = StringField(_("Phone"), [short(40)])
    fax = StringField(_("Fax"), [short(40)])


class HolderForm(VersionedForm):
    holder = StringField(_("Who holds it now"), [filled(), short(120)], description=_("As on the envelope."))
    salutation = StringField(_("Salutation"), [short(120)], description=GREETING)
    own_salutation = StringField(_("Salutation in their own language"), [short(120)])


class MailStopForm(BaseForm):
    country = CountryField(_("Country"), none=_("Choose one"), validators=[filled()])
    since = DateField(_("Since"), [Optional()])
    source = StringField(_("Who says so"), [short(200)], description=_("As in: the post's list of 3 March."))
