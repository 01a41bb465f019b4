"""Log in and out: what a session is worth, how long it lasts, and what is kept for somebody who lost theirs."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher, extract_parameters
from cast import COORDINATOR, FOREIGN, MEMBER, PASSWORD
from client import TOKEN, Client
from flask import Flask
from sqlalchemy import select

from chapterapp.accounts import services
from chapterapp.accounts.models import KeptForm, LoginSession, PasswordReset, Throttle, User
from chapterapp.clock import now
from chapterapp.database import db

Visit = Callable[[str | None], Client]
NEW = "a quite different battery"


def cookie_of(client: Client) -> str:
    cookie = client.browser.get_cookie("chapterapp")
    assert cookie
    return cookie.value


def with_cookie(app: Flask, value: str) -> Client:
    """Somebody else's browser, with a copied cookie."""
    thief = Client(app)
    thief.browser.set_cookie("chapterapp", value)
    return thief


def is_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


@pytest.mark.parametrize("way", ["/log-out", "/log-out-everywhere"])
def test_a_copied_cookie_dies_with_its_session(app: Flask, visit: Visit, way: str) -> None:
    client = visit(COORDINATOR)
    thief = with_cookie(app, cookie_of(client))
    assert is_in(thief)
    assert client.post(way).status_code == 303
    assert not is_in(thief)
    assert not is_in(client)


def test_logging_out_everywhere_ends_the_other_devices_and_logging_out_does_not(visit: Visit) -> None:
    phone, laptop = visit(COORDINATOR), visit(COORDINATOR)
    phone.post("/log-out")
    assert is_in(laptop)
    phone = visit(COORDINATOR)
    phone.post("/log-out-everywhere")
    assert not is_in(laptop)


def test_a_new_password_ends_all_sessions_but_the_one_that_set_it(visit: Visit) -> None:
    phone, laptop = visit(COORDINATOR), visit(COORDINATOR)
    assert phone.post("/account/password", {"old_password": PASSWORD, "password": NEW}).status_code == 303
    assert is_in(phone)
    assert not is_in(laptop)
    assert Client(phone.browser.application).log_in(COORDINATOR, PASSWORD).status_code == 422
    assert Client(phone.browser.application).log_in(COORDINATOR, NEW).status_code == 303


@pytest.mark.parametrize(("ticked", "lasts", "over"), [(False, 29, 31), (True, 0.49, 0.51)])
def test_a_session_lasts_thirty_days_or_twelve_hours(app: Flask, ticked: bool, lasts: float, over: float) -> None:
    start = now()
    with time_machine.travel(start, tick=False) as clock:
        client = Client(app)
        given = {"email": COORDINATOR, "password": PASSWORD} | ({"short": "y"} if ticked else {})
        assert client.post("/log-in", given).status_code == 303
        clock.move_to(start + timedelta(days=lasts))
        assert is_in(client)
        clock.move_to(start + timedelta(days=over))
        assert not is_in(client)


def test_only_hashes_of_tokens_are_kept(app: Flask, visit: Visit) -> None:
    cookie = cookie_of(visit(COORDINATOR))
    with app.app_context():
        kept = db.session.scalars(select(LoginSession.token_hash)).all()
    assert kept and all(len(one) == 64 and one not in cookie for one in kept)


def masked(page: str) -> str:
    return TOKEN.sub("", page).replace("nobody@nowhere.example", "").replace(COORDINATOR, "")


@pytest.mark.parametrize("path", ["/log-in", "/forgotten"])
def test_no_page_says_whether_an_address_has_an_account(app: Flask, path: str) -> None:
    pages = []
    for email in (COORDINATOR, "nobody@nowhere.example"):
        client = Client(app)
        answer = client.post(path, {"email": email, "password": "wrong password"})
        follow = client.get(answer.location).text if answer.status_code == 303 else answer.text
        pages.append((answer.status_code, masked(follow)))
    assert pages[0] == pages[1]


@pytest.mark.parametrize("email", [COORDINATOR, "nobody@nowhere.example"])
def test_ten_failures_close_an_account_for_a_quarter_of_an_hour(app: Flask, visit: Visit, email: str) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(10):
            assert "do not go together" in Client(app).log_in(email, "wrong password").text
        assert "tried too often" in Client(app).log_in(email, PASSWORD).text
        assert is_in(visit(MEMBER)), "others share the hall's address and are not shut out"
        clock.shift(timedelta(minutes=16))
        assert Client(app).log_in(email, PASSWORD).status_code == (303 if email == COORDINATOR else 422)


@pytest.mark.parametrize(
    "goes", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "evil"]
)
def test_after_the_log_in_nobody_is_sent_to_another_site(app: Flask, goes: str) -> None:
    client = Client(app)
    client.token = client.find_token()
    answer = client.browser.post(
        "/log-in", query_string={"next": goes}, data={"csrf_token": client.token, "email": MEMBER, "password": PASSWORD}
    )
    assert answer.location == "/"


def test_after_the_log_in_one_is_where_one_wanted_to_be(app: Flask) -> None:
    client = Client(app)
    asked = client.get("/c/st-louis/cases?x=1")
    assert asked.status_code == 303
    token = TOKEN.search(client.get(asked.location).text)
    assert token
    given = {"csrf_token": token[1], "email": MEMBER, "password": PASSWORD}
    assert client.browser.post(asked.location, data=given).location == "/c/st-louis/cases?x=1"


@pytest.fixture
def no_internet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a name was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield


@pytest.mark.usefixtures("no_internet")
def test_it_works_in_a_hall_without_internet(app: Flask) -> None:
    assert Client(app).log_in(COORDINATOR, PASSWORD).status_code == 303
    assert Client(app).post("/forgotten", {"email": "ruth@far-away.example"}).status_code == 303


def send_after_the_end(visit: Visit, path: str, form: dict[str, str]) -> Client:
    """Somebody types, is logged out by another device meanwhile, and sends."""
    typing, other = visit(COORDINATOR), visit(COORDINATOR)
    typing.token = typing.find_token()
    other.post("/log-out-everywhere")
    answer = typing.post(path, form)
    assert (answer.status_code, answer.location) == (303, "/log-in")
    assert "what you sent is still here" in typing.get("/log-in").text
    typing.token = ""
    return typing


def test_a_form_sent_after_the_session_ended_arrives_after_the_log_in(app: Flask, visit: Visit) -> None:
    client = send_after_the_end(visit, "/c/st-louis/members/new", {"display_name": "Fatima from the hall"})
    assert client.log_in(COORDINATOR, PASSWORD).location == "/kept"
    page = client.get("/kept").text
    assert "Fatima from the hall" in page
    sent = client.post("/kept/send", {"display_name": "Fatima from the hall", "status": "member"})
    assert (sent.status_code, sent.location) == (307, "/c/st-louis/members/new")
    client.post(sent.location, {"display_name": "Fatima from the hall", "status": "member"})
    assert "Fatima from the hall" in client.get("/c/st-louis/members").text
    assert client.get("/kept").status_code == 303, "it is sent once"


def test_what_was_kept_is_shown_to_its_writer_alone(visit: Visit) -> None:
    client = send_after_the_end(visit, "/c/st-louis/members/new", {"display_name": "Fatima from the hall"})
    assert client.log_in(FOREIGN, PASSWORD).location == "/"
    assert client.get("/kept").status_code == 303


def test_what_was_kept_can_be_thrown_away_and_is_forgotten_after_an_hour(visit: Visit) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        client = send_after_the_end(visit, "/c/st-louis/members/new", {"display_name": "Fatima"})
        clock.shift(timedelta(minutes=61))
        assert client.log_in(COORDINATOR, PASSWORD).location == "/"
    client = send_after_the_end(visit, "/c/st-louis/members/new", {"display_name": "Fatima"})
    client.log_in(COORDINATOR, PASSWORD)
    client.post("/kept/forget")
    assert client.get("/kept").status_code == 303


def test_a_password_is_never_kept(app: Flask, visit: Visit) -> None:
    send_after_the_end(visit, "/account/password", {"old_password": PASSWORD, "password": NEW})
    with app.app_context():
        fields = db.session.scalars(select(KeptForm)).one().fields
    assert NEW not in fields
    assert PASSWORD not in fields


def test_a_stranger_can_keep_nothing(app: Flask) -> None:
    assert Client(app).post("/c/st-louis/members/new", {"display_name": "Spam"}).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(KeptForm)).first() is None


def test_a_form_opened_before_the_log_in_in_another_tab_is_kept_and_a_foreign_one_refused(visit: Visit) -> None:
    client = visit(COORDINATOR)
    client.token = "of before the log-in"
    assert client.post("/c/st-louis/members/new", {"display_name": "Fatima"}).status_code == 400
    own = client.post("/c/st-louis/members/new", {"display_name": "Fatima"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert (own.status_code, own.location) == (303, "/kept")
    assert "Fatima" in client.get("/kept").text


def make_link(app: Flask, email: str) -> str:
    answer = app.test_cli_runner().invoke(args=["reset-password", email])
    found = re.search(r"(/new-password/\S+)", answer.output)
    assert found, answer.output
    return found[1]


def test_a_password_link_works_once_for_an_hour_and_ends_all_sessions(app: Flask, visit: Visit) -> None:
    client, link = visit(COORDINATOR), make_link(app, COORDINATOR)
    with app.app_context():
        assert db.session.scalars(select(PasswordReset.token_hash)).one() not in link
    assert Client(app).post(link, {"password": "short"}).status_code == 422
    assert Client(app).post(link, {"password": NEW}).status_code == 303
    assert not is_in(client)
    assert Client(app).get(link).status_code == 404
    assert Client(app).log_in(COORDINATOR, NEW).status_code == 303
    with time_machine.travel(now(), tick=False) as clock:
        link = make_link(app, COORDINATOR)
        clock.shift(timedelta(minutes=61))
        assert Client(app).get(link).status_code == 404


def test_twenty_log_in_at_once_without_an_error(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """With argon2 at full strength: it works outside of the transaction, or the write lock would run out."""
    strong = PasswordHasher()
    monkeypatch.setattr(services, "hasher", strong)
    emails = [f"writer{n}@st-louis.example" for n in range(20)]
    with app.app_context():
        known = strong.hash(PASSWORD)
        db.session.add_all([User(email=email, name="W", password_hash=known, created_at=now()) for email in emails])
        db.session.commit()
    codes: list[int] = []

    def enter(email: str) -> None:
        codes.append(Client(app).log_in(email, PASSWORD).status_code)

    threads = [threading.Thread(target=enter, args=(email,)) for email in emails]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [303] * 20


def test_six_wrong_passwords_at_the_same_moment_are_all_counted(app: Flask) -> None:
    clients = [Client(app) for _ in range(6)]
    for client in clients:
        client.token = client.find_token()
    together, codes = threading.Barrier(6), []

    def fail(client: Client) -> None:
        together.wait()
        codes.append(client.log_in(COORDINATOR, "wrong password").status_code)

    threads = [threading.Thread(target=fail, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [422] * 6
    with app.app_context():
        assert db.session.scalars(select(Throttle.failures)).one() == 6


def test_who_logs_out_is_not_told_that_something_was_kept(visit: Visit) -> None:
    client = visit(COORDINATOR)
    client.post("/log-out")
    assert "what you sent is still here" not in client.get("/log-in").text


def test_no_password_is_nobodys_and_to_ask_costs_what_a_real_one_costs() -> None:
    """Of the library's full strength: the other tests hash cheaply."""
    hasher = PasswordHasher()
    nobody = services.hash_of_nobody(hasher)
    assert extract_parameters(nobody) == extract_parameters(hasher.hash("real"))
    assert not services.is_right("real", nobody)
