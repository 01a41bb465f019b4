"""What somebody types of a case. Entering one asks for little; the rest is added on its page."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    Field,
    FileField,
    Form,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional, ValidationError

from chapterapp.cases.endings import SAD
from chapterapp.cases.labels import CORRESPONDENTS, LABELS, LETTER_KINDS, ROUTES, SENDER, TO_PRISONER, UPDATES
from chapterapp.cases.models import (
    AddresseeRole,
    Answer,
    CaseKind,
    CaseStatus,
    Correspondents,
    Facility,
    LetterKind,
    Outcome,
    SubjectKind,
    UpdateKind,
)
from chapterapp.cases.office_models import Route
from chapterapp.cases.placeholders import KNOWN, unknown_in
from chapterapp.cases.rules import BETTER, FREEDOM
from chapterapp.choices import CountryField, WordField
from chapterapp.forms import BaseForm, SelectChoice, VersionedForm, email_address, filled, short
from chapterapp.partial_dates import is_partial_date


def words_of(kind: type[StrEnum]) -> dict[StrEnum, str]:
    return {word: LABELS[word] for word in kind}


def number_or_none(value: Any) -> int | None:
    return int(value) if value else None


def partial_date(form: Form, field: Field) -> None:
    if field.data and not is_partial_date(field.data):
        raise ValidationError(_("A year, a month or a day, as in 2024, 2024-03 or 2024-03-11."))


def web_address(form: Form, field: Field) -> None:
    if field.data and not field.data.startswith(("https://", "http://")):
        raise ValidationError(_("A web address begins with https://."))


def known_placeholders(form: Form, field: Field) -> None:
    """Nothing stands between braces but what is filled in."""
    if unknown := unknown_in(field.data or ""):
        known = ", ".join(f"{{{name}}}" for name in KNOWN)
        words = gettext(
            "{%(name)s} is nothing that can be filled in. What can: %(known)s.", name=unknown[0], known=known
        )
        raise ValidationError(words)


ANSWERS: dict[StrEnum, str] = {word: LABELS[word] for word in (Answer.NOT_STATED, Answer.YES, Answer.NO)}
ASK = _("One a line, as few as can be. Paper says: ask only for this.")
CHECKED = _("Without this it is not printed before somebody does.")
UNSURE = _("A year, a month or a day. Blank if nobody knows.")
STORY = _("Three to five sentences. Only what the person and the family would want strangers to know.")
SHOWN = _("Name, country and this text stand on the chapter's public page.")
NOTES = _("Seen in this chapter alone: never on paper, never by the world or the library.")
TEXT = _("An empty line begins a paragraph. *Words* between stars are in italics.")
FILLED = _(
    "An empty line begins a paragraph. Filled in by itself: {salutation}, {subject}, {writer}, {date}. What a writer "
    "should put in their own words stands in [square brackets]."
)


class WorldFields(Form):
    """Mixed into the forms below: what the world may read, and the tick without which it sees nothing."""

    story = TextAreaField(_("For the world to read"), [short(4000)], description=STORY, render_kw={"rows": 5})
    is_public = BooleanField(_("Show to the world"), description=SHOWN)


class RulesFields(Form):
    """Mixed into the forms below. What the source does not say stays "not stated": paper takes the careful way."""

    name_amnesty = WordField(_("May letters name Amnesty?"), ANSWERS)
    write_to_prisoner = WordField(_("May one write to the person?"), TO_PRISONER)
    correspondents = WordField(_("Who may write to them?"), CORRESPONDENTS, default=Correspondents.NOT_STATED)
    sender_details = WordField(_("What do writers give of themselves?"), SENDER)
    religious_content = WordField(_("Religious words?"), ANSWERS)
    enclosures = WordField(_("Anything else in the envelope?"), ANSWERS)
    languages = StringField(
        _("Languages to write in"),
        [short(100)],
        description=_("Of all letters, as in: Spanish or English. What a facility lets through is kept with it."),
    )


RULES = (
    *("name_amnesty", "write_to_prisoner", "correspondents", "sender_details"),
    *("religious_content", "enclosures", "languages"),
)


class NewCaseForm(BaseForm, RulesFields):
    """Six answers make a case that can be printed."""

    title = StringField(_("Name"), [filled(), short(120)], description=_("As it should stand on the paper."))
    country = CountryField(_("Country"), none=_("Choose one"), validators=[filled()])
    line = StringField(_("In one line"), [short(120)], description=_("As in: a teacher, nine years for a school poem."))
    recommended_actions = TextAreaField(_("What to ask for"), [filled(), short(2000)], description=ASK)
    holder = StringField(_("Who is written to"), [short(120)], description=_("Name or office, as on the envelope."))
    address_lines = TextAreaField(_("Address"), [short(600)], description=_("Line by line, without the country."))
    salutation = StringField(_("Salutation"), [short(120)], description=_("As in: Dear Minister,"))
    letter = TextAreaField(
        _("Sample letter"), [short(8000), known_placeholders], description=FILLED, render_kw={"rows": 8}
    )
    deadline_on = DateField(_("Write before"), [Optional()])
    ua_number = StringField(_("Number of the urgent action"), [short(40)])
    source_url = StringField(_("Where it was published"), [short(400), web_address])
    is_checked = BooleanField(_("I checked it against its source"), description=CHECKED)

    def case_values(self) -> dict[str, Any]:
        apart = ("holder", "address_lines", "salutation", "letter", "is_checked")
        return {name: value for name, value in self.values().items() if name not in apart}

    def addressee_values(self) -> dict[str, Any] | None:
        given = {name: self.data[name] for name in ("holder", "address_lines", "salutation")}
        return {**given, "country": self.country.data} if any(given.values()) else None

    def letter_values(self) -> dict[str, Any] | None:
        return {"body": self.letter.data} if self.letter.data else None


class CaseForm(VersionedForm, RulesFields, WorldFields):
    title = StringField(_("Name"), [filled(), short(120)])
    line = StringField(_("In one line"), [short(120)])
    country = CountryField(_("Country"), none=_("Choose one"), validators=[filled()])
    region = StringField(_("Region or town"), [short(120)])
    kind = WordField(_("Kind of case"), words_of(CaseKind))
    issues = StringField(_("Issues"), [short(200)], description=_("As in: freedom of expression, torture."))
    deadline_on = DateField(_("Write before"), [Optional()])
    ua_number = StringField(_("Number of the urgent action"), [short(40)])
    index_number = StringField(_("Index number"), [short(60)])
    source_url = StringField(_("Where it was published"), [short(400), web_address])
    summary = TextAreaField(_("Summary"), [short(2000)], description=_("About 60 words, the first that is read."))
    recommended_actions = TextAreaField(_("What to ask for"), [short(2000)], description=ASK, render_kw={"rows": 4})
    background = TextAreaField(_("Background"), [short(12_000)], description=TEXT, render_kw={"rows": 10})
    talking_points = TextAreaField(_("What letters may speak of"), [short(2000)])
    topics_to_avoid = TextAreaField(_("What letters leave out"), [short(2000)])
    local_notes = TextAreaField(_("Notes of the chapter"), [short(4000)], description=NOTES)
    field_order = ("title", "line", "country", "region", "kind", "issues", "deadline_on")


class SubjectForm(VersionedForm):
    """The page says which facilities there are, by `offer`."""

    kind = WordField(_("Who is it?"), words_of(SubjectKind))
    display_name = StringField(_("Name"), [filled(), short(120)])
    own_script_name = StringField(_("Name in its own script"), [short(120)])
    own_script_language = StringField(
        _("Language of that script"), [short(12)], description=_("Its code, as in: my, fa, ar, ru.")
    )
    pronouns = StringField(_("Pronouns"), [short(40)], description=_("As in: she / her."))
    is_prisoner_of_conscience = BooleanField(_("Named a prisoner of conscience by the source"))
    birthday = StringField(_("Birthday"), [short(40)], description=_("Day and month. As in: May 9."))
    held_at = StringField(_("Where held"), [short(160)])
    facility_id = SelectField(_("Facility"), coerce=number_or_none, description=_("Whose rules letters must keep."))
    held_since = StringField(_("Since"), [short(10), partial_date], description=_("A year, a month or a day."))
    sentence = StringField(_("Sentence"), [short(120)])
    mailing_name = StringField(
        _("Name on the envelope"), [short(120)], description=_("If it differs. Printed on addresses only.")
    )
    prisoner_number = StringField(_("Number on the envelope"), [short(60)])

    def offer(self, facilities: Iterable[Facility]) -> None:
        named = [SelectChoice(str(one.id), one.name) for one in facilities]
        self.facility_id.choices = [SelectChoice("", gettext("Not known, or none of them")), *named]


class RouteFields(Form):
    """Mixed into the forms below: how a letter gets there."""

    route = WordField(_("How do letters get there?"), ROUTES, default=Route.DIRECT)
    care_of_ref = SelectField(
        _("In whose care?"), choices=[], default="", description=_("An embassy or mission of your list.")
    )
    batch_by = DateField(_("The section takes letters until"), [Optional()])
    web_form = StringField(_("Address of the form on the web"), [short(400), web_address])
    email_subject = StringField(_("Subject of an e-mail"), [short(200)])
    email_bcc = EmailField(_("Blind copy of an e-mail to"), [short(254), email_address])

    def validate(self, extra_validators: Any = None) -> bool:
        shape = super().validate(extra_validators)
        needed = {Route.CARE_OF: self.care_of_ref, Route.WEB_FORM: self.web_form}.get(self.route.data)
        if needed is None or needed.data:
            return shape
        needed.errors = [*needed.errors, gettext("This is needed for the way you chose.")]
        return False


class AddresseeForm(RouteFields, VersionedForm):
    role = WordField(_("What for?"), words_of(AddresseeRole))
    holder = StringField(_("Who holds the office"), [short(120)])
    office = StringField(_("Office"), [short(160)])
    attention = StringField(_("Attention line"), [short(120)], description=_("As in: Attn. Consular Section."))
    address_lines = TextAreaField(_("Address"), [short(600)], description=_("Line by line, without the country."))
    country = CountryField(_("Country"), none=_("Choose one"))
    salutation = StringField(_("Salutation"), [short(120)], description=_("As in: Dear Minister,"))
    own_salutation = StringField(_("Salutation in their own language"), [short(120)])
    email = EmailField(_("E-mail"), [short(254), email_address])
    phone = StringField(_("Phone"), [short(40)])
    fax = StringField(_("Fax"), [short(40)])
    verified_on = DateField(_("Address checked on"), [Optional()])
    field_order = (
        "role", "holder", "office", "attention", "address_lines", "country", "verified_on", "salutation",
        "own_salutation", "route", "care_of_ref", "batch_by", "web_form", "email", "email_subject", "email_bcc",
    )  # fmt: skip

    def validate(self, extra_validators: Any = None) -> bool:
        shape = super().validate(extra_validators)
        if self.address_lines.data or self.route.data in (Route.CARE_OF, Route.WEB_FORM):
            return shape
        self.refuse(gettext("This is needed."), "address_lines")
        return False


class FollowingForm(RouteFields, VersionedForm):
    """An addressee that has its words from an office."""

    role = WordField(_("What for?"), words_of(AddresseeRole))
    field_order = ("role",)


class SampleLetterForm(VersionedForm):
    kind = WordField(_("What is it?"), LETTER_KINDS, default=LetterKind.APPEAL_LETTER)
    addressee_ref = SelectField(_("To whom?"), choices=[], default="")
    language = StringField(_("Language"), [filled(), short(12)], description=_("Its code, as in: en, es, fr."))
    body = TextAreaField(
        _("Letter"), [filled(), short(8000), known_placeholders], description=FILLED, render_kw={"rows": 12}
    )


class CaseUpdateForm(VersionedForm):
    happened_on = StringField(
        _("When"), [filled(), short(10), partial_date], description=_("A year, a month or a day: 2024, 2024-03.")
    )
    kind = WordField(_("Kind"), UPDATES, default=UpdateKind.OTHER)
    text = TextAreaField(_("What happened"), [filled(), short(1000)])
    source = StringField(_("Who says so"), [short(200)])
    is_public = BooleanField(
        _("Show to the world"), description=_("Stands with its source on the public page, if the case is shown there.")
    )


class PortraitForm(BaseForm):
    portrait = FileField(
        _("Picture"), description=_("JPEG or PNG, up to 8 MB. It is drawn anew: nothing hidden stays.")
    )
    portrait_alt = StringField(
        _("What is to be seen"), [filled(), short(200)], description=_("For those who cannot see it.")
    )
    portrait_credit = StringField(_("Who took it"), [short(120)])
    portrait_permission = StringField(
        _("Who allowed it to be printed"), [filled(), short(200)], description=_("As in: family, by e-mail, May 2026.")
    )


class ReasonForm(BaseForm):
    reason = StringField(_("Reason"), [short(300)])


def outcomes_in_groups() -> dict[str, list[SelectChoice]]:
    """Free, better off, and what nobody hoped for. An arrest is no end: it opens a case again."""
    groups = {gettext("Free"): FREEDOM, gettext("Better off"): BETTER, gettext("We are sorry"): SAD}
    return {
        name: [SelectChoice(word.value, str(LABELS[word])) for word in words if word is not Outcome.REARRESTED]
        for name, words in groups.items()
    }


class CloseForm(VersionedForm, WorldFields):
    """How a case ended: for the first time, or to put right what was said of its end."""

    outcome = SelectField(_("How did it end?"), coerce=Outcome, choices=outcomes_in_groups)
    outcome_on = StringField(_("When"), [short(10), partial_date], description=_("Leave it blank if nobody knows."))
    status_reason = TextAreaField(_("A note for the chapter"), [short(300)])
    field_order = ("outcome", "outcome_on", "status_reason", "story", "is_public")

    def compare(self, current: Any) -> None:
        """Of a case that is open still, nothing that is asked here but the story is saved yet."""
        super().compare(current)
        if current.status is not CaseStatus.CLOSED:
            for field in (self.outcome, self.outcome_on, self.status_reason, self.is_public):
                vars(field).pop("theirs", None)


class RearrestForm(VersionedForm):
    """Somebody who was free is held again."""

    happened_on = StringField(
        _("When"), [filled(), short(10), partial_date], description=_("A year, a month or a day.")
    )
    text = TextAreaField(_("What happened"), [short(1000)], description=_("Blank says: arrested again."))
    source = StringField(_("Who says so"), [short(200)])


class PastCaseForm(BaseForm, WorldFields):
    """Somebody the chapter wrote for in earlier years. What nobody knows any more stays blank."""

    title = StringField(_("Name"), [filled(), short(120)])
    country = CountryField(_("Country"), none=_("Choose one"), validators=[filled()])
    held_since = StringField(_("Taken"), [short(10), partial_date], description=UNSURE)
    sentence = StringField(_("Sentence"), [short(120)], description=_("As in: 37 years. Blank if there was none."))
    outcome = WordField(_("How did it end?"), {word: LABELS[word] for word in (*FREEDOM, *BETTER)})
    outcome_on = StringField(
        _("When it ended"), [filled(), short(10), partial_date], description=_("At least the year.")
    )
    source_url = StringField(_("Where it was published"), [short(400), web_address])
    story = TextAreaField(_("For the world to read"), [filled(), short(4000)], description=STORY, render_kw={"rows": 5})
    field_order = ("title", "country", "held_since", "sentence", "outcome", "outcome_on", "story", "source_url")

    def case_values(self) -> dict[str, Any]:
        return {name: value for name, value in self.values().items() if name not in ("held_since", "sentence")}

    def subject_values(self) -> dict[str, Any]:
        return {name: self.data[name] for name in ("held_since", "sentence")}
