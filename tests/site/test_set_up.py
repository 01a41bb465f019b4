"""An empty installation is set up once, by who can read its terminal; the site admin sees numbers."""

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cast import ADMIN, COORDINATOR
from client import TOKEN, Client
from flask import Flask

from chapterapp.accounts.models import User
from chapterapp.chapters.models import Chapter, Membership, Role
from chapterapp.database import across_chapters, db

Visit = Callable[[str | None], Client]
FORM = {
    "name": "Amnesty Springfield",
    "country": "US",
    "time_zone": "America/Chicago",
    "paper_size": "letter",
    "return_address": "P.O. Box 1",
    "neutral_sender": "Letter writers",
    "person": "Ruth Okafor",
    "email": "ruth@springfield.example",
    "password": "correct horse battery",
}


@pytest.fixture
def empty(app: Flask) -> Iterator[Flask]:
    """The application with nothing in its tables."""
    with app.app_context(), across_chapters("test"):
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
    code = Path(app.config["INSTANCE"], "set-up-code")
    code.unlink(missing_ok=True)
    yield app
    code.unlink(missing_ok=True)


def code_of(app: Flask) -> str:
    answer = app.test_cli_runner().invoke(args=["setup-code"])
    found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", answer.output)
    assert found, answer.output
    return found[0]


def send(client: Client, **values: str) -> int:
    client.token = TOKEN.search(client.get("/forgotten").text)[1]  # type: ignore[index] # any form of ours has one
    return client.post("/set-up", {**FORM, **values}).status_code


def test_the_first_page_is_the_set_up(empty: Flask) -> None:
    client = Client(empty)
    assert client.get(client.get("/").location).location == "/set-up"
    assert "Code from the terminal" in client.get("/set-up").text
    assert client.get("/set-up?code=WRON-GONE-HERE").status_code == 422


def test_it_makes_the_chapter_and_its_coordinator_who_is_logged_in(empty: Flask) -> None:
    client, code = Client(empty), code_of(empty)
    assert send(client, code=code) == 303
    assert "Enter the first case" in client.get("/c/springfield/").text
    with empty.app_context(), across_chapters("test"):
        user = db.session.query(User).one()
        assert user.is_site_admin
        assert db.session.query(Membership).one().role is Role.COORDINATOR
        assert db.session.query(Chapter).one().neutral_sender == "Letter writers"
    assert not Path(empty.config["INSTANCE"], "set-up-code").exists()


def test_afterwards_it_is_gone(empty: Flask) -> None:
    code = code_of(empty)
    send(Client(empty), code=code)
    assert Client(empty).get(f"/set-up?code={code}").status_code == 404
    assert Client(empty).post("/set-up", {**FORM, "code": code}).status_code == 404
    assert empty.test_cli_runner().invoke(args=["setup-code"]).exit_code == 1


def test_without_the_code_nothing_is_made_and_guessing_is_throttled(empty: Flask) -> None:
    client, code = Client(empty), code_of(empty)
    client.get(f"/set-up?code={code}")
    for _ in range(10):
        assert send(client, code="WRON-GONE-HERE") == 422
    client.token = TOKEN.search(client.get(f"/set-up?code={code}").text)[1]  # type: ignore[index] # the form is there
    answer = client.post("/set-up", {**FORM, "code": code})
    assert answer.status_code == 422
    assert "tried too often" in answer.text
    with empty.app_context():
        assert db.session.query(User).count() == 0


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("name", "", "This is needed."),
        ("person", "   ", "This is needed."),
        ("email", "ruth@springfield", "An e-mail address has"),
        ("password", "short", "12 characters"),
        ("neutral_sender", "Amnesty writers", "leave that word out"),
        ("time_zone", "Mars/Phobos", "Choose one"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_loses_nothing(empty: Flask, name: str, value: str, sentence: str) -> None:
    client, code = Client(empty), code_of(empty)
    client.token = TOKEN.search(client.get(f"/set-up?code={code}").text)[1]  # type: ignore[index] # the form is there
    answer = client.post("/set-up", {**FORM, "code": code, name: value})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "P.O. Box 1" in answer.text


def test_an_admin_can_be_made_on_the_command_line(empty: Flask) -> None:
    words = ["create-admin", "--email", "a@b.example", "--name", "A", "--password", "correct horse battery"]
    assert empty.test_cli_runner().invoke(args=words).exit_code == 0
    client = Client(empty)
    assert client.log_in("a@b.example", "correct horse battery").status_code == 303
    assert client.get("/site").status_code == 200


def test_the_site_admin_creates_a_chapter_and_appoints_its_coordinator(app: Flask, visit: Visit) -> None:
    admin = visit(ADMIN)
    given = {"name": "Amnesty Oslo", "country": "NO", "time_zone": "Europe/Oslo", "paper_size": "a4"}
    assert admin.post("/site/chapters/new", given).status_code == 303
    link = re.search(r"(/invitation/[\w-]+)", admin.post("/site/chapters/oslo/coordinator").text)
    assert link
    new = Client(app)
    new.token = TOKEN.search(new.get(link[1]).text)[1]  # type: ignore[index] # the form is there
    joined = new.post(link[1], {"name": "Kari", "email": "kari@oslo.example", "password": "correct horse battery"})
    assert joined.location == "/c/oslo/"
    new.token = ""
    assert new.get("/c/oslo/settings").status_code == 200
    assert admin.get("/c/oslo/").status_code == 404


def test_it_says_whether_it_lives_and_whether_its_database_answers(visit: Visit) -> None:
    for path in ("/healthz", "/readyz"):
        answer = visit(COORDINATOR).get(path)
        assert (answer.status_code, answer.text) == (200, "ok\n")


def test_of_two_set_ups_at_the_same_moment_one_wins(empty: Flask) -> None:
    code, together, codes = code_of(empty), threading.Barrier(2), []

    def go(email: str) -> None:
        client = Client(empty)
        client.token = TOKEN.search(client.get("/forgotten").text)[1]  # type: ignore[index] # any form of ours has one
        together.wait()
        codes.append(client.post("/set-up", {**FORM, "code": code, "email": email}).status_code)

    threads = [threading.Thread(target=go, args=(f"{name}@springfield.example",)) for name in ("ruth", "tom")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes)[0] == 303
    assert sorted(codes)[1] in (404, 409, 422)
    with empty.app_context(), across_chapters("test"):
        assert db.session.query(Chapter).count() == 1
