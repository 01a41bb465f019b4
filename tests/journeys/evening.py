"""What the journeys of an evening share: a meeting of today of their own, and a keyboard that counts."""

import re
from itertools import count

from journeys.server import Server
from playwright.sync_api import Page

TITLES = count(1)


class Keys:
    """Everything a hand does on the keyboard, a key press each."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def type(self, words: str) -> None:
        self.press(*words)


def plan_evening(page: Page, server: Server) -> str:
    """A letter-writing meeting of today with the active cases on its table: its address. Logged in as a coordinator."""
    page.goto(f"{server.url}/c/st-louis/meetings")
    tonight = page.locator("a[href*='/meetings/20']").first.get_attribute("href") or ""
    page.goto(f"{server.url}{tonight}/edit")
    day = page.locator("[name=meets_on]").input_value()
    page.goto(f"{server.url}/c/st-louis/meetings/create")
    page.locator("[name=title]").fill(f"Letter writing {next(TITLES)}")
    page.locator("[name=meets_on]").fill(day)
    page.locator("[name=starts]").fill("19:00")
    page.locator("[name=ends]").fill("20:30")
    for tick in page.locator("[name=cases]").all():
        tick.check()
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/meetings/20[\d-]+$"))
    return page.url
