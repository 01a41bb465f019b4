"""Personal letters asked for on the page of a meeting, and brief and letter of one case at home; what comes of it."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from cast import COORDINATOR, HOST, MEETING, MEMBER
from client import Client
from factories import CHECKED, make_addressee, make_case, make_letter, make_meeting, make_member
from flask import Flask
from lxml import html
from pypdf import PdfReader
from queries import count_queries
from sqlalchemy import select
from werkzeug.test import TestResponse

from chapterapp.accounts.models import User
from chapterapp.cases.models import Answer, Case, CaseStatus, SampleLetter, SenderDetails
from chapterapp.cases.services import stop_case
from chapterapp.chapters.models import Chapter
from chapterapp.cli import tidy
from chapterapp.clock import now
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.jobs.registry import TASKS
from chapterapp.members.models import Member
from chapterapp.packets import storage
from chapterapp.personal_letters import services
from chapterapp.personal_letters.models import LetterPrint, LetterState

Visit = Callable[[str | None], Client]
PAGE = f"/c/st-louis/meetings/{MEETING}/personal-letters"
HOME = "/c/st-louis/cases/a-case/at-home"
STREET = "12 Elm Street"


@pytest.fixture
def table(app: Flask, tonight: None) -> Iterator[None]:
    """St. Louis's evening with one case in two languages; of its people one has an address."""
    with app.app_context(), across_chapters("the test sets the table"):
        chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
        enter_chapter(chapter.id)
        chapter.locale, chapter.neutral_sender = "en_US", "Tuesday Writers"
        case = a_case()
        case.title, case.name_amnesty, case.sender_details = "The river case", Answer.NO, SenderDetails.FULL
        case.languages = ""
        make_letter(case, language="es", body="Le escribo por la gente del río.\n\n[Una frase propia.]")
        for member in db.session.scalars(select(Member).where(Member.chapter_id == 1)):
            member.postal_address = ""
        ruth = db.session.scalars(select(Member).where(Member.email == MEMBER)).one()
        ruth.display_name = ruth.mailing_name = "Ruth Adler"
        ruth.postal_address = f"{STREET}\nSt. Louis, MO 63100"
        db.session.commit()
    yield


def a_case() -> Case:
    return db.session.scalars(select(Case).where(Case.chapter_id == 1, Case.slug == "a-case")).one()


def change(app: Flask, **values: Any) -> None:
    with app.app_context():
        enter_chapter(1)
        for name, value in values.items():
            setattr(a_case(), name, value)
        db.session.commit()


def filled(page: TestResponse, **changes: Any) -> dict[str, Any]:
    """The form with what is ticked in it."""
    sent: dict[str, Any] = {}
    for field in html.fromstring(page.text).xpath("//form[@method='post'][@data-letters]//input[@name]"):
        if field.get("type") == "hidden" or field.get("checked") is not None:
            sent.setdefault(field.get("name"), []).append(field.get("value") or "y")
    sent.pop("csrf_token")
    return sent | changes


def pages_of(client: Client, answer: TestResponse) -> list[str]:
    assert answer.status_code == 303, answer.text
    file = client.get(f"{answer.location}/download")
    assert (file.mimetype, file.headers["Cache-Control"]) == ("application/pdf", "no-store")
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(file.data)).pages]


def words_of(page: TestResponse) -> str:
    return " ".join(html.fromstring(page.text).xpath("//main")[0].text_content().split())


def test_a_coordinator_sees_what_it_makes_and_prints_a_letter_of_each_for_each(visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    assert PAGE in client.get(f"/c/st-louis/meetings/{MEETING}").text
    page = client.get(f"{PAGE}?who=all")
    assert "Letters 4 Sheets, about 4" in words_of(page)
    assert "No address. By hand: Your street / Your town and country" in words_of(page)
    made = client.post(f"{PAGE}?who=all", filled(page))
    letters = pages_of(client, made)
    assert len(letters) == 4
    ruths = next(text for text in letters if text.endswith("Ruth Adler"))
    assert ruths.startswith(f"Ruth Adler {STREET} St. Louis, MO 63100")
    assert "November 24, 2026" in ruths
    others = [text for text in letters if text is not ruths]
    assert all("Your street" in text and STREET not in text for text in others)
    shown = words_of(client.get(made.location))
    assert "4 letters on 4 sheets, sorted by writer" in shown
    assert client.get(f"{made.location}/download").headers["Content-Disposition"] == (
        "inline; filename=letters-2026-11-24.pdf"
    )


def test_without_addresses_each_writes_their_own(visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    sent = filled(client.get(f"{PAGE}?who=all"), sorted_by="case")
    sent.pop("with_addresses")
    assert words_of(client.post(f"{PAGE}?who=all", sent | {"count": "1"})).count("By hand") == 4
    made = client.post(f"{PAGE}?who=all", sent)
    assert not [text for text in pages_of(client, made) if STREET in text]
    assert "sorted by case" in words_of(client.get(made.location))


def test_counting_again_makes_nothing(app: Flask, visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    sent = filled(client.get(f"{PAGE}?who=all"))
    again = client.post(f"{PAGE}?who=all", sent | {"count": "1", "writers": sent["writers"][:2]})
    assert again.status_code == 200 and "Letters 2 Sheets, about 2" in words_of(again)
    assert all_prints(app) == []


def all_prints(app: Flask) -> list[tuple[str, int]]:
    with app.app_context(), across_chapters("the test counts"):
        return [(one.ref, one.letters) for one in db.session.scalars(select(LetterPrint).order_by(LetterPrint.id))]


def test_those_offered_are_expected_here_or_all(visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    visit(MEMBER).post(f"/c/st-louis/meetings/{MEETING}/here")
    for who, names in {"expected": 0, "here": 1, "all": 4, "nonsense": 0}.items():
        page = html.fromstring(client.get(f"{PAGE}?who={who}").text)
        assert len(page.xpath("//input[@name='writers']")) == names, who


GONE = "One that was ticked is not on the list any more."
WRONG: dict[str, dict[str, Any]] = {
    "Choose at least one writer.": {"writers": []},
    "Choose at least one case.": {"cases": []},
    GONE: {"writers": ["somebody"]},
    f"{GONE} Look at it again.": {"cases": ["no-such-case"]},
    "Choose one from the list.": {"sorted_by": "colour"},
}


def test_what_cannot_be_printed_is_said_and_what_was_ticked_stays(app: Flask, visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    for words, wrong in WRONG.items():
        sent = filled(client.get(f"{PAGE}?who=all")) | wrong
        answer = client.post(f"{PAGE}?who=all", sent)
        assert answer.status_code == 422 and words in answer.text
        kept = "cases" if "writers" in wrong else "writers"
        assert filled(answer)[kept] == sent[kept]
    assert all_prints(app) == []


def test_too_many_are_refused_with_the_number(visit: Visit, table: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST", 3)
    client = visit(COORDINATOR)
    answer = client.post(f"{PAGE}?who=all", filled(client.get(f"{PAGE}?who=all")))
    assert answer.status_code == 422 and "These are 4 letters. At most 3 go into one file." in answer.text


AS_BEFORE = {"status": CaseStatus.ACTIVE, "verified_on": CHECKED, "languages": "", "summary": ""}
OFF: dict[str, tuple[dict[str, Any], str]] = {
    "stopped": ({"status": CaseStatus.STOP_ACTION}, "Stop action: do not write."),
    "unverified": ({"verified_on": None}, "Nobody has checked it against its source yet."),
    "another language": ({"languages": "French"}, "write in French. There is no such letter."),
    "names us": ({"summary": "Amnesty says so."}, "It may not name Amnesty, but the summary does."),
}  # fmt: skip


def test_a_case_that_may_not_be_printed_is_not_offered_and_the_page_says_why(
    app: Flask, visit: Visit, table: None
) -> None:
    client = visit(COORDINATOR)
    sent = filled(client.get(f"{PAGE}?who=all"))
    for values, words in OFF.values():
        change(app, **AS_BEFORE | values)
        page = client.get(f"{PAGE}?who=all")
        assert "cases" not in filled(page) and words in words_of(page)
        assert client.post(f"{PAGE}?who=all", sent).status_code == 422  # a form that was open meanwhile


def test_in_the_language_that_the_rules_name(app: Flask, visit: Visit, table: None) -> None:
    change(app, languages="Write in Spanish only")
    client = visit(COORDINATOR)
    letters = pages_of(client, client.post(f"{PAGE}?who=all", filled(client.get(f"{PAGE}?who=all"))))
    assert all("24 de noviembre de 2026" in text and "Atentamente," in text for text in letters)
    assert not [text for text in letters if "Una frase propia" in text]


def test_a_stop_marks_the_file_that_holds_the_case_and_it_is_handed_out_no_more(
    app: Flask, visit: Visit, table: None
) -> None:
    client = visit(COORDINATOR)
    made = client.post(f"{PAGE}?who=all", filled(client.get(f"{PAGE}?who=all"))).location
    own = visit(MEMBER)
    at_home = own.post(HOME).location
    with app.app_context():
        enter_chapter(1)
        coordinator = db.session.scalars(select(User).where(User.email == COORDINATOR)).one()
        with time_machine.travel("2026-11-25T02:00:00Z"):
            stop_case(a_case(), "The family asked.", coordinator)
        db.session.commit()
    for person, location in ((client, made), (own, at_home)):
        assert "The family asked." in words_of(person.get(location))
        assert person.get(f"{location}/download").status_code == 303
    assert "Holds a stopped case" in words_of(client.get(PAGE))
    assert "1 file of personal letters holds this case." in words_of(visit(HOST).get("/c/st-louis/"))


def test_what_is_stopped_while_the_job_waits_is_left_out_by_name(
    app: Flask, visit: Visit, table: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = TASKS["personal_letters.print"]

    def stop_first(print_id: int) -> None:
        enter_chapter(1)
        a_case().status = CaseStatus.STOP_ACTION
        task.run(print_id)

    monkeypatch.setitem(TASKS, "personal_letters.print", task._replace(run=stop_first))
    client, own = visit(COORDINATOR), visit(MEMBER)
    made = client.post(f"{PAGE}?who=all", filled(client.get(f"{PAGE}?who=all"))).location
    assert "Nothing was left to print" in words_of(client.get(made))
    assert "The river case: Stop action: do not write." in words_of(client.get(made))
    change(app, status=CaseStatus.ACTIVE)
    assert "Stop action: do not write." in words_of(own.get(own.post(HOME).location))


def test_a_job_that_was_given_up_says_so(app: Flask, visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    location = client.post(f"{PAGE}?who=all", filled(client.get(f"{PAGE}?who=all"))).location
    with app.app_context():
        with across_chapters("the test fails a job"):
            number = db.session.scalars(select(LetterPrint.id)).one()
        TASKS["personal_letters.print"].fail(number, "MemoryError")
        db.session.commit()
    assert "Something broke on our side (MemoryError)." in client.get(location).text
    assert client.get(f"{location}/download").status_code == 404


def test_letters_that_are_cancelled_are_not_made_and_nothing_is_kept(app: Flask, visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    location = client.post(f"{PAGE}?who=all", filled(client.get(f"{PAGE}?who=all"))).location
    client.post(f"{location}/cancel")
    assert "Open the file" in client.get(location).text, "they were ready"
    with app.app_context(), across_chapters("the test takes the letters back to the queue"):
        made = db.session.scalars(select(LetterPrint)).one()
        number, made.state = made.id, LetterState.QUEUED
        db.session.commit()
    client.post(f"{location}/cancel")
    with app.app_context():
        TASKS["personal_letters.print"].run(number)
        TASKS["personal_letters.print"].fail(number, "MemoryError")
        db.session.commit()
    assert "The letters were cancelled." in client.get(location).text
    assert client.get(f"{location}/download").status_code == 404
    assert list(Path(app.config["INSTANCE"], "packets").iterdir()) == []


def test_a_file_goes_after_a_week_and_with_the_first_of_its_writers(app: Flask, visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    first, second = (
        client.post(f"{PAGE}?who=all", filled(client.get(f"{PAGE}?who=all"))).location for _again in range(2)
    )
    with app.app_context():
        enter_chapter(1)
        member = select(Member).where(Member.chapter_id == 1, Member.email == MEMBER)
        db.session.scalars(member).one().deleted_at = now()
        db.session.commit()
    assert client.get(f"{first}/download").status_code == client.get(second).status_code == 404
    with time_machine.travel("2026-12-03T12:00:00Z"):
        client = visit(COORDINATOR)
        client.post(f"{PAGE}?who=all", filled(client.get(f"{PAGE}?who=all")))
    assert len(all_prints(app)) == 1
    with app.app_context():
        assert not storage.path_of(first.rsplit("/", 1)[1]).exists()


def test_the_form_asks_the_database_as_often_for_ten_cases_and_writers_as_for_one(
    app: Flask, visit: Visit, tonight: None
) -> None:
    with app.app_context(), across_chapters("the test sets two tables"):
        chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
        enter_chapter(chapter.id)
        cases = [make_case(chapter, slug=f"case-{n}", title=f"Case {n}") for n in range(10)]
        for case in cases:
            make_addressee(case)
            make_letter(case)
        make_meeting(chapter, cases[:1], slug="one")
        make_meeting(chapter, cases, slug="ten")
        db.session.commit()
    client, seen = visit(COORDINATOR), []
    client.get("/c/st-louis/meetings/one/personal-letters?who=all")
    for slug, more in (("one", 0), ("ten", 10)):
        with app.app_context(), across_chapters("more people"):
            enter_chapter(1)
            chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
            for n in range(more):
                make_member(chapter, display_name=f"Writer {n}")
            db.session.commit()
        with count_queries(app) as asked:
            client.get(f"/c/st-louis/meetings/{slug}/personal-letters?who=all")
        seen.append(len(asked))
    assert seen[0] == seen[1]


# At home


def test_a_member_prints_the_brief_and_a_letter_with_their_own_name(visit: Visit, table: None) -> None:
    member = visit(MEMBER)
    page = member.get("/c/st-louis/letters/a-case")
    assert "Print brief and letter" in page.text
    made = member.post(HOME)
    *brief, letter = pages_of(member, made)
    assert "Ask only for this" in brief[0] and "Tuesday Writers" in brief[0]
    assert letter.startswith(f"Ruth Adler {STREET}") and letter.endswith("Ruth Adler")
    host = visit(HOST)
    assert {host.get(made.location).status_code, host.get(f"{made.location}/download").status_code} == {404}
    assert STREET not in " ".join(pages_of(host, host.post(HOME)))


def test_the_page_of_a_case_has_what_one_needs_at_home(app: Flask, visit: Visit, table: None) -> None:
    page = words_of(visit(MEMBER).get("/c/st-louis/letters/a-case"))
    assert all(
        words in page
        for words in ("Write as a private person", "Dear Minister", "Inland stamp", "English", "Spanish", "del río")
    )


def test_nobody_is_offered_a_letter_at_home_that_may_not_be_sent(app: Flask, visit: Visit, table: None) -> None:
    member = visit(MEMBER)
    for why in ("stopped", "unverified", "names us"):
        values, words = OFF[why]
        change(app, **AS_BEFORE | values, status_reason="")
        page = words_of(member.get("/c/st-louis/letters/a-case"))
        assert words in page and "Print brief and letter" not in page and "I write to you" not in page
        assert words in words_of(member.get(member.post(HOME).location))


def test_a_case_without_a_neutral_sender_can_be_copied_and_not_printed(app: Flask, visit: Visit, table: None) -> None:
    with app.app_context():
        enter_chapter(1)
        db.session.scalars(select(Chapter).where(Chapter.id == 1)).one().neutral_sender = ""
        db.session.commit()
    page = words_of(visit(MEMBER).get("/c/st-louis/letters/a-case"))
    assert "It cannot be printed: It does not name Amnesty" in page and "I write to you" in page


def test_at_home_the_file_goes_after_a_day(app: Flask, visit: Visit, table: None) -> None:
    made = visit(MEMBER).post(HOME).location
    with time_machine.travel("2026-11-26T12:00:00Z"):
        member = visit(MEMBER)
        assert member.get(made).status_code == 404
        member.post(HOME)
    assert len(all_prints(app)) == 1


def test_old_letters_go_by_themselves(app: Flask, visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    week = client.post(f"{PAGE}?who=all", filled(client.get(f"{PAGE}?who=all"))).location.rsplit("/", 1)[1]
    day = visit(MEMBER).post(HOME).location.rsplit("/", 1)[1]
    left = []
    for moment in ("2026-11-25T12:00:00Z", "2026-11-26T12:00:00Z", "2026-12-03T12:00:00Z"):
        with time_machine.travel(moment), app.app_context():
            tidy()
            left.append([storage.path_of(ref).exists() for ref in (week, day)])
    assert left == [[True, True], [True, False], [False, False]]
    assert all_prints(app) == []


def test_the_name_in_the_text_is_the_writers(app: Flask, visit: Visit, table: None) -> None:
    with app.app_context():
        enter_chapter(1)
        letters = select(SampleLetter).where(SampleLetter.chapter_id == 1, SampleLetter.language != "es")
        db.session.scalars(letters).one().body = "My name is {writer}.\n\nFree her.\n\nRespectfully,\n{writer}"
        db.session.commit()
    client = visit(COORDINATOR)
    letters = pages_of(client, client.post(f"{PAGE}?who=all", filled(client.get(f"{PAGE}?who=all"))))
    assert sum("My name is Ruth Adler." in text for text in letters) == 1
    assert not [text for text in letters if "{" in text or text.count("Respectfully") != 1]
