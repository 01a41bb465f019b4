"""Every page that a persona of the demo can reach, looked at: axe, contrast, width, console, policy."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from journeys.look import check_page, listen
from journeys.server import Server, log_in
from playwright.sync_api import Browser, Page

# One page of each kind is enough: references and slugs are masked.
REFERENCE = re.compile(r"/(?:[\w-]{12}|\d{4}-\d\d-\d\d(?:-\d+)?)(?=/|$)|(?<=/cases/)(?!new\b)[\w-]+|\?.*")
PERSONAS = {
    "coordinator@st-louis.example": 40,
    "host@st-louis.example": 5,
    "member@st-louis.example": 5,
    "admin@chapterapp.example": 4,
}


def walk(page: Page, start: str) -> Iterator[str]:
    """One address of each kind that links lead to from here."""
    waiting, kinds = [start], {REFERENCE.sub("*", urlsplit(start).path)}
    while waiting:
        address = waiting.pop(0)
        answer = page.goto(address)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield address
        for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            parts = urlsplit(link)
            kind = REFERENCE.sub("*", parts.path)
            if link.startswith(start[: start.index("/", 8)]) and kind not in kinds and "/download" not in link:
                kinds.add(kind)
                waiting.append(link.partition("#")[0])


@pytest.mark.parametrize("email", PERSONAS)
def test_every_page_looks_as_it_should(server: Server, browser: Browser, email: str) -> None:
    with browser.new_context(locale="en-US", reduced_motion="reduce") as context:
        page = context.new_page()
        listen(page)
        log_in(page, server, email)
        seen = []
        for address in walk(page, page.url):
            check_page(page, f"{email.split('@')[0]}{urlsplit(address).path.replace('/', '-')}")
            seen.append(address)
        assert len(seen) >= PERSONAS[email], seen


def test_pages_of_strangers_look_as_they_should(server: Server, browser: Browser) -> None:
    with browser.new_context(locale="en-US", reduced_motion="reduce") as context:
        page = context.new_page()
        listen(page)
        for path in ("/log-in", "/forgotten", "/forgotten/asked", "/p/st-louis", "/p/st-louis/releases"):
            page.goto(f"{server.url}{path}")
            check_page(page, f"stranger{path.replace('/', '-')}")
