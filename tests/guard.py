"""The ORM guard, in two halves, under which the whole suite runs: no tenant row without its chapter.

(a) Every SELECT, UPDATE and DELETE is walked as it will be compiled: each tenant table in it, aliases included, needs
    `=`, IN or IS on a foreign-key column, or an equality that ties it to a table that has one; and a `chapter_id` bound
    to a number has to be the chapter that the session has entered.
(b) An object that is loaded has to belong to that chapter.
`with across_chapters("reason"):` is the only way round.
"""

from typing import Any

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
    dialect = state.session.get_bind().dialect
    if loose := find_loose(state.statement, dialect, info.get("chapter"), state.parameters):
        raise Leak(f"not tied to a chapter: {', '.join(loose)}")


def _check_loaded(obj: Any, context: Any) -> None:
    info = context.session.info
    if info.get("across") or "chapter_id" not in type(obj).__table__.c or obj.chapter_id is None:
        return
    if obj.chapter_id != info.get("chapter"):
        raise Leak(f"{type(obj).__name__} of chapter {obj.chapter_id} loaded in {info.get('chapter')}")


def find_loose(statement: Any, dialect: Any, chapter: int | None, values: Any = None) -> list[str]:
    """The tenant tables of a statement that nothing ties to a chapter. Raises Leak for the wrong chapter's number.

    `values`: those of a prepared statement.
    """
    core = statement.compile(dialect=dialect).compile_state.statement if statement.is_select else statement
    tenants, tables, pinned, links = _tenants(), set(), set(), []
    for element in visitors.iterate(core, {}):
        if isinstance(element, sa.Table | Alias) and getattr(element, "element", element) in tenants:
            tables.add(element)
        if isinstance(element, BinaryExpression) and element.operator.__name__ in PINNING:
            _check_number(element, chapter, values if isinstance(values, dict) else {})
            _sort(element, pinned, links)
    bases = {table.element for table in tables if isinstance(table, Alias)}
    tables -= {table for table in bases if table not in pinned and not any(table in link for link in links)}
    while grown := {end for link in links if pinned.intersection(link) for end in link} - pinned:
        pinned |= grown
    return sorted(str(table.name) for table in tables - pinned)


def _check_number(comparison: BinaryExpression[Any], chapter: int | None, values: dict[str, Any]) -> None:
    for column, other in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
        value = values.get(getattr(other, "key", None) or "", getattr(other, "value", None))
        wrong = isinstance(value, int) and chapter is not None and value != chapter
        if getattr(column, "name", "") == "chapter_id" and wrong:
            raise Leak(f"chapter {value} asked for in {chapter}")


def _sort(comparison: BinaryExpression[Any], pinned: set[Any], links: list[tuple[Any, Any]]) -> None:
    left, right = getattr(comparison.left, "table", None), getattr(comparison.right, "table", None)
    if left is not None and right is not None:
        links.append((left, right))
    elif left is not None and getattr(comparison.left, "foreign_keys", None):
        pinned.add(left)
    elif right is not None and getattr(comparison.right, "foreign_keys", None):
        pinned.add(right)
