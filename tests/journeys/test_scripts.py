"""The small scripts, in a real browser under the real policy; without them the same page works."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from chapterapp import POLICY

STATIC = Path(__file__).resolve().parents[2] / "static"
HOME = "https://chapter.example"
FORM = """<!doctype html><html lang=en><title>Log in</title>
<link rel=stylesheet href=/static/css/forms.css>
<form method=post data-watched>
  <label for=p>Password</label><input id=p name=p type=password>
  <div hidden><input type=checkbox id=s data-shows=p><label for=s>Show it</label></div>
  <button class=btn data-busy=Saving><span>Go</span></button>
  <span data-unsaved hidden>Not saved yet</span>
</form><a href=/elsewhere>Elsewhere</a>
<script type=module src=/static/js/busy.js></script>
<script type=module src=/static/js/show-password.js></script>
<script type=module src=/static/js/unsaved.js></script>"""


def open_form(page: Page) -> list[str]:
    """The form above; returns what will have been sent. A POST gets no answer, as from a slow server for a while."""
    sent: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOME)
        if route.request.method == "POST":
            sent.append(route.request.post_data or "")
        elif path.startswith("/static/"):
            kind = "text/javascript" if path.endswith(".js") else "text/css"
            route.fulfill(body=(STATIC.parent / path[1:]).read_text(), content_type=kind)
        else:
            body = FORM if path == "/form" else "<title>Elsewhere</title>"
            route.fulfill(body=body, content_type="text/html", headers={"Content-Security-Policy": POLICY})

    page.route(f"{HOME}/**", answer)
    page.goto(f"{HOME}/form", wait_until="load")
    return sent


def test_a_form_sent_twice_goes_once_and_its_button_keeps_its_size(page: Page) -> None:
    sent = open_form(page)
    seen = page.get_by_role("button").evaluate(
        """async (button) => {
            const look = () => [button.offsetWidth, button.offsetHeight, button.getAttribute("aria-busy")];
            const before = look();
            button.click();
            await new Promise((go) => setTimeout(go, 200)); // the first is under way, else the browser drops it itself
            button.click();
            return [before, look()];
        }"""
    )
    assert seen[0][:2] == seen[1][:2]
    assert [seen[0][2], seen[1][2]] == [None, "true"]
    page.wait_for_timeout(300)
    assert len(sent) == 1


def test_the_password_is_shown_when_asked(page: Page) -> None:
    open_form(page)
    page.get_by_label("Password").fill("four words to remember")
    page.get_by_label("Show it").check()
    expect(page.get_by_label("Password")).to_have_attribute("type", "text")
    page.get_by_label("Show it").uncheck()
    expect(page.get_by_label("Password")).to_have_attribute("type", "password")


@pytest.mark.parametrize("typed", [True, False])
def test_leaving_what_was_typed_asks_first(page: Page, typed: bool) -> None:
    open_form(page)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    expect(page.get_by_text("Not saved yet")).to_be_hidden()
    if typed:
        page.get_by_label("Password").press_sequentially("four")
        expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.get_by_role("link", name="Elsewhere").click()
    expect(page).to_have_title(re.compile("Elsewhere"))
    assert asked == (["beforeunload"] if typed else [])


def test_without_scripts_nothing_is_offered_that_needs_them(browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        sent = open_form(page)
        expect(page.get_by_label("Show it")).to_be_hidden()
        expect(page.get_by_text("Not saved yet")).to_be_hidden()
        page.get_by_label("Password").fill("four")
        page.get_by_role("button").click(no_wait_after=True)
        page.wait_for_timeout(300)
        assert sent == ["p=four"]
