"""Puts the people into a chapter, and the accounts of those who have one."""

from collections.abc import Sequence
from datetime import date, timedelta

from chapterapp.accounts.models import User
from chapterapp.accounts.services import create_user
from chapterapp.audit.services import record
from chapterapp.chapters.models import Chapter, Role
from chapterapp.chapters.services import add_membership
from chapterapp.clock import now, today
from chapterapp.database import db
from chapterapp.demo.people import Person
from chapterapp.members.models import Consent, Member, MemberStatus


def open_accounts(people: Sequence[Person], password_hash: str) -> dict[Role, User]:
    return {person.role: create_user(person.email, person.name, password_hash) for person in people if person.role}


def add_people(chapter: Chapter, people: Sequence[Person], users: dict[Role, User]) -> dict[Person, Member]:
    day = today(chapter.time_zone)
    coordinator = users[Role.COORDINATOR]
    members = {}
    for person in people:
        member = members[person] = Member(chapter_id=chapter.id, **_values(person, day))
        if person.role:
            member.membership = add_membership(chapter, users[person.role], person.role, coordinator.id)
        if person.has_left:
            member.deactivated_at = now()
        db.session.add(member)
        db.session.flush()
        for kind, how in person.consents.items():
            db.session.add(Consent(chapter_id=chapter.id, member_id=member.id, kind=kind, given_at=now(), how=how))
        record(chapter.id, coordinator.id, "add_member", f"member {member.id}", ["display_name"])
    return members


def first_came(person: Person, day: date) -> date:
    return day - timedelta(days=person.since * 30)


def _values(person: Person, day: date) -> dict[str, object]:
    return {
        "display_name": person.name,
        "mailing_name": person.mailing_name,
        "email": person.email,
        "phone": person.phone,
        "postal_address": person.address,
        "status": person.status,
        "joined_on": first_came(person, day) if person.status is MemberStatus.MEMBER else None,
        "notes": person.notes,
    }
