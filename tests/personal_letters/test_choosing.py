"""Where a case has several letters that may be sent, the coordinator chooses which; the order remembers it."""

from typing import Any

import pytest
from cast import COORDINATOR
from factories import make_addressee, make_letter
from flask import Flask
from lxml import html
from personal_letters.room import PAGE, Visit, a_case, change, filled, pages_of, words_of
from sqlalchemy import select
from werkzeug.test import TestResponse

from chapterapp.cases.models import SampleLetter
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.jobs.registry import TASKS
from chapterapp.personal_letters.models import LetterPrint

FIELD = "letter-a-case"
GONE = "The letter that was chosen is no longer there, or may not be sent now."


def choices_of(page: TestResponse) -> dict[str, str]:
    """The references of the letters by what they are called, the chosen one first."""
    options = html.fromstring(page.text).xpath(f"//select[@name='{FIELD}']/option")
    return {one.text: one.get("value") for one in sorted(options, key=lambda one: one.get("selected") is None)}


def remove(app: Flask, ref: str) -> None:
    with app.app_context():
        enter_chapter(1)
        db.session.delete(
            db.session.scalars(select(SampleLetter).where(SampleLetter.chapter_id == 1, SampleLetter.ref == ref)).one()
        )
        db.session.commit()


@pytest.fixture
def long_letter(app: Flask, table: None) -> None:
    """Another one in English, of two pages, to the embassy."""
    with app.app_context(), across_chapters("the test adds a letter"):
        enter_chapter(1)
        embassy = make_addressee(a_case(), holder="The Embassy", country="US", position=2)
        body = "\n\n".join("A long word for her. " * 12 for _ in range(9))
        make_letter(a_case(), language="en", addressee_id=embassy.id, body=body)
        db.session.commit()


def test_the_usual_letter_is_chosen_at_first_and_another_one_is_printed_when_chosen(
    app: Flask, visit: Visit, long_letter: None
) -> None:
    client = visit(COORDINATOR)
    page = client.get(f"{PAGE}?who=all")
    choices = choices_of(page)
    assert [words.split(",")[0] for words in choices] == ["English", "English", "Spanish"]
    embassy = next(ref for words, ref in choices.items() if words == "English, to The Embassy")
    spanish = next(ref for words, ref in choices.items() if words.startswith("Spanish, to "))
    counted = client.post(f"{PAGE}?who=all", filled(page, count="1", **{FIELD: embassy}))
    assert "Letters 4 Sheets, about 8" in words_of(counted)
    assert next(iter(choices_of(counted).values())) == embassy, "it stays chosen"
    for ref, words in ((embassy, "The Embassy"), (spanish, "24 de noviembre de 2026")):
        one = filled(page, writers=filled(page)["writers"][:1], **{FIELD: ref})
        made = client.post(f"{PAGE}?who=all", one)
        assert words in pages_of(client, made)[0]
        assert "Another letter" not in client.get(made.location).text


def test_one_letter_is_not_asked_about(app: Flask, visit: Visit, table: None) -> None:
    change(app, languages="Spanish")
    page = visit(COORDINATOR).get(f"{PAGE}?who=all")
    assert choices_of(page) == {} and "cases" in filled(page)


def test_a_letter_that_went_while_the_form_was_open_is_asked_about_again(app: Flask, visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    page = client.get(f"{PAGE}?who=all")
    usual, spanish = choices_of(page).values()
    remove(app, spanish)
    sent = filled(page, **{FIELD: spanish})
    answer = client.post(f"{PAGE}?who=all", sent)
    assert answer.status_code == 422 and GONE in answer.text
    assert list(choices_of(answer).values()) == [usual], "what would be printed is shown"
    assert filled(answer)["writers"] == sent["writers"]
    for other in ("nonsense", usual):
        assert client.post(f"{PAGE}?who=all", sent | {FIELD: other}).status_code == (422 if other != usual else 303)
    unticked = client.post(f"{PAGE}?who=all", {**sent, "cases": []})
    assert GONE not in unticked.text


@pytest.mark.parametrize("how", ["removed", "forbidden"])
def test_a_letter_that_went_while_the_job_waits_is_replaced_by_the_usual_one_with_a_sentence(
    app: Flask, visit: Visit, table: None, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    client, task, waiting = visit(COORDINATOR), TASKS["personal_letters.print"], list[int]()
    monkeypatch.setitem(TASKS, "personal_letters.print", task._replace(run=waiting.append))
    page = client.get(f"{PAGE}?who=all")
    _usual, spanish = choices_of(page).values()
    made = client.post(f"{PAGE}?who=all", filled(page, **{FIELD: spanish}))
    change(app, languages="English") if how == "forbidden" else remove(app, spanish)
    with app.app_context():
        task.run(*waiting)
        db.session.commit()
    assert all("November 24, 2026" in text for text in pages_of(client, made))
    shown = words_of(client.get(made.location))
    assert f"Another letter than chosen The river case: t{GONE[1:]} Printed instead: English, to " in shown


def test_the_order_remembers_what_was_chosen_and_only_for_what_is_printed(
    app: Flask, visit: Visit, table: None
) -> None:
    client = visit(COORDINATOR)
    page = client.get(f"{PAGE}?who=all")
    usual, _spanish = choices_of(page).values()
    client.post(f"{PAGE}?who=all", filled(page))
    with app.app_context(), across_chapters("the test looks at the order"):
        assert db.session.scalars(select(LetterPrint)).one().chosen == {"a-case": usual}


def test_two_letters_of_one_language_to_one_office_are_told_apart_by_their_words(
    app: Flask, visit: Visit, table: None
) -> None:
    with app.app_context(), across_chapters("the test adds a letter"):
        enter_chapter(1)
        make_letter(a_case(), language="es", body="Otra carta, **con** palabras propias.", position=9)
        db.session.commit()
    words: list[Any] = list(choices_of(visit(COORDINATOR).get(f"{PAGE}?who=all")))
    assert len(words) == len(set(words)) == 3
    assert words[2].endswith(": Otra carta, con palabras propias.…")
