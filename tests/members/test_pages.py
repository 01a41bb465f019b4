"""The people of a chapter on pages: added, changed by two, out and back, deleted and taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from cast import CANARY, COORDINATOR, FOREIGN, HOST, MEMBER
from client import Client
from factories import make_member
from flask import Flask
from members.room import actions, add, enter, ref_of, state
from queries import count_queries

from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.members.queries import list_members

Visit = Callable[[str | None], Client]
PEOPLE = "/c/st-louis/members"


def test_a_name_is_enough(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    answer = client.post(f"{PEOPLE}/new", {"display_name": "  Fatima ", "status": "guest"})
    assert answer.status_code == 303
    assert "<h1>Fatima</h1>" in client.get(answer.location).text
    assert "Fatima" in client.get(PEOPLE).text
    assert actions(app)[-1] == ("add_member", ["display_name", "status"])


def test_a_second_person_with_one_email_is_refused_with_a_link_to_the_first(app: Flask, visit: Visit) -> None:
    first = add(app, display_name="Joan Pryor", email="joan@example.org")
    values = {"display_name": "J. Pryor", "email": "Joan@Example.org", "status": "member"}
    answer = visit(COORDINATOR).post(f"{PEOPLE}/new", values)
    assert answer.status_code == 422
    assert "Joan Pryor has this e-mail" in answer.text and f"{PEOPLE}/{first}" in answer.text
    assert 'value="J. Pryor"' in answer.text
    with app.app_context():
        assert "J. Pryor" not in {member.display_name for member in list_members(enter())}


def test_the_same_email_in_another_chapter_is_another_row(app: Flask, visit: Visit) -> None:
    answer = visit(COORDINATOR).post(f"{PEOPLE}/new", {"display_name": "Someone", "email": FOREIGN, "status": "member"})
    assert answer.status_code == 303


def test_of_two_who_edit_one_person_the_second_sees_both_and_chooses(app: Flask, visit: Visit) -> None:
    ref = add(app, display_name="Joan", phone="1")
    page = f"{PEOPLE}/{ref}/edit"
    client = visit(COORDINATOR)
    base = {"display_name": "Joan", "status": "member", "version": "1"}
    assert client.post(page, {**base, "phone": "2"}).status_code == 303
    second = client.post(page, {**base, "phone": "3", "notes": "Brings cake"})
    assert second.status_code == 409
    assert "Somebody changed this person" in second.text and 'value="3"' in second.text and "Keep mine" in second.text
    assert state(app, ref)["phone"] == "2"
    chosen = {**base, "version": "2", "phone": "3", "notes": "Brings cake", "choose-phone": "theirs"}
    assert client.post(page, chosen).status_code == 303
    assert (state(app, ref)["phone"], state(app, ref)["notes"]) == ("2", "Brings cake")


def test_who_no_longer_comes_is_folded_away_and_can_come_again(app: Flask, visit: Visit) -> None:
    ref = add(app, display_name="Joan Pryor")
    client = visit(COORDINATOR)
    assert client.post(f"{PEOPLE}/{ref}/deactivate").status_code == 303
    assert "1 who no longer comes" in client.get(PEOPLE).text
    assert client.post(f"{PEOPLE}/{ref}/activate").status_code == 303
    assert state(app, ref)["deactivated_at"] is None
    assert [action for action, _fields in actions(app)][-2:] == ["deactivate_member", "activate_member"]


def test_deactivating_ends_the_account_and_its_sessions(app: Flask, visit: Visit) -> None:
    host, ref = visit(HOST), ref_of(app, HOST)
    assert host.get("/c/st-louis/meetings").status_code == 200
    visit(COORDINATOR).post(f"{PEOPLE}/{ref}/deactivate")
    assert host.get("/c/st-louis/meetings").status_code == 303
    assert state(app, ref)["membership_id"] is None
    assert visit(HOST).get("/c/st-louis/meetings").status_code == 404


def test_deleting_shows_what_happens_and_can_be_taken_back(app: Flask, visit: Visit) -> None:
    ref = add(app, display_name="Joan Pryor")
    client = visit(COORDINATOR)
    page = client.get(f"{PEOPLE}/{ref}/delete").text
    assert "What happens" in page and "You can take this back until" in page
    assert client.post(f"{PEOPLE}/{ref}/delete").status_code == 303
    assert client.get(f"{PEOPLE}/{ref}").status_code == 404
    assert "1 deleted" in client.get(PEOPLE).text
    assert client.post(f"{PEOPLE}/{ref}/restore").status_code == 303
    assert client.get(f"{PEOPLE}/{ref}").status_code == 200


def test_after_thirty_days_a_deletion_stays(app: Flask, visit: Visit) -> None:
    ref = add(app, display_name="Joan Pryor", deleted_at=now())
    with time_machine.travel(now() + timedelta(days=31)):
        client = visit(COORDINATOR)
        assert "deleted" not in client.get(PEOPLE).text
        assert client.post(f"{PEOPLE}/{ref}/restore").status_code == 404


def test_taking_back_a_person_whose_email_somebody_else_has_by_now_is_refused(app: Flask, visit: Visit) -> None:
    ref = add(app, display_name="Joan", email="joan@example.org", deleted_at=now())
    add(app, display_name="Joan again", email="joan@example.org")
    answer = visit(COORDINATOR).post(f"{PEOPLE}/{ref}/restore")
    assert answer.status_code == 409 and "Joan again has this e-mail" in answer.text
    assert state(app, ref)["deleted_at"]


@pytest.mark.parametrize("way", ["deactivate", "delete"])
def test_the_last_coordinator_stays(app: Flask, visit: Visit, way: str) -> None:
    ref = ref_of(app, COORDINATOR)
    answer = visit(COORDINATOR).post(f"{PEOPLE}/{ref}/{way}")
    assert answer.status_code == 409 and "A chapter needs a coordinator" in answer.text
    assert state(app, ref)["membership_id"]


def test_foreign_and_absent_people_are_the_same_404(app: Flask, visit: Visit) -> None:
    foreign, client = ref_of(app, FOREIGN, "lyon"), visit(COORDINATOR)
    for ref in (foreign, "absent"):
        for page in ("", "/edit", "/consents", "/delete", "/role"):
            assert client.get(f"{PEOPLE}/{ref}{page}").status_code == 404
        for act in ("edit", "consents", "delete", "role", "deactivate", "activate", "restore", "password-link"):
            assert client.post(f"{PEOPLE}/{ref}/{act}", {"display_name": "Mine now"}).status_code == 404
    with app.app_context():
        assert CANARY["lyon"] in next(m.display_name for m in list_members(enter("lyon")) if m.ref == foreign)


def test_another_chapters_people_are_never_listed(visit: Visit) -> None:
    page = visit(COORDINATOR).get(PEOPLE).text
    assert CANARY["st-louis"] in page and CANARY["lyon"] not in page


@pytest.mark.parametrize("email", [HOST, MEMBER])
def test_weak_roles_see_nobody(visit: Visit, email: str) -> None:
    assert visit(email).get(PEOPLE).status_code == 403


def test_the_list_asks_the_database_as_often_for_fifty_as_for_a_few(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    with count_queries(app) as few:
        client.get(PEOPLE)
    with app.app_context():
        chapter = enter()
        for number in range(50):
            make_member(chapter, display_name=f"Writer {number}")
        db.session.commit()
    with count_queries(app) as many:
        assert "Writer 49" in client.get(PEOPLE).text
    assert len(many) == len(few)
