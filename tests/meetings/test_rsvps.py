"""Who comes: said by members, written down for others, shown to each as is theirs to see."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from attendance.room import add_people, ref_of
from cast import COORDINATOR, FOREIGN, HOST, MEETING, MEMBER
from client import Client
from flask import Flask
from meetings.room import FIELDS, enter
from queries import count_queries
from sqlalchemy import delete, func, select, update

from chapterapp.audit.models import Entry
from chapterapp.cli import tidy
from chapterapp.database import across_chapters, db
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.meetings.queries import get_meeting
from chapterapp.meetings.rsvp_models import Rsvp, RsvpAnswer
from chapterapp.meetings.rsvp_queries import count_rsvps
from chapterapp.members.models import Member

SHOW = f"/c/st-louis/meetings/{MEETING}"
OWN, OTHERS, BACK = f"{SHOW}/rsvp", f"{SHOW}/rsvps", f"{SHOW}/rsvps/take-back"
BEGINS = datetime(2026, 11, 25, 1, tzinfo=UTC)
Visit = Callable[[str | None], Client]


@pytest.fixture(autouse=True)
def days_before() -> Iterator[None]:
    """The cast's guest has said already that they cannot come."""
    with time_machine.travel(datetime(2026, 11, 20, 18, tzinfo=UTC)):
        yield


def said(app: Flask, name: str) -> tuple[str, int] | None:
    with app.app_context(), across_chapters("a test looks"):
        row = db.session.execute(
            select(Rsvp.answer, Rsvp.guests)
            .join(Member, Member.id == Rsvp.member_id)
            .where(Member.display_name == name)
        ).one_or_none()
        return (row.answer.value, row.guests) if row else None


def kept(app: Flask) -> tuple[list[tuple[Any, ...]], int]:
    """All answers, and how many entries the audit has."""
    with app.app_context(), across_chapters("a test looks"):
        rows = db.session.execute(select(Rsvp.member_id, Rsvp.answer, Rsvp.guests).order_by(Rsvp.id))
        return [tuple(row) for row in rows], db.session.scalar(select(func.count(Entry.id))) or 0


def set_meeting(app: Flask, **values: Any) -> None:
    with app.app_context():
        chapter = enter()
        wanted = update(Meeting).where(Meeting.chapter_id == chapter.id, Meeting.slug == MEETING).values(values)
        db.session.execute(wanted, execution_options={"synchronize_session": False})
        db.session.commit()


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


NAME = "member of kingfisher"


@pytest.mark.parametrize(
    ("sent", "stored", "words", "numbers"),
    [
        (
            {"answer": "going", "guests": "2"},
            ("going", 2),
            "You said you’ll come, with 2 guests",
            "1 comes, 2 guests",
        ),
        ({"answer": "going", "guests": ""}, ("going", 0), "You said you’ll come", "1 comes, 1 can’t"),
        ({"answer": "going"}, ("going", 0), "You said you’ll come", "1 comes, 1 can’t"),
        ({"answer": "maybe", "guests": "2"}, ("maybe", 0), "You said maybe", "0 come, 1 maybe, 1 can’t"),
        ({"answer": "no", "guests": "9"}, ("no", 0), "You said you can’t come", "0 come, 2 can’t"),
    ],
)
def test_a_member_says_whether_they_come(
    app: Flask, visit: Visit, sent: dict[str, str], stored: tuple[str, int], words: str, numbers: str
) -> None:
    client = visit(MEMBER)
    assert "Will you come?" in client.get(SHOW).text and "You said" not in client.get(SHOW).text
    answer = client.post(OWN, sent)
    assert (answer.status_code, answer.location) == (303, SHOW)
    assert said(app, NAME) == stored
    page = words_of(client.get(SHOW).text)
    assert words in page and numbers in page


def test_an_answer_can_be_changed_until_the_meeting_begins_and_is_one_row(app: Flask, visit: Visit) -> None:
    client = visit(MEMBER)
    rows, entries = kept(app)
    for sent in ({"answer": "going", "guests": "3"}, {"answer": "maybe"}, {"answer": "going", "guests": "1"}):
        assert client.post(OWN, sent).status_code == 303
    assert said(app, NAME) == ("going", 1) and len(kept(app)[0]) == len(rows) + 1
    assert kept(app)[1] == entries + 3
    again = kept(app)
    assert client.post(OWN, {"answer": "going", "guests": "1"}).status_code == 303
    assert kept(app) == again, "the same answer once more is no change"
    assert 'value="1"' in client.get(OWN).text
    with time_machine.travel(BEGINS, tick=False):
        late = visit(MEMBER)
        refused = late.post(OWN, {"answer": "no"})
        assert refused.status_code == 409 and "This meeting has begun." in refused.text
        assert "Will you come?" not in late.get(SHOW).text
    assert said(app, NAME) == ("going", 1)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"status": MeetingStatus.CANCELLED}, "This meeting is cancelled: nobody comes."),
        ({"status": MeetingStatus.HELD}, "This meeting was held: it is known who came."),
        ({"starts_at": datetime(2026, 11, 20, 17, 59, tzinfo=UTC)}, "This meeting has begun."),
    ],
)
def test_a_meeting_that_is_cancelled_held_or_begun_takes_no_answer(
    app: Flask, visit: Visit, values: dict[str, Any], words: str
) -> None:
    set_meeting(app, **values)
    member, host, before = visit(MEMBER), visit(COORDINATOR), kept(app)
    one = ref_of(app, "Guest of kingfisher")
    answers = [
        member.post(OWN, {"answer": "going"}),
        member.get(OWN),
        host.get(OTHERS),
        host.post(OTHERS, {"answer": "going", "member": one}),
        host.post(BACK, {"member": one}),
    ]
    assert [answer.status_code for answer in answers] == [409] * 5
    assert all(words in answer.text for answer in answers)
    assert "rsvp" not in member.get(SHOW).text + host.get(SHOW).text
    assert kept(app)[0] == before[0]


@pytest.mark.parametrize(
    ("path", "wrong", "words"),
    [
        (OWN, {"answer": "going", "guests": "many"}, "This takes a whole number."),
        (OWN, {"answer": "going", "guests": "10"}, "This is a number from 0 to 9."),
        (OWN, {"answer": "going", "guests": "-1"}, "This is a number from 0 to 9."),
        (OWN, {"answer": "going", "guests": "1.5"}, "This takes a whole number."),
        (OWN, {"answer": "going", "guests": "9" * 400}, "This is a number from 0 to 9."),
        (OWN, {"answer": "perhaps", "guests": "1"}, "One answer needs another look"),
        (OWN, {"guests": "1"}, "One answer needs another look"),
        (OTHERS, {"answer": "going", "guests": "10", "member": "one"}, "This is a number from 0 to 9."),
        (OTHERS, {"answer": "going", "guests": "4"}, "This is needed."),
        (OTHERS, {"answer": "going", "guests": "4", "member": "nobody"}, "Choose one from the list."),
        (OTHERS, {"answer": "", "guests": "4", "member": "one"}, "One answer needs another look"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_keeps_what_was_typed(
    app: Flask, visit: Visit, path: str, wrong: dict[str, str], words: str
) -> None:
    client, before = visit(COORDINATOR), kept(app)
    if wrong.get("member") == "one":
        wrong = {**wrong, "member": ref_of(app, "Guest of kingfisher")}
    answer = client.post(path, wrong)
    assert answer.status_code == 422 and words in words_of(answer.text)
    assert f'value="{wrong["guests"]}"' in answer.text
    if wrong.get("member", "nobody") != "nobody":
        assert f'<option selected value="{wrong["member"]}">' in answer.text
    assert kept(app)[0] == before[0]


def test_members_and_hosts_see_numbers_and_coordinators_see_names(app: Flask, visit: Visit) -> None:
    visit(HOST).post(OWN, {"answer": "going", "guests": "1"})
    page = words_of(visit(COORDINATOR).get(SHOW).text)
    assert "1 comes, 1 guest, 1 can’t" in page
    assert "Come: host of kingfisher (1 guest)" in page and "Can’t: Guest of kingfisher" in page
    for who in (HOST, MEMBER):
        page = words_of(visit(who).get(SHOW).text)
        assert "1 comes, 1 guest, 1 can’t" in page
        assert "Come:" not in page and "Guest of kingfisher" not in page
        assert "Write down an answer" not in page


def test_whoever_is_no_member_says_nothing_and_sees_nothing(app: Flask, visit: Visit) -> None:
    with app.app_context():
        chapter = enter()
        nobody = update(Member).where(Member.chapter_id == chapter.id).values(membership_id=None)
        db.session.execute(nobody, execution_options={"synchronize_session": False})
        db.session.commit()
    client, before = visit(MEMBER), kept(app)
    assert [client.get(OWN).status_code, client.post(OWN, {"answer": "going"}).status_code] == [404, 404]
    page = words_of(client.get(SHOW).text)
    assert "Will you come?" not in page and "can’t" not in page
    host = words_of(visit(HOST).get(SHOW).text)
    assert "Will you come?" not in host and "1 can’t" in host
    assert kept(app)[0] == before[0]


def test_an_answer_by_telephone_is_written_down_and_taken_back(app: Flask, visit: Visit) -> None:
    client, (dov,) = visit(COORDINATOR), add_people(app, "Dov Feldman")
    answer = client.post(OTHERS, {"member": dov, "answer": "going", "guests": "2"})
    assert (answer.status_code, answer.location) == (303, OTHERS)
    page = words_of(client.get(OTHERS).text)
    assert "Dov Feldman is written down." in page and "1 comes, 2 guests, 1 can’t" in page
    assert said(app, "Dov Feldman") == ("going", 2)
    for _n in range(2):
        assert client.post(BACK, {"member": dov}).status_code == 303
    assert said(app, "Dov Feldman") is None
    assert "Dov Feldman has not answered." in words_of(client.get(OTHERS).text)


def test_nobody_answers_for_people_of_another_chapter_or_for_who_left(app: Flask, visit: Visit) -> None:
    foreign, (gone,) = ref_of(app, "Guest of nightjar"), add_people(app, "Gone Away")
    with app.app_context():
        chapter = enter()
        left = update(Member).where(Member.chapter_id == chapter.id, Member.ref == gone).values(deactivated_at=BEGINS)
        db.session.execute(left, execution_options={"synchronize_session": False})
        db.session.commit()
    client, before = visit(COORDINATOR), kept(app)
    for ref, status in ((foreign, 404), (gone, 303)):
        assert client.post(OTHERS, {"member": ref, "answer": "going"}).status_code == 422
        assert client.post(BACK, {"member": ref}).status_code == status
    assert kept(app)[0] == before[0]
    assert "Gone Away" not in visit(COORDINATOR).get(OTHERS).text
    assert visit(FOREIGN).post(OWN, {"answer": "going"}).status_code == 404


def test_who_left_or_was_deleted_counts_no_more_and_takes_the_answer_along(app: Flask, visit: Visit) -> None:
    with app.app_context():
        chapter = enter()
        meeting = get_meeting(chapter, MEETING)
        guest = db.session.scalars(
            select(Member).where(Member.chapter_id == chapter.id, Member.display_name == "Guest of kingfisher")
        ).one()
        assert count_rsvps(meeting).no == 1
        for field in ("deactivated_at", "deleted_at"):
            setattr(guest, field, BEGINS)
            db.session.flush()
            assert count_rsvps(meeting).answers == 0
            setattr(guest, field, None)
        db.session.flush()
        db.session.execute(delete(Member).where(Member.chapter_id == chapter.id, Member.id == guest.id))
        assert db.session.scalars(select(Rsvp).where(Rsvp.chapter_id == chapter.id)).all() == []


def test_on_another_day_nobody_has_answered_yet(app: Flask, visit: Visit) -> None:
    client, tonight = visit(COORDINATOR), FIELDS | {"meets_on": MEETING}
    for changed, answer in (({"starts": "19:15"}, ("no", 0)), ({"meets_on": "2026-12-01"}, None)):
        page = client.get(f"{SHOW}/edit").text
        assert "On another day everybody is asked anew who comes." in page
        version = re.findall(r'name="version"[^>]*value="(\d+)"', page)[0]
        assert client.post(f"{SHOW}/edit", {**tonight, **changed, "version": version}).status_code == 303
        assert said(app, "Guest of kingfisher") == answer


@pytest.mark.parametrize(("day", "is_kept"), [("2026-12-23", True), ("2026-12-26", False)])
def test_thirty_days_after_a_meeting_nobody_knows_who_meant_to_come(app: Flask, day: str, is_kept: bool) -> None:
    with time_machine.travel(f"{day}T18:00Z"), app.app_context():
        tidy()
    assert bool(said(app, "Guest of kingfisher")) is is_kept


def test_the_page_of_the_meeting_asks_one_statement_more_however_many_answered(app: Flask, visit: Visit) -> None:
    client = visit(HOST)
    client.get(SHOW)
    with count_queries(app) as few:
        client.get(SHOW)
    assert len([one for one in few if "rsvps" in one]) == 1
    with app.app_context():
        chapter = enter()
        meeting = get_meeting(chapter, MEETING)
        people = [Member(chapter_id=chapter.id, display_name=f"Somebody {n}") for n in range(50)]
        db.session.add_all(people)
        db.session.flush()
        own = {"chapter_id": chapter.id, "meeting_id": meeting.id, "answered_at": BEGINS}
        db.session.add_all(Rsvp(**own, member_id=one.id, answer=RsvpAnswer.GOING) for one in people)
        db.session.commit()
    with count_queries(app) as many:
        page = client.get(SHOW).text
    assert "50 come" in page and len(many) == len(few)
