"""The parts of a copy: made from what the library says of them, and changed after it."""

from collections.abc import Collection, Mapping
from typing import Any

from chapterapp.accounts.models import User
from chapterapp.cases.copies import portrait_of
from chapterapp.cases.facility_services import edit_facility
from chapterapp.cases.models import Addressee, Case, Facility, Subject
from chapterapp.cases.office_queries import list_offices
from chapterapp.cases.office_rules import FOLLOWED
from chapterapp.cases.office_services import edit_office
from chapterapp.cases.part_services import add_part, edit_part, remove_part
from chapterapp.cases.services import touch
from chapterapp.chapters.models import Chapter
from chapterapp.library.comparing import Difference
from chapterapp.library.linking import follow_offices, go_by, held_in, take_portrait
from chapterapp.library.sharing import PARTS, Part, Parts, real_values


def add_told(chapter: Chapter, case: Case, kind: str, plain: Mapping[str, Any], actor: User) -> Part:
    row = add_part(case, PARTS[kind], real_values(PARTS[kind], plain), actor)
    connect(chapter, case, row, plain, actor)
    return row


def connect(chapter: Chapter, case: Case, row: Part, plain: Mapping[str, Any], actor: User) -> None:
    if isinstance(row, Subject) and plain.get("facility"):
        held_in(chapter, row, plain["facility"], actor)
    if isinstance(row, Addressee) and plain.get("way"):
        go_by(chapter, case, row, plain["way"], actor)


def link_copies(
    chapter: Chapter, case: Case, theirs: Parts, rows: Mapping[str, Part], own: dict[str, str], actor: User
) -> None:
    """New parts with what only copies get: the offices they follow, the portraits that somebody allowed."""
    follow_offices(chapter, case, theirs.addressees, rows, actor)
    for subject in theirs.subjects:
        mine, told = rows.get(subject.ref), portrait_of(subject)
        if isinstance(mine, Subject) and told and told["permission"]:
            take_portrait(case, mine, told, own, actor)


def take_parts(
    chapter: Chapter, case: Case, chosen: Collection[Difference], parts: Parts, own: dict[str, str], actor: User
) -> dict[str, Part]:
    """New parts first, so that a case is about somebody at every moment. Returns them by the library's references."""
    mine = {row.ref: row for rows in parts for row in rows}
    new: dict[str, Part] = {}
    of_parts = [one for one in chosen if one.kind in PARTS]
    for one in sorted(of_parts, key=lambda one: not one.name and one.now is None):
        row = mine.get(own.get(one.ref, ""))
        if one.name and row is not None:
            _take_field(chapter, case, row, one, own, actor)
        elif not one.name and one.now is not None:
            new[one.ref] = add_told(chapter, case, one.kind, one.now, actor)
            own[one.ref] = new[one.ref].ref
        elif row is not None:
            remove_part(case, row, actor)
            own.pop(one.ref)
    return new


def _take_field(chapter: Chapter, case: Case, row: Part, one: Difference, own: dict[str, str], actor: User) -> None:
    """A rule of a place, and a word of an office, are changed there, for every case that has it."""
    if isinstance(row, Subject) and one.name == "portrait":
        take_portrait(case, row, one.now, own, actor)
    elif isinstance(row, Subject) and one.name == "facility":
        held_in(chapter, row, one.now, actor)
        touch(case, actor, "edit_subjects", ["facility"])
    elif isinstance(row, Subject) and row.facility and one.name.startswith("facility."):
        values = real_values(Facility, {one.name.removeprefix("facility."): one.now})
        edit_facility(row.facility, values, row.facility.version, actor)
    elif isinstance(row, Addressee) and one.name == "way":
        go_by(chapter, case, row, one.now, actor)
    elif isinstance(row, Addressee) and row.office_id is not None and one.name in FOLLOWED:
        office = next(office for office in list_offices(chapter) if office.id == row.office_id)
        edit_office(
            office, {FOLLOWED[one.name]: real_values(Addressee, {one.name: one.now})[one.name]}, office.version, actor
        )
    else:
        edit_part(case, row, real_values(PARTS[one.kind], {one.name: one.now}), row.version, actor)
