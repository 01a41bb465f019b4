"""A paper pasted in the morning lies on tonight's table; what speaks against a case is printed only by a decision."""

import re
import time

from journeys.evening import plan_evening
from journeys.look import check_page
from journeys.server import Server, log_in
from playwright.sync_api import Page, expect

COORDINATOR = "coordinator@st-louis.example"
ACTION = """\
UA 312/26 - Fear for safety                                  12 November 2026

PERU
Rosa Quispe (f), teacher

Rosa Quispe taught children to read in a village above a mine. On 3 November 2026 she was taken from her school.

RECOMMENDED ACTION: Please send appeals in Spanish or your own language:
- calling on the authorities to release Rosa Quispe at once;
- asking that she can see her family.

APPEALS TO:
Minister of Justice
Carlos Medina
Calle Inventada 12
Lima 15000
PERU
Salutation: Dear Minister

PLEASE SEND APPEALS IMMEDIATELY. Check with your section office if sending appeals after 23 December 2036.
"""


def test_from_a_pasted_paper_to_tonights_table_in_under_a_minute(page: Page, server: Server) -> None:
    log_in(page, server, COORDINATOR)
    evening = plan_evening(page, server)
    began = time.monotonic()
    page.goto(f"{server.url}/c/st-louis/cases")
    page.get_by_role("link", name="Read an urgent action").click()
    page.get_by_label("Or its text").fill(ACTION)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="Check what was read")).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value("Rosa Quispe")
    page.get_by_role("button", name="Keep as a case").click()
    expect(page.get_by_role("heading", name="Rosa Quispe")).to_be_visible()
    page.goto(f"{evening}/cases")
    page.locator("fieldset", has_text="Rosa Quispe").last.locator("[name$=order]").fill("9")
    page.get_by_role("button", name="Save the cases").click()
    expect(page.get_by_role("link", name=re.compile("Rosa Quispe"))).to_be_visible()
    took = time.monotonic() - began
    assert took < 60, took

    page.goto(f"{server.url}/c/st-louis/cases/read")
    check_page(page, "case-read")
    page.get_by_label("Or its text").fill(ACTION.replace("312/26", "313/26").replace("Dear Minister", ""))
    page.get_by_role("button", name="Read it").click()
    check_page(page, "case-review")
    page.goto(f"{server.url}/c/st-louis/cases/read")
    page.get_by_label("Or its text").fill(
        "Further information on " + ACTION.replace("after 23 December", "after 30 December")
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="Rosa Quispe is kept already")).to_be_visible()
    check_page(page, "case-changes")
    page.get_by_role("button", name="Keep with the case").click()
    expect(page.get_by_text(re.compile("Update"))).to_be_visible()
    page.get_by_role("link", name=re.compile("Update")).click()
    check_page(page, "case-document")


def test_a_case_whose_deadline_passed_is_printed_only_by_a_decision(page: Page, server: Server) -> None:
    log_in(page, server, COORDINATOR)
    page.goto(plan_evening(page, server))
    page.get_by_role("button", name="Make the packet").click()
    expect(page.get_by_text("Something speaks against these")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name=re.compile("Print it all the same… Yonas Tesfay")).click()
    check_page(page, "packet-override")
    page.get_by_label("Why is it printed all the same?").fill("The section prolonged it by phone.")
    page.get_by_role("button", name="Print it all the same").click()
    expect(page.get_by_text("Printed all the same: The section prolonged it by phone.")).to_be_visible(timeout=20_000)
    check_page(page, "packet-overridden")
