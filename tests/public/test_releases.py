"""Who came free: what somebody ticked and the rules allow, and nothing else; for strangers, without a cookie."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from cast import COORDINATOR, FORMED, STRANGER
from client import Client
from factories import make_addressee, make_case, make_letter, make_subject, saved
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from queries import count_queries
from sqlalchemy import String, delete, select
from sqlalchemy.types import Enum

from chapterapp.cases.models import Answer, Case, CaseStatus, CaseUpdate, Outcome
from chapterapp.chapters.models import Chapter
from chapterapp.clock import now
from chapterapp.database import Model, across_chapters, db, enter_chapter
from chapterapp.public.queries import list_lives

Visit = Callable[[str | None], Client]
PAGE = "/p/st-louis/releases"
FREE = {
    "slug": "one",
    "title": "Samira Haddad",
    "status": CaseStatus.CLOSED,
    "outcome": Outcome.RELEASED,
    "outcome_on": "2012-07-03",
    "story": "She *sang* in a square.",
    "is_public": True,
}
OPEN = {"slug": "one", "title": "Samira Haddad", "name_amnesty": Answer.YES, "is_public": True}


@pytest.fixture(autouse=True)
def evening_before() -> Iterator[None]:
    with time_machine.travel("2026-11-23T12:00Z"):
        yield


@pytest.fixture(autouse=True)
def published(app: Flask) -> None:
    with app.app_context():
        for chapter in db.session.scalars(select(Chapter)):
            chapter.is_public = chapter.slug == "st-louis"
        db.session.commit()


def add(
    app: Flask, values: dict[str, Any], *, chapter_id: int = 1, updates: tuple[dict[str, Any], ...] = (), **of: Any
) -> None:
    """A case, and of its person `held_since` and `sentence`."""
    with app.app_context(), across_chapters("test"):
        case = make_case(db.session.get_one(Chapter, chapter_id), **values)
        make_subject(case, **of)
        for update in updates:
            own = {"chapter_id": chapter_id, "case_id": case.id, "recorded_at": now(), "source": ""}
            saved(CaseUpdate(**own, **update))
        db.session.commit()


def read(app: Flask, path: str = PAGE) -> str:
    answer = Client(app).get(path)
    assert answer.status_code == 200
    return answer.text


def test_a_release_is_told_with_its_years_its_story_and_what_came_after(app: Flask) -> None:
    updates = (
        {"happened_on": "2018-08", "text": "Opened a school.", "is_public": True},
        {"happened_on": "2019", "text": "Wrote to us in private."},
    )
    add(app, FREE, held_since="2008-05-10", sentence="37 years", updates=updates)
    page = read(app)
    for words in (
        "Samira Haddad", "Egypt", "Taken May 10, 2008", "Free July 3, 2012", "Four years, of a sentence of 37 years.",
        "She <em>sang</em> in a square.", "August 2018.", "Opened a school.", "Each line runs from 2005 to today.",
    ):  # fmt: skip
        assert words in page, words
    assert "in private" not in page
    assert page.count('class="ring"') == page.count('class="square"') == 1


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2012-01-01", "2012-07-03", "Less than a year, of"),
        ("2011-01-01", "2012-07-03", "One year, of"),
        ("1990-01-01", "2012-07-03", "22 years, of"),
        ("2008", "2012", "About 4 years, of"),
        ("2011", "2012", "About one year, of"),
    ],
)
def test_the_years_are_said_as_exactly_as_they_are_known(app: Flask, since: str, until: str, words: str) -> None:
    add(app, FREE | {"outcome_on": until}, held_since=since, sentence="life")
    assert f"{words} a sentence of life." in read(app)


@pytest.mark.parametrize("known", [{"held_since": "2008"}, {"sentence": "37 years"}])
def test_years_stand_against_the_sentence_only_where_both_are_known(app: Flask, known: dict[str, str]) -> None:
    add(app, FREE, **known)
    assert "of a sentence" not in read(app)


def test_a_start_that_nobody_knows_is_a_short_tail_and_no_year(app: Flask) -> None:
    add(app, FREE)
    page = read(app)
    assert 'class="unknown"' in page and "Start not known" in page
    assert "Taken" not in page and 'class="square"' not in page


def test_newest_first(app: Flask) -> None:
    for n, on in enumerate(("2009-02", "2021", "2012-07-03")):
        add(app, FREE | {"slug": f"n{n}", "title": f"Person of {on}", "outcome_on": on})
    page = read(app)
    assert page.index("Person of 2021") < page.index("Person of 2012") < page.index("Person of 2009")


def test_what_is_better_but_not_free_stands_apart_without_that_word(app: Flask) -> None:
    add(app, FREE | {"outcome": Outcome.COMMUTED}, held_since="2008")
    (_, better) = read(app).split("Changed for the better")
    assert "Sentence commuted" in better and "Samira Haddad" in better
    assert "Free" not in better.split("<section")[0]
    assert "The latest to come free" not in read(app, "/p/st-louis")


def test_those_who_wait_have_no_ring_and_an_invitation_stands_below(app: Flask) -> None:
    add(app, OPEN | {"line": "A lawyer, held without trial", "story": "She waits."}, held_since="2024-03")
    page = read(app)
    assert "Taken 2024, year 3" in page and "She waits." in page and "Nobody stands here yet." in page
    assert 'class="ring"' not in page
    assert "Write one letter with us on Tuesday, November 24" in page
    front = read(app, "/p/st-louis")
    assert "Whom we write for" in front and "Egypt. A lawyer, held without trial" in front


def test_somebody_who_is_not_held_gets_no_line(app: Flask) -> None:
    add(app, OPEN)
    page = read(app)
    assert "Samira Haddad" in page and 'class="years"' not in page


def test_the_chapters_page_shows_the_latest_release_and_leads_to_all(app: Flask) -> None:
    add(app, FREE | {"slug": "old", "title": "An earlier one", "outcome_on": "2009"})
    add(app, FREE)
    page = read(app, "/p/st-louis")
    assert "Samira Haddad" in page and "An earlier one" not in page
    assert f'href="{PAGE}"' in page and 'href="/p/st-louis" aria-current="page"' in page
    assert f'href="{PAGE}" aria-current="page"' in read(app)


@pytest.mark.parametrize(
    "change",
    [
        {"is_public": False},
        {"status": CaseStatus.STOP_ACTION},
        {"status": CaseStatus.ON_HOLD},
        {"deleted_at": datetime(2026, 11, 24, tzinfo=UTC)},
        {"name_amnesty": Answer.NO},
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", [FREE, OPEN], ids=["free", "open"])
def test_what_is_not_for_the_world_is_absent(app: Flask, kind: dict[str, Any], change: dict[str, Any]) -> None:
    add(app, kind | change)
    assert "Samira" not in read(app) + read(app, "/p/st-louis")


@pytest.mark.parametrize(
    "change",
    [{"outcome": sad} for sad in (Outcome.DIED, Outcome.EXECUTED, Outcome.EXILED, Outcome.REARRESTED, None)]
    + [{"story": ""}, {"outcome_on": ""}],
    ids=str,
)
def test_an_end_that_is_none_of_those_is_not_told(app: Flask, change: dict[str, Any]) -> None:
    add(app, FREE | change)
    assert "Samira" not in read(app)


def test_not_stated_keeps_an_open_case_from_the_world_and_no_closed_one(app: Flask) -> None:
    add(app, OPEN | {"name_amnesty": Answer.NOT_STATED})
    add(app, FREE | {"name_amnesty": Answer.NOT_STATED, "slug": "two", "title": "Bahram Azadi"})
    assert "Samira" not in read(app) and "Bahram" in read(app)


def test_another_chapters_cases_are_absent(app: Flask) -> None:
    add(app, FREE, chapter_id=2)
    add(app, OPEN | {"slug": "two"}, chapter_id=2)
    assert "Samira" not in read(app) + read(app, "/p/st-louis")


def test_a_chapter_that_is_not_public_has_no_such_page(app: Flask) -> None:
    hidden, absent = (Client(app).get(f"/p/{slug}/releases") for slug in ("lyon", "nowhere"))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.data == absent.data


@pytest.mark.parametrize("persona", [STRANGER, COORDINATOR])
def test_caches_may_keep_it_and_no_cookie_is_read_or_set(visit: Visit, persona: str | None) -> None:
    client = visit(persona)
    answer = client.get(PAGE)
    assert "Set-Cookie" not in answer.headers and "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    again = client.get(PAGE, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_it_asks_as_often_for_thirty_as_for_one(app: Flask) -> None:
    add(app, FREE, held_since="2008")
    with count_queries(app) as few:
        read(app)
    for n in range(15):
        update = {"happened_on": "2018", "text": "x", "is_public": True}
        add(app, FREE | {"slug": f"f{n}"}, held_since="2008", updates=(update,))
        add(app, OPEN | {"slug": f"o{n}"}, held_since="2008")
    with count_queries(app) as many:
        read(app)
    assert len(few) == len(many)


def test_what_leaves_the_query_holds_nothing_that_the_page_does_not_say(app: Flask) -> None:
    add(app, OPEN | {"line": "A lawyer"}, sentence="nine years")
    add(app, FREE | {"slug": "two", "line": "Of the chapter"}, sentence="life")
    with app.test_request_context():
        chapter = db.session.get_one(Chapter, 1)
        enter_chapter(1)
        lives = list_lives(chapter)
    assert [(life.line, life.sentence, life.ended) for life in lives.waiting] == [("A lawyer", "", "")]
    assert [(life.line, life.sentence) for life in lives.free] == [("", "life")]


def test_markup_in_a_story_stays_text(app: Flask) -> None:
    hostile = "<script>alert(1)</script> [y](javascript:alert(1)) ![x](https://e.example/p.png)"
    add(
        app,
        FREE | {"story": hostile, "title": hostile[:20]},
        updates=({"happened_on": "2018", "text": hostile, "is_public": True},),
    )
    page = read(app)
    assert "<script>alert" not in page and 'href="javascript' not in page and "<img" not in page


# What the world may read of a case that it sees; every other column gets the canary.
CANARY = "heronsecret"
READABLE = FORMED | {"title", "story", "is_public"}
GOOD_ENDS = set(Outcome) - {Outcome.DIED, Outcome.EXECUTED, Outcome.EXILED, Outcome.REARRESTED}
CASES = st.fixed_dictionaries(
    {
        "status": st.sampled_from(CaseStatus),
        "outcome": st.none() | st.sampled_from(Outcome),
        "outcome_on": st.sampled_from(["", "2012", "2012-07", "2012-07-03"]),
        "name_amnesty": st.sampled_from(Answer),
        "is_public": st.booleans() | st.just(True),
        "story": st.sampled_from(["", "A story."]) | st.just("A story."),
        "deleted_at": st.none() | st.none() | st.just(now()),
    }
)


def may_the_world_see(case: dict[str, Any]) -> bool:
    """The rule once more, written apart from the one that is tested."""
    if not case["is_public"] or case["deleted_at"]:
        return False
    if case["status"] is CaseStatus.ACTIVE:
        return case["name_amnesty"] is Answer.YES
    ended_well = case["outcome"] in GOOD_ENDS and bool(case["outcome_on"]) and bool(case["story"])
    return case["status"] is CaseStatus.CLOSED and case["name_amnesty"] is not Answer.NO and ended_well


def fill_with_canaries(row: Model, readable: set[str]) -> None:
    for column in type(row).__table__.columns:
        if isinstance(column.type, String) and not isinstance(column.type, Enum) and column.key not in readable:
            setattr(row, column.key, CANARY)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CASES, min_size=1, max_size=4), st.booleans())
def test_the_world_sees_a_case_if_and_only_if_the_rule_says_so(
    app: Flask, cases: list[dict[str, Any]], is_told: bool
) -> None:
    with app.app_context(), across_chapters("test"):
        db.session.execute(delete(Case))
        for n, values in enumerate(cases):
            case = make_case(db.session.get_one(Chapter, 1), **values, slug=f"n{n}", title=f"Person number {n}.")
            is_open = values["status"] is CaseStatus.ACTIVE
            own = {"chapter_id": 1, "case_id": case.id, "recorded_at": now(), "happened_on": "2018"}
            subject = make_subject(case, held_since="2008", sentence="nine years")
            hidden = saved(CaseUpdate(**own, text="x"))
            told = saved(CaseUpdate(**own, text="told", source="told", is_public=True))
            fill_with_canaries(case, READABLE | ({"line"} if is_open else set()))
            fill_with_canaries(subject, READABLE | (set() if is_open else {"sentence"}))
            for row in (hidden, make_addressee(case), make_letter(case)):
                fill_with_canaries(row, FORMED)
            told.is_public = is_told
            told.text = f"Told of {n}." if is_told else CANARY
        db.session.commit()
    releases, front = read(app), read(app, "/p/st-louis")
    assert CANARY not in releases + front
    for n, values in enumerate(cases):
        seen = may_the_world_see(values)
        assert (f"Person number {n}." in releases) is seen, values
        assert (f"Told of {n}." in releases) is (seen and is_told)
        assert seen or f"Person number {n}." not in front
        assert (f"Person number {n}." in front) is seen or values["status"] is CaseStatus.CLOSED
