"""The pages of meetings: what stands on them, who may do what, and how a change is made and taken back."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine
from cast import COORDINATOR, FOREIGN, HOST, MEETING, MEMBER
from client import Client
from factories import make_case, make_meeting, saved
from flask import Flask
from meetings.room import FIELDS, enter
from queries import count_queries

from chapterapp.cases.models import CaseStatus
from chapterapp.clock import now
from chapterapp.database import db
from chapterapp.meetings.models import AgendaItem, FeaturedCase, Meeting, MeetingStatus
from chapterapp.meetings.queries import get_meeting, list_agenda, list_featured, list_upcoming
from chapterapp.packets.models import Packet, PacketState
from chapterapp.packets.queries import sources_of

HOME = "/c/st-louis/meetings"
SHOW = f"{HOME}/{MEETING}"
Visit = Callable[[str | None], Client]


@pytest.fixture(autouse=True)
def _a_friday_before_the_meeting() -> Iterator[None]:
    with time_machine.travel("2026-11-20T18:00Z"):
        yield


def change(app: Flask, slug: str = MEETING, **values: object) -> None:
    """Set what a test starts from."""
    with app.app_context():
        meeting = get_meeting(enter(), slug)
        for name, value in values.items():
            setattr(meeting, name, value)
        db.session.commit()


def find(app: Flask, slug: str = MEETING) -> Meeting:
    with app.app_context():
        return get_meeting(enter(), slug)


def test_the_page_says_what_when_where_and_the_cases_in_order(app: Flask, visit: Visit) -> None:
    with app.app_context():
        chapter = enter()
        meeting = get_meeting(chapter, MEETING)
        meeting.title, meeting.venue, meeting.access_notes = "Letter writing", "Coffee house", "Ramp at the side"
        case = make_case(chapter, country="EG", deadline_on=date(2026, 11, 22))
        place = {"chapter_id": chapter.id, "meeting_id": meeting.id}
        saved(FeaturedCase(**place, case_id=case.id, position=0, presenter="Tom"))
        db.session.commit()
    page = visit(MEMBER).get(SHOW).text
    what = [
        "<h1>Letter writing</h1>",
        "In 4 days",
        "Tuesday, November 24, 7:00–8:30\u202fpm",
        "Coffee house",
        "Ramp at",
    ]
    table = ["Samira Haddad", "Egypt", "Tom presents", "Ends Nov 22, before the meeting", "Case of kingfisher"]
    for words in (*what, *table, "7:00\u202fpm"):
        assert words in page
    assert page.index("Samira Haddad") < page.index("Case of kingfisher")


def test_a_deadline_after_the_day_is_named_and_a_stop_is_loud(app: Flask, visit: Visit) -> None:
    with app.app_context():
        case = list_featured(get_meeting(enter(), MEETING))[0].case
        case.deadline_on = date(2026, 12, 2)
        db.session.commit()
    client = visit(MEMBER)
    assert "Before Dec 2" in client.get(SHOW).text
    with app.app_context():
        list_featured(get_meeting(enter(), MEETING))[0].case.status = CaseStatus.STOP_ACTION
        db.session.commit()
    assert "Stop action" in client.get(SHOW).text


@pytest.mark.parametrize(
    ("at", "chip"),
    [
        ("2026-10-01T18:00Z", "Planned"),
        ("2026-11-23T18:00Z", "Tomorrow"),
        ("2026-11-24T18:00Z", "Today"),
        ("2026-11-24T23:00Z", "Tonight"),
        ("2026-11-25T14:00Z", "Last night"),
        ("2026-11-25T18:00Z", "Was it held?"),
    ],
)
def test_the_state_follows_the_clock(visit: Visit, at: str, chip: str) -> None:
    with time_machine.travel(at):
        assert f"</svg>{chip}</span>" in visit(MEMBER).get(SHOW).text


def test_dates_and_hours_follow_the_chapters_locale(app: Flask, visit: Visit) -> None:
    with app.app_context():
        enter().locale = "fr"
        db.session.commit()
    assert "mardi 24 novembre, 19:00–20:30" in visit(MEMBER).get(SHOW).text


def test_who_may_not_plan_sees_no_button_for_it(visit: Visit) -> None:
    for persona in (MEMBER, HOST):
        client = visit(persona)
        for page in (HOME, SHOW):
            assert not any(words in client.get(page).text for words in ("Plan ", "Edit", "Cancel", "Delete", "Change"))
        assert client.get(f"{SHOW}/edit").status_code == 403


def test_a_foreign_meeting_is_not_there(visit: Visit) -> None:
    client = visit(FOREIGN)
    assert client.get(SHOW).status_code == client.get(f"{HOME}/2026-01-01").status_code == 404


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
    change(app, title="Cards for all", venue="The hall", letter_goal=40)
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


def test_meetings_without_cases_lead_to_choosing_them(app: Flask, visit: Visit) -> None:
    with app.app_context():
        make_meeting(enter())
        db.session.commit()
    assert "Choose cases" in visit(COORDINATOR).get(f"{HOME}/2026-12-22").text
    assert "Choose cases" not in visit(MEMBER).get(f"{HOME}/2026-12-22").text


def test_earlier_meetings_are_on_a_page_of_their_own(app: Flask, visit: Visit) -> None:
    with app.app_context():
        chapter = enter()
        for n in range(41):
            make_meeting(chapter, slug=f"m{n}", title=f"The {n}th", meets_on=date(2026, 11, 1) - timedelta(days=n))
        db.session.commit()
    client = visit(MEMBER)
    assert "The 39th" in client.get(HOME).text and "The 40th" not in client.get(HOME).text
    assert "The 40th" in client.get(f"{HOME}?page=2").text
    for odd in ("0", "-1", "x", "9" * 30):
        assert client.get(f"{HOME}?page={odd}").status_code == 200


@pytest.mark.parametrize("page", [HOME, SHOW])
def test_a_page_asks_as_often_for_fifty_rows_as_for_one(app: Flask, visit: Visit, page: str) -> None:
    client = visit(COORDINATOR)
    with count_queries(app) as few:
        client.get(page)
    with app.app_context():
        chapter = enter()
        meeting = get_meeting(chapter, MEETING)
        place = {"chapter_id": chapter.id, "meeting_id": meeting.id}
        for n in range(50):
            make_meeting(chapter, slug=f"m{n}", meets_on=date(2026, 11, 1) + timedelta(days=n))
            case = make_case(chapter, slug=f"c{n}")
            saved(FeaturedCase(**place, case_id=case.id, position=n))
            saved(AgendaItem(**place, position=n, minutes=1, title="Tea"))
        db.session.commit()
    with count_queries(app) as many:
        client.get(page)
    assert len(few) == len(many)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": PacketState.QUEUED}, "The packet is being made"),
        ({"state": PacketState.RENDERING, "progress": 9}, "9 pages so far"),
        ({"state": PacketState.READY, "pages": 14}, "Packet ready"),
        ({"state": PacketState.READY, "pages": 14, "sources": {"meeting": 0}}, "Changed since it was made"),
        ({"state": PacketState.FAILED, "error": "The photo cannot be read."}, "The photo cannot be read."),
    ],
)
def test_the_packets_state_stands_on_the_page_of_who_may_print(
    app: Flask, visit: Visit, values: dict[str, object], words: str
) -> None:
    assert "Make the packet" in visit(HOST).get(SHOW).text
    with app.app_context():
        chapter = enter()
        meeting = get_meeting(chapter, MEETING)
        cases = [row.case for row in list_featured(meeting)]
        given = {"sources": sources_of(chapter, meeting, cases), "ready_at": now(), **values}
        place = {"chapter_id": chapter.id, "meeting_id": meeting.id, "paper_size": chapter.paper_size}
        saved(Packet(**place, fingerprint="x", file_name="x.pdf", requested_at=now(), **given))
        db.session.commit()
    assert words in visit(HOST).get(SHOW).text
    assert words not in visit(MEMBER).get(SHOW).text
