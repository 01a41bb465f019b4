"""Looking for a case among 2,000, and their list, on both databases."""

import statistics
import tempfile
import time
from functools import cache, partial
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import insert

from bench import line
from bench.large import DATABASES, OPEN, Result, dispose, new_database
from bench.pages import PASSWORD, fill, token_of
from chapterapp import create_app
from chapterapp.cases.models import Case
from chapterapp.cases.searching import text_of
from chapterapp.chapters.queries import get_chapter
from chapterapp.database import count_rows_anew, db, enter_chapter

MANY, ROUNDS = 2_000, 100
NAMES = (
    "Ko Aung",
    "Nguyễn Văn Đức",
    "Пётр Королёв",
    "Deniz Işık",
    "أحمد الخطيب",
    "劉霞",
    "Seán O’Brien",
    "Samira Haddad",
)
COUNTRIES = ("MM", "VN", "RU", "TR", "EG", "CN", "GB", "HN")
TYPED = ("aung", "nguyen+egypt", "UA+60/16", "петр+russia", "劉霞", "nobody+of+this+name", "haddad", "a")


@cache
def client_of(database: str) -> FlaskClient:
    """A coordinator's, in a chapter of 2,000 cases."""
    folder = Path(OPEN.enter_context(tempfile.TemporaryDirectory(prefix="chapterapp-bench-")))
    url = f"sqlite:///{folder}/bench.db" if database == "SQLite" else new_database("searching")
    app = create_app(INSTANCE=folder, SECRET_KEY="x", SQLALCHEMY_DATABASE_URI=url)
    with app.app_context():
        db.create_all()
        fill()
        chapter = get_chapter("b")
        enter_chapter(chapter.id)
        db.session.execute(insert(Case), [row(chapter.id, n) for n in range(MANY)])
        count_rows_anew()
        db.session.commit()
    OPEN.callback(dispose, app)
    client = app.test_client()
    form = {"csrf_token": token_of(client.get("/log-in").text), "email": "ruth@b.example", "password": PASSWORD}
    assert client.post("/log-in", data=form).status_code == 303
    return client


def row(chapter_id: int, n: int) -> dict[str, object]:
    name, number = f"{NAMES[n % 8]} {n}", f"UA {n % 300}/{n // 300 + 10}"
    told = {"title": name, "line": "Held for a leaflet that nobody else had read", "country": COUNTRIES[n % 8]}
    text = text_of([name, told["line"], name, "The prison of the town"], [number])
    return {"chapter_id": chapter_id, "slug": f"n-{n}", **told, "ua_number": number, "search_text": text}


def measure(database: str, addresses: tuple[str, ...]) -> tuple[float, float]:
    """Milliseconds of one request: of the process on average, and of the wall in the median, since others work too."""
    client = client_of(database)
    for address in addresses:
        assert client.get(address).status_code == 200
    began, walls = time.process_time(), []
    for n in range(ROUNDS):
        at = time.perf_counter()
        client.get(addresses[n % len(addresses)])
        walls.append(time.perf_counter() - at)
    return (time.process_time() - began) / ROUNDS * 1000, statistics.median(walls) * 1000


def search(database: str) -> Result:
    cpu, wall = measure(database, tuple(f"/c/b/cases?q={typed}" for typed in TYPED))
    return max(cpu, wall), (
        f"{database}: the larger of median wall time {wall:.1f} and CPU {cpu:.1f} of GET cases?q=…, test client, "
        f"{len(TYPED)} searches in turn, {ROUNDS} in all, {MANY} cases"
    )


def listing(database: str) -> Result:
    cpu, wall = measure(database, ("/c/b/cases", "/c/b/cases?page=20"))
    return (
        cpu,
        f"{database}: CPU of GET cases, first and twentieth page of {MANY} cases, {ROUNDS} in all (wall {wall:.1f})",
    )


for one in DATABASES:
    line(f"search: 2,000 cases, {one}", "ms", 30)(partial(search, one))
    line(f"pages: list of 2,000 cases, CPU, {one}", "ms", 15)(partial(listing, one))
