"""From a paper to a case: read, looked at beside its own words, kept; known again by its number."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from cast import COORDINATOR
from client import Client
from flask import Flask
from lxml import html
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from chapterapp.cases.models import Addressee, Answer, Case, CaseDocument, CaseStatus, SampleLetter, Subject
from chapterapp.cases.queries import spell_number
from chapterapp.database import across_chapters, db

Visit = Callable[[str | None], Client]
CASES = "/c/st-louis/cases"
ACTION = """\
UA 241/25 - Fear for safety                                  12 March 2025

PERU
Rosa Quispe (f), teacher

Rosa Quispe taught children to read in a village above a mine. On 3 March 2025 she was taken from her school.

BACKGROUND INFORMATION
The village has asked for clean water since 2019. Two of its elders were held for a night in January.

RECOMMENDED ACTION: Please send appeals in Spanish or your own language:
- calling on the authorities to release Rosa Quispe at once;
- asking that she can see her family.

Please do not mention Amnesty International in your letters.

APPEALS TO:
Minister of Justice
Carlos Medina
Calle Inventada 12
Lima 15000
PERU
Email: justicia@example.pe, segundo@example.pe
Salutation: Dear Minister

PLEASE SEND APPEALS IMMEDIATELY. Check with your section office if sending appeals after 23 April 2025.
"""
UPDATE = (
    ACTION.replace("UA 241/25 - Fear", "Further information on UA 241/25 - Fear")
    .replace("12 March 2025", "20 May 2025")
    .replace("after 23 April 2025", "after 30 June 2025")
    .replace("Carlos Medina\nCalle Inventada 12", "Elena Rojas\nAvenida Nueva 3")
)
STOP = """\
Stop action on UA 241/25                                     2 July 2025

PERU
Rosa Quispe (f), teacher

Rosa Quispe was released on 30 June 2025. No further action is requested. Thanks to all who sent appeals.
"""


def read(client: Client, text: str, **more: Any) -> TestResponse:
    return client.post(f"{CASES}/read", {"text": text, **more})


def fill(client: Client, page: TestResponse, **changed: str) -> dict[str, Any]:
    """The form of the page as a browser would send it."""
    (form,) = html.fromstring(page.text).xpath("//main//form[@data-watched or contains(@action, 'documents')]")
    return {**dict(form.form_values()), **changed, "csrf_token": client.find_token()}


def keep(client: Client, text: str = ACTION, **changed: str) -> TestResponse:
    return client.post(f"{CASES}/keep", fill(client, read(client, text), **changed))


def the(app: Flask, table: Any, **where: Any) -> list[Any]:
    with app.app_context(), across_chapters("a test looks"):
        return list(db.session.scalars(select(table).filter_by(**where).order_by(table.id)))


def rosa(app: Flask) -> Case:
    (case,) = the(app, Case, title="Rosa Quispe")
    assert isinstance(case, Case)
    return case


def count(app: Flask, table: Any) -> int:
    with app.app_context(), across_chapters("a test counts"):
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_reading_shows_each_field_beside_its_words_and_saves_nothing(app: Flask, visit: Visit) -> None:
    before = count(app, Case)
    page = read(visit(COORDINATOR), ACTION)
    tree = html.fromstring(page.text)
    assert tree.xpath("//input[@name='title']/@value") == ["Rosa Quispe"]
    assert tree.xpath("//input[@name='ua_number']/@value") == ["UA 241/25"]
    assert tree.xpath("//input[@name='deadline_on']/@value") == ["2025-04-23"]
    assert any("23 April 2025" in words.text_content() for words in tree.xpath("//blockquote"))
    assert (count(app, Case), count(app, CaseDocument)) == (before, 0)


def test_what_is_kept_is_a_case_with_its_parts_and_its_paper(app: Flask, visit: Visit) -> None:
    assert keep(visit(COORDINATOR)).status_code == 303
    case = rosa(app)
    assert (case.country, case.name_amnesty, case.write_to_prisoner.value) == ("PE", Answer.NO, "not_stated")
    assert case.recommended_actions.count("\n") == 1
    assert case.verified_on is not None
    (subject,) = the(app, Subject, case_id=case.id)
    assert subject.display_name == "Rosa Quispe"
    (addressee,) = the(app, Addressee, case_id=case.id)
    assert (addressee.holder, addressee.email) == ("Carlos Medina", "justicia@example.pe")
    assert addressee.address_lines.splitlines()[0] == "Calle Inventada 12"
    (paper,) = the(app, CaseDocument, case_id=case.id)
    assert (paper.number, paper.kind.value) == ("UA 241/25", "first")
    assert the(app, SampleLetter, case_id=case.id) == []


def test_a_person_corrects_before_it_is_kept(app: Flask, visit: Visit) -> None:
    changed = {"title": "Rosa Quispe Mamani", "addressees-0-holder": "Somebody else", "name_amnesty": "yes"}
    keep(visit(COORDINATOR), **changed)
    (case,) = the(app, Case, title="Rosa Quispe Mamani")
    assert case.name_amnesty is Answer.YES
    assert the(app, Addressee, case_id=case.id)[0].holder == "Somebody else"


def test_two_e_mail_addresses_are_said_and_the_first_is_taken(app: Flask, visit: Visit) -> None:
    assert "Of several e-mail addresses the first is taken" in read(visit(COORDINATOR), ACTION).text


def test_what_was_left_out_can_be_used(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    page = read(client, ACTION.replace("12 March 2025", "12 March 2025\n\nPage 1 of 2"))
    left = html.fromstring(page.text).xpath("//input[@name='use']/following-sibling::label/text()")
    assert left
    client.post(f"{CASES}/keep", fill(client, page, use="0"))
    assert str(left[0]) in rosa(app).background


def test_a_refused_proposal_keeps_what_was_typed(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    refused = client.post(f"{CASES}/keep", fill(client, read(client, ACTION), title="", summary="My own words"))
    assert refused.status_code == 422
    tree = html.fromstring(refused.text)
    assert tree.xpath("//textarea[@name='summary']")[0].text.strip() == "My own words"
    assert any("23 April 2025" in words.text_content() for words in tree.xpath("//blockquote"))
    client.post(f"{CASES}/keep", fill(client, refused, title="Rosa Quispe"))
    assert rosa(app).summary == "My own words"


def test_the_same_action_again_is_recognised_and_makes_no_second_case(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    keep(client)
    again = read(client, ACTION)
    assert "Rosa Quispe is kept already" in again.text
    assert "says nothing that the case does not say already" in again.text
    refused = client.post(f"{CASES}/keep", {**fill_like_new(client), "csrf_token": client.find_token()})
    assert refused.status_code == 422
    assert "has this number already" in refused.text
    assert len(the(app, Case, title="Rosa Quispe")) == 1


def fill_like_new(client: Client) -> dict[str, str]:
    """A page from before the case was kept."""
    page = read(client, ACTION.replace("241/25", "242/25"))
    (form,) = html.fromstring(page.text).xpath("//form[@data-watched]")
    values = dict(form.form_values())
    sent = json.loads(values["carried"])
    sent["proposal"]["ua_number"] = "UA 241/25"
    return {**values, "carried": json.dumps(sent)}


def test_a_follow_up_shows_both_and_takes_over_what_is_ticked(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    keep(client)
    with app.app_context(), across_chapters("a test writes notes"):
        case = db.session.scalars(select(Case).where(Case.title == "Rosa Quispe")).one()
        case.talking_points, case.summary = "Our own notes.", "Our own summary."
        db.session.commit()
    page = read(client, UPDATE)
    tree = html.fromstring(page.text)
    assert tree.xpath("//input[@name='take' and @checked]/@value") == ["deadline_on"]
    assert "Our own summary." in page.text
    client.post(f"{CASES}/rosa-quispe/documents", {**fill(client, page), "take": ["deadline_on", "addressee-0"]})
    case = rosa(app)
    assert str(case.deadline_on) == "2025-06-30"
    assert (case.talking_points, case.summary) == ("Our own notes.", "Our own summary.")
    assert [one.holder for one in the(app, Addressee, case_id=case.id)] == ["Carlos Medina", "Elena Rojas"]
    assert [one.kind.value for one in the(app, CaseDocument, case_id=case.id)] == ["first", "update"]


def test_a_stop_stops(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    keep(client)
    page = read(client, STOP)
    assert "This paper stops the action." in page.text
    client.post(f"{CASES}/rosa-quispe/documents", fill(client, page))
    assert rosa(app).status is CaseStatus.STOP_ACTION
    assert "Stop action" in client.get(f"{CASES}/rosa-quispe").text


def test_a_paper_is_read_again_as_it_came(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    keep(client)
    (paper,) = the(app, CaseDocument)
    page = client.get(f"{CASES}/rosa-quispe/documents/{paper.ref}").text
    assert "On 3 March 2025 she was taken from her school." in page
    assert f"documents/{paper.ref}" in client.get(f"{CASES}/rosa-quispe").text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Choose a file, or paste the text."),
        ("Buy milk, and bread for Sunday.", "does not look like an urgent action"),
    ],
)
def test_what_is_no_action_is_said(app: Flask, visit: Visit, text: str, words: str) -> None:
    refused = read(visit(COORDINATOR), text)
    assert refused.status_code == 422
    assert words in refused.text
    assert count(app, CaseDocument) == 0


def test_a_hostile_file_ends_in_a_sentence(app: Flask, visit: Visit) -> None:
    import io

    sent = FileStorage(io.BytesIO(b"%PDF-1.7 not a pdf at all"), "action.pdf")
    refused = read(visit(COORDINATOR), "", document=sent)
    assert refused.status_code == 422
    assert "cannot be read as one" in refused.text


@pytest.mark.parametrize("carried", ["", "[]", "{}", '{"proposal": {}, "text": ""}', "\0", "{" * 1000])
def test_a_page_that_carries_nonsense_is_refused(app: Flask, visit: Visit, carried: str) -> None:
    client = visit(COORDINATOR)
    assert client.post(f"{CASES}/keep", {"carried": carried}).status_code == 409
    assert client.post(f"{CASES}/a-case/documents", {"carried": carried}).status_code == 409
    assert count(app, CaseDocument) == 0


@pytest.mark.parametrize("typed", ["UA 241/25", "ua 241/2025 (third)", "Third UA 241/25", "UA 241 /25"])
def test_a_number_is_known_however_it_is_spelled(typed: str) -> None:
    assert spell_number(typed) == "UA 241/25" or typed.startswith("ua")
