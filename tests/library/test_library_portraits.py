"""Portraits of the library: taken or kept back, and printed nowhere once nobody allows it."""

import io
from collections.abc import Callable

import pytest
from cast import COORDINATOR, EDITOR, FOREIGN
from client import Client
from factories import make_subject
from flask import Flask
from library.room import adopt, case_of, enter, stock, user_of
from library.test_copies import CHANGES, PAGE, answer, changes, one_part
from PIL import Image

from chapterapp.cases import rules
from chapterapp.cases.models import Subject
from chapterapp.cases.part_services import remove_part, remove_portrait, set_portrait
from chapterapp.database import db
from chapterapp.files.services import Picture, draw_anew

Visit = Callable[[str | None], Client]
WORDS = {"portrait_alt": "A face", "portrait_credit": "", "portrait_permission": "family, by e-mail"}


def picture(shade: int = 100) -> Picture:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 80), (shade, shade, shade)).save(drawn, "JPEG")
    return draw_anew(drawn.getvalue())


def show_portrait(slug: str, email: str, shade: int = 100, **words: str) -> None:
    set_portrait(case_of(slug), one_part(slug, Subject), picture(shade), WORDS | words, user_of(email))


def portrait_of(slug: str = "st-louis") -> Subject:
    subject: Subject = one_part(slug, Subject)
    db.session.expire(subject, ["portrait"])
    return subject


@pytest.fixture
def pictured(app: Flask) -> None:
    """Adopted with the portrait that somebody allowed."""
    with app.app_context():
        stock()
        show_portrait("library", EDITOR)
        adopt(case_of("library"))
        db.session.commit()


def test_a_new_portrait_in_the_library_is_taken_or_kept_back(app: Flask, visit: Visit, pictured: None) -> None:
    with app.app_context():
        before = portrait_of().portrait
        assert before and changes() == {}
        show_portrait("library", EDITOR, 200, portrait_alt="Another face")
        ((key, (_mine, _now, is_own)),) = changes().items()
        assert key.endswith(".portrait") and not is_own
        db.session.commit()
    page = visit(COORDINATOR).get(CHANGES).text
    assert "Another face" in page and "Allowed by: family, by e-mail" in page
    with app.app_context():
        answer()
        assert portrait_of().portrait_alt == "A face" and changes() == {}
        show_portrait("library", EDITOR, 50, portrait_alt="A third face")
        answer(*changes())
        mine = portrait_of()
        assert mine.portrait and mine.portrait.id != before.id and rules.may_show_portrait(mine)
        assert mine.portrait.chapter_id == enter().id and mine.portrait_alt == "A third face" and changes() == {}
        db.session.rollback()


def test_a_portrait_without_permission_is_no_news(app: Flask, pictured: None) -> None:
    with app.app_context():
        remove_portrait(case_of("library"), one_part("library", Subject), user_of(EDITOR))
        answer(*changes())
        assert portrait_of().portrait is None
        set_portrait(
            case_of("library"), portrait_of("library"), picture(), WORDS | {"portrait_permission": ""}, user_of(EDITOR)
        )
        assert changes() == {}
        db.session.rollback()


def forbid() -> None:
    set_portrait(
        case_of("library"), one_part("library", Subject), None, WORDS | {"portrait_permission": ""}, user_of(EDITOR)
    )


def take_away() -> None:
    remove_portrait(case_of("library"), portrait_of("library"), user_of(EDITOR))


def take_person_out() -> None:
    case = case_of("library")
    old = one_part("library", Subject)
    make_subject(case, display_name="Somebody else", position=2)
    remove_part(case, old, user_of(EDITOR))


@pytest.mark.parametrize("withdraw", [forbid, take_away, take_person_out])
def test_no_copy_prints_a_portrait_that_the_library_may_not_show_any_more(
    app: Flask, visit: Visit, pictured: None, withdraw: Callable[[], None]
) -> None:
    """At once, in every chapter, as a stop does; the chapter then answers, or writes down who allows it there."""
    with app.app_context():
        adopt(case_of("library"), "lyon", FOREIGN)
        revision = case_of("lyon").revision
        withdraw()
        for slug in ("st-louis", "lyon"):
            assert not rules.may_show_portrait(portrait_of(slug))
        assert case_of("lyon").revision > revision  # so that packets know
        key = next(key for key in changes() if "subjects" in key and not key.endswith("position"))
        assert not changes()[key][2]
        db.session.commit()
    assert "cases/deniz/portraits" not in visit(COORDINATOR).get(PAGE).text
    with app.app_context():
        if withdraw is take_person_out:
            return
        answer()
        assert portrait_of().portrait and changes() == {}  # kept, unprinted, until somebody here allows it
        set_portrait(case_of("st-louis"), portrait_of(), None, WORDS, user_of(COORDINATOR))
        assert rules.may_show_portrait(portrait_of()) and changes() == {}


def test_a_portrait_of_the_chapters_own_stays_and_copies_of_earlier_days_count_as_the_librarys(
    app: Flask, pictured: None
) -> None:
    with app.app_context():
        adopt(case_of("library"), "lyon", FOREIGN)
        show_portrait("st-louis", COORDINATOR, 10, portrait_permission="his sister, to us")
        copy = case_of("lyon")
        said = dict(copy.origin_said or {})
        said["own"] = {theirs: ref for theirs, ref in said["own"].items() if ref == one_part("lyon", Subject).ref}
        said["subjects"] = {ref: {"display_name": "deniz"} for ref in said["subjects"]}
        copy.origin_said = said
        forbid()
        assert rules.may_show_portrait(portrait_of()) and not rules.may_show_portrait(portrait_of("lyon"))
        db.session.rollback()
