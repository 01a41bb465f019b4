from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField, StringField

from chapterapp.chapters.labels import PAPERS
from chapterapp.chapters.models import PaperSize
from chapterapp.forms import BaseForm, SelectChoice, filled, short
from chapterapp.meetings.forms import from_to
from chapterapp.packets.options import MOST_COPIES, TITLES, PacketOptions, Version, ordered

VERSIONS = {
    Version.COORDINATOR: _("For us: with checklist, sign-in sheet and tally"),
    Version.PARTICIPANT: _("For those who come: without them"),
}


class OverrideForm(BaseForm):
    reason = StringField(
        _("Why is it printed all the same?"),
        [filled(), short(200)],
        description=_("It stands on the cover, with your name."),
    )


class CopiesFields:
    """A number a section: how many copies. Left empty or 0, it is not printed."""


for key, title in TITLES.items():
    setattr(CopiesFields, f"copies-{key}", IntegerField(title, from_to(0, MOST_COPIES), render_kw={"min": 0}))


class OptionsForm(BaseForm, CopiesFields):
    paper_size = RadioField(
        _("Paper"), choices=[SelectChoice(size, words) for size, words in PAPERS.items()], coerce=PaperSize
    )
    version = RadioField(
        _("For whom"), choices=[SelectChoice(one, words) for one, words in VERSIONS.items()], coerce=Version
    )
    no_names = BooleanField(_("Print no expected names, only empty rows"))

    @classmethod
    def showing(cls, options: PacketOptions, **more: Any) -> "OptionsForm":
        """What is not sent is as in these options."""
        copies = dict(options.copies)
        data: dict[str, Any] = {f"copies-{key}": copies.get(key, 0) for key in TITLES}
        data |= {"paper_size": options.paper, "version": options.version, "no_names": not options.with_names}
        return cls(data=data, **more)

    def options(self) -> PacketOptions:
        copies = {key: self[f"copies-{key}"].data or 0 for key in TITLES}
        return PacketOptions(self.paper_size.data, ordered(copies), not self.no_names.data, self.version.data)
