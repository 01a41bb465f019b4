"""What was done: in words, by whom, newest first, never changed, and never another chapter's."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cast import COORDINATOR, FOREIGN, HOST
from client import Client
from flask import Flask
from members.room import coordinator, enter
from queries import count_queries
from sqlalchemy import delete, select, update

from chapterapp.audit.models import Entry, Unchangeable
from chapterapp.audit.services import record
from chapterapp.audit.words import VERBS, describe
from chapterapp.config import ROOT
from chapterapp.database import db

Visit = Callable[[str | None], Client]
PAGE = "/c/st-louis/audit"


def write(app: Flask, how_many: int = 1, slug: str = "st-louis", target: str = "case") -> None:
    with app.app_context():
        chapter, who = enter(slug), coordinator()
        for number in range(1, how_many + 1):
            record(chapter.id, who.id, "change_case", f"{target} {number}", ["summary", "deadline_on"])
        db.session.commit()


@pytest.mark.parametrize(
    ("action", "target", "fields", "words"),
    [
        ("change_case", "case 7", ["deadline_on", "summary"], "changed case 7: deadline on, summary"),
        ("change_settings", "chapter 1", ["name"], "changed settings of chapter 1: name"),
        ("make_invitation", "invitation 3", [], "made invitation 3"),
        ("juggle_case", "case 1", [], "juggle case 1"),
        ("stop", "case 1", [], "stopped case 1"),
    ],
)
def test_an_entry_is_said_in_words(app: Flask, action: str, target: str, fields: list[str], words: str) -> None:
    with app.app_context():
        assert describe(Entry(action=action, target=target, fields=fields)) == words


def recorded() -> Iterator[tuple[str, str]]:
    """Every action that the services write down by name, with its file."""
    for file in sorted(Path(ROOT, "chapterapp").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("record", "_record"):
                for word in [arg.value for arg in node.args if isinstance(arg, ast.Constant)]:
                    if isinstance(word, str):
                        yield file.name, word


def test_every_action_of_every_service_begins_with_a_known_verb() -> None:
    actions = set(recorded())
    assert len(actions) > 20
    assert [action for action in actions if action[1].partition("_")[0] not in VERBS] == []


def test_the_page_says_who_did_what_newest_first(app: Flask, visit: Visit) -> None:
    write(app, 2)
    page = visit(COORDINATOR).get(PAGE).text
    assert "coordinator of kingfisher" in page
    assert page.index("changed case 2: deadline on, summary") < page.index("changed case 1: deadline on, summary")


def test_fifty_a_page_and_the_older_ones_behind_a_link(app: Flask, visit: Visit) -> None:
    write(app, 60)
    client = visit(COORDINATOR)
    first = client.get(PAGE).text
    assert "case 60:" in first and "case 11:" in first and "case 10:" not in first
    older = first.partition("?before=")[2].partition('"')[0]
    second = client.get(f"{PAGE}?before={older}").text
    assert "case 10:" in second and "case 11:" not in second and "?before=" not in second


@pytest.mark.parametrize("before", ["0", "-5", "9" * 40, "x", "1;drop"])
def test_a_nonsense_page_is_a_page_all_the_same(visit: Visit, before: str) -> None:
    assert visit(COORDINATOR).get(f"{PAGE}?before={before}").status_code == 200


def test_another_chapters_entries_and_other_roles_stay_out(app: Flask, visit: Visit) -> None:
    write(app, slug="lyon", target="secret")
    assert "secret" not in visit(COORDINATOR).get(PAGE).text
    assert visit(HOST).get(PAGE).status_code == 403
    assert visit(FOREIGN).get(PAGE).status_code == 404


def test_the_page_asks_the_database_as_often_for_fifty_as_for_one(app: Flask, visit: Visit) -> None:
    write(app)
    client = visit(COORDINATOR)
    with count_queries(app) as few:
        client.get(PAGE)
    write(app, 49)
    with count_queries(app) as many:
        client.get(PAGE)
    assert len(many) == len(few)


def test_no_entry_is_changed_or_deleted(app: Flask) -> None:
    write(app)
    with app.app_context():
        chapter = enter()
        mine = Entry.chapter_id == chapter.id
        entry = db.session.scalars(select(Entry).where(mine)).one()
        entry.target = "case 8"
        with pytest.raises(Unchangeable):
            db.session.flush()
        db.session.rollback()
        db.session.delete(entry)
        with pytest.raises(Unchangeable):
            db.session.flush()
        db.session.rollback()
        for statement in (update(Entry).where(mine).values(target="x"), delete(Entry).where(mine)):
            with pytest.raises(Unchangeable):
                db.session.execute(statement)


def test_no_address_changes_an_entry(app: Flask) -> None:
    routes = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("audit.")]
    assert routes and all(rule.methods and rule.methods <= {"GET", "HEAD", "OPTIONS"} for rule in routes)
