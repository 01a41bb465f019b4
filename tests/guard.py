"""The ORM guard, in two halves, under which the whole suite runs: no tenant row without its chapter.

(a) Every SELECT, UPDATE and DELETE is walked as it will be compiled: each tenant table in it, aliases included, needs
    `=`, IN or IS on a foreign-key column, or an equality that ties it to a table that has one; and a `chapter_id` bound
    to a number has to be the chapter that the session has entered.
(b) An object that is loaded has to belong to that chapter.
`with across_chapters("reason"):` is the only way round.
"""

from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import BinaryExpression
from sqlalchemy.sql.expression import Alias

from chapterapp.database import db

PINNING = {"eq", "in_op", "is_"}


class Leak(AssertionError):
    """A query that could have shown another chapter's rows."""


def install() -> None:
    event.listen(db.session, "do_orm_execute", _check_statement)
    event.listen(db.Model, "load", _check_loaded, propagate=True)


def _tenants() -> set[Any]:
    return {table for table in db.metadata.tables.values() if "chapter_id" in table.c}


def _check_statement(state: ORMExecuteState) -> None:
    info = state.session.info
    if info.get("across") or state.is_column_load or state.is_relationship_load or state.is_insert:
        return
    statement = state.statement
    found, values = _found(statement, state.session.get_bind().dialect)
    given = state.parameters if isinstance(state.parameters, dict) else {}
    for value in (given.get(key, value) for key, value in values):
        if isinstance(value, int) and info.get("chapter") not in (None, value):
            raise Leak(f"chapter {value} asked for in {info['chapter']}")
    if found.loose:
        raise Leak(f"not tied to a chapter: {', '.join(found.loose)}")


class Found(NamedTuple):
    """Of a statement: tenant tables that nothing ties to a chapter, and keys of what a chapter_id is compared with."""

    loose: list[str]
    compared: list[str]


KNOWN: dict[Any, tuple[Found, list[int]]] = {}  # by SQLAlchemy's own key: to compile each anew took half of the suite


def _found(statement: Any, dialect: Any) -> tuple[Found, list[tuple[str, Any]]]:
    """And the values compared with a chapter_id, each with its key."""
    key = statement._generate_cache_key()
    bound = key.bindparams if key else []
    if key and key.key in KNOWN:
        found, places = KNOWN[key.key]
    else:
        found = _walk(statement, dialect)
        numbers = {one.key: place for place, one in enumerate(bound)}
        places = [numbers[one] for one in found.compared if one in numbers]
        assert len(places) == len(found.compared), "a number that SQLAlchemy's key does not know"
        if key:
            KNOWN[key.key] = found, places
    return found, [(bound[place].key, bound[place].value) for place in places]


def _check_loaded(obj: Any, context: Any) -> None:
    info = context.session.info
    if info.get("across") or "chapter_id" not in type(obj).__table__.c or obj.chapter_id is None:
        return
    if obj.chapter_id != info.get("chapter"):
        raise Leak(f"{type(obj).__name__} of chapter {obj.chapter_id} loaded in {info.get('chapter')}")


def _walk(statement: Any, dialect: Any) -> Found:
    core = statement.compile(dialect=dialect).compile_state.statement if statement.is_select else statement
    tenants, tables, pinned, links, compared = _tenants(), set(), set(), [], []
    for element in visitors.iterate(core, {}):
        if isinstance(element, sa.Table | Alias) and getattr(element, "element", element) in tenants:
            tables.add(element)
        if isinstance(element, BinaryExpression) and element.operator.__name__ in PINNING:
            compared += _numbers(element)
            _sort(element, pinned, links)
    bases = {table.element for table in tables if isinstance(table, Alias)}
    tables -= {table for table in bases if table not in pinned and not any(table in link for link in links)}
    while grown := {end for link in links if pinned.intersection(link) for end in link} - pinned:
        pinned |= grown
    return Found(sorted(str(table.name) for table in tables - pinned), compared)


def _numbers(comparison: BinaryExpression[Any]) -> list[str]:
    """The keys of what is compared with a chapter_id here."""
    pairs = ((comparison.left, comparison.right), (comparison.right, comparison.left))
    return [
        other.key
        for column, other in pairs
        if getattr(column, "name", "") == "chapter_id" and isinstance(other, sa.BindParameter)
    ]


def _sort(comparison: BinaryExpression[Any], pinned: set[Any], links: list[tuple[Any, Any]]) -> None:
    left, right = getattr(comparison.left, "table", None), getattr(comparison.right, "table", None)
    if left is not None and right is not None:
        links.append((left, right))
    elif left is not None and getattr(comparison.left, "foreign_keys", None):
        pinned.add(left)
    elif right is not None and getattr(comparison.right, "foreign_keys", None):
        pinned.add(right)
