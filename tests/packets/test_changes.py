"""Changed since printed: which pages to replace, a file of just those, and the page map of the paper afterwards."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from cast import MEETING
from flask import Flask
from packets.reading import File, problems
from packets.sample_contents import MARIBEL, TIMOFEI, letter, packet
from sqlalchemy import select

from chapterapp.accounts.models import User
from chapterapp.cases.models import Case
from chapterapp.chapters.models import Chapter
from chapterapp.database import db, enter_chapter
from chapterapp.errors import Refused
from chapterapp.meetings.models import Meeting
from chapterapp.packets import rendering, storage
from chapterapp.packets.changes import Change, change_line, changed_sections, render_changes
from chapterapp.packets.models import Packet, PacketState
from chapterapp.packets.services import request_changes, request_packet
from chapterapp.pdf.press import press

ONE, TWO = replace(MARIBEL, case_id=11), replace(TIMOFEI, case_id=12)
PRINTED = packet(cases=(ONE, TWO), expected=())
OTHER_LETTER = replace(ONE, letter=letter("Maribel", closing="Yours,"))


@pytest.fixture
def page_map(whole_app: Flask) -> Iterator[list[dict[str, object]]]:
    with whole_app.app_context():
        yield rendering.render(PRINTED).page_map
    press.rest(0)


def test_nothing_changed_is_no_change(page_map: list[dict[str, object]]) -> None:
    assert changed_sections(page_map, PRINTED) == []


def test_an_edited_letter_is_one_page_to_replace(page_map: list[dict[str, object]]) -> None:
    changed = replace(PRINTED, cases=(OTHER_LETTER, TWO))
    assert changed_sections(page_map, changed) == [Change("Sample letter", 6, 6)]
    made = render_changes(changed, page_map)
    file = File(made.data)
    assert problems(file) == []
    assert made.pages == len(file.pdf.pages) == 2, "the cover and the letter"
    assert "Changed pages: replace 6 (Sample letter)" in file.text(1)
    assert "Page 1 of 10" in file.text(1)
    assert "Page 6 of 10" in file.text(2)
    assert " 4 " in file.text(1), "the cover still leads to the pages of the whole paper"
    assert changed_sections(made.page_map, changed) == [], "and the paper is then as it should be"
    assert [(row["first"], row["last"]) for row in made.page_map] == [(row["first"], row["last"]) for row in page_map]


def test_a_new_case_comes_after_the_last_page_and_one_that_left_is_taken_out(
    page_map: list[dict[str, object]],
) -> None:
    changed = replace(PRINTED, cases=(ONE, replace(MARIBEL, case_id=13, name="Somebody Else")))
    changes = changed_sections(page_map, changed)
    assert Change("2. Timofei Lozinin", 7, 8, is_gone=True) in changes
    assert Change("2. Somebody Else", 0, 0) in changes
    made = render_changes(changed, page_map)
    new = [(row["first"], row["last"]) for row in made.page_map if row["case_id"] == 13]
    assert new == [(11, 12), (13, 13)]
    assert "Page 11 of 10" not in " ".join(File(made.data).texts())
    assert "Page 11 of 13" in " ".join(File(made.data).texts())


def test_another_date_is_in_every_footer_and_so_on_every_page(page_map: list[dict[str, object]]) -> None:
    changes = changed_sections(page_map, replace(PRINTED, short_date="January 27, 2027"))
    assert len(changes) == len(page_map)


def test_the_line_says_pages_as_one_writes_them(whole_app: Flask) -> None:
    with whole_app.app_context():
        line = change_line([Change("A", 7, 9), Change("B", 3, 3, is_gone=True), Change("C", 0, 0)], "en-US")
    assert line == "replace 7–9 (A); take out 3 (B); add C"


def test_changed_pages_are_asked_for_once_and_made_from_what_stands_there_now(app: Flask) -> None:
    with app.app_context():
        enter_chapter(1)
        chapter = db.session.get_one(Chapter, 1)
        meeting = db.session.scalars(select(Meeting).where(Meeting.chapter_id == 1, Meeting.slug == MEETING)).one()
        user = db.session.scalars(select(User)).first()
        assert user
        whole = request_packet(chapter, meeting, user)
        db.session.commit()
        whole = db.session.scalars(select(Packet).where(Packet.chapter_id == 1)).one()
        db.session.refresh(whole)
        assert whole.state is PacketState.READY
        assert [row["first"] for row in whole.page_map][0] == 1
        assert whole.page_map[-1]["last"] == whole.pages
        with pytest.raises(Refused, match="Nothing changed"):
            request_changes(chapter, whole, user)
        case = db.session.scalars(select(Case).where(Case.chapter_id == 1, Case.id == brief_of(whole))).one()
        case.background = "Another story."
        case.revision += 1
        db.session.flush()
        some = request_changes(chapter, whole, user)
        db.session.commit()
        db.session.refresh(some)
        assert some.state is PacketState.READY
        assert 0 < (some.pages or 0) < (whole.pages or 0)
        assert some.file_name.endswith("packet, changed pages.pdf")
        assert storage.path_of(some.ref).exists()
        assert request_changes(chapter, whole, user).id == some.id
        db.session.rollback()


def brief_of(packet: Packet) -> int:
    return next(int(row["case_id"]) for row in packet.page_map if row["key"] == "brief")
