"""What somebody says of a scan or document of a case."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Form, MultipleFileField, StringField

from chapterapp.cases.file_models import FileKind
from chapterapp.cases.labels import FILES
from chapterapp.choices import WordField
from chapterapp.forms import BaseForm, VersionedForm, filled, short

MOST = 6  # at once
HELP = _(
    "JPEG, PNG or PDF, up to six at once and 10 MB in all. They are made anew: nothing hidden stays, nor do comments "
    "and filled-in fields of a PDF. What a black bar covers in a PDF may still be in it: send a picture of such a page."
)
PRIVATE = _("Otherwise only coordinators see it. Letters from prisoners and families are theirs: ask before you tick.")


class FileFields(Form):
    title = StringField(
        _("What it is"), [filled(), short(120)], description=_("As in: answer of the ministry, May 2026.")
    )
    kind = WordField(_("Kind"), FILES, default=FileKind.LETTER)
    for_members = BooleanField(_("Members and hosts may see it"), description=PRIVATE)


class NewFilesForm(BaseForm, FileFields):
    files = MultipleFileField(_("Files"), description=HELP)
    field_order = ("files", "title", "kind", "for_members")

    def validate(self, extra_validators: Any = None) -> bool:
        shape, sent = super().validate(extra_validators), self.sent()
        if not sent:
            self.refuse(gettext("Choose a file."), "files")
        if len(sent) > MOST:
            self.refuse(gettext("These are more than six. Send the others after them."), "files")
        return shape and 0 < len(sent) <= MOST

    def sent(self) -> list[Any]:
        return [one for one in self.files.data or () if getattr(one, "filename", "")]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "files"}


class EditFileForm(VersionedForm, FileFields):
    field_order = ("title", "kind", "for_members")
