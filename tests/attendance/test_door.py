"""The door: one tap, counted once; names and nothing else of anybody."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from attendance.room import DOOR, MEETING, add_people, ask, count, ref_of, tap
from cast import COORDINATOR, HOST, MEMBER
from client import Client
from flask import Flask
from lxml import html
from queries import count_queries
from sqlalchemy import select

from chapterapp.attendance.models import Attendance, NamelessAttendance, Via
from chapterapp.database import across_chapters, db
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.members.models import Consent, Member, MemberStatus

Visit = Callable[[str | None], Client]
pytestmark = pytest.mark.usefixtures("tonight")


def names_on(page: str) -> list[str]:
    return [str(name) for name in html.fromstring(page).xpath("//ul[@data-rows]//span[@class='name']/text()")]


def test_a_tap_says_here_and_a_second_one_already_here_counted_once(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    guest = ref_of(app, "Guest of kingfisher")
    first = host.get(tap(host, "check-in", member=guest).location)
    assert "Guest of kingfisher is here" in first.text
    again = host.get(tap(host, "check-in", "the key of another page", member=guest).location)
    assert "Guest of kingfisher is already here" in again.text
    assert "since 7:15\u202fpm, counted once" in again.text
    assert count(app) == 1


def test_undo_takes_it_back_and_a_late_copy_of_the_first_tap_does_not_bring_it_again(app: Flask, visit: Visit) -> None:
    host, guest = visit(HOST), ref_of(app, "Guest of kingfisher")
    tap(host, "check-in", "first page", member=guest)
    assert "is not marked as here" in host.get(tap(host, "undo", "second page", member=guest).location).text
    assert count(app) == 0
    tap(host, "check-in", "first page", member=guest)
    assert count(app) == 0
    tap(host, "check-in", "third page", member=guest)
    assert count(app) == 1


def test_who_is_expected_stands_first_and_each_part_is_alphabetical(app: Flask, visit: Visit) -> None:
    zoe, _adam, emile = add_people(app, "Zoë", "Adam", "Émile")
    with app.app_context(), across_chapters("a test holds a meeting"):
        held = db.session.scalars(select(Meeting).where(Meeting.chapter_id == 1)).one()
        earlier = Meeting(chapter_id=1, slug="earlier", status=MeetingStatus.HELD, title="x", **times_before(held))
        db.session.add(earlier)
        db.session.flush()
        for member in db.session.scalars(select(Member).where(Member.ref.in_([zoe, emile]))):
            own = {"chapter_id": 1, "meeting_id": earlier.id, "member_id": member.id}
            db.session.add(Attendance(**own, recorded_at=datetime(2026, 10, 27, tzinfo=UTC)))
        db.session.commit()
    names = names_on(visit(HOST).get(DOOR).text)
    assert names[:3] == ["Émile", "Zoë", "Adam"]
    assert names[2:] == sorted(names[2:], key=str.casefold)


def times_before(meeting: Meeting) -> dict[str, object]:
    kept = ("meets_on", "starts", "ends", "time_zone", "ends_at")
    return {name: getattr(meeting, name) for name in kept} | {"starts_at": datetime(2026, 10, 27, tzinfo=UTC)}


def test_the_search_finds_first_letters_without_their_marks(app: Flask, visit: Visit) -> None:
    add_people(app, "Đỗ Thị Hà", "Émile Zola", "Joan Pryor")
    for typed, found in (
        ("do ha", "Đỗ Thị Hà"),
        ("emil", "Émile Zola"),
        ("jo pr", "Joan Pryor"),
        ("pryor", "Joan Pryor"),
    ):
        tree = html.fromstring(visit(HOST).get(f"{DOOR}?q={typed}").text)
        shown = tree.xpath("//ul[@data-rows]/li[not(@hidden)]//span[@class='name']/text()")
        assert shown == [found], typed


def test_a_search_that_finds_nobody_opens_the_form_with_the_name_in_it(app: Flask, visit: Visit) -> None:
    tree = html.fromstring(visit(HOST).get(f"{DOOR}?q=Fatima").text)
    (form,) = tree.xpath("//section[@data-nobody and not(@hidden)]")
    assert "Nobody called" in form.text_content()
    assert form.xpath(".//input[@name='name']/@value") == ["Fatima"]
    assert form.xpath(".//input[@type='checkbox' and @checked]") == []


def test_somebody_new_is_a_guest_with_only_what_they_said_yes_to(app: Flask, visit: Visit) -> None:
    said = {"name": "Fatima Aziz", "email": "f@mail.example", "releases": "y"}
    answer = tap(visit(HOST), "new", **said)
    assert answer.status_code == 303
    with app.app_context(), across_chapters("a test looks"):
        guest = db.session.scalars(select(Member).where(Member.display_name == "Fatima Aziz")).one()
        consents = db.session.scalars(select(Consent).where(Consent.member_id == guest.id)).all()
        came = db.session.scalars(select(Attendance).where(Attendance.member_id == guest.id)).one()
    assert guest.status is MemberStatus.GUEST
    assert [(one.kind.value, one.how) for one in consents] == [("releases", "said so at the door")]
    assert came.is_first_time and came.via is Via.DOOR
    assert "first time" in visit(HOST).get(DOOR).text


def test_no_e_mail_is_needed_but_for_a_tick(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    refused = tap(host, "new", name="Fatima", meetings="y")
    assert refused.status_code == 422
    assert "To be told they give an e-mail" in refused.text
    assert count(app) == 0
    assert tap(host, "new", name="Fatima").status_code == 303
    assert count(app) == 1


def test_the_same_new_person_sent_twice_is_one(app: Flask, visit: Visit) -> None:
    host, before = visit(HOST), count(app, Member)
    for _again in range(3):
        assert tap(host, "new", name="Fatima").status_code == 303
    assert (count(app), count(app, Member)) == (1, before + 1)


def test_a_name_that_is_on_the_list_is_asked_about_before_there_are_two(app: Flask, visit: Visit) -> None:
    host, before = visit(HOST), count(app, Member)
    asked = tap(host, "new", name="guest OF kingfisher")
    assert asked.status_code == 422
    assert "is on the list already" in asked.text
    assert (count(app), count(app, Member)) == (0, before)
    assert tap(host, "new", name="guest OF kingfisher", another="yes").status_code == 303
    assert (count(app), count(app, Member)) == (1, before + 1)


def test_a_known_e_mail_is_refused_without_saying_whose_it_is(app: Flask, visit: Visit) -> None:
    refused = tap(visit(HOST), "new", name="Fatima", email=MEMBER)
    assert refused.status_code == 422
    assert "Somebody of the chapter has this e-mail" in refused.text
    assert "member of kingfisher has" not in refused.text


def test_one_more_without_a_name_counts_and_can_be_taken_back_once(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    for key in ("first page", "first page", "second page"):
        tap(host, "nameless", key)
    assert count(app, NamelessAttendance) == 2
    tree = html.fromstring(host.get(f"{DOOR}?said=nameless").text)
    (one,) = tree.xpath("//button[@name='nameless']/@value")
    for _again in range(2):
        tap(host, "undo-nameless", nameless=one)
    assert count(app, NamelessAttendance) == 1


def test_heads_are_those_with_a_name_and_those_without(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    tap(host, "check-in", member=ref_of(app, "Guest of kingfisher"))
    state = ask(host, "nameless", "another key")
    assert state["count"] == 2
    assert host.get(f"{DOOR}/state").json["count"] == 2
    page = html.fromstring(host.get(MEETING).text)
    assert page.xpath("//@data-heads") == ["2"]


def test_a_second_device_hears_who_came(app: Flask, visit: Visit) -> None:
    one, other, guest = visit(HOST), visit(COORDINATOR), ref_of(app, "Guest of kingfisher")
    assert ask(one, "check-in", member=guest)["verdict"]
    assert other.get(f"{DOOR}/state").json["here"] == {guest: ["7:15\u202fpm", "Guest of kingfisher"]}


def test_at_the_door_nothing_but_names_is_seen(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("a test hides things"):
        for member in db.session.scalars(select(Member).where(Member.chapter_id == 1)):
            member.phone = member.notes = member.postal_address = member.mailing_name = "secretthing"
        db.session.commit()
    host = visit(HOST)
    tap(host, "check-in", member=ref_of(app, "Guest of kingfisher"))
    seen = [host.get(path).text for path in (DOOR, f"{DOOR}/state", f"{DOOR}/new", f"{MEETING}/names", MEETING)]
    assert not [page for page in seen if "secretthing" in page or "@st-louis.example" in page]


def test_a_host_sees_names_only_until_the_next_noon(app: Flask, visit: Visit) -> None:
    host, guest = visit(HOST), ref_of(app, "Guest of kingfisher")
    with time_machine.travel(datetime(2026, 11, 25, 17, 59, tzinfo=UTC)):  # 11:59 in St. Louis
        assert "Guest of kingfisher" in host.get(DOOR).text
    with time_machine.travel(datetime(2026, 11, 25, 18, 1, tzinfo=UTC)):
        for path in (DOOR, f"{MEETING}/names", f"{MEETING}/tally", f"{MEETING}/ticks", f"{DOOR}/state"):
            assert "Guest of kingfisher" not in host.get(path).text
        assert tap(host, "check-in", member=guest).status_code == 409
        assert count(app) == 0
        assert "Guest of kingfisher" in visit(COORDINATOR).get(DOOR).text


def test_nobody_comes_before_the_day(app: Flask, visit: Visit) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 5, 59, tzinfo=UTC)):  # 23:59 of the day before
        coordinator = visit(COORDINATOR)
        assert "The door opens on the day of the meeting" in coordinator.get(DOOR).text
        assert tap(coordinator, "check-in", member=ref_of(app, "Guest of kingfisher")).status_code == 409
    assert count(app) == 0


def test_a_tap_without_a_key_is_refused(app: Flask, visit: Visit) -> None:
    assert tap(visit(HOST), "nameless", "").status_code == 409
    assert count(app, NamelessAttendance) == 0


def test_a_member_says_i_am_here_tonight_and_takes_it_back(app: Flask, visit: Visit) -> None:
    member = visit(MEMBER)
    assert "I’m here" in member.get(MEETING).text
    member.post(f"{MEETING}/here")
    member.post(f"{MEETING}/here")
    assert "You are here" in member.get(MEETING).text
    assert count(app) == 1
    member.post(f"{MEETING}/here", {"not": "yes"})
    assert count(app) == 0


def test_a_member_sees_no_other_name(app: Flask, visit: Visit) -> None:
    tap(visit(HOST), "check-in", member=ref_of(app, "Guest of kingfisher"))
    page = visit(MEMBER).get(MEETING).text
    assert "1 here" in page
    assert "Guest of kingfisher" not in page


def test_a_member_cannot_say_so_on_another_day(app: Flask, visit: Visit) -> None:
    with time_machine.travel(datetime(2026, 11, 26, 18, tzinfo=UTC)):
        assert visit(MEMBER).post(f"{MEETING}/here").status_code == 409
    assert count(app) == 0


def test_who_no_longer_comes_is_not_on_the_list_unless_they_are_here(app: Flask, visit: Visit) -> None:
    (gone, back) = add_people(app, "Gone Away", "Back Again")
    host = visit(HOST)
    tap(host, "check-in", member=back)
    with app.app_context(), across_chapters("a test deactivates"):
        for member in db.session.scalars(select(Member).where(Member.ref.in_([gone, back]))):
            member.deactivated_at = datetime(2026, 11, 1, tzinfo=UTC)
        db.session.commit()
    names = names_on(host.get(DOOR).text)
    assert "Back Again" in names and "Gone Away" not in names


def test_the_door_asks_as_much_of_the_database_for_one_as_for_fifty(app: Flask, visit: Visit) -> None:
    host = visit(HOST)
    with count_queries(app) as one:
        host.get(DOOR)
    for ref in add_people(app, *(f"Person {n}" for n in range(50))):
        tap(host, "check-in", member=ref)
    with count_queries(app) as fifty:
        host.get(DOOR)
    assert len(fifty) == len(one)
