"""From an empty installation to the first packet in the hand: at most thirty moves, also without scripts."""

import re
from collections.abc import Iterator

import pytest
from journeys.look import check_page, listen
from journeys.server import Server
from playwright.sync_api import Browser, Page, expect

MOST = 30


class Hand:
    """Fills and clicks, and counts both."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.moves = 0

    def fill(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)
        self.moves += 1

    def choose(self, label: str, word: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(word)
        self.moves += 1

    def click(self, name: str) -> None:
        self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)).first.click()
        self.moves += 1


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="en-US", java_script_enabled=request.param) as context:
        page = context.new_page()
        listen(page)
        yield page


def set_up(hand: Hand, server: Server) -> None:
    server.run("flask", "--app", "wsgi", "setup-code")
    code = (server.instance / "set-up-code").read_text().strip()
    hand.page.goto(server.url)
    expect(hand.page.get_by_role("heading", name="Set up your chapter")).to_be_visible()
    hand.fill("Code from the terminal", code)
    hand.click("Go on")
    hand.fill("Name", "Amnesty Springfield")
    hand.fill("Return address", "P.O. Box 1\nSpringfield")
    hand.fill("Your name", "Ruth Okafor")
    hand.fill("E-mail, to log in with", "ruth@springfield.example")
    hand.fill("Password", "correct horse battery")
    hand.click("Open the chapter")
    expect(hand.page.get_by_text("Enter the first case")).to_be_visible()


def enter_case(hand: Hand) -> None:
    hand.click("Enter a case")
    hand.fill("Name", "Samira Haddad")
    hand.choose("Country", "EG")
    hand.fill("What to ask for", "Release her at once.")
    hand.fill("Who is written to", "Public Prosecutor")
    hand.fill("Address", "12 Invented Street\nCairo")
    hand.fill("Salutation", "Dear Counsellor,")
    hand.fill("Sample letter", "I write to you about Samira Haddad, a lawyer.")
    hand.page.get_by_label("I checked it against its source").check()
    hand.moves += 1
    hand.click("Keep the case")
    expect(hand.page.get_by_role("heading", name="Samira Haddad")).to_be_visible()


def plan_meeting(hand: Hand) -> None:
    hand.click("Home")
    hand.click("Plan a meeting")
    hand.page.locator("main form button[type=submit]").last.click()
    hand.moves += 1
    expect(hand.page.get_by_text("Samira Haddad")).to_be_visible()


def print_packet(hand: Hand) -> None:
    hand.click("Make the packet")
    expect(hand.page.get_by_role("link", name="Open the packet")).to_be_visible(timeout=30_000)


def test_from_set_up_to_the_first_packet(empty_server: Server, page: Page) -> None:
    hand = Hand(page)
    set_up(hand, empty_server)
    enter_case(hand)
    plan_meeting(hand)
    print_packet(hand)
    link = page.get_by_role("link", name="Open the packet").get_attribute("href")
    answer = page.request.get(f"{empty_server.url}{link}")
    hand.moves += 1
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
    assert re.search(r'filename="?\d{4}-\d\d-\d\d packet.pdf', answer.headers["content-disposition"]), "a neutral name"
    assert hand.moves <= MOST, hand.moves


def test_every_page_on_the_way_looks_as_it_should(empty_server: Server, browser: Browser) -> None:
    with browser.new_context(locale="en-US", reduced_motion="reduce") as context:
        page = context.new_page()
        listen(page)
        empty_server.run("flask", "--app", "wsgi", "setup-code")
        page.goto(f"{empty_server.url}/set-up")
        check_page(page, "set-up-code")
        hand = Hand(page)
        set_up(hand, empty_server)
        check_page(page, "dashboard-empty")
        hand.click("Enter a case")
        check_page(page, "case-create")
        page.go_back()
        enter_case(hand)
        check_page(page, "case-new")
        hand.click("Home")
        check_page(page, "dashboard-one-case")
        hand.click("Plan a meeting")
        check_page(page, "meeting-create")
        page.go_back()
        plan_meeting(hand)
        check_page(page, "meeting-new")
        print_packet(hand)
        check_page(page, "packet-ready")
