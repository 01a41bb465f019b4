"""What a case of the library refers to, in a chapter: the place somebody is held in, the offices, the portrait. A
chapter keeps each place and office once, whether it wrote it down itself or had it from the library."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.cases import office_services
from chapterapp.cases.copies import PORTRAIT, plain_values
from chapterapp.cases.facility_services import create_facility, edit_facility
from chapterapp.cases.models import Addressee, Answer, Case, Facility, Subject
from chapterapp.cases.office_models import Office
from chapterapp.cases.office_queries import list_offices
from chapterapp.cases.office_rules import DIPLOMATS, FOLLOWED, UNPRINTED
from chapterapp.cases.part_services import edit_part, remove_portrait, set_portrait
from chapterapp.cases.queries import list_facilities
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db
from chapterapp.files.models import StoredFile
from chapterapp.files.services import Picture
from chapterapp.files.storage import path_of
from chapterapp.library.comparing import is_same_place
from chapterapp.library.sharing import OFFICE, PLACE, Content, real_values


def held_in(chapter: Chapter, subject: Subject, told: Mapping[str, Any] | None, actor: User) -> None:
    """The person is held in this place from now on: the chapter's own of that name, or a new one.

    What the chapter's own does not say is filled in, so that no rule is missing; what it says otherwise stays, and is
    asked about (`unanswered`).
    """
    place = None
    if told:
        values = real_values(Facility, told)
        known = (one for one in list_facilities(chapter) if is_same_place(told, plain_values(one, PLACE)))
        if place := next(known, None):
            silent = {name: value for name, value in values.items() if value and not _says(place, name)}
            edit_facility(place, silent, place.version, actor)
        else:
            place = create_facility(chapter, values, actor)
    subject.facility_id = place.id if place else None
    subject.version += 1
    db.session.flush()
    db.session.expire(subject, ["facility"])


def _says(place: Facility, name: str) -> bool:
    return getattr(place, name) not in (None, "", False, Answer.NOT_STATED)


def office_for(chapter: Chapter, told: Mapping[str, Any], actor: User) -> Office:
    """The chapter's own embassy or mission of that country, or its office of that name; or a new one."""
    values = real_values(Office, told)
    same = [
        one
        for one in list_offices(chapter)
        if (one.kind, one.of_country) == (values["kind"], values["of_country"])
        and (one.kind in DIPLOMATS or one.name.casefold() == values["name"].casefold())
    ]
    same.sort(key=lambda one: one.name != values["name"])
    return same[0] if same else office_services.create_office(chapter, values, actor)


def go_by(chapter: Chapter, case: Case, addressee: Addressee, told: Mapping[str, Any], actor: User) -> None:
    """How letters get there. The office that they go in the care of, if it was that already, says what is told."""
    values, office = real_values(Addressee, told), None
    if care := told["care_of"]:
        office = office_for(chapter, care, actor)
        if office.id == addressee.care_of_id:
            office_services.edit_office(office, real_values(Office, care), office.version, actor)
    values["care_of_id"] = office.id if office else None
    edit_part(case, addressee, values, addressee.version, actor)
    db.session.expire(addressee, ["care_of"])


def follow_offices(
    chapter: Chapter, case: Case, theirs: Sequence[Addressee], mine: Mapping[str, Any], actor: User
) -> None:
    """Addressees that follow an office in the library follow the chapter's. `mine`: by the library's references."""
    following = [one for one in theirs if one.office_id is not None and one.ref in mine]
    wanted = select(Office).where(Office.id.in_([one.office_id for one in following]))
    with across_chapters("the offices of a case of the library are copied"):
        told = {office.id: plain_values(office, OFFICE) for office in db.session.scalars(wanted)}
    for one in following:
        office = office_for(chapter, told[one.office_id or 0], actor)
        office_services.follow_office(case, mine[one.ref], office, actor)


def take_portrait(
    case: Case, subject: Subject, told: Mapping[str, str] | None, own: dict[str, str], actor: User
) -> None:
    """The library's portrait with the words of its permission, or none. `own` learns what the copy is called."""
    if told is None:
        if subject.portrait:
            remove_portrait(case, subject, actor)
        return
    words = {name: told[word] for word, name in PORTRAIT.items()}
    is_here = subject.portrait is not None and own.get(told["picture"]) == subject.portrait.ref
    picture = None if is_here else _read(told["picture"])
    if not (is_here or picture):
        return
    set_portrait(case, subject, picture, words, actor)
    db.session.expire(subject, ["portrait"])
    assert subject.portrait
    own[told["picture"]] = subject.portrait.ref


def _read(ref: str) -> Picture | None:
    """The file of a portrait of the library, which is there unless a disk was lost."""
    with across_chapters("the portrait of a case of the library is copied"):
        size = db.session.execute(select(StoredFile.width, StoredFile.height).where(StoredFile.ref == ref)).first()
    there = size and path_of(ref).exists()
    return Picture(path_of(ref).read_bytes(), *size) if size and there else None


def unanswered(said: Content, mine: Content, fresh: Set[str]) -> Content:
    """What the library says, as far as these parts of a copy (in the library's terms) agree: what a place or office of
    the chapter says otherwise is left to be asked about. An embassy that stands in another country is no other word
    on the same one."""
    subjects, addressees = dict(said["subjects"]), dict(said["addressees"])
    for ref in fresh & subjects.keys() & mine["subjects"].keys():
        own, theirs = mine["subjects"][ref]["facility"], subjects[ref]["facility"]
        if own != theirs and is_same_place(own, theirs):
            subjects[ref] = {**subjects[ref], "facility": None}
    for ref in fresh & addressees.keys() & mine["addressees"].keys():
        own, theirs = mine["addressees"][ref], addressees[ref]
        if own["country"] == theirs["country"]:
            asked = {name for name in FOLLOWED if name not in UNPRINTED and own[name] != theirs[name]}
            addressees[ref] = {name: value for name, value in theirs.items() if name not in asked}
    return {**said, "subjects": subjects, "addressees": addressees}
