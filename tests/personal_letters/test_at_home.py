"""A letter at home: what one needs is on the page, and the paper is for oneself alone."""

import time_machine
from cast import HOST, MEMBER
from flask import Flask
from personal_letters.room import AS_BEFORE, HOME, OFF, STREET, Visit, all_prints, change, pages_of, words_of
from sqlalchemy import select

from chapterapp.chapters.models import Chapter
from chapterapp.database import db, enter_chapter


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


def test_paper_is_not_offered_at_home_where_no_letter_is_in_a_language_that_is_allowed(
    app: Flask, visit: Visit, table: None
) -> None:
    change(app, **AS_BEFORE | {"languages": "Burmese"}, status_reason="")
    member = visit(MEMBER)
    page = words_of(member.get("/c/st-louis/letters/a-case"))
    assert "It cannot be printed: Its rules say: write in Burmese." in page and "Print brief and letter" not in page
    assert "Its rules say: write in Burmese." in words_of(member.get(member.post(HOME).location))


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
