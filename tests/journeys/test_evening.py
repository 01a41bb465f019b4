"""An evening: two devices at the door, the tally by keyboard alone, the morning after, and somebody who is freed."""

import re

import pytest
from journeys.evening import Keys, plan_evening
from journeys.look import check_page, listen
from journeys.server import Server, log_in
from playwright.sync_api import Browser, Page, Route, expect

COORDINATOR, HOST, MEMBER = (f"{role}@st-louis.example" for role in ("coordinator", "host", "member"))
PHONE = {"width": 390, "height": 844}
MOST_PRESSES = 250


@pytest.fixture
def ruth(page: Page, server: Server) -> Page:
    """The coordinator on a phone."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type] # a literal of the two keys it wants
    log_in(page, server, COORDINATOR)
    return page


def count_of(page: Page) -> str:
    return page.locator("[data-count]").inner_text()


def test_two_devices_at_the_door(ruth: Page, server: Server, browser: Browser) -> None:
    evening = plan_evening(ruth, server)
    with browser.new_context(viewport=PHONE, locale="en-US", reduced_motion="reduce") as other:  # type: ignore[arg-type]
        tom = other.new_page()
        listen(tom)
        log_in(tom, server, HOST)
        for page in (ruth, tom):
            page.goto(f"{evening}/door")
            expect(page.get_by_label("Find a name")).to_be_focused()
        check_page(ruth, "door")

        ruth.get_by_role("button", name="Joan Pryor is here").click()
        expect(ruth.get_by_text("Joan Pryor is here", exact=False).first).to_be_visible()
        expect(tom.locator("[data-count]")).to_have_text("1", timeout=3000)
        expect(tom.get_by_role("button", name="Undo: Joan Pryor is not here")).to_be_visible()
        check_page(tom, "door-one-here")

        other.set_offline(True)  # the hall's Wi-Fi is gone: what is tapped waits, and is sent once it is back
        tom.get_by_role("button", name="Delia Moreno is here").click()
        expect(tom.get_by_text("Waiting for the network")).to_be_visible()
        check_page(tom, "door-waiting")
        ruth.get_by_role("button", name="Delia Moreno is here").click()
        expect(ruth.locator("[data-count]")).to_have_text("2")
        other.set_offline(False)
        expect(tom.get_by_text("Delia Moreno is already here")).to_be_visible()
        expect(tom.locator("[data-count]")).to_have_text("2")
        check_page(tom, "door-already-here")

        tom.get_by_role("button", name="Undo Delia Moreno").click()
        expect(ruth.locator("[data-count]")).to_have_text("1", timeout=3000)
        tom.get_by_role("button", name="+1 without a name").click()
        expect(tom.get_by_text("One more without a name")).to_be_visible()
        expect(ruth.locator("[data-count]")).to_have_text("2", timeout=3000)
        tom.locator("[data-verdict]").get_by_role("button", name="Undo").click()
        expect(tom.locator("[data-count]")).to_have_text("1")
        assert tom.complaints == []  # type: ignore[attr-defined]


def test_a_second_tap_at_once_takes_nothing_back(ruth: Page, server: Server) -> None:
    ruth.goto(f"{plan_evening(ruth, server)}/door")
    button = ruth.get_by_role("button", name="Joan Pryor is here")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    thumb = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    ruth.mouse.click(*thumb)
    expect(button).to_be_hidden()  # the row has turned, and Undo lies where the thumb is
    ruth.mouse.click(*thumb)
    expect(ruth.get_by_text("Joan Pryor is already here")).to_be_visible()
    expect(ruth.locator("[data-count]")).to_have_text("1")


def test_rows_never_move_under_the_thumb(ruth: Page, server: Server) -> None:
    ruth.goto(f"{plan_evening(ruth, server)}/door")
    places = where_rows_are(ruth)
    ruth.get_by_role("button", name="+1 without a name").click()
    expect(ruth.get_by_text("One more without a name")).to_be_visible()
    assert where_rows_are(ruth) == places
    ruth.get_by_role("button", name="Delia Moreno is here").click()
    expect(ruth.get_by_text("Delia Moreno is here")).to_be_visible()
    assert where_rows_are(ruth) == places


def where_rows_are(page: Page) -> list[list[object]]:
    """Each name, and how far down the page it stands."""
    return page.eval_on_selector_all(  # type: ignore[no-any-return]
        "[data-rows] .name", "names => names.map((n) => [n.textContent, n.getBoundingClientRect().top + scrollY])"
    )


def test_the_door_by_keyboard_finds_checks_in_and_adds(ruth: Page, server: Server) -> None:
    ruth.goto(f"{plan_evening(ruth, server)}/door")
    keys = Keys(ruth)
    expect(ruth.get_by_label("Find a name")).to_be_focused()
    keys.type("joa")
    expect(ruth.locator("[data-rows] li:visible")).to_have_count(1)
    keys.press("Enter", "Enter")
    expect(ruth.locator("[data-count]")).to_have_text("1")
    ruth.get_by_label("Find a name").fill("")
    keys.type("Ludmila Petrova")
    expect(ruth.get_by_text("is on tonight’s list.")).to_be_visible()
    check_page(ruth, "door-new-person")
    keys.press("Enter", "Enter")
    expect(ruth.get_by_text("Added, and here")).to_be_visible()
    expect(ruth.locator("[data-count]")).to_have_text("2")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_door_and_the_tally_work_without_scripts_too(server: Server, browser: Browser, has_scripts: bool) -> None:
    with browser.new_context(locale="en-US", java_script_enabled=has_scripts) as context:
        page = context.new_page()
        log_in(page, server, COORDINATOR)
        evening = plan_evening(page, server)
        page.goto(f"{evening}/door")
        page.get_by_role("button", name="Joan Pryor is here").click()
        expect(page.locator("[data-count]")).to_have_text("1")
        page.get_by_role("button", name="Undo Joan Pryor").click()
        expect(page.locator("[data-count]")).to_have_text("0")
        page.get_by_role("button", name="+1 without a name").click()
        expect(page.locator("[data-count]")).to_have_text("1")
        page.get_by_role("link", name="New person").click()
        page.get_by_label("Name, as they like it").fill("Fatima without scripts" if not has_scripts else "Fatima with")
        page.get_by_role("button", name="Add and check in").click()
        expect(page.locator("[data-count]")).to_have_text("2")
        page.goto(f"{evening}/tally")
        for number in ("8", "4"):
            page.get_by_label(re.compile("^Samira Haddad, Letter")).fill(number)
            page.get_by_role("button", name="Add this sheet").click()
            expect(page.get_by_text(re.compile("The last sheet, by Ruth Okafor"))).to_be_visible()
        expect(page.get_by_text("12 +")).to_be_visible()
        page.get_by_role("button", name="Undo that sheet").click()
        expect(page.get_by_text("8 +", exact=True)).to_be_visible()


PEOPLE = (
    "joan", "walt", "delia", "grace", "priya", "imani", "dov", "luci", "than", "hank", "marg", "theo", "fatima z",
    "whit", "tom", "ruth",
)  # fmt: skip
SHEET = ((7, 1, 2), (6, 0, 3), (5, 2, 1), (8, 1, 2), (5, 2), (2,))  # 47 items: letters, postcards, cards, a row a case


def test_sixteen_people_and_47_items_by_keyboard_alone(ruth: Page, server: Server) -> None:
    assert sum(map(sum, SHEET)) == 47
    evening, keys = plan_evening(ruth, server), Keys(ruth)
    ruth.goto(f"{evening}/names")
    for n, letters in enumerate(PEOPLE, 1):
        expect(ruth.get_by_label("Name", exact=True)).to_be_focused()
        keys.type(letters)
        keys.press("Enter")
        expect(ruth.get_by_role("heading", name=f"{n} came", exact=True)).to_be_visible()
    check_page(ruth, "names")
    ruth.goto(f"{evening}/tally")
    expect(ruth.locator(".tally input").first).to_be_focused()
    for place, row in enumerate(SHEET):
        for number in row:
            keys.type(str(number) if number else "")
            keys.press("Tab")
        if place < len(SHEET) - 1:
            keys.press("ArrowDown", *["ArrowLeft"] * len(row))
    expect(ruth.get_by_text("Not saved yet: 47")).to_be_visible()
    check_page(ruth, "tally")
    keys.press("Control+Enter")
    expect(ruth.get_by_text(re.compile("The last sheet, by Ruth Okafor .*: 47."))).to_be_visible()
    assert keys.presses <= MOST_PRESSES, keys.presses
    ruth.goto(evening)
    expect(ruth.get_by_text("16 here")).to_be_visible()
    check_page(ruth, "meeting-evening")


def test_the_arrows_move_in_the_grid_and_the_focus_is_never_under_the_bar(ruth: Page, server: Server) -> None:
    ruth.goto(f"{plan_evening(ruth, server)}/tally")
    keys = Keys(ruth)
    for _row in range(5):
        keys.press("ArrowDown")
        field, bar = ruth.locator("input:focus").bounding_box(), ruth.locator(".bar").bounding_box()
        assert field and bar and field["y"] + field["height"] <= bar["y"]
    keys.press("ArrowRight", "ArrowUp", "ArrowLeft", "Enter")
    expect(ruth.locator("input:focus")).to_have_attribute("name", re.compile("^appeal_postcard:"))


def test_the_morning_after(ruth: Page, server: Server) -> None:
    """The last meeting of the demo: two counts are missing and nothing has left."""
    ruth.goto(f"{server.url}/c/st-louis/meetings")
    held = ruth.locator("li:has-text('Held') a:has-text('Letter writing')").first
    held.click()
    expect(ruth.get_by_text("Type in the last 2 counts")).to_be_visible()
    expect(ruth.get_by_text("No count yet").first).to_be_visible()
    check_page(ruth, "meeting-morning-after")
    after = ruth.url
    ruth.get_by_role("link", name="Open the tally").click()
    empty = ruth.locator("tr:has([data-saved-sum]:text('–')) input[name^=appeal_letter]").all()
    for field, number in zip(empty, ("4", "0"), strict=False):
        field.fill(number)
    ruth.get_by_role("button", name="Add this sheet").click()
    ruth.goto(after)
    expect(ruth.get_by_text("Take the letters to the post")).to_be_visible()
    ruth.get_by_role("link", name="Mark as mailed").click()
    check_page(ruth, "mail")
    ruth.get_by_label("Postage").fill("83.70")
    ruth.get_by_role("button", name="Mark as mailed").click()
    expect(ruth.get_by_text("Nothing is waiting")).to_be_visible()
    expect(ruth.get_by_text("$83.70")).to_be_visible()
    check_page(ruth, "mail-nothing-waiting")
    ruth.goto(after)
    expect(ruth.get_by_text("All mailed")).to_be_visible()
    ruth.goto(f"{after}/ticks")
    check_page(ruth, "ticks")
    ruth.goto(f"{after}/tally/numbers")
    check_page(ruth, "numbers")
    ruth.get_by_role("link", name="Correct").first.click()
    ruth.get_by_label("How many it should be").fill("40")
    ruth.get_by_label("Reason").fill("The second sheet lay under the first.")
    check_page(ruth, "correct")
    ruth.get_by_role("button", name="Save the number").click()
    expect(ruth.get_by_role("heading", name="Tally")).to_be_visible()


def test_a_member_logs_a_letter_in_three_taps(server: Server, page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    log_in(page, server, MEMBER)
    page.get_by_role("link", name="Letters", exact=True).click()
    before = page.locator("[data-own]").get_attribute("data-own")
    check_page(page, "letters")
    page.get_by_role("link", name=re.compile("Nadzeya")).first.click()
    check_page(page, "letter-at-home")
    page.get_by_role("button", name="Letter", exact=True).click()
    expect(page.get_by_text("Written down: 1 letter for Nadzeya Karalevich.")).to_be_visible()
    assert int(page.locator("[data-own]").get_attribute("data-own") or 0) == int(before or 0) + 1


def test_somebody_is_freed_and_the_world_sees_it_once_it_is_ticked(ruth: Page, server: Server) -> None:
    ruth.goto(f"{server.url}/c/st-louis/cases/new")
    ruth.locator("[name=title]").fill("Ludmila Petrova")
    ruth.locator("[name=country]").select_option("BY")
    ruth.locator("[name=recommended_actions]").fill("Free her.")
    ruth.locator("[name=name_amnesty]").select_option("yes")
    ruth.locator("main form button[type=submit]").first.click()
    ruth.wait_for_url(re.compile("/cases/ludmila-petrova"))
    case = ruth.url
    ruth.get_by_role("link", name="Close with an outcome…").click()
    expect(ruth.get_by_label("Show to the world")).not_to_be_checked()
    ruth.locator("[name=outcome]").select_option("released_unconditionally")
    ruth.locator("[name=outcome_on]").fill("2026-11")
    ruth.locator("[name=story]").fill("She sold books at a station, and one of them was forbidden.")
    check_page(ruth, "case-close")
    ruth.get_by_role("button", name="Close the case").click()
    ruth.goto(f"{server.url}/p/st-louis/releases")
    expect(ruth.get_by_text("Khun Kawrio").first).to_be_visible()
    expect(ruth.get_by_text("Ludmila Petrova")).to_have_count(0)
    check_page(ruth, "releases")

    ruth.goto(f"{case}/close")
    ruth.get_by_label("Show to the world").check()
    ruth.locator("main form button[type=submit]").first.click()
    ruth.goto(f"{server.url}/p/st-louis/releases?again")  # past the browser's own cache of a minute
    expect(ruth.get_by_role("heading", name="Ludmila Petrova")).to_be_visible()
    expect(ruth.get_by_text("She sold books at a station")).to_be_visible()
    ruth.goto(f"{server.url}/p/st-louis?again")
    expect(ruth.get_by_role("link", name="They are free").first).to_be_visible()
    check_page(ruth, "chapter-public")


def test_an_answer_that_breaks_off_is_asked_for_again(ruth: Page, server: Server) -> None:
    """The bad Wi-Fi of a hall: the tap arrived, half of its answer did not."""
    ruth.goto(f"{plan_evening(ruth, server)}/door")
    broken = []

    def answer(route: Route) -> None:
        if broken:
            route.continue_()
        else:
            broken.append(route.fetch())
            route.fulfill(status=200, content_type="application/json", body='{"count": 1, "he')

    ruth.route("**/door/check-in", answer)
    ruth.get_by_role("button", name="Joan Pryor is here").click()
    expect(ruth.get_by_text("Joan Pryor is here")).to_be_visible()
    ruth.get_by_role("button", name="Delia Moreno is here").click()
    expect(ruth.locator("[data-count]")).to_have_text("2")
    expect(ruth.get_by_text("All saved")).to_be_visible()
