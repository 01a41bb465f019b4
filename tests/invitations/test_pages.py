"""An invitation from the link to the chapter: shown once, used once, for seven days, and silent about accounts."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from cast import ADMIN, CANARY, COORDINATOR, FOREIGN, HOST, MEMBER, PASSWORD
from client import Client
from flask import Flask
from members.room import actions, add, enter, ref_of, state, user_of
from sqlalchemy import select

from chapterapp.accounts.queries import find_user_by_email, hash_token
from chapterapp.accounts.services import NO_MATCH
from chapterapp.accounts.throttle import LIMIT
from chapterapp.chapters.models import Role
from chapterapp.chapters.queries import find_membership
from chapterapp.clock import now
from chapterapp.database import across_chapters, db
from chapterapp.errors import Missing, Refused
from chapterapp.invitations.models import Invitation
from chapterapp.invitations.services import accept_invitation, invite
from chapterapp.members.queries import find_member_by_email, list_members

Visit = Callable[[str | None], Client]
ROOM = "/c/st-louis/invitations"
NEW = {"name": "Fatima Haddad", "email": "fatima@example.org", "password": "four words to keep"}
GONE = "This link does not work, or no longer"


def link_in(page: str) -> str:
    found = re.search(r">http://localhost(/invitation/[a-z0-9-]+)<", page)
    assert found
    return found[1]


def make_link(client: Client, role: str = "member", member: str = "") -> str:
    answer = client.post(f"{ROOM}/for/{member}" if member else f"{ROOM}/new", {"role": role})
    assert answer.status_code == 200
    return link_in(answer.text)


def role_of(app: Flask, email: str) -> Role | None:
    with app.app_context():
        membership = find_membership(enter(), user_of(email))
        return membership.role if membership else None


def invitations(app: Flask) -> list[dict[str, Any]]:
    with app.app_context(), across_chapters("test"):
        rows = db.session.scalars(select(Invitation).order_by(Invitation.id))
        return [{column.key: getattr(row, column.key) for column in Invitation.__table__.columns} for row in rows]


def test_the_link_is_shown_once_and_only_its_hash_is_kept(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    link = make_link(client, "host")
    token = link.rpartition("/")[2]
    assert [row["token_hash"] for row in invitations(app)] == [hash_token(token)]
    listed = client.get(ROOM).text
    assert "Nobody in particular" in listed and "Host, until" in listed and token not in listed
    assert ("make_invitation", ["role"]) in actions(app)


def test_a_configured_address_stands_in_front_of_the_link(app: Flask, visit: Visit) -> None:
    app.config["BASE_URL"] = "https://letters.example.org"
    try:
        page = visit(COORDINATOR).post(f"{ROOM}/new", {"role": "member"}).text
    finally:
        app.config["BASE_URL"] = ""
    assert ">https://letters.example.org/invitation/" in page and "localhost" not in page


def test_a_guest_makes_an_account_and_is_in_the_chapter(app: Flask, visit: Visit) -> None:
    link, guest = make_link(visit(COORDINATOR), "host"), visit(None)
    assert "Your role: Host, who checks people in" in guest.get(link).text
    answer = guest.post(link, NEW)
    assert (answer.status_code, answer.location) == (303, "/c/st-louis/")
    assert guest.get("/c/st-louis/meetings").status_code == 200
    assert role_of(app, NEW["email"]) is Role.HOST
    with app.app_context():
        member = find_member_by_email(enter(), NEW["email"])
        assert member and member.display_name == "Fatima Haddad" and member.membership
    assert guest.get("/c/lyon/meetings").status_code == 404


def test_the_invited_person_is_linked_whatever_the_email(app: Flask, visit: Visit) -> None:
    ref = add(app, display_name="Fatima", email="old@example.org")
    visit(None).post(make_link(visit(COORDINATOR), member=ref), NEW)
    assert state(app, ref)["membership_id"] and state(app, ref)["display_name"] == "Fatima"


def test_a_link_for_nobody_in_particular_finds_the_person_with_the_email(app: Flask, visit: Visit) -> None:
    ref = add(app, display_name="Fatima", email=NEW["email"])
    visit(None).post(make_link(visit(COORDINATOR)), NEW)
    assert state(app, ref)["membership_id"]
    with app.app_context():
        assert [member.email for member in list_members(enter())].count(NEW["email"]) == 1


def test_whoever_is_logged_in_joins_by_one_button(app: Flask, visit: Visit) -> None:
    link, foreign = make_link(visit(COORDINATOR)), visit(FOREIGN)
    page = foreign.get(link).text
    assert "Join st-louis" in page and 'type="password"' not in page
    assert foreign.post(link).status_code == 303
    assert role_of(app, FOREIGN) is Role.MEMBER
    assert foreign.get("/c/lyon/meetings").status_code == 200


def test_an_account_with_its_own_password_joins_without_a_second_one(app: Flask, visit: Visit) -> None:
    guest = visit(None)
    answer = guest.post(make_link(visit(COORDINATOR)), {"name": "x", "email": FOREIGN, "password": PASSWORD})
    assert answer.status_code == 303
    assert role_of(app, FOREIGN) is Role.MEMBER


def test_a_wrong_password_of_a_known_address_says_no_more_than_the_log_in(app: Flask, visit: Visit) -> None:
    link, guest = make_link(visit(COORDINATOR)), visit(None)
    answer = guest.post(link, {**NEW, "email": FOREIGN})
    assert answer.status_code == 422 and str(NO_MATCH) in answer.text and NEW["name"] in answer.text
    for _time in range(LIMIT):
        guest.post(link, {**NEW, "email": FOREIGN})
    right = guest.post(link, {**NEW, "email": FOREIGN, "password": PASSWORD})
    assert right.status_code == 422 and "That was tried too often." in right.text
    assert role_of(app, FOREIGN) is None
    assert guest.get(link).status_code == 200


def test_used_expired_revoked_and_unknown_links_answer_the_same(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    used, revoked, expired = make_link(client), make_link(client), make_link(client)
    visit(None).post(used, NEW)
    client.post(f"{ROOM}/{invitations(app)[1]['ref']}/revoke")
    with app.app_context(), across_chapters("test"):
        last = db.session.scalars(select(Invitation).order_by(Invitation.id.desc()).limit(1)).one()
        last.expires_at = now() - timedelta(seconds=1)
        db.session.commit()
    answers = {visit(None).get(link).text for link in (used, revoked, expired, "/invitation/never-made")}
    assert len(answers) == 1 and GONE in answers.pop()
    for link in (used, revoked, expired, "/invitation/never-made"):
        assert visit(None).get(link).status_code == 404
        assert visit(None).post(link, {**NEW, "email": "second@example.org"}).status_code == 404
    with app.app_context():
        assert find_user_by_email("second@example.org") is None


def test_a_link_lasts_seven_days(visit: Visit) -> None:
    link = make_link(visit(COORDINATOR))
    with time_machine.travel(now() + timedelta(days=6, hours=23)):
        assert visit(None).get(link).status_code == 200
    with time_machine.travel(now() + timedelta(days=7, minutes=1)):
        assert visit(None).get(link).status_code == 404


def test_of_two_who_open_one_link_the_second_finds_it_used(app: Flask) -> None:
    with app.app_context():
        _invitation, token = invite(enter(), Role.MEMBER, user_of(COORDINATOR))
        accept_invitation(token, user_of(FOREIGN))
        with pytest.raises(Missing):
            accept_invitation(token, user_of(ADMIN))


def test_a_new_link_for_a_person_ends_the_older_one(app: Flask, visit: Visit) -> None:
    client, ref = visit(COORDINATOR), add(app)
    first, second = make_link(client, member=ref), make_link(client, member=ref)
    assert visit(None).get(first).status_code == 404
    assert visit(None).get(second).status_code == 200


@pytest.mark.parametrize("way", ["deactivate", "delete"])
def test_the_link_of_who_left_is_dead(app: Flask, visit: Visit, way: str) -> None:
    client, ref = visit(COORDINATOR), add(app)
    link = make_link(client, member=ref)
    client.post(f"/c/st-louis/members/{ref}/{way}")
    assert visit(None).get(link).status_code == 404
    assert "Nobody" not in client.get(ROOM).text and "Joan" not in client.get(ROOM).text


def test_who_has_an_account_or_left_is_not_invited(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    for ref in (ref_of(app, HOST), add(app, deactivated_at=now())):
        answer = client.post(f"{ROOM}/for/{ref}", {"role": "member"})
        assert answer.status_code == 409
    assert invitations(app) == []


def test_a_link_raises_a_role_and_never_lowers_one(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    with app.app_context():
        _invitation, token = invite(enter(), Role.COORDINATOR, user_of(ADMIN))
        _other, lower = invite(enter(), Role.MEMBER, user_of(ADMIN))
        with pytest.raises(Refused):
            accept_invitation(lower, user_of(COORDINATOR))
        db.session.rollback()
        _invitation, token = invite(enter(), Role.COORDINATOR, user_of(ADMIN))
        db.session.commit()
    assert host.post(f"/invitation/{token}").status_code == 303
    assert role_of(app, HOST) is Role.COORDINATOR
    assert host.get("/account").status_code == 303, "a new role ends every session"


def test_foreign_and_absent_invitations_are_the_same_404(app: Flask, visit: Visit) -> None:
    with app.app_context():
        invitation, token = invite(enter("lyon"), Role.MEMBER, user_of(FOREIGN))
        ref = invitation.ref
        db.session.commit()
    client = visit(COORDINATOR)
    for known in (ref, "absent"):
        assert client.post(f"{ROOM}/{known}/revoke").status_code == 404
    for known in (ref_of(app, FOREIGN, "lyon"), "absent"):
        assert client.get(f"{ROOM}/for/{known}").status_code == 404
        assert client.post(f"{ROOM}/for/{known}", {"role": "member"}).status_code == 404
    assert CANARY["lyon"] not in client.get(ROOM).text
    assert visit(None).get(f"/invitation/{token}").status_code == 200


@pytest.mark.parametrize("email", [HOST, MEMBER])
def test_weak_roles_invite_nobody(visit: Visit, email: str) -> None:
    client = visit(email)
    assert client.get(ROOM).status_code == 403
    assert client.post(f"{ROOM}/new", {"role": "coordinator"}).status_code == 403


BAD = [
    ("name", "", "This is needed."),
    ("name", "x" * 101, "longer than 100 characters"),
    ("name", "Fati\x00ma", "cannot be printed"),
    ("name", "Fati\u202ema", "cannot be printed"),
    ("email", "fatima", "An e-mail address has an @"),
    ("password", "short", "A password has 12 characters or more."),
    ("password", "x" * 201, "longer than 200 characters"),
]


@pytest.mark.parametrize(("name", "value", "sentence"), BAD)
def test_bad_input_makes_no_account_and_leaves_the_link_open(
    app: Flask, visit: Visit, name: str, value: str, sentence: str
) -> None:
    link, guest = make_link(visit(COORDINATOR)), visit(None)
    answer = guest.post(link, {**NEW, name: value})
    assert answer.status_code == 422 and sentence in answer.text
    assert name == "email" or NEW["email"] in answer.text
    assert guest.post(link, {**NEW, "name": "🕊 سميرة"}).status_code == 303


@pytest.mark.parametrize("role", ["", "king", "\x00"])
def test_a_role_that_is_none_makes_no_link(app: Flask, visit: Visit, role: str) -> None:
    answer = visit(COORDINATOR).post(f"{ROOM}/new", {"role": role})
    assert answer.status_code == 422 and "Choose one from the list." in answer.text
    assert invitations(app) == []
