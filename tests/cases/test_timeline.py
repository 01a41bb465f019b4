"""The timeline: dates of any precision with who says so; ends and new arrests that write themselves down."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cases.test_endings import END, ONE, PAST, fields, one
from cast import COORDINATOR, MEMBER
from client import Client
from flask import Flask
from lxml import html
from sqlalchemy import select
from time_machine import travel

from chapterapp.accounts.models import User
from chapterapp.cases import services
from chapterapp.cases.endings import SAD, line_of
from chapterapp.cases.models import Case, CaseStatus, CaseUpdate, Outcome, UpdateKind
from chapterapp.cases.part_services import add_part, edit_part
from chapterapp.cases.queries import get_case, updates_of
from chapterapp.cases.rules import BETTER, FREEDOM
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.errors import Refused

Visit = Callable[[str | None], Client]


class Story:
    """The case of the cast, its chapter and who works on it."""

    def __init__(self) -> None:
        with across_chapters("test"):
            self.chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
            self.actor = db.session.scalars(select(User).where(User.email == COORDINATOR)).one()
        enter_chapter(self.chapter.id)
        self.case = get_case(self.chapter, "a-case")

    def close(self, **values: Any) -> None:
        told = {"outcome": Outcome.RELEASED_ON_BAIL, "outcome_on": "2024-03", "status_reason": "", **values}
        services.close_case(self.case, told, self.case.version, self.actor)

    def rearrest(self, **values: str) -> None:
        told = {"happened_on": "2025-01-02", "text": "", "source": "", **values}
        services.rearrest_case(self.case, told, self.case.version, self.actor)

    def updates(self) -> list[CaseUpdate]:
        return updates_of(self.chapter, [self.case])[self.case.id]

    def lines(self) -> list[tuple[str, str]]:
        return [(update.happened_on, update.text) for update in self.updates()]


@pytest.fixture
def story(app: Flask) -> Iterator[Story]:
    with app.app_context():
        yield Story()


def test_a_year_comes_before_its_months_and_no_date_where_it_was_written(story: Story) -> None:
    with travel("2024-06-15T12:00:00Z", tick=False):
        for on in ("2025", "2024-03-11", "", "2024-03", "2024-12-01", "2024", "2023-12-31"):
            add_part(story.case, CaseUpdate, {"happened_on": on, "text": on}, story.actor)
    in_order = ["2023-12-31", "2024", "2024-03", "2024-03-11", "", "2024-12-01", "2025"]
    assert [update.happened_on for update in story.updates()] == in_order


def test_what_happened_has_a_kind_a_date_and_a_source_and_the_page_shows_them(visit: Visit) -> None:
    client = visit(COORDINATOR)
    told = {"happened_on": "2024-03", "kind": "trial", "text": "The trial began.", "source": "A newspaper, March 2024"}
    assert client.post(f"{ONE}/updates/new", told).status_code == 303
    for persona in (COORDINATOR, MEMBER):
        page = html.fromstring(visit(persona).get(ONE).text).xpath("//ol[contains(@class, 'steps')]")[0].text_content()
        assert all(words in page for words in ("Trial", "March 2024", "The trial began.", "A newspaper, March 2024"))
    assert client.post(f"{ONE}/updates/new", told | {"kind": "riot"}).status_code == 422


def test_closing_writes_the_end_down_once_however_often_it_is_saved(story: Story) -> None:
    story.close()
    story.close()
    assert story.lines() == [("2024-03", "Released on bail.")]
    (end,) = story.updates()
    assert (end.kind, end.outcome, end.is_public) == (UpdateKind.OUTCOME, Outcome.RELEASED_ON_BAIL, False)


def test_putting_the_end_right_puts_the_timeline_right_but_not_what_was_written_by_hand(story: Story) -> None:
    story.close()
    story.close(outcome=Outcome.ACQUITTED, outcome_on="2024-04")
    assert story.lines() == [("2024-04", "Acquitted.")]
    (end,) = story.updates()
    edit_part(
        story.case, end, {"happened_on": "2024-04-02", "text": "Acquitted on all counts."}, end.version, story.actor
    )
    story.close(outcome=Outcome.PARDONED, outcome_on="2024-05")
    assert story.lines() == [("2024-04-02", "Acquitted on all counts.")]
    assert end.outcome is Outcome.PARDONED


def test_an_end_that_somebody_wrote_down_before_is_not_said_twice(story: Story) -> None:
    told = {"happened_on": "2024-03", "kind": UpdateKind.OUTCOME, "text": "Home for the feast."}
    add_part(story.case, CaseUpdate, told, story.actor)
    story.close()
    assert story.lines() == [("2024-03", "Home for the feast.")]


def test_an_end_without_a_date_stays_without_one(visit: Visit, app: Flask) -> None:
    client = visit(COORDINATOR)
    form = {**fields(client.get(f"{ONE}/close").text), **END, "outcome_on": "", "is_public": ""}
    form.pop("is_public")
    assert client.post(f"{ONE}/close", form).status_code == 303
    assert "No date known" in client.get(ONE).text


def test_a_past_case_has_its_end_in_its_timeline(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    page = client.get(client.post("/c/st-louis/cases/past/new", PAST).location).text
    assert page.count("Released. On what terms is not known.") == 1


def test_opening_a_closed_case_keeps_its_end_and_says_so(story: Story) -> None:
    with travel("2026-11-25T03:00:00Z", tick=False):  # still the 24th in St. Louis
        story.close()
        services.reopen_case(story.case, story.actor)
    assert story.lines() == [("2024-03", "Released on bail."), ("2026-11-24", "The case was taken up again.")]
    story.close(outcome=Outcome.ACQUITTED, outcome_on="2027")
    assert len(story.lines()) == 3, "a second end is one of its own"


def test_after_a_hold_nothing_happened_in_the_timeline(story: Story) -> None:
    services.hold_case(story.case, "", story.actor)
    services.reopen_case(story.case, story.actor)
    assert story.lines() == []


def test_a_new_arrest_opens_the_case_and_both_stay_in_the_timeline(story: Story) -> None:
    services.verify_case(story.case, "UTC", story.actor)
    story.close(story="Free.", is_public=True)
    story.rearrest(source="The family")
    case = story.case
    assert (case.status, case.outcome, case.outcome_on, case.is_public) == (CaseStatus.ACTIVE, None, "", False)
    assert (case.verified_on, case.verified_by_id) == (None, None), "somebody has to look at its source"
    assert story.lines() == [("2024-03", "Released on bail."), ("2025-01-02", "Arrested again.")]
    assert [(one.kind, one.source) for one in story.updates()][1] == (UpdateKind.ARREST, "The family")
    story.close(outcome=Outcome.RELEASED, outcome_on="2026")
    assert [on for on, _text in story.lines()] == ["2024-03", "2025-01-02", "2026"]


def test_an_end_from_before_ends_were_written_down_is_not_lost(story: Story) -> None:
    for name, value in (("status", CaseStatus.CLOSED), ("outcome", Outcome.PARDONED), ("outcome_on", "2019")):
        setattr(story.case, name, value)
    db.session.flush()
    story.rearrest(text="Taken from home.")
    assert story.lines() == [("2019", "Pardoned."), ("2025-01-02", "Taken from home.")]


def test_only_a_closed_case_is_opened_by_an_arrest_and_an_arrest_is_no_end(story: Story) -> None:
    with pytest.raises(Refused, match="open already"):
        story.rearrest()
    with pytest.raises(Refused, match="no end"):
        story.close(outcome=Outcome.REARRESTED)
    assert story.lines() == []


def test_who_was_free_and_is_held_again_leaves_the_public_page(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    with app.app_context(), across_chapters("test"):
        db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one().is_public = True
        db.session.commit()
    client.post(f"{ONE}/close", {**fields(client.get(f"{ONE}/close").text), **END})
    releases = "/p/st-louis/releases"
    assert "She is home." in visit(None).get(releases).text
    assert "Arrested again…" in client.get(ONE).text
    form = fields(client.get(f"{ONE}/rearrest").text)
    assert client.post(f"{ONE}/rearrest", {**form, "happened_on": "soon"}).status_code == 422
    assert client.post(f"{ONE}/rearrest", {**form, "happened_on": "2026-06", "version": "1"}).status_code == 409
    assert client.post(f"{ONE}/rearrest", {**form, "happened_on": "2026-06"}).status_code == 303
    assert "She is home." not in visit(None).get(releases).text
    page = client.get(ONE).text
    assert "Arrested again." in page and "Released. On what terms is not known." in page
    assert "Not yet checked against its source." in page and "Arrested again…" not in page


@pytest.mark.parametrize("outcome", [Outcome.DIED, Outcome.EXECUTED, Outcome.EXILED])
def test_a_sad_end_is_said_plainly_in_no_colour_of_success_and_to_nobody_outside(
    app: Flask, visit: Visit, outcome: Outcome
) -> None:
    client = visit(COORDINATOR)
    form = {**fields(client.get(f"{ONE}/close").text), "outcome": outcome.value, "outcome_on": "2026-05"}
    assert client.post(f"{ONE}/close", form).status_code == 303
    assert not one(app).is_public
    for address in (ONE, "/c/st-louis/cases"):
        assert "chip go" not in client.get(address).text
    page = client.get(ONE).text
    assert "We are sorry." in page and line_of(outcome) in page
    assert ("Arrested again…" in page) is (outcome is Outcome.EXILED)


def test_the_closing_form_groups_every_end_but_an_arrest(visit: Visit) -> None:
    groups = html.fromstring(visit(COORDINATOR).get(f"{ONE}/close").text).xpath("//select[@id='outcome']/optgroup")
    assert [group.get("label") for group in groups] == ["Free", "Better off", "We are sorry"]
    offered = {option.get("value") for group in groups for option in group}
    assert offered == {outcome.value for outcome in Outcome} - {"rearrested"}
    assert set(Outcome) == {*FREEDOM, *BETTER, *SAD}
    assert all(line_of(outcome).endswith(".") for outcome in Outcome)


def test_a_case_closed_by_an_arrest_before_can_still_be_put_right(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("test"):
        case = db.session.scalars(select(Case).where(Case.chapter_id == 1, Case.slug == "a-case")).one()
        case.status, case.outcome = CaseStatus.CLOSED, Outcome.REARRESTED
        db.session.commit()
    client = visit(COORDINATOR)
    form = fields(client.get(f"{ONE}/close").text)
    assert form["outcome"] == "rearrested"
    assert client.post(f"{ONE}/close", {**form, "outcome_on": "2020"}).status_code == 303
    assert "We are sorry." in client.get(ONE).text
