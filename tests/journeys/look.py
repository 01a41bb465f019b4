"""What every page keeps: readable for all, no sideways scroll, nothing refused by the policy, a silent console.

`check_page(page, name)` looks at the page as it stands, in two sizes, light and dark (where CI is set, in two of the
four ways: the walk has many pages of a kind). Where the environment names a
folder SCREENSHOTS, a picture of each stays there to be looked at.
"""

import os
from functools import cache
from itertools import cycle, product
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import ConsoleMessage, Page

SIZES = {"390": (390, 844), "1280": (1280, 800)}
# Each page in both sizes and both schemes, in turn one way and the other round.
WAYS = cycle(((("390", "light"), ("1280", "dark")), (("390", "dark"), ("1280", "light"))))
# Chromium says this of every answer of 400 and more, also where a test wants one; the policy's own words come apart.
EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",  # a test took the network away
)


@cache
def axe_source() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


def listen(page: Page) -> list[str]:
    """Collect what the browser complains of (also a policy's refusals), from now on."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED):
            complaints.append(f"console {message.type} at {page.url}: {message.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(f"script error at {page.url}: {error}"))
    page.on(
        "response",
        lambda answer: (
            answer.status >= 400
            and answer.request.resource_type != "document"
            and complaints.append(f"{answer.status} for {answer.url}")
        ),
    )
    setattr(page, "complaints", complaints)
    return complaints


def check_page(page: Page, name: str) -> None:
    """Fail with the page and the rule if anything is amiss; leave the page as it was found."""
    before, found = page.viewport_size, []
    for width, scheme in next(WAYS) if "CI" in os.environ else product(SIZES, ("light", "dark")):
        page.set_viewport_size(dict(zip(("width", "height"), SIZES[width], strict=True)))
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_load_state("load")
        found += [f"{name} ({page.url}) at {width} {scheme}: {wrong}" for wrong in find_faults(page)]
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)
    found += getattr(page, "complaints", [])
    assert not found, "\n".join(dict.fromkeys(found))


def find_faults(page: Page) -> list[str]:
    """axe's violations, the contrast it calls incomplete, and whatever is wider than the window."""
    faults = []
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        faults.append(f"scrolls sideways: {page.evaluate(WIDE)}")
    page.evaluate(axe_source())  # by the browser's own tool, which the policy lets pass
    result = page.evaluate("axe.run(document, {resultTypes: ['violations', 'incomplete']})")
    unsure = [rule for rule in result["incomplete"] if rule["id"].startswith("color-contrast")]
    return faults + [describe(rule) for rule in result["violations"] + unsure]


WIDE = """() => [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1)
    .map((e) => e.outerHTML.slice(0, 90)).slice(0, 3)"""


def describe(rule: dict[str, Any]) -> str:
    where = "; ".join(f"{node['html'][:120]} ({node.get('failureSummary', '')[:160]})" for node in rule["nodes"][:3])
    return f"axe {rule['id']}: {rule['help']}: {where}"
