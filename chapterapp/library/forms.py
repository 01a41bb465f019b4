from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from chapterapp.forms import BaseForm, filled, short


class DeclineForm(BaseForm):
    reason = TextAreaField(_("Why not?"), [filled(), short(300)], description=_("The chapter reads this."))
