"""Cases on pages: entered in a minute, changed by two, stopped, deleted and taken back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from cast import COORDINATOR, FOREIGN, MEMBER
from client import Client
from factories import make_case
from flask import Flask
from lxml import html
from queries import count_queries
from sqlalchemy import select

from chapterapp.cases.models import Addressee, Case, SampleLetter, Subject
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db

Visit = Callable[[str | None], Client]
CASES = "/c/st-louis/cases"
ONE = f"{CASES}/a-case"
NEW = {
    "title": "Samira Haddad",
    "country": "EG",
    "recommended_actions": "Release her at once.\nLet her see a doctor.",
    "holder": "Public Prosecutor",
    "address_lines": "12 Invented Street\nCairo",
    "salutation": "Dear Counsellor,",
    "letter": "I write to you about Samira Haddad.",
    "name_amnesty": "not_stated",
    "write_to_prisoner": "not_stated",
    "sender_details": "not_stated",
    "religious_content": "not_stated",
    "enclosures": "not_stated",
}


def one(app: Flask, slug: str = "a-case") -> dict[str, Any]:
    """The columns of a case of St. Louis."""
    with app.app_context(), across_chapters("test"):
        case = db.session.scalars(
            select(Case).where(Case.chapter_id == 1, Case.slug == slug), execution_options={"include_deleted": True}
        ).one()
        return {column.key: getattr(case, column.key) for column in Case.__table__.columns}


def fields(page: str) -> dict[str, str]:
    """What the form of a page holds, as a browser would send it."""

    form = html.fromstring(page).xpath("//main//form[.//textarea or .//input[@type='text']]")[0]
    return {name: value or "" for name, value in form.fields.items() if name}


def test_six_answers_make_a_case_that_can_be_printed(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    answer = client.post(f"{CASES}/new", NEW)
    assert answer.location.endswith(f"{CASES}/samira-haddad")
    page = client.get(answer.location).text
    assert "Samira Haddad" in page and "Release her at once." in page and "still needs" not in page
    with app.app_context(), across_chapters("test"):
        case = db.session.scalars(select(Case).where(Case.slug == "samira-haddad")).one()
        for part in (Subject, Addressee, SampleLetter):
            assert db.session.scalars(select(part).where(part.case_id == case.id)).one().chapter_id == 1


def test_a_case_with_a_name_only_says_what_it_still_needs(visit: Visit) -> None:
    client = visit(COORDINATOR)
    bare = {**NEW, "holder": "", "address_lines": "", "salutation": "", "letter": ""}
    page = client.get(client.post(f"{CASES}/new", bare).location).text
    assert "To print, this case still needs an addressee and a letter." in page


@pytest.mark.parametrize("title", ["ခင်စံပယ်လွင်", "شيرين", "Lữ Thị Hoài Ngân", "🕊️"])
def test_a_name_in_any_script_is_kept_and_finds_an_address(visit: Visit, title: str) -> None:
    client = visit(COORDINATOR)
    answers = [client.post(f"{CASES}/new", {**NEW, "title": title}) for _ in range(2)]
    assert answers[0].location != answers[1].location
    assert title in client.get(answers[0].location).text


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("title", "", "This is needed."),
        ("title", "x" * 121, "longer than 120"),
        ("country", "XX", "Choose one from the list."),
        ("deadline_on", "soon", "A date is a day"),
        ("title", "a\0b", "cannot be printed"),
        ("source_url", "javascript:alert(1)", "begins with https"),
        ("name_amnesty", "perhaps", "Choose one from the list."),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_loses_nothing(
    app: Flask, visit: Visit, name: str, value: str, sentence: str
) -> None:
    answer = visit(COORDINATOR).post(f"{CASES}/new", {**NEW, name: value})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Let her see a doctor." in answer.text
    with app.app_context(), across_chapters("test"):
        assert len(db.session.scalars(select(Case)).all()) == 2


def test_the_second_of_two_editors_sees_both_versions_and_chooses(app: Flask, visit: Visit) -> None:
    first, second = visit(COORDINATOR), visit(COORDINATOR)
    mine, theirs = fields(second.get(f"{ONE}/edit").text), fields(first.get(f"{ONE}/edit").text)
    assert first.post(f"{ONE}/edit", {**theirs, "line": "A lawyer", "summary": "Theirs"}).status_code == 303
    clash = second.post(f"{ONE}/edit", {**mine, "line": "A teacher", "summary": "Mine"})
    assert clash.status_code == 409
    assert "changed this while you were typing" in clash.text
    assert "A lawyer" in clash.text and "A teacher" in clash.text
    assert one(app)["summary"] == "Theirs"
    chosen = {**mine, "line": "A teacher", "summary": "Mine", "choose-summary": "theirs"}
    chosen["version"] = str(one(app)["version"])
    assert second.post(f"{ONE}/edit", chosen).status_code == 303
    assert (one(app)["line"], one(app)["summary"]) == ("A teacher", "Theirs")


def test_saving_without_a_change_counts_no_change(app: Flask, visit: Visit) -> None:
    client, before = visit(COORDINATOR), one(app)
    assert client.post(f"{ONE}/edit", fields(client.get(f"{ONE}/edit").text)).status_code == 303
    assert one(app)["revision"] == before["revision"]


@pytest.mark.parametrize("kind", ["subjects", "addressees", "letters", "updates"])
def test_parts_are_added_changed_and_taken_away(app: Flask, visit: Visit, kind: str) -> None:
    client, before = visit(COORDINATOR), one(app)["revision"]
    given = {
        "subjects": {"display_name": "The Weavers", "kind": "group"},
        "addressees": {"role": "diplomat", "address_lines": "1 Embassy Row", "country": "EG"},
        "letters": {"language": "es", "body": "Le escribo."},
        "updates": {"happened_on": "2025-03", "text": "Moved."},
    }[kind]
    assert client.post(f"{ONE}/{kind}/new", given).status_code == 303
    edits = re.findall(rf'href="([^"]+/{kind}/[^"]+/edit)"', client.get(ONE).text)
    form = fields(client.get(edits[-1]).text)
    assert client.post(edits[-1], form).status_code == 303
    assert client.post(edits[-1].removesuffix("edit") + "remove").status_code == 303
    assert one(app)["revision"] >= before + 2


def test_the_last_subject_stays(visit: Visit) -> None:
    client = visit(COORDINATOR)
    edit = re.findall(r'href="([^"]+/subjects/[^"]+/edit)"', client.get(ONE).text)[0]
    answer = client.post(edit.removesuffix("edit") + "remove")
    assert answer.status_code == 409
    assert "A case is about somebody." in answer.text


def test_a_date_may_be_a_year_or_a_month_and_nothing_else(visit: Visit) -> None:
    client = visit(COORDINATOR)
    for good in ("2024", "2024-03", "2024-03-11"):
        assert client.post(f"{ONE}/updates/new", {"happened_on": good, "text": "So."}).status_code == 303
    for bad in ("March", "2024-13", "2024-02-30", "24"):
        assert client.post(f"{ONE}/updates/new", {"happened_on": bad, "text": "So."}).status_code == 422


def test_a_stopped_case_says_so_to_everybody_and_can_be_made_active_again(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    client.post(f"{ONE}/stop", {"reason": "The family asks for silence."})
    page = visit(MEMBER).get(ONE).text
    assert "Stop action: do not write" in page and "The family asks for silence." in page
    client.post(f"{ONE}/reopen")
    assert one(app)["status"] == "active"


def test_a_case_is_closed_with_its_outcome(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    given = {"outcome": "released_unconditionally", "outcome_on": "2026-05", "status_reason": "Home.", "version": "1"}
    assert client.post(f"{ONE}/close", given).status_code == 303
    assert (one(app)["status"], one(app)["outcome"], one(app)["outcome_on"]) == (
        "closed",
        "released_unconditionally",
        "2026-05",
    )
    assert "Released, without conditions" in client.get(CASES).text


def test_checking_a_case_against_its_source_verifies_it(app: Flask, visit: Visit) -> None:
    visit(COORDINATOR).post(f"{ONE}/verify")
    assert one(app)["verified_on"] is not None


def test_a_deleted_case_is_gone_and_can_be_taken_back(visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert client.post(f"{ONE}/delete").status_code == 303
    assert client.get(ONE).status_code == 404
    assert "Take back" in client.get(CASES).text
    assert client.post(f"{ONE}/restore").status_code == 303
    assert client.get(ONE).status_code == 200


def test_another_chapters_case_is_missing(visit: Visit) -> None:
    client = visit(FOREIGN)
    assert client.get("/c/lyon/cases/a-case").status_code == 200
    for address in (ONE, f"{ONE}/edit", "/c/lyon/cases/no-such-case"):
        assert client.get(address).status_code == 404


def test_markup_in_a_text_stays_text(visit: Visit) -> None:
    client = visit(COORDINATOR)
    form = fields(client.get(f"{ONE}/edit").text)
    hostile = "<script>alert(1)</script> ![x](https://e.example/p.png) [y](javascript:alert(1)) <img src=x onerror=a()>"
    client.post(f"{ONE}/edit", {**form, "summary": hostile, "background": hostile, "line": hostile[:100]})
    main = html.fromstring(client.get(ONE).text).xpath("//main")[0]
    assert not main.xpath(".//script[contains(text(), 'alert')] | .//img | .//*[@onerror]")
    assert not [link for link in main.xpath(".//a/@href") if link.startswith("javascript")]


def test_the_list_asks_the_database_as_often_for_fifty_cases_as_for_one(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    with count_queries(app) as few:
        client.get(CASES)
    with app.app_context(), across_chapters("test"):
        for n in range(50):
            make_case(db.session.get_one(Chapter, 1), slug=f"n{n}")
        db.session.commit()
    with count_queries(app) as many:
        client.get(CASES)
    assert len(few) == len(many)
