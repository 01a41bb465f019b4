"""An evening in a large chapter: what its pages and its door cost, and how that grows with the letters."""

import secrets
import time

from flask.testing import FlaskClient

from bench.large import COORDINATOR, FEW, MANY, MEMBER, Large, Result, client_of, large, on_both, set_here
from bench.pages import token_of

ROUNDS, GETS = 7, 30
SETTING = "100 people here, 20 cases on the table, 5 years, 100,000 entries"


def ms_of(client: FlaskClient, address: str, times: int = GETS) -> float:
    """CPU of one GET, in ms."""
    began = time.process_time()
    for _ in range(times):
        assert client.get(address).status_code == 200
    return (time.process_time() - began) / times * 1000


def cpu_of_page(database: str, below: str) -> Result:
    here = large(database)
    set_here(here, True)
    client = client_of(here, COORDINATOR)
    ms_of(client, here.evening + below)
    best = min(ms_of(client, here.evening + below) for _ in range(ROUNDS))
    return best, (
        f"CPU of the web process for a GET through the test client, a coordinator's session; {SETTING}; "
        f"best of {ROUNDS} means of {GETS}"
    )


@on_both("meeting page, CPU", "ms", 15)
def meeting_page(database: str) -> Result:
    return cpu_of_page(database, "")


@on_both("door page, CPU", "ms", 15)
def door_page(database: str) -> Result:
    return cpu_of_page(database, "/door")


@on_both("tally page, CPU", "ms", 15)
def tally_page(database: str) -> Result:
    return cpu_of_page(database, "/tally")


@on_both("check-in, CPU", "ms", 5)
def check_in(database: str) -> Result:
    here = large(database)
    client, took = client_of(here, COORDINATOR), []
    token = token_of(client.get("/account").text)
    for _ in range(ROUNDS):
        people = set_here(here, False)
        began = time.process_time()
        for ref in people:
            form = {"csrf_token": token, "member": ref, "key": secrets.token_hex(8)}
            answer = client.post(f"{here.evening}/door/check-in", data=form, headers={"Accept": "application/json"})
            assert answer.status_code == 200
        took.append((time.process_time() - began) / len(people) * 1000)
        assert answer.json and answer.json["count"] == len(people) == 100
    return min(took), (
        f"CPU of the web process for a POST as the page's script sends it, audit and commit included, from nobody here "
        f"to 100 people; {SETTING}; best of {ROUNDS} means of 100"
    )


def pages_of(here: Large) -> dict[str, tuple[str, str]]:
    """Whose page, and its address."""
    last_year = int(here.evening.rsplit("/", 1)[1][:4]) - 1
    return {
        "meeting": (COORDINATOR, here.evening),
        "tally": (COORDINATOR, f"{here.evening}/tally"),
        "case": (COORDINATOR, "/c/large/cases/alma-quill"),
        "letters of the year": (COORDINATOR, f"/c/large/letters?year={last_year}"),
        "own letters of a member": (MEMBER, "/c/large/letters"),
        "home": (COORDINATOR, "/c/large/"),
    }


@on_both("pages with 100,000 entries against 1,000", "x", 1.3)
def growth(database: str) -> Result:
    few, many = large(database, FEW), large(database, MANY)
    cost: dict[tuple[str, int], float] = {}
    clients = {}
    for here in (few, many):
        set_here(here, True)
        clients |= {(here, email): client_of(here, email) for email in (COORDINATOR, MEMBER)}
        for email, address in pages_of(here).values():
            ms_of(clients[here, email], address)
    for _ in range(ROUNDS):
        for here, size in ((few, FEW), (many, MANY)):  # in turn, so that a busy machine slows both
            for page, (email, address) in pages_of(here).items():
                spent = ms_of(clients[here, email], address, 15)
                cost[page, size] = min(spent, cost.get((page, size), spent))
    grown = {page: cost[page, MANY] / cost[page, FEW] for page in pages_of(many)}
    worst = max(grown, key=lambda page: grown[page])
    each = ", ".join(f"{page} {cost[page, FEW]:.1f} to {cost[page, MANY]:.1f} ms" for page in grown)
    return grown[worst], f"the worst: {worst}. CPU of the web process, best of {ROUNDS} means of 15: {each}"


@on_both("the large demo is made", "s", 60)
def made(database: str) -> Result:
    return large(
        database
    ).took, "make_large and its commit: 100 people, 60 meetings, 2,460 attendances, 100,000 entries"
