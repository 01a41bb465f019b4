from flask_babel import lazy_gettext as _
from wtforms import EmailField, HiddenField, PasswordField, RadioField, StringField, TextAreaField

from chapterapp.chapters.forms import PlaceFields, no_amnesty
from chapterapp.chapters.labels import PAPERS
from chapterapp.chapters.models import PaperSize
from chapterapp.forms import BaseForm, SelectChoice, email_address, filled, new_password, short


class SetUpForm(BaseForm, PlaceFields):
    """Five questions. What is sensible is filled in."""

    code = HiddenField()
    paper_size = RadioField(
        _("Paper"),
        choices=[SelectChoice(size, words) for size, words in PAPERS.items()],
        coerce=PaperSize,
        default=PaperSize.LETTER,
    )
    return_address = TextAreaField(
        _("Return address"),
        [short(400)],
        description=_("Printed so that a government can answer. A post box is better than a home."),
    )
    neutral_sender = StringField(
        _("A name without “Amnesty”"),
        [short(80), no_amnesty],
        default=_("Letter writers"),
        description=_("For cases that may not name it."),
    )
    person = StringField(_("Your name"), [filled(), short(100)], render_kw={"autocomplete": "name"})
    email = EmailField(_("E-mail, to log in with"), [filled(), email_address], render_kw={"autocomplete": "username"})
    password = PasswordField(
        _("Password"),
        [filled(), new_password],
        description=_("12 characters or more. Four words that you remember are fine."),
        render_kw={"autocomplete": "new-password"},
    )

    def chapter_values(self) -> dict[str, object]:
        apart = ("code", "person", "email", "password")
        return {name: value for name, value in self.values().items() if name not in apart}
