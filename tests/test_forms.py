"""What all forms share: nothing is said in another's words."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DateField, FormField, IntegerField, SelectChoice, SelectField, StringField, TimeField
from wtforms.fields.core import UnboundField

from chapterapp.chapters.models import Role
from chapterapp.forms import BaseForm, RowForm, RowList, short

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


class Item(RowForm):
    name = StringField("Name", [short(5)])
    number = IntegerField("Number")


class Items(BaseForm):
    items = RowList(FormField(Item), "Items")


def send(app: Flask, **fields: str) -> Items:
    with app.test_request_context("/", method="POST"):
        form = Items(MultiDict({name.replace("_", "-"): value for name, value in fields.items()}), meta={"csrf": False})
        form.validate()
        return form


@pytest.mark.parametrize(
    ("name", "words"), [("a\0b", "cannot be printed"), ("longer", "longer than 5"), ("x" * 20_001, "longer than 20000")]
)
def test_what_is_wrong_in_a_row_is_wrong_in_the_form(app: Flask, name: str, words: str) -> None:
    assert words in str(send(app, items_0_name="fine", items_0_number="1", items_1_name=name).errors["items"])


def test_a_wrong_type_in_a_row_is_refused_in_our_words(app: Flask) -> None:
    assert "This takes a whole number." in str(send(app, items_0_name="fine", items_0_number="x").errors["items"])


def test_a_row_without_a_proper_number_is_no_row(app: Flask) -> None:
    for odd in ("²", "9" * 5000, "x", "-1", ""):
        assert len(send(app, **{f"items_{odd}_name": "odd", "items_3_name": "fine"}).items) == 1
