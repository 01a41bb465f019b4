"""Two browsers change one case: the second sees both versions and chooses; nothing is lost without a word."""

from journeys.look import check_page, listen
from journeys.server import Server, log_in
from playwright.sync_api import Browser, Page, expect

COORDINATOR = "coordinator@st-louis.example"


def open_edit(page: Page, server: Server) -> None:
    listen(page)
    log_in(page, server, COORDINATOR)
    page.goto(f"{server.url}/c/st-louis/cases")
    page.get_by_role("link", name="Tr").first.click()
    page.get_by_role("link", name="Edit the case").click()


def test_the_second_of_two_editors_sees_both_and_chooses(server: Server, browser: Browser) -> None:
    with browser.new_context() as one, browser.new_context(reduced_motion="reduce") as other:
        first, second = one.new_page(), other.new_page()
        open_edit(first, server)
        open_edit(second, server)
        first.get_by_label("In one line").fill("A writer, as the first says")
        first.get_by_label("Region or town").fill("Hanoi")
        first.get_by_role("button", name="Save the case").click()
        expect(first.get_by_text("A writer, as the first says")).to_be_visible()

        second.get_by_label("In one line").fill("A writer, as the second says")
        second.get_by_role("button", name="Save the case").click()
        expect(second.get_by_text("changed this while you were typing")).to_be_visible()
        expect(second.get_by_text("A writer, as the first says")).to_be_visible()
        expect(second.get_by_label("In one line")).to_have_value("A writer, as the second says")
        check_page(second, "case-two-editors")

        second.locator("input[name='choose-region'][value='theirs']").check()
        second.get_by_role("button", name="Save the case").click()
        expect(second.get_by_text("A writer, as the second says")).to_be_visible()
        second.get_by_role("link", name="Edit the case").click()
        expect(second.get_by_label("Region or town")).to_have_value("Hanoi")
