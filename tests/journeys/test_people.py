"""People, invitations and settings in a real browser: every page of them, and a guest who joins by a link."""

from journeys.look import check_page, listen
from journeys.server import Server, log_in
from playwright.sync_api import Browser, Page, expect

FOUR_WORDS = "four words to keep"


def test_a_person_is_added_and_invited_and_joins(page: Page, browser: Browser, server: Server) -> None:
    log_in(page, server, "coordinator@st-louis.example")
    page.get_by_role("link", name="People").click()
    check_page(page, "people")
    page.get_by_role("link", name="Add a person").click()
    check_page(page, "person-new")
    page.get_by_role("button", name="Add the person").click()
    expect(page.get_by_role("alert")).to_contain_text("One answer needs another look")
    check_page(page, "person-wrong")
    page.get_by_label("Name", exact=True).fill("Fatima Invented")
    page.get_by_label("E-mail").fill("fatima@st-louis.example")
    page.get_by_role("button", name="Add the person").click()
    expect(page.get_by_role("heading", name="Fatima Invented")).to_be_visible()
    check_page(page, "person")
    page.get_by_role("link", name="Change", exact=True).click()
    page.get_by_label("Wants to hear of meetings").check()
    page.get_by_label("How they said so").first.fill("sign-in sheet")
    check_page(page, "person-agreements")
    page.get_by_role("button", name="Save the agreements").click()
    expect(page.get_by_text("sign-in sheet")).to_be_visible()

    page.get_by_role("link", name="Invite to an account").click()
    check_page(page, "invitation-new")
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Link").input_value()
    check_page(page, "invitation-made")
    page.get_by_role("link", name="Invitations").click()
    check_page(page, "invitations")

    with browser.new_context(locale="en-US", reduced_motion="reduce") as context:
        guest = context.new_page()
        listen(guest)
        guest.goto(link)
        check_page(guest, "invitation")
        guest.get_by_label("Your name").fill("Fatima Invented")
        guest.get_by_label("E-mail, to log in with").fill("fatima@st-louis.example")
        guest.get_by_label("Password", exact=True).fill(FOUR_WORDS)
        guest.get_by_role("button", name="Join the chapter").click()
        guest.wait_for_url("**/c/st-louis/")
        guest.goto(link)
        expect(guest.get_by_role("heading", name="This link does not work")).to_be_visible()
        check_page(guest, "invitation-gone")


def test_an_account_is_looked_after_and_a_person_deleted_and_taken_back(page: Page, server: Server) -> None:
    log_in(page, server, "coordinator@lyon.example")
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="coordinator@lyon.example").click()
    check_page(page, "person-account")
    page.get_by_role("link", name="Change the role").click()
    page.get_by_label("Role").select_option("Host")
    page.get_by_role("button", name="Change the role").click()
    expect(page.get_by_text("A chapter needs a coordinator.").first).to_be_visible()
    check_page(page, "person-role")
    page.get_by_role("link", name="Cancel").click()
    page.get_by_role("button", name="Make a password link").click()
    check_page(page, "person-password-link")

    page.goto(f"{server.url}/c/lyon/members/new")
    page.get_by_label("Name", exact=True).fill("Someone Invented")
    page.get_by_role("button", name="Add the person").click()
    page.get_by_role("link", name="Delete the person").click()
    check_page(page, "person-delete")
    page.get_by_role("button", name="Delete the person").click()
    page.get_by_text("1 deleted").click()
    check_page(page, "people-deleted")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("heading", name="Someone Invented")).to_be_visible()


def test_settings_and_what_was_done(page: Page, server: Server) -> None:
    log_in(page, server, "coordinator@lyon.example")
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Chapter settings").click()
    check_page(page, "settings")
    page.get_by_label("Neutral sender").fill("Amis d'Amnesty")
    page.get_by_role("button", name="Save the settings").click()
    expect(page.get_by_text("leave that word out")).to_be_visible()
    check_page(page, "settings-wrong")
    page.goto(f"{server.url}/c/lyon/members")
    page.get_by_role("link", name="What was done").click()
    check_page(page, "audit")
