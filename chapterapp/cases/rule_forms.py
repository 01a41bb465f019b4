"""One form a rule, to decide it."""

from flask_babel import lazy_gettext as _
from wtforms import Field, StringField, TextAreaField

from chapterapp.cases.forms import ANSWERS
from chapterapp.cases.history_models import RuleName
from chapterapp.cases.labels import CORRESPONDENTS, SENDER, TO_PRISONER
from chapterapp.cases.rules import is_silent
from chapterapp.choices import WordField
from chapterapp.forms import VersionedForm, filled, short

WORDS = {
    RuleName.NAME_AMNESTY: ANSWERS,
    RuleName.WRITE_TO_PRISONER: TO_PRISONER,
    RuleName.CORRESPONDENTS: CORRESPONDENTS,
    RuleName.SENDER_DETAILS: SENDER,
    RuleName.RELIGIOUS_CONTENT: ANSWERS,
    RuleName.ENCLOSURES: ANSWERS,
}


class DecideForm(VersionedForm):
    """`value` is added for each rule: a choice of its words, or for the languages a text."""

    reason = TextAreaField(_("Because"), [filled(), short(300)], description=_("Stands on the case's page."))
    field_order = ("value", "reason")


def _form_of(rule: RuleName) -> type[DecideForm]:
    value: Field
    if rule is RuleName.LANGUAGES:
        value = StringField(_("It shall be"), [filled(), short(100)], description=_("As in: Spanish or English."))
    else:
        words = {word: name for word, name in WORDS[rule].items() if not is_silent(word)}
        value = WordField(_("It shall be"), words)
    return type(f"Decide_{rule.value}", (DecideForm,), {"value": value})


FORMS = {rule: _form_of(rule) for rule in RuleName}
