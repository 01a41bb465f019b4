"""The library's own pages, asked by its editor; and by those who are not."""

from collections.abc import Callable

import pytest
from access_table import IN_LIBRARY, NOT_IN_LIBRARY, STATIC, TABLE, WEAK
from cast import ADMIN, COORDINATOR, EDITOR
from client import Client
from factories import make_case
from flask import Flask, url_for
from library.room import open_library, stock
from werkzeug.routing import Rule

from chapterapp.cases.services import refold
from chapterapp.database import db

Visit = Callable[[str | None], Client]


@pytest.fixture
def library(app: Flask) -> None:
    with app.app_context():
        case = stock()
        assert case.id
        db.session.commit()


def paths(app: Flask) -> list[tuple[Rule, str]]:
    """Every address below a chapter, filled for the library."""
    words = {"chapter_slug": "library", "slug": "deniz", "ref": "x" * 12, "kind": "letters", "rule": "enclosures"}
    rules = [
        rule for rule in app.url_map.iter_rules() if rule.endpoint not in STATIC and "chapter_slug" in rule.arguments
    ]
    with app.test_request_context():
        return [(rule, url_for(rule.endpoint, **{name: words[name] for name in rule.arguments})) for rule in rules]


def test_an_editor_has_the_cases_and_nothing_else_of_a_chapter(app: Flask, visit: Visit, library: None) -> None:
    client, wrong = visit(EDITOR), []
    for rule, path in paths(app):
        ours = rule.endpoint.startswith(IN_LIBRARY) and rule.endpoint not in NOT_IN_LIBRARY
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = client.get(path) if method == "GET" else client.post(path)
            if ours:
                fine = answer.status_code in (200, 303, 404, 409, 422) and "keeps cases" not in answer.text
            elif rule.endpoint in NOT_IN_LIBRARY:
                fine = answer.status_code == 404
            else:
                refused = answer.status_code == 409 and "The library keeps cases." in answer.text
                fine = refused or (answer.status_code == 403 and WEAK in TABLE[rule.endpoint].values())
            if not fine:
                wrong.append((method, path, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("persona", [COORDINATOR, ADMIN])
def test_whoever_is_no_editor_finds_no_library_there(app: Flask, visit: Visit, library: None, persona: str) -> None:
    client = visit(persona)
    for rule, path in paths(app):
        answer = client.get(path) if "GET" in (rule.methods or ()) else client.post(path)
        assert answer.status_code == 404, path


def test_pages_of_the_library_link_to_no_page_that_refuses(app: Flask, visit: Visit, library: None) -> None:
    client = visit(EDITOR)
    assert client.get("/").location.endswith("/c/library/")
    assert client.get("/c/library/").location.endswith("/c/library/library")
    for path in ("/c/library/library", "/c/library/cases/deniz", "/c/library/offers"):
        page = client.get(path).text
        assert not [word for word in ("/meetings", '/letters"', "/members") if f"/c/library{word}" in page], path


def test_a_draft_is_seen_by_editors_alone(app: Flask, visit: Visit) -> None:
    with app.app_context():
        refold(make_case(open_library(), slug="draft", title="Nobody Yet"))
        db.session.commit()
    assert "Nobody Yet" in visit(EDITOR).get("/c/library/library").text
    client = visit(COORDINATOR)
    assert "Nobody Yet" not in client.get("/c/st-louis/library").text
    assert client.get("/c/st-louis/library/draft").status_code == 404
    assert client.post("/c/st-louis/library/draft/adopt").status_code == 404
    editor = visit(EDITOR)
    assert editor.post("/c/library/cases/draft/publish").status_code == 303
    assert "Nobody Yet" in client.get("/c/st-louis/library?q=nobody").text
    assert "Nobody Yet" not in client.get("/c/st-louis/library?q=somebody").text
    assert editor.post("/c/library/cases/draft/withdraw").status_code == 303
    assert client.get("/c/st-louis/library/draft").status_code == 404


def test_the_site_admin_opens_one_library_and_names_its_editors(app: Flask, visit: Visit) -> None:
    admin = visit(ADMIN)
    form = {"name": "Library", "country": "US", "time_zone": "America/Chicago", "paper_size": "letter"}
    assert admin.post("/site/library/new", form).status_code == 303
    again = admin.post("/site/library/new", form)
    assert again.status_code == 422 and "This site has its library." in again.text
    page = admin.post("/site/chapters/library/coordinator").text
    link = page.split("/invitation/")[1].split("<")[0].strip()
    editor = visit(EDITOR)
    assert "Library editor" in editor.get(f"/invitation/{link}").text
    assert editor.post(f"/invitation/{link}").status_code == 303
    assert editor.get("/c/library/library").status_code == 200
    listed = admin.get("/site/library").text
    assert "Editor" in listed
    ref = listed.split('name="editor" value="')[1][:12]
    assert admin.post("/site/library/end-editor", {"editor": ref}).status_code == 303
    assert visit(EDITOR).get("/c/library/library").status_code == 404


def test_no_chapter_gives_the_role_of_an_editor(app: Flask, visit: Visit) -> None:
    assert visit(COORDINATOR).post("/c/st-louis/invitations/new", {"role": "editor"}).status_code == 422
