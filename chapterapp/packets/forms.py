from flask_babel import lazy_gettext as _
from wtforms import StringField

from chapterapp.forms import BaseForm, filled, short


class OverrideForm(BaseForm):
    reason = StringField(
        _("Why is it printed all the same?"),
        [filled(), short(200)],
        description=_("It stands on the cover, with your name."),
    )
