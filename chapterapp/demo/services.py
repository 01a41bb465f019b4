"""The demo: made in an empty database, and taken away again with one command."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete, exists, select

from chapterapp.accounts import throttle
from chapterapp.accounts.models import User
from chapterapp.accounts.services import create_user, hash_password
from chapterapp.audit.models import Entry
from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter, Membership, Role
from chapterapp.chapters.services import create_chapter
from chapterapp.clock import today
from chapterapp.database import Model, across_chapters, db, enter_chapter
from chapterapp.demo import chapters, people
from chapterapp.demo.calendar import plan_lyon, plan_st_louis
from chapterapp.demo.cases import LYON, ST_LOUIS, add_case, add_release, end_cases
from chapterapp.demo.letters import add_letters, add_letters_at_home
from chapterapp.demo.library import EDITOR, add_library
from chapterapp.demo.meetings import add_meetings
from chapterapp.demo.members import add_people, open_accounts
from chapterapp.demo.portraits import draw
from chapterapp.demo.releases import RELEASES
from chapterapp.errors import Refused
from chapterapp.files import storage as file_storage
from chapterapp.files.models import StoredFile
from chapterapp.jobs.models import Job
from chapterapp.letters.models import LetterSheet
from chapterapp.members.models import Member
from chapterapp.packets import storage as packet_storage
from chapterapp.packets.models import Packet

CHAPTERS = (
    (chapters.ST_LOUIS, people.ST_LOUIS, ST_LOUIS, plan_st_louis),
    (chapters.LYON, people.LYON, LYON, plan_lyon),
)


class Removed(NamedTuple):
    """The packets whose files the caller deletes after its commit, and whose account stays for another chapter."""

    chapters: int
    packets: Sequence[str]
    kept: Sequence[str]


def list_accounts() -> list[tuple[str, str]]:
    """E-mail and what it may do, of the demo and of the large one."""
    roles = [
        (person.email, f"{person.role} of {settings['name']}")
        for settings, folk, _, _ in CHAPTERS
        for person in folk
        if person.role
    ]
    return [
        *roles,
        (EDITOR[0], "editor of the library"),
        (people.ADMIN[0], "site admin"),
        (people.LARGE[0], f"{Role.COORDINATOR} of {chapters.LARGE['name']}"),
    ]


ACCOUNTS = [email for email, _ in list_accounts()]


def is_empty() -> bool:
    return not db.session.scalar(select(exists().where(User.id.is_not(None)) | exists().where(Chapter.id.is_not(None))))


def is_made() -> bool:
    return bool(db.session.scalar(select(exists().where(Chapter.is_demo))))


def check_only_demo() -> None:
    """Raises Refused if there is a chapter or an account that is not the demo's."""
    if name := db.session.scalar(select(Chapter.name).where(~Chapter.is_demo).limit(1)):
        raise Refused(f"The demo needs a database of its own. This one holds the chapter {name}.")
    strangers = select(User.id).where(User.email.not_in(ACCOUNTS))
    if db.session.scalar(strangers.limit(1)) is not None or (not is_made() and not is_empty()):
        raise Refused("The demo needs a database of its own. This one holds accounts of others.")


def make_demo(password: str) -> None:
    """Both chapters and the library, with everybody and everything in them, tonight's meeting on today's date.

    Raises Refused unless the database is empty.
    """
    password_hash = hash_password(password)  # this and the drawing take a while: before the transaction that writes
    pictures = {story: draw(story.portrait) for story in (*ST_LOUIS, *LYON) if story.portrait}
    check_only_demo()
    if is_made():
        raise Refused("The demo is here already.")
    admin = create_user(*people.ADMIN, password_hash, is_site_admin=True)
    made = []
    for settings, folk, stories, plan in CHAPTERS:
        chapter = create_chapter(settings, admin.id)
        enter_chapter(chapter.id)
        users = open_accounts(folk, password_hash)
        coordinator = users[Role.COORDINATOR]
        members = add_people(chapter, folk, users)
        cases = {story: add_case(chapter, story, pictures.get(story), coordinator) for story in stories}
        table = list(cases.values())
        held = add_meetings(chapter, plan(today(chapter.time_zone)), members, table, coordinator)
        add_letters(chapter, held, members, coordinator)
        if writer := next((member for person, member in members.items() if person.role is Role.MEMBER), None):
            add_letters_at_home(chapter, table[1:4], writer, coordinator)
        end_cases(cases, coordinator)
        for release in RELEASES if stories is ST_LOUIS else ():
            add_release(chapter, release, coordinator)
        made.append((chapter, coordinator))
    add_library(password_hash, admin, *made[0])


def remove_demo() -> Removed:
    """Everything of the demo and nothing else."""
    with across_chapters("the demo is removed from whatever else there is"):
        mine = select(Chapter.id).where(Chapter.is_demo)
        for picture in db.session.scalars(select(StoredFile.ref).where(StoredFile.chapter_id.in_(mine))):
            file_storage.remove_on_commit(picture)
        packets = {
            packet.id: packet.ref for packet in db.session.scalars(select(Packet).where(Packet.chapter_id.in_(mine)))
        }
        db.session.execute(delete(Job).where(Job.name == "packets.render", Job.target_id.in_(packets)))
        for first in (Case, LetterSheet, Member):  # whose rows hold on to pictures and people, which the chapter takes
            db.session.execute(delete(first).where(first.chapter_id.in_(mine)))
        gone = db.session.scalars(delete(Chapter).where(Chapter.is_demo).returning(Chapter.id)).all()
        kept = _remove_accounts() if gone else ()
    return Removed(len(gone), list(packets.values()), kept)


def remove_packets(removed: Removed) -> None:
    for ref in removed.packets:
        packet_storage.remove(ref)


def _remove_accounts() -> Sequence[str]:
    """The demo's accounts go, but for those that have a role in another chapter by now."""
    elsewhere = exists().where(Membership.user_id == User.id)
    kept = db.session.scalars(select(User.email).where(User.email.in_(ACCOUNTS), elsewhere)).all()
    gone = db.session.scalars(select(User.id).where(User.email.in_(ACCOUNTS), ~elsewhere)).all()
    # Past the guard that keeps the audit append-only: these name accounts by ids that SQLite gives to others again.
    entries = Model.metadata.tables[Entry.__tablename__]
    db.session.execute(entries.delete().where(entries.c.chapter_id.is_(None), entries.c.user_id.in_(gone)))
    db.session.execute(delete(User).where(User.id.in_(gone)))
    for email in ACCOUNTS:
        for purpose in ("log-in", "change-password"):
            throttle.forget(purpose, email)
    return kept
