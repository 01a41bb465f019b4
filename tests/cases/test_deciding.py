"""Rules that somebody decides, deadlines that move, cases that nobody checked: who said so, and when, stays."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from cases.test_import import ACTION, UPDATE, fill, keep, read, rosa
from cast import COORDINATOR, HOST
from chapters.test_settings import GOOD
from client import Client
from flask import Flask
from lxml import html
from packets.test_overrides import MEETING, OVERRIDE, print_packet, set_case
from sqlalchemy import select

from chapterapp.cases.history_models import DeadlineChange, RuleDecision, RuleName
from chapterapp.cases.models import Answer, Case, SenderDetails, WriteToPrisoner
from chapterapp.database import across_chapters, db

Visit = Callable[[str | None], Client]
ONE = "/c/st-louis/cases/a-case"
CASES = "/c/st-louis/cases"


@pytest.fixture(autouse=True)
def november() -> Any:
    with time_machine.travel("2026-11-24T18:00Z", tick=True):
        yield


def one(app: Flask) -> Case:
    with app.app_context(), across_chapters("a test looks"):
        return db.session.scalars(select(Case).where(Case.chapter_id == 1, Case.slug == "a-case")).one()


def decisions(app: Flask, rule: RuleName) -> list[RuleDecision]:
    with app.app_context(), across_chapters("a test looks"):
        return list(
            db.session.scalars(
                select(RuleDecision)
                .where(RuleDecision.chapter_id == 1, RuleDecision.rule == rule)
                .order_by(RuleDecision.id)
            )
        )


def decide(client: Client, app: Flask, rule: str, value: str, reason: str = "The section said so.") -> Any:
    form = {"value": value, "reason": reason, "version": str(one(app).version)}
    return client.post(f"{ONE}/rules/{rule}", form)


def test_what_the_source_does_not_say_is_decided_by_somebody_and_paper_says_who(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert decide(client, app, "sender_details", "full").status_code == 303
    assert one(app).sender_details is SenderDetails.FULL
    page = client.get(ONE).text
    assert "Decided by coordinator of kingfisher on November 24, 2026: The section said so." in page
    text = print_packet(client)
    assert "Decided by coordinator of kingfisher, November 24, 2026:" in text
    assert "Your street" in text and "(against the source)" not in text


def test_a_stated_no_is_allowed_only_with_a_reason_and_paper_says_that_it_is_against_the_source(
    app: Flask, visit: Visit
) -> None:
    set_case(app, write_to_prisoner=WriteToPrisoner.NO)
    client = visit(COORDINATOR)
    refused = decide(client, app, "write_to_prisoner", "yes", "  ")
    assert refused.status_code == 422 and "This is needed." in refused.text
    assert decide(client, app, "write_to_prisoner", "yes").status_code == 303
    assert "The source says: No." in client.get(ONE).text
    assert "writing to the person (against the source)" in print_packet(client)


def test_the_form_of_the_case_does_not_loosen_a_stated_no(app: Flask, visit: Visit) -> None:
    set_case(app, name_amnesty=Answer.NO)
    client = visit(COORDINATOR)
    form = dict(html.fromstring(client.get(f"{ONE}/edit").text).xpath("//main//form")[0].form_values())
    for value in ("yes", "not_stated"):
        refused = client.post(f"{ONE}/edit", {**form, "name_amnesty": value})
        assert refused.status_code == 422 and "The source forbids it" in refused.text
    assert one(app).name_amnesty is Answer.NO


def test_a_decided_rule_is_not_asked_again_by_the_form_of_the_case(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    page = html.fromstring(client.get(f"{ONE}/edit").text)
    assert page.xpath("//*[@name='name_amnesty']") and not page.xpath("//*[@name='enclosures']")
    form = dict(page.xpath("//main//form")[0].form_values())
    assert client.post(f"{ONE}/edit", {**form, "summary": "New."}).status_code == 303
    assert (one(app).enclosures, one(app).summary) == (Answer.NO, "New.")


def test_a_decision_is_given_back_to_the_source_and_stays_in_the_list(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    decide(client, app, "religious_content", "yes")
    before = one(app).revision
    for _twice in range(2):
        assert client.post(f"{ONE}/rules/religious_content/take-back").status_code == 303
    assert (one(app).religious_content, one(app).revision) == (Answer.NOT_STATED, before + 1)
    assert [row.value for row in decisions(app, RuleName.RELIGIOUS_CONTENT)] == ["yes", "not_stated"]
    page = client.get(f"{ONE}/rules/religious_content").text
    assert "As the source says." in page and "The section said so." in page


@pytest.mark.parametrize(
    ("value", "words"), [("no", "That is the rule already."), ("perhaps", "Choose one"), ("", "Choose")]
)
def test_what_cannot_be_decided_gets_a_sentence(app: Flask, visit: Visit, value: str, words: str) -> None:
    set_case(app, religious_content=Answer.NO)
    refused = decide(visit(COORDINATOR), app, "religious_content", value, "My reason")
    assert refused.status_code == 422
    assert words in refused.text and "My reason" in refused.text


def test_of_two_who_decide_the_second_is_told(app: Flask, visit: Visit) -> None:
    client, version = visit(COORDINATOR), str(one(app).version)
    decide(client, app, "religious_content", "yes")
    late = client.post(f"{ONE}/rules/name_amnesty", {"value": "yes", "reason": "I think so", "version": version})
    assert late.status_code == 409
    assert one(app).name_amnesty is Answer.NOT_STATED


def test_a_case_the_world_sees_is_not_made_neutral_by_a_decision(app: Flask, visit: Visit) -> None:
    set_case(app, name_amnesty=Answer.YES, is_public=True)
    refused = decide(visit(COORDINATOR), app, "name_amnesty", "no")
    assert refused.status_code == 422
    assert one(app).name_amnesty is Answer.YES and decisions(app, RuleName.NAME_AMNESTY) == []


def test_languages_are_decided_in_words(app: Flask, visit: Visit) -> None:
    assert decide(visit(COORDINATOR), app, "languages", "Arabic").status_code == 303
    assert one(app).languages == "Arabic"


def rule_of_rosa(client: Client, app: Flask, rule: str, value: str) -> None:
    form = {"value": value, "reason": "By phone.", "version": str(rosa(app).version)}
    assert client.post(f"{CASES}/rosa-quispe/rules/{rule}", form).status_code == 303


def test_a_further_paper_replaces_a_decision_and_the_page_says_so(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    keep(client)
    rule_of_rosa(client, app, "name_amnesty", "yes")
    page = read(client, UPDATE)
    ticked = html.fromstring(page.text).xpath("//input[@name='take' and @checked]/@value")
    assert "name_amnesty" in ticked and "takes the place of the decision" in page.text
    client.post(f"{CASES}/rosa-quispe/documents", {**fill(client, page), "take": ticked})
    assert rosa(app).name_amnesty is Answer.NO
    assert [(row.value, row.stated) for row in decisions(app, RuleName.NAME_AMNESTY)] == [("yes", "no"), ("no", "no")]
    assert "Stated in the source." in client.get(f"{CASES}/rosa-quispe").text


def test_a_decision_that_is_kept_against_a_further_paper_is_marked(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    keep(client, ACTION.replace("Please do not mention Amnesty International in your letters.", "Write soon."))
    rule_of_rosa(client, app, "name_amnesty", "yes")
    page = read(client, UPDATE)
    client.post(f"{CASES}/rosa-quispe/documents", {**fill(client, page), "take": ["deadline_on"]})
    assert rosa(app).name_amnesty is Answer.YES
    assert "The source says: No." in client.get(f"{CASES}/rosa-quispe").text


def test_what_is_corrected_while_a_paper_is_read_is_a_decision(app: Flask, visit: Visit) -> None:
    keep(visit(COORDINATOR), name_amnesty="yes", religious_content="yes")
    assert [(row.value, row.stated) for row in decisions(app, RuleName.NAME_AMNESTY)] == [("yes", "no")]
    assert "UA 241/25" in decisions(app, RuleName.RELIGIOUS_CONTENT)[0].reason


def test_an_extended_deadline_keeps_the_old_one_and_who_extended_it(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    keep(client)
    page = read(client, UPDATE)
    client.post(f"{CASES}/rosa-quispe/documents", {**fill(client, page), "take": ["deadline_on"]})
    shown = client.get(f"{CASES}/rosa-quispe").text
    assert "Deadline was April 23, 2025, extended by coordinator of kingfisher" in shown
    assert "UA 241/25 says so." in shown


def test_a_deadline_that_is_typed_anew_keeps_the_old_one(app: Flask, visit: Visit) -> None:
    set_case(app, deadline_on=date(2026, 12, 1))
    client = visit(COORDINATOR)
    form = dict(html.fromstring(client.get(f"{ONE}/edit").text).xpath("//main//form")[0].form_values())
    client.post(f"{ONE}/edit", {**form, "deadline_on": ""})
    client.post(f"{ONE}/edit", {**form, "deadline_on": "2026-12-09", "version": str(one(app).version)})
    with app.app_context(), across_chapters("a test looks"):
        moved = select(DeadlineChange).where(DeadlineChange.chapter_id == 1, DeadlineChange.source == "")
        assert [(row.old, row.new) for row in db.session.scalars(moved)] == [(date(2026, 12, 1), None)]
    assert "Deadline was December 1, 2026, changed by" in client.get(ONE).text


@pytest.mark.parametrize(
    ("checked", "printed"),
    [(date(2025, 11, 24), True), (date(2025, 11, 23), False), (None, False), (date(2026, 11, 1), True)],
)
def test_what_nobody_verified_for_a_year_on_the_day_of_the_meeting_is_not_printed(
    app: Flask, visit: Visit, checked: date | None, printed: bool
) -> None:
    set_case(app, verified_on=checked)
    client = visit(COORDINATOR)
    assert ("I write to you" in print_packet(client)) is printed
    assert ("Verify" in client.get(CASES).text) is not printed
    assert ("Verify" in client.get("/c/st-louis/").text) is not printed


def test_an_override_of_the_missing_check_holds_on_the_next_day_too(app: Flask, visit: Visit) -> None:
    set_case(app, verified_on=date(2025, 3, 1))
    client = visit(COORDINATOR)
    client.post(OVERRIDE, {"reason": "The section vouches for it."})
    with time_machine.travel("2026-11-26T18:00Z"):
        assert "I write to you" in print_packet(client)
    set_case(app, deadline_on=date(2026, 11, 1))
    assert "I write to you" not in print_packet(client), "but not against what came later"


def test_the_chapter_says_how_long_a_check_holds(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    settings = "/c/st-louis/settings"
    form = GOOD
    for nonsense in ("0", "1001", "a year"):
        assert client.post(settings, {**form, "verify_within_days": nonsense}).status_code == 422
    assert client.post(settings, {**form, "verify_within_days": "30"}).status_code == 303
    set_case(app, verified_on=date(2026, 10, 20))
    assert "for too long" in print_packet(client)


def test_a_new_case_is_verified_if_somebody_says_so(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    new = {"title": "Samira Haddad", "country": "EG", "recommended_actions": "Release her."}
    new |= dict.fromkeys(("name_amnesty", "write_to_prisoner", "sender_details"), "not_stated")
    new |= dict.fromkeys(("religious_content", "enclosures"), "not_stated")
    for ticked in (True, False):
        shown = client.get(client.post(f"{CASES}/new", {**new, **({"is_checked": "y"} if ticked else {})}).location)
        assert ("Not yet checked against its source." in shown.text) is not ticked


def test_a_host_cannot_decide(visit: Visit) -> None:
    host = visit(HOST)
    assert host.get(f"{ONE}/rules/name_amnesty").status_code == 403
    assert "/rules/" not in host.get(ONE).text
    assert host.get(MEETING).status_code == 200
