from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, Field, Form, HiddenField, IntegerField, StringField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from chapterapp.forms import BaseForm, NumberRange, email_address, filled, short
from chapterapp.members.models import ConsentKind

MOST = 500
COUNT = _("A number from 0 to 500.")


def has_letters(form: Form, field: Field) -> None:
    if field.data and not any(sign.isalnum() for sign in field.data):
        raise ValidationError(gettext("A name has letters."))


class WalkInForm(BaseForm):
    """Somebody new at the door: one line, and two separate things they may say yes to."""

    key = HiddenField()
    name = StringField(_("Name, as they like it"), [filled(), short(100), has_letters])
    email = EmailField(_("E-mail (only if wanted)"), [short(254), email_address])
    meetings = BooleanField(_("Tell me about meetings"))
    releases = BooleanField(_("Tell me when someone is freed"))

    def validate(self, extra_validators: Any = None) -> bool:
        shape = super().validate(extra_validators)
        if (self.meetings.data or self.releases.data) and not self.email.data:
            self.refuse(gettext("To be told they give an e-mail. Without one, take the tick away."), "email")
            return False
        return shape

    def said(self, how: str) -> dict[ConsentKind, str]:
        ticked = {ConsentKind.MEETINGS: self.meetings.data, ConsentKind.RELEASES: self.releases.data}
        return {kind: how for kind, is_ticked in ticked.items() if is_ticked}


class NameForm(BaseForm):
    """One row of the sign-in sheet."""

    key = HiddenField()
    name = StringField(
        _("Name"),
        [filled(), short(100), has_letters],
        description=_("The first letters are enough. Enter goes on to the next."),
    )


class NamelessForm(BaseForm):
    """`seen`: the number as the page showed it, so that what the door counted meanwhile is not lost."""

    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])
    count = IntegerField(_("Without a name"), [Optional(), NumberRange(0, MOST, message=COUNT)])
