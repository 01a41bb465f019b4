from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField

from chapterapp.choices import WordField
from chapterapp.forms import BaseForm, SelectChoice, filled
from chapterapp.meetings.forms import from_to
from chapterapp.meetings.rsvp_models import RsvpAnswer
from chapterapp.meetings.rsvp_queries import Rsvps
from chapterapp.meetings.rsvp_services import MOST_GUESTS

OWN_ANSWERS = {RsvpAnswer.GOING: _("I’ll come"), RsvpAnswer.MAYBE: _("Maybe"), RsvpAnswer.NO: _("I can’t")}
ANSWERS = {RsvpAnswer.GOING: _("Comes"), RsvpAnswer.MAYBE: _("Maybe"), RsvpAnswer.NO: _("Can’t")}
COUNT = {"min": 0, "max": MOST_GUESTS, "inputmode": "numeric"}


class OwnRsvpForm(BaseForm):
    """Each answer is a button of its own."""

    guests = IntegerField(_("Guests you bring"), from_to(0, MOST_GUESTS), default=0, render_kw=COUNT)
    answer = WordField(_("Will you come?"), OWN_ANSWERS)


class RsvpForm(BaseForm):
    """What somebody said to a coordinator."""

    member = SelectField(_("Who"), [filled()])
    guests = IntegerField(_("Guests they bring"), from_to(0, MOST_GUESTS), default=0, render_kw=COUNT)
    answer = WordField(_("What they said"), ANSWERS)

    def offer(self, people: Rsvps) -> None:
        """All active members, first those who said nothing yet."""
        groups = (gettext("Not answered yet"), people.of(None)), (gettext("To change"), people.answered)
        found = [SelectChoice(line.ref, line.name, None, heading) for heading, lines in groups for line in lines]
        self.member.choices = [SelectChoice("", gettext("Choose a name")), *found]
