"""What all forms share: clean text in, clear sentences out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

from email_validator import EmailNotValidError, validate_email
from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, FieldList, Form, FormField, HiddenField, PasswordField, validators
from wtforms import SelectChoice as SelectChoice  # type: ignore[attr-defined]  # its stubs are older
from wtforms.validators import InputRequired, Length, StopValidation, ValidationError

from chapterapp.errors import Refused, Stale

if TYPE_CHECKING:

    class FlaskForm(Form):
        def validate_on_submit(self) -> bool: ...
        def is_submitted(self) -> bool: ...

    AnyList = FieldList[Any]
else:
    from flask_wtf import FlaskForm

    AnyList = FieldList

Check = Callable[[Form, Field], None]

# Control characters, and the marks that override the reading direction of what stands after them.
UNPRINTABLE = {chr(n) for n in (*range(32), 0x7F, *range(0x202A, 0x202F))} - {"\t", "\n", "\r"}
LONGEST = 20_000


# What WTForms says by itself, in our words.
WORDS = {
    "Not a valid choice.": _("Choose one from the list."),
    "Invalid Choice: could not coerce.": _("Choose one from the list."),
    "Not a valid date value.": _("A date is a day, a month and a year, as in 2026-11-24."),
    "Not a valid time value.": _("A time has hours and minutes, as in 19:00."),
    "Not a valid integer value.": _("This takes a whole number."),
}


class NumberRange(validators.NumberRange):
    """WTForms' asks of an integer too whether it is a number, which it cannot of one that no float can hold."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            super().__call__(form, field)
        except OverflowError:
            raise ValidationError(str(self.message)) from None


class Words:
    """In the place of WTForms' own translations."""

    def gettext(self, words: str) -> str:
        return str(WORDS.get(words, words))

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


class BaseForm(FlaskForm):
    field_order: tuple[str, ...] = ()

    class Meta:
        def get_translations(self, form: Form) -> Words:
            return Words()

    def __iter__(self) -> Iterator[Field]:
        place = {name: n for n, name in enumerate(self.field_order)}
        return iter(sorted(super().__iter__(), key=lambda field: place.get(field.short_name, len(place))))

    def validate(self, extra_validators: Any = None) -> bool:
        for field in _texts(self):
            field.data = field.data.replace("\r\n", "\n")
            if not isinstance(field, PasswordField):
                field.data = field.data.strip()
        shape = super().validate(extra_validators)
        unprintable = [field for field in _texts(self) if UNPRINTABLE.intersection(field.data)]
        endless = [field for field in _texts(self) if len(field.data) > LONGEST]
        for field in unprintable:
            field.errors = [*field.errors, gettext("There is a character in here that cannot be printed. Take it out.")]
        for field in endless:
            field.errors = [*field.errors, gettext("This is longer than %(most)s characters.", most=LONGEST)]
        for field in self:
            if isinstance(field, FieldList):  # what was found in its rows after it had summed up their errors
                inner = [row.errors for row in field.entries]
                field.errors = inner if any(inner) else field.errors
        return shape and not unprintable and not endless

    def refuse(self, words: str, name: str | None = None) -> None:
        """Put a service's refusal where it belongs: under its field, else over the whole form."""
        if name in self._fields:
            self._fields[name].errors = [*self._fields[name].errors, words]
        else:
            self.form_errors = [*self.form_errors, words]

    def values(self) -> dict[str, Any]:
        """What was filled in, by field name, without tokens."""
        return {name: value for name, value in self.data.items() if name not in ("csrf_token", "version")}


class RowForm(Form):
    """One row of a list inside a form: RowList(FormField(…)). The token is the form's."""

    Meta = BaseForm.Meta


class RowList(AnyList):
    """A list of rows. WTForms takes for the number of a row what Python cannot read as one ("²", a million digits)."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        numbered = (name for name in formdata if name.startswith(f"{prefix}-"))
        for number in {name.removeprefix(f"{prefix}-").split("-", 1)[0] for name in numbered}:
            if number.isdecimal() and len(number) < 6:
                yield int(number)


class VersionedForm(BaseForm):
    """A form that two people may have open at once."""

    version = HiddenField()

    def seen_version(self) -> int:
        seen = str(self.version.data or "")
        return int(seen) if seen.isdecimal() and len(seen) < 10 else 0

    def compare(self, current: Any) -> None:
        """Somebody saved meanwhile: give each field that differs a `theirs`, and take up the new version."""
        for field in self:
            saved = getattr(current, field.short_name, None)
            if field.short_name in self.values() and (saved or "") != (field.data or ""):
                setattr(field, "theirs", saved)
        self.version.data = str(current.version)

    def choose(self, current: Any) -> None:
        """Where the second of two editors chose what the first had saved, take that."""
        for field in self:
            if request.form.get(f"choose-{field.name}") == "theirs":
                field.data = getattr(current, field.short_name)


def status_after(form: VersionedForm, save: Callable[[], object]) -> int:
    """Saves what was sent, if it has its shape: 303 if it is saved. Otherwise the status of the page that shows the
    form again: 200 before anything was sent, 422 with what is wrong, 409 with what somebody else saved meanwhile."""
    status = 200
    if form.validate_on_submit():
        try:
            save()
            return 303
        except Stale as stale:
            form.compare(stale.current)
            status = 409
        except Refused as no:
            form.refuse(str(no), no.field)
    return 422 if form.errors else status


def _texts(form: Form) -> list[Field]:
    """All fields that hold text, those in lists of rows too."""
    found: list[Field] = []
    for field in form:
        if isinstance(field, FieldList):
            rows: Sequence[Field] = field.entries
            for row in rows:
                found += _texts(row.form) if isinstance(row, FormField) else [row] if isinstance(row.data, str) else []
        elif isinstance(field.data, str) and not isinstance(field.data, Enum):
            found.append(field)
    return found


class Filled(InputRequired):
    """Something was sent, and it is more than blanks."""

    def __call__(self, form: Any, field: Field) -> None:
        super().__call__(form, field)
        if isinstance(field.data, str) and not field.data.strip():
            raise StopValidation(str(self.message))


def filled(words: str | None = None) -> InputRequired:
    return Filled(words or _("This is needed."))


def short(most: int) -> Length:
    return Length(max=most, message=_("This is longer than %(most)s characters.", most=most))


def email_address(form: Form, field: Field) -> None:
    """The shape only: no look-up, a hall may have no internet. The form it is kept in is lower case."""
    if not field.data:
        return
    try:
        field.data = validate_email(field.data.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise ValidationError(
            gettext("An e-mail address has an @, and a dot after it, as in name@example.org.")
        ) from None


def new_password(form: Form, field: Field) -> None:
    if len(field.data or "") < 12:
        raise ValidationError(gettext("A password has 12 characters or more."))
    if len(field.data) > 200:
        raise ValidationError(gettext("This is longer than %(most)s characters.", most=200))
