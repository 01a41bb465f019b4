"""A stop comes while its case lies on the table: what is printed comes out, and nobody is handed the old file."""

import re

from journeys.evening import plan_evening
from journeys.look import check_page
from journeys.server import Server, log_in
from playwright.sync_api import Page, expect

ACTION = """\
UA 401/26 - Fear for safety                                  12 November 2026

PERU
Tomas Huaman (m), baker

Tomas Huaman was taken from his bakery on 3 November 2026.

RECOMMENDED ACTION: Please send appeals in Spanish or your own language:
- calling on the authorities to release Tomas Huaman at once.

APPEALS TO:
Minister of Justice
Carlos Medina
Calle Inventada 12
Lima 15000
PERU
Salutation: Dear Minister

PLEASE SEND APPEALS IMMEDIATELY. Check with your section office if sending appeals after 23 December 2036.
"""
STOP = """\
STOP ACTION: UA 401/26                                       24 November 2026

PERU
Tomas Huaman (m), baker

Tomas Huaman was released on 23 November. Please send no more appeals. Many thanks to all who wrote.
"""


def keep(page: Page, server: Server, text: str, button: str) -> None:
    page.goto(f"{server.url}/c/st-louis/cases/read")
    page.get_by_label("Or its text").fill(text)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", name="Tomas Huaman")).to_be_visible()


def test_a_stop_takes_its_pages_out_of_what_is_printed(page: Page, server: Server) -> None:
    log_in(page, server, "coordinator@st-louis.example")
    evening = plan_evening(page, server)
    keep(page, server, ACTION, "Keep as a case")
    page.get_by_role("link", name="Add a letter").first.click()
    page.locator("[name=body]").fill("{salutation}\n\nI ask you to release {subject}.")
    page.locator("main form button[type=submit]").last.click()
    page.goto(f"{evening}/cases")
    page.locator("fieldset", has_text="Tomas Huaman").last.locator("[name$=order]").fill("1")
    page.get_by_role("button", name="Save the cases").click()
    page.get_by_role("button", name="Make the packet").click()
    expect(page.get_by_role("link", name="Open the packet")).to_be_visible(timeout=20_000)
    packet = page.url
    keep(page, server, STOP, "Keep it and stop the case")
    page.goto(f"{server.url}/c/st-louis/")
    expect(page.get_by_text(re.compile(r"packet on paper holds this case\. Take page [\d to]+ out\."))).to_be_visible()
    page.goto(packet)
    expect(page.get_by_text("Stop action: do not write for Tomas Huaman.")).to_be_visible()
    expect(page.get_by_role("link", name="Open the old one")).to_have_count(0)
    check_page(page, "packet-stopped")
    page.get_by_role("button", name="They are out").click()
    expect(page.get_by_text("Stop action: do not write for Tomas Huaman.")).to_have_count(0)
    page.goto(f"{server.url}/c/st-louis/")
    expect(page.get_by_text("on paper")).to_have_count(0)
