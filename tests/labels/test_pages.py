"""Labels asked for on the pages of a meeting and of a case, and what comes of it."""

import io
from collections.abc import Callable

import pytest
import time_machine
from cast import COORDINATOR, FOREIGN, HOST, MEETING
from client import Client
from factories import make_addressee, make_case, make_meeting
from flask import Flask
from lxml import html
from pypdf import PdfReader
from queries import count_queries
from sqlalchemy import select
from werkzeug.test import TestResponse

from chapterapp.cases.models import Addressee, Case, CaseStatus
from chapterapp.chapters.models import Chapter
from chapterapp.database import across_chapters, db, enter_chapter
from chapterapp.jobs.registry import TASKS
from chapterapp.labels.models import LabelOffset, LabelSheet, LabelState, LabelStock
from chapterapp.packets import storage

Visit = Callable[[str | None], Client]
PAGE = f"/c/st-louis/meetings/{MEETING}/labels"


def counts(page: TestResponse) -> dict[str, str]:
    """The numbers in the form by the name beside them."""
    tree = html.fromstring(page.text)
    return {
        tree.xpath(f"//label[@for='{field.get('id')}']")[0].text_content(): field.get("value")
        for field in tree.xpath("//input[starts-with(@name, 'count-')]")
    }


def filled(page: TestResponse, **changes: str) -> dict[str, str]:
    """The form as it stands, with other numbers for some names."""
    tree = html.fromstring(page.text)
    sent = {}
    for field in tree.xpath("//form[@method='post']//input[@name]"):
        if field.get("type") != "radio" or field.get("checked") is not None:
            sent[field.get("name")] = field.get("value") or ""
    for label in tree.xpath("//label[@for]"):
        if (name := label.text_content().strip()) in changes:
            sent[label.get("for")] = changes.pop(name)
    sent.pop("csrf_token")
    return sent | changes


def text_of(client: Client, answer: TestResponse) -> list[str]:
    """Of each page of the file, in words."""
    assert answer.status_code == 303, answer.text
    file = client.get(f"{answer.location}/download")
    assert file.mimetype == "application/pdf"
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(file.data)).pages]


def test_a_host_finds_the_numbers_filled_in_and_prints_the_labels(visit: Visit, table: None) -> None:
    client = visit(HOST)
    assert PAGE in client.get(f"/c/st-louis/meetings/{MEETING}").text
    page = client.get(PAGE)
    assert counts(page) == {"The Minister": "6", "The Embassy": "6", "The Committee": "0"}
    assert "She herself" not in page.text
    asked = client.post(PAGE, filled(page, start="28"))
    sheets = text_of(client, asked)
    assert len(sheets) == 2
    assert sheets[0].count("EGYPT") == 2
    assert sheets[1].count("EGYPT") == 4
    assert sheets[1].count("The Embassy") == 6
    shown = client.get(asked.location).text
    assert "12 labels on 2 sheets" in " ".join(shown.split())
    assert "from label 29 of the first sheet" in " ".join(shown.split())
    file = client.get(f"{asked.location}/download")
    assert file.headers["Content-Disposition"] == "inline; filename=labels-2026-11-24.pdf"
    assert file.headers["Cache-Control"] == "no-store"


def test_an_envelope_of_a_neutral_case_has_its_sender_and_names_nobody_else(visit: Visit, table: None) -> None:
    client, address = visit(COORDINATOR), f"{PAGE}?stock=envelope-10"
    asked = client.post(address, filled(client.get(address), **{"The Minister": "1", "The Embassy": "1"}))
    abroad, home = text_of(client, asked)
    assert abroad == "Tuesday Writers St. Louis, MO 63100 UNITED STATES The Minister 1 Invented Street Cairo EGYPT"
    assert home == "Tuesday Writers St. Louis, MO 63100 The Embassy 1 Invented Street Cairo"
    file = client.get(f"{asked.location}/download")
    everything = f"{file.headers}{PdfReader(io.BytesIO(file.data)).metadata}{abroad}{home}".casefold()
    assert not [word for word in ("st-louis", "amnesty", "river", "kingfisher") if word in everything]


def test_return_labels_come_by_case_as_its_rule_allows(visit: Visit, table: None) -> None:
    client, address = visit(COORDINATOR), f"{PAGE}?kind=returns"
    page = client.get(address)
    assert counts(page) == {"Return label for The river case": "12"}
    (sheet,) = text_of(client, client.post(address, filled(page, **{"Return label for The river case": "2"})))
    assert sheet == " ".join(["Tuesday Writers St. Louis, MO 63100 UNITED STATES"] * 2)


def test_a_stopped_case_has_no_labels_and_the_page_says_why(app: Flask, visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    form = filled(client.get(PAGE))
    with app.app_context():
        enter_chapter(1)
        db.session.scalars(select(Case).where(Case.chapter_id == 1)).one().status = CaseStatus.STOP_ACTION
        db.session.commit()
    page = client.get(PAGE)
    assert counts(page) == {}
    assert "Stop action: do not write." in page.text
    assert client.post(PAGE, form).status_code == 422  # a form that was open meanwhile


def test_what_is_stopped_while_the_job_waits_is_refused_by_name(
    app: Flask, visit: Visit, table: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit(COORDINATOR)
    task = TASKS["labels.print"]

    def stop_first(sheet_id: int) -> None:
        enter_chapter(1)
        db.session.scalars(select(Case).where(Case.chapter_id == 1)).one().status = CaseStatus.STOP_ACTION
        task.run(sheet_id)

    monkeypatch.setitem(TASKS, "labels.print", task._replace(run=stop_first))
    answer = client.post(PAGE, filled(client.get(PAGE)))
    shown = " ".join(client.get(answer.location).text.split())
    assert "Nothing was left to print" in shown
    assert "The Minister (The river case): Stop action: do not write." in shown
    assert client.get(f"{answer.location}/download").status_code == 404


def test_what_does_not_fit_is_named_and_the_rest_is_printed(app: Flask, visit: Visit, table: None) -> None:
    with app.app_context():
        enter_chapter(1)
        found = select(Addressee).where(Addressee.chapter_id == 1, Addressee.holder == "The Embassy")
        db.session.scalars(found).one().address_lines = "\n".join(f"line {n}" for n in range(12))
        found = select(Addressee).where(Addressee.chapter_id == 1, Addressee.holder == "The Minister")
        db.session.scalars(found).one().address_lines = "An Office\nof three\nmore lines\nCairo"
        db.session.commit()
    client = visit(COORDINATOR)
    answer = client.post(PAGE, filled(client.get(PAGE)))
    shown = " ".join(client.get(answer.location).text.split())
    assert "The Embassy (The river case): It is too long, even in the smallest letters." in shown
    assert "Set smaller, so that it fits" in shown
    assert "6 labels on 1 sheet" in shown


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"The Minister": "many"}, "This takes a whole number."),
        ({"The Minister": "501"}, "From 0 to 500."),
        ({"The Minister": "-1"}, "From 0 to 500."),
        ({"The Minister": "0", "The Embassy": "0"}, "there is nothing to print"),
        ({"start": "30"}, "Choose one from the list."),
        ({"x": "far"}, "A measure in millimetres, as in 1.5."),
        ({"x": "NaN"}, "A measure in millimetres, as in 1.5."),
        ({"y": "25"}, "At most 20 mm either way."),
        ({"printer": "x" * 61}, "This is longer than 60 characters."),
    ],
)
def test_what_cannot_be_printed_is_said_and_what_was_typed_stays(
    app: Flask, visit: Visit, table: None, sent: dict[str, str], words: str
) -> None:
    client = visit(COORDINATOR)
    answer = client.post(PAGE, filled(client.get(PAGE), **dict(sent)))
    assert answer.status_code == 422
    assert words in answer.text
    if "start" not in sent:
        assert all(f'value="{value}"' in answer.text for value in sent.values())
    with app.app_context():
        assert db.session.scalars(select(LabelSheet).where(LabelSheet.chapter_id == 1)).all() == []


def test_an_offset_is_kept_by_printer_and_stock_and_moves_the_labels(app: Flask, visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    for x in ("1,5", "2"):
        client.post(PAGE, filled(client.get(PAGE), printer="Hall", x=x, y="-0.5"))
    form = filled(client.get(PAGE))
    assert (form["printer"], float(form["x"]), float(form["y"])) == ("Hall", 2.0, -0.5)
    assert filled(client.get(f"{PAGE}?stock=avery-5163"))["printer"] == ""
    client.post(PAGE, filled(client.get(PAGE), printer="Home", x="0", y="0"))
    assert filled(client.get(f"{PAGE}?stock=avery-5160&printer=Hall"))["x"] != "0.0"
    with app.app_context():
        enter_chapter(1)
        saved = db.session.scalars(
            select(LabelOffset).where(LabelOffset.chapter_id == 1, LabelOffset.stock == "avery-5160")
        )
        assert sorted((one.printer, one.x, one.y) for one in saved) == [("Hall", 2.0, -0.5), ("Home", 0.0, 0.0)]
        sheet = db.session.scalars(select(LabelSheet).where(LabelSheet.chapter_id == 1).order_by(LabelSheet.id)).first()
        assert sheet
        assert (sheet.offset_x, sheet.offset_y) == (1.5, -0.5)


def test_the_test_sheet_comes_without_any_number(visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    form = filled(client.get(PAGE), **{"The Minister": "0", "The Embassy": "0"}, test="1")
    (sheet,) = text_of(client, client.post(PAGE, form))
    assert "Test sheet, Avery 5160" in sheet


def test_labels_for_one_case_come_from_its_page_on_the_chapters_paper(visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    assert "/c/st-louis/cases/a-case/labels" in client.get("/c/st-louis/cases/a-case").text
    page = client.get("/c/st-louis/cases/a-case/labels")
    assert counts(page)["The Minister"] == "6"
    (sheet,) = text_of(client, client.post("/c/st-louis/cases/a-case/labels", filled(page)))
    assert sheet.count("EGYPT") == 6
    assert "Avery L7160:" in visit(FOREIGN).get(f"/c/lyon/meetings/{MEETING}/labels").text


OWN = {
    "name": "Shop brand", "sheet_width": "210", "sheet_height": "297", "columns": "2", "rows": "8", "left": "4,5",
    "top": "12", "across": "101", "down": "34", "width": "99", "height": "34",
}  # fmt: skip


def test_a_sheet_of_ones_own_measures_is_offered_used_and_removed(app: Flask, visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    assert client.post("/c/st-louis/label-stocks", OWN).status_code == 303
    with app.app_context():
        enter_chapter(1)
        own = db.session.scalars(select(LabelStock).where(LabelStock.chapter_id == 1, LabelStock.name == "Shop brand"))
        ref = own.one().ref
    address = f"{PAGE}?stock=own-{ref}"
    page = client.get(address)
    assert "Shop brand (16 labels)" in page.text
    asked = client.post(address, filled(page, start="15", printer="Hall", x="1", y="1"))
    assert len(text_of(client, asked)) == 2
    assert "There is a stock of this name already." in client.post("/c/st-louis/label-stocks", OWN).text
    assert client.post(f"/c/st-louis/label-stocks/{ref}/remove").status_code == 303
    assert "Shop brand" not in client.get(address).text
    assert client.get(asked.location).status_code == 200  # its file stays
    with app.app_context():
        offsets = select(LabelOffset).where(LabelOffset.chapter_id == 1, LabelOffset.stock == f"own-{ref}")
        assert db.session.scalars(offsets).all() == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"across": "90"}, "The columns overlap"),
        ({"rows": "9"}, "21.0 mm below the sheet"),
        ({"columns": "0"}, "From 1 to 10."),
        ({"left": "wide"}, "A measure in millimetres"),
        ({"left": ""}, "This is needed."),
        ({"top": "-3"}, "From 0 to 1,000 mm."),
    ],
)
def test_measures_that_cannot_be_are_refused_at_their_field(
    visit: Visit, table: None, change: dict[str, str], words: str
) -> None:
    answer = visit(COORDINATOR).post("/c/st-louis/label-stocks", OWN | change)
    assert answer.status_code == 422
    assert words in answer.text
    assert all(f'value="{value}"' in answer.text for value in change.values() if value)


def test_a_job_that_was_given_up_says_so_and_an_unknown_stock_too(app: Flask, visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    location = client.post(PAGE, filled(client.get(PAGE))).location
    with app.app_context():
        number = db.session.scalars(select(LabelSheet.id).where(LabelSheet.chapter_id == 1)).one()
        TASKS["labels.print"].fail(number, "MemoryError")
        db.session.commit()
    assert "Something broke on our side (MemoryError)." in client.get(location).text
    with app.app_context():
        enter_chapter(1)
        sheet = db.session.scalars(select(LabelSheet).where(LabelSheet.chapter_id == 1)).one()
        sheet.stock = "own-gone"
        db.session.commit()
        TASKS["labels.print"].run(number)
        db.session.commit()
        assert sheet.state is LabelState.FAILED
    assert "This stock is no longer there." in client.get(location).text


def test_files_older_than_a_week_go_when_the_next_is_asked_for(app: Flask, visit: Visit, table: None) -> None:
    client = visit(COORDINATOR)
    first = client.post(PAGE, filled(client.get(PAGE))).location
    ref = first.rsplit("/", 1)[1]
    with app.app_context():
        assert storage.path_of(ref).exists()
    with time_machine.travel("2026-12-03T12:00:00Z"):
        client = visit(COORDINATOR)
        client.post(PAGE, filled(client.get(PAGE), **{"The Minister": "1"}))
        assert client.get(first).status_code == 404
    with app.app_context():
        assert not storage.path_of(ref).exists()


def test_the_form_asks_the_database_as_often_for_ten_cases_as_for_one(app: Flask, visit: Visit, tonight: None) -> None:
    with app.app_context(), across_chapters("the test sets two tables"):
        chapter = db.session.scalars(select(Chapter).where(Chapter.slug == "st-louis")).one()
        enter_chapter(chapter.id)
        cases = [make_case(chapter, slug=f"case-{n}", title=f"Case {n}") for n in range(10)]
        for case in cases:
            make_addressee(case)
        make_meeting(chapter, cases[:1], slug="one")
        make_meeting(chapter, cases, slug="ten")
        db.session.commit()
    client, seen = visit(COORDINATOR), []
    client.get("/c/st-louis/meetings/one/labels")
    for slug in ("one", "ten"):
        with count_queries(app) as asked:
            client.get(f"/c/st-louis/meetings/{slug}/labels")
        seen.append(len(asked))
    assert seen[0] == seen[1]
