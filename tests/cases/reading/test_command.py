"""`flask case read`: what a person, or a program, gets on the command line."""

import json
from pathlib import Path

from cases.reading.score import CORPUS
from flask import Flask
from sqlalchemy import func, select

from chapterapp.cases.models import Case
from chapterapp.database import across_chapters, db


def count_cases(app: Flask) -> int | None:
    with app.app_context(), across_chapters("nothing is saved, in whichever chapter"):
        return db.session.scalar(select(func.count(Case.id)))


def test_json_has_the_fields_and_nothing_is_saved(app: Flask) -> None:
    before = count_cases(app)
    done = app.test_cli_runner().invoke(args=["case", "read", str(CORPUS / "newer-drummer.txt"), "--json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.output)
    assert said["ua_number"] == "UA 14/23"
    assert said["deadline_on"] == "2023-04-27"
    assert said["addressees"][0]["lines"][-1] == "Belgium"
    assert said["rules"]["name_amnesty"] is None
    assert said["found"]["country"] == "Iran"
    assert count_cases(app) == before


def test_a_listing_shows_the_words_beside_each_field(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["case", "read", str(CORPUS / "official-contradiction.txt")])
    assert done.exit_code == 0
    assert "read from “24 May 2013”" in done.output
    assert "Its last day, “24 May 2013”, comes before its own date, “12 June 2013”." in done.output


def test_what_is_no_action_is_said_on_stderr(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "shopping.txt"
    file.write_text("Flour, sugar, stamps.")
    done = app.test_cli_runner().invoke(args=["case", "read", str(file), "--json"])
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "does not look like an urgent action" in done.stderr
