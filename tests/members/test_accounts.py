"""What a coordinator may do with the accounts of her people, and what not."""

import re
from collections.abc import Callable

from cast import COORDINATOR, HOST, PASSWORD
from client import Client
from flask import Flask
from members.room import actions, add, coordinator, enter, join_lyon, person, ref_of, user_of

from chapterapp.accounts.services import ask_for_reset
from chapterapp.chapters.models import Role
from chapterapp.chapters.queries import find_membership
from chapterapp.database import db
from chapterapp.members.models import ConsentKind
from chapterapp.members.queries import consents_of
from chapterapp.members.services import set_consents

Visit = Callable[[str | None], Client]
PEOPLE = "/c/st-louis/members"


def test_a_new_role_logs_the_account_out(app: Flask, visit: Visit) -> None:
    host, ref = visit(HOST), ref_of(app, HOST)
    answer = visit(COORDINATOR).post(f"{PEOPLE}/{ref}/role", {"role": "coordinator"})
    assert answer.status_code == 303
    assert host.get(PEOPLE).status_code == 303
    assert visit(HOST).get(PEOPLE).status_code == 200
    assert ("change_role", ["role"]) in actions(app)


def test_the_last_coordinator_cannot_step_down(app: Flask, visit: Visit) -> None:
    ref = ref_of(app, COORDINATOR)
    answer = visit(COORDINATOR).post(f"{PEOPLE}/{ref}/role", {"role": "member"})
    assert answer.status_code == 422 and "Make somebody else one first." in answer.text
    with app.app_context():
        membership = find_membership(enter(), user_of(COORDINATOR))
        assert membership and membership.role is Role.COORDINATOR


def test_a_role_needs_an_account(app: Flask, visit: Visit) -> None:
    ref = add(app)
    assert visit(COORDINATOR).get(f"{PEOPLE}/{ref}/role").status_code == 404


def test_who_asked_for_a_password_is_seen_and_gets_a_link_that_works_once(app: Flask, visit: Visit) -> None:
    with app.app_context():
        ask_for_reset(HOST)
        db.session.commit()
    client, ref = visit(COORDINATOR), ref_of(app, HOST)
    assert "Asks for a new password" in client.get(PEOPLE).text
    assert "asked for a new password" in client.get(f"{PEOPLE}/{ref}").text
    page = client.post(f"{PEOPLE}/{ref}/password-link").text
    found = re.search(r"http://localhost(/new-password/[\w-]+)", page)
    assert found
    guest = visit(None)
    assert guest.get(found[1]).status_code == 200
    assert guest.post(found[1], {"password": "another long password"}).status_code == 303
    assert guest.get(found[1]).status_code == 404
    assert "Asks for a new password" not in client.get(PEOPLE).text
    assert ("make_password_link", []) in actions(app)


def test_no_link_for_an_account_that_belongs_elsewhere_too(app: Flask, visit: Visit) -> None:
    join_lyon(app, HOST)
    client, ref = visit(COORDINATOR), ref_of(app, HOST)
    assert "the site admin makes its password link" in client.get(f"{PEOPLE}/{ref}").text
    answer = client.post(f"{PEOPLE}/{ref}/password-link")
    assert answer.status_code == 409 and "new-password" not in answer.text


def test_no_link_for_a_site_admin(app: Flask, visit: Visit) -> None:
    with app.app_context():
        user_of(HOST).is_site_admin = True
        db.session.commit()
    answer = visit(COORDINATOR).post(f"{PEOPLE}/{ref_of(app, HOST)}/password-link")
    assert answer.status_code == 409


def test_no_link_for_who_has_no_account(app: Flask, visit: Visit) -> None:
    assert visit(COORDINATOR).post(f"{PEOPLE}/{add(app)}/password-link").status_code == 404


def test_each_agreement_stands_for_itself_with_when_and_how(app: Flask, visit: Visit) -> None:
    client, ref = visit(COORDINATOR), add(app)
    given = {"meetings": "y", "meetings_how": "sign-in sheet", "releases_how": "not ticked"}
    assert client.post(f"{PEOPLE}/{ref}/consents", given).status_code == 303
    page = client.get(f"{PEOPLE}/{ref}").text
    assert "sign-in sheet" in page and "not ticked" not in page
    assert client.post(f"{PEOPLE}/{ref}/consents", {}).status_code == 303
    assert "sign-in sheet" not in client.get(f"{PEOPLE}/{ref}").text
    assert [fields for action, fields in actions(app) if action == "change_consents"] == [["meetings"], ["meetings"]]


def test_an_agreement_keeps_its_day_when_only_the_words_change(app: Flask) -> None:
    with app.app_context():
        member = person(enter(), HOST)
        set_consents(member, {ConsentKind.CREDIT: "by phone"}, coordinator())
        first = consents_of(member)[ConsentKind.CREDIT].given_at
        set_consents(member, {ConsentKind.CREDIT: "by phone, to Ruth"}, coordinator())
        after = consents_of(member)[ConsentKind.CREDIT]
        assert (after.given_at, after.how) == (first, "by phone, to Ruth")


def test_a_copied_cookie_of_who_was_deleted_is_worth_nothing(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    visit(COORDINATOR).post(f"{PEOPLE}/{ref_of(app, HOST)}/delete")
    assert host.get("/account").status_code == 303
    assert visit(None).log_in(HOST, PASSWORD).status_code == 303  # the account itself is not the chapter's to end
