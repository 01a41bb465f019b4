"""The fixed cast: two chapters with all their people and things, and a canary word in every text of each."""

from datetime import date, time

from argon2 import PasswordHasher
from factories import (
    make_addressee,
    make_case,
    make_deadline_change,
    make_decision,
    make_facility,
    make_label_stock,
    make_letter,
    make_meeting,
    make_member,
    make_office,
    make_rsvp,
    make_subject,
    saved,
)
from sqlalchemy import String, inspect, select
from sqlalchemy.types import Enum

from chapterapp.accounts import services as accounts
from chapterapp.accounts.models import User
from chapterapp.cases.office_models import FormerHolder, MailStop
from chapterapp.chapters.models import Chapter, Membership, PaperSize, Role
from chapterapp.clock import now
from chapterapp.database import Model, across_chapters, db
from chapterapp.meetings.rsvp_models import RsvpAnswer

STRANGER = None
MEMBER, HOST, COORDINATOR = "member@st-louis.example", "host@st-louis.example", "coordinator@st-louis.example"
FOREIGN = "coordinator@lyon.example"
ADMIN = "admin@chapterapp.example"
EDITOR = "editor@library.example"  # of a library that tests open where they need one (library.room)
PASSWORD = "correct horse battery"
CANARY = {"st-louis": "kingfisher", "lyon": "nightjar"}
MEETING = "2026-11-24"

accounts.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # the real one, at its cheapest
HASH = accounts.NOBODY = accounts.hasher.hash(PASSWORD)

# What must keep its form: keys, addresses, dates, codes. Everything else gets the canary.
FORMED = {
    "ref", "slug", "email", "token_hash", "password_hash", "country", "time_zone", "locale", "source_url", "outcome_on",
    "held_since", "happened_on", "language", "own_script_language", "fingerprint", "media_type", "action", "target",
    "key", "path", "is_public", "digest", "stock", "of_country", "address_country", "email_bcc", "web_form",
    "value", "stated",
}  # fmt: skip


def make_cast() -> None:
    """Called once with an empty database, inside an app context; commits."""
    with across_chapters("the cast is made of both chapters"):
        for slug, zone, country, paper in (
            ("st-louis", "America/Chicago", "US", PaperSize.LETTER),
            ("lyon", "Europe/Paris", "FR", PaperSize.A4),
        ):
            _make_chapter(slug, zone, country, paper)
        db.session.add_all([_user(ADMIN, "Admin", is_site_admin=True), _user(EDITOR, "Editor")])
        db.session.flush()
        db.session.commit()


def _make_chapter(slug: str, zone: str, country: str, paper: PaperSize) -> None:
    chapter = Chapter(slug=slug, name=slug, country=country, time_zone=zone, paper_size=paper, created_at=now())
    db.session.add(chapter)
    db.session.flush()
    for role in (Role.MEMBER, Role.HOST, Role.COORDINATOR):
        user = _user(f"{role}@{slug}.example", f"{role} of {CANARY[slug]}")
        db.session.add(user)
        db.session.flush()
        membership = Membership(chapter_id=chapter.id, user_id=user.id, role=role)
        db.session.add(membership)
        db.session.flush()
        make_member(chapter, display_name=user.name, email=user.email, membership_id=membership.id)
    guest = make_member(chapter, display_name=f"Guest of {CANARY[slug]}")
    case = make_case(chapter, slug="a-case", title=f"Case of {CANARY[slug]}")
    make_subject(case, facility_id=make_facility(chapter).id)
    make_decision(case)
    make_deadline_change(case)
    make_addressee(case)
    make_letter(case)
    make_office(chapter)
    saved(MailStop(chapter_id=chapter.id, country="KP"))
    saved(FormerHolder(chapter_id=chapter.id, case_id=case.id, revision=1, holder="Old holder"))
    make_label_stock(chapter)
    hours = {"meets_on": date(2026, 11, 24), "starts": time(19), "ends": time(20, 30)}
    make_rsvp(make_meeting(chapter, cases=[case], slug=MEETING, **hours), guest, RsvpAnswer.NO)
    db.session.flush()
    hide_canaries(chapter)


def _user(email: str, name: str, *, is_site_admin: bool = False) -> User:
    return User(email=email, name=name, password_hash=HASH, is_site_admin=is_site_admin, created_at=now())


def hide_canaries(chapter: Chapter) -> None:
    """Put the chapter's canary word into every free text of every row it owns."""
    word = CANARY[chapter.slug]
    for mapper in Model.registry.mappers:
        if "chapter_id" not in mapper.columns and mapper.class_ is not Chapter:
            continue
        of = mapper.class_.id if mapper.class_ is Chapter else mapper.class_.chapter_id
        for row in db.session.scalars(select(mapper.class_).where(of == chapter.id)):
            for column in inspect(type(row)).columns:
                free = isinstance(column.type, String) and not isinstance(column.type, Enum)
                if free and column.key not in FORMED and word not in (getattr(row, column.key) or ""):
                    setattr(row, column.key, f"{getattr(row, column.key) or column.key} {word}")
    db.session.flush()
