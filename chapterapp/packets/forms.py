from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FormField, IntegerField, RadioField, SelectField, StringField

from chapterapp.chapters.labels import PAPERS
from chapterapp.chapters.models import PaperSize
from chapterapp.forms import BaseForm, RowForm, RowList, SelectChoice, filled, short
from chapterapp.meetings.forms import from_to
from chapterapp.packets.options import MOST_COPIES, MOST_RUNS, TITLES, PacketOptions, Run, Version, ordered

VERSIONS = {
    Version.COORDINATOR: _("Us"),
    Version.PARTICIPANT: _("Those who come"),
    Version.TABLE: _("Each table"),
}


class OverrideForm(BaseForm):
    reason = StringField(
        _("Why is it printed all the same?"),
        [filled(), short(200)],
        description=_("It stands on the cover, with your name."),
    )


class RunForm(RowForm):
    """So many copies of one version; none: the row is not there."""

    copies = IntegerField(_("Copies"), from_to(0, MOST_COPIES), render_kw={"min": 0, "inputmode": "numeric"})
    version = SelectField(
        _("For whom"), choices=[SelectChoice(one, words) for one, words in VERSIONS.items()], coerce=Version
    )
    language = SelectField(_("Sample letters in"), default="")
    large = BooleanField(_("Large print"))


class CopiesFields:
    """A number a section: how many copies. Left empty or 0, it is not printed."""


for key, title in TITLES.items():
    setattr(CopiesFields, f"copies-{key}", IntegerField(title, from_to(0, MOST_COPIES), render_kw={"min": 0}))


class OptionsForm(BaseForm, CopiesFields):
    runs = RowList(FormField(RunForm), _("Versions"), max_entries=MOST_RUNS)
    paper_size = RadioField(
        _("Paper"), choices=[SelectChoice(size, words) for size, words in PAPERS.items()], coerce=PaperSize
    )
    both_sides = BooleanField(_("Printed on both sides: begin each copy on a sheet of its own"))
    no_names = BooleanField(_("Print no expected names, only empty rows"))
    usual: tuple[Run, ...] = (Run(),)

    @classmethod
    def showing(cls, options: PacketOptions, languages: Sequence[tuple[str, str]] = (), **more: Any) -> "OptionsForm":
        """What is not sent is as in these options. `languages`: codes and names of those that letters may be in."""
        copies = dict(options.copies)
        data: dict[str, Any] = {f"copies-{key}": copies.get(key, 0) for key in TITLES}
        data |= {"paper_size": options.paper, "no_names": not options.with_names, "both_sides": options.both_sides}
        data["runs"] = rows = [{**run.stored(), "version": run.version} for run in options.runs]
        form = cls(data=data, **more)
        form.usual = options.runs
        if not form.runs.entries:  # another form was sent
            for row in rows:
                form.runs.append_entry(row)
        form.offer_one_more()
        offered = dict([("", _("as usual")), *languages])
        for row in form.runs.entries:
            chosen = row.form.language
            chosen.choices = list(offered.items())
            if chosen.data and chosen.data in {run.language for run in options.runs} - set(offered):
                chosen.choices.append((chosen.data, chosen.data))  # its letter is gone meanwhile
        return form

    def offer_one_more(self) -> None:
        """An empty row behind those that are filled in."""
        rows = self.runs.entries
        if len(rows) < MOST_RUNS and all(row.form.copies.data for row in rows):
            self.runs.append_entry({"copies": 0, "version": Version.PARTICIPANT})

    def options(self) -> PacketOptions:
        copies = {key: self[f"copies-{key}"].data or 0 for key in TITLES}
        return PacketOptions(
            self.paper_size.data,
            ordered(copies),
            with_names=not self.no_names.data,
            runs=tuple(self._runs()) if self._sends_runs() else self.usual,
            both_sides=self.both_sides.data,
        )

    def _sends_runs(self) -> bool:
        return any(row.form.copies.raw_data for row in self.runs.entries)

    def _runs(self) -> Iterator[Run]:
        for row in self.runs.data:
            if row["copies"]:
                yield Run(row["version"], row["large"], row["language"], row["copies"])
