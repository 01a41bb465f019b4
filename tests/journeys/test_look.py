"""The checks of `look.py` themselves: each lets a good page pass and stops at the one thing that is wrong."""

import pytest
from journeys.look import check_page
from playwright.sync_api import Page

from chapterapp import POLICY

GOOD = (
    "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>Cases</title>"
    "<body><main><h1>Cases</h1>{}</main></body></html>"
)


def show(page: Page, inside: str) -> None:
    page.route(
        "https://chapter.example/*",
        lambda route: route.fulfill(
            body=GOOD.format(inside) if route.request.url.endswith("/cases") else "",
            content_type="text/html",
            headers={"Content-Security-Policy": POLICY},
            status=200 if route.request.url.endswith(("/cases", "/favicon.ico")) else 404,
        ),
    )
    page.goto("https://chapter.example/cases")


def test_a_good_page_passes(page: Page) -> None:
    show(page, "<p>Samira Haddad</p>")
    check_page(page, "cases")


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        ("<a href='/x'></a>", "link-name"),
        ("<input type=text>", "label"),
        ("<p><font color='#aaaaaa'>pale</font></p>", "color-contrast"),
        ("<table width=1400><tr><td>wide</td></tr></table>", "scrolls sideways"),
        ("<p style='color:red'>inline</p>", "Content Security Policy"),
        ("<script>document.title = 'inline'</script>", "Content Security Policy"),
        ("<img alt='' src='https://elsewhere.example/pixel.png'>", "Content Security Policy"),
        ("<img alt='' src='/missing.png'>", "404 for"),
    ],
)
def test_a_fault_is_named_with_page_and_rule(page: Page, inside: str, rule: str) -> None:
    show(page, inside)
    with pytest.raises(AssertionError) as stopped:
        check_page(page, "cases")
    assert rule in str(stopped.value)
    assert "chapter.example/cases" in str(stopped.value) or "404 for" in rule


def test_contrast_that_cannot_be_judged_is_a_fault(page: Page) -> None:
    show(page, "<table background='data:image/gif;base64,R0lGODlhAQABAAAAACw='><tr><td>on a picture</td></tr></table>")
    with pytest.raises(AssertionError, match="color-contrast"):
        check_page(page, "cases")
