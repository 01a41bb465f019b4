"""Looking for cases: what is typed, and whom it finds."""

import sqlite3
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from cast import COORDINATOR, FOREIGN, MEETING, MEMBER
from client import Client
from factories import make_case, make_document, make_subject
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from queries import count_queries
from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.cases import services
from chapterapp.cases.models import Addressee, CaseStatus, Subject
from chapterapp.cases.part_services import add_part, edit_part, remove_part
from chapterapp.cases.queries import PAGE, search_cases, subjects_of
from chapterapp.cases.searching import countries_called, read_words, text_of
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.folding import fold

Visit = Callable[[str | None], Client]
CASES = "/c/st-louis/cases"
PEOPLE = {
    "aung": {"title": "Ko Aung", "country": "MM", "own": "ကိုအောင်", "ua_number": "UA 60/16", "held_at": "Insein Prison"},
    "duc": {"title": "Nguyễn Văn Đức", "country": "VN", "ua_number": "Third UA 160/2016", "region": "Hà Nội"},
    "petya": {"title": "Пётр Королёв", "country": "RU", "index_number": "EUR 46/6674/2017"},
    "isik": {"title": "Deniz Işık", "country": "TR", "line": "Fifty-percent sentence_2"},
    "strauss": {"title": "Jörg Strauß", "country": "DE", "ua_number": "EX 13/98"},
    "ahmad": {"title": "Ahmad Khatib", "country": "TD", "own": "أَحْمَد الخَطيب", "paper": "UA 257/14"},
    "liu": {"title": "Liu Xia", "country": "CN", "own": "劉霞", "issues": "freedom of expression"},
    "obrien": {"title": "Seán O’Brien-Kelly", "country": "GB", "line": "100% of nothing"},
    "turner": {"title": "Ann Turner", "country": "CI"},
}
FOUND = [
    ("aung", "aung"), ("AUNG ko", "aung"), ("ko aung", "aung"), ("  Aung  ", "aung"),
    ("ကိုအောင်", "aung"), ("အောင်", "aung"),
    ("nguyen", "duc"), ("Nguyễn", "duc"), ("NGUYỄN", "duc"), ("duc", "duc"), ("đức van", "duc"), ("ha noi", "duc"),
    ("петр", "petya"), ("пётр королев", "petya"), ("ПЁТР", "petya"),
    ("isik", "isik"), ("IŞIK", "isik"), ("ışık", "isik"), ("İSİK", "isik"),
    ("strauss", "strauss"), ("strauß", "strauss"), ("STRAUẞ jorg", "strauss"), ("jörg", "strauss"),
    ("أحمد", "ahmad"), ("احمد", "ahmad"), ("أَحْمَد", "ahmad"), ("الخطیب", "ahmad"), ("khatib ahmad", "ahmad"),
    ("劉霞", "liu"), ("霞", "liu"), ("expression", "liu"), ("Ｌｉｕ", "liu"),
    ("obrien", "obrien"), ("o'brien", "obrien"), ("kelly sean", "obrien"),
    ("myanmar", "aung"), ("Burma", "aung"), ("burma aung", "aung"), ("chad", "ahmad"), ("viet nam", "duc"),
    ("united kingdom", "obrien"), ("Côte d'Ivoire", "turner"), ("ivory coast", "turner"), ("turkey", "isik"),
    ("UA 60/16", "aung"), ("ua 060/2016", "aung"), ("60/16", "aung"), ("second UA 60/16", "aung"),
    ("ＵＡ ６０／１６", "aung"),
    ("UA 160/16", "duc"), ("160/2016", "duc"), ("UA 60.16", "aung"), ("٦٠/١٦", "aung"), ("UA 60/16 myanmar", "aung"),
    ("EUR 46/6674/2017", "petya"), ("eur46/6674/2017", "petya"), ("46/6674/2017", "petya"), ("6674", "petya"),
    ("UA-257-1/2014", "ahmad"), ("UA 257/14", "ahmad"), ("ex 13/98", "strauss"), ("insein", "aung"),
    ("aung egypt", ""), ("UA 60/17", ""), ("0/16", ""), ("100%", "obrien"),  ("%", ""), ("_", ""),
    ("sentence_2", "isik"), ("\\", ""), ("🕊", ""), ("' or 1=1; drop table", ""),
]  # fmt: skip


def make_people(chapter: Chapter) -> None:
    for slug, told in PEOPLE.items():
        own, held, paper = (told.get(name, "") for name in ("own", "held_at", "paper"))
        values = {name: value for name, value in told.items() if name not in ("own", "held_at", "paper")}
        case = make_case(chapter, slug=slug, **values)
        make_subject(case, own_script_name=own, held_at=held)
        if paper:
            make_document(case, number=paper)
        services.refold(case)
    db.session.flush()


@pytest.fixture
def chapter(app: Flask) -> Iterator[Chapter]:
    with app.app_context():
        with across_chapters("test"):
            chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
        enter_chapter(chapter.id)
        yield chapter


def test_what_is_typed_finds_whom_it_means(chapter: Chapter) -> None:
    make_people(chapter)
    got = {typed: [case.slug for case in search_cases(chapter, typed).cases] for typed, _slug in FOUND}
    assert got == {typed: [slug] if slug else [] for typed, slug in FOUND}
    assert search_cases(chapter, " ").total == len(PEOPLE) + 1, "without words the whole list"


def test_a_country_is_found_in_the_chapters_language_too(chapter: Chapter) -> None:
    make_people(chapter)
    assert search_cases(chapter, "Tschad").total == 0
    chapter.locale = "de_DE"
    for words in ("Tschad", "TSCHAD", "chad"):
        assert [case.slug for case in search_cases(chapter, words).cases] == ["ahmad"]


def test_nobody_of_another_chapter_is_found(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("test"):
        make_people(db.session.scalars(select(Chapter).where(Chapter.slug == "lyon")).one())
        db.session.commit()
    assert "Nothing is found for “aung”." in visit(COORDINATOR).get(f"{CASES}?q=aung").text
    assert "Ko Aung" in visit(FOREIGN).get("/c/lyon/cases?q=aung").text


def test_whatever_changes_a_case_changes_what_it_is_found_by(chapter: Chapter) -> None:
    with across_chapters("test"):
        actor = db.session.scalars(select(User).where(User.email == COORDINATOR)).one()

    def found(words: str) -> int:
        return search_cases(chapter, words).total

    case = services.create_case(chapter, {"title": "Samira", "country": "EG"}, actor)
    assert found("samira") == 1
    services.edit_case(case, {"title": "Amal", "ua_number": "UA 7/20"}, case.version, actor)
    (first,) = subjects_of(chapter, [case])[case.id]
    assert (found("samira"), found("amal"), found("7/20")) == (1, 1, 1), "the person is still called so"
    edit_part(case, first, {"display_name": "Amal"}, first.version, actor)
    assert (found("samira"), found("amal")) == (0, 1)
    other = add_part(case, Subject, {"display_name": "Yusuf", "own_script_name": "يوسف"}, actor)
    assert found("يوسف amal") == 1
    remove_part(case, other, actor)
    assert found("yusuf") == 0
    add_part(case, Addressee, {"office": "Nobody's office"}, actor)
    services.delete_case(case, actor)
    assert found("amal") == 0
    services.restore_case(case, actor)
    assert found("amal") == 1


def test_the_page_keeps_the_words_and_says_what_was_found(app: Flask, visit: Visit) -> None:
    client = visit(MEMBER)
    page = html.fromstring(client.get(f"{CASES}?q=<b>+kingfisher").text)
    assert page.get_element_by_id("q").get("value") == "<b> kingfisher"
    assert "Nothing is found for “<b> kingfisher”" in page.text_content()
    page = client.get(f"{CASES}?q=kingfisher").text
    assert "One case is found for “kingfisher”." in page and "Case of kingfisher" in page
    assert client.get(f"{CASES}?q=a%00b").status_code == 404
    assert client.get(f"{CASES}?q={'x' * 5000}&page=99999999999999999999").status_code == 200


def test_a_long_list_is_paged_with_the_same_number_of_queries(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    with count_queries(app) as few:
        assert "Pages of the list" not in client.get(CASES).text
    with app.app_context(), across_chapters("test"):
        chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
        for n in range(2 * PAGE):
            make_case(chapter, slug=f"n-{n}", title=f"Number {n:03}", search_text=f" number {n} ")
        db.session.commit()
    with count_queries(app) as many:
        first = client.get(CASES).text
    assert len(many) == len(few)
    assert f"{2 * PAGE + 1} cases" in first and first.count("row-line") == PAGE
    assert "Page 1 of 3" in first and "?page=2" in first
    assert client.get(f"{CASES}?page=3").text.count("row-line") == 1
    second = client.get(f"{CASES}?q=number&page=2").text
    assert "100 cases are found" in second and "q=number" in second and "Number 050" in second


def test_a_list_can_ask_for_a_status(chapter: Chapter) -> None:
    make_case(chapter, slug="a", status=CaseStatus.CLOSED)
    assert [case.slug for case in search_cases(chapter, status=CaseStatus.CLOSED).cases] == ["a"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_folding_twice_changes_nothing_and_every_word_finds_its_own_text(typed: str, other: str) -> None:
    assert fold(fold(typed)) == fold(typed)
    text = text_of([typed[:40], other], [])
    assert all(word in text for word in read_words(typed[:40].replace("/", " ").replace(".", " ")).words)


def test_names_of_countries_are_whole_lists() -> None:
    assert countries_called("guinea", "en") == ["GN", "GQ", "GW", "PG"]
    assert countries_called("schweiz", "de_CH") == ["CH"] and countries_called("schweiz", "en_US") == []


def test_sqlite_and_its_like_are_as_they_were_taken_for() -> None:
    """LIKE folds only ASCII there, so folding is ours."""
    with sqlite3.connect(":memory:") as database:
        assert database.execute("select 'É' like 'é', 'A' like 'a'").fetchone() == (0, 1)
    database.close()
    assert str(sa.column("a", sa.String).contains("%_/", autoescape=True).compile().params) == "{'a_1': '/%/_//'}"


def test_of_many_cases_a_meeting_shows_the_first_and_finds_the_others(app: Flask, visit: Visit) -> None:
    table, client = f"/c/st-louis/meetings/{MEETING}/cases", visit(COORDINATOR)
    assert "Look for a case" not in client.get(table).text
    with app.app_context(), across_chapters("test"):
        chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
        for n in range(PAGE + 9):
            make_case(chapter, slug=f"n-{n}", title=f"Number {n:03}", search_text=f" number {n} ")
        db.session.commit()
    first = client.get(table).text
    assert "50 of 60 cases are shown." in first and "Number 058" not in first
    found = client.get(f"{table}?q=number+58").text
    assert "Number 058" in found and "Case of kingfisher" in found and "Number 001" not in found
    form = html.fromstring(found).xpath("//main//form[@method='post']")[0]
    sent = {name: value or "" for name, value in form.fields.items()} | {"rows-1-order": "2"}
    assert client.post(f"{table}?q=number+58", sent).status_code == 303
    page = client.get(table.removesuffix("/cases")).text
    assert "Case of kingfisher" in page and "Number 058" in page
    assert "Nothing is found for “nobody”" in client.get(f"{table}?q=nobody").text
