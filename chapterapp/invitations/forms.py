from flask_babel import lazy_gettext as _
from wtforms import SelectField

from chapterapp.chapters.forms import role_choices
from chapterapp.chapters.models import Role
from chapterapp.forms import BaseForm


class InvitationForm(BaseForm):
    role = SelectField(_("Role"), choices=role_choices, coerce=Role, default=Role.MEMBER)
