from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (  # type: ignore[attr-defined]  # its stubs are older than SelectChoice
    DateField,
    FormField,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import Optional

from chapterapp.cases.models import Case
from chapterapp.forms import BaseForm, NumberRange, RowForm, RowList, VersionedForm, filled, short
from chapterapp.meetings.models import AgendaItem, FeaturedCase, Meeting, MeetingKind
from chapterapp.meetings.recurrence import AgendaRow, CaseRow, Proposal

KIND_NAMES = {
    MeetingKind.LETTER_WRITING: _("Letter writing"),
    MeetingKind.BUSINESS: _("Business meeting"),
    MeetingKind.WRITE_A_THON: _("Write-a-thon"),
    MeetingKind.STALL: _("Stall"),
    MeetingKind.VIGIL: _("Vigil"),
    MeetingKind.OTHER: _("Meeting"),
}
MORE_ROWS, MOST_ROWS = 3, 60


def from_to(least: int, most: int) -> list[Any]:
    """May be left empty; if not, a whole number from `least` to `most`."""
    words = _("This is a number from %(least)s to %(most)s.", least=least, most=most)
    return [Optional(), NumberRange(least, most, words)]


class MeetingForm(BaseForm):
    kind = SelectField(
        _("What kind"),
        coerce=MeetingKind,
        choices=[SelectChoice(kind.value, name) for kind, name in KIND_NAMES.items()],
    )
    title = StringField(_("Name"), [short(80)], description=_("Left empty, it is called by its kind."))
    meets_on = DateField(_("Day"), [filled()])
    starts = TimeField(_("Starts"), [filled()])
    ends = TimeField(_("Ends"), [filled()])
    venue = StringField(_("Where"), [short(200)])
    access_notes = StringField(
        _("How to get in"),
        [short(300)],
        description=_("Steps, ramp, bell, quiet room: whoever comes first reads this."),
    )
    letter_goal = IntegerField(_("Letters hoped for"), from_to(1, 9999))
    notes = TextAreaField(_("Notes"), [short(2000)], description=_("For those who belong to the chapter."))

    def values(self) -> dict[str, Any]:
        """With a name: where none is typed, or that of another kind was left standing, the kind's own."""
        values = super().values()
        if not values["title"] or values["title"] in map(str, KIND_NAMES.values()):
            values["title"] = str(KIND_NAMES[values["kind"]])
        return values


class CreateMeetingForm(MeetingForm):
    cases = SelectMultipleField(_("On the table"), validate_choice=False)

    @classmethod
    def propose(cls, proposal: Proposal, active: Sequence[Case]) -> "CreateMeetingForm":
        """Filled with the proposal, ready to be sent as it is."""
        title = str(KIND_NAMES[MeetingKind.LETTER_WRITING])
        form = cls(data={"title": title, **proposal.values, "cases": [row.slug for row in proposal.cases]})
        form.cases.choices = [SelectChoice(case.slug, case.title) for case in active]
        return form

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "cases"}

    def case_rows(self, proposal: Proposal) -> list[CaseRow]:
        """The ticked cases, those of the proposal first, with its goals."""
        ticked = dict.fromkeys(self.cases.data or ())
        proposed = {row.slug: row for row in proposal.cases if row.slug in ticked}
        return [*proposed.values(), *(CaseRow(slug) for slug in ticked if slug not in proposed)]


class EditMeetingForm(MeetingForm, VersionedForm):
    field_order = ("kind", "title", "meets_on")

    meets_on = DateField(_("Day"), [filled()], description=_("On another day everybody is asked anew who comes."))


class CancelForm(BaseForm):
    reason = StringField(_("Reason, as people will read it"), [filled(), short(300)])


class AgendaRowForm(RowForm):
    title = StringField(_("What"), [short(120)])
    minutes = IntegerField(_("Minutes"), from_to(1, 600))
    leader = StringField(_("Who"), [short(80)])

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if self.title.data and self.minutes.data is None and not self.minutes.errors:
            self.minutes.errors = [gettext("How many minutes does it take?")]
        if not self.title.data and (self.leader.data or self.minutes.data):
            self.title.errors = [gettext("What happens in these minutes?")]
        return fine and not self.title.errors and not self.minutes.errors


class AgendaForm(VersionedForm):
    """What stands on the agenda, and three empty rows more. A row that is emptied goes."""

    rows = RowList(FormField(AgendaRowForm), _("Agenda"), max_entries=MOST_ROWS)

    @classmethod
    def of(cls, meeting: Meeting, items: Sequence[AgendaItem]) -> "AgendaForm":
        rows = [{"title": item.title, "minutes": item.minutes, "leader": item.leader} for item in items]
        return cls(data={"version": meeting.version, "rows": [*rows, *({} for _row in range(MORE_ROWS))]})

    def items(self) -> list[AgendaRow]:
        rows = [row.form for row in self.rows]
        return [
            AgendaRow(row.minutes.data or 0, row.title.data, row.leader.data or "") for row in rows if row.title.data
        ]


class CaseRowForm(RowForm):
    slug = HiddenField()
    order = IntegerField(_("Order"), from_to(1, 999))
    presenter = StringField(_("Who presents it"), [short(80)])
    goal = IntegerField(_("Letters hoped for"), from_to(1, 9999))
    note = StringField(_("Note"), [short(200)])


class TableForm(VersionedForm):
    """Every case that may be on the table, those that are in their order. Without a number it is not."""

    rows = RowList(FormField(CaseRowForm), _("Cases"), max_entries=500)

    @classmethod
    def of(cls, meeting: Meeting, featured: Sequence[FeaturedCase], cases: Sequence[Case]) -> "TableForm":
        on_table: list[dict[str, Any]] = [
            {"slug": row.case.slug, "order": n, "presenter": row.presenter, "goal": row.goal, "note": row.note}
            for n, row in enumerate(featured, 1)
        ]
        taken = {row["slug"] for row in on_table}
        others = [{"slug": case.slug} for case in cases if case.slug not in taken]
        return cls(data={"version": meeting.version, "rows": on_table + others})

    def case_rows(self) -> list[CaseRow]:
        """The numbered ones by number; of equal numbers the upper one first."""
        rows = sorted((row.form for row in self.rows if row.order.data), key=lambda row: row.order.data or 0)
        return [
            CaseRow(row.slug.data or "", row.presenter.data or "", row.goal.data, row.note.data or "") for row in rows
        ]
