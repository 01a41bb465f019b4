"""A case of the library: adopted, changed by its editor, answered by the chapter; on a telephone."""

import re

from journeys.look import check_page, listen
from journeys.server import Server, log_in
from playwright.sync_api import Browser, Page, expect

COORDINATOR, EDITOR = "coordinator@st-louis.example", "editor@library.example"
PHONE = {"width": 390, "height": 844}


def test_adopted_changed_by_the_library_and_accepted(server: Server, browser: Browser) -> None:
    with browser.new_context(viewport=PHONE, reduced_motion="reduce") as ours, browser.new_context() as theirs:
        page, desk = ours.new_page(), theirs.new_page()
        for one in (page, desk):
            listen(one)
        log_in(page, server, COORDINATOR)
        page.goto(f"{server.url}/c/st-louis/cases")
        page.get_by_role("link", name="The library", exact=True).click()
        check_page(page, "library")
        page.get_by_label("Look for a case").fill("odile")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name=re.compile("Odile and Prosper Nkeng")).click()
        check_page(page, "library-case")
        page.get_by_role("button", name="Adopt this case").click()
        expect(page.get_by_text("Odile and Prosper Nkeng is one of your cases now.")).to_be_visible()
        own = page.url

        log_in(desk, server, EDITOR)
        change(desk, server)

        page.goto(own)
        expect(page.get_by_text("Changed in the library since you adopted it.")).to_be_visible()
        check_page(page, "case-changed-in-library")
        page.get_by_role("link", name="Look at the difference").click()
        check_page(page, "library-changes")
        page.get_by_label(re.compile("Take over In one line")).uncheck()
        page.get_by_role("button", name="Take what is ticked, keep mine for the rest").click()
        expect(page.get_by_text("Set both free today.")).to_be_visible()
        expect(page.get_by_text("Sister and brother, jailed for a song")).to_be_visible()
        expect(page.get_by_text("Changed in the library since you adopted it.")).to_have_count(0)

        desk.goto(f"{server.url}/c/library/library")
        check_page(desk, "library-of-its-editor")
        desk.get_by_role("link", name=re.compile("Odile and Prosper Nkeng")).click()
        expect(desk.get_by_text("1 chapter has adopted it.")).to_be_visible()
        desk.get_by_role("link", name="Stop action…").click()
        desk.get_by_label("Reason").fill("Both are free.")
        desk.get_by_role("button", name="Stop the action").click()
        page.reload()
        expect(page.get_by_text("Both are free.")).to_be_visible()
        offer(page, desk, server)


def change(desk: Page, server: Server) -> None:
    desk.goto(f"{server.url}/c/library/cases/odile-and-prosper-nkeng/edit")
    desk.get_by_label("In one line").fill("A choir in prison")
    desk.get_by_label("What to ask for").fill("Set both free today.")
    desk.get_by_role("button", name="Save the case").click()
    check_page(desk, "case-in-the-library")


def offer(page: Page, desk: Page, server: Server) -> None:
    """The chapter offers a case of its own; the editor reads it, and declines."""
    page.goto(f"{server.url}/c/st-louis/cases/samira-haddad/offer")
    check_page(page, "library-offer")
    page.get_by_role("button", name="Offer the case").click()
    desk.goto(f"{server.url}/c/library/offers")
    check_page(desk, "library-offers")
    desk.get_by_role("link", name=re.compile("Samira")).click()
    check_page(desk, "library-show-offer")
    desk.get_by_role("link", name="Decline…").click()
    desk.get_by_label("Why not?").fill("We have no second source.")
    check_page(desk, "library-decline")
    desk.get_by_role("button", name="Decline the offer").click()
    page.reload()
    expect(page.get_by_text("We have no second source.")).to_be_visible()
