"""What was read of a paper, as fields that a person corrects."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, EmailField, FileField, FormField, StringField, TextAreaField
from wtforms.validators import Optional

from chapterapp.cases.forms import ASK, FILLED, TEXT, RulesFields, known_placeholders, web_address, words_of
from chapterapp.cases.importing import addressee_values, case_values, subject_values
from chapterapp.cases.models import AddresseeRole
from chapterapp.cases.reading.proposal import Proposal
from chapterapp.choices import CountryField, WordField
from chapterapp.forms import BaseForm, RowForm, RowList, email_address, filled, short

MOST_ROWS = 12


class DocumentForm(BaseForm):
    """A file, or the text itself."""

    document = FileField(_("File"), description=_("PDF, text, web page or e-mail, up to 20 MB."))
    text = TextAreaField(_("Or its text"), description=_("Copied from a page or a mail."), render_kw={"rows": 8})

    def validate(self, extra_validators: Any = None) -> bool:
        shape = super().validate(extra_validators)
        sent = self.document.data
        if not (sent and getattr(sent, "filename", "")) and not self.text.data:
            self.refuse(gettext("Choose a file, or paste the text."), "document")
            return False
        return shape


class SubjectRow(RowForm):
    display_name = StringField(_("Name"), [short(120)])
    pronouns = StringField(_("Pronouns"), [short(40)])


class AddresseeRow(RowForm):
    role = WordField(_("What for?"), words_of(AddresseeRole))
    holder = StringField(_("Name"), [short(120)])
    office = StringField(_("Office"), [short(160)])
    address_lines = TextAreaField(_("Address"), [short(600)])
    country = CountryField(_("Country"), none=_("Not stated"))
    salutation = StringField(_("Salutation"), [short(120)])
    email = EmailField(_("E-mail"), [short(254), email_address])
    fax = StringField(_("Fax"), [short(40)])
    phone = StringField(_("Phone"), [short(40)])


class ReviewForm(BaseForm, RulesFields):
    """Every field of the proposal. A row whose fields are all emptied is left out."""

    title = StringField(_("Name"), [filled(), short(120)], description=_("As it should stand on the paper."))
    line = StringField(_("In one line"), [short(120)])
    country = CountryField(_("Country"), none=_("Choose one"), validators=[filled()])
    ua_number = StringField(_("Number of the urgent action"), [short(40)])
    index_number = StringField(_("Index number"), [short(60)])
    deadline_on = DateField(_("Write before"), [Optional()])
    source_url = StringField(_("Where it was published"), [short(400), web_address])
    summary = TextAreaField(_("Summary"), [short(2000)], render_kw={"rows": 4})
    recommended_actions = TextAreaField(_("What to ask for"), [short(2000)], description=ASK, render_kw={"rows": 4})
    background = TextAreaField(_("Background"), [short(12_000)], description=TEXT, render_kw={"rows": 8})
    letter = TextAreaField(
        _("Sample letter"), [short(8000), known_placeholders], description=FILLED, render_kw={"rows": 8}
    )
    subjects = RowList(FormField(SubjectRow), _("Who it is"), max_entries=MOST_ROWS)
    addressees = RowList(FormField(AddresseeRow), _("Whom letters go to"), max_entries=MOST_ROWS)

    @classmethod
    def propose(cls, proposal: Proposal) -> "ReviewForm":
        rows = {"subjects": subject_values(proposal), "addressees": addressee_values(proposal)}
        values = case_values(proposal) | {"letter": proposal.sample_letter}
        return cls(formdata=None, data=values | {name: row[:MOST_ROWS] for name, row in rows.items()})

    def case_values(self) -> dict[str, Any]:
        apart = ("letter", "subjects", "addressees")
        return {name: value for name, value in self.values().items() if name not in apart}

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Those that hold anything besides their role and country; a country alone addresses nobody."""
        kept = []
        for row in self.data[name]:
            if any(value for field, value in row.items() if field not in ("role", "country")):
                kept.append({field: value for field, value in row.items() if field != "csrf_token"})
        return kept
