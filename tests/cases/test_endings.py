"""How a case ends, what the world may see of it, and cases that ended long ago."""

from collections.abc import Callable
from typing import Any

import pytest
from cast import COORDINATOR, MEMBER
from client import Client
from flask import Flask
from lxml import html
from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.cases import services
from chapterapp.cases.models import Answer, Case, CaseStatus, CaseUpdate, Outcome, Subject
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db
from chapterapp.errors import Refused

Visit = Callable[[str | None], Client]
CASES = "/c/st-louis/cases"
ONE = f"{CASES}/a-case"
UNTICKED = {"outcome": "released", "outcome_on": "2026-05", "status_reason": "Home.", "story": "She is home."}
END = UNTICKED | {"is_public": "y"}
PAST = {
    "title": "Ma Khin Khin Leh",
    "country": "MM",
    "held_since": "",
    "sentence": "",
    "outcome": "released",
    "outcome_on": "2009",
    "story": "She was a teacher.",
    "source_url": "",
}


def change(app: Flask, **values: Any) -> None:
    """Columns of the case, as if somebody had saved them."""
    with app.app_context(), across_chapters("test"):
        case = db.session.scalars(select(Case).where(Case.chapter_id == 1, Case.slug == "a-case")).one()
        for name, value in values.items():
            setattr(case, name, value)
        db.session.commit()


def one(app: Flask, slug: str = "a-case") -> Case:
    with app.app_context(), across_chapters("test"):
        return db.session.scalars(select(Case).where(Case.chapter_id == 1, Case.slug == slug)).one()


def fields(page: str) -> dict[str, str]:
    """What the form of a page holds, as a browser would send it: no word of a box that is not ticked."""
    form = html.fromstring(page).xpath("//main//form[.//textarea]")[0]
    return {name: value.lstrip("\r\n") for name, value in form.fields.items() if name and value is not None}


def test_closing_shows_the_world_what_was_ticked(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    form = fields(client.get(f"{ONE}/close").text)
    assert client.post(f"{ONE}/close", {**form, **END}).status_code == 303
    case = one(app)
    assert (case.status, case.outcome, case.is_public) == (CaseStatus.CLOSED, Outcome.RELEASED, True)
    assert (case.outcome_on, case.status_reason, case.story) == ("2026-05", "Home.", "She is home.")


def test_the_tick_is_empty_when_an_open_case_is_closed_though_it_was_shown(app: Flask, visit: Visit) -> None:
    change(app, is_public=True, name_amnesty=Answer.YES, story="Before.")
    client = visit(COORDINATOR)
    form = fields(client.get(f"{ONE}/close").text)
    assert "is_public" not in form and form["story"] == "Before."
    assert client.post(f"{ONE}/close", {**form, **UNTICKED}).status_code == 303
    assert not one(app).is_public


def test_the_end_can_be_changed_and_the_fields_hold_what_is_saved(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    client.post(f"{ONE}/close", {**fields(client.get(f"{ONE}/close").text), **END})
    assert "Change how it ended" in client.get(ONE).text
    form = fields(client.get(f"{ONE}/close").text)
    assert END.items() <= form.items()
    assert client.post(f"{ONE}/close", {**form, "outcome": "pardoned"}).status_code == 303
    assert (one(app).outcome, one(app).is_public) == (Outcome.PARDONED, True)


def test_the_second_who_closes_sees_what_the_first_saved_and_chooses(app: Flask, visit: Visit) -> None:
    first, second = visit(COORDINATOR), visit(COORDINATOR)
    mine, theirs = (fields(client.get(f"{ONE}/close").text) for client in (second, first))
    first.post(f"{ONE}/close", {**theirs, **END})
    clash = second.post(f"{ONE}/close", {**mine, **END, "outcome": "acquitted", "story": "Mine."})
    assert clash.status_code == 409
    assert "changed this while you were typing" in clash.text and "She is home." in clash.text
    chosen = {**fields(clash.text), "choose-outcome": "theirs"}
    assert second.post(f"{ONE}/close", chosen).status_code == 303
    assert (one(app).outcome, one(app).story) == (Outcome.RELEASED, "Mine.")


def test_while_the_case_is_open_only_the_story_is_compared(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    form = fields(client.get(f"{ONE}/close").text)
    change(app, version=7, story="Theirs.", is_public=True, name_amnesty=Answer.YES)
    clash = client.post(f"{ONE}/close", {**form, **UNTICKED})
    assert clash.status_code == 409 and "Theirs." in clash.text
    assert clash.text.count('class="theirs"') == 1


@pytest.mark.parametrize("leave", ["reopen", "hold", "stop"])
def test_another_status_takes_the_tick_away(app: Flask, visit: Visit, leave: str) -> None:
    client = visit(COORDINATOR)
    client.post(f"{ONE}/close", {**fields(client.get(f"{ONE}/close").text), **END})
    assert client.post(f"{ONE}/{leave}", {"reason": ""}).status_code == 303
    assert not one(app).is_public and one(app).story == "She is home."


@pytest.mark.parametrize(
    ("given", "sentence", "field"),
    [
        ({"story": ""}, "The world needs a few sentences", "story"),
        ({"outcome_on": ""}, "at least the year", "outcome_on"),
        ({"outcome": "died"}, "Only those who are free or better off are shown.", "is_public"),
    ],
)
def test_a_tick_against_the_rule_is_refused_and_nothing_typed_is_lost(
    app: Flask, visit: Visit, given: dict[str, str], sentence: str, field: str
) -> None:
    client = visit(COORDINATOR)
    form = {**fields(client.get(f"{ONE}/close").text), **END, **given}
    answer = client.post(f"{ONE}/close", form)
    assert answer.status_code == 422
    assert sentence in html.fromstring(answer.text).get_element_by_id(f"{field}-error").text_content()
    assert fields(answer.text).items() >= {**END, **given}.items()
    assert one(app).status is CaseStatus.ACTIVE
    without = {name: value for name, value in form.items() if name != "is_public"}
    assert client.post(f"{ONE}/close", without).status_code == 303


def test_a_case_that_must_not_name_amnesty_is_not_shown_when_it_ends(app: Flask, visit: Visit) -> None:
    change(app, name_amnesty=Answer.NO)
    client = visit(COORDINATOR)
    answer = client.post(f"{ONE}/close", {**fields(client.get(f"{ONE}/close").text), **END})
    assert answer.status_code == 422 and "must not name Amnesty" in answer.text


@pytest.mark.parametrize(("said", "status"), [("yes", 303), ("no", 422), ("not_stated", 422)])
def test_an_open_case_is_shown_only_where_letters_may_name_amnesty(
    app: Flask, visit: Visit, said: str, status: int
) -> None:
    client = visit(COORDINATOR)
    form = fields(client.get(f"{ONE}/edit").text)
    answer = client.post(f"{ONE}/edit", {**form, "name_amnesty": said, "is_public": "y", "story": "She waits."})
    assert answer.status_code == status
    assert one(app).is_public is (status == 303)
    if status == 422:
        assert "only if its letters may name Amnesty" in answer.text and "She waits." in answer.text


def test_a_rule_that_changes_under_a_shown_case_is_refused_until_the_tick_is_gone(app: Flask, visit: Visit) -> None:
    change(app, is_public=True, name_amnesty=Answer.YES)
    client = visit(COORDINATOR)
    form = fields(client.get(f"{ONE}/edit").text)
    assert form["is_public"] == "y"
    form["name_amnesty"] = "no"
    assert client.post(f"{ONE}/edit", form).status_code == 422
    del form["is_public"]
    assert client.post(f"{ONE}/edit", form).status_code == 303
    assert (one(app).is_public, one(app).name_amnesty) == (False, Answer.NO)


def test_the_page_of_a_case_says_whether_the_world_sees_it(app: Flask, visit: Visit) -> None:
    change(app, is_public=True, name_amnesty=Answer.YES, story="She waits.")
    client = visit(MEMBER)
    assert "The world does not see this case." in client.get(ONE).text  # nor the chapter
    with app.app_context(), across_chapters("test"):
        db.session.get_one(Chapter, 1).is_public = True
        db.session.commit()
    assert "The world sees this case" in client.get(ONE).text
    change(app, name_amnesty=Answer.NO)
    assert "The world does not see this case." in client.get(ONE).text


def test_what_happened_is_for_the_chapter_until_it_is_ticked(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    for tick in ({}, {"is_public": "y"}):
        given = {"happened_on": "2018", "text": "Opened a school.", **tick}
        assert client.post(f"{ONE}/updates/new", given).status_code == 303
    with app.app_context(), across_chapters("test"):
        found = db.session.scalars(select(CaseUpdate).order_by(CaseUpdate.id)).all()
        assert [update.is_public for update in found] == [False, True]
    assert client.get(ONE).text.count("For the world too.") == 1


def test_a_past_case_is_closed_from_the_start_and_blank_where_nobody_knows(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert 'href="/c/st-louis/cases/past/new"' in client.get(CASES).text
    answer = client.post(f"{CASES}/past/new", PAST)
    assert answer.location.endswith("/ma-khin-khin-leh")
    case = one(app, "ma-khin-khin-leh")
    assert (case.status, case.outcome, case.outcome_on) == (CaseStatus.CLOSED, Outcome.RELEASED, "2009")
    assert (case.is_public, case.deadline_on, case.verified_on) == (False, None, None)
    with app.app_context(), across_chapters("test"):
        subject = db.session.scalars(select(Subject).where(Subject.case_id == case.id)).one()
        assert (subject.display_name, subject.held_since, subject.sentence) == ("Ma Khin Khin Leh", "", "")
    page = client.get(answer.location).text
    assert "still needs" not in page and "Change how it ended" in page


def test_a_past_case_keeps_what_is_known(app: Flask, visit: Visit) -> None:
    known = {"held_since": "1999-07", "sentence": "life", "is_public": "y", "source_url": "https://example.org/"}
    assert visit(COORDINATOR).post(f"{CASES}/past/new", PAST | known).status_code == 303
    case = one(app, "ma-khin-khin-leh")
    assert (case.is_public, case.source_url) == (True, "https://example.org/")
    with app.app_context(), across_chapters("test"):
        subject = db.session.scalars(select(Subject).where(Subject.case_id == case.id)).one()
        assert (subject.held_since, subject.sentence) == ("1999-07", "life")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("title", "", "This is needed."),
        ("country", "", "This is needed."),
        ("outcome_on", "", "This is needed."),
        ("story", "  ", "This is needed."),
        ("outcome", "died", "Choose one from the list."),
        ("outcome_on", "long ago", "A year, a month or a day"),
        ("held_since", "1999-13", "A year, a month or a day"),
        ("source_url", "ftp://x", "begins with https"),
    ],
)
def test_a_wrong_answer_about_the_past_gets_a_sentence_and_loses_nothing(
    app: Flask, visit: Visit, name: str, value: str, sentence: str
) -> None:
    answer = visit(COORDINATOR).post(f"{CASES}/past/new", {**PAST, "sentence": "37 years", name: value})
    assert answer.status_code == 422
    assert sentence in answer.text and 'value="37 years"' in answer.text
    with app.app_context(), across_chapters("test"):
        assert len(db.session.scalars(select(Case)).all()) == 2


def test_members_are_not_offered_what_they_may_not_do(visit: Visit) -> None:
    page = visit(MEMBER).get(CASES).text
    assert "Enter a past case" not in page
    assert "Close with an outcome" not in visit(MEMBER).get(ONE).text


def test_services_show_nothing_that_was_not_ticked_or_may_not_be_shown(app: Flask) -> None:
    with app.test_request_context(method="POST"), across_chapters("test"):
        chapter = db.session.get_one(Chapter, 1)
        actor = db.session.scalars(select(User).where(User.email == COORDINATOR)).one()
        case = db.session.scalars(select(Case).where(Case.chapter_id == 1)).one()
        case.is_public = True
        db.session.flush()
        services.close_case(case, UNTICKED, case.version, actor)
        assert not case.is_public
        with pytest.raises(Refused) as no:
            services.create_case(chapter, {"title": "Samira", "country": "EG", "is_public": True}, actor)
        assert no.value.field == "is_public"
