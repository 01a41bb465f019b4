"""Fixtures of the journeys: a real browser against the shipped server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from journeys.look import listen
from journeys.server import Server, start_server
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [  # no sandbox: tests may run as root; the rest: not a word to the network
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With the demo in it, one for the whole run. Journeys that change what others read use a case of their own."""
    yield from start_server(tmp_path_factory.mktemp("demo"), demo=True)


@pytest.fixture
def empty_server(tmp_path: Path) -> Iterator[Server]:
    """With nothing in it, as after `make run DEMO=0`."""
    yield from start_server(tmp_path, demo=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run. Not pytest-playwright's: it rests on fixtures that pytest 9 warns of, here an error."""
    assert CHROMIUM, "chromium is not installed"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A person with an empty cookie jar. For a second one: browser.new_context()."""
    with browser.new_context(locale="en-US", reduced_motion="reduce") as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page that remembers what its console said."""
    page = context.new_page()
    listen(page)
    return page
