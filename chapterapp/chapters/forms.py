from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, Form, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from chapterapp.chapters.labels import IN_A_CHAPTER, LOCALES, PAPERS
from chapterapp.chapters.models import PaperSize, Role
from chapterapp.chapters.rules import names_amnesty
from chapterapp.choices import CountryField, TimeZoneField, WordField
from chapterapp.forms import BaseForm, NumberRange, SelectChoice, VersionedForm, filled, short


def no_amnesty(form: Form, field: Field) -> None:
    if names_amnesty(field.data or ""):
        raise ValidationError(gettext("This name stands where Amnesty may not be named: leave that word out."))


class PlaceFields(Form):
    """What set-up, the site admin and the settings ask alike."""

    name = StringField(_("Name"), [filled(), short(80)], description=_("As it should stand on a sign-in sheet."))
    country = CountryField(_("Country"), none=_("Choose one"), validators=[filled()], default="US")
    time_zone = TimeZoneField(_("Time zone"), default="America/Chicago")
    paper_size: SelectField = WordField(_("Paper in your printer"), PAPERS, default=PaperSize.LETTER)


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
        [filled(), short(80), no_amnesty],
        description=_("A name without “Amnesty”, for cases that may not name it."),
    )
    venue = StringField(_("Where you usually meet"), [short(160)])
    access_notes = StringField(_("How one gets in"), [short(200)], description=_("As in: ramp at the side door."))
    verify_within_days = IntegerField(
        _("Check each case against its source within"),
        [NumberRange(1, 1000, _("From 1 to 1000 days."))],
        description=_("Days. A case that nobody has checked for longer is not printed."),
    )
    keep_files_days = IntegerField(
        _("Delete old files of packets after"),
        [NumberRange(1, 1000, _("From 1 to 1000 days."))],
        description=_("Days after a newer one was made, or after the evening. They hold names; any can be made again."),
    )
    is_public = BooleanField(_("Show the world our name, the next meeting and how to come"))


class RoleForm(BaseForm):
    role = WordField(_("Role"), IN_A_CHAPTER, default=Role.MEMBER)
