from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, EmailField, StringField, TelField, TextAreaField
from wtforms.validators import Optional

from chapterapp.choices import WordField
from chapterapp.forms import BaseForm, VersionedForm, email_address, filled, short
from chapterapp.members.models import Consent, ConsentKind, MemberStatus


class MemberForm(VersionedForm):
    """Only the name is needed. A youth chapter may hold first names and nothing else."""

    display_name = StringField(
        _("Name"), [filled(), short(100)], description=_("As it stands on the sign-in sheet. A first name is enough.")
    )
    email = EmailField(_("E-mail"), [short(254), email_address])
    phone = TelField(_("Phone"), [short(50)])
    mailing_name = StringField(
        _("Name on letters"), [short(100)], description=_("Where it differs: under a letter, on an envelope.")
    )
    postal_address = TextAreaField(_("Postal address"), [short(500)])
    status = WordField(
        _("Comes as"),
        {MemberStatus.MEMBER: _("Member"), MemberStatus.GUEST: _("Guest")},
        default=MemberStatus.MEMBER,
    )
    joined_on = DateField(_("Joined on"), [Optional()])
    notes = TextAreaField(_("Notes"), [short(2000)], description=_("For coordinators. Never a tie to a country."))


class ConsentsForm(BaseForm):
    """Each agreement is its own tick, with how it was given; a tick taken away withdraws it."""

    meetings = BooleanField(_("Wants to hear of meetings"))
    meetings_how = StringField(_("How they said so"), [short(200)])
    releases = BooleanField(_("Wants to be told when someone is freed"))
    releases_how = StringField(_("How they said so"), [short(200)])
    credit = BooleanField(_("May be named for what they did"))
    credit_how = StringField(_("How they said so"), [short(200)])

    @classmethod
    def of(cls, consents: dict[ConsentKind, Consent]) -> "ConsentsForm":
        given: dict[str, Any] = {kind.value: True for kind in consents}
        return cls(data=given | {f"{kind}_how": consent.how for kind, consent in consents.items()})

    def validate(self, extra_validators: Any = None) -> bool:
        shape = super().validate(extra_validators)
        unsaid = [kind for kind in ConsentKind if self[kind].data and not self[f"{kind}_how"].data]
        for kind in unsaid:
            self.refuse(gettext("Say how: on the sign-in sheet, by e-mail, in person."), f"{kind}_how")
        return shape and not unsaid

    def given(self) -> dict[ConsentKind, str]:
        return {kind: self[f"{kind}_how"].data for kind in ConsentKind if self[kind].data}
