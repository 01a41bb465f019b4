"""The macros that every form is made of."""

import re
from datetime import date
from typing import Any

import pytest
from flask import Flask, get_template_attribute
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FieldList,
    FileField,
    Form,
    FormField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)

from chapterapp.forms import VersionedForm, filled, short

CASES = [SelectChoice("haddad", "Samira Haddad"), SelectChoice("azadi", "Bahram Azadi")]


class ItemForm(Form):
    title = StringField("What", [filled()])


class PlanForm(VersionedForm):
    name = StringField("Name", [filled(), short(5)], description="As on a sign-in sheet.")
    email = EmailField("E-mail", [filled()])
    password = PasswordField("Password")
    goal = IntegerField("Goal")
    day = DateField("Day")
    hour = TimeField("Hour")
    summary = TextAreaField("Summary", render_kw={"rows": 7})
    kind = SelectField("Kind", choices=CASES)
    paper = RadioField("Paper", choices=CASES)
    cases = SelectMultipleField("Cases", choices=CASES)
    agreed = BooleanField("Agreed")
    portrait = FileField("Portrait")
    agenda = FieldList(FormField(ItemForm), "Agenda", min_entries=1)


def render(app: Flask, macro: str, form: PlanForm | None = None, *more: Any, **fields: Any) -> str:
    """The macro's HTML, for a form that was sent with these fields (and checked), or that comes fresh."""
    method = "POST" if fields else "GET"
    with app.test_request_context("/", method=method, data=fields):
        form = form or PlanForm(meta={"csrf": False})
        if fields:
            form.validate()
        html = get_template_attribute("macros/forms.html", macro)(form, *more)
    return re.sub(r"\s+", " ", str(html))


def test_every_control_has_a_label(app: Flask) -> None:
    html = render(app, "form_page", None, "Save")
    controls = re.findall(r"<(?:input|select|textarea)\b[^>]*>", html)
    seen = [tag for tag in controls if 'type="hidden"' not in tag]
    assert len(seen) == 16  # with two choices each of two fields, the tick that shows the password, and one in the list
    for tag in seen:
        found = re.search(r'\bid="([^"]+)"', tag)
        assert found and f'for="{found[1]}"' in html, tag


def test_what_was_typed_is_kept_beside_its_error(app: Flask) -> None:
    html = render(app, "form_page", None, "Save", name="much <too> long", summary="two\nlines")
    assert 'value="much &lt;too&gt; long"' in html
    assert "two lines</textarea>" in html
    assert 'aria-describedby="name-help name-error"' in html
    assert '<div id="name-error">' in html and "This is longer than 5 characters." in html


def test_no_browser_cuts_what_is_pasted(app: Flask) -> None:
    assert "maxlength" not in render(app, "form_page", None, "Save")


def test_only_the_first_wrong_field_takes_the_focus(app: Flask) -> None:
    html = render(app, "form_page", None, "Save", **{"name": "Tea", "agenda-0-title": ""})
    assert html.count("autofocus") == 1
    assert re.search(r'<input[^>]*autofocus[^>]*id="email"', html)
    assert 'id="agenda-0-title"' in html and html.count("This is needed.") == 2


def test_the_summary_counts_and_leads_to_the_fields(app: Flask) -> None:
    html = render(app, "errors", None, name="Tea")
    assert 'role="alert"' in html
    assert '<a href="#email">E-mail</a>' in html
    assert '<a href="#name">' not in html
    assert not render(app, "errors").strip()


@pytest.mark.parametrize(
    ("name", "saved", "shown"),
    [
        ("name", "<b>Tom's</b>", "&lt;b&gt;Tom&#39;s&lt;/b&gt;"),
        ("kind", "azadi", "Bahram Azadi"),
        ("cases", ["azadi"], "Bahram Azadi"),
        ("agreed", False, "No"),
        ("day", date(2026, 11, 24), "2026-11-24"),
        ("day", None, "(left empty)"),
        ("goal", 0, "0"),
    ],
)
def test_two_versions_are_shown_and_mine_is_chosen(app: Flask, name: str, saved: Any, shown: str) -> None:
    with app.test_request_context("/"):
        form = PlanForm(meta={"csrf": False})
    form[name].theirs = saved
    html = render(app, "form_page", form, "Save")
    assert re.search(r'<div class="saved-value">([^/]*/?[^/]*)</', html)
    assert shown in html.split('class="saved-value"')[1].split("<div class=")[0]
    assert html.count(f'name="choose-{name}"') == 2
    assert re.search(rf'id="{name}-mine" value="mine" checked', html)
    assert html.count('class="theirs"') == 1


def test_letters_are_drawn_in_fives_and_the_goal_is_pale(app: Flask) -> None:
    with app.test_request_context("/"):
        strokes = get_template_attribute("macros/pieces.html", "strokes")
        assert strokes(7, 12).count("<svg") == 3
        assert strokes(7, 12).count('class="todo"') == 2
        assert "todo" not in strokes(8)
        assert '<progress value="70" max="200"' in strokes(70, 200)
        assert not strokes(0, 0).strip()
