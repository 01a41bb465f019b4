"""What is printed and how often; what the host has to take along; codes that open the screen of a sheet."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time

import pytest
from cast import COORDINATOR, FOREIGN, HOST, MEETING, MEMBER
from client import Client
from factories import make_addressee, make_case, make_letter, make_meeting, make_member
from flask import Flask
from packets.sheet_contents import NEUTRAL, OPEN
from packets.test_packets import MAKE, make, read
from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.attendance.services import record_attendance
from chapterapp.cases.models import AddresseeRole, Answer, Case, CaseStatus, Outcome
from chapterapp.chapters.models import Chapter, PaperSize
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.letters.models import ActionKind
from chapterapp.letters.services import save_sheet
from chapterapp.letters.tally_views import list_offered
from chapterapp.meetings.models import Meeting, MeetingStatus
from chapterapp.packets.addresses import can_be_reached, public_page
from chapterapp.packets.codes import LETTERS, Sheet, code_of, find_sheet, plain, spaced
from chapterapp.packets.evening_gathering import list_releases, shorten, usual_turnout
from chapterapp.packets.gathering import gather
from chapterapp.packets.models import Packet
from chapterapp.packets.options import SMALL, PacketOptions, Run, Version
from chapterapp.packets.postage import is_abroad
from chapterapp.packets.quantities import Turnout, to_lay_out, to_print

Visit = Callable[[str | None], Client]


@pytest.fixture
def chapter(app: Flask) -> Iterator[Chapter]:
    with app.app_context():
        enter_chapter(1)
        yield db.session.get_one(Chapter, 1)


def the_meeting() -> Meeting:
    return db.session.scalars(select(Meeting).where(Meeting.chapter_id == 1, Meeting.slug == MEETING)).one()


def latest(app: Flask) -> Packet | None:
    with app.app_context(), across_chapters("test"):
        return db.session.scalars(select(Packet).order_by(Packet.id.desc())).first()


def form(**copies: str) -> dict[str, str]:
    chosen = {f"copies-{key}": "0" for key, _ in SMALL} | {f"copies-{key}": number for key, number in copies.items()}
    return {"paper_size": "letter", **chosen}


def test_sections_are_chosen_repeated_and_printed_alone(app: Flask, visit: Visit) -> None:
    client = visit(HOST)
    location = make(client, **form(blank="3"))
    assert len(read(client, location).pages) == 3
    page = client.get(location).text
    assert "3 pages, Letter" in page
    assert "3 sheets of paper, 2 if printed on both sides" in page
    assert re.search(r'name="copies-blank"[^>]*value="3"', page)
    assert re.search(r'name="copies-cover"[^>]*value="0"', page)
    packet = latest(app)
    assert packet
    run = {"version": "coordinator", "large": False, "language": "", "copies": 1}
    assert packet.options == {"copies": {"blank": 3}, "with_names": True, "runs": [run], "both_sides": False}


def test_made_again_by_a_button_it_is_what_was_chosen_before(visit: Visit) -> None:
    client = visit(HOST)
    location = make(client, **form(blank="3"), no_names="y")
    assert make(client) == location


def test_what_is_typed_wrong_is_said_and_nothing_is_lost(app: Flask, visit: Visit) -> None:
    client = visit(HOST)
    answer = client.post(MAKE, form(blank="many", tally="101"))
    assert answer.status_code == 422
    assert "This takes a whole number." in answer.text
    assert "This is a number from 0 to 100." in answer.text
    assert re.search(r'name="copies-blank"[^>]*value="many"', answer.text)
    nothing = client.post(MAKE, form())
    assert nothing.status_code == 422
    assert "Choose at least one section." in nothing.text
    assert latest(app) is None


def test_those_who_come_get_nothing_that_only_the_host_needs(chapter: Chapter) -> None:
    theirs = Run(Version.PARTICIPANT)
    gathered = gather(chapter, the_meeting(), PacketOptions(PaperSize.LETTER, SMALL, runs=(theirs,)))
    assert [key for key, _ in gathered.contents.copies] == ["cover", "ten-minutes", "cases"]
    assert gathered.contents.expected == ()
    assert gathered.contents.host_first == ""
    assert gathered.contents.evening.codes is None


def test_options_are_read_as_they_were_stored() -> None:
    runs = (Run(), Run(Version.PARTICIPANT, copies=12), Run(Version.TABLE, large=True, language="es", copies=2))
    options = PacketOptions(PaperSize.A4, (("cover", 1), ("blank", 30)), with_names=False, runs=runs, both_sides=True)
    assert PacketOptions.of(PaperSize.A4, options.stored()) == options
    before_there_were_runs = {"copies": {"tally": 1}, "with_names": True, "version": "participant"}
    assert PacketOptions.of(PaperSize.A4, before_there_were_runs).runs == (Run(Version.PARTICIPANT),)
    assert PacketOptions.of(PaperSize.A4, {}) == PacketOptions(PaperSize.A4)
    assert PacketOptions.of(PaperSize.A4, {"copies": {"tally": 1, "gone": 2, "cover": 1, "back": 0}}).copies == (
        ("cover", 1), ("tally", 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("evenings", "writers", "each"),
    [
        ([], 6, 3),
        ([(0, 0)], 6, 3),
        ([(10, 0)], 10, 3),
        ([(10, 22), (7, 14), (12, 30)], 10, 2),
        ([(3, 1)], 3, 1),
        ([(8, 40), (9, 0)], 9, 5),
    ],
)
def test_the_usual_turnout(evenings: list[tuple[int, int]], writers: int, each: int) -> None:
    turnout = Turnout.of(evenings)
    assert (turnout.writers, turnout.letters_each) == (writers, each)


def test_quantities_follow_from_writers_cases_and_zones() -> None:
    turnout = Turnout(12, 3, 3)
    cases = (OPEN, OPEN, NEUTRAL, replace(OPEN, sheets=replace(OPEN.sheets, is_abroad=False)))
    printed = {line.what: line.how_many for line in to_print(cases, turnout)}
    assert printed["Blank letter pages"] == "48"
    assert printed["Case briefs, each with its letter"] == "2 × 4"
    laid = {line.what: (line.how_many, line.worked_out) for line in to_lay_out(cases, turnout, "letter", "France")}
    assert laid == {
        "Envelopes #10": ("33", "27 letters, 6 spare"),
        "Envelopes without our name": ("11", "case 3 only"),
        "Stamps, abroad": ("27", "letters of 3 cases"),
        "Stamps, France": ("9", "letters of 1 case"),
        "Pens, black or blue": ("16", "one each, 4 spare"),
    }
    assert [line.what for line in to_lay_out((), Turnout(), "a4", "France")] == ["Envelopes DL", "Pens, black or blue"]


def test_turnout_is_that_of_the_last_evenings_of_its_kind(chapter: Chapter) -> None:
    meeting, case = the_meeting(), db.session.scalars(select(Case).where(Case.chapter_id == 1)).one()
    assert usual_turnout(meeting) == Turnout()
    user = db.session.scalars(select(User).where(User.email == COORDINATOR)).one()
    before = make_meeting(chapter, [case], slug="before", meets_on=date(2026, 10, 27), status=MeetingStatus.HELD)
    for n in range(4):
        record_attendance(before, make_member(chapter, display_name=f"Somebody {n}"), user)
    save_sheet(before, None, {(case, ActionKind.APPEAL_LETTER): 7, (case, ActionKind.PETITION_SIGNATURE): 40}, user)
    assert usual_turnout(meeting) == Turnout(4, 2, 1)


def test_an_embassy_in_the_chapters_country_is_inland_mail(chapter: Chapter) -> None:
    case = make_case(chapter, slug="stamps", country="EG")
    for country, role, abroad in (
        ("EG", AddresseeRole.TARGET, True),
        ("US", AddresseeRole.DIPLOMAT, False),
        ("", AddresseeRole.DIPLOMAT, False),
        ("", AddresseeRole.TARGET, True),
        ("GB", AddresseeRole.DIPLOMAT, True),
    ):
        assert is_abroad(make_addressee(case, country=country, role=role), case, "US") is abroad


def test_releases_are_those_the_world_may_see_the_latest_first(chapter: Chapter) -> None:
    ended = {"status": CaseStatus.CLOSED, "is_public": True, "outcome": Outcome.RELEASED, "story": "Home again. " * 40}
    for n in range(6):
        make_case(chapter, slug=f"r{n}", title=f"Free {n}", outcome_on=f"202{n}", **ended)
    for n, changes in enumerate((
        {"is_public": False}, {"outcome": Outcome.DIED}, {"outcome_on": ""}, {"name_amnesty": Answer.NO},
    )):  # fmt: skip
        make_case(chapter, slug=f"x{n}", title="Unknown", **({"outcome_on": "2030"} | ended | changes))
    lines = list_releases(chapter)
    assert [line.name for line in lines] == ["Free 5", "Free 4", "Free 3", "Free 2"]
    assert len(lines[0].story) <= 225
    assert lines[0].story.endswith(".")
    assert shorten("word " * 100).endswith("word…")


@pytest.mark.parametrize(
    ("url", "reached"),
    [
        ("", False), ("http://127.0.0.1:8000", False), ("http://localhost:8000", False), ("http://[::1]", False),
        ("http://0.0.0.0:8000", False), ("https://chapters.example", True), ("http://192.168.1.7:8000", True),
        ("https://localhost", False), ("chapters.example", False),
    ],
)  # fmt: skip
def test_a_qr_code_needs_an_address_that_a_phone_can_open(url: str, reached: bool) -> None:
    assert can_be_reached(url) is reached


def test_only_a_shown_case_that_may_name_us_has_a_public_page(app: Flask, chapter: Chapter) -> None:
    case = make_case(chapter, slug="shown", is_public=True, name_amnesty=Answer.YES, story="x")
    chapter.is_public = True
    app.config["BASE_URL"] = "https://chapters.example"
    try:
        assert public_page(case, chapter) == "https://chapters.example/p/st-louis/releases"
        for thing, name, value in (
            (case, "name_amnesty", Answer.NO), (case, "name_amnesty", Answer.NOT_STATED), (case, "is_public", False),
            (chapter, "is_public", False), (case, "status", CaseStatus.STOP_ACTION),
        ):  # fmt: skip
            before = getattr(thing, name)
            setattr(thing, name, value)
            assert public_page(case, chapter) == "", (name, value)
            setattr(thing, name, before)
        app.config["BASE_URL"] = "http://127.0.0.1:8000"
        assert public_page(case, chapter) == ""
    finally:
        app.config["BASE_URL"] = ""


def test_the_page_says_why_there_are_no_qr_codes(app: Flask, visit: Visit) -> None:
    client = visit(HOST)
    location = make(client)
    assert "no phone can reach this installation" in client.get(location).text
    assert "Take with you" in client.get(location).text
    app.config["BASE_URL"] = "https://chapters.example"
    try:
        assert "no phone can reach" not in client.get(make(client)).text
    finally:
        app.config["BASE_URL"] = ""


def code(app: Flask, sheet: Sheet) -> str:
    with app.app_context():
        enter_chapter(1)
        return code_of(the_meeting(), sheet)


def test_codes_have_six_letters_none_like_another_and_differ(chapter: Chapter) -> None:
    meetings = [make_meeting(chapter, slug=f"m{n}", starts=time(18)) for n in range(60)]
    found = [code_of(meeting, sheet) for meeting in meetings for sheet in Sheet]
    assert len(set(found)) == len(found) == 180
    assert all(len(one) == 6 and set(one) <= set(LETTERS) for one in found)
    assert not set("01OI") & set(LETTERS)
    assert plain(f" {spaced(found[0]).lower()} ") == found[0]
    assert find_sheet(meetings, found[4]) == (meetings[1], Sheet.TALLY)
    assert find_sheet(meetings, "AAAAAA") is None


@pytest.mark.parametrize(
    ("sheet", "screen", "allowed"),
    [
        (Sheet.SIGN_IN, "names", {HOST, COORDINATOR}),
        (Sheet.TALLY, "tally", {HOST, COORDINATOR}),
        (Sheet.POSTAGE, "mail", {COORDINATOR}),
    ],
)
def test_a_code_opens_its_screen_to_those_who_may_use_it(
    app: Flask, visit: Visit, sheet: Sheet, screen: str, allowed: set[str]
) -> None:
    letters = code(app, sheet)
    for persona in (MEMBER, HOST, COORDINATOR, FOREIGN):
        client = visit(persona)
        answer, typed = client.get(f"/s/{letters}"), client.get(f"/s?code={letters[:3].lower()}+{letters[3:]}")
        if persona in allowed:
            assert (answer.status_code, answer.location) == (303, f"/c/st-louis/meetings/{MEETING}/{screen}")
            assert typed.location == answer.location
        else:
            assert answer.status_code == 404
            assert typed.status_code == 422
            assert "No sheet of yours has this code" in typed.text


def test_the_code_on_paper_is_the_one_that_opens_the_screen(app: Flask, visit: Visit) -> None:
    client = visit(HOST)
    text = read(client, make(client, **form(tally="1"))).pages[0].extract_text()
    assert spaced(code(app, Sheet.TALLY)).replace("\u00a0", " ") in text.replace("\u00a0", " ")


def test_the_tally_sheet_has_the_cases_in_the_order_of_the_screen(chapter: Chapter) -> None:
    names = ("Zoe", "Ada", "Mia")
    cases = [make_case(chapter, slug=name.lower(), title=name) for name in names]
    meeting = make_meeting(chapter, cases, slug="order")
    for case in cases:
        make_addressee(case)
        make_letter(case)
    printed = gather(chapter, meeting, PacketOptions(PaperSize.A4, (("tally", 1),))).contents.cases
    offered = [case.title for case in list_offered(meeting)]
    assert offered == list(names)
    assert [case.name for case in printed] == offered
