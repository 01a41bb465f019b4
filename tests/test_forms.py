"""What all forms share: nothing is said in another's words."""

import pytest
from flask import Flask
from wtforms import DateField, IntegerField, SelectChoice, SelectField, TimeField
from wtforms.fields.core import UnboundField

from chapterapp.chapters.models import Role
from chapterapp.forms import BaseForm

WRONG = {
    "choice": SelectField(choices=[SelectChoice("a", "a")]),
    "enum": SelectField(choices=[SelectChoice(role, role) for role in Role], coerce=Role),
    "date": DateField(),
    "time": TimeField(),
    "number": IntegerField(),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_wrong_type_is_refused_in_our_words(app: Flask, name: str) -> None:
    class Asked(BaseForm):
        asked: UnboundField = WRONG[name]

    with app.test_request_context("/", method="POST", data={"asked": "nonsense"}):
        form = Asked(meta={"csrf": False})
        assert not form.validate()
        assert not {"valid", "Invalid"}.intersection(" ".join(map(str, form.asked.errors)).split())
        assert form.asked.errors
