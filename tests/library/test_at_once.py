"""Two who act at one moment: no copy escapes a stop, and nobody adopts a case twice."""

import threading
import time
from collections.abc import Callable

from cast import EDITOR
from flask import Flask
from library.room import adopt, case_of, enter, stock, user_of
from library.test_library_portraits import portrait_of, show_portrait
from sqlalchemy import func, select

from chapterapp.cases.models import Case, CaseStatus
from chapterapp.cases.part_services import remove_portrait
from chapterapp.cases.rules import may_show_portrait
from chapterapp.cases.services import stop_case
from chapterapp.database import db
from chapterapp.errors import Refused


def both(app: Flask, first: Callable[[], object], second: Callable[[], object]) -> list[BaseException]:
    """The second begins while the first has written and not yet committed. What they raised."""
    wrote, raised = threading.Event(), []

    def run(act: Callable[[], object], is_first: bool) -> None:
        with app.app_context():
            try:
                if not is_first:
                    wrote.wait(5)
                act()
                wrote.set()
                time.sleep(0.3 if is_first else 0)
                db.session.commit()
            except Refused as no:
                raised.append(no)
            finally:
                wrote.set()
                db.session.rollback()

    threads = [threading.Thread(target=run, args=pair) for pair in ((first, True), (second, False))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return raised


def adopt_it() -> None:
    adopt(case_of("library"))


def stop_it() -> None:
    stop_case(case_of("library"), "x", user_of(EDITOR))


def take_portrait_away() -> None:
    remove_portrait(case_of("library"), portrait_of("library"), user_of(EDITOR))


def prepare(app: Flask) -> None:
    with app.app_context():
        stock()
        db.session.commit()


def test_a_copy_made_while_the_library_stops_is_stopped(app: Flask) -> None:
    prepare(app)
    assert both(app, adopt_it, stop_it) == []
    with app.app_context():
        assert case_of("st-louis").status is CaseStatus.STOP_ACTION


def test_a_case_stopped_while_it_is_adopted_is_not_adopted(app: Flask) -> None:
    prepare(app)
    assert len(both(app, stop_it, adopt_it)) == 1


def test_a_portrait_withdrawn_while_the_case_is_adopted_is_not_printed_there(app: Flask) -> None:
    with app.app_context():
        stock()
        show_portrait("library", EDITOR)
        db.session.commit()
    assert both(app, adopt_it, take_portrait_away) == []
    with app.app_context():
        subject = portrait_of()
        assert subject.portrait and not may_show_portrait(subject)


def test_two_coordinators_adopt_it_once(app: Flask) -> None:
    prepare(app)
    assert both(app, adopt_it, adopt_it) == []
    with app.app_context():
        chapter = enter()
        copies = (
            select(func.count()).select_from(Case).where(Case.chapter_id == chapter.id, Case.origin_id.is_not(None))
        )
        assert db.session.scalar(copies) == 1
