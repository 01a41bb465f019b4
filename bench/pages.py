"""What pages cost: CPU time of the server's own code, what a browser loads, how long a crowd waits."""

import gzip
import re
import statistics
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from datetime import time as wall
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urljoin

import brotli
from flask.testing import FlaskClient

from bench import line
from bench.servers import Site, site
from chapterapp import create_app
from chapterapp.accounts.models import User
from chapterapp.accounts.services import hasher
from chapterapp.cases.models import Case, Subject
from chapterapp.chapters.models import Chapter, Membership, PaperSize, Role
from chapterapp.clock import instant, now
from chapterapp.database import db
from chapterapp.meetings.models import AgendaItem, FeaturedCase, Meeting
from chapterapp.members.models import Member

ROUNDS, CASES, PEOPLE, CROWD = 200, 20, 100, 20
PASSWORD = "correct horse battery"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
ASSETS = re.compile(r'(?:<link rel="(?:stylesheet|icon|preload)"[^>]*href|<script[^>]*src|<img[^>]*src)="([^"]+)"')
FONTS = re.compile(r'url\("?([^")]+)"?\)')


@contextmanager
def large_chapter() -> Iterator[FlaskClient]:
    """A coordinator's client on a meeting of 20 cases in a chapter of 100 people."""
    with tempfile.TemporaryDirectory(prefix="chapterapp-bench-") as folder:
        url = f"sqlite:///{folder}/bench.db"
        app = create_app(INSTANCE=Path(folder), SECRET_KEY="x", SQLALCHEMY_DATABASE_URI=url)
        with app.app_context():
            db.create_all()
            fill()
            db.session.commit()
        client = app.test_client()
        log_in = {"csrf_token": token_of(client.get("/log-in").text), "email": "ruth@b.example", "password": PASSWORD}
        assert client.post("/log-in", data=log_in).status_code == 303
        yield client
        with app.app_context():
            db.engine.dispose()


def fill() -> None:
    chapter = Chapter(
        slug="b", name="B", country="US", time_zone="America/Chicago", paper_size=PaperSize.LETTER, created_at=now()
    )
    user = User(email="ruth@b.example", name="Ruth", password_hash=hasher.hash(PASSWORD), created_at=now())
    db.session.add_all([chapter, user])
    db.session.flush()
    own = {"chapter_id": chapter.id}
    db.session.add(Membership(**own, user_id=user.id, role=Role.COORDINATOR))
    db.session.add_all([Member(**own, display_name=f"Person {n:03}") for n in range(PEOPLE)])
    cases = [Case(**own, slug=f"case-{n}", title=f"Case {n}", country="EG", line="A line") for n in range(CASES)]
    day = date(2026, 12, 22)
    at = [instant(datetime.combine(day, wall(hour)), "America/Chicago") for hour in (19, 21)]
    meeting = Meeting(
        **own, slug="m", title="Letter writing", meets_on=day, starts=wall(19), ends=wall(21),
        time_zone="America/Chicago", starts_at=at[0], ends_at=at[1],
    )  # fmt: skip
    db.session.add_all([*cases, meeting])
    db.session.flush()
    for place, case in enumerate(cases):
        db.session.add(Subject(**own, case_id=case.id, display_name=case.title))
        db.session.add(FeaturedCase(**own, meeting_id=meeting.id, case_id=case.id, position=place))
    for place in range(6):
        db.session.add(AgendaItem(**own, meeting_id=meeting.id, position=place, minutes=10, title="Item"))


def token_of(page: str) -> str:
    found = TOKEN.search(page)
    assert found
    return found[1]


def cpu_of(address: str) -> tuple[float, str]:
    with large_chapter() as client:
        for _ in range(20):
            assert client.get(address).status_code == 200
        began = time.process_time()
        for _ in range(ROUNDS):
            client.get(address)
        spent = (time.process_time() - began) / ROUNDS * 1000
    return spent, (
        f"CPU of {ROUNDS} GETs of {address} through the test client, a coordinator's session, SQLite, "
        f"{CASES} cases and {PEOPLE} people, divided by {ROUNDS}"
    )


@line("pages: meeting page, CPU", "ms", 15)
def meeting_page() -> tuple[float, str]:
    return cpu_of("/c/b/meetings/m")


@line("pages: list of cases, CPU", "ms", 15)
def list_of_cases() -> tuple[float, str]:
    return cpu_of("/c/b/cases")


@line("pages: list of people, CPU", "ms", 15)
def list_of_people() -> tuple[float, str]:
    return cpu_of("/c/b/members")


class Visitor:
    """A browser's cookies and compression over real HTTP."""

    def __init__(self, here: Site) -> None:
        self.here = here
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.opener.addheaders = [("Accept-Encoding", "br, gzip")]

    def load(self, path: str, form: dict[str, str] | None = None) -> tuple[bytes, bytes]:
        """The body as it came over the wire, and unpacked."""
        data = urllib.parse.urlencode(form).encode() if form else None
        with self.opener.open(urljoin(self.here.address, path), data, timeout=60) as answer:
            sent = answer.read()
            packing = answer.headers.get("Content-Encoding")
        if packing == "gzip":
            return sent, gzip.decompress(sent)
        if packing == "br":
            return sent, brotli.decompress(sent)
        return sent, sent

    def log_in(self, email: str, password: str) -> bytes:
        token = token_of(self.load("/log-in")[1].decode())
        return self.load("/log-in", {"csrf_token": token, "email": email, "password": password})[1]


def first_load(here: Site) -> tuple[int, int]:
    """Bytes over the wire and requests of the demo's meeting page with an empty cache."""
    visitor = Visitor(here)
    visitor.log_in("coordinator@st-louis.example", (here.instance / "demo-password").read_text().strip())
    listing = visitor.load("/c/st-louis/meetings")[1].decode()
    found = re.search(r'href="(/c/st-louis/meetings/\d{4}-\d\d-\d\d)"', listing)
    assert found
    sent, page = visitor.load(found[1])
    parts = {found[1]: len(sent)}
    for asset in set(ASSETS.findall(page.decode())):
        parts[asset], sheet = len((loaded := visitor.load(asset))[0]), loaded[1]
        if ".css" in asset:
            for font in FONTS.findall(sheet.decode()):
                if "data:" not in font and "-ext-" not in font:
                    address = urljoin(asset, font)
                    parts[address] = len(visitor.load(address)[0])
    return sum(parts.values()), len(parts)


@line("pages: first load of a meeting page", "kB", 100)
def first_load_bytes() -> tuple[float, str]:
    with site() as here:
        sent, requests = first_load(here)
    return sent / 1000, f"bytes of bodies over HTTP, brotli, page with all it names, in {requests} requests, demo"


@line("pages: first load of a meeting page, requests", "", 15)
def first_load_requests() -> tuple[float, str]:
    with site() as here:
        sent, requests = first_load(here)
    return requests, f"the page, style sheets, scripts, icon and the Latin face, {sent / 1000:.0f} kB, demo"


@line("accounts: 20 log in at once, p95", "s", 5)
def crowd_logs_in() -> tuple[float, str]:
    with site() as here:
        password = (here.instance / "demo-password").read_text().strip()
        emails = ["coordinator@st-louis.example", "host@st-louis.example", "member@st-louis.example"]
        took: list[float] = []

        def one(n: int) -> None:
            began = time.monotonic()
            assert b"/account" in Visitor(here).log_in(emails[n % 3], password)  # the header of a page behind it
            took.append(time.monotonic() - began)

        threads = [threading.Thread(target=one, args=(n,)) for n in range(CROWD)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(took) == CROWD
    return statistics.quantiles(took, n=20)[-1], f"{CROWD} threads, page and form each, argon2 of full strength, SQLite"
