"""What is done on the pages of meetings: planned, changed by two at once, cancelled, deleted and taken back."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from cast import COORDINATOR, MEETING, MEMBER
from client import Client
from factories import make_case
from flask import Flask
from meetings.room import FIELDS, enter

from chapterapp.database import db
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.meetings.queries import get_meeting, list_agenda, list_featured, list_upcoming

HOME = "/c/st-louis/meetings"
SHOW = f"{HOME}/{MEETING}"
Visit = Callable[[str | None], Client]


@pytest.fixture(autouse=True)
def _a_friday_before_the_meeting() -> Iterator[None]:
    with time_machine.travel("2026-11-20T18:00Z"):
        yield


def find(app: Flask, slug: str = MEETING) -> Meeting:
    with app.app_context():
        return get_meeting(enter(), slug)


def test_a_meeting_is_planned_with_one_click(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    page = client.get(f"{HOME}/create").text
    assert 'value="2026-12-22"' in page and 'value="19:00"' in page and 'value="20:30"' in page
    assert 'value="a-case" checked' in page
    answer = client.post(f"{HOME}/create", {**FIELDS, "cases": ["a-case"]})
    assert (answer.status_code, answer.location) == (303, f"{HOME}/2026-12-22")
    with app.app_context():
        meeting = get_meeting(enter(), "2026-12-22")
        assert [row.case.slug for row in list_featured(meeting)] == ["a-case"]
        assert [line.minutes for line in list_agenda(meeting)] == [10]  # as at the last one


def test_the_first_meeting_of_a_chapter_has_place_and_agenda_filled_in(app: Flask, visit: Visit) -> None:
    with app.app_context():
        chapter = enter()
        for meeting in list_upcoming(chapter):
            db.session.delete(meeting)
        chapter.venue, chapter.access_notes = "Coffee house", "Ramp"
        db.session.commit()
    client = visit(COORDINATOR)
    assert "The next meeting stands here" in client.get(HOME).text
    page = client.get(f"{HOME}/create").text
    assert all(f'value="{words}"' in page for words in ("Letter writing", "2026-12-04", "Coffee house", "Ramp"))
    client.post(f"{HOME}/create", FIELDS)
    with app.app_context():
        assert [line.minutes for line in list_agenda(get_meeting(enter(), "2026-12-22"))] == [10, 10, 60, 10]


def test_the_name_follows_the_kind_unless_somebody_named_it(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    for title, expected in (("Letter writing", "Vigil"), ("", "Vigil"), ("Lights for Samira", "Lights for Samira")):
        slug = client.post(f"{HOME}/create", {**FIELDS, "kind": "vigil", "title": title}).location.split("/")[-1]
        assert find(app, slug).title == expected


def test_the_next_one_like_this_is_proposed_and_planned(app: Flask, visit: Visit) -> None:
    with app.app_context():
        meeting = get_meeting(enter(), MEETING)
        meeting.title, meeting.venue, meeting.letter_goal = "Cards for all", "The hall", 40
        db.session.commit()
    client = visit(COORDINATOR)
    page = client.get(f"{SHOW}/plan-next").text
    assert all(f'value="{words}"' in page for words in ("2026-12-22", "Cards for all", "The hall", "40"))
    answer = client.post(f"{SHOW}/plan-next", {**FIELDS, "cases": ["a-case"]})
    assert answer.location == f"{HOME}/2026-12-22"
    with app.app_context():
        meeting = get_meeting(enter(), "2026-12-22")
        assert len(list_featured(meeting)) == len(list_agenda(meeting)) == 1


def test_a_case_of_another_chapter_cannot_be_put_on_the_table(app: Flask, visit: Visit) -> None:
    with app.app_context():
        make_case(enter("lyon"), slug="theirs")
        db.session.commit()
    client = visit(COORDINATOR)
    assert client.post(f"{HOME}/create", {**FIELDS, "cases": ["theirs"]}).status_code == 404
    row = {"version": "1", "rows-0-slug": "theirs", "rows-0-order": "1"}
    assert client.post(f"{SHOW}/cases", row).status_code == 404
    with app.app_context():
        assert len(list_upcoming(enter())) == 1


def test_an_edit_is_saved_and_the_second_of_two_editors_chooses(app: Flask, visit: Visit) -> None:
    tom, delia = visit(COORDINATOR), visit(COORDINATOR)
    fields = {**FIELDS, "meets_on": MEETING, "version": "1"}
    assert tom.post(f"{SHOW}/edit", {**fields, "venue": "The hall"}).status_code == 303
    answer = delia.post(f"{SHOW}/edit", {**fields, "venue": "The park"})
    assert answer.status_code == 409
    assert "Somebody changed this meeting" in answer.text and "The park" in answer.text and "The hall" in answer.text
    assert find(app).venue == "The hall"
    chosen = {**fields, "venue": "The park", "version": "2", "choose-venue": "theirs"}
    assert delia.post(f"{SHOW}/edit", chosen).status_code == 303
    assert find(app).venue == "The hall"
    assert delia.post(f"{SHOW}/edit", {**chosen, "choose-venue": "mine"}).status_code == 303
    assert find(app).venue == "The park"


def test_the_agenda_is_written_row_by_row_and_an_emptied_row_goes(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert client.get(f"{SHOW}/agenda").text.count("<fieldset") == 4  # one that is there, three empty ones
    rows = {"version": "1", "rows-0-title": "Tea", "rows-0-minutes": "15", "rows-0-leader": "Ruth"}
    rows |= {"rows-1-title": "", "rows-1-minutes": "", "rows-2-title": "Writing", "rows-2-minutes": "60"}
    assert client.post(f"{SHOW}/agenda", rows).status_code == 303
    page = client.get(SHOW).text
    assert "7:15\u202fpm" in page and "Ruth, 15 min" in page and "Welcome" not in page
    answer = client.post(f"{SHOW}/agenda", {**rows, "rows-0-title": "Coffee"})  # with the version of before
    assert answer.status_code == 409
    assert "Coffee" in answer.text and "Tea, Ruth, 15 min" in answer.text


def test_cases_are_put_on_the_table_by_number(app: Flask, visit: Visit) -> None:
    with app.app_context():
        make_case(enter(), slug="b", title="Bahram Azadi")
        db.session.commit()
    client = visit(COORDINATOR)
    assert "Bahram Azadi" in client.get(f"{SHOW}/cases").text
    rows = {"version": "1", "rows-0-slug": "a-case", "rows-0-order": "2", "rows-0-presenter": ""}
    rows |= {"rows-1-slug": "b", "rows-1-order": "1", "rows-1-presenter": "Tom", "rows-1-goal": "5"}
    assert client.post(f"{SHOW}/cases", rows).status_code == 303
    with app.app_context():
        table = list_featured(get_meeting(enter(), MEETING))
        assert [(row.case.slug, row.presenter, row.goal) for row in table] == [("b", "Tom", 5), ("a-case", "", None)]
    answer = client.post(f"{SHOW}/cases", {**rows, "rows-1-order": ""})
    assert answer.status_code == 409 and "Bahram Azadi, Tom, 5" in answer.text
    assert client.post(f"{SHOW}/cases", {**rows, "rows-1-order": "", "version": "2"}).status_code == 303
    assert "Bahram Azadi" not in client.get(SHOW).text


def test_a_meeting_is_cancelled_with_a_reason_and_that_is_taken_back(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert "What happens" in client.get(f"{SHOW}/cancel").text
    assert client.post(f"{SHOW}/cancel", {"reason": ""}).status_code == 422
    assert client.post(f"{SHOW}/cancel", {"reason": "No heating"}).status_code == 303
    page = client.get(SHOW).text
    assert "This meeting is cancelled." in page and "No heating" in page and "Edit the meeting" not in page
    assert client.post(f"{SHOW}/mark-held").status_code == 409
    assert client.post(f"{SHOW}/take-back").status_code == 303
    assert find(app).status is MeetingStatus.SCHEDULED


def test_after_the_evening_it_is_marked_as_held(app: Flask, visit: Visit) -> None:
    with time_machine.travel("2026-11-25T18:00Z"):
        client = visit(COORDINATOR)
        assert "Was this meeting held?" in client.get(SHOW).text
        assert client.post(f"{SHOW}/mark-held").status_code == 303
        assert find(app).status is MeetingStatus.HELD
        refused = client.post(f"{SHOW}/cancel", {"reason": "No heating"})
        assert refused.status_code == 409 and "This meeting was held." in refused.text
        assert client.post(f"{SHOW}/take-back").status_code == 303
        assert find(app).status is MeetingStatus.SCHEDULED


def test_a_deleted_meeting_is_restored_from_the_list(visit: Visit) -> None:
    client = visit(COORDINATOR)
    assert "until December 20, 2026" in client.get(f"{SHOW}/delete").text
    assert client.post(f"{SHOW}/delete").location == HOME
    assert client.get(SHOW).status_code == 404
    assert "You can take it back until Dec 20" in client.get(HOME).text
    assert "until Dec 20" not in visit(MEMBER).get(HOME).text
    assert client.post(f"{SHOW}/restore").location == SHOW
    assert client.get(SHOW).status_code == 200
    assert client.post(f"{SHOW}/restore").status_code == 404
