from zoneinfo import available_timezones

from babel import Locale
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, Form, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from chapterapp.chapters.models import PaperSize, Role
from chapterapp.chapters.rules import names_amnesty
from chapterapp.forms import BaseForm, SelectChoice, VersionedForm, filled, short

NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}  # what CLDR lists beside them
LETTER_COUNTRIES = {"US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "NI", "PA", "DO", "SV", "VE"}
LOCALES = {
    "en_US": "English, United States",
    "en_GB": "English, United Kingdom",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
}
PAPER = {PaperSize.LETTER: _("Letter, 8½ × 11 in, North America"), PaperSize.A4: _("A4, everywhere else")}


def role_choices() -> list[SelectChoice]:
    words = {Role.MEMBER: _("Member"), Role.HOST: _("Host"), Role.COORDINATOR: _("Coordinator")}
    return [SelectChoice(role, words[role]) for role in Role]


def country_choices() -> list[SelectChoice]:
    """Every country by its name in the visitor's language."""
    names = {str(code): name for code, name in (get_locale() or Locale("en")).territories.items()}
    lands = [code for code in names if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES]
    return [SelectChoice(code, names[code]) for code in sorted(lands, key=lambda code: names[code])]


def zone_choices() -> list[SelectChoice]:
    """The zones that are named after a place."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "System")))
    return [SelectChoice(zone, zone.replace("_", " ")) for zone in zones]


def no_amnesty(form: Form, field: Field) -> None:
    if names_amnesty(field.data or ""):
        raise ValidationError(_("This name stands where Amnesty may not be named: leave that word out."))


class PlaceFields(Form):
    """What set-up, the site admin and the settings ask alike."""

    name = StringField(_("Name"), [filled(), short(80)], description=_("As it should stand on a sign-in sheet."))
    country = SelectField(_("Country"), choices=country_choices, default="US")
    time_zone = SelectField(_("Time zone"), choices=zone_choices, default="America/Chicago")
    paper_size = SelectField(
        _("Paper in your printer"),
        choices=[SelectChoice(size, words) for size, words in PAPER.items()],
        coerce=PaperSize,
        default=PaperSize.LETTER,
    )


class NewChapterForm(BaseForm, PlaceFields):
    """What the site admin gives; the coordinator does the rest."""


class SettingsForm(VersionedForm, PlaceFields):
    group_number = StringField(_("Group number"), [short(20)])
    locale = SelectField(
        _("How dates are written"), choices=[SelectChoice(code, name) for code, name in LOCALES.items()]
    )
    return_address = TextAreaField(
        _("Return address"),
        [short(400)],
        description=_("Printed so that a government can answer. A post box is better than a home."),
    )
    neutral_sender = StringField(
        _("Neutral sender"),
        [short(80), no_amnesty],
        description=_("A name without “Amnesty”, for cases that may not name it."),
    )
    venue = StringField(_("Where you usually meet"), [short(160)])
    access_notes = StringField(_("How one gets in"), [short(200)], description=_("As in: ramp at the side door."))
    is_public = BooleanField(_("Show the world our name, the next meeting and how to come"))
    field_order = ("name", "group_number", "country", "time_zone", "locale", "paper_size", "return_address")
