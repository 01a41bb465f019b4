"""The shipped web server over a database of its own, for tests that need real threads and real deaths."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from conftest import SERVER, WORKER
from journeys.server import Server, find_port


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With the demo in it. On PostgreSQL its database is dropped at the next run."""
    folder: Path = tmp_path_factory.mktemp("site")
    server = Server(folder, find_port(), _new_database() if SERVER else "")
    server.run("flask", "--app", "wsgi", "db", "upgrade")
    server.run("flask", "--app", "wsgi", "demo")
    try:
        server.start_processes("web")
        yield server
    finally:
        server.stop()


def _new_database() -> str:
    name = f"site_{WORKER}"
    with psycopg.connect(SERVER.replace("+psycopg", "") + "postgres", autocommit=True) as server:
        server.execute(f"drop database if exists {name} with (force)")  # type: ignore[arg-type] # a name of ours
        server.execute(f"create database {name}")  # type: ignore[arg-type]
    return SERVER + name
