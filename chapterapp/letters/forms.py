from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import Optional

from chapterapp.choices import WordField
from chapterapp.forms import BaseForm, NumberRange, filled, short
from chapterapp.letters.grid import MOST
from chapterapp.letters.kinds import CHANNELS
from chapterapp.letters.models import Channel

WHOLE = _("A whole number.")


class SheetForm(BaseForm):
    """The head of a tally sheet; its numbers are a Grid."""

    key = HiddenField()
    writer = SelectField(_("Written by"), [Optional()])


class CorrectForm(BaseForm):
    key = HiddenField()
    seen = HiddenField()
    number = IntegerField(_("How many it should be"), [filled(), NumberRange(0, MOST, message=WHOLE)])
    reason = StringField(_("Reason"), [short(200)], description=_("If there is one to tell. It stays with the number."))


class HomeForm(BaseForm):
    """One kind of action for one case. Each kind is a button of its own."""

    key = HiddenField()
    count = IntegerField(_("How many"), [filled(), NumberRange(1, 500, message=_("From 1 to 500."))], default=1)
    written_on = DateField(_("Written on"), [filled()])
    writer = SelectField(_("Written by"), [Optional()])


class MailForm(BaseForm):
    key = HiddenField()
    channel = WordField(_("How did they leave?"), CHANNELS, default=Channel.US)
    mailed_on = DateField(_("When"), [filled()])
    postage = StringField(_("Postage"), [short(12)], description=_("In all. Leave it blank if nobody knows."))
    note = StringField(_("Note"), [short(200)], description=_("As in: to the embassy, by Imani."))
