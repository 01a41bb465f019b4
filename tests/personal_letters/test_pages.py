"""Personal letters asked for on the page of a meeting, and brief and letter of one case at home; what comes of it."""

from pathlib import Path
from typing import Any

import pytest
import time_machine
from cast import COORDINATOR, HOST, MEETING, MEMBER
from factories import make_addressee, make_case, make_facility, make_letter, make_meeting, make_member
from flask import Flask
from lxml import html
from personal_letters.room import (
    AS_BEFORE,
    HOME,
    OFF,
    PAGE,
    STREET,
    Visit,
    a_case,
    all_prints,
    change,
    filled,
    pages_of,
    words_of,
)
from queries import count_queries
from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.cases.models import CaseStatus, SampleLetter, Subject, WriteToPrisoner
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


def test_what_the_prison_lets_through_is_no_rule_for_an_appeal_and_what_the_case_says_is(
    app: Flask, visit: Visit, table: None
) -> None:
    with app.app_context(), across_chapters("the test moves her"):
        enter_chapter(1)
        subject = db.session.scalars(select(Subject).where(Subject.chapter_id == 1, Subject.case_id == a_case().id))
        chapter = db.session.get_one(Chapter, 1)
        subject.first().facility = make_facility(chapter, languages="Russian, Belarusian")  # type: ignore[union-attr]
        db.session.commit()
    client = visit(COORDINATOR)
    for write, languages, offered in (
        (WriteToPrisoner.YES, "", True),
        (WriteToPrisoner.NO, "", True),
        (WriteToPrisoner.NO, "Russian, Belarusian", False),
    ):
        change(app, write_to_prisoner=write, languages=languages)
        assert ("cases" in filled(client.get(f"{PAGE}?who=all"))) is offered, (write, languages)


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
